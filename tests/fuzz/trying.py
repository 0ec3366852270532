"""Tries a target on one spoilt document after another; the same seed gives the same documents."""

from __future__ import annotations

from random import Random
from time import process_time
from typing import NamedTuple

from tests.fuzz.mutating import mutate
from tests.fuzz.targets import Target

MOST_SECONDS = 3.0
"""Of computing, for a document of 64 KB at most; the promise is five for one of any size."""
TWICE = 16
"""One document in so many is read a second time: the same bytes give the same values."""


class Failure(NamedTuple):
    """A document on which a target failed: its number, its bytes, and how."""

    number: int
    data: bytes
    why: str


def make_case(name: str, target: Target, seed: int, number: int) -> bytes:
    """Make the spoilt document of a number."""
    return mutate(Random(f"{name} {seed} {number}"), target.seeds)


def try_case(target: Target, number: int, data: bytes) -> Failure | None:
    """Try a target on a document; say how it failed, where it did."""
    began = process_time()
    try:
        once = target.run(data)
        seconds = process_time() - began
        if number % TWICE == 0:
            assert target.run(data) == once, "read twice, it is not the same"
        assert seconds <= MOST_SECONDS, f"it took {seconds:.1f} s"
    except Exception as error:  # what is sought: none may come
        return Failure(number, data, f"{type(error).__name__}: {error}")
    return None


def try_for(name: str, target: Target, seconds: float, seed: int) -> tuple[int, list[Failure]]:
    """Try a target for so many seconds of computing; return how many documents it was, and the first few failures."""
    until, number, failures = process_time() + seconds, 0, list[Failure]()
    while process_time() < until and len(failures) < 5:
        failure = try_case(target, number, make_case(name, target, seed, number))
        failures += [failure] if failure else []
        number += 1
    return number, failures
