"""Finds who said what stands between quotation marks: the cue beside it, and the cue's subject.

Rules only, in the order in which a reader would look: the sentence that the quotation is part of, before it and after
it; then, for a quotation that is a sentence of its own, what the report said just before. Only what stands beside a
quotation is read, so that time grows with the text alone. No speaker is guessed from what the words say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text.clause_words import BREAKS
from mediawire.text.clauses import Clause
from mediawire.text.sentence_edges import FARTHEST, STOP, clause_after, clause_before, clauses_back
from mediawire.text.speaker_names import SpeakerNames
from mediawire.text.subjects import (
    LONGEST_SIGNATURE,
    Told,
    find_verb,
    read_after,
    read_before,
    read_leading,
    read_plain,
)
from mediawire.text.word_sets import set_of

LONGEST_ASIDE = 120
"""Code points of an aside within the marks that are read for the speaker."""

LONGEST_VERB = 4
"""Words of a clause that is no more than a verb without a subject."""

LONGEST_LEAD = 7
"""Words of a sentence without a cue that may still lead up to a quotation: Ada Holm disagreed. “It is open.”"""

FARTHEST_SHARED = 8
"""Words between two quotations of one sentence at most for the second to be the first one's speaker's as well."""

LEAST_KEPT = 9
"""Words that a quotation must have to be the speaker's before in its paragraph, where its sentence tells nobody."""

_SIGNATURE = re.compile(r"[-–—―]\s?(?=[^\W\d_])")
_ASIDE = re.compile(r"[,.!?…]\s[—–]\s(?=[^\W\dA-ZА-Я])|(?<!\d),\s(?=a-t-|a\s|ont\s|[a-zé]+-(?:t-)?(?:il|elle)\b)")
_ASIDE_END = re.compile(r"[,;!?—–»”]|\.\s[—–]|\.[»”]")
_TITLE_PLACES = set_of(
    """on in of book show program programme film movie song series album novel magazine author editor
    фильм фильме книге книга программе libro livre película فلم فيلم فیلم کتاب كتاب फिल्म"""
)
_CLOSERS = "\"”“»’'」』‹›« "
_OPEN_ENDS = frozenset(",?!—–-…،，؟！？")
_COMMAS = frozenset(",—–―-،，")


class Said(NamedTuple):
    """Who said a quotation, where that stands, and the word that tells it."""

    speaker: str
    span: Span
    cue: Span | None


def find_speakers(text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> list[Said | None]:
    """Tell for each quotation who said it; None where the report does not tell."""
    reader = _Reader(text, paragraphs, quotations)
    for number in range(len(quotations)):
        reader.said.append(reader.attribute(number))
    return reader.said


class _Reader:
    """Goes through one report's quotations from first to last, remembering who spoke."""

    def __init__(self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.quotations = quotations
        self.said: list[Said | None] = []
        self._lasts = [text[max(start, end - 4) : end].rstrip(_CLOSERS)[-1:] for start, end in quotations]
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._names = SpeakerNames(text)
        self._is_ascii = text.isascii()  # no guillemets then, no dashes but hyphens, and no script without spaces

    def attribute(self, number: int) -> Said | None:
        """Tell who said one quotation; the ones before it must have been attributed."""
        quotation = self.quotations[number]
        place = max(0, bisect_right(self._starts, quotation.start) - 1)
        floor = max(self.paragraphs[place].start, self._past(number))
        if not self._is_ascii and (found := self._in_unspaced(number, place, floor) or self._inside(quotation)):
            return found
        left = clause_before(self.text, floor, quotation.start)
        found = self._in_sentence(number, place, left)
        if found is None and left and number and self.quotations[number - 1].end == floor:
            return self._shared(number, left) or self._kept(number)
        return found

    def _past(self, number: int) -> int:
        """Give the place behind the quotation before."""
        return self.quotations[number - 1].end if number else 0

    def _in_sentence(self, number: int, place: int, left: Clause | None) -> Said | None:
        """Read the quotation's own sentence on both sides; beside a comma what follows is nearer."""
        before = read_before(left) if left else None
        if left and before and before.cue >= 0 and (left.words[-1] in BREAKS or before.cue == len(left) - 1):
            return None if self._is_title(number, left) else self._say(left, before)
        right = self._right(number, place)
        if left is None and right is None:
            return self._around(number, place)
        open_end = self._ends_open(number)
        after = read_after(right, open_end=open_end, has_left=bool(left)) if right else None
        if left and (before or after) and self._is_title(number, left):
            return None
        if left and before and (not after or not open_end):
            return self._say(left, before)
        if right and after:
            return self._say(right, after)
        return (self._verb_last(left, right) if left and right else None) or self._verb_alone(left, right)

    def _right(self, number: int, place: int) -> Clause | None:
        """Give the words that follow the quotation in its own sentence."""
        start = self.quotations[number].end
        while self.paragraphs[place].end < start and place + 1 < len(self.paragraphs):
            place += 1
        end = self.paragraphs[place].end
        if number + 1 < len(self.quotations):
            end = min(end, self.quotations[number + 1].start)
        if end - start < 2 or (self._lasts[number] in ".。" and self.text[start : start + 2].strip()[:1].isupper()):
            return None
        return clause_after(self.text, start, end)

    def _verb_last(self, left: Clause, right: Clause) -> Said | None:
        """Read a sentence whose verb follows the quotation and whose subject stands before it, as in Turkish."""
        told, verb = read_leading(left), find_verb(right)
        if told is None or verb is None:
            return None
        return self._say(left, told)._replace(cue=right.span(verb, verb + 1))

    def _verb_alone(self, left: Clause | None, right: Clause | None) -> Said | None:
        """Give the last speaker to a verb without a subject, as in Arabic or Spanish: “...”, agregó."""
        for clause in (left, right):
            verb = find_verb(clause) if clause and len(clause) <= LONGEST_VERB else None
            said = self.said[-1] if self.said else None
            if clause and verb is not None and said:
                return said._replace(cue=clause.span(verb, verb + 1))
        return None

    def _in_unspaced(self, number: int, place: int, floor: int) -> Said | None:
        """Read what stands beside a quotation in a script without spaces; its tables are read when first needed."""
        from mediawire.text.unspaced import FIRST_UNSPACED, find_unspaced, is_unspaced

        text, quotation = self.text, self.quotations[number]
        before, after = text[max(floor, quotation.start - 2) : quotation.start], text[quotation.end : quotation.end + 1]
        if max(before, after) < FIRST_UNSPACED or not (is_unspaced(before.strip()[-1:]) or is_unspaced(after)):
            return None
        ceiling = max(self.paragraphs[place].end, quotation.end)
        if number + 1 < len(self.quotations):
            ceiling = min(ceiling, self.quotations[number + 1].start)
        if found := find_unspaced(text, floor, quotation, ceiling):
            return Said(self._names.name_word(found[0].of(text)), *found)
        if not number or self._past(number) != floor or STOP.search(text, floor, quotation.start):
            return None
        return self.said[number - 1]

    def _inside(self, quotation: Span) -> Said | None:
        """Read words of the report's own that dashes or, in French, commas set off within the marks."""
        text, (start, end) = self.text, quotation
        if text[start] != "«" and text.find("—", start, end) < 0:
            return None
        for aside in _ASIDE.finditer(text, start, min(end, start + FARTHEST)):
            last = min(aside.end() + LONGEST_ASIDE, end)
            shut = _ASIDE_END.search(text, aside.end(), last)
            clause = Clause(text, aside.end(), shut.start() if shut else last)
            told = read_after(clause, open_end=True, has_left=True)
            if told and told.cue < 3:
                return self._say(clause, told)
        return None

    def _shared(self, number: int, left: Clause) -> Said | None:
        """Give the speaker of the quotation before in the same sentence, if the words between them name no other."""
        if len(left) > FARTHEST_SHARED or self._is_title(number, left):
            return None
        between = self.text[self._past(number) : left.span(0, 1).end]
        if STOP.search(between) or (between.lstrip()[:1].isupper() and not self._ends_open(number - 1)):
            return None
        return self.said[number - 1]

    def _kept(self, number: int) -> Said | None:
        """Give the speaker of the quotation before in the paragraph to a longer one whose sentence tells nobody."""
        quotation = self.quotations[number]
        blanks = self.text.count(" ", quotation.start, min(quotation.end, quotation.start + LONGEST_ASIDE))
        return self.said[number - 1] if blanks >= LEAST_KEPT else None

    def _is_title(self, number: int, left: Clause) -> bool:
        """Tell whether a quotation is rather the title of a work: told “Morning Line”."""
        if not _TITLE_PLACES.intersection(left.lowers[-3:]) and not left.lowers[-1].endswith(("'s", "’s")):
            return False
        return self._is_title_case(number)

    def _is_title_case(self, number: int) -> bool:
        """Tell whether no longer word begins with a small letter; where there are none, it is so."""
        start, end = self.quotations[number]
        words = self.text[start + 1 : min(end, start + 80)].strip(_CLOSERS).split()
        return all(not word[0].islower() or len(word) < 5 for word in words)

    def _is_heading(self, number: int) -> bool:
        """Tell whether a quotation that is a paragraph is rather a heading between two."""
        start, end = self.quotations[number]
        return self.text[start:end].strip(_CLOSERS)[:1].isupper() and self._is_title_case(number)

    def _around(self, number: int, place: int) -> Said | None:
        """Look around a quotation that is a sentence of its own."""
        paragraph, past = self.paragraphs[place], self._past(number)
        nearest = None
        for clause in clauses_back(self.text, max(paragraph.start, past), self.quotations[number].start):
            if told := read_plain(clause):
                return self._say(clause, told)
            nearest = nearest or clause
        if past > paragraph.start:
            return self._signed(place) or self.said[number - 1]
        if nearest:
            told = read_leading(nearest) if len(nearest) <= LONGEST_LEAD else None
            return self._say(nearest, told) if told else None
        if found := self._signed(place) or self._introduced(place, past):
            return found
        follows = number and place and past > self.paragraphs[place - 1].start
        return self.said[number - 1] if follows and not self._is_heading(number) else None

    def _signed(self, place: int) -> Said | None:
        """Read the name that a dash sets below a quotation which is a paragraph of its own."""
        if place + 1 >= len(self.paragraphs):
            return None
        start, end = self.paragraphs[place + 1]
        match = _SIGNATURE.match(self.text, start, min(end, start + LONGEST_ASIDE))
        if match is None:
            return None
        clause = Clause(self.text, match.end(), min(end, start + LONGEST_ASIDE))
        return self._say(clause, Told(0, len(clause), -1)) if 0 < len(clause) <= LONGEST_SIGNATURE else None

    def _introduced(self, place: int, past: int) -> Said | None:
        """Read the paragraph before where it ends in a colon."""
        if not place:
            return None
        start, end = self.paragraphs[place - 1]
        if self.text[max(start, end - 2) : end].strip()[-1:] not in (":", "："):
            return None
        clause = clause_before(self.text, max(past, start), end)
        told = read_before(clause) if clause else None
        return self._say(clause, told) if clause and told else None

    def _ends_open(self, number: int) -> bool:
        """Tell whether the quotation ends, or is followed by, a mark after which its speaker may follow."""
        end = self.quotations[number].end
        return self._lasts[number] in _OPEN_ENDS or self.text[end : end + 2].strip()[:1] in _COMMAS

    def _say(self, clause: Clause, told: Told) -> Said:
        cue = clause.span(told.cue, told.cue + 1) if told.cue >= 0 else None
        name = self._names.name(clause, told, self._past(len(self.said)))
        return Said(name, clause.span(told.first, told.last), cue)
