"""Reads reports from files: JSON lines, JSON, CSV, Parquet, texts, folders of these, packed or not.

``read_reports(paths, refused)`` gives batches of the schema REPORTS. A broken row, line or file never stops the rest:
it goes to the refusals with its place and its reason. Memory does not grow with the files.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from io import BufferedReader
from pathlib import Path
from typing import Any

import pyarrow as pa

from mediawire.corpus.delimited import read_delimited
from mediawire.corpus.parquet_rows import read_parquet
from mediawire.corpus.refused import BROKEN_LINE, NO_UTF8, UNREADABLE, Place, Refusals
from mediawire.corpus.rows import gather_rows
from mediawire.corpus.streams import (
    PACKED_NAMES,
    Stream,
    describe_failure,
    find_json_codec,
    find_table_codec,
    in_utf8,
    open_file,
    read_lines,
    read_stream,
    show_bytes,
)
from mediawire.corpus.values import read_values
from mediawire.errors import InputError
from mediawire.files import MOST_BYTES, decode

STANDARD = "-"
STANDARD_INPUT = "standard input"
LINES = (".jsonl", ".ndjson", ".jl", ".jsonlines")
DELIMITERS = {".csv": None, ".tsv": "\t", ".tab": "\t"}
PARQUET = (".parquet", ".pq")
PARQUET_MARK = b"PAR1"
LEFT_OUT = ("_SUCCESS", "_metadata", "_common_metadata", "_committed_", "_started_")
"""What Spark puts beside its parts; so are names that begin with a dot."""
BLANK = b" \t\r\n"
WARNED = {"markup": "text that looks like a page with markup", "broken": "text with places that could not be decoded"}
"""Of the warnings about how a text was read, those that are counted here; the others show in what they lead to."""

Rows = Iterator[tuple[Place, Any]]


def read_reports(
    paths: Iterable[Path | str],
    refused: Refusals,
    fields: Mapping[str, str] | None = None,
    moved: Callable[[int], None] = lambda size: None,
) -> Iterator[pa.RecordBatch]:
    """Read reports from files and folders; ``-`` is standard input.

    ``fields`` names the columns of fields that are called otherwise: ``{"text": "body_text"}``. ``moved`` is told, as
    it goes, how many bytes of the files were read (see `count_bytes`).
    """
    for path, name in list_files(paths, refused):
        try:
            yield from read_file(path, name, refused, fields or {}, moved)
        except InputError as error:
            refused.refuse(Place(error.what), UNREADABLE, told=error.why)


def list_files(paths: Iterable[Path | str], refused: Refusals) -> Iterator[tuple[Path | None, str]]:
    """List the files, each with the name under which a text in it is filed; None is standard input.

    A file in a folder is named for its path within it, so that the folder may be moved.
    """
    for path in paths:
        if str(path) == STANDARD:
            yield None, STANDARD_INPUT
        elif Path(path).is_dir():
            yield from list_folder(Path(path), refused)
        else:
            yield Path(path), Path(path).as_posix()


def list_folder(folder: Path, refused: Refusals) -> Iterator[tuple[Path, str]]:
    """List the files of a folder and of those in it, by name; what is no regular file is left alone."""

    def refuse(error: OSError) -> None:
        refused.refuse(Place(str(error.filename)), UNREADABLE, told=describe_failure(error))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith((".", *LEFT_OUT)) and path.is_file():
                yield path, path.relative_to(folder).as_posix()


def count_bytes(paths: Iterable[Path | str]) -> int | None:
    """Count the bytes of the files, for a progress bar; None where standard input is among them."""
    if any(str(path) == STANDARD for path in paths):
        return None
    return sum(path.stat().st_size for path, _ in list_files(paths, Refusals()) if path and path.is_file())


def read_file(
    path: Path | None, name: str, refused: Refusals, fields: Mapping[str, str], moved: Callable[[int], None]
) -> Iterator[pa.RecordBatch]:
    """Read the reports of one file, whatever its kind."""
    shown = str(path or STANDARD_INPUT)
    with nullcontext(standard_input()) if path is None else open_file(path) as file:
        if path is not None and peek(file, shown).startswith(PARQUET_MARK):
            yield from read_parquet(path, refused, fields, moved)
        else:
            stream = read_stream(file, shown, refused, moved)
            yield from gather_rows(read_rows(stream, suffix_of(name), name, refused, fields), refused, fields)


def standard_input() -> BufferedReader:
    """Return the bytes of standard input."""
    if sys.stdin is None or not isinstance(sys.stdin.buffer, BufferedReader):
        raise InputError(STANDARD_INPUT, "it is closed")
    return sys.stdin.buffer


def peek(file: BufferedReader, shown: str) -> bytes:
    """Look at the first bytes of a file."""
    try:
        return file.peek(8)
    except OSError as error:
        raise InputError(shown, describe_failure(error)) from error


def suffix_of(name: str) -> str:
    """Return what a file is by its name, without what it is packed with."""
    lower = name.lower()
    for packed in PACKED_NAMES:
        lower = lower.removesuffix(packed)
    return Path(lower).suffix


def read_rows(stream: Stream, suffix: str, name: str, refused: Refusals, fields: Mapping[str, str]) -> Rows:
    """Read the rows of a file by what it is."""
    if suffix in PARQUET:
        raise InputError(stream.name, "not a Parquet file, or one whose beginning is lost")
    if suffix in DELIMITERS:
        return read_delimited(
            read_lines(in_utf8(stream, find_table_codec), stream.name, refused),
            *(stream.name, refused, fields, DELIMITERS[suffix]),
        )
    start = stream.head.removeprefix(b"\xef\xbb\xbf").lstrip(BLANK)[:1]
    if suffix in LINES or (suffix != ".txt" and start == b"{" and has_whole_line(stream.head)):
        return read_json_lines(stream, refused)
    if suffix == ".json" or (name == STANDARD_INPUT and start == b"[" and b'{"' in stream.head[:100]):
        return read_values(in_utf8(stream, find_json_codec), stream.name, refused)
    return read_single(stream, name, refused)


def has_whole_line(head: bytes) -> bool:
    """Tell whether the first line is a JSON object, so that the rest are lines too."""
    try:
        return isinstance(json.loads(head.lstrip(BLANK).partition(b"\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(stream: Stream, refused: Refusals) -> Rows:
    """Read JSON lines; a broken one is refused, and the next is read."""
    decoder = json.JSONDecoder()
    for number, line in read_lines(in_utf8(stream, find_json_codec), stream.name, refused):
        if not line or line.isspace():
            continue
        place = Place(stream.name, number)
        try:
            yield place, decoder.decode(line.decode())
        except UnicodeDecodeError as error:
            told = f"{NO_UTF8} (byte {error.start + 1:,})"
            refused.refuse(place, NO_UTF8, raw=show_bytes(line), told=told)
        except (ValueError, RecursionError) as error:
            told = f"{BROKEN_LINE} ({str(error).partition(': line')[0]})"
            refused.refuse(place, BROKEN_LINE, raw=show_bytes(line), told=told)


def read_single(stream: Stream, name: str, refused: Refusals) -> Rows:
    """Read a whole file as the text of one report, which is named for the file; on standard input by its digest."""
    pieces, size = [], 0
    for chunk in stream.chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size > MOST_BYTES:
            raise InputError(stream.name, f"larger than {MOST_BYTES >> 20} MB")
    text = decode(b"".join(pieces), stream.name)
    for note in (note for word, note in WARNED.items() if any(word in warning for warning in text.warnings)):
        refused.note(note)
    yield Place(stream.name), {"id": None if name == STANDARD_INPUT else name, "text": text.text}
