"""Cuts out the words that belong to a quotation's own sentence, before it and after it.

Read near the quotation only, so that a quotation in a book costs what it costs in a brief. The sentences of a whole
story are ``mediawire.text.sentences``'s business; here a full stop must be judged beside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediawire.text.clauses import Clause
from mediawire.text.marks import SENTENCE_ENDS
from mediawire.text.title_words import NEVER_LAST

FARTHEST = 600
"""Code points read on either side of a quotation: of longer sentences, what is nearer."""

STOP = re.compile(f"[{SENTENCE_ENDS}][{SENTENCE_ENDS}]*")  # a set alone is searched nine times faster than a run
_GOING_ON = frozenset((".", "…", "..."))
_ABBREVIATIONS = NEVER_LAST | {"jr", "no"}


def clause_before(text: str, start: int, end: int) -> Clause | None:
    """Give the words before a quotation that belong to its sentence; None where a sentence ended before it."""
    if end - start < 2:
        return None
    start = max(start, end - FARTHEST)
    for match in STOP.finditer(text[start:end][::-1]):  # backwards, as the last stop is near as a rule
        if not goes_on(text, end - match.end(), end - match.start(), end):
            start = end - match.start()
            break
    return _clause(text, start, end)


def clause_after(text: str, start: int, end: int) -> Clause | None:
    """Give the words after a quotation that belong to its sentence; None where the sentence ended with it."""
    end = min(end, start + FARTHEST)
    for match in STOP.finditer(text, start, end):
        if not goes_on(text, match.start(), match.end(), end):
            end = match.start()
            break
    return _clause(text, start, end)


def _clause(text: str, start: int, end: int) -> Clause | None:
    if end <= start or text[start:end].isspace():
        return None
    clause = Clause(text, start, end)
    return clause if clause.words else None


def clauses_back(text: str, start: int, end: int) -> Iterator[Clause]:
    """Give the sentences that end before a quotation, the latest first."""
    for first, last in sentences_back(text, start, end):
        if clause := _clause(text, first, last):
            yield clause


def sentences_back(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of the sentences that end before a quotation, stops left out, the latest first."""
    if end - start < 2:
        return
    start = max(start, end - FARTHEST)
    last = -1
    for match in STOP.finditer(text[start:end][::-1]):
        if not goes_on(text, end - match.end(), end - match.start(), end):
            if last >= 0:
                yield end - match.start(), last
            last = end - match.end()
    if last >= 0:
        yield start, last


def goes_on(text: str, first: int, last: int, end: int) -> bool:
    """Tell whether the full stop at ``first`` belongs to the abbreviation before it, or the sentence goes on behind it.

    ``last`` is where the run of stops ends, ``end`` where the words end that are read.
    """
    if text[first:last] not in _GOING_ON:
        return False
    after = text[last : min(last + 3, end)].lstrip(")]")
    if after and not after[0].isspace():
        return after[0] not in '[("“”«»'
    word = text[max(0, first - 12) : first].rpartition(" ")[2].lstrip('("“')
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return True
    return after[1:2].islower() or ("." in word and not after[1:2].isupper())
