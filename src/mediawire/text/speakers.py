"""Finds who said what stands between quotation marks: the cue beside it, and the cue's subject.

Rules only, in the order in which a reader would look: the sentence that the quotation is part of, before it and after
it; then, for a quotation that is a sentence of its own, what the report said just before. Only what stands beside a
quotation is read, and never more than ``FARTHEST`` code points of it, so that time grows with the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text.clauses import (
    BREAKS,
    NO_NAME,
    Clause,
    Told,
    find_verb,
    read_after,
    read_before,
    read_leading,
    read_plain,
)
from mediawire.text.cues import PRONOUNS
from mediawire.text.unspaced import find_unspaced, is_unspaced

FARTHEST = 600
"""Code points read on either side of a quotation: of longer sentences, what is nearer."""

LONGEST_ASIDE = 120
"""Code points of an aside within the marks that are read for the speaker."""

LONGEST_SIGNATURE = 9
"""Words of a paragraph below a quotation that names its speaker, and no more."""

FARTHEST_SHARED = 8
"""Words between two quotations of one sentence at most for the second to be the first one's speaker's as well."""

REMEMBERED = 8
"""How many of the latest speakers a pronoun may mean."""

_STOP = re.compile(r"[.!?…。！？؟۔।]+")
_SIGNATURE = re.compile(r"[-–—―]\s?(?=[^\W\d_])")
_ASIDE = re.compile(r"[,.!?…]\s[—–]\s(?=[^\W\dA-ZА-Я])|(?<!\d),\s(?=a-t-|a\s|ont\s|[a-zé]+-t?-?(?:il|elle)\b)")
_ASIDE_END = re.compile(r"[,;!?—–»”]|\.\s[—–]|\.[»”]")
_ABBREVIATIONS = frozenset("mr mrs ms dr sen rep gov gen lt col st sgt jr sr prof rev hon capt no vs sens reps".split())
_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lady": "f", "herr": "m", "frau": "f", "señor": "m",
           "señora": "f", "monsieur": "m", "madame": "f", "mme": "f", "sr": "m", "sra": "f"}  # fmt: skip
_TITLE_PLACES = frozenset("on in of book show program programme film movie song series album novel magazine author editor".split())
_HANGUL_PARTICLES = frozenset("은는이가")
_CLOSERS = "\"”“»’'」』‹›« "


class Said(NamedTuple):
    """Who said a quotation, where that stands, and the word that tells it."""

    speaker: str
    span: Span
    cue: Span | None


def find_speakers(text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> list[Said | None]:
    """Tell for each quotation who said it; None where the report does not tell."""
    reader = _Reader(text, paragraphs, quotations)
    return [reader.attribute(number) for number in range(len(quotations))]


class _Reader:
    """Goes through one report's quotations from first to last, remembering who spoke."""

    def __init__(self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.quotations = quotations
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.said: list[Said | None] = []
        self.named: list[tuple[str, str]] = []

    def attribute(self, number: int) -> Said | None:
        """Tell who said one quotation; the ones before it must have been attributed."""
        quotation = self.quotations[number]
        place = max(0, bisect_right(self.starts, quotation.start) - 1)
        floor = self.paragraphs[place].start
        if number:
            floor = max(floor, self.quotations[number - 1].end)
        if found := self._in_unspaced(number, place, floor) or self._inside(quotation):
            self.said.append(found)
            return found
        left = self._last_sentence(floor, quotation.start)
        found = self._in_sentence(number, place, left)
        if found is None and left and number and self.quotations[number - 1].end == floor:
            found = self._shared(number, left)
        self.said.append(found)
        return found

    def _in_unspaced(self, number: int, place: int, floor: int) -> Said | None:
        """Read what stands beside a quotation in a script without spaces."""
        text, quotation = self.text, self.quotations[number]
        before, after = text[max(floor, quotation.start - 2) : quotation.start], text[quotation.end : quotation.end + 1]
        if not ((before and is_unspaced(before.strip()[-1:])) or (after and is_unspaced(after))):
            return None
        ceiling = self.quotations[number + 1].start if number + 1 < len(self.quotations) else len(text)
        found = find_unspaced(text, floor, quotation, min(ceiling, max(self.paragraphs[place].end, quotation.end)))
        if found is None:
            return self.said[number - 1] if number and self.quotations[number - 1].end == floor else None
        name = found[0].of(text)
        return Said((self._resolve(PRONOUNS[name]) or name) if name in PRONOUNS else self._remember(name, ""), *found)

    def _inside(self, quotation: Span) -> Said | None:
        """Read words of the report's own that dashes or, in French, commas set off within the marks."""
        text = self.text
        if text.find("—", quotation.start, quotation.end) < 0 and text[quotation.start] != "«":
            return None
        for aside in _ASIDE.finditer(text, quotation.start, min(quotation.end, quotation.start + FARTHEST)):
            end = min(aside.end() + LONGEST_ASIDE, quotation.end)
            if shut := _ASIDE_END.search(text, aside.end(), end):
                end = shut.start()
            clause = Clause(text, aside.end(), end)
            told = read_after(clause, open_end=True, has_left=True)
            if told and told.cue < 3:
                return self._say(clause, told)
        return None

    def _in_sentence(self, number: int, place: int, left: Clause | None) -> Said | None:
        """Read the quotation's own sentence on both sides; beside a comma what follows is nearer."""
        before = read_before(left) if left else None
        if left and before and (left.words[-1] in BREAKS or before.cue == len(left) - 1):
            return None if self._is_title(number, left) else self._say(left, before)
        last = self._last_mark(number)
        open_end = self._ends_open(number, last)
        right = self._right(number, place, last)
        if left is None and right is None:
            return self._around(number, place)
        after = read_after(right, open_end=open_end, has_left=bool(left)) if right else None
        if left and before and (not after or not open_end):
            return None if self._is_title(number, left) else self._say(left, before)
        if right and after:
            return self._say(right, after)
        return self._verb_last(left, right) if left and right else None

    def _verb_last(self, left: Clause, right: Clause) -> Said | None:
        """Read a sentence whose verb follows the quotation and whose subject stands before it, as in Turkish."""
        told = read_leading(left)
        cue = find_verb(right)
        if told is None or cue is None:
            return None
        return self._say(left, told)._replace(cue=right.span(cue, cue + 1))

    def _shared(self, number: int, left: Clause) -> Said | None:
        """Give the speaker of the quotation before in the same sentence, if the words between them name no other."""
        if len(left) > FARTHEST_SHARED or self._is_title(number, left):
            return None
        between = self.text[self.quotations[number - 1].end : left.span(0, 1).end]
        if _STOP.search(between) or (between.lstrip()[:1].isupper() and not self._ends_open(number - 1, self._last_mark(number - 1))):
            return None
        return self.said[number - 1]

    def _is_title(self, number: int, left: Clause) -> bool:
        """Tell whether a quotation is rather the title of a work: told “Morning Line”."""
        if not _TITLE_PLACES.intersection(left.lowers[-3:]) and not left.lowers[-1].endswith(("'s", "’s")):
            return False
        quotation = self.quotations[number]
        words = self.text[quotation.start + 1 : min(quotation.end, quotation.start + 80)].strip(_CLOSERS).split()
        return all(word[:1].isupper() or len(word) < 5 for word in words)

    def _around(self, number: int, place: int) -> Said | None:
        """Look around a quotation that is a sentence of its own."""
        start = self.quotations[number].start
        floor = self.paragraphs[place].start
        if number:
            floor = max(floor, self.quotations[number - 1].end)
        for clause in reversed(self._sentences(floor, start)):
            if told := read_plain(clause):
                return self._say(clause, told)
        if signed := self._signed(place):
            return signed
        if not number:
            return self._introduced(place, self.paragraphs[max(0, place - 1)].start)
        before = self.quotations[number - 1]
        if before.end > self.paragraphs[place].start:
            return self.said[number - 1]
        if introduced := self._introduced(place, before.end):
            return introduced
        return self.said[number - 1] if place and before.end > self.paragraphs[place - 1].start else None

    def _signed(self, place: int) -> Said | None:
        """Read the name that a dash sets below a quotation which is a paragraph of its own."""
        if place + 1 >= len(self.paragraphs):
            return None
        below = self.paragraphs[place + 1]
        match = _SIGNATURE.match(self.text, below.start, min(below.end, below.start + LONGEST_ASIDE))
        if match is None:
            return None
        clause = Clause(self.text, match.end(), below.end)
        return self._say(clause, Told(0, len(clause), -1)) if 0 < len(clause) < LONGEST_SIGNATURE else None

    def _introduced(self, place: int, floor: int) -> Said | None:
        """Read the paragraph before where it ends in a colon."""
        if not place:
            return None
        lead = self.paragraphs[place - 1]
        if self.text[max(lead.start, lead.end - 2) : lead.end].strip()[-1:] not in (":", "："):
            return None
        clause = self._last_sentence(max(floor, lead.start), lead.end)
        told = read_before(clause) if clause else None
        return self._say(clause, told) if clause and told else None

    def _last_sentence(self, start: int, end: int) -> Clause | None:
        """Give the words before a quotation that belong to its sentence; None where a sentence ended before it."""
        start = max(start, end - FARTHEST)
        for match in _STOP.finditer(self.text, start, end):
            if not self._goes_on(match, end):
                start = match.end()
        clause = Clause(self.text, start, end)
        return clause if clause.words else None

    def _sentences(self, start: int, end: int) -> list[Clause]:
        start = max(start, end - FARTHEST)
        clauses = []
        for match in _STOP.finditer(self.text, start, end):
            if not self._goes_on(match, end):
                clauses.append(Clause(self.text, start, match.start()))
                start = match.end()
        return [clause for clause in clauses if clause.words]

    def _right(self, number: int, place: int, last_mark: str) -> Clause | None:
        """Give the words that follow the quotation in its own sentence."""
        start = self.quotations[number].end
        while self.paragraphs[place].end < start and place + 1 < len(self.paragraphs):
            place += 1
        end = min(self.paragraphs[place].end, start + FARTHEST)
        if end - start < 2:
            return None
        if number + 1 < len(self.quotations):
            end = min(end, self.quotations[number + 1].start)
        if last_mark in ".。" and self.text[start : start + 2].strip()[:1].isupper():
            return None
        for match in _STOP.finditer(self.text, start, end):
            if not self._goes_on(match, end):
                end = match.start()
                break
        clause = Clause(self.text, start, end)
        return clause if clause.words else None

    def _goes_on(self, stop: re.Match[str], end: int) -> bool:
        """Tell whether a full stop belongs to the abbreviation before it, or the sentence goes on after it."""
        if stop.group() not in (".", "…", "..."):
            return False
        text, place = self.text, stop.start()
        after = text[stop.end() : min(stop.end() + 3, end)].lstrip(")]")
        if after and not after[0].isspace():
            return after[0] not in "[(\"“”«»"
        word = text[max(0, place - 12) : place].rpartition(" ")[2].lstrip("(\"“")
        if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
            return True
        return after[1:2].islower() or ("." in word and not after[1:2].isupper())

    def _last_mark(self, number: int) -> str:
        quotation = self.quotations[number]
        return self.text[max(quotation.start, quotation.end - 4) : quotation.end].rstrip(_CLOSERS)[-1:]

    def _ends_open(self, number: int, last_mark: str) -> bool:
        """Tell whether the quotation ends, or is followed by, a mark after which its speaker may follow."""
        end = self.quotations[number].end
        after = self.text[end : end + 2].strip()[:1]
        return last_mark in ",?!—–-…،，؟！？" or after in (",", "—", "–", "-", "،", "，")

    def _say(self, clause: Clause, told: Told) -> Said:
        span = clause.span(told.first, told.last)
        cue = clause.span(told.cue, told.cue + 1) if told.cue >= 0 else None
        return Said(self._name(clause, told, span), span, cue)

    def _name(self, clause: Clause, told: Told, span: Span) -> str:
        """Give the speaker's name; a pronoun's is the latest name that may bear it."""
        lower = clause.lowers[told.first]
        if told.last - told.first == 1 and (gender := PRONOUNS.get(lower)) is not None:
            return self._latest_name(span.start) or self._resolve(gender) or span.of(self.text)
        return self._remember(_core(self.text, clause, told), _TITLES.get(lower, ""))

    def _remember(self, name: str, gender: str) -> str:
        self.named.append((name, gender))
        return name

    def _latest_name(self, end: int) -> str | None:
        """Give the name that opens a sentence between the quotation before and a pronoun."""
        number = len(self.said)
        floor = max(self.quotations[number - 1].end if number else 0, end - FARTHEST)
        for clause in reversed(self._sentences(floor, end)):
            words = clause.words
            last = 0
            while last < len(words) and words[last][:1].isupper() and clause.lowers[last] not in NO_NAME:
                last += 1
            if 1 < last < 5:
                return self._remember(clause.span(0, last).of(self.text), _TITLES.get(clause.lowers[0], ""))
        return None

    def _resolve(self, gender: str) -> str | None:
        for place in range(len(self.named) - 1, max(-1, len(self.named) - REMEMBERED - 1), -1):
            name, known = self.named[place]
            if not name[:1].islower() and (not known or not gender or known == gender):
                self.named[place] = (name, gender or known)
                return name
        return None


def _core(text: str, clause: Clause, told: Told) -> str:
    """Give the name in a noun phrase: what stands before its first comma, and of that the name after the office."""
    words = clause.words
    last = next((place for place in range(told.first, told.last) if words[place] in BREAKS), told.last)
    last = max(last, told.first + 1)
    first = last
    while first > told.first and words[first - 1][:1].isupper():
        first -= 1
    named = told.first < first < last - 1 and words[first - 1] not in ("of", "for", "the", "at", "in", "from")
    name = clause.span(first if named else told.first, last).of(text)
    if name.endswith(("'s", "’s")):
        return name[:-2]
    return name[:-1] if name[-1] in _HANGUL_PARTICLES and len(name) > 2 else name
