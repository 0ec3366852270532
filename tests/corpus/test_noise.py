"""What an outlet prints on its pages is learned from a corpus, and told as furniture in comparisons."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediawire import compare, open_corpus
from mediawire.corpus.corpus import Corpus

STORY = (
    "The harbour board has agreed to close the eastern quay for repairs until the end of May.\n\n"
    "Ferries will leave from the northern pier, where two more ticket windows are being built this week."
)
FOOTER = (
    "Wind from the west at eleven knots, visibility four miles, next high water at a quarter past six in the evening"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Return a corpus of forty pages of one outlet that share their last line, and of forty other outlets."""
    pages = [{"id": f"page {at}", "outlet": "Quay Post", "text": f"{own_words(at)}\n\n{FOOTER}"} for at in range(40)]
    others = [{"id": f"other {at}", "outlet": f"Outlet {at}", "text": STORY + own_words(at)} for at in range(40)]
    corpus = open_corpus(tmp_path / "corpus")
    corpus.add([*pages, *others])
    return corpus


def own_words(number: int) -> str:
    """Return a paragraph that no other number has."""
    return " ".join(f"word{number}x{at}" for at in range(40)) + "."


def test_what_an_outlet_repeats_is_page_noise(corpus: Corpus) -> None:
    """The line that all pages of an outlet end with is found where it stands; the report around it is not noise."""
    text = f"{STORY}\n\n{FOOTER}"

    noise = corpus.page_noise(text)

    assert len(noise) == 1
    assert noise[0].of(text) in FOOTER
    assert len(noise[0].of(text)) > 0.8 * len(FOOTER)


def test_a_story_in_forty_outlets_is_no_page_noise(corpus: Corpus) -> None:
    """How many outlets carry a story makes no noise of it."""
    assert corpus.page_noise(STORY) == ()


def test_page_noise_is_furniture_in_a_comparison(corpus: Corpus) -> None:
    """With the corpus at hand, a footer without any telling word is no insertion; without it, it is."""
    copy = f"{STORY}\n\n{FOOTER}"

    alone, informed = compare(STORY, copy), compare(STORY, copy, corpus=corpus)

    assert {passage.kind for passage in alone.passages} == {"kept", "inserted"}
    assert {passage.kind for passage in informed.passages} == {"kept", "furniture"}
    assert [(piece.kind, piece.span.of(copy)) for piece in informed.copy.document.furniture] == [("template", FOOTER)]
    assert informed.shares.copy_from_original == 1.0


def test_another_version_of_what_is_printed_often_stays_a_report(corpus: Corpus) -> None:
    """A text of nothing but noise is compared as it is."""
    comparison = compare(FOOTER, FOOTER, corpus=corpus)

    assert comparison.copy.document.furniture == ()
    assert comparison.shares.verbatim == 1.0
