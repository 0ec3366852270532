"""The verdict on a copy: what it is, how sure that is, what speaks for it, and which text was first.

The derivation is weighed on letters alone (``derivation.py``); what kind of copy it is follows from the passages.
Nothing is said about who took from whom unless a text or its time tells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from mediawire.report import Span
from mediawire.reuse.constants import VERDICT, VerdictConstants
from mediawire.reuse.credited import set_credits_apart
from mediawire.reuse.derivation import SURE, Derivation, Likelihood, weigh_depth, weigh_derivation
from mediawire.reuse.direction import tell_direction
from mediawire.reuse.measures import LONG_RUN, Measures
from mediawire.reuse.passages import Passage, PassageKind

if TYPE_CHECKING:
    from mediawire.reuse.reading import Reading

CopyClass = Literal[
    "identical",
    "trimmed copy",
    "rearranged copy",
    "edited copy",
    "copy with additions",
    "heavy rewrite",
    "excerpt or quotation",
    "unrelated",
    "cannot tell",
]

CLASSES: dict[Derivation, tuple[CopyClass, ...]] = {
    "wholly": (
        "identical", "trimmed copy", "rearranged copy", "edited copy", "copy with additions", "heavy rewrite"
    ),
    "partially": (
        "trimmed copy", "rearranged copy", "edited copy", "copy with additions", "excerpt or quotation",
        "heavy rewrite", "cannot tell",
    ),
    "none": ("unrelated", "cannot tell"),
}  # fmt: skip
"""The kinds of copy that may stand beside each derivation; the last of a row claims the least.

That a text is likelier derived than not can be told where its kind cannot: few letters speak for it, and no passage.
"""

_APART = frozenset({"headline", "byline", "furniture"})
_SPACING = "spacing"
_START = attrgetter("start")


class ShareFigures(Protocol):
    """How much of either text corresponds, counted in words of the body, from 0 to 1."""

    @property
    def copy_from_original(self) -> float:
        """Of the copy's words, those in passages that the original has too."""

    @property
    def original_in_copy(self) -> float:
        """Of the original's words, those in passages that the copy has too."""

    @property
    def verbatim(self) -> float:
        """Of the copy's words, those that stand in the original in the same place of a passage."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a copy is. ``confidence`` is the probability of the derivation, ``runner_up`` the next likely one.

    ``rule`` names the rule and its figures; ``why`` says in sentences what speaks for the verdict.
    """

    derivation: Derivation
    class_: CopyClass
    rule: str
    confidence: float
    runner_up: Derivation
    direction: str
    direction_why: tuple[str, ...]
    why: tuple[str, ...]


class Extent(NamedTuple):
    """How many passages of the body there are of each kind, and how many edits that are more than white space."""

    kept: int = 0
    edited: int = 0
    moved: int = 0
    paraphrased: int = 0
    inserted: int = 0
    dropped: int = 0
    edits: int = 0
    echoes: int = 0

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Extent:
        """Count the passages, headlines, bylines and furniture left out."""
        body = [passage for passage in passages if passage.part not in _APART]
        kinds: list[PassageKind] = [passage.kind for passage in body]
        edits = sum(
            edit.edit_class != _SPACING for passage in body if passage.kind != "paraphrased" for edit in passage.edits
        )
        return cls(
            kinds.count("kept"),
            kinds.count("edited"),
            kinds.count("moved"),
            kinds.count("paraphrased"),
            kinds.count("inserted"),
            kinds.count("dropped"),
            edits,
            sum(passage.echoes is not None for passage in body),
        )

    @property
    def shared(self) -> int:
        """The passages that stand in both texts."""
        return self.kept + self.edited + self.moved + self.paraphrased

    @property
    def is_whole(self) -> bool:
        """Tell whether the copy's body is the original's, word for word and in its order."""
        return self.kept > 0 and not (self.edits or self.moved or self.paraphrased or self.inserted or self.dropped)


def judge(
    measures: Measures,
    shares: ShareFigures,
    passages: Sequence[Passage],
    original: Reading,
    copy: Reading,
    constants: VerdictConstants = VERDICT,
) -> Verdict:
    """Judge a copy by its figures and passages, and by what both reports say of themselves."""
    extent = Extent.of(set_credits_apart(passages, original, copy).content)
    likelihood = settle(weigh_derivation(measures, constants), extent, shares, measures, constants)
    (confidence, derivation), (_, runner_up) = likelihood.ranked[:2]
    class_ = classify(likelihood, extent, shares, measures, constants)
    direction = tell_direction(original, copy, derivation != "none")
    return Verdict(
        derivation,
        class_,
        likelihood.rule,
        round(min(confidence, _MOST_SURE), 4),
        runner_up,
        direction.which,
        direction.why,
        tuple(line[0].upper() + line[1:] for line in _why(measures, shares, extent, passages, original)),
    )


_MOST_SURE = 0.999
_UNSURE = 0.5


def settle(
    likelihood: Likelihood, extent: Extent, shares: ShareFigures, measures: Measures, constants: VerdictConstants
) -> Likelihood:
    """Let what is seen beyond doubt in the passages stand against the fitted steps.

    A body that is the original's word for word is wholly derived, however short it is; a text too short to be weighed,
    of which no passage corresponds, is not taken to be. Where a run in common is no accident, "none" is not sure.
    """
    told = f"{shares.verbatim:.2f} of the copy's words are the original's; {likelihood.rule}"
    doubt = 1 - constants.sure_of_copying
    if extent.is_whole or shares.verbatim >= constants.wholly_verbatim:
        wholly = max(likelihood.wholly, SURE)
        none = min(likelihood.none, (1 - wholly) / 2)
        return Likelihood(none, 1 - none - wholly, wholly, told)
    if is_too_short(measures, shares, constants):
        least = min(measures.copy_letters, measures.original_letters)
        rule = f"too short: {least} letters < {constants.least_letters}, and no passage corresponds"
        return Likelihood(constants.sure_of_copying, doubt, 0.0, rule)
    if shares.verbatim >= constants.partly_verbatim and likelihood.none > doubt:
        wholly = min(likelihood.wholly, constants.sure_of_copying / 2)
        return Likelihood(doubt, 1 - doubt - wholly, wholly, told)
    if measures.longest_run >= LONG_RUN and likelihood.none > constants.sure_of_copying:
        rule = f"a run of {measures.longest_run} letters is no accident; {likelihood.rule}"
        return Likelihood(constants.sure_of_copying, doubt - likelihood.wholly, likelihood.wholly, rule)
    return likelihood


def is_too_short(measures: Measures, shares: ShareFigures, constants: VerdictConstants) -> bool:
    """Tell whether one of the texts is too short for its letters to tell anything, and no passage does."""
    least = min(measures.copy_letters, measures.original_letters)
    return least < constants.least_letters and not shares.copy_from_original


def classify(
    likelihood: Likelihood,
    extent: Extent,
    shares: ShareFigures,
    measures: Measures,
    constants: VerdictConstants = VERDICT,
) -> CopyClass:
    """Say in the newsroom's words what kind of copy it is, and nothing that the derivation speaks against."""
    allowed = CLASSES[likelihood.ranked[0][1]]
    class_ = _classify(likelihood, extent, shares, measures, constants)
    return class_ if class_ in allowed else allowed[-1]


def _classify(
    likelihood: Likelihood, extent: Extent, shares: ShareFigures, measures: Measures, constants: VerdictConstants
) -> CopyClass:
    derivation = likelihood.ranked[0][1]
    if extent.is_whole:
        return "identical"
    if is_too_short(measures, shares, constants):
        return "cannot tell"
    if derivation == "none":
        return "cannot tell" if measures.longest_run >= LONG_RUN else "unrelated"
    reused = shares.copy_from_original
    if reused < _UNSURE:
        closely = measures.longest_run >= LONG_RUN and shares.verbatim >= reused * constants.closely
        return (
            "excerpt or quotation" if closely and derivation != "wholly" else _by_depth(likelihood, measures, constants)
        )
    if shares.verbatim < reused * constants.closely:
        return "heavy rewrite"
    if extent.inserted and 1 - reused >= constants.additions:
        return "copy with additions"
    return _by_deed(extent)


def _by_deed(extent: Extent) -> CopyClass:
    """Name a close copy by the weightiest thing that was done to it."""
    if extent.edits or extent.paraphrased or extent.inserted:
        return "edited copy"
    if extent.dropped:
        return "trimmed copy"
    return "rearranged copy" if extent.moved else "edited copy"


def _by_depth(likelihood: Likelihood, measures: Measures, constants: VerdictConstants) -> CopyClass:
    """Where few passages correspond and the letters still say derived, the depth of rewriting decides.

    It was fitted on other texts in another language: where it sees the writer's own words in what is not surely
    derived, the two do not agree, and nothing is claimed.
    """
    depths = weigh_depth(measures, constants)
    if depths["own words"] > _UNSURE and likelihood.none > 1 - constants.sure_of_copying:
        return "cannot tell"
    return "edited copy" if depths["near copy"] + depths["light rewrite"] > _UNSURE else "heavy rewrite"


def _why(
    measures: Measures, shares: ShareFigures, extent: Extent, passages: Sequence[Passage], original: Reading
) -> Iterator[str]:
    """Yield what speaks for the verdict, in sentences."""
    if not (measures.copy_letters and measures.original_letters):
        yield "One of the texts has no words, so there is nothing to compare."
        return
    if extent.shared:
        yield (
            f"{_percent(shares.copy_from_original)} of the copy's words stand in passages of the original, "
            f"{_percent(shares.verbatim)} word for word; "
            f"{_percent(shares.original_in_copy)} of the original's words are in the copy."
        )
    else:
        yield "No passage of the copy stands in the original."
    done = list(_deeds(extent))
    if done:
        yield "; ".join(done) + "."
    if dropped := _stories_dropped(passages, original):
        yield f"{_count(dropped, 'story', 'stories')} of the original {'is' if dropped == 1 else 'are'} missing whole."
    yield (
        f"{_percent(measures.share)} of the copy's four-letter pieces are in the original, where chance alone would "
        f"bring {_percent(measures.by_chance)}; the longest run in common has {measures.longest_run:,} letters."
    )
    if not measures.is_whole:
        yield "The texts are very long: these figures rest on the first four million letters of each."


def _deeds(extent: Extent) -> Iterator[str]:
    """Yield what was done to the passages, the frequent and plain before the rare."""
    if extent.kept:
        yield f"{_count(extent.kept, 'passage')} kept word for word"
    if extent.edits:
        yield f"{_count(extent.edits, 'edit')} inside passages"
    if extent.moved:
        yield f"{_count(extent.moved, 'passage')} moved"
    if extent.paraphrased:
        yield f"{_count(extent.paraphrased, 'passage')} said in other words"
    if extent.inserted:
        again = f", {extent.echoes} of them saying again what the original says" if extent.echoes else ""
        yield f"{_count(extent.inserted, 'passage')} inserted{again}"
    if extent.dropped:
        yield f"{_count(extent.dropped, 'passage')} dropped"


def _stories_dropped(passages: Sequence[Passage], original: Reading) -> int:
    """Count the original's stories of which nothing is in the copy, where another story is."""
    stories = original.document.stories
    there = sorted(passage.original for passage in passages if passage.original and passage.copy)
    gone = sum(not any(_meets(paragraph, there) for paragraph in story.paragraphs) for story in stories)
    return gone if gone < len(stories) else 0


def _meets(paragraph: Span, places: Sequence[Span]) -> bool:
    """Tell whether a paragraph has a piece in common with one of some places, apart and in order."""
    behind = bisect_left(places, paragraph.end, key=_START)
    return behind > 0 and places[behind - 1].overlap(paragraph) > 0


def _percent(share: float) -> str:
    whole = round(100 * share)
    if share > 0 and whole == 0:
        return "under 1 %"
    return "over 99 %" if share < 1 and whole == 100 else f"{whole} %"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
