"""Reads reports from Parquet, a column at a time; rows that are not plainly in order are read one by one.

A row group that is damaged is refused, and the next is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mediawire.corpus.refused import CUT_SHORT, NO_UNICODE, Place, Refusals
from mediawire.corpus.rows import (
    BATCH_CHARACTERS,
    BATCH_ROWS,
    MOST_CHARACTERS,
    NUL,
    Columns,
    RowGatherer,
    find_columns,
    find_twice,
)
from mediawire.errors import InputError
from mediawire.reuse.tables import REPORTS, TIME
from mediawire.times import FIRST_YEAR, NO_HOUR, NO_ZONE, OUT_OF_RANGE, read_time

DAMAGES = (pa.ArrowException, OSError, MemoryError, ValueError)


def read_parquet(
    path: Path, refused: Refusals, fields: Mapping[str, str], moved: Callable[[int], None]
) -> Iterator[pa.RecordBatch]:
    """Read the reports of a Parquet file. Raises `InputError` where it is none, or has no texts."""
    try:
        file = pq.ParquetFile(path, pre_buffer=False)
        schema = file.schema_arrow
    except DAMAGES as error:
        raise InputError(str(path), f"not a Parquet file: {first_line(error)}") from error
    with file:
        columns = choose_columns(schema, str(path), fields)
        table = ParquetRows(str(path), columns, refused, fields)
        size = path.stat().st_size
        row = 0
        for group in range(file.num_row_groups):
            facts = file.metadata.row_group(group)
            try:
                for batch in read_group(file, group, columns):
                    yield from table.read(batch, row)
                    row += batch.num_rows
                    moved(size * batch.num_rows // max(1, file.metadata.num_rows))
            except DAMAGES as error:
                told = f"row group {group + 1} is damaged ({first_line(error)}): {facts.num_rows:,} rows"
                refused.refuse(Place(str(path), row + 1, "row"), CUT_SHORT, told=told)
            row = sum(file.metadata.row_group(before).num_rows for before in range(group + 1))


def read_group(file: pq.ParquetFile, group: int, columns: Columns) -> Iterator[pa.RecordBatch]:
    """Read a row group in batches that fit in memory, however long its texts are."""
    facts = file.metadata.row_group(group)
    rows = BATCH_CHARACTERS * max(1, facts.num_rows) // max(1, facts.total_byte_size)
    wanted = list(dict.fromkeys(name for names in columns for name in names))
    yield from file.iter_batches(max(1, min(BATCH_ROWS, rows)), row_groups=[group], columns=wanted)


def choose_columns(schema: pa.Schema, name: str, fields: Mapping[str, str]) -> Columns:
    """Find the columns of a file; it must have one that holds texts."""
    missing = next((column for column in fields.values() if column not in schema.names), None)
    if missing is not None:
        raise InputError(name, f"no column is called {missing} (columns: {', '.join(schema.names)})")
    columns = find_columns(schema.names, fields)
    twice = find_twice(schema.names, columns)
    if twice is not None:
        raise InputError(name, f"{twice} is the name of several columns; give each its own")
    texts = tuple(column for column in columns.text if is_string(schema.field(column).type))
    if not texts:
        shown = ", ".join(f"{field.name} ({field.type})" for field in schema)
        raise InputError(name, f"no column holds texts; name it with --field text=COLUMN (columns: {shown})")
    return columns._replace(text=texts)


def is_string(kind: pa.DataType) -> bool:
    """Tell whether a column holds strings, in one of the ways that Arrow has for them."""
    if pa.types.is_dictionary(kind):
        return is_string(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


class ParquetRows:
    """Turns batches of a file into batches of the schema REPORTS."""

    def __init__(self, name: str, columns: Columns, refused: Refusals, fields: Mapping[str, str]) -> None:
        self.name, self.columns, self.refused = name, columns, refused
        self.gatherer = RowGatherer(refused, fields)

    def read(self, batch: pa.RecordBatch, row: int) -> Iterator[pa.RecordBatch]:
        """Read a batch whose first row has this number, from 0."""
        whole = self.read_whole(batch)
        if whole is not None:
            yield whole
            return
        for at, record in enumerate(list_records(batch)):
            place = Place(self.name, row + at + 1, "row")
            if isinstance(record, UnicodeDecodeError):
                self.refused.refuse(place, NO_UNICODE)
            else:
                self.gatherer.take(record, place)
        if len(self.gatherer) and (rest := self.gatherer.give()).num_rows:
            yield rest

    def read_whole(self, batch: pa.RecordBatch) -> pa.RecordBatch | None:
        """Read a batch in one go where every row is in order; None where one is not."""
        try:
            batch.validate(full=True)
        except pa.ArrowInvalid:
            return None
        text = whole_strings(batch, self.columns.text)
        name = whole_strings(batch, self.columns.id)
        if text is None or name is None or pc.max(pc.binary_length(text)).as_py() > MOST_CHARACTERS:
            return None
        others = [self.read_names(batch, field) for field in ("outlet", "headline", "url")]
        if any(names is None for names in others):
            return None
        published = self.read_times(batch)
        zeros = pc.sum(pc.match_substring(text, "\0")).as_py()
        if zeros:
            self.refused.note(NUL, zeros)
        outlet, headline, url = others
        return pa.RecordBatch.from_arrays([name, outlet, published, headline, url, text], schema=REPORTS)

    def read_names(self, batch: pa.RecordBatch, field: str) -> pa.Array | None:
        """Read a column of strings that may be empty; None where only reading row by row can tell."""
        names: tuple[str, ...] = getattr(self.columns, field)
        if not names:
            return pa.nulls(batch.num_rows, pa.string())
        column = batch.column(names[0])
        if not is_string(column.type) or (len(names) > 1 and whole_strings(batch, names) is None):
            is_empty = all(batch.column(other).null_count == batch.num_rows for other in names)
            return pa.nulls(batch.num_rows, pa.string()) if is_empty else None
        plain = column.cast(pa.string())
        return pc.if_else(is_blank(plain), pa.scalar(None, pa.string()), plain)

    def read_times(self, batch: pa.RecordBatch) -> pa.Array:
        """Read when the reports were published."""
        columns = [batch.column(name) for name in self.columns.published]
        filled = next((column for column in columns if column.null_count < len(column)), None)
        if filled is None:
            return pa.nulls(batch.num_rows, TIME)
        if len(columns) == 1 or not filled.null_count:
            if pa.types.is_date(filled.type):
                self.note(NO_HOUR, len(filled) - filled.null_count)
                return self.in_range(filled.cast(pa.timestamp("s")).cast(pa.timestamp("s", "UTC")))
            if pa.types.is_timestamp(filled.type):
                if filled.type.tz is None:
                    self.note(NO_ZONE, len(filled) - filled.null_count)
                return self.in_range(filled.cast(pa.timestamp(filled.type.unit, "UTC")))
        rows = zip(*(column.to_pylist() for column in columns), strict=True)
        return pa.array([self.read_time(values) for values in rows], TIME)

    def read_time(self, values: tuple[Any, ...]) -> datetime | None:
        """Read the first of several values for a time that is there."""
        reading = read_time(next((value for value in values if value not in (None, "")), None), self.gatherer.last_year)
        if reading.note:
            self.note(reading.note, 1)
        return reading.time

    def in_range(self, times: pa.Array) -> pa.Array:
        """Believe only times of a plausible year, as `read_time` does."""
        first = pa.scalar(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), times.type)
        end = pa.scalar(datetime(self.gatherer.last_year + 1, 1, 1, tzinfo=UTC), times.type)
        believed = pc.and_(pc.greater_equal(times, first), pc.less(times, end))
        self.note(OUT_OF_RANGE, len(times) - times.null_count - (pc.sum(believed).as_py() or 0))
        return pc.if_else(believed, times, pa.scalar(None, times.type)).cast(TIME, safe=False)

    def note(self, what: str, number: int) -> None:
        """Count something of so many rows."""
        if number:
            self.refused.note(what, number)


def whole_strings(batch: pa.RecordBatch, names: tuple[str, ...]) -> pa.Array | None:
    """Return the first of some columns as strings, where it has one in every row; numbers are written out."""
    if not names:
        return None
    column = batch.column(names[0])
    if column.null_count or not (is_string(column.type) or pa.types.is_integer(column.type)):
        return None
    plain = column.cast(pa.string())
    return None if pc.any(is_blank(plain)).as_py() else plain


def is_blank(strings: pa.Array) -> pa.Array:
    """Tell which strings are empty or blank."""
    return pc.or_(pc.equal(pc.binary_length(strings), 0), pc.utf8_is_space(strings))


def list_records(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | UnicodeDecodeError]:
    """List the rows of a batch; one that holds bytes that are no UTF-8 is its error."""
    try:
        yield from batch.to_pylist()
        return
    except (UnicodeDecodeError, ValueError, OverflowError):
        pass
    for row in range(batch.num_rows):
        try:
            yield {name: batch.column(name)[row].as_py() for name in batch.schema.names}
        except UnicodeDecodeError as error:
            yield error
        except (ValueError, OverflowError):  # a time that Python cannot hold
            yield {name: hold(batch.column(name)[row]) for name in batch.schema.names}


def hold(value: Any) -> Any:
    """Return a value as Python has it; what Python cannot hold becomes the text of its number."""
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        return repr(value)


def first_line(error: BaseException) -> str:
    """Return the first line of what an error says."""
    return str(error).partition("\n")[0] or type(error).__name__
