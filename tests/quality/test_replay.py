"""Real version pairs replay: what is reported makes the copy out of the original, character for character."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.archives import digest
from bench.data import reuters_pairs
from bench.replay import faults
from mediawire import compare

PAIRS_DIGEST = "4ccbad612dd93ae7d8185a5731f54770ec7561d1e455b90090b20d8249d0b903"
EVERY = 12
"""Each twelfth pair, so that the tests stay quick; ``python -m bench.replay`` takes all 3,532."""


@pytest.mark.quality
def test_the_edits_of_real_version_pairs_replay_to_the_copy(data: Path) -> None:
    """The passages of every pair tile both texts, and their edits give the copy."""
    assert digest(data / "reuters-2009-2010.version_pairs.tsv") == PAIRS_DIGEST
    pairs = list(reuters_pairs())[::EVERY]

    failing = [pair.story for pair in pairs if any(faults(compare(pair.original.text, pair.copy.text)))]

    assert len(pairs) > 290
    assert failing == []
