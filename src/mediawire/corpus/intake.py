"""Whatever a program gives to a corpus becomes batches of the schema REPORTS; what cannot be a report is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from mediawire.corpus.id_kernels import mark_blank
from mediawire.corpus.parts import strings
from mediawire.corpus.refused import NO_TEXT, NO_UNICODE, Place, Refusals
from mediawire.corpus.rows import gather_reports
from mediawire.errors import InputError
from mediawire.report import Report
from mediawire.reuse.tables import REPORTS, TIME
from mediawire.times import read_time

NO_ID = "no id"
LAST_YEAR = 9999


def batches_of(reports: Any, refused: Refusals) -> Iterator[pa.RecordBatch]:
    """Yield reports as batches: Arrow tables and batches, what gives itself as such, records, `Report` values.

    Columns of a table are known by the names of REPORTS; ``id`` and ``text`` have to be there.
    """
    if isinstance(reports, Mapping | Report):
        reports = [reports]
    if isinstance(reports, str | bytes):
        raise InputError("reports", "are records, Report values or an Arrow table, and no string; see read_reports")
    if isinstance(reports, pa.RecordBatch):
        reports = pa.Table.from_batches([reports])
    if hasattr(reports, "__arrow_c_stream__"):
        yield from _conform(pa.RecordBatchReader.from_stream(reports), refused)
        return
    iterator = iter(reports)
    for first in iterator:
        if isinstance(first, pa.RecordBatch | pa.Table):
            yield from _conform(_batches(first, iterator), refused)
        else:
            yield from gather_reports(_chain(first, iterator), refused)


def _chain(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def _batches(first: Any, rest: Iterable[Any]) -> Iterator[pa.RecordBatch]:
    for batch in _chain(first, iter(rest)):
        yield from batch.to_batches() if isinstance(batch, pa.Table) else (batch,)


def _conform(batches: Iterable[pa.RecordBatch], refused: Refusals) -> Iterator[pa.RecordBatch]:
    place = 0
    for batch in batches:
        yield from conform(batch, refused, place)
        place += batch.num_rows


def conform(batch: pa.RecordBatch, refused: Refusals, place: int = 0) -> Iterator[pa.RecordBatch]:
    """Yield the batch in the schema REPORTS, without the rows that cannot be reports; ``place`` rows were before it."""
    reasons = _judge(batch)
    good = np.array([reason is None for reason in reasons], np.bool_)
    for row in np.flatnonzero(~good).tolist():
        kept = None if reasons[row] == NO_UNICODE else batch.slice(row, 1).to_pylist()[0]
        refused.refuse(Place("reports", place + row + 1, "row"), reasons[row], kept)
    if not good.all():
        batch = batch.filter(pa.array(good))
    if batch.num_rows:
        arrays = [_column(batch, field) for field in REPORTS]
        yield pa.RecordBatch.from_arrays(arrays, schema=REPORTS)


def _judge(batch: pa.RecordBatch) -> NDArray[Any]:
    """Return for each row why it cannot be a report; None where it can."""
    reasons = np.full(batch.num_rows, None, object)
    for name, reason in (("id", NO_ID), ("text", NO_TEXT)):
        column = _column(batch, REPORTS.field(name))
        blank = np.empty(len(column), np.bool_)
        mark_blank(*strings(column), blank)
        reasons[blank | column.is_null().to_numpy(zero_copy_only=False)] = reason
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        reasons[[not _is_valid(batch.slice(row, 1)) for row in range(batch.num_rows)]] = NO_UNICODE
    return reasons


def _is_valid(row: pa.RecordBatch) -> bool:
    try:
        row.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _column(batch: pa.RecordBatch, field: pa.Field) -> pa.Array:
    """Return a column in the type that it has in REPORTS; nulls where it is missing."""
    if field.name not in batch.schema.names:
        if not field.nullable:
            raise InputError("reports", f"have no column {field.name!r}")
        return pa.nulls(batch.num_rows, field.type)
    column = batch.column(field.name)
    if column.type == field.type:
        return column
    if field.type == TIME and (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return pa.array([read_time(value, LAST_YEAR).time for value in column.to_pylist()], TIME)
    try:
        return pc.cast(column, field.type, safe=field.type != TIME)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise InputError("reports", f"have a column {field.name!r} of the type {column.type}") from None
