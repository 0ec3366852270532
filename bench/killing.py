"""Kills a process that writes to a corpus at a random instant, and looks at what is there afterwards.

A child adds, removes, merges and finds families, and says before and after each act what it is; it gets SIGKILL.
Whoever opens the corpus then must find all that was acknowledged, and of the act that was cut off everything or
nothing; the families that the corpus keeps must be whole. The next child goes on with the same corpus.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mediawire.corpus import kept
from mediawire.corpus.corpus import Corpus, check_corpus, open_corpus
from mediawire.errors import CorpusBroken

IDS, TEXTS = 60, 200
NAMES = frozenset(f"id-{at}" for at in range(IDS))
LONGEST_SECONDS = 0.6
"""After the first act of a child; an act takes 2 to 300 ms."""
STARTING_SECONDS = 120.0
WORDS = (
    "harbour council ferry engineer bridge window river budget teacher orchard signal market captain lantern".split()
)

Row = tuple[str, int]
"""An id, and the number of a text."""
Act = tuple[str, list[Row]]
Shelf = dict[str, list[int]]
"""For each id its texts, the first version first."""


@dataclass
class Tally:
    """What came of killing."""

    kills: int = 0
    acts: int = 0
    cut_off: int = 0
    lost: int = 0
    half: int = 0
    damaged: int = 0
    shelf: Shelf = field(default_factory=dict)


def kill_often(
    folder: Path, draw_act: Callable[[random.Random], Act], kills: int, seed: int, longest: float = LONGEST_SECONDS
) -> Tally:
    """Kill writers of one corpus so many times, and look each time at what is there."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.killing_ready"])
    draw = random.Random(seed)
    tally = Tally()
    open_corpus(folder).close()
    for number in range(kills):
        acts = kill_once(context, folder, draw_act, seed * 100_000 + number, draw.uniform(0, longest))
        look(folder, acts, tally)
    tally.half += not agrees(folder)
    return tally


def kill_once(
    context: Any, folder: Path, draw_act: Callable[[random.Random], Act], seed: int, after: float
) -> list[Any]:
    """Start a writer, kill it so many seconds after its first act began, and return what it said."""
    mine, its = context.Pipe(duplex=False)
    child = context.Process(target=write_on, args=(folder, draw_act, seed, its), daemon=True)
    child.start()
    its.close()
    if not mine.poll(STARTING_SECONDS):
        child.kill()
        raise TimeoutError("the writer did not begin")
    time.sleep(after)
    child.kill()
    child.join()
    return said(mine)


def said(mine: Connection) -> list[Any]:
    """Read all that a writer said, up to where it was cut off."""
    lines = []
    try:
        while True:
            lines.append(mine.recv())
    except (EOFError, OSError):
        return lines


def write_on(folder: Path, draw_act: Callable[[random.Random], Act], seed: int, its: Connection) -> None:
    """Write to a corpus without end; each act is said before it begins, and acknowledged when it is done."""
    draw = random.Random(seed)
    corpus = open_corpus(folder, create=False)
    while True:
        act = draw_act(draw)
        its.send(act)
        do(corpus, act)
        its.send(None)


def warm_up() -> None:
    """Do everything once elsewhere, so that a kill meets writing and no compiling."""
    with tempfile.TemporaryDirectory() as folder, open_corpus(folder) as corpus:
        for kind in ("add", "families", "add", "families", "remove", "merge all"):
            do(corpus, (kind, [(f"id-{at}", at + len(corpus)) for at in range(100)]))


def do(corpus: Corpus, act: Act) -> None:
    """Do what an act says."""
    kind, rows = act
    if kind == "add":
        corpus.add([{"id": id, "text": write_text(number)} for id, number in rows])
    elif kind == "remove":
        corpus.remove([id for id, _ in rows])
    elif kind == "families":
        corpus.families()
    else:
        corpus.merge(everything=kind == "merge all")


def apply(shelf: Shelf, act: Act) -> Shelf:
    """Return what is there after an act, by the rules alone."""
    kind, rows = act
    after = {id: list(texts) for id, texts in shelf.items()}
    for id, number in rows:
        if kind == "remove":
            after.pop(id, None)
        elif number not in after.setdefault(id, []):
            after[id].append(number)
    return after


def look(folder: Path, acts: list[Any], tally: Tally) -> None:
    """Look at what is there after a kill: all that was acknowledged, and of the last act all or nothing."""
    tally.kills += 1
    while len(acts) > 1:
        tally.shelf = apply(tally.shelf, acts[0])
        tally.acts += 1
        acts = acts[2:]
    after = apply(tally.shelf, acts[0]) if acts else tally.shelf
    tally.cut_off += bool(acts)
    tally.damaged += len(check_corpus(folder))
    try:
        corpus = open_corpus(folder, create=False)
    except CorpusBroken:
        return
    tally.half += not keeps_whole(corpus)
    there = read_shelf(corpus)
    if there not in (tally.shelf, after):
        is_lost = any(not set(texts) <= set(there.get(id, [])) for id, texts in tally.shelf.items() if id in after)
        tally.lost += is_lost
        tally.half += not is_lost
    tally.shelf = there


def keeps_whole(corpus: Corpus) -> bool:
    """Tell whether the families that a corpus keeps can be read, where it keeps any, and name its reports alone."""
    shelf = kept.Shelf(corpus.folder)
    found = shelf.load()
    if found is None:
        return not (shelf.folder / kept.CURRENT).exists()
    members = (member for row in found[0].families.to_pylist() for member in row["members"])
    return all(member["id"].partition("@")[0] in NAMES for member in members)


def agrees(folder: Path) -> bool:
    """Tell whether the families that have grown through all kills are those of a whole run."""
    with open_corpus(folder) as corpus:
        return bool(corpus.families().table.equals(corpus.families(anew=True).table))


def read_shelf(corpus: Corpus) -> Shelf:
    """Read a corpus whole, by its ids; texts that nobody wrote are number -1."""
    numbers = {write_text(number): number for number in range(TEXTS)}
    found = {f"id-{at}": corpus.versions(f"id-{at}") for at in range(IDS)}
    return {id: [numbers.get(report.text, -1) for report in reports] for id, reports in found.items() if reports}


def write_text(number: int) -> str:
    """Write the text with a number."""
    draw = random.Random(number)
    return " ".join(draw.choices(WORDS, k=40))


def draw_add(draw: random.Random) -> Act:
    """Draw an act of one who mostly adds, a few reports at a time or hundreds."""
    count = draw.choice([1, 1, 1, 3, 5, 300])
    rows = [(f"id-{draw.randrange(IDS)}", draw.randrange(TEXTS)) for _ in range(count)]
    return ("remove", rows[:3]) if draw.random() < 0.2 else ("add", rows)


def draw_merge(draw: random.Random) -> Act:
    """Draw an act of one who merges as often as anything else."""
    if draw.random() < 0.5:
        return draw_add(draw)
    return draw.choice(["merge", "merge all"]), []


def draw_families(draw: random.Random) -> Act:
    """Draw an act of one who asks for the families as often as anything else."""
    return draw_merge(draw) if draw.random() < 0.5 else ("families", [])


DRAWS = {"add": draw_add, "merge": draw_merge, "families": draw_families}
