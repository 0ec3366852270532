"""Makes a corpus of any size with planted copies: ``python -m bench.grow FOLDER --reports 10000000``.

Ten million reports of 3 kB take a few minutes and 14 GB. The words are those of ``base.jsonl.xz``, in runs of a few
words; a fifth of the reports are copies: whole, edited, an excerpt in another report, a quotation, or merged from
two. Outlets have notices under their pages, and teasers that some dozens of their pages share. Written are Parquet
files of reports, and beside them, in ``gold``, which report was taken from which. Times are true: a copy is later.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import grow_kernels as kernels
from bench.archives import DataMissing, unpacked
from mediawire.reuse.tables import REPORTS

Numbers = np.ndarray[Any, Any]
ROWS, FILE_ROWS = 20_000, 500_000
BYTES_A_REPORT = 6_000
KINDS = ("whole", "edited", "excerpt", "quote", "merged", "fresh")
YEAR_SECONDS, LAG_SECONDS, FIRST_SECOND = 365 * 86_400, 8 * 3_600, 1_735_689_600
GOLD = pa.schema([("source", pa.int64()), ("copy", pa.int64()), ("kind", pa.string())])
NOTICES = (
    "All that stands on these pages belongs to the paper. Who wants to print any of it asks our rights desk first, in"
    " writing, and names the date of the issue, the page and the use that is planned.",
    "Readers' letters are welcome. Please give your name, your street and a number at which we can call you by day; we"
    " cannot return pictures, and we shorten what is long.",
    "You are reading this because others pay for it. From five a month you keep our local reporters on the road and"
    " get the evening edition before it is printed.",
    "Have we made a mistake? Tell the corrections desk what is wrong and how you know, and we will look at it within"
    " two working days and say at the foot of the report what was changed.",
    "Every morning at six we send the ten reports of the day to those who asked for them. You can leave the list at"
    " any time with the link at the foot of each mail.",
    "The figures on this page are given as we have them and without any promise. Nobody should buy or sell anything"
    " on their strength alone; ask somebody who knows your affairs.",
    "More pictures of this and of other days hang in our reading room beside the station, which is open to everybody"
    " from Tuesday to Saturday and costs nothing.",
    "Follow our reporters where you are anyway: we are on all of the large networks with short notices of what"
    " happens, and answer there between nine and five.",
)


@cache
def model() -> tuple[Numbers, ...]:
    """Read the words of the real texts and where each stands: what the kernels are given for every batch."""
    flat: list[int] = []
    ids: dict[str, int] = {}
    with unpacked("base.jsonl.xz").open(encoding="utf-8") as file:
        for line in file:
            for paragraph in json.loads(line)["paras"]:
                flat += [ids.setdefault(word, len(ids)) for word in paragraph.split()]
    words = np.array(flat, np.int32)
    ends = np.array([word.rstrip("\"')")[-1:] in tuple(".!?") for word in ids])
    places = np.argsort(words, kind="stable").astype(np.int32)
    starts = np.append(0, np.cumsum(np.bincount(words, minlength=len(ids))))
    openings = (np.flatnonzero(ends[words[:-2]]) + 1).astype(np.int32)
    return words, ends, places, starts, openings, *_bytes_of(list(ids))


def _bytes_of(texts: list[str]) -> tuple[Numbers, Numbers]:
    encoded = [text.encode() for text in texts]
    return np.frombuffer(b"".join(encoded), np.uint8), np.cumsum([0, *map(len, encoded)])


def make_batch(first: int, rows: int, reports: int) -> tuple[pa.RecordBatch, pa.RecordBatch]:
    """Make the reports from ``first`` on, and their gold."""
    data, offsets = np.empty(rows * BYTES_A_REPORT, np.uint8), np.empty(rows + 1, np.int32)
    kinds, outlets = np.empty(rows, np.int8), np.empty(rows, np.int32)
    sources = np.empty((rows, 2), np.int64)
    given = (*model(), *_bytes_of(list(NOTICES)), data, offsets, kinds, sources, outlets)
    kernels.write_reports(first, reports, *given)
    numbers = np.arange(first, first + rows)
    text = pa.Array.from_buffers(pa.string(), rows, [None, pa.py_buffer(offsets), pa.py_buffer(data[: offsets[-1]])])
    batch = {
        "id": pa.array(numbers).cast(pa.string()),
        "outlet": pa.array([f"Outlet {number}" for number in range(kernels.OUTLETS)]).take(pa.array(outlets)),
        "published": pa.array(published(numbers, sources[:, 0]) * 1_000_000, REPORTS.field("published").type),
        "headline": pa.nulls(rows, pa.string()),
        "url": pa.nulls(rows, pa.string()),
        "text": text,
    }
    return pa.RecordBatch.from_arrays(list(batch.values()), schema=REPORTS), _gold(numbers, kinds, sources)


def published(numbers: Numbers, sources: Numbers) -> Numbers:
    """Return when reports were published, in seconds since 1970: a copy some hours after its source."""
    mixed = (np.maximum(sources, 0) + np.where(sources < 0, numbers, 0)).astype(np.uint64) * np.uint64(
        0x9E3779B97F4A7C15
    )
    lag = (numbers.astype(np.uint64) * np.uint64(0xD1342543DE82EF95) >> np.uint64(40)) % np.uint64(LAG_SECONDS)
    first = (mixed >> np.uint64(20)) % np.uint64(YEAR_SECONDS)
    return (FIRST_SECOND + first.astype(np.int64) + np.where(sources < 0, 0, 60 + lag.astype(np.int64))).astype(
        np.int64
    )


def _gold(numbers: Numbers, kinds: Numbers, sources: Numbers) -> pa.RecordBatch:
    rows, which = np.nonzero(sources >= 0)
    keep = kinds[rows] != kernels.FRESH
    rows, which = rows[keep], which[keep]
    names = pa.array(KINDS).take(pa.array(kinds[rows]))
    return pa.RecordBatch.from_arrays([pa.array(sources[rows, which]), pa.array(numbers[rows]), names], schema=GOLD)


def make_batches(reports: int) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch]]:
    """Make all batches in order, two at a time."""
    model()
    with ThreadPoolExecutor(2) as pool:
        starts = range(0, reports, ROWS)
        for begin in range(0, len(starts), 4):
            yield from pool.map(
                lambda first: make_batch(first, min(ROWS, reports - first), reports), starts[begin : begin + 4]
            )


def grow(folder: Path, reports: int) -> None:
    """Write a corpus of so many reports, and its gold."""
    (folder / "gold").mkdir(parents=True)
    numbered = enumerate(make_batches(reports))
    for place, batches in groupby(numbered, lambda pair: pair[0] * ROWS // FILE_ROWS):
        name = f"{place * FILE_ROWS:09}.parquet"
        with (
            pq.ParquetWriter(folder / name, REPORTS, compression="zstd", use_dictionary=["outlet"]) as file,
            pq.ParquetWriter(folder / "gold" / name, GOLD, compression="zstd") as gold,
        ):
            for _, (batch, truth) in batches:
                file.write_batch(batch)
                gold.write_batch(truth)


def main() -> None:
    """Make a corpus."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--reports", type=int, default=100_000)
    given = options.parse_args()
    try:
        grow(given.folder, given.reports)
    except DataMissing as missing:
        print(f"skipped: {missing}")


if __name__ == "__main__":
    main()
