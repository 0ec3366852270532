"""Postings: what the kernels pack is what a plain list of pairs says."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

NAME = "mediawire.corpus.postings_kernels"
NONE = np.zeros(0, np.bool_)

hashes = st.one_of(st.integers(0, (1 << 64) - 1), st.sampled_from([0, 1 << 29, 1 << 60, (1 << 64) - 1, 77 << 50]))
reports = st.lists(st.lists(hashes, max_size=8), min_size=1, max_size=9)


@pytest.fixture(scope="session")
def kernels(kernels_of: Callable[[str], ModuleType]) -> ModuleType:
    """Return the kernels, compiled or not."""
    return kernels_of(NAME)


class Packed(NamedTuple):
    """Postings as they are packed."""

    directory: NDArray[np.uint32]
    postings: NDArray[np.uint32]
    bucket_bits: int
    number_bits: int


def pairs_of(texts: list[list[int]]) -> list[tuple[int, int]]:
    """List what the postings say: the upper 35 bits of a feature, and a report that has it."""
    return sorted({(feature >> 29, number) for number, features in enumerate(texts) for feature in features})


def pack(kernels: ModuleType, texts: list[list[int]], bucket_bits: int = 7, pieces: int = 1) -> Packed:
    """Pack the features of reports, in one call or in several."""
    features = np.array([feature for text in texts for feature in text], np.uint64)
    offsets = np.cumsum([0, *map(len, texts)])
    keys = np.zeros(features.size, np.uint64)
    kernels.pack_keys(features, offsets, np.arange(len(texts), dtype=np.uint32), keys)
    keys.sort()
    directory = np.zeros((1 << bucket_bits) + 1, np.uint32)
    packed, bucket, written = [np.zeros(0, np.uint32)], 0, 0
    cuts = np.searchsorted(keys, np.array([(1 << 64) // pieces * at for at in range(1, pieces)], np.uint64))
    for piece in np.split(keys, cuts):
        postings = np.zeros(piece.size, np.uint32)
        bucket, count = kernels.pack_postings(piece, bucket_bits, 4, directory, bucket, written, postings)
        packed.append(postings[:count])
        written += count
    directory[bucket:] = written
    return Packed(directory, np.concatenate(packed), bucket_bits, 4)


def unpack(kernels: ModuleType, packed: Packed, start: int, end: int, **options: Any) -> list[tuple[int, int]]:
    """Unpack postings into pairs."""
    keys = np.zeros(end - start, np.uint64)
    shift, gone = options.get("shift", 0), options.get("gone", NONE)
    count = kernels.unpack_keys(*packed, start, end, shift, gone, keys)
    return [(key >> 29, key & ((1 << 29) - 1)) for key in keys[:count].tolist()]


def look_up(
    kernels: ModuleType, packed: Packed, first: int, gone: NDArray[np.bool_], wanted: list[int], cap: int, taken: Any
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Find the postings of features, and list them."""
    starts, ends = np.zeros((2, len(wanted)), np.int64)
    total = kernels.find_postings(*packed, np.array(wanted, np.uint64), starts, ends)
    numbers, which = np.zeros(total, np.uint32), np.zeros(total, np.int32)
    place = (starts, ends, packed.number_bits, first, gone, cap, taken)
    count = kernels.list_postings(packed.postings, *place, numbers, which)
    return numbers[:count], which[:count]


@given(reports, st.integers(7, 11), st.sampled_from([1, 2, 8]))
@example(texts=[[5, 5], [5]], bucket_bits=7, pieces=1)
def test_what_is_packed_comes_out_again(
    kernels: ModuleType, texts: list[list[int]], bucket_bits: int, pieces: int
) -> None:
    """Each feature of a report is there once, in order, however many calls packed them."""
    packed = pack(kernels, texts, bucket_bits, pieces)

    found = unpack(kernels, packed, 0, packed.postings.size)

    assert found == pairs_of(texts)


@given(reports, st.data())
def test_a_stretch_is_unpacked_alone(kernels: ModuleType, texts: list[list[int]], data: st.DataObject) -> None:
    """From anywhere to anywhere, with other numbers, and without reports that are gone."""
    packed = pack(kernels, texts)
    start = data.draw(st.integers(0, packed.postings.size))
    end = data.draw(st.integers(start, packed.postings.size))
    gone = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), np.bool_)

    found = unpack(kernels, packed, start, end, shift=100, gone=gone)

    assert found == [(feature, number + 100) for feature, number in pairs_of(texts)[start:end] if not gone[number]]


@given(reports, hashes)
def test_the_place_of_a_key_is_found(kernels: ModuleType, texts: list[list[int]], limit: int) -> None:
    """As many postings stand before a key as are less."""
    packed = pack(kernels, texts)

    count = kernels.count_below(*packed, np.uint64(limit >> 29 << 29))

    assert count == sum(feature < limit >> 29 for feature, _ in pairs_of(texts))


@given(reports, st.lists(hashes, max_size=6), st.integers(1, 4))
def test_features_are_looked_up(kernels: ModuleType, texts: list[list[int]], wanted: list[int], cap: int) -> None:
    """The first reports that have a feature are listed, at most so many, and not those that are gone."""
    packed = pack(kernels, texts)
    wanted = [*wanted, *texts[0][:2]]
    gone = np.arange(len(texts)) % 3 == 1
    taken = np.zeros(len(wanted), np.int64)

    numbers, which = look_up(kernels, packed, 1_000, gone, wanted, cap, taken)

    there = [[n for feature, n in pairs_of(texts) if feature == w >> 29 and not gone[n]][:cap] for w in wanted]
    assert list(zip(which.tolist(), numbers.tolist(), strict=True)) == [
        (at, number + 1_000) for at, found in enumerate(there) for number in found
    ]
    assert taken.tolist() == [len(found) for found in there]


def test_the_cap_holds_over_several_indexes(kernels: ModuleType) -> None:
    """What an earlier index gave counts."""
    packed = pack(kernels, [[9 << 40]] * 6)
    taken = np.array([3], np.int64)

    numbers, _ = look_up(kernels, packed, 0, NONE, [9 << 40], 5, taken)

    assert numbers.tolist() == [0, 1]


def test_a_feature_of_many_reports_is_found_whole(kernels: ModuleType) -> None:
    """More postings than are looked at one by one."""
    packed = pack(kernels, [[9 << 40, 10 << 40]] * 16 + [[]])
    starts, ends = np.zeros(2, np.int64), np.zeros(2, np.int64)

    total = kernels.find_postings(*packed, np.array([9 << 40, 10 << 40], np.uint64), starts, ends)

    assert (total, (ends - starts).tolist()) == (32, [16, 16])
