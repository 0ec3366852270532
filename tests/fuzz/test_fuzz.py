from __future__ import annotations

import os
from random import Random

import pytest

from tests.fuzz.mutating import LONGEST, mutate
from tests.fuzz.seeds import FEEDS
from tests.fuzz.targets import list_targets
from tests.fuzz.trying import make_case, try_for

TARGETS = list_targets()
SECONDS = float(os.environ.get("MEDIAWIRE_FUZZ_SECONDS", "60")) / len(TARGETS)


@pytest.mark.fuzz
@pytest.mark.parametrize("name", TARGETS)
def test_no_bytes_break_it(name: str) -> None:
    """Whatever is made of a document: a reading that is well-formed, or a clear refusal, and no error."""
    number, failures = try_for(name, TARGETS[name], SECONDS, seed=0)

    assert number
    assert not failures, [(failure.number, failure.why[:300], failure.data[:300]) for failure in failures]


def test_a_seed_gives_the_same_documents() -> None:
    """A failure can be had again from its number."""
    target = TARGETS["anything"]

    first, again, other = (make_case("anything", target, seed, 7) for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_no_document_grows_without_bound() -> None:
    """What repeats itself is cut."""
    sizes = [len(mutate(Random(number), FEEDS)) for number in range(200)]

    assert max(sizes) <= LONGEST
    assert len(set(sizes)) > 50
