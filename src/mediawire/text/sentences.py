"""Where sentences end, in any script: places only, the text stays as it is.

Full stops after abbreviations, initials, numbers and list marks end nothing; quotation marks and brackets that close
after the mark belong to the sentence. A script without marks (Thai) gives the whole paragraph as one sentence.
Rules of our own: the libraries tried cost more to import than the whole comparison may take.
"""

from __future__ import annotations

import re

from mediawire.report import Span
from mediawire.text.calendar_words import MONTHS_AFTER_POINTS
from mediawire.text.marks import CLOSERS, SENTENCE_ENDS
from mediawire.text.title_words import BEFORE_NUMBERS, NEVER_LAST, OFTEN_LAST
from mediawire.text.word_sets import set_of

_END = re.compile(f"[{SENTENCE_ENDS}][{SENTENCE_ENDS}]*+[{re.escape(CLOSERS)}]*+(\\s*+)")
"""A run of marks, what closes after it, and the blanks behind. A set alone is searched nine times faster than a run."""
_STOP = re.compile(r"\.\.*+[\"')\]}]*+(\s*+)")
"""The same where an ASCII text has no marks but full stops: one character is found four times faster than a set."""

_SOLID = re.compile(r"\S")
_SPACED_MARKS = frozenset(".!?…‼⁇⁈⁉")

_FIRST_WORDS = set_of(
    """
    the a an he she it they we i you this that these those but and in on at for as if when while after before however
    his her its their our there some many most all another one two earlier later meanwhile last police officials he's
    it's they're we're to from with by under since although despite according он она оно они мы я это этот эта эти но
    а и в во на по при как если когда после до также ранее его её их der die das ein eine er sie es wir ich aber und
    im am bei nach vor wenn le la les un une il elle ils elles nous mais et dans en el los las una pero y
    """
)

_ABBREVIATIONS = NEVER_LAST | BEFORE_NUMBERS | OFTEN_LAST

_FARTHEST_WORD = 40
"""Code points behind a mark in which the next word is read; a wider blank parts sentences by itself."""

_LONGEST_INITIAL = 2
"""Letters between the stops of "U.S.", "ee.uu." or "Ph.D."; those of an address or a share's code are more."""


def find_sentences(text: str, start: int, end: int, floor: int = 0) -> list[Span]:
    """Return the sentences between two places, trimmed and in order; none begins before ``floor`` but the first.

    ``floor`` is the end of a dateline: its stops end no sentence. What is not white space is in exactly one sentence.
    """
    sentences = []
    begin = _skip_space(text, start, end)
    is_plain = text.isascii() and text.find("?", start, end) < 0 and text.find("!", start, end) < 0
    for match in (_STOP if is_plain else _END).finditer(text, max(start, floor), end):
        mark = match.start()
        place, following = match.span(1)
        if text[mark] in _SPACED_MARKS:
            if following == place:
                continue
        elif opening := _count_opening(text[mark:place]):
            place = following = place - opening
        if following >= end:
            break
        if _ends_here(text, begin, mark, place, following, end):
            sentences.append(Span(begin, place))
            begin = following
    if begin < end:
        last = begin + len(text[begin:end].rstrip())
        if last > begin:
            sentences.append(Span(begin, last))
    return sentences


def _ends_here(text: str, begin: int, mark: int, place: int, following: int, end: int) -> bool:
    """Tell whether the mark at ``mark``, with its closers up to ``place``, ends the sentence begun at ``begin``.

    ``following`` is where the next word begins; blanks stand before it, but for marks that need none.
    """
    first = text[mark]
    if first not in _SPACED_MARKS:
        return not (text[mark - 1].isdigit() and text[place].isdigit())
    if following - place >= _FARTHEST_WORD:
        return True
    if text[following].islower():
        return False
    if first != "." or place - mark != 1:
        return True
    words = text[max(begin, mark - 24) : mark].rsplit(None, 1)
    if words and (word := words[-1]).isalpha() and word.casefold() not in _ABBREVIATIONS and len(word) > 1:
        return True
    return _ends_at_stop(words, text[following : min(end, place + _FARTHEST_WORD)], mark - begin)


def _ends_at_stop(words: list[str], after: str, length: int) -> bool:
    """Judge a single full stop by the word before it, with what stands before that, and by what stands after it."""
    if not words:
        return True
    word = words[-1].lstrip("(\"'“‘„«[-–—").casefold()
    next_word = after.split(None, 1)[0]
    if word in NEVER_LAST:
        return False
    if word in BEFORE_NUMBERS and next_word[0].isdigit():
        return False
    if word[-1:].isdigit():
        return length > 3 and not (len(word) < 3 and next_word.casefold().strip(".,") in MONTHS_AFTER_POINTS)
    if word == "г":
        return len(words) > 1 and words[0].split()[-1].isdigit()
    if "." not in word and len(word) > _LONGEST_INITIAL and words[-1].isupper():
        return True  # "the SEC.", and not "sec."
    if word in OFTEN_LAST or ("." in word and max(map(len, word.split("."))) <= _LONGEST_INITIAL):
        return _starts_sentence(next_word)
    return not (len(word) == 1 and word.isalpha()) or (len(words) > 1 and _starts_sentence(next_word))


def _starts_sentence(word: str) -> bool:
    return word.lstrip("\"'“‘„«([").rstrip(',;:.!?"”’»').casefold() in _FIRST_WORDS


def _count_opening(run: str) -> int:
    """Count the marks at the end of a run that open the next sentence: after 。 a “ opens, after . it closes."""
    return len(run) - len(run.rstrip("“«‹"))


def _skip_space(text: str, place: int, end: int) -> int:
    if place < end and not text[place].isspace():
        return place
    found = _SOLID.search(text, place, end)
    return found.start() if found else end
