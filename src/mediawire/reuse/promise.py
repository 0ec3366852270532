"""Whether the promise of a media wire was kept, clause by clause.

The promise, as such sections print it: we may change the headline to fit our style, we make no change to the content,
and the source and URL stand at the bottom of each article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mediawire.report import Span
from mediawire.reuse.attribution import Attribution
from mediawire.reuse.edit_classes import HARMLESS
from mediawire.reuse.headline import HeadlineChange
from mediawire.reuse.passages import Passage

HEADLINE = "headline may change"
CONTENT = "content unchanged"
SOURCE = "source and URL at the bottom"

_WHAT = {
    "moved": "moved",
    "inserted": "inserted",
    "paraphrased": "said in other words",
    "dropped": "dropped",
}
_UNTOUCHED = frozenset({"headline", "byline", "furniture"})
"""Parts of a page that are not the content the promise speaks of."""

_SPACING = "spacing"


class Breach(NamedTuple):
    """One thing that breaks a clause, with its place in either text; ``from_`` and ``to`` word an edit."""

    what: str
    original: Span | None = None
    copy: Span | None = None
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the promise: whether it was kept, None where that cannot be told, and what breaks it.

    ``remarks`` are what the clause allows and a reader should know all the same.
    """

    clause: str
    kept: bool | None
    breaches: tuple[Breach, ...] = ()
    remarks: tuple[Breach, ...] = ()


def judge_promise(
    passages: Sequence[Passage],
    headline: HeadlineChange,
    attribution: Attribution,
    credits: Sequence[Passage] = (),
) -> tuple[Clause, Clause, Clause]:
    """Hold a copy to the three clauses of the promise.

    ``credits`` are the passages that only give credit, which the others are without: to give it changes no content, and
    whether the source is still given where the original's line was dropped is for the third clause to say.
    Where nothing of the content corresponds, the copy is no copy of this original, and whether the content is unchanged
    and the source is given cannot be told.
    """
    remarks = tuple(
        Breach(f"the text does not bear out the {claim.kind} “{claim.text}”", None, claim.span)
        for claim in headline.unsupported
    )
    first = Clause(HEADLINE, True, (), remarks)
    if not any(passage.original and passage.copy and _is_content(passage) for passage in passages):
        return first, Clause(CONTENT, None), Clause(SOURCE, None)
    found = [breach for passage in passages if _is_content(passage) for breach in _breaches_of(passage)]
    changed = tuple(breach for breach in found if breach.what not in HARMLESS)
    allowed = [breach for breach in found if breach.what in HARMLESS]
    allowed += [Breach("credit dropped", each.original) for each in credits if each.kind == "dropped"]
    allowed += [breach for passage in passages if passage.part == "byline" for breach in _resigned(passage)]
    missing = tuple(_missing_in(attribution))
    return first, Clause(CONTENT, not changed, changed, tuple(allowed)), Clause(SOURCE, not missing, missing)


def _is_content(passage: Passage) -> bool:
    return passage.part not in _UNTOUCHED


def _breaches_of(passage: Passage) -> Iterator[Breach]:
    """Yield what a passage changes: each edit for itself, or the passage as a whole; white space is not told."""
    if passage.kind == "inserted" and passage.echoes:
        yield Breach("inserted, says again a sentence of the original", passage.echoes, passage.copy)
    elif passage.kind in _WHAT:
        yield Breach(_WHAT[passage.kind], passage.original, passage.copy)
    if passage.kind in ("edited", "moved"):
        for edit in passage.edits:
            if edit.edit_class != _SPACING:
                yield Breach(edit.edit_class, edit.original, edit.copy, edit.from_, edit.to)


def _resigned(passage: Passage) -> Iterator[Breach]:
    """Yield what became of a byline: the names of those who wrote are not the content, and still to be told."""
    if passage.kind in ("inserted", "dropped"):
        yield Breach(f"byline {passage.kind}", passage.original, passage.copy)
    for edit in passage.edits:
        if edit.edit_class not in HARMLESS:
            yield Breach("byline changed", edit.original, edit.copy, edit.from_, edit.to)


def _missing_in(attribution: Attribution) -> Iterator[Breach]:
    if attribution.verdict == "wrong":
        named = next((each for each in attribution.evidence if each.what.endswith("instead")), None)
        yield Breach("another source is credited", None, named.copy if named else None)
    elif not attribution.source_named:
        yield Breach("the source is not named")
    if not attribution.url_given:
        yield Breach("the address of the source is not given")
