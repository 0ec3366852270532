"""Paraphrases in MSRP's training half: what cross-validation reaches, less half a hundredth, is the floor."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from bench.msrp import cross_validate, load, tell_shipped

pytestmark = pytest.mark.quality


def test_paraphrases_by_the_agreement_of_sentences(data: Path) -> None:
    """F1 of the paraphrases, with the threshold fitted on other pairs; above what calling all so gives."""
    scores, is_paraphrase = load()

    figures = cross_validate(scores, is_paraphrase)

    everything = 2 * is_paraphrase.mean() / (1 + is_paraphrase.mean())
    assert mean(figures) >= 0.818
    assert mean(figures) > everything + 0.01


def test_paraphrases_at_the_shipped_agreement(data: Path) -> None:
    """F1 of the paraphrases as the product tells them."""
    assert tell_shipped() >= 0.818
