"""The smallest set of reports that explains a text: align each that may, then choose greedily what explains most.

Nothing here knows of a corpus: it is given the words of the text, what each is worth as evidence, and what the reports
say. What is chosen explains words of the text that nothing chosen before it does; a report whose words are all
explained already is *alike*. Words are explained where they are equal; a version that lacks three words of the text is
further from it than one that has them (what the text has and a candidate lacks counts, what it left out does not).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

import numpy as np

from mediawire.reuse import cover_kernels as kernels
from mediawire.reuse.align import find_blocks
from mediawire.reuse.constants import ALIGNMENT, TRACE
from mediawire.reuse.kernels import BLOCK_COLUMNS, EQUAL, RUN_COLUMNS, SEED
from mediawire.text import folding
from mediawire.text.tokens import code_points, scan

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_HEADING_WORDS = 25
"""A first line of more words is a paragraph."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may explain the text. ``outlet`` is any number for an outlet, below 0 where it is unknown.

    ``published`` is in microseconds since 1970, None where it is unknown; ``is_later`` where it came after the text;
    ``is_kin`` where its id says that it is another version of what the text is a version of.
    """

    number: int
    text: str
    outlet: int = -1
    published: int | None = None
    is_later: bool = False
    is_kin: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """A candidate that was read: what it shares with the text.

    ``pieces``    (k, PIECE_COLUMNS) int32   see cover_kernels, in the order of the text
    ``words``     how many the candidate has
    ``equal``     words of the text that it has
    ``lacking``   its own words, inside what it shares, that the text lacks
    """

    candidate: Candidate
    pieces: NDArray[np.int32]
    words: int
    equal: int
    lacking: int


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """Candidates that were aligned with the words of a text, before what they share is weighed.

    ``size``  words of the text; the arrays are those of ``cover_kernels.align_candidates``
    """

    candidates: Sequence[Candidate]
    size: int
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    blocks: NDArray[np.int32]
    runs: NDArray[np.int32]
    places: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A report that explains what no report chosen before it does.

    ``explained``  (n,) bool   the words of the text that it explains and none before it
    ``alike``      others that were read and hold most of these words
    """

    witness: Witness
    explained: NDArray[np.bool_]
    alike: tuple[Witness, ...]


def explain(
    words: NDArray[np.uint64], worth: NDArray[np.float32], candidates: Sequence[Candidate], heading: int = 0
) -> list[Choice]:
    """Choose the reports that explain a text, the one that explains most first, those that came later after all others.

    words     (n,) uint64    hashes of the text's words, see text.kernels.scan_words
    worth     (n,) float32   how telling each is, 0 for page noise, to 1; what turns out to be becomes 0
    heading   words of the text's own headline: alone, they are what a list of links shows of it
    """
    return explain_aligned(align(words, candidates), worth, heading)


def align(words: NDArray[np.uint64], candidates: Sequence[Candidate]) -> Aligned:
    """Find where a text runs alike with each of some candidates; see `explain`."""
    lengths = [len(candidate.text) for candidate in candidates]
    codes = code_points("".join([candidate.text for candidate in candidates]))
    count, size, longest = len(candidates), len(words), max(lengths, default=0)
    hashes, room = _room(longest, kernels.room_size(longest, size))
    aligned = Aligned(
        candidates,
        size,
        np.empty(codes.size, np.int32),
        np.empty(codes.size, np.int32),
        np.empty((count * (size // SEED + 8), BLOCK_COLUMNS), np.int32),
        np.empty((count * (size + 8), RUN_COLUMNS), np.int32),
        np.empty((count + 1, 3), np.int32),
    )
    kernels.align_candidates(
        codes, np.array([0, *accumulate(lengths)], np.int32), *folding.load_table(), words, TRACE.least_equal_words,
        hashes[:longest], room, aligned.starts, aligned.ends, aligned.blocks, aligned.runs, aligned.places,
    )  # fmt: skip
    return aligned


def explain_aligned(aligned: Aligned, worth: NDArray[np.float32], heading: int = 0) -> list[Choice]:
    """Do what `explain` does where the candidates have been aligned already."""
    if not aligned.candidates:
        return []
    while True:
        choices = _explain_once(aligned, worth, heading)
        furniture = [choice for choice in choices if _is_furniture(choice)]
        if not furniture:
            return choices
        for choice in furniture:
            worth[choice.explained] = 0.0


def _explain_once(aligned: Aligned, worth: NDArray[np.float32], heading: int) -> list[Choice]:
    marks = np.empty((len(aligned.candidates), aligned.size), np.float32)
    witnesses = weigh(aligned, worth * np.float32(TRACE.nats_per_word), heading, marks)
    explained = np.zeros(aligned.size, np.bool_)
    choices: list[Choice] = []
    for later in (False, True):
        rows = [row for row, each in enumerate(witnesses) if len(each.pieces) and each.candidate.is_later is later]
        choices += _choose(rows, witnesses, marks, explained)
    return choices


def _is_furniture(choice: Choice) -> bool:
    """Tell whether what a source explains is page noise: several pages of its outlet have it, and nothing else, alike.

    Versions of one story share more with each other than this.
    """
    outlet = choice.witness.candidate.outlet
    pages = [choice.witness, *(other for other in choice.alike if other.candidate.outlet == outlet)]
    if outlet < 0 or len(pages) < TRACE.furniture_pages:
        return False
    pages = pages[: TRACE.furniture_pages]
    passage = int(choice.explained.sum())
    if min(page.words for page in pages) - passage <= TRACE.furniture_share * passage:
        return False
    for one, other in combinations([scan(page.candidate.text) for page in pages], 2):
        beyond = int(find_blocks(one, other).rows[:, EQUAL].sum()) - passage
        if beyond > TRACE.furniture_share * (min(len(one), len(other)) - passage):
            return False
    return True


def weigh(aligned: Aligned, nats: NDArray[np.float32], heading: int, marks: NDArray[np.float32]) -> list[Witness]:
    """Keep of what was aligned what is evidence; ``marks`` is written, see cover_kernels."""
    count = len(aligned.candidates)
    most = aligned.size // ALIGNMENT.least_equal_words + 8
    pieces, evidence = np.empty((count, most, kernels.PIECE_COLUMNS), np.int32), np.empty(most, np.float32)
    counts = np.empty((count, kernels.COUNT_COLUMNS), np.int32)
    kernels.weigh_candidates(
        aligned.starts, aligned.ends, aligned.blocks, aligned.runs, aligned.places, nats, TRACE.run_price,
        TRACE.least_piece, TRACE.least_evidence, heading, pieces, evidence, marks, counts,
    )  # fmt: skip
    witnesses = []
    for row, (found, words, equal, held, furthest) in enumerate(counts.tolist()):
        candidate = aligned.candidates[row]
        if furthest and _is_headline(candidate.text, words, furthest):
            marks[row] = 0.0
            found = equal = held = 0
        witnesses.append(Witness(candidate, pieces[row, :found], words, equal, held - equal))
    return witnesses


def count_heading(text: str, starts: NDArray[np.int32]) -> int:
    """Count the words of a text's first line, if it is a headline with something below it; else 0.

    starts   (n,) int32   where the words begin
    """
    end = text.find("\n")
    words = int(np.searchsorted(starts, end)) if end > 0 else 0
    return words if words <= MOST_HEADING_WORDS and 2 * words < len(starts) else 0


def _is_headline(text: str, words: int, end: int) -> bool:
    """Tell whether what a candidate has of the text is a headline alone: what a list of links shows of a report.

    ``words``  of the candidate; ``end``  where in it what it has ends, in code points
    """
    line = text.find("\n")
    if line < 0 or end > line:
        return False
    first = len(text[:line].split())
    return first <= MOST_HEADING_WORDS and 2 * first < words


def _choose(
    rows: Sequence[int], witnesses: Sequence[Witness], marks: NDArray[np.float32], explained: NDArray[np.bool_]
) -> list[Choice]:
    """Choose among some rows, greedily; what they explain is marked in ``explained``."""
    choices: list[Choice] = []
    if not rows:
        return choices
    gains, inside = np.empty((2, len(marks)), np.int32)
    nats = np.empty(len(marks), np.float32)
    while True:
        kernels.count_gains(marks, explained, gains, nats)
        left = [row for row in rows if nats[row] >= TRACE.least_evidence]
        if not left:
            break
        best = _prefer(left, gains, witnesses)
        new, border = np.empty(len(explained), np.bool_), TRACE.alike * int(gains[best])
        kernels.explain_words(marks, best, explained, new, inside)
        alike = tuple(witnesses[row] for row, held in enumerate(inside.tolist()) if row != best and held >= border)
        choices.append(Choice(witnesses[best], new, alike))
    return choices


def _prefer(rows: Sequence[int], gains: NDArray[np.int32], witnesses: Sequence[Witness]) -> int:
    """Return, of the rows that explain most or nearly, the one that the text was probably taken from.

    A version of the same report is preferred; else, between outlets, the first to publish, and within that outlet the
    last version before the text.
    """
    most = max(int(gains[row]) for row in rows)
    kin = [row for row in rows if witnesses[row].candidate.is_kin and gains[row] >= most * (1 - TRACE.kin_share)]
    if kin:
        return min(kin, key=lambda row: _last(witnesses[row], int(gains[row])))
    border = most - max(TRACE.tie_words, TRACE.tie_share * most)
    tied = [row for row in rows if gains[row] >= border]
    first = min(tied, key=lambda row: (*_time(witnesses[row]), -int(gains[row]), witnesses[row].candidate.number))
    outlet = witnesses[first].candidate.outlet
    same = [row for row in tied if row == first or witnesses[row].candidate.outlet == outlet >= 0]
    return min(same, key=lambda row: _last(witnesses[row], int(gains[row])))


def _time(witness: Witness) -> tuple[bool, int]:
    published = witness.candidate.published
    return published is None, published or 0


def _last(witness: Witness, gain: int) -> tuple[int, int, int, int]:
    published = witness.candidate.published
    return -(published or 0), -gain, witness.lacking, witness.candidate.number


_kept = threading.local()
SMALLEST_ROOM, LARGEST_KEPT = 1 << 12, 1 << 23


def _room(words: int, numbers: int) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return arrays for the kernels to write into, kept from call to call, one set a thread; large ones are not."""
    room: tuple[NDArray[np.uint64], NDArray[np.int32]] | None = getattr(_kept, "room", None)
    if room is None or len(room[0]) < words or len(room[1]) < numbers:
        words, numbers = max(words, SMALLEST_ROOM), max(numbers, 8 * SMALLEST_ROOM)
        room = np.empty(words, np.uint64), np.empty(numbers, np.int32)
        if words + numbers <= LARGEST_KEPT:
            _kept.room = room
    return room
