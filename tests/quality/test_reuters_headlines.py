"""Headlines of Reuters versions: ours and the file agree on every pair that keeps enough."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from bench.data import reuters_pairs
from bench.reuters_headlines import agreement, count_changes

pytestmark = pytest.mark.quality


def test_every_headline_that_changed_is_told(data: Path) -> None:
    """Every sixth pair, for time's sake: the bench command looks at them all."""
    counts = count_changes(islice(reuters_pairs(), 0, None, 6))

    assert counts.total() > 300
    assert agreement(counts) == 1.0
