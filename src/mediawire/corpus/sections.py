"""Many arrays in one file, mapped into memory one by one.

The file begins with eight letters and the length of a head of JSON, which gives for each array its type, its shape and
its place. One file for all of them is one file to bring to the disk: a single report is searchable in milliseconds.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from mediawire.corpus.durable import map_file
from mediawire.errors import CorpusBroken

LETTERS = b"MWINDEX1"
HEAD = struct.Struct("<8sQ")
ALIGNED = 64


class SectionsWriter:
    """Writes arrays one after the other, also piece by piece; the head comes last and says where they are."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.sections: dict[str, dict[str, Any]] = {}
        self.file.write(HEAD.pack(LETTERS, 0))

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Write an array whole."""
        self.begin(name, array.dtype)
        self.go_on(array)

    def begin(self, name: str, dtype: np.dtype[Any]) -> None:
        """Begin an array that comes in pieces, which are put end to end."""
        self.file.write(bytes(-self.file.tell() % ALIGNED))
        described = dtype.descr if dtype.names else dtype.str
        self.sections[name] = {"dtype": described, "place": self.file.tell(), "count": 0}

    def go_on(self, array: NDArray[Any]) -> None:
        """Write the next piece of the array begun last."""
        self.file.write(np.ascontiguousarray(array).data)
        self.sections[next(reversed(self.sections))]["count"] += array.size

    def end(self, **facts: Any) -> None:
        """Write the head: all that is needed to read the file, and some facts more."""
        place = self.file.tell()
        self.file.write(json.dumps({"sections": self.sections, **facts}).encode())
        self.file.seek(0)
        self.file.write(HEAD.pack(LETTERS, place))


class Sections:
    """The arrays of a file as it is mapped; `CorpusBroken` where it is not what was written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = map_file(path)
        try:
            letters, place = HEAD.unpack_from(self.data)
            self.facts: dict[str, Any] = json.loads(self.data[place:])
            self.sections: Mapping[str, dict[str, Any]] = self.facts["sections"]
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise CorpusBroken(str(path), "is damaged") from error
        if letters != LETTERS:
            raise CorpusBroken(str(path), "is no index of mediawire")

    def array(self, name: str) -> NDArray[Any]:
        """Return an array without reading it."""
        section = self.sections[name]
        dtype = section["dtype"]
        made = np.dtype([tuple(column) for column in dtype] if isinstance(dtype, list) else dtype)
        try:
            return np.frombuffer(self.data, made, section["count"], section["place"])
        except ValueError as error:
            raise CorpusBroken(str(self.path), "is damaged") from error
