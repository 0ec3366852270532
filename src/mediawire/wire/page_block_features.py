"""What can be seen of each block of a page, in numbers: rows that the model of `page_block_model` reads."""

from __future__ import annotations

import re

import numpy as np

from mediawire.wire.page_block_layout import LEVELS, Layout, Numbers, shift, sum_before
from mediawire.wire.page_blocks import Block, Container, PageText
from mediawire.wire.page_claims import PageClaims
from mediawire.wire.page_words import MARKS

_FAR = 12
_TAGS = {
    tag: place for place, tag in enumerate("p li h1 h2 h3 h4 h5 h6 td th blockquote pre div dd dt figcaption".split())
}
_H1, _H6 = _TAGS["h1"], _TAGS["h6"]
_LOOKED_AT = 400
"""Shares of signs are told from so many letters at the beginning of a block."""
_ENDS = frozenset(".!?…。！？।؟۔\"”»'’")
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b|\d{1,2}:\d\d")
_SHIFTS = (-2, -1, 1, 2)
_LEVELS = ("own", "up1", "up2", "up3")
_SEEN = "letters words link_letters links link_density strong slanted".split()
_SIGNS = "sentences commas digits capitals word_length dates ends_sentence starts_small tag depth".split()
_TOLD = "twice is_title in_claim claim_known in_description".split()
_PLACE = ("place place_letters page_blocks page_letters after_headline letters_after_headline headline_known").split()
_SPANS = [f"{name}_{level}" for level in _LEVELS for name in ("prose", "share", "links", "blocks", "mean", "inside")]
_STYLE = [f"{name}_{of}" for of in ("style", "home_style") for name in ("prose", "share", "blocks", "mean", "links")]
_NEAR = [f"{name}_{by:+d}" for by in _SHIFTS for name in ("letters", "link_density", "same_home", "sentences", "tag")]
_RUNS = ["prose_before", "prose_after", "prose_near"]
NAMES = tuple(_SEEN + _SIGNS + _TOLD + _PLACE + _SPANS + _STYLE + _NEAR + _RUNS + [f"mark_{mark}" for mark in MARKS])
"""The name of each column."""

_COMMA, _DIGIT, _CAPITAL, _BLANK, _STOP = (1 << bit for bit in range(5))


def _list_signs() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Return what each character of the first plane is, as bits; letters without cases are nothing."""
    signs = np.zeros(0x10000, np.uint8)
    for bit, characters in ((_COMMA, ",،、，"), (_BLANK, " "), (_STOP, ".?!。؟।！？")):
        signs[[ord(one) for one in characters]] = bit
    for zero in (0x30, 0x660, 0x6F0, 0x966):
        signs[zero : zero + 10] = _DIGIT
    signs[[code for code in range(0x590) if chr(code).isupper()]] = _CAPITAL
    return signs


_SIGN = _list_signs()


def see_blocks(page: PageText, claims: PageClaims, layout: Layout) -> Numbers:
    """Return one row a block, (n, len(NAMES)) float64."""
    blocks = page.blocks
    letters = layout.letters
    counts = [
        (min(one.link_letters, len(one.text)), one.links, one.strong_letters, one.slanted_letters) for one in blocks
    ]
    linked, links, strong, slanted = np.array(counts, np.float64).T
    density = linked / letters
    signs = _count_signs(blocks, letters)
    sentences, tags = signs[0], np.array([_TAGS.get(block.container.tag, -1) for block in blocks], np.float64)
    depths = layout.depth[layout.homes[0]].astype(np.float64)
    prose = np.where(density < 0.4, np.maximum(letters - 40, 0), 0)
    told = _agree(blocks, claims)
    columns = [
        *np.log1p([letters, signs[-1], linked, links]),
        density,
        np.minimum(strong / letters, 1),
        np.minimum(slanted / letters, 1),
        *signs[:-1],
        *_read_ends(blocks, signs[2]),
        tags,
        depths,
        *told,
        *_place(letters, tags, told[1]),
        *_surround(layout, prose, linked),
        *_style(blocks, letters, prose, linked),
        *_neighbours(layout, density, sentences, tags, depths),
        *_runs(prose),
    ]
    return np.hstack([np.array(columns).T, _marks(blocks, depths)])


def _count_signs(blocks: list[Block], letters: Numbers) -> list[Numbers]:
    """Count sentences, commas, digits, capitals and the letters of a word, and words: one array each, (n,)."""
    texts = [block.text[:_LOOKED_AT] for block in blocks]
    lengths = np.array([len(text) + 1 for text in texts])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    codes = np.frombuffer(" ".join(texts).encode("utf-32-le", "replace") + b" \0\0\0", np.uint32)
    signs = _SIGN[np.minimum(codes, 0xFFFF)]
    blanks = signs == _BLANK
    after_blank = np.concatenate(([True], blanks[:-1]))
    stops = (signs[:-1] == _STOP) & blanks[1:]

    def count(hits: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Numbers:
        sums: Numbers = np.add.reduceat(hits, starts, dtype=np.float64)
        return sums

    words = count(blanks)
    shown = lengths - 1.0
    raised = letters / shown
    return [
        np.log1p(count(np.append(stops, False)) * raised),
        100 * count(signs == _COMMA) / shown,
        count(signs == _DIGIT) / shown,
        count((signs == _CAPITAL) & after_blank) / words,
        shown / words,
        words * raised,
    ]


def _read_ends(blocks: list[Block], digits: Numbers) -> tuple[Numbers, ...]:
    """Return how many dates stand in each block, whether it ends like a sentence, and whether it begins small."""
    has_digits = digits.tolist()
    rows = [
        (len(_DATE.findall(block.text[:120])) if digit else 0, block.text[-1] in _ENDS, block.text[0].islower())
        for block, digit in zip(blocks, has_digits, strict=True)
    ]
    return tuple(np.array(rows, np.float64).T)


def _agree(blocks: list[Block], claims: PageClaims) -> Numbers:
    counts: dict[str, int] = {}
    for block in blocks:
        counts[block.text] = counts.get(block.text, 0) + 1
    claimed = float(bool(claims.body))
    rows = [(counts[one.text] - 1, *claims.agree(one.text), claimed) for one in blocks]
    twice, is_title, holds, describes, known = np.array(rows, np.float64).T
    return np.array([twice, is_title, holds, known, describes])


def _place(letters: Numbers, tags: Numbers, is_title: Numbers) -> list[Numbers]:
    count = len(letters)
    order = np.arange(count)
    before = np.cumsum(letters)
    heads = np.flatnonzero((tags == _H1) | (is_title > 0) & (tags >= _H1) & (tags <= _H6))
    head = int(heads[0]) if heads.size else -1
    after = order - head if head >= 0 else np.zeros(count)
    way = before - before[head] if head >= 0 else np.zeros(count)
    return [
        order / count,
        before / before[-1],
        np.full(count, np.log1p(count)),
        np.full(count, np.log1p(before[-1])),
        np.sign(after) * np.log1p(np.abs(after)),
        np.sign(way) * np.log1p(np.abs(way)),
        np.full(count, float(head >= 0)),
    ]


def _surround(layout: Layout, prose: Numbers, linked: Numbers) -> list[Numbers]:
    """Say of the container of each block, and of the three around it, how much prose and how many links it holds."""
    sums = [sum_before(values) for values in (prose, layout.letters, linked)]
    order = np.arange(len(prose))
    all_prose = max(1.0, sums[0][-1])
    columns: list[Numbers] = []
    for level in range(LEVELS):
        first, end = layout.spans(level)
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
    return columns


def _style(blocks: list[Block], letters: Numbers, prose: Numbers, linked: Numbers) -> list[Numbers]:
    """Say how much of the page is set as each block is: paragraphs of one text are, and what stands between is not."""
    columns: list[Numbers] = []
    all_prose = max(1.0, float(prose.sum()))
    for levels in (1, 2):
        known: dict[tuple[str, ...], int] = {}
        styles = np.array([known.setdefault(_name_style(one.container, levels), len(known)) for one in blocks])
        held, text, links = (np.bincount(styles, values)[styles] for values in (prose, letters, linked))
        count = np.bincount(styles)[styles]
        columns += [np.log1p(held), held / all_prose, np.log1p(count), np.log1p(text / count), links / text]
    return columns


def _name_style(container: Container, levels: int) -> tuple[str, ...]:
    if levels == 1 or container.parent is None:
        return container.tag, container.classes
    return container.tag, container.classes, container.parent.tag, container.parent.classes


def _neighbours(layout: Layout, density: Numbers, sentences: Numbers, tags: Numbers, depths: Numbers) -> list[Numbers]:
    homes = layout.first[layout.homes[1]]
    letters = np.log1p(layout.letters)
    columns: list[Numbers] = []
    for by in _SHIFTS:
        columns += [
            shift(letters, by, 0),
            shift(density, by, 1),
            (shift(homes, by, -1) == homes) & (shift(depths, by, -1) == depths),
            shift(sentences, by, 0),
            shift(tags, by, -2),
        ]
    return columns


def _runs(prose: Numbers) -> list[Numbers]:
    total = np.cumsum(prose)
    whole = max(1.0, float(total[-1]))
    width = 5
    padded = np.concatenate((np.zeros(width), total, np.full(width, total[-1])))
    near = padded[2 * width :] - padded[: -2 * width]
    return [(total - prose) / whole, (whole - total) / whole, np.log1p(near)]


def _marks(blocks: list[Block], depths: Numbers) -> Numbers:
    """Say how far above each block the nearest element stands that bears each mark."""
    joined = b"".join([block.container.marks for block in blocks])
    marks = np.frombuffer(joined, np.uint8).reshape(len(blocks), len(MARKS)).astype(np.float64)
    return np.where(marks > 0, np.minimum(depths[:, None] - marks, _FAR), _FAR)
