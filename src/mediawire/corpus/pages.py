"""One value out of a Parquet column without the rest of it: the page that holds it is decoded alone.

Where the pages of a column stand is read once, from the headers before them (parquet-format, PageHeader, in the compact
protocol of Thrift), and kept in the index. Only what ``parts.py`` writes has to be understood: data pages of version 1,
plain byte arrays, zstd.
"""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mediawire.corpus.id_kernels import skip_strings

PAGE = np.dtype([("row", "<u4"), ("packed", "<u4"), ("size", "<u4"), ("place", "<u8")])
"""A page: its first row, its bytes as stored and as unpacked, and where it stands in the file, past its header."""

TYPE, SIZE, PACKED, DATA = 1, 2, 3, 5
VALUES = 1
DATA_PAGE = 0
STOP, TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, STRUCT = 0, 1, 2, 3, 7, 8, 9, 10, 12

CODEC = pa.Codec("zstd")


class Values(NamedTuple):
    """A page unpacked: its bytes from the first value on, and which of its rows have one (None: all)."""

    data: NDArray[np.uint8]
    present: NDArray[np.bool_] | None


def list_pages(data: Any, place: int, size: int) -> list[tuple[int, int, int, int]]:
    """List the pages of a column chunk: rows, packed, size, place. ValueError where they are not as we write them."""
    pages = []
    end = place + size
    while place < end:
        header, place = read_struct(data, place)
        if header[TYPE] != DATA_PAGE:
            raise ValueError("a page of a kind that is not written here")
        pages.append((header[DATA][VALUES], header[PACKED], header[SIZE], place))
        place += header[PACKED]
    return pages


def read_struct(data: Any, at: int) -> tuple[dict[int, Any], int]:
    """Read a struct of Thrift's compact protocol: its fields by number, and where it ends."""
    fields: dict[int, Any] = {}
    number = 0
    while True:
        head = data[at]
        at += 1
        if head == STOP:
            return fields, at
        if head >> 4:
            number += head >> 4
        else:
            number, at = read_signed(data, at)
        fields[number], at = read_value(data, at, head & 15)


def read_value(data: Any, at: int, kind: int) -> tuple[Any, int]:
    """Read a value of a kind; lists and strings are passed over."""
    if kind in (TRUE, FALSE):
        return kind == TRUE, at
    if kind == STRUCT:
        return read_struct(data, at)
    if kind == BINARY:
        size, at = read_varint(data, at)
        return None, at + size
    if kind in (LIST, SET):
        return skip_list(data, at)
    if kind in (BYTE, DOUBLE):
        return None, at + (1 if kind == BYTE else 8)
    return read_signed(data, at)


def skip_list(data: Any, at: int) -> tuple[None, int]:
    """Pass over a list."""
    head = data[at]
    count, at = (head >> 4, at + 1) if head >> 4 != 15 else read_varint(data, at + 1)
    for _ in range(count):
        _, at = read_value(data, at, head & 15)
    return None, at


def read_signed(data: Any, at: int) -> tuple[int, int]:
    """Read a whole number, zigzag."""
    value, at = read_varint(data, at)
    return (value >> 1) ^ -(value & 1), at


def read_varint(data: Any, at: int) -> tuple[int, int]:
    """Read a whole number of seven bits a byte."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def unpack_page(data: Any, page: Any, rows: int, nullable: bool) -> Values:
    """Unpack a page of a mapped file."""
    _, packed, size, place = page.tolist()
    found = CODEC.decompress(memoryview(data)[place : place + packed], size)
    values = np.frombuffer(found, np.uint8)
    if not nullable:
        return Values(values, None)
    levels = struct.unpack_from("<I", found)[0]
    return Values(values[4 + levels :], read_levels(values[4 : 4 + levels], rows))


def read_levels(data: NDArray[np.uint8], rows: int) -> NDArray[np.bool_]:
    """Read which rows have a value: runs and packed bits (parquet-format, RLE/bit-packing hybrid, width 1)."""
    present = np.zeros(rows, np.bool_)
    levels = data.data
    at = row = 0
    while row < rows:
        head, at = read_varint(levels, at)
        count = head >> 1
        if head & 1:
            bits = np.unpackbits(data[at : at + count], bitorder="little")[: rows - row]
            present[row : row + bits.size] = bits
            at, row = at + count, row + 8 * count
        else:
            present[row : row + count] = levels[at]
            at, row = at + 1, row + count
    return present


def value_at(values: Values, row: int) -> memoryview | None:
    """Return the bytes of a row's value; None where it has none."""
    if values.present is not None:
        if not values.present[row]:
            return None
        row = int(np.count_nonzero(values.present[:row]))
    start, end = skip_strings(values.data, row)
    return values.data.data[start:end]
