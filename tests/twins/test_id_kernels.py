"""Strings as Arrow holds them: the kernels hash, compare and find what slow loops do."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

NAME = "mediawire.corpus.id_kernels"
MASK = (1 << 64) - 1

names = st.lists(st.text(st.sampled_from("aé9 \n\x00/"), max_size=6), max_size=8)


@pytest.fixture(scope="session")
def kernels(kernels_of: Callable[[str], ModuleType]) -> ModuleType:
    """Return the kernels, compiled or not."""
    return kernels_of(NAME)


def lay_out(strings: list[str]) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Lay strings out as Arrow does."""
    pieces = [string.encode() for string in strings]
    places = np.cumsum([0, *map(len, pieces)]).astype(np.int32)
    return places, np.frombuffer(b"".join(pieces), np.uint8)


def hash_slowly(string: str) -> int:
    """Hash a string: FNV-1a, then spread."""
    word = 0xCBF29CE484222325
    for byte in string.encode():
        word = (word ^ byte) * 0x100000001B3 & MASK
    word = (word ^ (word >> 32)) * 0x9E3779B97F4A7C15 & MASK
    return word ^ (word >> 32)


@given(names)
def test_each_string_has_its_hash(kernels: ModuleType, strings: list[str]) -> None:
    """The hash is of the bytes alone, wherever the string stands."""
    hashes = np.zeros(len(strings), np.uint64)

    kernels.hash_strings(*lay_out(strings), hashes)

    assert hashes.tolist() == [hash_slowly(string) for string in strings]


@given(names)
def test_blanks_are_marked(kernels: ModuleType, strings: list[str]) -> None:
    """A string of blanks, control characters or nothing is blank."""
    blank = np.zeros(len(strings), np.bool_)

    kernels.mark_blank(*lay_out(strings), blank)

    assert blank.tolist() == [all(letter <= " " for letter in string) for string in strings]


@given(names, names)
@example(own=["a", "a"], wanted=["a", "b", "a"])
def test_strings_are_found_under_their_hash(kernels: ModuleType, own: list[str], wanted: list[str]) -> None:
    """Each report that has one of the strings is found, also where several have the same."""
    hashes = [hash_slowly(string) & ~0xFFFFFF for string in own]
    keys = np.array(sorted(hashed | at for at, hashed in enumerate(hashes)), np.uint64)
    rows, reports = np.zeros(64, np.int64), np.zeros(64, np.int64)
    sought = np.array([hash_slowly(string) for string in wanted], np.uint64)

    found = kernels.find_strings(keys, *lay_out(own), sought, *lay_out(wanted), rows, reports)

    pairs = list(zip(rows[:found].tolist(), reports[:found].tolist(), strict=True))
    assert pairs == [(row, at) for row, name in enumerate(wanted) for at, other in enumerate(own) if name == other]


def test_two_ids_with_one_hash_are_told_apart(kernels: ModuleType) -> None:
    """Where the hashes agree, the strings themselves decide."""
    own, wanted = lay_out(["left", "right"]), lay_out(["right"])
    keys = np.array([(7 << 24) | 0, (7 << 24) | 1], np.uint64)
    rows, reports = np.zeros(4, np.int64), np.zeros(4, np.int64)

    found = kernels.find_strings(keys, *own, np.array([7 << 24], np.uint64), *wanted, rows, reports)

    assert (found, reports[:found].tolist()) == (1, [1])


def test_more_is_found_than_there_is_room_for(kernels: ModuleType) -> None:
    """What does not fit is counted, so that the caller can make room."""
    own, wanted = lay_out(["a"] * 5), lay_out(["a"])
    hashed = hash_slowly("a") & ~0xFFFFFF
    rows, reports = np.zeros(2, np.int64), np.zeros(2, np.int64)
    keys = np.array([hashed | at for at in range(5)], np.uint64)

    found = kernels.find_strings(keys, *own, np.array([hash_slowly("a")], np.uint64), *wanted, rows, reports)

    assert (found, reports.tolist()) == (5, [0, 1])


@given(names.filter(bool), st.data())
def test_a_string_is_reached_over_those_before_it(kernels: ModuleType, strings: list[str], data: st.DataObject) -> None:
    """Each string stands behind its length; its bytes are found by walking over the others."""
    plain = b"".join(len(string.encode()).to_bytes(4, "little") + string.encode() for string in strings)
    at = data.draw(st.integers(0, len(strings) - 1))

    start, end = kernels.skip_strings(np.frombuffer(plain, np.uint8), at)

    assert plain[start:end] == strings[at].encode()


def test_a_page_cut_short_ends_the_walk(kernels: ModuleType) -> None:
    """A length that leads past the end is no reason to read what is not there."""
    broken = np.frombuffer((1_000).to_bytes(4, "little") + b"ab", np.uint8)

    start, end = kernels.skip_strings(broken, 3)

    assert start > broken.size
    assert end == start
