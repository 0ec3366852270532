"""Finds the families of a corpus: all anew, or, where little has come since they were found, only what that changes.

New reports are looked up in the index of the corpus; old ones that may share passages with them, and all that hangs
together with these or with what was removed, go through the job again; the other families stay as they were.

What comes out is what a whole run gives, up to page noise, of which two things are learned only then: that a feature
is no noise any more because reports that had it were removed, and where two in a hundred reports of an outlet lie,
which moves with its reports. Features are looked up by 35 bits of their hashes: one in some hundred may seem to be held
by one report more. Whatever shares no passage is no family in either case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from mediawire.corpus.families import Families
from mediawire.corpus.index import UNKNOWN_TIME
from mediawire.corpus.job import describe_job, hold_files
from mediawire.corpus.kept import ALONE, Kept, Shelf, digest_of
from mediawire.corpus.parts import strings
from mediawire.corpus.snapshot import Snapshot
from mediawire.corpus.stored import Files
from mediawire.errors import CorpusBroken
from mediawire.reuse import plan
from mediawire.reuse.candidates import PAIRS
from mediawire.reuse.checkpoint import Checkpoint
from mediawire.reuse.fingerprint import Features, sketch
from mediawire.reuse.joining import LookUp, Shared, find_candidates_among, find_touched
from mediawire.reuse.link_kernels import hash_strings
from mediawire.reuse.local import LocalRunner
from mediawire.reuse.numbering import Numbering, number_reports
from mediawire.reuse.runner import Runner
from mediawire.reuse.tables import FAMILIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_AGAIN = 0.2
"""Where more of the reports have to be looked at again, a whole run costs hardly more."""
EVERYTHING = 1 << 62
TEXTS_AT_ONCE = 1 << 12
TURN = np.uint64(0x9E3779B97F4A7C15)
NOBODY = np.uint32(0xFFFFFFFF)


def find_families(
    refresh: Callable[[], Snapshot], anew: bool = False, memory_bytes: int | None = None, progress: bool = False
) -> Families:
    """Find the families of the last state of a corpus, and keep them with it; ``refresh`` returns that state."""
    snapshot = refresh()
    shelf = Shelf(snapshot.folder)
    if not anew:
        known = shelf.load()
        if known and known[1] == digest_of(snapshot.file):
            return Families(known[0].families)
    with shelf.working() as (work, is_kept):
        snapshot, files = hold_state(refresh, work)
        known = None if anew else shelf.load()
        if known and known[1] == digest_of(snapshot.file):
            return Families(known[0].families)
        found = None
        if known:
            with LocalRunner(memory_bytes, folder=work, progress=progress) as runner:
                found = grow(runner, snapshot, files, known[0])
        if found is None:
            checkpoint = Checkpoint(work / "steps", describe_job(files)) if is_kept else None
            with LocalRunner(memory_bytes, folder=work, progress=progress, checkpoint=checkpoint) as runner:
                found = find_anew(runner, snapshot, files)
        if is_kept:
            shelf.keep(found, snapshot.manifest.generation, snapshot.file)
    return Families(found.families)


def hold_state(refresh: Callable[[], Snapshot], work: Path) -> tuple[Snapshot, plan.Corpus]:
    """Return the last state of a corpus with its texts held; where a merge took some away meanwhile, the next one."""
    while True:
        snapshot = refresh()
        files = Files([snapshot.folder / part.file for part in snapshot.manifest.parts], snapshot.removed)
        with suppress(FileNotFoundError):
            held = hold_files(files, work)
            if all(file.exists() for file in held.files):
                return snapshot, held
        if refresh() is snapshot:
            missing = next(file for file in files.texts if not file.exists())
            raise CorpusBroken(str(missing), "is missing")


def find_anew(runner: Runner, snapshot: Snapshot, files: plan.Corpus) -> Kept:
    """Find all families of a corpus."""
    if not files.files:
        nobody = np.empty(0, np.uint32)
        return Kept(FAMILIES.empty_table(), nobody, nobody, nobody.astype(np.uint64), 1)
    found = plan.make_families(runner, files, plan.find_candidates(runner, files))
    components = np.full(found.numbering.count, ALONE)
    label(components, found)
    return file_reports(snapshot, found.numbering, found.families, components)


def grow(runner: Runner, snapshot: Snapshot, files: plan.Corpus, kept: Kept) -> Kept | None:
    """Find the families of a corpus from those of an earlier state; None where a whole run is better."""
    if not files.files:
        return None
    numbering = number_reports(runner, files.read(runner, *plan.NAMING), files.removed)
    if numbering.bits != kept.bits:
        return None
    at, is_known = find_known(kept, numbering, mark_reports(snapshot, numbering))
    components = np.where(is_known, kept.components[at], ALONE) if len(kept.numbers) else np.full(len(at), ALONE)
    again = find_again(snapshot, numbering, kept, at, is_known, components)
    if again is None:
        return None
    families = without(kept.families, numbering, again)
    components[again] = ALONE
    if again.any():
        found = look_again(runner, snapshot, files, numbering, np.flatnonzero(again).astype(np.uint32))
        label(components, found)
        families = pa.concat_tables([families, found.families]).sort_by("family")
    return file_reports(snapshot, numbering, families, components)


def find_known(
    kept: Kept, numbering: Numbering, marks: NDArray[np.uint64]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return for each report where it stands among those kept, and whether it does."""
    at = np.searchsorted(kept.numbers, numbering.lasting)
    at = np.minimum(at, max(0, len(kept.numbers) - 1))
    if not len(kept.numbers):
        return at, np.zeros(numbering.count, np.bool_)
    return at, (kept.numbers[at] == numbering.lasting) & (kept.marks[at] == marks)


def find_again(
    snapshot: Snapshot,
    numbering: Numbering,
    kept: Kept,
    at: NDArray[np.intp],
    is_known: NDArray[np.bool_],
    components: NDArray[np.uint32],
) -> NDArray[np.bool_] | None:
    """Tell which reports go through the job again: new ones, those they touch, and all that hangs together with them.

    What hung together with a report that is gone goes through it, too. None where that is too much.
    """
    most = MOST_AGAIN * numbering.count
    new = np.flatnonzero(~is_known).astype(np.uint32)
    if new.size > most:
        return None
    again = ~is_known
    if new.size:
        again[find_touched(share(snapshot, numbering, new))] = True
    is_gone = np.ones(len(kept.numbers), np.bool_)
    is_gone[at[is_known]] = False
    changed = np.union1d(components[again], kept.components[is_gone])
    again |= np.isin(components, changed[changed != ALONE])
    return again if np.count_nonzero(again) <= most else None


def look_again(
    runner: Runner, snapshot: Snapshot, files: plan.Corpus, numbering: Numbering, numbers: NDArray[np.uint32]
) -> plan.Found:
    """Find the families of some reports, to which no other report belongs."""
    rows, noise = find_candidates_among(share(snapshot, numbering, numbers))
    taken = runner.keep(runner.take(pa.Table.from_batches([rows], PAIRS)))
    return plan.make_families(runner, files, plan.Candidates(taken, numbering, noise))


def share(snapshot: Snapshot, numbering: Numbering, numbers: NDArray[np.uint32]) -> Shared:
    """Look up who has the features of some reports."""
    features = join_features(read_features(snapshot, numbering.lasting[numbers]))
    return Shared.of(numbering, features, numbers, ask(snapshot, numbering), snapshot.words[numbering.lasting])


def read_features(snapshot: Snapshot, lasting: NDArray[np.uint32]) -> Iterator[Features]:
    """Read some texts of a corpus and yield their features, some at a time."""
    for start in range(0, len(lasting), TEXTS_AT_ONCE):
        some = lasting[start : start + TEXTS_AT_ONCE].tolist()
        yield sketch(pa.array([snapshot.text_bytes(number) for number in some], pa.large_binary()))


def join_features(several: Iterator[Features]) -> Features:
    """Put the features of texts end to end."""
    made = list(several)
    sizes = np.concatenate([np.zeros(1, np.int64), *(np.diff(features.offsets) for features in made)])
    hashes = np.concatenate([features.hashes for features in made])
    return Features(hashes, np.cumsum(sizes), np.concatenate([features.words for features in made]))


def ask(snapshot: Snapshot, numbering: Numbering) -> LookUp:
    """Return a way to look up features that tells reports by their numbers in the job."""
    ranks = np.full(snapshot.manifest.next_number, NOBODY)
    ranks[numbering.lasting] = np.arange(numbering.count, dtype=np.uint32)

    def look_up(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
        numbers, which = snapshot.look_up(hashes, EVERYTHING)
        found = ranks[numbers]
        return found[found != NOBODY], which[found != NOBODY]

    return look_up


def without(families: pa.Table, numbering: Numbering, again: NDArray[np.bool_]) -> pa.Table:
    """Return the families that stay: those that are named for a report that is there and not looked at again."""
    names = families["family"].combine_chunks()
    places, data = strings(names)
    hashes = np.empty(len(names), np.uint64)
    hash_strings(data, places, hashes)
    order = np.argsort(numbering.keys)
    at = np.minimum(np.searchsorted(numbering.keys, hashes, sorter=order), numbering.count - 1)
    stays = (numbering.keys[order[at]] == hashes) & ~again[order[at]]
    return families.filter(pa.array(stays))


def label(components: NDArray[np.uint32], found: plan.Found) -> None:
    """Write what hangs together with what: the lasting number of one of its reports."""
    labels = found.labels
    components[labels["node"].to_numpy()] = found.numbering.lasting[labels["label"].to_numpy()]


def file_reports(snapshot: Snapshot, numbering: Numbering, families: pa.Table, components: NDArray[np.uint32]) -> Kept:
    """Bring what is known of the reports into the order of their lasting numbers."""
    order = np.argsort(numbering.lasting)
    marks = mark_reports(snapshot, numbering)
    return Kept(families, numbering.lasting[order], components[order], marks[order], numbering.bits)


def mark_reports(snapshot: Snapshot, numbering: Numbering) -> NDArray[np.uint64]:
    """Return what tells each report from any other that might have its number: of its name, its text and its time."""
    _, digests = snapshot.versions_and_digests(numbering.lasting.astype(np.int64))
    times = np.where(snapshot.published == UNKNOWN_TIME, -1, snapshot.published)[numbering.lasting]
    return numbering.keys ^ digests[:, 0] ^ (times.astype(np.uint64) * TURN)
