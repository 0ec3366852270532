"""Finds the families of a corpus: all anew, or, where little has come since they were found, only what that changes.

New reports are looked up in the index of the corpus; old ones that share passages with them, and all that hangs
together with these or with what was removed, go through the job again; the other families stay as they were.

What comes out is what a whole run gives, up to page noise, of which two things are learned only then: that a feature
is no noise any more because reports that had it were removed, and where two in a hundred reports of an outlet lie,
which moves with its reports. Features are looked up by 35 bits of their hashes: one in some hundred may seem to be held
by one report more. Whatever shares no passage is no family in either case.
"""

from __future__ import annotations

from collections.abc import Callable
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
from mediawire.corpus.portion import Portion, Source
from mediawire.corpus.snapshot import Snapshot
from mediawire.corpus.stored import Files
from mediawire.errors import CorpusBroken
from mediawire.reuse import plan
from mediawire.reuse.candidates import PAIRS
from mediawire.reuse.checkpoint import Checkpoint
from mediawire.reuse.joining import LookUp, Shared, compare_candidates, find_candidates_among, find_suspects
from mediawire.reuse.linking import EDGES, pick_edges
from mediawire.reuse.local import LocalRunner
from mediawire.reuse.numbering import Numbering, number_reports
from mediawire.reuse.runner import Runner
from mediawire.reuse.string_kernels import hash_strings
from mediawire.reuse.tables import FAMILIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_AGAIN = 0.2
"""Where more of the reports have to be looked at again, a whole run costs hardly more."""
EVERYTHING = 1 << 62
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
                found = grow(runner, snapshot, files, known[0], work)
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


def grow(runner: Runner, snapshot: Snapshot, files: plan.Corpus, kept: Kept, work: Path) -> Kept | None:
    """Find the families of a corpus from those of an earlier state; None where a whole run is better."""
    if not files.files:
        return None
    numbering = number_reports(runner, files.read(runner, *plan.NAMING), files.removed)
    if numbering.bits != kept.bits:
        return None
    at, is_known = find_known(kept, numbering, mark_reports(snapshot, numbering))
    most = MOST_AGAIN * numbering.count
    if np.count_nonzero(~is_known) > most:
        return None
    source = Source(snapshot, files, numbering, work)
    components = np.where(is_known, kept.components[at], ALONE) if len(kept.numbers) else np.full(len(at), ALONE)
    again = find_touched(runner, source, ~is_known)
    is_gone = np.ones(len(kept.numbers), np.bool_)
    is_gone[at[is_known]] = False
    changed = np.union1d(components[again], kept.components[is_gone])
    again |= np.isin(components, changed[changed != ALONE])
    if np.count_nonzero(again) > most:
        return None
    families = without(kept.families, numbering, again)
    components[again] = ALONE
    if again.any():
        found = look_again(runner, source, again)
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


def find_touched(runner: Runner, source: Source, is_new: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which reports new ones concern: these, and those that share passages with one, or with another now."""
    touched = is_new.copy()
    if not is_new.any():
        return touched
    suspects, turned = find_suspects(share(source, Portion.of(source, is_new)))
    touched[turned] = True
    looked = is_new.copy()
    looked[suspects] = True
    portion = Portion.of(source, looked)
    asked = compare_candidates(share(source, portion), is_new)
    touched[asked.parted] = True
    if asked.rows.num_rows:
        links = plan.find_links(runner, *take(runner, portion, asked.rows, asked.noise))
        for end in runner.collect(runner.map(links, pick_edges, EDGES)).columns:
            touched[end.to_numpy()] = True
    return touched


def look_again(runner: Runner, source: Source, again: NDArray[np.bool_]) -> plan.Found:
    """Find the families of some reports, to which no other report belongs."""
    portion = Portion.of(source, again)
    rows, noise = find_candidates_among(share(source, portion))
    return plan.make_families(runner, *take(runner, portion, rows, noise))


def take(
    runner: Runner, portion: Portion, rows: pa.RecordBatch, noise: NDArray[np.uint64]
) -> tuple[plan.Corpus, plan.Candidates]:
    """Return some reports and the candidates among them as the job takes them."""
    corpus, numbering = portion.write(runner)
    taken = runner.keep(runner.take(pa.Table.from_batches([rows], PAIRS)))
    return corpus, plan.Candidates(taken, numbering, noise)


def share(source: Source, portion: Portion) -> Shared:
    """Look up who has the features of some reports."""
    words = source.snapshot.words[source.numbering.lasting]
    return Shared.of(source.numbering, portion.read_features(), portion.numbers, ask(source), words)


def ask(source: Source) -> LookUp:
    """Return a way to look up features that tells reports by their numbers in the job."""
    ranks = np.full(source.snapshot.manifest.next_number, NOBODY)
    ranks[source.numbering.lasting] = np.arange(source.numbering.count, dtype=np.uint32)

    def look_up(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
        numbers, which = source.snapshot.look_up(hashes, EVERYTHING)
        found = ranks[numbers]
        return found[found != NOBODY], which[found != NOBODY]

    return look_up


def without(families: pa.Table, numbering: Numbering, again: NDArray[np.bool_]) -> pa.Table:
    """Return the families that stay: those that are named for a report that is there and not looked at again."""
    names = families["family"].combine_chunks()
    places, data = strings(names)
    hashes = np.empty(len(names), np.uint64)
    hash_strings(places, data, hashes)
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
