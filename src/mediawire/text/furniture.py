"""Which blocks of a page are not the report: disclaimers, teasers, share lines, section lines and the like.

Structure decides first (runs of titles, cut-off summaries, times gone by, the place on the page), then cue words
weighed together. In doubt a block stays with the report: a lost paragraph is worse than a kept teaser.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from mediawire.report import Span
from mediawire.text.blocks import Block, count_words
from mediawire.text.cue_index import after_cue, begins_credit, find_exact, find_start, weigh
from mediawire.text.datelines import find_dateline
from mediawire.text.headlines import is_headline
from mediawire.text.speech_cues import CUES, Cue
from mediawire.text.teasers import is_heading, is_inline_list, is_time_line, label_teasers, label_title_runs, list_items

_SHORT_WORDS = 16
_CREDIT_WORDS = 30
"""A block that begins with a cue is furniture up to these lengths; longer ones are weighed."""

_WEIGHED_SHORT_WORDS = 20
_ENOUGH_SHORT, _ENOUGH_AT_EDGE, _ENOUGH_UNADDRESSED, _ENOUGH_INSIDE = 2.0, 3.0, 4.0, 5.0
"""Points from which a block is furniture. One in a thousand of the last paragraphs of the 23,694 reports of
``base.jsonl`` weighs as much, most of them rightly (``python -m bench.furniture``)."""

_WORDS_A_POINT = 20
"""A long block has a point for so many words at least: an accident in a long paragraph is none."""

_FEWEST_SENTENCE_WORDS = 8
"""So many words behind a cue may be a sentence of the report that somebody put there; fewer name a source or a title.
"""

_TEMPLATE_SHARE = 0.6
"""Of a block, in code points; the ends of a template are not seen by a corpus, which knows runs of words."""

_END = attrgetter("end")
_SUM_OR_QUOTATION = re.compile(r"[$€£¥₹₽₩₺₴₪] ?\d|\d ?[€$₽]|[\"“”«»„「]")
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[\W_]+|[\W_]*(?:30|ends?|конец|fin|fine|ende|son|完|了|끝|xxx+)[\W_]*", re.I)
_LONGEST_SEPARATOR = 80


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of a page that is not the report: what it is, where it stands, and its items where it lists some.

    ``kind`` is one of section, label, disclaimer, teasers, share, copyright, newsletter, comments, navigation, tags,
    caption, time, advertisement, credit, separator, template (what its outlet prints on many pages, as a corpus knows).
    ``items`` are the single teasers of a run, each from its title to its time; empty for other kinds.
    """

    span: Span
    kind: str
    items: tuple[Span, ...] = ()


def label_blocks(blocks: Sequence[Block]) -> list[str | None]:
    """Give each block the kind of furniture it is, or None where it belongs to the report."""
    kinds = [_own_kind(block) for block in blocks]
    label_teasers(blocks, kinds)
    _label_edges(blocks, kinds)
    label_title_runs(blocks, kinds)
    _label_headings(blocks, kinds)
    _keep_headline(blocks, kinds)
    return kinds


def mark_templates(blocks: Sequence[Block], kinds: list[str | None], templates: Sequence[Span]) -> None:
    """Take the blocks for furniture that consist mostly of what the outlet prints on many pages; ``kinds`` is changed.

    ``templates`` are sorted and do not overlap. Where nothing else would be left, the text is no page but another
    version of what was printed often: it stays as it is.
    """
    marked = [
        kind or ("template" if is_covered(block, templates) else None)
        for block, kind in zip(blocks, kinds, strict=True)
    ]
    if None in marked:
        kinds[:] = marked


def is_covered(block: Block, spans: Sequence[Span]) -> bool:
    """Tell whether some spans hold most of a block."""
    whole = Span(block.start, block.end)
    first = bisect_left(spans, block.start, key=_END)
    held = 0
    for span in spans[first:]:
        if span.start >= block.end:
            break
        held += whole.overlap(span)
    return held >= _TEMPLATE_SHARE * (block.end - block.start)


def collect_furniture(blocks: Sequence[Block], kinds: Sequence[str | None]) -> tuple[Furniture, ...]:
    """Make one piece of furniture of each run of neighbouring blocks of one kind."""
    pieces = []
    place = 0
    while place < len(blocks):
        kind = kinds[place]
        after = place + 1
        if kind is not None:
            while after < len(blocks) and kinds[after] == kind and kind == "teasers":
                after += 1
            items = list_items(blocks[place:after]) if kind == "teasers" else ()
            pieces.append(Furniture(Span(blocks[place].start, blocks[after - 1].end), kind, items))
        place = after
    return tuple(pieces)


def _own_kind(block: Block) -> str | None:
    """Name the kind of a block that shows by itself, wherever it stands."""
    if is_inline_list(block):
        return _weigh_kind(block) or "teasers"  # addresses and rights stand between bars, too
    if block.words > _CREDIT_WORDS or len(block.text) > 300:
        return None
    text = block.text.casefold()
    if " " not in text and text.startswith(("http://", "https://", "www.")):
        return "credit"
    if begins_credit(text):
        return None if _goes_on(block, text) else "credit"
    if block.words > _SHORT_WORDS:
        return None
    if (not text[0].isalpha() or block.words <= 2) and len(text) <= _LONGEST_SEPARATOR and _SEPARATOR.fullmatch(text):
        return "separator"
    if kind := find_exact(text):
        return kind
    if kind := find_start(text):
        return None if _goes_on(block, text) else kind
    return "time" if is_time_line(block) else None


def _goes_on(block: Block, text: str) -> bool:
    """Tell whether a line that begins with a cue goes on with a sentence of a report: "Photo: The minister left, ...".

    A title of another report ends in no sentence mark; a sentence has one, or a sum, a quotation, a verb of saying.
    """
    if block.words < _FEWEST_SENTENCE_WORDS:
        return False
    rest = after_cue(text)
    if count_words(rest) < _FEWEST_SENTENCE_WORDS or weigh(block.text).points >= _ENOUGH_SHORT:
        return False
    return (
        (block.closed and not rest.endswith(("?", "？", "؟", "…", "...")))
        or _SUM_OR_QUOTATION.search(rest) is not None
        or any(CUES.get(word, Cue(0)) & Cue.SAYS for word in _WORD.findall(rest))
    )


def _weigh_kind(block: Block, inside: bool = False) -> str | None:
    """Name the kind of a block by its words, None where they weigh too little for where it stands."""
    weight = weigh(block.text)
    if inside:
        enough = _ENOUGH_INSIDE
    elif weight.strong and block.words <= _WEIGHED_SHORT_WORDS:
        enough = _ENOUGH_SHORT
    else:
        enough = _ENOUGH_AT_EDGE if weight.strong or weight.speaks else _ENOUGH_UNADDRESSED
    if weight.points < max(enough, block.words / _WORDS_A_POINT):
        return None
    return None if find_dateline(block.text, 0, len(block.text)) else weight.kind


def _label_edges(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Weigh the blocks at the foot and the head of the page, up to the first that is not furniture.

    Then weigh those between, where furniture stands next to them; more is asked of these.
    """
    foot = head = -1
    for place in range(len(blocks) - 1, -1, -1):
        if kinds[place] is None and not _label_weighed(blocks, kinds, place):
            foot = place
            break
    for place, block in enumerate(blocks):
        if kinds[place] is None and (is_headline(block) or not _label_weighed(blocks, kinds, place)):
            head = place
            break
    for place in range(head + 1, foot):
        if kinds[place] is None and (kinds[place + 1] is not None or kinds[place - 1] is not None):
            kinds[place] = _weigh_kind(blocks[place], inside=True)


def _label_weighed(blocks: Sequence[Block], kinds: list[str | None], place: int) -> bool:
    """Label a block by its words; tell whether it has a label then."""
    kinds[place] = _weigh_kind(blocks[place])
    return kinds[place] is not None


def _label_headings(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Label the short line right above a disclaimer or a run of teasers: the name of the column it speaks of."""
    for place in range(len(blocks) - 1, 0, -1):
        above = blocks[place - 1]
        if kinds[place] in ("disclaimer", "newsletter", "copyright", "teasers") and kinds[place - 1] is None:
            listed = kinds[place] != "teasers" or not is_heading(blocks[place])
            if listed and above.words <= 5 and is_headline(above) and place > 1:
                kinds[place - 1] = "label"


def _keep_headline(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Give the report back a headline that reads like furniture ("Watch: ..."), where no other block can be it."""
    prose = next(
        (i for i, block in enumerate(blocks) if kinds[i] is None and block.closed and not is_headline(block)), 0
    )
    if any(kinds[i] is None for i in range(prose)):
        return
    for i in range(prose):
        if kinds[i] in ("teasers", "caption") and not is_heading(blocks[i]) and is_headline(blocks[i]):
            kinds[i] = None
            return
