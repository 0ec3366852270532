"""Numbers, money, dates, names, negations and hedges: what a report states and a copy may bend."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter

from mediawire.report import Span
from mediawire.text.blanks import Flat, flatten
from mediawire.text.dates import read_day, read_month, read_weekday, read_which
from mediawire.text.lexicon import Sense
from mediawire.text.names import find_names
from mediawire.text.numbers import read_count, read_vague
from mediawire.text.polarity import read_comparison, read_polarity
from mediawire.text.unbroken import find_unbroken, read_figure, without_sign
from mediawire.text.words import CAPITAL, FIGURE, UNBROKEN, Fact, Hit, Kind, Words, make_fact, split_words

__all__ = ["Fact", "Kind", "find_facts"]


def find_facts(text: str, spans: Sequence[Span], published: datetime | None) -> tuple[Fact, ...]:
    """Find the facts in the given pieces of a text, in text order and apart from each other.

    ``spans`` are in order and apart: paragraphs, or the whole text as one. Two facts say the same exactly when kind and
    value are equal. Days of the week and relative days become dates where ``published`` says when the report came out.
    Latin words are read with the tables of the one language the text seems to be in. Doubled blanks and single line
    breaks inside a piece are read as one blank.
    """
    flat = flatten(text, spans)
    if flat is None:
        return tuple(_read_facts(text, spans, published))
    return tuple(_carried_back(_read_facts(flat.text, flat.spans, published), flat, text))


def _carried_back(facts: Sequence[Fact], flat: Flat, text: str) -> Iterator[Fact]:
    """Give the facts of the flat text with their places and wordings in the text itself."""
    blanks = (*flat.blanks, len(flat.text))
    passed = 0
    for fact in facts:
        kind, (start, end), value, wording = fact
        while blanks[passed] < start:
            passed += 1
        shift = flat.shifts[passed]
        if blanks[passed] < end:
            further = flat.shifts[bisect_left(flat.blanks, end)]
            yield make_fact(kind, start + shift, end + further, value, text[start + shift : end + further])
        else:
            yield make_fact(kind, start + shift, end + shift, value, wording) if shift else fact


def _read_facts(text: str, spans: Sequence[Span], published: datetime | None) -> list[Fact]:
    """Read the facts in text order, each word by who knows what it says in its place."""
    words = split_words(text, spans, published)
    facts: list[Fact] = []
    capitals: list[Hit] = []
    taken = 0
    for hit in words.hits:
        start, word, sense = hit
        if start < taken:
            continue
        if sense is CAPITAL:
            capitals.append(hit)
            continue
        if sense is FIGURE:
            fact = read_figure(words, start)
            if fact is not None and fact.span.start < taken:
                fact = without_sign(words, start, fact)
        elif sense is UNBROKEN:
            facts += find_unbroken(words, start, word, taken)
            taken = facts[-1].span.end if facts else taken
            continue
        else:
            fact = _READERS[sense.role](words, start, word, sense)
        if fact is not None and fact.span.start >= taken:
            facts.append(fact)
            start, taken = fact.span
            while capitals and capitals[-1][0] + len(capitals[-1][1]) > start:
                capitals.pop()
        elif word[0].isupper() and sense.role != "negation?":
            capitals.append(hit)
    facts += find_names(words, capitals)
    facts.sort(key=_PLACE)
    return facts


_PLACE = itemgetter(1)
_Reader = Callable[[Words, int, str, Sense], Fact | None]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(("negation", "negation?", "hedge", "hedge?"), read_polarity),
    **dict.fromkeys(("month", "short month"), read_month),
    **dict.fromkeys(("one", "count", "ten", "hundred", "hundreds", "dozen", "ordinal"), read_count),
    **dict.fromkeys(("many", "many?", "times"), read_vague),
    "comparison": read_comparison,
    "weekday": read_weekday,
    "day": read_day,
    "which": read_which,
}
"""Who reads what a known word says in its place, by the part that the word plays."""
