"""What kind of change lies between two versions of a report: what the source states, else what the texts show.

The sentences of both are laid side by side. Words are compared after folding (case, accents, width, marks); figures,
dates, names, negations and hedges by what they say. A figure that changes in a sentence that stays is a silent
correction where all else stays; where sentences come and go it is an update. Blanks and slips of the pen are cosmetic.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from mediawire.report import Span
from mediawire.text.datelines import find_dateline
from mediawire.text.facts import find_facts
from mediawire.text.sentences import find_sentences
from mediawire.text.tokens import scan
from mediawire.wire.decisions import Grade
from mediawire.wire.identity import Appearance
from mediawire.wire.reading import Change, PubStatus

MOST_SENTENCES = 2_000
"""Longer texts are not laid side by side sentence by sentence: whoever writes more wants to keep us busy."""
MOST_WORDS = 400
"""Words of a sentence that are compared one by one."""
ALIKE = 0.5
"""Share of words, of both together, from which two sentences are versions of one."""
SHORTEST_SLIP = 5
"""Letters of a word from which one letter more, less or other is a slip of the pen; *now* and *not* are no slips."""
FEW = 0.2
"""Share of the sentences that a silent correction touches at most; two are always few."""

_PARAGRAPH = re.compile(r"\S(?:.*\S)?")
_EDITED = {
    Change.UPDATE: Grade.UPDATE,
    Change.CORRECTION: Grade.CORRECTION,
    Change.REFILE: Grade.REFILE,
    Change.REPEAT: Grade.REFILE,
    Change.WITHDRAWAL: Grade.WITHDRAWAL,
}
_OPENS = r"(?im)^(?:[^\w\n]|_){0,4}(?:[A-Z]{2,8}[-:/ ]+)?"
_MARKS = (
    (
        Grade.REFILE,
        re.compile(
            _OPENS + r"(?:refil(?:e|es|ed|ing)|re-?sends?|repeat(?:s|ed|ing)?\b(?=[\s:]*(?:to|for|story|with|-|:|$)))\b"
        ),
    ),
    (
        Grade.CORRECTION,
        re.compile(
            _OPENS + r"(?:correct(?:s|ed|ion|ions|ing)|clarif(?:ies|ied|ication)|berichtigung|berichtigt|korrektur"
            r"|korrigiert|rectificatif|correctif|corrig[eé]e?|correcci[oó]n|corrige|corregid[oa]|corre[cç][aã]o|errata"
            r"|erratum|rettifica|correzione|уточнение|исправление|исправлено|поправка|sprostowanie|korekta|rättelse"
            r"|rettelse|correctie|rectificatie|düzeltme)\b|^[^\w\n]{0,3}(?:更正|訂正|정정|تصحيح)"
        ),
    ),
)  # fmt: skip
"""Words at the head of a headline or of a line by which agencies mark what they send again."""


class Graded(NamedTuple):
    """A grade and its reason: the rule, and the figures it went by."""

    grade: Grade
    reason: str


class Sentence(NamedTuple):
    """A sentence: its place, and its words folded."""

    span: Span
    words: tuple[int, ...]


class Edits(NamedTuple):
    """How many sentences of two versions were kept, and what became of the others."""

    kept: int = 0
    slips: int = 0
    reworded: int = 0
    altered: int = 0
    """sentences that stay and say another figure, date, name, negation or hedge"""
    added: int = 0
    dropped: int = 0

    def tell(self) -> str:
        """Say the figures that are not zero."""
        return ", ".join(f"{count} {name}" for name, count in self._asdict().items() if count)


def grade(old: Appearance, new: Appearance) -> Graded:
    """Grade the change from one appearance of a report to the next; they differ somewhere."""
    stated = _stated(old, new) or _marked(old, new)
    if stated:
        return stated
    if old.text != new.text:
        found = _grade_texts(old.text, new.text)
        if found.grade is not Grade.COSMETIC or old.title == new.title:
            return found
    if old.title != new.title:
        return Graded(Grade.HEADLINE, "the headline differs, the text does not")
    if old.headline != new.headline:
        return Graded(Grade.COSMETIC, "the headline differs in blanks or case")
    changed = sorted(name for name, _ in set(old.details) ^ set(new.details))
    return Graded(Grade.METADATA, f"text and headline stay; differs: {', '.join(dict.fromkeys(changed)) or 'the guid'}")


def _stated(old: Appearance, new: Appearance) -> Graded | None:
    if new.status is PubStatus.CANCELED and old.status is not PubStatus.CANCELED:
        return Graded(Grade.WITHDRAWAL, "stated: its status is canceled")
    if new.change and (new.change is not old.change or old.text != new.text):
        return Graded(_EDITED[new.change], f"stated: {new.change.value}")
    return None


def _marked(old: Appearance, new: Appearance) -> Graded | None:
    """Find an agency's mark that the new version has and the old one has not."""
    before, now = (f"{shown.headline or ''}\n{shown.text}" for shown in (old, new))
    for found, mark in _MARKS:
        for hit in mark.finditer(now):
            line = now[hit.start() :].split("\n", 1)[0]
            if line not in before:
                return Graded(found, f"marked: {' '.join(line.split())[:60]!r}")
    return None


def _grade_texts(old: str, new: str) -> Graded:
    """Grade two texts that differ."""
    if not old.strip():
        return Graded(Grade.COMPLETED, "there was no text before")
    before, after = split_sentences(old), split_sentences(new)
    if max(len(before), len(after)) > MOST_SENTENCES:
        return Graded(Grade.UPDATE, f"more than {MOST_SENTENCES:,} sentences: not compared one by one")
    words = [[word for one in sentences for word in one.words] for sentences in (before, after)]
    if words[0] == words[1] and not is_altered(old, new, by_words=False):
        return Graded(Grade.COSMETIC, f"the same {len(words[1]):,} words after folding")
    bare = _drop_dateline(old) if words[0] != words[1] else None
    if bare and bare == _drop_dateline(new):
        return Graded(Grade.METADATA, "only the dateline differs")
    edits = compare_sentences(old, new, before, after)
    if not (edits.reworded or edits.altered or edits.added or edits.dropped):
        return Graded(Grade.COSMETIC, f"sentences: {edits.tell()}")
    few = max(2.0, FEW * len(after))
    if edits.altered and not edits.added and not edits.dropped and edits.altered + edits.reworded <= few:
        return Graded(Grade.CORRECTION, f"not marked by the source; sentences: {edits.tell()}")
    return Graded(Grade.UPDATE, f"sentences: {edits.tell()}")


def split_sentences(text: str) -> list[Sentence]:
    """Split a text into sentences with their folded words; a line is never joined to the next one."""
    spans = [span for line in _PARAGRAPH.finditer(text) for span in find_sentences(text, line.start(), line.end())]
    tokens = scan(text)
    ids = tokens.ids.tolist()
    return [Sentence(span, tuple(ids[tokens.within(span).start : tokens.within(span).stop])) for span in spans]


def compare_sentences(old: str, new: str, before: Sequence[Sentence], after: Sequence[Sentence]) -> Edits:
    """Lay the sentences of two texts side by side and count what became of them."""
    counts: Counter[str] = Counter()
    matcher = SequenceMatcher(None, [one.words for one in before], [one.words for one in after], autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        pairs, added, dropped = _pair(before[first:last], after[start:end])
        counts["added"] += sum(bool(one.words) for one in added)
        counts["dropped"] += sum(bool(one.words) for one in dropped)
        for one, other in pairs:
            counts[_judge(one.span.of(old), other.span.of(new), one, other)] += 1
    return Edits(**counts)


def _pair(
    before: Sequence[Sentence], after: Sequence[Sentence]
) -> tuple[list[tuple[Sentence, Sentence]], list[Sentence], list[Sentence]]:
    """Pair the sentences of a block that stay: the most alike first come, in the order of the new text."""
    if [one.words for one in before] == [one.words for one in after]:
        return list(zip(before, after, strict=True)), [], []
    left, pairs, added = list(before), [], []
    for sentence in after:
        best = max(left, key=lambda one: share_words(one.words, sentence.words), default=None)
        if best is not None and share_words(best.words, sentence.words) >= ALIKE:
            left.remove(best)
            pairs.append((best, sentence))
        else:
            added.append(sentence)
    return pairs, added, left


def share_words(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the share of the words of two sentences that both have, 0 to 1."""
    both = sum((Counter(one) & Counter(other)).values())
    return 2 * both / (len(one) + len(other)) if one or other else 1.0


def _judge(old: str, new: str, before: Sentence, after: Sentence) -> str:
    """Judge two versions of one sentence."""
    if old == new:
        return "kept"
    if is_altered(old, new, by_words=before.words != after.words):
        return "altered"
    if before.words == after.words:
        return "kept"
    return "slips" if _is_slip(old, new) else "reworded"


def is_altered(old: str, new: str, by_words: bool = True) -> bool:
    """Tell whether two versions of a passage state other figures, dates, names, negations or hedges.

    Without ``by_words``, where the words are the same, only figures are looked at: a word in capitals is no other name.
    """
    return _facts(old, by_words) != _facts(new, by_words)


def _facts(text: str, by_words: bool) -> Counter[tuple[str, object]]:
    found = find_facts(text, [Span(0, len(text))], None)
    return Counter((fact.kind, fact.value) for fact in found if by_words or fact.kind in ("number", "money"))


def _is_slip(old: str, new: str) -> bool:
    """Tell whether two versions of a sentence differ in slips of the pen only: a letter in a word, a word doubled."""
    before, after = old.casefold().split(), new.casefold().split()
    if max(len(before), len(after)) > MOST_WORDS:
        return False
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace":
            if last - first != end - start or not all(map(is_slip_of, before[first:last], after[start:end])):
                return False
        elif not (_doubled(before, first, last) or _doubled(after, start, end)):
            return False
    return True


def _doubled(words: list[str], start: int, end: int) -> bool:
    return end - start == 1 and words[start] in (words[start - 1 : start] + words[end : end + 1])


def is_slip_of(one: str, other: str) -> bool:
    """Tell whether two words differ in one letter, or in two neighbours that changed places.

    >>> is_slip_of("recieve", "receive"), is_slip_of("now", "not")
    (True, False)
    """
    if one.strip(".,;:!?\"'") == other.strip(".,;:!?\"'"):
        return True
    if min(len(one), len(other)) < SHORTEST_SLIP - 1 or max(len(one), len(other)) < SHORTEST_SLIP:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    return (
        other[1:] == one
        or one[1:] == other
        or one[1:] == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )


def _drop_dateline(text: str) -> tuple[int, ...] | None:
    """Return the words of a text without the dateline at its head; a text without one is like no other."""
    dateline = find_dateline(text, 0, text.find("\n") % (len(text) + 1))
    return tuple(scan(text[dateline.end :]).ids.tolist()) if dateline else None
