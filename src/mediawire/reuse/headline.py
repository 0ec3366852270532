"""What became of the headline, and whether the copy's own text bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from mediawire.report import Span
from mediawire.reuse.constants import JUDGEMENT
from mediawire.text.facts import Fact, find_facts
from mediawire.text.tokens import Tokens, scan

if TYPE_CHECKING:
    from mediawire.reuse.reading import Reading

Change = Literal["identical", "trimmed", "reworded", "new", "absent"]

REWORDED_SHARE = JUDGEMENT.reworded_share
"""A headline that has at least half of its words in common with the original's is that headline reworded."""

NO_HEADLINE = "the original came without a headline"

_STATED = frozenset({"number", "money", "date"})


class Claim(NamedTuple):
    """Something that a headline says and the text under it does not.

    ``span`` is its place in the copy; None where the headline came apart from the text.
    """

    text: str
    span: Span | None
    kind: str


@dataclass(frozen=True, slots=True)
class HeadlineChange:
    """What the copy did to the headline. ``original_span`` is the headline it is held against, the most like it.

    ``unsupported`` are names, numbers, dates and negations of the copy's headline that the copy's text does not have.
    ``why`` says where the original came without a headline, as bare texts do: the copy's is new to what is at hand.
    """

    change: Change
    unsupported: tuple[Claim, ...] = ()
    original_span: Span | None = None
    copy_span: Span | None = None
    why: str | None = None


def judge_headline(original: Reading, copy: Reading) -> HeadlineChange:
    """Say what became of the headline.

    An original of several stories has several headlines: the one counts that the copy's is most like. Headlines are the
    same only where every character is, white space apart.
    """
    if not (text := copy.headline) or not text.strip():
        return HeadlineChange("absent")
    known = _headlines_of(original)
    if not known:
        return HeadlineChange("new", find_unsupported(copy), None, copy.headline_span, NO_HEADLINE)
    change, at = min((classify(headline, text), at) for at, (headline, _) in enumerate(known))
    return HeadlineChange(_CHANGES[change], find_unsupported(copy), known[at][1], copy.headline_span)


_CHANGES: tuple[Change, ...] = ("identical", "trimmed", "reworded", "new")
_IDENTICAL, _TRIMMED, _REWORDED, _NEW = range(4)


def _headlines_of(original: Reading) -> list[tuple[str, Span | None]]:
    """Return the headlines of the original with their places; a headline that came apart has none."""
    text = original.side.text
    if original.report.headline is not None:
        return [(original.report.headline, None)] if original.report.headline.strip() else []
    return [(story.headline.of(text), story.headline) for story in original.document.stories if story.headline]


def classify(original: str, copy: str) -> int:
    """Return the number of the change in ``_CHANGES``: the lower, the more alike."""
    if original.split() == copy.split():
        return _IDENTICAL
    left, right = scan(original), scan(copy)
    if not len(right):
        return _NEW
    if len(right) < len(left) and _is_subsequence(right.ids.tolist(), left.ids.tolist()):
        return _TRIMMED
    return _REWORDED if _share_of_words(left, right) >= REWORDED_SHARE else _NEW


def _is_subsequence(shorter: Sequence[int], longer: Iterable[int]) -> bool:
    """Tell whether all words of the one stand in the other, in the same order."""
    words = iter(longer)
    return all(word in words for word in shorter)


def _share_of_words(left: Tokens, right: Tokens) -> float:
    """Return the share of distinct word stems that two headlines have in common, of both together (Dice)."""
    ours, theirs = set(left.stems.tolist()), set(right.stems.tolist())
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def find_unsupported(copy: Reading) -> tuple[Claim, ...]:
    """Return what the copy's headline states and its text does not, in the order of the headline.

    A name is borne out where a word of it stands in the text, be it inflected ("British" by "Britain"), and an
    abbreviation also by the words it stands for; a number also where the text has it more exactly; a negation by any
    negation. A label such as "FACTBOX:" is no name.
    """
    span = copy.headline_span
    stated = [fact for fact in copy.facts if span.holds(fact.span)] if span else _facts_apart(copy)
    label = _LABEL.match(copy.headline or "")
    first = (span.start if span else 0) + (label.end() if label else 0)
    stated = [fact for fact in stated if fact.kind != "hedge" and fact.span.start >= first]
    if not stated:
        return ()
    text = _Text.of(copy)
    return tuple(
        Claim(fact.text, fact.span if span else None, fact.kind) for fact in stated if not text.bears_out(fact)
    )


_LABEL = re.compile(r"\s*[A-Z][A-Z ]{2,30}\d{0,2}:")
_LEAST_STEM = JUDGEMENT.least_stem_letters
_LONGEST_ABBREVIATION = 5


def _facts_apart(copy: Reading) -> list[Fact]:
    """Return the facts of a headline that came apart from its text; their places are in the headline."""
    headline = copy.report.headline or ""
    return list(find_facts(headline, [Span(0, len(headline))], copy.report.published))


class _Text(NamedTuple):
    """What a copy says under its headline: its wording and its facts."""

    wording: str
    facts: list[Fact]

    @classmethod
    def of(cls, copy: Reading) -> _Text:
        """Take all that stands in no headline."""
        text, span = copy.side.text, copy.headline_span
        wording = f"{text[: span.start]}\n{text[span.end :]}" if span else text
        facts = [fact for fact in copy.facts if not (span and span.holds(fact.span))]
        return cls(wording, facts)

    def bears_out(self, fact: Fact) -> bool:
        """Tell whether a fact of the headline is in the text as well."""
        if any(fact.kind == own.kind and fact.value == own.value for own in self.facts):
            return True
        if fact.kind == "name":
            words = _WORD.findall(fact.text)
            return fact.text in self.wording or any(map(self._has_word, words)) or self._spells_out(fact.text)
        if fact.kind == "negation":
            return any(own.kind == "negation" for own in self.facts)
        return any(own.kind in _STATED and _rounds_to(own.value, fact.value) for own in self.facts)

    def _has_word(self, word: str) -> bool:
        """Tell whether a word of the text is this one, or begins as it does where it is long enough."""
        sought = rf"\b{re.escape(word[:_LEAST_STEM])}" + ("" if len(word) > _LEAST_STEM else r"\b")
        return re.search(sought, self.wording, re.IGNORECASE) is not None

    def _spells_out(self, name: str) -> bool:
        """Tell whether the text has words that an abbreviation stands for: "NY" New York, "EU" European Union."""
        letters = [letter for letter in name if letter.isalpha()]
        if not 2 <= len(letters) <= _LONGEST_ABBREVIATION or not all(letter.isupper() for letter in letters):
            return False
        return re.search(r"[^\w\n]+".join(rf"\b{letter}\w+" for letter in letters), self.wording) is not None


_WORD = re.compile(r"\w+")


def _rounds_to(exact: str, rounded: str) -> bool:
    """Tell whether a number, rounded as headlines do, is the other: 84761 is nearly 85000."""
    left, right = _number_in(exact), _number_in(rounded)
    if left is None or right is None or right == 0:
        return False
    digits = f"{right:f}".rstrip("0").rstrip(".")
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits else -len(digits.partition(".")[2])
    return abs(left - right) <= 0.5 * 10.0**zeros


def _number_in(value: str) -> float | None:
    """Read the first number of a fact's value; None where it holds none."""
    for word in value.replace(",", "").split():
        try:
            return float(word)
        except ValueError:
            continue
    return None
