"""Finds who said what stands between quotation marks: the cue beside it, and the cue's subject.

Rules only, in the order in which a reader would look: the sentence that the quotation is part of, before it and after
it; then, for a quotation that is a sentence of its own, what the paragraph said before. Sentences are read as words;
only what stands beside a quotation is read at all, and never more than ``FARTHEST`` code points of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text.cues import CUES, PRONOUNS, Cue

FARTHEST = 600
"""Code points read on either side of a quotation: longer sentences are read near the quotation only."""

_WORD = re.compile(r"[^\s.,;:!?…—–()\[\]\"“”„«»「」『』،؛؟۔。、，：；！？।]+(?:\.[^\W\d_]+)*|[^\s\"“”„«»「」『』]")
_STOPS = frozenset(".!?…。！？؟۔।")
_BREAKS = frozenset(",;:—–()[]،؛，：；、")
_ABBREVIATIONS = frozenset("mr mrs ms dr sen rep gov gen lt col st sgt jr sr prof rev hon capt no vs d-n r-n".split())
_TITLES = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lady": "f", "herr": "m", "frau": "f", "señor": "m",
           "señora": "f", "monsieur": "m", "madame": "f", "mme": "f", "sr": "m", "sra": "f"}  # fmt: skip
_LIGHT = frozenset(
    """has have had having is was were are be been being am do does did will would could should might may can must 's 've
    not n't to also later then again often once recently repeatedly even still just never now soon first ever only
    himself herself themselves went on tried has-been a été avait aurait ha hanno aveva han hat haben hatte habe
    ni نے ने tarafından s’est est""".split()
)
_BE = frozenset("is was were are be been being am".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tuesday's".split())
_JOINTS = frozenset("and but or so yet while because though although that which when where if whether than".split())
_DETERMINERS = frozenset("the a an his her their its our my your this these those no any some such".split())
_PLACED = frozenset(
    """in on at during after before when as while by from to with about since until upon into over through under amid
    among against because if last this next earlier via along outside inside near where despite without per
    that then who's""".split()
)
_LEADS = frozenset(
    """in on at during after before when as while by from to with since until upon amid asked speaking despite given for
    under following if though although because earlier last later meanwhile but and however still then yet so also
    instead finally nevertheless indeed""".split()
)


class Said(NamedTuple):
    """Who said a quotation, where that stands, and the word that tells it."""

    speaker: str
    span: Span
    cue: Span | None


class _Token(NamedTuple):
    start: int
    end: int
    word: str

    @property
    def lower(self) -> str:
        return self.word.lower()


_Sentence = list[_Token]


class _Told(NamedTuple):
    """The tokens that name the speaker, from the first to before the last, and the cue's."""

    first: int
    last: int
    cue: int


def find_speakers(text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> list[Said | None]:
    """Tell for each quotation who said it; None where the report does not tell."""
    reader = _Reader(text, paragraphs, quotations)
    return [reader.attribute(number) for number in range(len(quotations))]


def opens_with_cue(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins as a report's own words beside speech do: said she; she said."""
    words = [match.group().lower() for match in _WORD.finditer(text, start, min(end, start + 60))]
    return any(word in CUES for word in words[:3])


class _Reader:
    """Goes through one report's quotations from first to last, remembering who spoke."""

    def __init__(self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Span]) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.quotations = quotations
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.said: list[Said | None] = []
        self.named: list[tuple[str, str]] = []
        self.gaps: dict[int, tuple[list[_Sentence], bool]] = {}

    def attribute(self, number: int) -> Said | None:
        """Tell who said one quotation; the ones before it must have been attributed."""
        left, right = self._left(number), self._right(number)
        found = self._in_sentence(number, left, right)
        if found is None and not left and not right:
            found = self._around(number)
        self.said.append(found)
        return found

    def _in_sentence(self, number: int, left: _Sentence, right: _Sentence) -> Said | None:
        open_end = self._ends_open(number)
        after = _read_after(right, open_end, bool(left)) if right else None
        before = _read_before(left) if left else None
        if before and not (after and open_end and left[-1].word not in _BREAKS and before.cue < len(left) - 1):
            return self._say(left, before)
        return self._say(right, after) if after else None

    def _around(self, number: int) -> Said | None:
        """Look around a quotation that is a sentence of its own."""
        quotation = self.quotations[number]
        paragraph = self._paragraph(quotation.start)
        before = number - 1 if number else -1
        if before >= 0 and self.quotations[before].end > paragraph.start:
            sentences, _ = self._gap(number)
            for sentence in reversed(sentences):
                if told := _read_plain(sentence):
                    return self._say(sentence, told)
            return self.said[before]
        sentences, _ = self._gap(number)
        for sentence in reversed(sentences):
            if told := _read_plain(sentence):
                return self._say(sentence, told)
        following = number + 1
        if following < len(self.quotations) and self.quotations[following].start < paragraph.end:
            ...
        place = bisect_right(self.starts, quotation.start) - 1
        if before >= 0 and place and self.quotations[before].end > self.paragraphs[place - 1].start:
            return self.said[before]
        return None

    def _paragraph(self, place: int) -> Span:
        return self.paragraphs[max(0, bisect_right(self.starts, place) - 1)]

    def _gap(self, number: int) -> tuple[list[_Sentence], bool]:
        """Read what stands between the quotation before and this one, within this one's paragraph, as sentences."""
        if number not in self.gaps:
            quotations = self.quotations
            end = quotations[number].start if number < len(quotations) else len(self.text)
            if number == len(quotations):
                paragraph = self._paragraph(quotations[-1].end - 1)
                end = paragraph.end
            else:
                paragraph = self._paragraph(end)
            start = max(paragraph.start, quotations[number - 1].end if number else 0)
            self.gaps[number] = _split(self.text, start, end)
        return self.gaps[number]

    def _left(self, number: int) -> _Sentence:
        sentences, ended = self._gap(number)
        return [] if ended or not sentences else sentences[-1]

    def _right(self, number: int) -> _Sentence:
        """Give the words that follow the quotation in its own sentence."""
        quotation = self.quotations[number]
        paragraph = self._paragraph(quotation.end - 1)
        end = paragraph.end
        if number + 1 < len(self.quotations):
            end = min(end, self.quotations[number + 1].start)
        sentences, _ = _split(self.text, quotation.end, min(end, quotation.end + FARTHEST))
        if not sentences or (sentences[0] and sentences[0][0].word in _STOPS):
            return []
        if not self._ends_open(number) and self._last_mark(number) == "." and not sentences[0][0].word[0].islower():
            return []
        return sentences[0]

    def _last_mark(self, number: int) -> str:
        quotation = self.quotations[number]
        return self.text[max(quotation.start, quotation.end - 4) : quotation.end].rstrip("\"”“»’'」』‹›« ")[-1:]

    def _ends_open(self, number: int) -> bool:
        """Tell whether the quotation ends, or is followed by, a mark after which its speaker may follow."""
        after = self.text[self.quotations[number].end : self.quotations[number].end + 2].strip()[:1]
        return self._last_mark(number) in ",?!—–-…،，؟！？" or after in (",", "—", "–", "-", "،", "，")

    def _say(self, sentence: _Sentence, told: _Told) -> Said:
        first, last = sentence[told.first], sentence[told.last - 1]
        span = Span(first.start, last.end)
        cue = Span(sentence[told.cue].start, sentence[told.cue].end) if told.cue >= 0 else None
        return Said(self._name(sentence[told.first : told.last], span), span, cue)

    def _name(self, tokens: _Sentence, span: Span) -> str:
        """Give the speaker's name; a pronoun's is the latest name that may bear it."""
        if len(tokens) == 1 and (gender := PRONOUNS.get(tokens[0].lower)) is not None:
            return self._resolve(gender) or tokens[0].word
        name = _core(self.text, tokens)
        self.named.append((name, _TITLES.get(tokens[0].lower.rstrip("."), "")))
        return name

    def _resolve(self, gender: str) -> str | None:
        for place in range(len(self.named) - 1, max(-1, len(self.named) - 8), -1):
            name, known = self.named[place]
            if name[:1].isupper() and (not known or not gender or known == gender):
                self.named[place] = (name, gender or known)
                return name
        return None


def _split(text: str, start: int, end: int) -> tuple[list[_Sentence], bool]:
    """Split a stretch between quotations into sentences of words; also tell whether the last one is ended."""
    if end - start > 2 * FARTHEST:
        first, _ = _split(text, start, start + FARTHEST)
        last, ended = _split(text, end - FARTHEST, end)
        return first + last, ended
    sentences: list[_Sentence] = [[]]
    ended = False
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if word in _STOPS and not (word in ".…" and _goes_on(text, sentences[-1], match.end(), end)):
            ended = True
            if not sentences[-1]:
                sentences[-1].append(_Token(match.start(), match.end(), word))
            continue
        if word == ")" and ended:
            continue
        if ended:
            sentences.append([])
            ended = False
        sentences[-1].append(_Token(match.start(), match.end(), word))
    return [sentence for sentence in sentences if sentence], ended


def _goes_on(text: str, sentence: _Sentence, place: int, end: int) -> bool:
    """Tell whether a full stop belongs to the abbreviation before it, or a sentence goes on after it."""
    if not sentence:
        return False
    word = sentence[-1].word
    if word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return True
    after = text[place : min(place + 2, end)].lstrip()[:1]
    return after.islower() or after == "," or ("." in word and not after.isupper())


def _read_before(tokens: _Sentence) -> _Told | None:
    """Find cue and subject in the words that lead up to a quotation."""
    for place in range(len(tokens) - 1, max(-1, len(tokens) - 40), -1):
        kind = CUES.get(tokens[place].lower)
        if kind is None or _is_noun(tokens, place):
            continue
        if kind is Cue.ACCORDING:
            return _follow(tokens, place, place + 1)
        if _is_passive(tokens, place):
            return None
        if subject := _find_subject(tokens, place, kind):
            return _Told(*subject, place)
    if tokens[-1].word in (":", "：") and len(tokens) < 7 and tokens[0].word[:1].isupper():
        return _Told(0, len(tokens) - 1, -1)
    return None


def _read_after(tokens: _Sentence, open_end: bool, has_left: bool) -> _Told | None:
    """Find cue and subject in the words that follow a quotation in its sentence."""
    start = 0
    while start < len(tokens) and tokens[start].word in _BREAKS:
        start += 1
    if start == len(tokens) or tokens[start].lower in _JOINTS:
        return None
    for place in range(start, min(len(tokens), start + 30)):
        kind = CUES.get(tokens[place].lower)
        if kind is None or kind is Cue.PARTICIPLE or (place > start and _is_noun(tokens, place)):
            continue
        if kind is Cue.ACCORDING:
            return _follow(tokens, place, place + 1)
        if all(_is_light(token) for token in tokens[start:place]):
            return _follow(tokens, place, place + 1)
        if not open_end and has_left:
            return None
        return _subject_between(tokens, start, place)
    return None


def _read_plain(tokens: _Sentence) -> _Told | None:
    """Find cue and subject in a sentence that quotes nothing itself, before a quotation that is a sentence."""
    for place in range(min(len(tokens), 40)):
        kind = CUES.get(tokens[place].lower)
        if kind is Cue.SAYS and not _is_noun(tokens, place) and (subject := _find_subject(tokens, place, kind)):
            return _Told(*subject, place)
    return None


def _is_noun(tokens: _Sentence, place: int) -> bool:
    return place > 0 and tokens[place - 1].lower in _DETERMINERS


def _is_light(token: _Token) -> bool:
    """Tell whether a word may stand between subject and verb without being part of either."""
    lower = token.lower
    return lower in _LIGHT or lower in _DAYS or (lower.endswith("ly") and lower == token.word)


def _is_passive(tokens: _Sentence, place: int) -> bool:
    before = place - 1
    while before >= 0 and tokens[before].lower.endswith("ly"):
        before -= 1
    return before >= 0 and tokens[before].lower in _BE and tokens[place].lower.endswith("ed")


def _find_subject(tokens: _Sentence, cue: int, kind: Cue) -> tuple[int, int] | None:
    """Find the subject of a cue among the words before it."""
    last = cue
    while last and (_is_light(tokens[last - 1]) or (tokens[last - 1].lower == "on" and last < cue)):
        last -= 1
    if not last:
        return None
    before = tokens[last - 1]
    if before.lower in PRONOUNS:
        return last - 1, last
    if kind is Cue.PARTICIPLE or before.lower in _JOINTS:
        return _leading(tokens, last)
    if before.word in _BREAKS:
        opening = last - 2
        while opening > 0 and tokens[opening].word not in _BREAKS:
            opening -= 1
        return _leading(tokens, last) if opening <= 0 else _trim(tokens, _clause_start(tokens, opening), last - 1)
    return _trim(tokens, _clause_start(tokens, last), last)


def _clause_start(tokens: _Sentence, last: int) -> int:
    start = last
    while start and tokens[start - 1].word not in _BREAKS and tokens[start - 1].lower not in _JOINTS:
        if CUES.get(tokens[start - 1].lower) and not _is_noun(tokens, start - 1) and tokens[start - 1].word.islower():
            break
        start -= 1
    return start


def _leading(tokens: _Sentence, limit: int) -> tuple[int, int] | None:
    """Find the sentence's own subject: its first noun phrase that no preposition leads."""
    start = 0
    while start < limit and (tokens[start].lower in _LEADS or tokens[start].word in _BREAKS):
        joint = tokens[start].lower in ("but", "and", "so", "yet", "then", "still") or tokens[start].word in _BREAKS
        start += 1
        if joint:
            continue
        while start < limit and tokens[start].word not in _BREAKS:
            start += 1
    last = start
    while last < limit and not _ends_phrase(tokens, start, last):
        last += 1
    return (start, last) if last > start else None


def _ends_phrase(tokens: _Sentence, start: int, place: int) -> bool:
    """Tell whether a subject that starts the sentence has ended before this word."""
    token = tokens[place]
    if token.word in _BREAKS or token.lower in _JOINTS or token.lower in _LIGHT or token.lower in CUES:
        return True
    if place > start and tokens[start].lower in PRONOUNS:
        return True
    return place > start and token.word.islower() and (token.lower in _PLACED or token.lower.endswith("ed"))


def _trim(tokens: _Sentence, first: int, last: int) -> tuple[int, int] | None:
    """Take from a subject what is not its own: joints and adverbs before it, verbs and phrases after it."""
    while first < last and (tokens[first].word in _BREAKS or tokens[first].lower in ("but", "and", "so", "yet")):
        first += 1
    if first < last and tokens[first].lower in _LEADS:
        return None
    return (first, last) if last > first else None


def _subject_between(tokens: _Sentence, start: int, cue: int) -> _Told | None:
    """Find the subject between a quotation's end and the cue that follows."""
    last = cue
    while last > start and (_is_light(tokens[last - 1]) or tokens[last - 1].word in _BREAKS):
        last -= 1
    first = start
    if tokens[first].lower in _LEADS:
        while first < last and tokens[first].word not in _BREAKS:
            first += 1
        first += 1
    if last <= first or last - first > 25:
        return None
    return _Told(first, last, cue)


def _follow(tokens: _Sentence, cue: int, first: int) -> _Told | None:
    """Find the subject that follows its cue: said Ada Holm, who leads the union."""
    if first < len(tokens) and tokens[first].lower == "to" and tokens[cue].lower == "according":
        first += 1
    if first >= len(tokens) or tokens[first].word in _BREAKS:
        return None
    if tokens[first].lower in PRONOUNS:
        return _Told(first, first + 1, cue)
    if tokens[first].lower in _PLACED or tokens[first].lower in _JOINTS or tokens[first].lower in _DAYS:
        return None
    last = first
    while last < len(tokens) and not _ends_following(tokens, last):
        last += 1
    if last < len(tokens) - 1 and tokens[last].word == "," and _is_apposition(tokens, last + 1):
        last += 1
        while last < len(tokens) and not (tokens[last].word == "," and not _is_apposition(tokens, last + 1)):
            last += 1
    return _Told(first, last, cue) if last > first else None


def _ends_following(tokens: _Sentence, place: int) -> bool:
    token = tokens[place]
    return token.word in _BREAKS or token.lower in _PLACED or token.lower in _DAYS or token.lower in _JOINTS


def _is_apposition(tokens: _Sentence, place: int) -> bool:
    """Tell whether what follows a comma says who the speaker is rather than what was done next."""
    if place >= len(tokens):
        return False
    lower = tokens[place].lower
    return not (lower in _PLACED or lower in _JOINTS or lower in _DAYS or lower.endswith("ing") or lower in CUES)


def _core(text: str, tokens: _Sentence) -> str:
    """Give the name in a noun phrase: what stands before its first comma, and of that the name after the office."""
    cut = next((number for number, token in enumerate(tokens) if token.word in _BREAKS), len(tokens))
    head = tokens[: cut or 1]
    first = len(head)
    while first and head[first - 1].word[:1].isupper():
        first -= 1
    if 0 < first < len(head) - 1 and head[first - 1].lower not in _PLACED | {"of", "for"}:
        head = head[first:]
    name = text[head[0].start : head[-1].end]
    return name[:-2] if name.endswith(("'s", "’s")) else name
