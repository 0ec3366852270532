"""Ways of writing that hide a text from a search and hardly change it for a reader.

Each of them is seen in honest news too: a site sets soft hyphens, a scanner breaks words at line ends, French sets hard
spaces. So a text is told to be disguised only in comparison: where it has many of them, and the other hardly any.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from mediawire.report import Span
from mediawire.text.tokens import Trick

FEWEST_PLACES = 5
PLACES_A_WORD = 0.02
TIMES_THE_OTHER = 10.0
"""A kind is told where it stands at so many places, so often, and so much more often than in the other text. Chosen,
not fitted: ``python -m bench.evasion`` says how often it is told of honest versions of one story."""

_RARE = frozenset({"ligature", "combining", "capital", "bidi"})
"""What no newsroom types: told however few words have it."""

_KINDS = {
    "soft": "soft hyphen",
    "bidi": "bidi mark",
    "space": "odd space",
    "ligature": "ligature",
    "capital": "styled letter",
    "combining": "combining mark",
    "figure": "figure for a letter",
    "blanks": "doubled blanks",
    "broken": "broken word",
}
_UNUSUAL = re.compile(
    "(?P<soft>\u00ad)|(?P<bidi>[\u200e\u200f\u061c])|(?P<space>[\u00a0\u2000-\u200a\u202f\u205f\u3000])"
    "|(?P<ligature>[\ufb00-\ufb06\u0132\u0133])|(?P<combining>[\u0300-\u036f\u0488\u0489\u1ab0-\u1aff\u20d0-\u20ff])"
    "|(?P<capital>[\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18"
    "\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22])"
)
_PLAIN = re.compile(
    r"(?P<blanks>(?<=\S)[ \t]{2,}(?=\S))|(?P<broken>[^\W\d_]-\n(?=[^\W\d_]))"
    r"|(?P<figure>\b(?:[A-Za-z]+[0-9@$]|[0-9@$]+[A-Za-z]+[0-9@$]|[0-9@$][A-Za-z]{3})[A-Za-z0-9@$]*)"
)
_WORD = re.compile(r"\S+")
_MOSTLY = 0.6
_HARDLY = 0.3


def find_disguises(text: str, other: str) -> tuple[Trick, ...]:
    r"""Find the ways of writing that one text has in plenty and another, of the same words, hardly at all.

    >>> plain = "The mayor said on Monday that the old bridge was safe. " * 3
    >>> {trick.kind for trick in find_disguises(plain.replace(" ", "\u2003"), plain)}
    {'odd space'}
    """
    if text == other:
        return ()
    places = _list_places(text)
    words = max(1, len(_WORD.findall(text)))
    least = max(FEWEST_PLACES, PLACES_A_WORD * words)
    found = {kind: spans for kind, spans in places.items() if len(spans) >= (FEWEST_PLACES if kind in _RARE else least)}
    if found:
        there = _list_places(other)
        rate = words / max(1, len(_WORD.findall(other)))
        found = {kind: at for kind, at in found.items() if len(at) >= TIMES_THE_OTHER * rate * len(there.get(kind, ()))}
    told = [Trick(_KINDS[kind], span) for kind, spans in found.items() for span in spans]
    if _share_of_capitals(text) >= _MOSTLY and _share_of_capitals(other) < _HARDLY:
        told.append(Trick("capitals", Span(0, len(text))))
    return tuple(told)


def _list_places(text: str) -> dict[str, list[Span]]:
    places: dict[str, list[Span]] = defaultdict(list)
    for kind, span in _walk(text):
        places[kind].append(span)
    return places


def _walk(text: str) -> Iterator[tuple[str, Span]]:
    for pattern in (_PLAIN,) if text.isascii() else (_PLAIN, _UNUSUAL):
        for match in pattern.finditer(text):
            yield str(match.lastgroup), Span(*match.span())


def _share_of_capitals(text: str) -> float:
    """Return how many of the letters that have a case are capitals."""
    capitals = sum(map(str.isupper, text))
    return capitals / max(1, capitals + sum(map(str.islower, text)))
