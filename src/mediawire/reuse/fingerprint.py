"""Texts -> the rare features under which they are filed and found, and their words with places; many texts at once.

The kernels read a table's own memory (UTF-8 and offsets, as Arrow keeps strings), so that no word ever becomes a Python
object. Words are those of ``text.tokens``, to the bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mediawire.reuse import sketch_kernels as kernels
from mediawire.text import folding

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

NO_TRICKS = np.empty((0, 3), np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """The features of some texts, in the order of each text.

    ``hashes``   (n,) uint64     all 64 bits are spread evenly
    ``offsets``  (m + 1,) int64  text i has hashes[offsets[i] : offsets[i + 1]]
    ``words``    (m,) uint32     words of each text
    """

    hashes: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    words: NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Scanned:
    """The words of some texts, with their places in code points of their own text.

    ``ids``           (n,) uint64     hash of the folded word, as text.tokens has it
    ``starts``, ``ends``  (n,) int32  half-open
    ``offsets``       (m + 1,) int64  text i has ids[offsets[i] : offsets[i + 1]]
    """

    ids: NDArray[np.uint64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    offsets: NDArray[np.int64]


def sketch(texts: pa.Array | Sequence[str]) -> Features:
    """Return the features of texts: an Arrow array of strings, or any strings; a null is an empty text.

    >>> sketch(["One two three four five six seven.", "", "ONE: two three four five six, seven!"]).offsets.tolist()
    [0, 1, 1, 2]
    """
    data, offsets = lay_out(texts)
    count, size, longest = measure(offsets)
    words, codes, places = room_for(longest)
    features = np.empty(size // 2 + 2 * count + 2, np.uint64)
    ends, lengths = np.empty(count, np.int64), np.empty(count, np.uint32)
    kernels.sketch_texts(
        data, offsets, *folding.load_table(), words, codes, *places, NO_TRICKS, features, ends, lengths
    )
    found = int(ends[-1]) if count else 0
    return Features(features[:found].copy(), begin_at_zero(ends), lengths)


def scan_all(texts: pa.Array | Sequence[str]) -> Scanned:
    """Return the words of texts with their places: an Arrow array of strings, or any strings; a null is an empty text.

    >>> scan_all(["Oslo, Bergen", "Oslo"]).ends.tolist()
    [4, 12, 4]
    """
    data, offsets = lay_out(texts)
    count, size, longest = measure(offsets)
    ids, places = np.empty(size + 1, np.uint64), np.empty((2, size + 1), np.int32)
    ends = np.empty(count, np.int64)
    codes = np.empty(longest + 1, np.uint32)
    kernels.scan_texts(data, offsets, *folding.load_table(), codes, NO_TRICKS, ids, *places, ends)
    found = int(ends[-1]) if count else 0
    return Scanned(ids[:found].copy(), places[0, :found].copy(), places[1, :found].copy(), begin_at_zero(ends))


def lay_out(texts: pa.Array | Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """Return texts as one run of bytes in UTF-8, and where each begins in it: (m + 1,) int32 or int64."""
    if isinstance(texts, Sequence):
        pieces = [text.encode("utf-8", "surrogatepass") if text else b"" for text in texts]
        offsets = np.zeros(len(pieces) + 1, np.int64)
        np.cumsum([len(piece) for piece in pieces], out=offsets[1:])
        return np.frombuffer(b"".join(pieces) or b"\0", np.uint8), offsets
    _, places, data = texts.buffers()
    kind: np.dtype[Any] = np.dtype(np.int64 if str(texts.type).startswith("large_") else np.int32)
    if places is None or not len(texts):
        return np.zeros(1, np.uint8), np.zeros(len(texts) + 1, kind)
    offsets = np.frombuffer(places, kind, len(texts) + 1, texts.offset * kind.itemsize)
    return np.frombuffer(data if data is not None and data.size else b"\0", np.uint8), offsets


def measure(offsets: NDArray[Any]) -> tuple[int, int, int]:
    """Return how many texts there are, how many bytes they have, and how many the longest of them."""
    count = len(offsets) - 1
    return count, int(offsets[-1] - offsets[0]), int(np.diff(offsets).max()) if count else 0


def room_for(longest: int) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.int32]]:
    """Return arrays for the kernels to write into, for a text of at most so many bytes."""
    size = longest + 2
    return np.empty((2, size), np.uint64), np.empty(size, np.uint32), np.empty((2, size), np.int32)


def begin_at_zero(ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each of some runs begins, and where the last ends, from where each ends."""
    return np.concatenate([np.zeros(1, np.int64), ends])
