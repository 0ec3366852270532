"""How well the article's text is taken from pages, beside others: ``python -m bench.page_bodies``.

**Segments** (trafilatura's evaluation, 990 pages): a wanted segment in the text is a true positive, a missing one a
false negative, an unwanted segment in the text a false positive. Ours is measured on each half of the hosts with the
model fitted on the other one, and, last, with the one fitted on all, as it ships. A segment is looked for as it is
written, and with blanks folded on both sides.

**Words** (readability 130 pages, newspaper4k 23): precision and recall of the words of the expected text, as multisets,
and their F, page by page. Ours is the model that has not seen the page.

**First words** (Postlight): the stated words stand among the first 600 letters; nothing was fitted on these.

Times are processor time a page. Ours is parsing, blocks, judging and cutting; decoding is apart for all.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from bench.page_sets import (
    FirstWordsPage,
    SegmentPage,
    TextPage,
    decoded,
    newspaper_pages,
    postlight_pages,
    readability_pages,
    segment_pages,
)
from mediawire.wire.document import Document
from mediawire.wire.markup import parse_markup
from mediawire.wire.page_body import take_page_body
from mediawire.wire.page_body_weights import FITTED_ON, MODEL
from mediawire.wire.page_judges import read_weights

WANTED_F = 0.94
_TABLE = json.loads(Path(__file__).with_name("page_body_halves.json").read_text(encoding="utf-8"))
HALVES = tuple(read_weights(half) for half in _TABLE["halves"])
"""The model fitted on each half of the hosts."""
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_BEGINNING = 600

Extract = Callable[[str, int], str]
"""Takes the text of a page out of its decoded markup; the number is the half that the page is in, 2 where in none."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the segments."""

    found: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """Return the share of the right ones in what was taken."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of what was taken in what is wanted."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


class Taken(NamedTuple):
    """The texts that an extractor took of some pages, and the processor time that one page cost it."""

    texts: list[str]
    seconds: float


def take_ours(markup: str, half: int) -> str:
    """Take a page's text with the model that has not seen its host."""
    model = MODEL if half > 1 else HALVES[1 - half]
    return take_page_body(parse_markup(markup), Document(b""), model).body.text


def take_shipped(markup: str, half: int) -> str:
    """Take a page's text as every user does."""
    return take_page_body(parse_markup(markup), Document(b"")).body.text


def list_peers() -> dict[str, Extract]:
    """List the extractors that are installed."""
    peers: dict[str, Extract] = {}
    if find_spec("trafilatura"):
        import trafilatura

        peers["trafilatura"] = lambda markup, _: trafilatura.extract(markup, include_comments=False) or ""
        peers["trafilatura, precision"] = lambda markup, _: (
            trafilatura.extract(markup, include_comments=False, favor_precision=True) or ""
        )
    if find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        peers["resiliparse"] = lambda markup, _: extract_plain_text(markup, main_content=True, alt_texts=False)
    if find_spec("newspaper"):
        import newspaper

        peers["newspaper4k"] = lambda markup, _: newspaper.article("http://page.test", input_html=markup).text
    return peers


def take_all(extract: Extract, pages: Sequence[SegmentPage | TextPage | FirstWordsPage]) -> Taken:
    """Take the texts of pages."""
    texts, spent = [], 0.0
    for page in pages:
        markup = decoded(page.data)
        start = time.process_time()
        try:
            text = extract(markup, page.half)
        except Exception as error:  # a peer's: it counts as no text
            print(f"  {type(error).__name__} on one page")
            text = ""
        spent += time.process_time() - start
        texts.append(text)
    return Taken(texts, spent / max(1, len(texts)))


def count_segments(pages: Iterable[SegmentPage], texts: Iterable[str], fold_blanks: bool = False) -> Counts:
    """Count the segments that are in the texts as they should be, and as they should not."""
    found = missed = wrong = 0
    for page, text in zip(pages, texts, strict=True):
        held = " ".join(text.split()) if fold_blanks else text
        for segments, is_wanted in ((page.wanted, True), (page.unwanted, False)):
            for segment in segments:
                is_in = (" ".join(segment.split()) if fold_blanks else segment) in held
                found += is_wanted and is_in
                missed += is_wanted and not is_in
                wrong += is_in and not is_wanted
    return Counts(found, missed, wrong)


def score_words(expected: str, text: str) -> float:
    """Return the F of a text's words against the expected ones, as multisets; scripts without blanks by letters."""
    right, taken = _count_words(expected), _count_words(text)
    shared = (right & taken).total()
    return 2 * shared / max(1, right.total() + taken.total())


def _count_words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_CJK.sub(r" \g<0> ", text).lower()))


def begins_right(page: FirstWordsPage, text: str) -> bool:
    """Say whether the stated first words stand near the beginning of a text."""
    words = "".join(_WORD.findall(page.first_words.rstrip(".…").lower()))
    return words in "".join(_WORD.findall(text[:_BEGINNING].lower()))


def print_segments(extractors: dict[str, Extract]) -> None:
    """Print the figures on segments."""
    pages = list(segment_pages())
    print(f"segments, {len(pages)} pages; F asked: {WANTED_F}")
    print(f"{'':44}precision  recall      F   blanks folded   ms a page")
    for name, extract in extractors.items():
        taken = take_all(extract, pages)
        counts, folded = (count_segments(pages, taken.texts, fold) for fold in (False, True))
        line = f"  {name:<42}{counts.precision:9.4f}{counts.recall:8.4f}{counts.f:7.4f}{folded.f:16.4f}"
        print(f"{line}{1000 * taken.seconds:12.1f}", flush=True)
        if extract is take_ours:
            for half in (0, 1):
                part = [(page, text) for page, text in zip(pages, taken.texts, strict=True) if page.half == half]
                counts = count_segments([page for page, _ in part], [text for _, text in part])
                line = f"{counts.precision:9.4f}{counts.recall:8.4f}{counts.f:7.4f}"
                print(f"    half {half}, {len(part)} pages{'':26}{line}")


def print_words(extractors: dict[str, Extract]) -> None:
    """Print the figures on whole texts and on first words."""
    for name, texts in (("readability", list(readability_pages())), ("newspaper4k", list(newspaper_pages()))):
        print(f"words of {name}, {len(texts)} pages: mean F")
        for peer, extract in extractors.items():
            taken = take_all(extract, texts)
            scores = [score_words(page.text, text) for page, text in zip(texts, taken.texts, strict=True)]
            print(f"  {peer:<42}{mean(scores):9.4f}", flush=True)
    begun = list(postlight_pages())
    print(f"first words of postlight, {len(begun)} pages: share near the beginning")
    for peer, extract in extractors.items():
        taken = take_all(partial(_take_stranger, extract), begun)
        print(f"  {peer:<42}{mean(map(begins_right, begun, taken.texts)):9.4f}", flush=True)


def _take_stranger(extract: Extract, markup: str, half: int) -> str:
    """Take the text of a page that is in no half."""
    return extract(markup, 2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all figures, ours beside those of others."""
    parser = argparse.ArgumentParser(description="the article's text taken from pages, beside others")
    parser.add_argument("--ours", action="store_true", help="leave the others out")
    options = parser.parse_args(arguments)
    print(f"fitted on {FITTED_ON}")
    extractors: dict[str, Extract] = {} if options.ours else list_peers()
    extractors |= {"mediawire, host not seen": take_ours, "mediawire, as shipped": take_shipped}
    print_segments(extractors)
    print_words(extractors)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
