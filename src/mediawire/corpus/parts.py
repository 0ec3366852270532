"""The texts on disk: Parquet files that any tool opens, written so that one text can be read alone.

The table is REPORTS and three columns more: ``number`` (of the report in this corpus, for ever), ``version`` (1 for the
first text of an id, counted up) and ``digest`` (SHA-256 of the text in UTF-8).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from mediawire.corpus.durable import map_file
from mediawire.corpus.pages import PAGE, list_pages
from mediawire.reuse.tables import REPORTS

PART = pa.schema(
    [
        *REPORTS,
        pa.field("number", pa.uint32(), nullable=False),
        pa.field("version", pa.uint32(), nullable=False),
        pa.field("digest", pa.binary(32), nullable=False),
    ]
)
"""A report as it stands in a file of texts."""

PAGED = {name: PART.field(name).nullable for name in ("text", "headline", "url")}
"""The columns that are read value by value, and whether a value may be missing."""

PAGE_BYTES = 16 * 1024
"""Of texts. A text takes 34 microseconds then; 52 from pages of 32 kB, which are 3 % smaller in all, 28 from 8 kB."""
GROUP_BYTES = 16 * 1024 * 1024
"""Of texts in a row group: what is lost of a part when a byte of it goes bad."""
ROW_BYTES = 256
"""What a report weighs beside its text, so that a batch of one-line reports does not grow without end."""
ALONE_BYTES = 1024 * 1024
"""A text from this size on has a row group, and so a page, of its own."""


def write_part(path: Path, batches: Iterable[pa.RecordBatch]) -> int:
    """Write reports into a new file, in the order of their numbers, and return how many there are."""
    rows = 0
    with pq.ParquetWriter(
        path,
        PART,
        compression="zstd",
        compression_level=1,
        use_dictionary=["outlet"],
        write_statistics=["number", "published", "outlet"],
        data_page_size=PAGE_BYTES,
        data_page_version="1.0",
        write_batch_size=1,
    ) as writer:
        for batch in batches:
            for group in cut(batch):
                writer.write_batch(group, row_group_size=group.num_rows)
                rows += group.num_rows
    return rows


def cut(batch: pa.RecordBatch, most_bytes: int = GROUP_BYTES) -> Iterator[pa.RecordBatch]:
    """Cut reports into groups of about so many bytes of text; very long texts stand alone."""
    places, _ = strings(batch.column("text"))
    start = 0
    for end in range_ends(np.diff(places) + ROW_BYTES, most_bytes):
        yield batch.slice(start, end - start)
        start = end


def range_ends(sizes: NDArray[Any], most_bytes: int) -> list[int]:
    """List where groups end that hold at most so many bytes, or one text."""
    ends, start = [], 0
    reach = np.cumsum(sizes, dtype=np.int64)
    alone = np.flatnonzero(sizes >= ALONE_BYTES)
    while start < sizes.size:
        limit = most_bytes + (int(reach[start - 1]) if start else 0)
        end = max(start + 1, int(np.searchsorted(reach, limit, "right")))
        next_alone = alone[np.searchsorted(alone, start) :]
        if next_alone.size and next_alone[0] < end:
            end = start + 1 if next_alone[0] == start else int(next_alone[0])
        ends.append(end)
        start = end
    return ends


def gather(batches: Iterable[pa.RecordBatch], most_bytes: int) -> Iterator[pa.RecordBatch]:
    """Put small batches together, and cut large ones, to about so many bytes of text each."""
    waiting: list[pa.RecordBatch] = []
    weight = 0
    for batch in batches:
        for piece in cut(batch, most_bytes):
            if waiting and weight + weigh(piece) > most_bytes:
                yield join(waiting)
                waiting, weight = [], 0
            waiting.append(piece)
            weight += weigh(piece)
    if waiting:
        yield join(waiting)


def join(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """Put batches together."""
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def weigh(batch: pa.RecordBatch) -> int:
    """Return the bytes of the texts, and something for each report beside its text."""
    return text_bytes(batch) + ROW_BYTES * int(batch.num_rows)


def text_bytes(batch: pa.RecordBatch) -> int:
    """Return the bytes of the texts."""
    places, _ = strings(batch.column("text"))
    return int(places[-1] - places[0])


def read_part(path: Path) -> Iterator[pa.RecordBatch]:
    """Read a file of texts, a row group at a time."""
    with pq.ParquetFile(path, memory_map=True) as file:
        for group in range(file.num_row_groups):
            yield from (batch.cast(PART) for batch in file.read_row_group(group).combine_chunks().to_batches())


def pages_of(path: Path, first_row: int) -> dict[str, NDArray[Any]]:
    """Find the pages of the columns that are read value by value; rows are counted from ``first_row``."""
    found: dict[str, list[tuple[int, int, int, int]]] = {name: [] for name in PAGED}
    data = map_file(path)
    metadata = pq.read_metadata(path)
    for group in range(metadata.num_row_groups):
        described = metadata.row_group(group)
        for at in range(described.num_columns):
            column = described.column(at)
            if column.path_in_schema in PAGED:
                found[column.path_in_schema] += list_pages(data, column.data_page_offset, column.total_compressed_size)
    return {name: _page_table(pages, first_row) for name, pages in found.items()}


def _page_table(pages: list[tuple[int, int, int, int]], first_row: int) -> NDArray[Any]:
    table = np.zeros(len(pages), PAGE)
    if pages:
        counts, table["packed"], table["size"], table["place"] = np.array(pages, np.int64).T
        table["row"] = first_row + np.cumsum(counts) - counts
    return table


def strings(array: pa.Array) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    """Return where the strings of an Arrow array begin, and the bytes they are made of; missing ones are empty."""
    _, places, data = array.buffers()
    width = np.int64 if pa.types.is_large_string(array.type) else np.int32
    if not len(array):
        return np.zeros(1, width), np.empty(0, np.uint8)
    begins = np.frombuffer(places, width)[array.offset : array.offset + len(array) + 1]
    return begins, np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)


def digest_texts(array: pa.Array) -> NDArray[np.uint8]:
    """Return the SHA-256 of each text, a row of 32 bytes each."""
    places, data = strings(array)
    view, marks = data.data, places.tolist()
    digests = [hashlib.sha256(view[marks[i] : marks[i + 1]]).digest() for i in range(len(array))]
    return np.frombuffer(b"".join(digests), np.uint8).reshape(-1, 32)
