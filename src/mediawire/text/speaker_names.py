"""Gives a speaker a name: the one in the words that tell who spoke, or the one that a pronoun stands for.

A pronoun is given the latest name that may bear it, first of all one that opens a sentence since the last quotation,
then of those who spoke. Gender is known from titles (Mrs., Herr) and from the pronoun that a name was last called by;
no list of first names is kept. A pronoun that no name fits stays as it stands.
"""

from __future__ import annotations

from mediawire.text.clause_words import BREAKS, LIGHT, NO_NAME, NO_PERSONS, RELATIVES, VERB_ENDS, VERBS
from mediawire.text.clauses import Clause
from mediawire.text.sentence_edges import sentences_back
from mediawire.text.speech_cues import CUES, PRONOUNS
from mediawire.text.subjects import Told
from mediawire.text.title_words import HER_TITLES, HIS_TITLES
from mediawire.text.word_sets import set_of

REMEMBERED = 8
"""How many of the latest speakers a pronoun may mean."""

LONGEST_NAME = 4
"""Words in capitals that may be the name of a person who opens a sentence."""

LONGEST_OPENING = 80
"""Code points in which the name that opens a sentence stands."""

_TITLES = dict.fromkeys(HIS_TITLES, "m") | dict.fromkeys(HER_TITLES, "f")
_NO_OFFICE = set_of("of for the at in from")
_POSTPOSITIONS = set_of("کا کے کی نے का के की ने")
_HANGUL_PARTICLES = frozenset("은는이가")


class SpeakerNames:
    """Remembers the names of those who spoke in one report, the latest last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._named: list[tuple[str, str]] = []

    def name(self, clause: Clause, told: Told, since: int) -> str:
        """Name the speaker that some words tell; a pronoun is looked up in the text from ``since`` on, then before."""
        lower = clause.lowers[told.first]
        gender = PRONOUNS.get(lower) if told.last - told.first == 1 else None
        if gender is None:
            return self.remember(_core(self._text, clause, told), _TITLES.get(lower, ""))
        if gender:
            start = clause.span(told.first, told.last).start
            return self._opening(since, start, gender) or self._latest(gender) or clause.words[told.first]
        return _antecedent(self._text, clause, told) if lower in RELATIVES else clause.words[told.first]

    def name_word(self, word: str) -> str:
        """Name the speaker that one word tells, in a script that has no spaces."""
        gender = PRONOUNS.get(word)
        if gender is None:
            return self.remember(word)
        return (self._latest(gender) if gender else None) or word

    def remember(self, name: str, gender: str = "") -> str:
        """Note that somebody spoke."""
        self._named.append((name, gender))
        return name

    def _opening(self, start: int, end: int, gender: str) -> str | None:
        """Give the name that opens a sentence between two places, the latest such sentence's."""
        for first, last in sentences_back(self._text, start, end):
            name = _opening_name(self._text[first : min(last, first + LONGEST_OPENING)])
            known = _TITLES.get(name.partition(" ")[0].lower().rstrip("."), "")
            if name and _agree(known, gender):
                return self.remember(name, known)
        return None

    def _latest(self, gender: str) -> str | None:
        for place in range(len(self._named) - 1, max(-1, len(self._named) - REMEMBERED - 1), -1):
            name, known = self._named[place]
            if not name[:1].islower() and _agree(known, gender):
                self._named[place] = (name, known or gender)
                return name
        return None


def _agree(known: str, gender: str) -> bool:
    return not known or known in gender or gender in known


def _opening_name(sentence: str) -> str:
    """Give the person's name that a sentence opens with, if a verb or a comma follows it; else nothing."""
    words: list[str] = []
    for word in sentence.split(maxsplit=LONGEST_NAME + 1)[: LONGEST_NAME + 1]:
        bare = word.rstrip(",;:")
        lower = bare.lower()
        if not bare[:1].isupper():
            if (
                not lower.endswith(("ed", *VERB_ENDS))
                and lower not in VERBS
                and lower not in CUES
                and lower not in LIGHT
            ):
                return ""
            break
        if lower in NO_NAME or lower in NO_PERSONS:
            return ""
        words.append(bare)
        if bare != word:
            break
    return " ".join(words) if 1 < len(words) <= LONGEST_NAME else ""


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
        return name[:-2] or name
    return name[:-1] if name[-1] in _HANGUL_PARTICLES and len(name) > 2 else name


def _antecedent(text: str, clause: Clause, told: Told) -> str:
    """Give the name that stands right before who; where none does, the word itself."""
    last = told.first
    while last and clause.words[last - 1] in BREAKS:
        last -= 1
    first = last
    while first and clause.words[first - 1] not in BREAKS and clause.lowers[first - 1] not in CUES:
        first -= 1
    return _core(text, clause, Told(first, last, -1)) if last > first else clause.words[told.first]
