"""The sets are read whole, with their texts as they are and their gold in place."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.data import clough, counter, msrp, pan13, polnear, reuters_pairs

pytestmark = [pytest.mark.quality, pytest.mark.usefixtures("data")]


def test_pan_has_its_pairs_and_every_case_lies_in_its_texts() -> None:
    """5,185 pairs; the kinds' cases are as many as the data's README says."""
    cases: Counter[str] = Counter()
    outside = 0

    for pair in pan13():
        cases[pair.kind] += len(pair.cases)
        outside += sum(len(pair.copy) < case.copy.end or len(pair.original) < case.original.end for case in pair.cases)

    assert cases == {"clean": 0, "none": 1252, "random": 1267, "translation": 1250, "summary": 238}
    assert outside == 0


def test_counter_has_its_pairs() -> None:
    """300 pairs of reports with headline and body, in three classes."""
    pairs = list(counter())

    classes = Counter(pair.derivation for pair in pairs)

    assert classes == {"WD": 69, "PD": 139, "ND": 92}
    assert all(side.headline and side.body for pair in pairs for side in (pair.original, pair.copy))


def test_clough_has_its_answers() -> None:
    """95 answers to five tasks, in four categories."""
    answers = list(clough())

    categories = Counter(answer.category for answer in answers)

    assert categories == {"non": 38, "cut": 19, "light": 19, "heavy": 19}
    assert Counter(answer.task for answer in answers) == dict.fromkeys("abcde", 19)


def test_reuters_pairs_know_whether_the_headline_changed() -> None:
    """3,532 pairs of versions; the mark agrees with the two headlines in each of them."""
    pairs = list(reuters_pairs())

    agreeing = [(pair.original.headline != pair.copy.headline) == pair.headline_changed for pair in pairs]

    assert len(agreeing) == 3532
    assert all(agreeing)


def test_msrp_has_its_pairs() -> None:
    """3,676 sentence pairs, two thirds of them paraphrases; no row is run into another."""
    pairs = list(msrp())

    paraphrases = sum(pair.is_paraphrase for pair in pairs)

    assert (len(pairs), paraphrases) == (3676, 2485)
    assert max(len(pair.second) for pair in pairs) < 300


@pytest.mark.parametrize(("split", "reports", "attributions"), [("dev", 94, 2320), ("train", 919, 22501)])
def test_polnear_spans_lie_in_their_texts(split: str, reports: int, attributions: int) -> None:
    """Each attribution's pieces are pieces of its report."""
    read = list(polnear(split))

    pieces = [
        span.of(report.text)
        for report in read
        for attribution in report.attributions
        for span in (*attribution.source, *attribution.cue, *attribution.content)
    ]

    assert len(read) == reports
    assert sum(len(report.attributions) for report in read) == attributions
    assert all(piece.strip() for piece in pieces)
