"""Texts for the tests of the corpus, made of a few words, and a way to find them again."""

from __future__ import annotations

from typing import Any

import numpy as np

from mediawire.corpus.corpus import Corpus
from mediawire.reuse.fingerprint import sketch

WORDS = """harbour council winter ferry engineer bridge window river budget teacher orchard signal market captain
    lantern village railway printer garden summer doctor mountain bakery theatre museum island valley letter""".split()


def write_text(seed: int, length: int = 30) -> str:
    """Write a text of made-up news, another one for each seed."""
    draw = np.random.default_rng(seed)
    return " ".join(WORDS[at] for at in draw.integers(0, len(WORDS), length)).capitalize() + "."


def write_row(seed: int, **fields: Any) -> dict[str, Any]:
    """Write a report as a record."""
    return {"id": f"report-{seed}", "text": write_text(seed), **fields}


def find(corpus: Corpus, text: str) -> set[str]:
    """Return the ids of the reports that have all features of a text."""
    hashes = np.unique(sketch([text]).hashes)
    counts = np.bincount(corpus.look_up(hashes)[0], minlength=1)
    return {corpus.id_of(number) for number in np.flatnonzero(counts == hashes.size).tolist()}
