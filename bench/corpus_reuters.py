"""Sources and families among agency reports: ``python -m bench.corpus_reuters [--pairs N] [--sample 3000]``.

Reuters 2009-2010 and Reuters-21578 are one corpus of 46,472 reports of one outlet.

**Trace**: for each pair of versions (the agency's own number) of which the later keeps 30 % or more of the earlier's
8-word runs, the later is traced with its id and time; what is named is read without itself and without what came
later. Printed: the earlier is named first; the same, counting also its doubles (the same text under another id); and
any earlier version of the same story. All that once with the agency's ids, which are the same for versions of a story
but for the day, and once with numbers in their place.

**Order**: which of the two came first, as the families have it, with the times and with the times hidden from the job.

**Families**: a sample of reports, half of them versions of one another, half others of the same days; every pair is
aligned (``bench.all_pairs``). Two reports belong together where the earlier's words stand in the later by 30 % or more,
or the later's in the earlier. Compared are the edges of the families at that share, and members of one family.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.all_pairs import align_all
from bench.archives import DataMissing
from bench.children import ChildFailed, run_apart
from bench.data import reuters_pairs
from bench.our_jobs import read_family_batches
from bench.reports import reuters_reports, write_reports

ASKED_FIRST, ASKED_ORDER, ASKED_F1 = 0.995, 1.0, 0.97
CONTAINMENT = 0.30
RUN_WORDS = 8
WORD = re.compile(r"\w+")
SEED = 20251122

Pair = tuple[str, str]


class Versions(NamedTuple):
    """Two versions of one story, by id, the earlier first, and the number of the story."""

    earlier: str
    later: str
    story: str


@cache
def texts() -> dict[str, str]:
    """Return every report's text by its id."""
    table = reuters_reports()
    return dict(zip(table.column("id").to_pylist(), table.column("text").to_pylist(), strict=True))


def kept_versions() -> list[Versions]:
    """Return the pairs of versions of which the later keeps enough of the earlier."""
    return [
        Versions(pair.original.name, pair.copy.name, pair.story)
        for pair in reuters_pairs()
        if pair.original.text and pair.copy.text and contained(pair.original.text, pair.copy.text) >= CONTAINMENT
    ]


def contained(earlier: str, later: str) -> float:
    """Return the share of the earlier text's 8-word runs that the later has."""
    runs = runs_of(earlier)
    return len(runs & runs_of(later)) / len(runs) if runs else 0.0


def runs_of(text: str) -> set[tuple[str, ...]]:
    """Return the 8-word runs of a text."""
    words = WORD.findall(text.lower())
    return set(zip(*(words[start:] for start in range(RUN_WORDS)), strict=False))


def print_traces(pairs: Sequence[Versions], folder: Path) -> None:
    """Trace the later versions and print where the earlier is named; once with the agency's ids, once with numbers."""
    table = reuters_reports()
    order = random.Random(SEED).sample(range(len(table)), len(table))
    numbers = [f"r{number}" for number in order]
    for told, ids in (("with the agency's ids", table.column("id").to_pylist()), ("with numbers for ids", numbers)):
        renamed = table.set_column(0, table.schema.field("id"), pa.array(ids, pa.string()))
        print(f"trace of {len(pairs):,} later versions that keep 30 % of the earlier, {told}")
        print_ranks(pairs, trace_all(pairs, renamed, folder / told.replace(" ", "-")))


def trace_all(pairs: Sequence[Versions], table: pa.Table, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Trace the later versions among the reports of a table; what is named has the agency's ids again."""
    folder.mkdir()
    corpus, asked, answered = folder / "corpus", folder / "later.json", folder / "traced.json"
    ids = dict(zip(reuters_reports().column("id").to_pylist(), table.column("id").to_pylist(), strict=True))
    names = {number: name for name, number in ids.items()}
    run_apart("bench.our_jobs", "build_corpus", write_reports(table, folder / "all.parquet"), corpus)
    asked.write_text(json.dumps(sorted({ids[pair.later] for pair in pairs})), encoding="utf-8")
    run_apart("bench.our_jobs", "trace_ids", corpus, asked, answered)
    traced = json.loads(answered.read_text(encoding="utf-8"))
    return {
        names[later]: [{"id": names[source["id"]], "alike": [names[other] for other in source["alike"]]}
                       for source in sources]
        for later, sources in traced.items()
    }  # fmt: skip


def print_ranks(pairs: Sequence[Versions], named: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Print how often the earlier version is named first, and who else is."""
    stories: dict[str, set[str]] = defaultdict(set)
    for pair in reuters_pairs():
        stories[pair.story] |= {pair.original.name, pair.copy.name}
    ranks = [_rank(pair, named[pair.later]) for pair in pairs]
    figure("the earlier is named first", _share(rank == 0 for rank in ranks), ASKED_FIRST)
    same = [_is_first(pair, named[pair.later], {pair.earlier} | _doubles(pair.earlier)) for pair in pairs]
    figure("it or a report with the same text", _share(same), None)
    as_much = [_has_as_much(pair, named[pair.later]) for pair in pairs]
    figure("it or one that has as many 8-word runs of the later", _share(as_much), None)
    story = [_is_first(pair, named[pair.later], stories[pair.story]) for pair in pairs]
    figure("any earlier version of the same story", _share(story), None)
    figure("the earlier is named at all", _share(rank is not None for rank in ranks), None)
    if missed := [(pair, named[pair.later]) for pair, rank in zip(pairs, ranks, strict=True) if rank != 0]:
        print_missed(missed)


def print_missed(missed: Sequence[tuple[Versions, Sequence[Mapping[str, Any]]]]) -> None:
    """Say what was named instead of the earlier."""
    print(f"  of {len(missed)} not named first, {sum(not names for _, names in missed)} have no source at all")
    for pair, names in missed[:5]:
        print(f"    {pair.later[:60]}: asked {pair.earlier[:60]}, named {names[0]['id'][:60] if names else 'nothing'}")


def _rank(pair: Versions, named: Sequence[Mapping[str, Any]]) -> int | None:
    """Return at which place the earlier is named, as a source or alike to one."""
    order = [source["id"] for source in named] + [other for source in named for other in source["alike"]]
    return order.index(pair.earlier) if pair.earlier in order else None


def _is_first(pair: Versions, named: Sequence[Mapping[str, Any]], wanted: Collection[str]) -> bool:
    return bool(named) and named[0]["id"] in wanted


def _has_as_much(pair: Versions, named: Sequence[Mapping[str, Any]]) -> bool:
    if not named:
        return False
    of_later, first = texts()[pair.later], texts()[named[0]["id"]]
    return contained(of_later, first) >= contained(of_later, texts()[pair.earlier])


@cache
def _by_text() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, text in texts().items():
        found[" ".join(text.split())].add(name)
    return found


def _doubles(name: str) -> set[str]:
    return _by_text()[" ".join(texts()[name].split())]


def print_order(pairs: Sequence[Versions], folder: Path) -> None:
    """Print how often the families have the earlier version first, with the times and without them."""
    hidden = reuters_reports()
    hidden = hidden.set_column(hidden.schema.get_field_index("published"), "published",
                               pa.nulls(len(hidden), hidden.schema.field("published").type))  # fmt: skip
    wanted = {frozenset((pair.earlier, pair.later)): pair.earlier for pair in pairs}
    for name, table in (("by time", reuters_reports()), ("times hidden", hidden)):
        said = {}
        for edge in job_edges(table, folder / name.replace(" ", "-")):
            if (key := frozenset((edge["original"], edge["copy"]))) in wanted:
                said[key] = edge["original"] if edge["directed"] else None
        right = sum(said[key] == wanted[key] for key in said)
        undirected = sum(first is None for first in said.values())
        decided = len(said) - undirected
        print(f"which came first, {name}: {len(said):,} of {len(wanted):,} pairs linked, {undirected} left undirected")
        asked = ASKED_ORDER if name == "by time" else None
        figure(f"right, of those decided, {name}", right / max(1, decided), asked)
        figure(f"right, of all linked, {name}", right / max(1, len(said)), None)


def job_edges(table: pa.Table, folder: Path) -> Iterator[dict[str, Any]]:
    """Run the job over a table of reports, and yield the edges of its families."""
    for family in job_families(table, folder):
        yield from family["edges"]


def job_families(table: pa.Table, folder: Path) -> Iterator[dict[str, Any]]:
    """Run the job over a table of reports, and yield its families."""
    folder.mkdir()
    run_apart("bench.our_jobs", "find_families", write_reports(table, folder / "in.parquet"), folder / "out")
    yield from read_family_batches(folder / "out")


def print_families(pairs: Sequence[Versions], size: int, folder: Path) -> None:
    """Compare the families of a sample with the alignment of all its pairs."""
    table = sample_around(pairs, size)
    names, bodies = table.column("id").to_pylist(), table.column("text").to_pylist()
    equal, words = align_all(bodies)
    shares = np.maximum(equal / words[:, None], equal / words[None, :])
    of_earlier = equal / words[:, None]
    either = {_key(names[one], names[other]) for one, other in np.argwhere(shares >= CONTAINMENT).tolist()}
    earlier = {_key(names[one], names[other]) for one, other in np.argwhere(of_earlier >= CONTAINMENT).tolist()}
    families = list(job_families(table, folder / "sample"))
    edges = [edge for family in families for edge in family["edges"]]
    strong = {_key(edge["original"], edge["copy"]) for edge in edges
              if max(edge["copy_from_original"], edge["original_in_copy"]) >= CONTAINMENT}  # fmt: skip
    first_kept = {_key(edge["original"], edge["copy"]) for edge in edges
                  if edge["original_in_copy"] >= CONTAINMENT}  # fmt: skip
    members = {_key(*two) for family in families for two in combinations([m["id"] for m in family["members"]], 2)}
    print(f"families of {len(names):,} reports; of {len(names) * (len(names) - 1) // 2:,} pairs aligned, "
          f"{len(either):,} share 30 % of either, {len(earlier):,} of the earlier")  # fmt: skip
    print_f1("edges of 30 % of either", strong, either, ASKED_F1)
    print_f1("edges of 30 % of the earlier", first_kept, earlier, ASKED_F1)
    print_f1("members of one family, 30 % of either", members, either, None)


def sample_around(pairs: Sequence[Versions], size: int) -> pa.Table:
    """Return reports of which half are versions of one another and half others of the same days, by time."""
    draw = random.Random(SEED)
    stories: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        stories[pair.story] |= {pair.earlier, pair.later}
    chosen: set[str] = set()
    for story in draw.sample(sorted(stories), len(stories)):
        if len(chosen) + len(stories[story]) > size // 2:
            break
        chosen |= stories[story]
    days = {name.partition("/")[0] for name in chosen}
    others = sorted(name for name in texts() if name.partition("/")[0] in days and name not in chosen)
    chosen |= set(draw.sample(others, min(len(others), size - len(chosen))))
    table = reuters_reports()
    table = table.filter(pc.is_in(table.column("id"), value_set=pa.array(sorted(chosen))))
    return table.sort_by([("published", "ascending"), ("id", "ascending")])


def print_f1(name: str, found: set[Pair], true: set[Pair], asked: float | None) -> None:
    """Print F1, precision and recall of a set of pairs."""
    hit = len(found & true)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(true))
    figure(f"{name}, pairwise F1", 2 * precision * recall / max(1e-9, precision + recall), asked)
    print(f"  precision {precision:.4f}, recall {recall:.4f}, {len(found):,} found")


def figure(name: str, reached: float, asked: float | None) -> None:
    """Print a figure beside what is asked."""
    print(f"  {name:<52} {reached:.4f}" + ("" if asked is None else f"  asked {asked:g}"))


def _key(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _share(claims: Iterable[bool]) -> float:
    told = [float(claim) for claim in claims]
    return statistics.mean(told) if told else 0.0


def main() -> None:
    """Print the parts asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pairs", type=int, help="so many pairs of versions, and not all")
    options.add_argument("--sample", type=int, default=3_000)
    parts = ("trace", "order", "families")
    options.add_argument("--only", nargs="+", choices=parts, default=parts)
    given = options.parse_args()
    try:
        pairs = kept_versions()[: given.pairs]
        with tempfile.TemporaryDirectory() as folder:
            if "trace" in given.only:
                print_traces(pairs, Path(folder))
            if "order" in given.only:
                print_order(pairs, Path(folder))
            if "families" in given.only:
                print_families(pairs, given.sample, Path(folder))
    except DataMissing as missing:
        print(f"skipped: {missing}")
    except ChildFailed as failed:
        print(f"given up: {failed}")


if __name__ == "__main__":
    main()
