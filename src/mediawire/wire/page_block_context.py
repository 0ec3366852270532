"""What the likelihoods of a page's blocks say of each other: neighbours, containers and the likeliest run of blocks."""

from __future__ import annotations

from typing import Any

import numpy as np

from mediawire.wire.page_blocks import Block

Numbers = np.ndarray[Any, np.dtype[np.float64]]

_SHIFTS = (-3, -2, -1, 1, 2, 3)
_WIDTHS = (5, 10)
_LEVELS = 4
_BREAK_EVEN = 0.35
"""A block of this likelihood neither lengthens nor shortens the likeliest run."""
_NOWHERE = -9.0
CONTEXT = (
    "odds",
    *(f"odds_{shift:+d}" for shift in _SHIFTS),
    *(f"{name}_up{level}" for level in range(_LEVELS) for name in ("likely", "held")),
    "outside_run",
    "likely_before",
    "likely_letters",
    *(f"likely_within_{width}" for width in _WIDTHS),
)
"""The name of each column of `see_context`."""


def see_context(blocks: list[Block], odds: Numbers) -> Numbers:
    """Return one row a block, (n, len(CONTEXT)), from the log odds (n,) that each belongs to the article."""
    odds = np.clip(odds, -9.2, 9.2)
    likely = 1 / (1 + np.exp(-odds))
    letters = np.array([len(block.text) for block in blocks], np.float64)
    expected = sum_before(letters * likely)
    lengths = sum_before(letters)
    columns = [odds, *(shift(odds, by, _NOWHERE) for by in _SHIFTS)]
    containers = [block.container for block in blocks]
    whole = max(expected[-1], 1.0)
    for _ in range(_LEVELS):
        first = np.array([container.first for container in containers])
        end = np.array([container.end for container in containers])
        held = expected[end] - expected[first]
        columns += [held / np.maximum(lengths[end] - lengths[first], 1), held / whole]
        containers = [container.parent or container for container in containers]
    columns += [_outside_run(letters * (likely - _BREAK_EVEN)), expected[1:] / whole]
    columns += [np.full(len(blocks), np.log1p(expected[-1]))]
    columns += [_within(expected, width) / np.maximum(_within(lengths, width), 1) for width in _WIDTHS]
    return np.column_stack(columns)


def sum_before(values: Numbers) -> Numbers:
    """Return at each place the sum of all values before it, (n,) -> (n + 1,)."""
    return np.concatenate(([0.0], np.cumsum(values)))


def shift(values: Numbers, by: int, edge: float) -> Numbers:
    """Return at each place the value that stands ``by`` places further on; ``edge`` beyond the ends."""
    moved = np.full(values.shape, edge, values.dtype)
    if abs(by) >= len(values):
        return moved
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def _within(sums: Numbers, width: int) -> Numbers:
    """Return the sum of the values less than ``width`` places away, before and behind alike."""
    count = len(sums) - 1
    order = np.arange(count)
    within: Numbers = sums[np.minimum(order + width, count)] - sums[np.maximum(order - width + 1, 0)]
    return within


def _outside_run(gains: Numbers) -> Numbers:
    """Return how many blocks each stands before or behind the run of the greatest gain; 0 inside it."""
    sums = sum_before(gains)
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    first = int(np.argmin(sums[: end + 1]))
    order = np.arange(len(gains))
    outside: Numbers = np.maximum(first - order, 0) + np.maximum(order - end + 1, 0)
    return outside.astype(np.float64)
