"""With which block each story of a document begins.

A second story is told from a sub-heading by what stands around it: a separator, a wider gap, a byline or a dateline, a
lead that says the headline again, words that the story before did not use. The shares below were chosen by looking at
``base.jsonl``: 4,000 single reports and 1,500 pairs of them set one after the other without any separator. No command
fits them; ``python -m bench.furniture`` prints what they reach.
"""

from __future__ import annotations

from collections.abc import Sequence

from mediawire.text.blocks import Block
from mediawire.text.datelines import find_dateline
from mediawire.text.headlines import find_byline, is_headline, is_section

FEWEST_LEAD_WORDS = 12
_MOST_SECTION_WORDS = 8
_SHORTEST_SEPARATOR = 3
_FEWEST_WORDS_SIGNED = 3
_FEWEST_WORDS = 5
_MOST_WORDS = 20
_MOST_WORDS_ALONE = 12
_LOUD_ECHO, _LOUD_ECHO_WORDS = 0.5, 8
_ECHO, _KNOWN_WITH_ECHO, _KNOWN_HEADLINE_WITH_ECHO = 0.34, 0.35, 0.5
_KNOWN_ALONE, _KNOWN_HEADLINE_ALONE = 0.15, 0.2
_STEM = 6
_LEAD_CHARACTERS = 1000


def find_heads(blocks: Sequence[Block], kinds: list[str | None]) -> list[int]:
    """Return the places of the blocks with which the stories begin; section lines are labelled on the way."""
    _label_sections(blocks, kinds)
    free = [i for i, kind in enumerate(kinds) if kind is None]
    heads: list[int] = []
    told = _Told(blocks)
    usual_gap = _find_usual([blocks[i].gap for i in free[1:]])
    has_prose = False
    for place, i in enumerate(free):
        if not heads or (has_prose and _begins_story(blocks, kinds, free, place, usual_gap, told)):
            heads.append(i)
            told.forget(i)
            has_prose = False
        has_prose = has_prose or (is_prose(blocks[i]) and blocks[i].text[0] not in "([")  # an editor's note is none
    return heads


def _find_usual(gaps: list[int]) -> int:
    """Return the lower median; no blank lines where there are no gaps."""
    return sorted(gaps)[(len(gaps) - 1) // 2] if gaps else 0


def is_prose(block: Block) -> bool:
    """Tell whether a block is a paragraph: long enough, and ended as a sentence or longer than any headline."""
    return block.words >= FEWEST_LEAD_WORDS and (block.closed or not is_headline(block))


def has_dateline(block: Block) -> bool:
    """Tell whether a block opens with a dateline."""
    return find_dateline(block.text, 0, len(block.text)) is not None


class _Told:
    """The words that a story has used up to a place; each block is read once, however often it is asked."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.words: set[str] = set()
        self.place = 0

    def forget(self, place: int) -> None:
        """Begin again: another story begins here."""
        self.words = set()
        self.place = place

    def until(self, place: int) -> set[str]:
        """Return the words used before this place."""
        for block in self.blocks[self.place : place]:
            self.words |= long_words(block.text[:_LEAD_CHARACTERS])
        self.place = max(self.place, place)
        return self.words


def long_words(piece: str) -> set[str]:
    """Return the words of four letters and more, cut to a stem's length; pairs of characters where no spaces are."""
    if not piece.isascii() and any("\u3040" <= mark <= "\u9fff" for mark in piece):
        return {piece[i : i + 2] for i in range(len(piece) - 1)}
    words = {word.strip("\"'“”‘’«»().,:;?!").casefold()[:_STEM] for word in piece.split()}
    return {word for word in words if len(word) > 3}


def _label_sections(blocks: Sequence[Block], kinds: list[str | None]) -> None:
    """Label the section lines that stand above a headline, several too, at the head of the page or of a later story."""
    below: Block | None = None
    for i in range(len(blocks) - 1, -1, -1):
        if kinds[i] is None:
            block = blocks[i]
            may_be = below is not None and below.words > 2 and block.words <= _MOST_SECTION_WORDS
            if may_be and below is not None and is_section(block) and is_headline(below):
                kinds[i] = "section"
            else:
                below = block


def _begins_story(
    blocks: Sequence[Block], kinds: Sequence[str | None], free: Sequence[int], place: int, usual_gap: int, told: _Told
) -> bool:
    """Tell whether a block that follows prose begins another story, and is no sub-heading."""
    i = free[place]
    block = blocks[i]
    if (
        block.closed
        and block.words >= FEWEST_LEAD_WORDS
        and kinds[i - 1] is None
        and blocks[i - 1].text[-1] not in ")]"
    ):
        return False
    parted = kinds[i - 1] == "separator" and len(blocks[i - 1].text) >= _SHORTEST_SEPARATOR
    if parted and any(map(str.isalnum, blocks[i - 1].text)):
        return True
    if not is_headline(block) or has_dateline(block):
        return (parted or kinds[i - 1] is not None or blocks[i - 1].text[-1] in ")]") and has_dateline(block)
    lead, signed = _find_lead(blocks, free, place + 1)
    if lead is None:
        return False
    if block.words >= _FEWEST_WORDS_SIGNED and (signed or parted or has_dateline(lead)):
        return True
    if not _FEWEST_WORDS <= block.words <= _MOST_WORDS or block.closed:
        return False
    echo = measure_echo(block, lead)
    if block.gap > usual_gap and block.gap > lead.gap:
        return echo > 0
    return _turns(block, lead, echo, told.until(i))


def _turns(block: Block, lead: Block, echo: float, told: set[str]) -> bool:
    """Tell whether the talk turns to something else: the lead echoes the headline, or both use new words."""
    known = _share(long_words(lead.text[:_LEAD_CHARACTERS]), told)
    known_headline = _share(long_words(block.text), told)
    return (
        (echo >= _LOUD_ECHO and block.words >= _LOUD_ECHO_WORDS)
        or (echo >= _ECHO and known < _KNOWN_WITH_ECHO and known_headline < _KNOWN_HEADLINE_WITH_ECHO)
        or (block.words <= _MOST_WORDS_ALONE and known < _KNOWN_ALONE and known_headline < _KNOWN_HEADLINE_ALONE)
    )


def measure_echo(headline: Block, lead: Block) -> float:
    """Return the share of a headline's long words that the block below it says again."""
    return _share(long_words(headline.text), long_words(lead.text[:_LEAD_CHARACTERS]), least=4)


def _share(words: set[str], others: set[str], least: int = 1) -> float:
    return len(words & others) / max(least, len(words))


def _find_lead(blocks: Sequence[Block], free: Sequence[int], place: int) -> tuple[Block | None, bool]:
    """Find the prose that follows a headline, and whether a byline stands between; None where titles follow on."""
    signed = False
    for i in free[place : place + 3]:
        if is_prose(blocks[i]):
            return blocks[i], signed
        if find_byline(blocks[i]) is None:
            return None, False
        signed = True
    return None, False
