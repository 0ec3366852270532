"""Loads whole corpora as tables of reports (``mediawire.reuse.tables.REPORTS``), or as Parquet files of them.

Ids are unique within a table; times are UTC; texts are as received. A report without a text is left out, as a corpus
would leave it out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from bench.archives import made_once, unpacked
from bench.data import PLANTED_SEED, planted_folder
from mediawire.reuse.tables import REPORTS

ROWS_IN_A_GROUP = 20_000
OFFSET_HOURS = {"EST": 5, "EDT": 4}


def planted_file(count: int, seed: int = PLANTED_SEED) -> Path:
    """Return a Parquet file of the planted corpus as reports: the id is the number in the gold, as a string."""
    folder = planted_folder(count, seed)
    return made_once(f"{folder.name}-reports.parquet", lambda aside: _write_planted(folder / "corpus.parquet", aside))


def _write_planted(corpus: Path, target: Path) -> None:
    with pq.ParquetWriter(target, REPORTS, compression="zstd") as file:
        for batch in pq.ParquetFile(corpus).iter_batches(ROWS_IN_A_GROUP, columns=["id", "outlet", "text"]):
            file.write_batch(reports_of(batch))


def reports_of(batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
    """Return rows of id, outlet and text as reports of which no time, headline or address is known."""
    missing = {field.name: pa.nulls(len(batch), field.type) for field in REPORTS}
    given = {name: batch.column(name).cast(pa.string()) for name in ("id", "outlet", "text")}
    return pa.RecordBatch.from_arrays(list((missing | given).values()), schema=REPORTS)


@dataclass(frozen=True, slots=True)
class Query:
    """A text that is not in the corpus; ``gold`` has the reports it was taken from, each with spans on both sides.

    A span is (start in the report, end, start in the query, end). A query of kind "none" was taken from nothing.
    """

    kind: str
    text: str
    gold: dict[str, tuple[tuple[int, int, int, int], ...]]


def planted_queries(count: int, seed: int = PLANTED_SEED) -> list[Query]:
    """Return the 2,000 queries that belong to a planted corpus."""
    rows = map(json.loads, _lines(planted_folder(count, seed) / "queries.jsonl"))
    return [Query(row["kind"], row["text"], {str(g["src"]): tuple(map(tuple, g["spans"])) for g in row["gold"]})
            for row in rows]  # fmt: skip


@cache
def reuters_reports() -> pa.Table:
    """Return Reuters 2009-2010 and Reuters-21578 as one corpus: 46,472 reports with a text."""
    recent = _rows("reuters-2009-2010.jsonl.xz", "", _recent_time)
    older = _rows("reuters-21578.jsonl.xz", "1987/", _time_of_1987)
    return _table([*recent, *older])


@cache
def crawl_reports() -> pa.Table:
    """Return the 1,000 raw pages of one day; no outlet is known, and no time but the day."""
    return _table(_rows("crawl-2019-06-01.jsonl.xz", "", lambda date: None))


@cache
def telegram_reports() -> pa.Table:
    """Return the 11,352 posts of twelve channels; the outlet is the channel."""
    return _table(_rows("telegram-ru-12.jsonl.xz", "", datetime.fromisoformat))


def write_reports(table: pa.Table, path: Path) -> Path:
    """Write a table of reports as a Parquet file, as a job reads it."""
    pq.write_table(table, path, compression="zstd", row_group_size=ROWS_IN_A_GROUP)
    return path


def _rows(archive: str, before_id: str, read_time: Any) -> Iterator[dict[str, Any]]:
    for row in map(json.loads, _lines(unpacked(archive))):
        if row["text"]:
            yield {
                "id": before_id + row["id"],
                "outlet": row.get("source"),
                "published": read_time(row["date"]) if row.get("date") else None,
                "headline": row.get("title") or None,
                "url": row.get("url") or None,
                "text": row["text"],
            }


def _table(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=REPORTS)


def _recent_time(date: str) -> datetime:
    """Read ``Thu Jan 1, 2009 10:15am EST``."""
    local, _, zone = date.rpartition(" ")
    time = datetime.strptime(local, "%a %b %d, %Y %I:%M%p")
    return time.replace(tzinfo=UTC) + timedelta(hours=OFFSET_HOURS[zone])


def _time_of_1987(date: str) -> datetime | None:
    """Read ``26-FEB-1987 15:01:01.79``; some have letters of the transmission before them or after."""
    try:
        return datetime.strptime(date.strip()[:23], "%d-%b-%Y %H:%M:%S.%f").replace(tzinfo=UTC)
    except ValueError:
        return None


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from file
