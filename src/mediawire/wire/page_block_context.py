"""What the likelihoods of a page's blocks say of each other: neighbours, containers and the likeliest run of blocks."""

from __future__ import annotations

import numpy as np

from mediawire.wire.page_block_layout import LEVELS, Layout, Numbers, shift, sum_before

_SHIFTS = (-3, -2, -1, 1, 2, 3)
_WIDTHS = (5, 10)
_BREAK_EVEN = 0.35
"""A block of this likelihood neither lengthens nor shortens the likeliest run."""
_NOWHERE = -9.0
CONTEXT = (
    "odds",
    *(f"odds_{shift:+d}" for shift in _SHIFTS),
    *(f"{name}_up{level}" for level in range(LEVELS) for name in ("likely", "held")),
    "outside_run",
    "likely_before",
    "likely_letters",
    *(f"likely_within_{width}" for width in _WIDTHS),
)
"""The name of each column of `see_context`."""


def see_context(layout: Layout, odds: Numbers) -> Numbers:
    """Return one row a block, (n, len(CONTEXT)), from the log odds (n,) that each belongs to the article."""
    odds = np.clip(odds, -9.2, 9.2)
    likely = 1 / (1 + np.exp(-odds))
    letters = layout.letters
    expected, lengths = sum_before(letters * likely), sum_before(letters)
    columns = [odds, *(shift(odds, by, _NOWHERE) for by in _SHIFTS)]
    whole = max(expected[-1], 1.0)
    for level in range(LEVELS):
        first, end = layout.spans(level)
        held = expected[end] - expected[first]
        columns += [held / np.maximum(lengths[end] - lengths[first], 1), held / whole]
    columns += [_outside_run(letters * (likely - _BREAK_EVEN)), expected[1:] / whole]
    columns += [np.full(len(odds), np.log1p(expected[-1]))]
    columns += [_within(expected, width) / np.maximum(_within(lengths, width), 1) for width in _WIDTHS]
    return np.array(columns).T


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
