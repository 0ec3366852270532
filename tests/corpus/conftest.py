"""What the tests of the corpus on disk share: a folder, and an empty corpus in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediawire.corpus.corpus import Corpus, open_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where a corpus is to be."""
    return tmp_path / "corpus"


@pytest.fixture
def corpus(folder: Path) -> Iterator[Corpus]:
    """Return an empty corpus."""
    with open_corpus(folder) as corpus:
        yield corpus
