"""What can be seen of each block of a page, in numbers: rows that the model of `page_block_model` reads."""

from __future__ import annotations

import re

import numpy as np

from mediawire.wire.page_block_context import Numbers, shift, sum_before
from mediawire.wire.page_blocks import Block, Container, PageText
from mediawire.wire.page_claims import PageClaims
from mediawire.wire.page_words import MARKS

_FAR = 12
_TAGS = {
    tag: place for place, tag in enumerate("p li h1 h2 h3 h4 h5 h6 td th blockquote pre div dd dt figcaption".split())
}
_LOOKED_AT = 120
"""Shares of letters are told from the beginning of a block."""
_ENDS = frozenset(".!?…。！？।؟۔\"”»'’")
_DIGITS = re.compile(r"\d+")
_CAPITAL = re.compile(r"(?:^|\s)[^\W\d_a-zß-ÿ]")
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b|\d{1,2}:\d\d")
_CUES = tuple("© (c) copyright rights rechte http www. @ | » › → mehr read share cookie subscri newsletter".split())
_SHIFTS = (-2, -1, 1, 2)
_LEVELS = ("own", "up1", "up2", "up3")
_SEEN = (
    "letters words link_density link_letters links strong sentences commas commas_density digits capitals dates cues "
    "ends_sentence starts_small word_length tag depth twice is_title in_claim claim_known in_description place "
    "place_letters page_blocks page_letters after_headline letters_after_headline headline_known"
).split()
_SPANS = [f"{name}_{level}" for level in _LEVELS for name in ("prose", "share", "links", "blocks", "mean", "inside")]
_NEAR = [f"{name}_{by:+d}" for by in _SHIFTS for name in ("letters", "link_density", "same_home", "sentences", "tag")]
_RUNS = ["prose_before", "prose_after", "prose_near"]
NAMES = tuple(_SEEN + _SPANS + _NEAR + _RUNS + [f"mark_{mark}" for mark in MARKS])
"""The name of each column."""


def see_blocks(page: PageText, claims: PageClaims) -> Numbers:
    """Return one row a block, (n, len(NAMES)) float64."""
    blocks = page.blocks
    if not blocks:
        return np.zeros((0, len(NAMES)), np.float64)
    seen = np.array([_see(block) for block in blocks], np.float64)
    letters, density, sentences, tags = seen[:, 0], seen[:, 2], seen[:, 6], seen[:, 16]
    prose = np.where(density < 0.4, np.maximum(letters - 40, 0), 0)
    told = _agree(blocks, claims)
    columns = [
        _squeeze(seen),
        told,
        _place(letters, tags, told[:, 1], len(blocks)),
        _surround(blocks, letters, prose, seen[:, 3]),
        _neighbours(blocks, letters, density, sentences, tags),
        _runs(prose),
        _marks(blocks),
    ]
    return np.hstack(columns)


def _see(block: Block) -> tuple[float, ...]:
    text = block.text
    letters = len(text)
    words = text.count(" ") + 1
    commas = text.count(",") + text.count("،") + text.count("、") + text.count("，")
    ends = (
        text.count(". ") + text.count("? ") + text.count("! ") + text.count("。") + text.count("؟") + text.count("। ")
    )
    begins = text[:_LOOKED_AT]
    digits = sum(map(len, _DIGITS.findall(begins)))
    is_ended = text[-1] in _ENDS
    return (
        letters,
        words,
        min(1.0, block.link_letters / letters),
        block.link_letters,
        block.links,
        min(1.0, block.strong_letters / letters),
        ends + is_ended,
        commas,
        100 * commas / letters,
        digits / len(begins),
        len(_CAPITAL.findall(begins)) / (begins.count(" ") + 1),
        len(_DATE.findall(begins)) if digits else 0,
        sum(map(begins.lower().count, _CUES)),
        is_ended,
        text[0].islower(),
        letters / words,
        _TAGS.get(block.container.tag, -1),
        block.container.depth,
    )


def _squeeze(seen: Numbers) -> Numbers:
    squeezed = seen.copy()
    for column in (0, 1, 3, 4, 6, 7):
        squeezed[:, column] = np.log1p(seen[:, column])
    return squeezed


def _agree(blocks: list[Block], claims: PageClaims) -> Numbers:
    counts: dict[str, int] = {}
    for block in blocks:
        counts[block.text] = counts.get(block.text, 0) + 1
    claimed = float(bool(claims.body))
    return np.array(
        [
            (
                counts[block.text] - 1,
                claims.is_title(block.text),
                claims.holds(block.text),
                claimed,
                claims.describes(block.text),
            )
            for block in blocks
        ],
        np.float64,
    )


def _place(letters: Numbers, tags: Numbers, is_title: Numbers, count: int) -> Numbers:
    order = np.arange(count)
    before = np.cumsum(letters)
    heads = np.flatnonzero((tags == _TAGS["h1"]) | (is_title > 0) & (tags >= 2) & (tags <= 7))
    head = int(heads[0]) if heads.size else -1
    after = order - head if head >= 0 else np.zeros(count)
    way = before - before[head] if head >= 0 else np.zeros(count)
    return np.column_stack(
        [
            order / count,
            before / before[-1],
            np.full(count, np.log1p(count)),
            np.full(count, np.log1p(before[-1])),
            np.sign(after) * np.log1p(np.abs(after)),
            np.sign(way) * np.log1p(np.abs(way)),
            np.full(count, head >= 0),
        ]
    )


def _surround(blocks: list[Block], letters: Numbers, prose: Numbers, linked: Numbers) -> Numbers:
    """Say of the container of each block, and of the three around it, how much prose and how many links it holds."""
    sums = [sum_before(values) for values in (prose, letters, linked)]
    order = np.arange(len(blocks))
    all_prose = max(1.0, sums[0][-1])
    columns: list[Numbers] = []
    containers: list[Container] = [block.container for block in blocks]
    for _ in _LEVELS:
        first = np.array([container.first for container in containers])
        end = np.array([container.end for container in containers])
        held, text, links = (values[end] - values[first] for values in sums)
        count = np.maximum(end - first, 1)
        columns += [
            np.log1p(held),
            held / all_prose,
            links / np.maximum(text, 1),
            np.log1p(count),
            np.log1p(text / count),
            (order - first) / count,
        ]
        containers = [container.parent or container for container in containers]
    return np.column_stack(columns)


def _neighbours(blocks: list[Block], letters: Numbers, density: Numbers, sentences: Numbers, tags: Numbers) -> Numbers:
    homes = np.array([block.container.parent.first if block.container.parent else 0 for block in blocks])
    depths = np.array([block.container.depth for block in blocks])
    columns: list[Numbers] = []
    for by in _SHIFTS:
        columns += [
            shift(np.log1p(letters), by, 0),
            shift(density, by, 1),
            (shift(homes, by, -1) == homes) & (shift(depths, by, -1) == depths),
            np.log1p(shift(sentences, by, 0)),
            shift(tags, by, -2),
        ]
    return np.column_stack(columns)


def _runs(prose: Numbers) -> Numbers:
    total = np.cumsum(prose)
    whole = max(1.0, float(total[-1]))
    width = 5
    padded = np.concatenate((np.zeros(width), total, np.full(width, total[-1])))
    near = padded[2 * width :] - padded[: -2 * width]
    return np.column_stack([(total - prose) / whole, (whole - total) / whole, np.log1p(near)])


def _marks(blocks: list[Block]) -> Numbers:
    """Say how far above each block the nearest element stands that bears each mark."""
    marks = np.array([block.container.marks for block in blocks])
    depths = np.array([[block.container.depth] for block in blocks])
    return np.minimum(depths - marks, _FAR)
