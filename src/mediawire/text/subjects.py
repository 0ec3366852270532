"""Finds the cue in the words beside a quotation, and the cue's subject: said Ada Holm.

No grammar is parsed. A subject is what stands between a cue and the next word that cannot be part of one: a comma, a
joint ("and", "that"), a preposition, an auxiliary. These few words are tables; names are known by their capitals where
a script has capitals.
"""

from __future__ import annotations

from typing import NamedTuple

from mediawire.text.clause_words import (
    AGENT_MARKS,
    ARTICLES,
    BE,
    BETWEEN,
    BREAKS,
    CLAUSE_OPENERS,
    DATIVE_ENDS,
    DATIVES,
    DAYS,
    DETERMINERS,
    HOUSES,
    JOINING_LEADS,
    JOINTS,
    LEADS,
    LIGHT,
    NOUNS,
    PLACED,
    QUOTING,
    TOPIC_MARKS,
    VERB_ENDS,
    VERBS,
)
from mediawire.text.clauses import Clause
from mediawire.text.marks import DASHES
from mediawire.text.speech_cues import CUES, PRONOUNS, Cue

LONGEST_SUBJECT = 25
"""Words a subject between a quotation and its cue may have: beyond that the cue is another clause's."""

FARTHEST_CUE = 40
"""Words between a quotation and its cue at most."""

LONGEST_SIGNATURE = 8
"""Words in which a dash may name a quotation's speaker, and no more: “No.” — Ada Holm, pilot."""

LONGEST_LED = 5
"""Words of a subject before a colon where no cue is known."""

_DASHES = frozenset(DASHES + "-")
_UNHEEDED = LIGHT | DAYS


class Told(NamedTuple):
    """Which words of a sentence name the speaker, from the first to before the last, and which one is the cue."""

    first: int
    last: int
    cue: int


def read_before(clause: Clause) -> Told | None:
    """Find cue and subject in the words that lead up to a quotation."""
    lowers = clause.lowers
    for place in range(len(lowers) - 1, max(-1, len(lowers) - FARTHEST_CUE), -1):
        kind = CUES.get(lowers[place])
        if kind is None or _is_noun(lowers, place):
            continue
        if kind is Cue.ACCORDING:
            return _follow(clause, place)
        if _is_passive(lowers, place):
            return None
        if subject := _find_subject(clause, place, kind):
            return Told(*subject, place)
        return _follow(clause, place)
    last = len(lowers) - 1
    if lowers[last] not in (":", "："):
        return None
    if 0 < last < 6 and _is_title_case(clause, 0, last):
        return Told(0, last, -1)
    told = read_leading(clause)
    return told if told and told.last - told.first <= LONGEST_LED else None


def _is_title_case(clause: Clause, first: int, last: int) -> bool:
    return clause.words[first][:1].isupper() and clause.words[last - 1][:1].isupper()


def read_after(clause: Clause, *, open_end: bool, has_left: bool) -> Told | None:
    """Find cue and subject in the words that follow a quotation in its sentence."""
    lowers = clause.lowers
    start = 0
    while start < len(lowers) and lowers[start] in BREAKS:
        start += 1
    if start + 1 < len(lowers) and lowers[start] == "so" and clause.words[start + 1][:1].isupper():
        return _follow(clause, start)  # German: „...“, so Holm
    if start == len(lowers) or lowers[start] in JOINTS:
        return None
    light = True
    for place in range(start, min(len(lowers), start + FARTHEST_CUE)):
        kind = CUES.get(lowers[place])
        if kind is not None and kind is not Cue.PARTICIPLE and not (place > start and _is_noun(lowers, place)):
            if kind is Cue.ACCORDING or light:
                return _follow(clause, place)
            return _subject_between(clause, start, place) if open_end or (not has_left and place - start < 4) else None
        light = light and _is_light(clause, place)
    if has_left:
        return None
    if start and lowers[start - 1] in _DASHES and len(clause) - start <= LONGEST_SIGNATURE:
        if clause.words[start].endswith("тся"):
            return None
        if start > 1 and clause.words[start].endswith(VERB_ENDS):
            return _follow(clause, start)
        is_signature = start > 1 or _is_title_case(clause, start, len(clause))
        return Told(start, len(clause), -1) if is_signature else None
    return _guess_verb(clause, start) if open_end else None


def read_plain(clause: Clause) -> Told | None:
    """Find cue and subject in a sentence that quotes nothing itself, before a quotation that is a sentence."""
    for place in range(min(len(clause), FARTHEST_CUE)):
        kind = CUES.get(clause.lowers[place])
        if kind is Cue.SAYS and not _is_noun(clause.lowers, place):
            if subject := _find_subject(clause, place, kind):
                return Told(*subject, place)
            if told := _follow(clause, place):
                return told
    return None


def read_leading(clause: Clause) -> Told | None:
    """Find the sentence's own subject where the cue stands behind the quotation, as verbs do in Turkish."""
    subject = _leading(clause, len(clause))
    return Told(*subject, -1) if subject else None


def find_verb(clause: Clause) -> int | None:
    """Find the cue that the words behind a quotation begin with, but for words that may stand before any verb."""
    for place in range(min(len(clause), 4)):
        if CUES.get(clause.lowers[place]) is Cue.SAYS:
            return place
        if clause.lowers[place] not in BREAKS and not _is_light(clause, place):
            return None
    return None


def _is_noun(lowers: list[str], place: int) -> bool:
    if not place:
        return False
    before, word = lowers[place - 1], lowers[place]
    return before in DETERMINERS or (before == "a" and word in NOUNS) or (before == "so" and word == "called")


def _is_light(clause: Clause, place: int) -> bool:
    """Tell whether a word may stand between subject and verb without being part of either."""
    lower = clause.lowers[place]
    return lower in _UNHEEDED or (lower[-2:] == "ly" and lower == clause.words[place])


def _is_passive(lowers: list[str], place: int) -> bool:
    before = place - 1
    while before >= 0 and (lowers[before][-2:] == "ly" or lowers[before] in BETWEEN):
        before -= 1
    return before >= 0 and lowers[before] in BE and lowers[place][-2:] == "ed"


def _find_subject(clause: Clause, cue: int, kind: Cue) -> tuple[int, int] | None:
    """Find the subject of a cue among the words before it."""
    lowers = clause.lowers
    last = cue
    while last and (_is_light(clause, last - 1) or (last < cue and lowers[last - 1] == "on")):
        last -= 1
    if not last:
        return None
    before = lowers[last - 1]
    if before in PRONOUNS:
        return last - 1, last
    if before in JOINTS or (kind is Cue.PARTICIPLE and before in BREAKS):
        return _earlier_subject(clause, last) or _leading(clause, last)
    if before not in BREAKS:
        return _trim(clause, _clause_start(clause, last), last)
    opening = _head_end(clause, last - 1)
    if opening <= 0:
        return _leading(clause, last)
    last = opening if lowers[opening + 1] in PLACED else last - 1
    return _trim(clause, _clause_start(clause, opening), last)


def _head_end(clause: Clause, last: int) -> int:
    """Find where a subject ends that descriptions between commas follow: Ada Holm, 54, of Turku, said."""
    opening = last - 1
    while opening > 0:
        while opening > 0 and clause.lowers[opening] not in BREAKS:
            opening -= 1
        head = opening - 1
        while head > 0 and clause.lowers[head - 1] not in BREAKS:
            head -= 1
        if head <= 0 or not (clause.words[head][:1].isdigit() or clause.words[head] == "of"):
            return opening
        opening = head - 1
    return opening


def _earlier_subject(clause: Clause, limit: int) -> tuple[int, int] | None:
    """Find the subject of an earlier cue in the sentence: Ada Holm said it was over, adding."""
    lowers = clause.lowers
    for place in range(limit - 1, 0, -1):
        if CUES.get(lowers[place]) is Cue.SAYS and lowers[place - 1] not in JOINTS and lowers[place - 1] not in BREAKS:
            return None if _is_noun(lowers, place) else _find_subject(clause, place, Cue.SAYS)
    return None


def _clause_start(clause: Clause, last: int) -> int:
    lowers = clause.lowers
    start = last
    while start and lowers[start - 1] not in BREAKS and lowers[start - 1] not in CLAUSE_OPENERS:
        word = clause.words[start - 1]
        if word in CUES and not _is_noun(lowers, start - 1):
            break
        start -= 1
    return start


def _leading(clause: Clause, limit: int) -> tuple[int, int] | None:
    """Find the sentence's own subject: its first noun phrase that no preposition leads."""
    lowers = clause.lowers
    start = 0
    while start < limit and (lowers[start] in LEADS or lowers[start] in BREAKS):
        joint = lowers[start] in JOINING_LEADS or lowers[start] in BREAKS
        start += 1
        while not joint and start < limit and lowers[start] not in BREAKS:
            start += 1
    comma = start
    while comma < limit and lowers[comma] not in BREAKS:
        comma += 1
    if comma + 1 < limit and lowers[comma + 1] in PRONOUNS:
        start = comma + 1
    last = start
    while last < limit and not _ends_leading(clause, start, last):
        last += 1
    return (start, last) if last > start and clause.words[start][0].isalpha() else None


def _ends_leading(clause: Clause, start: int, place: int) -> bool:
    """Tell whether a subject that starts the sentence has ended before this word."""
    lower = clause.lowers[place]
    if lower in BREAKS or lower in JOINTS or (lower in LIGHT and lower != "a") or lower in CUES:
        return True
    if place == start:
        return False
    if clause.lowers[start] in PRONOUNS:
        return True
    words = clause.words
    word = words[place]
    if words[place - 1][-1] in TOPIC_MARKS or word in PLACED or word in VERBS or (word[-2:] == "ed" and word.islower()):
        return True
    return place - start > 1 and word.islower() and words[place - 1][:1].isupper() and words[place - 2][:1].isupper()


def _trim(clause: Clause, first: int, last: int) -> tuple[int, int] | None:
    """Refuse a subject that is none: one that a preposition leads."""
    while first < last and clause.lowers[first] in JOINING_LEADS:
        first += 1
    if (
        first < last
        and clause.lowers[first] in HOUSES
        and clause.lowers[last : last + 1]
        and _is_plural(clause.lowers[last])
    ):
        first += 1
    if first >= last or clause.lowers[first] in LEADS:
        return None
    for place in range(first + 1, last):
        if clause.lowers[place] in AGENT_MARKS:
            return first, place
    return first, last


def _is_plural(cue: str) -> bool:
    """Tell whether a Russian or Ukrainian cue needs no subject: they said, in the port."""
    return cue.endswith(("ли", "ят", "ют", "ють"))


def _subject_between(clause: Clause, start: int, cue: int) -> Told | None:
    """Find the subject between a quotation's end and the cue that follows."""
    lowers = clause.lowers
    last = cue
    while last > start and (_is_light(clause, last - 1) or lowers[last - 1] in BREAKS):
        last -= 1
    first = start
    while first < last and lowers[first] in QUOTING:
        first += 1
    if first < last and lowers[first] in LEADS:
        while first < last and lowers[first] not in BREAKS:
            first += 1
        first += 1
    for place in range(first + 1, last - 1):
        if lowers[place] in BREAKS and lowers[place + 1] in PLACED:
            last = place
            break
    return Told(first, last, cue) if 0 < last - first <= LONGEST_SUBJECT else None


def _guess_verb(clause: Clause, start: int) -> Told | None:
    """Take a verb that no table knows for a cue where it stands as one: Ada Holm fumed; fumed Ada Holm."""
    first = clause.words[start]
    if first in PLACED or first in LIGHT:
        return None
    if first[-2:] == "ed" and first.islower():
        return _follow(clause, start)
    for place in range(start + 1, min(len(clause), start + 8)):
        word = clause.words[place]
        if word in BREAKS or word in JOINTS or word in PLACED:
            return None
        if word[-2:] == "ed" and word.islower():
            return _subject_between(clause, start, place)
    return None


def _follow(clause: Clause, cue: int) -> Told | None:
    """Find the subject that follows its cue: said Ada Holm, who leads the union."""
    lowers, words = clause.lowers, clause.words
    first = cue + 1
    if first < len(lowers) and lowers[first] == "to" and lowers[cue] == "according":
        first += 1
    if first < len(lowers) and lowers[first] in HOUSES and _is_plural(lowers[cue]):
        first += 1
    if first >= len(lowers) or lowers[first] in BREAKS or words[first] in CUES:
        return None
    if lowers[first] in PRONOUNS and not _is_article(clause, first):
        return Told(first, first + 1, cue)
    last = first
    while last < len(lowers) and not _ends_following(clause, last) and (last == first or not _is_told(words, last)):
        last += 1
    if last == first:
        return None
    if last < len(lowers) - 1 and lowers[last] in (",", "،", "，") and _is_apposition(clause, last + 1):
        last += 1
        while last < len(lowers) and not (words[last] in (",", "—", ";", ":") and not _is_apposition(clause, last + 1)):
            last += 1
    return Told(first, last, cue)


def _is_article(clause: Clause, place: int) -> bool:
    """Tell whether a word that is a pronoun in one language is another's article here: il capitano."""
    if clause.lowers[place] not in ARTICLES or place + 1 >= len(clause):
        return False
    return clause.lowers[place + 1] not in BREAKS and clause.lowers[place + 1] not in PLACED


def _ends_following(clause: Clause, place: int) -> bool:
    lower, word = clause.lowers[place], clause.words[place]
    return lower in BREAKS or word in PLACED or lower in DAYS or word in JOINTS


def _is_told(words: list[str], place: int) -> bool:
    """Tell whether a word behind a name says whom it was said to and not who said it."""
    word = words[place]
    return word in DATIVES or (word.endswith(DATIVE_ENDS) and word.islower() and words[place - 1][:1].isupper())


def _is_apposition(clause: Clause, place: int) -> bool:
    """Tell whether what follows a comma says who the speaker is rather than what was done next."""
    if place >= len(clause):
        return False
    lower = clause.lowers[place]
    if lower in PLACED or lower in JOINTS or lower in DAYS or lower in CUES:
        return False
    return not lower.endswith("ing")
