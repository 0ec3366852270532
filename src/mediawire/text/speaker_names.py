"""Gives a speaker a name: the one in the words that tell who spoke, or the one that a pronoun stands for.

A pronoun is given the latest name that may bear it, first of all one that opens a sentence since the last quotation,
then of those who spoke. Gender is known from titles (Mrs., Herr) and from the pronoun that a name was last called by;
no list of first names is kept. A pronoun that no name fits stays as it stands.
"""

from __future__ import annotations

from mediawire.text.clause_words import BREAKS, NO_NAME
from mediawire.text.clauses import Clause
from mediawire.text.sentence_edges import sentences_back
from mediawire.text.speech_cues import PRONOUNS
from mediawire.text.subjects import Told

REMEMBERED = 8
"""How many of the latest speakers a pronoun may mean."""

LONGEST_NAME = 4
"""Words in capitals that may be the name of a person who opens a sentence."""

LONGEST_OPENING = 80
"""Code points in which the name that opens a sentence stands."""

_TITLES = dict.fromkeys("mr sir herr señor monsieur sr".split(), "m") | dict.fromkeys(
    "mrs ms miss lady frau señora madame mme sra".split(), "f"
)
_NO_OFFICE = frozenset("of for the at in from".split())
_POSTPOSITIONS = frozenset("کا کے کی نے का के की ने".split())
_HANGUL_PARTICLES = frozenset("은는이가")


class SpeakerNames:
    """Remembers the names of those who spoke in one report, the latest last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._named: list[tuple[str, str]] = []

    def name(self, clause: Clause, told: Told, since: int) -> str:
        """Name the speaker that some words tell; a pronoun is looked up in the text from ``since`` on, then before."""
        lower = clause.lowers[told.first]
        if told.last - told.first == 1 and (gender := PRONOUNS.get(lower)) is not None:
            start = clause.span(told.first, told.last).start
            return self._opening(since, start, gender) or self._latest(gender) or clause.words[told.first]
        return self.remember(_core(self._text, clause, told), _TITLES.get(lower, ""))

    def name_word(self, word: str) -> str:
        """Name the speaker that one word tells, in a script that has no spaces."""
        gender = PRONOUNS.get(word)
        return self.remember(word) if gender is None else self._latest(gender) or word

    def remember(self, name: str, gender: str = "") -> str:
        """Note that somebody spoke."""
        self._named.append((name, gender))
        return name

    def _opening(self, start: int, end: int, gender: str) -> str | None:
        """Give the name that opens a sentence between two places, the latest such sentence's."""
        for first, last in sentences_back(self._text, start, end):
            words = []
            for word in self._text[first : min(last, first + LONGEST_OPENING)].split(maxsplit=LONGEST_NAME):
                bare = word.rstrip(",;:")
                if not bare[:1].isupper() or bare.lower() in NO_NAME:
                    break
                words.append(bare)
                if bare != word:
                    break
            known = _TITLES.get(words[0].lower().rstrip("."), "") if words else ""
            if 1 < len(words) <= LONGEST_NAME and (not known or not gender or known == gender):
                return self.remember(" ".join(words), known)
        return None

    def _latest(self, gender: str) -> str | None:
        for place in range(len(self._named) - 1, max(-1, len(self._named) - REMEMBERED - 1), -1):
            name, known = self._named[place]
            if not name[:1].islower() and (not known or not gender or known == gender):
                self._named[place] = (name, gender or known)
                return name
        return None


def _core(text: str, clause: Clause, told: Told) -> str:
    """Give the name in a noun phrase: what stands before its first comma, and of that the name after the office."""
    words = clause.words
    last = told.first + 1
    while last < told.last and words[last] not in BREAKS:
        last += 1
    if last - told.first > 1 and words[last - 1] in _POSTPOSITIONS:
        last -= 1
    first = last
    while first > told.first and words[first - 1][:1].isupper():
        first -= 1
    has_office = told.first < first < last - 1 and words[first - 1] not in _NO_OFFICE
    name = " ".join(clause.span(first if has_office else told.first, last).of(text).split())
    name = name.strip("*_#") or name
    if name.endswith(("'s", "’s")):
        return name[:-2]
    return name[:-1] if name[-1] in _HANGUL_PARTICLES and len(name) > 2 else name
