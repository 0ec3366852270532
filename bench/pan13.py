"""Reuse in other words on PAN 2013: plagdet for each kind, on either half of the pairs and on all; and false alarms.

``python -m bench.pan13 [--constants]``

The first table is what ``compare`` lists as reuse; the others are the search in other words alone.

Constants are fitted on one half of the pairs, drawn by a seed (``bench.fit_paraphrase``); the other half shows what the
fit is worth. The method itself was designed looking at pairs of both halves, and pairs share texts. A false alarm is a
passage found in two articles of the news that have nothing to do with each other.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import NamedTuple

from bench.archives import unpacked
from bench.data import PAN_KINDS, Case, PanPair, pan13
from bench.score import Score, score
from mediawire.report import Report, Span
from mediawire.reuse.alike import find_alike
from mediawire.reuse.constants import PARAPHRASE, ParaphraseConstants
from mediawire.reuse.paraphrase import find_echoes, find_passages
from mediawire.reuse.passages import Side
from mediawire.reuse.reading import Reading as FullReading
from mediawire.text.blocks import split_blocks
from mediawire.text.sentences import find_sentences
from mediawire.text.tokens import Tokens, scan

REACH = {"none": 0.95, "random": 0.90, "translation": 0.89, "summary": 0.561, "all": 0.89}
"""What is asked; for summaries, what Sanchez-Perez and others reached in 2014 on the test half."""

HALVES_SEED = 2013
NEWS_SEED = 2014
NEWS_ARTICLES, NEWS_PAIRS = 2_000, 10_000
HIGHEST_FALSE_ALARMS = 0.01


class Reading(NamedTuple):
    """A text's words and sentences."""

    tokens: Tokens
    sentences: tuple[Span, ...]


class Corpus(NamedTuple):
    """The pairs of PAN 2013, and each text read once, by its name."""

    pairs: tuple[PanPair, ...]
    readings: Mapping[str, Reading]


Found = Mapping[int, Sequence[Case]]
"""What was found in each pair, by the pair's number."""


def read(text: str) -> Reading:
    """Read a text that is nothing but text: no headline, no furniture."""
    sentences = [find_sentences(text, block.start, block.end) for block in split_blocks(text)]
    return Reading(scan(text), tuple(span for block in sentences for span in block))


@cache
def corpus() -> Corpus:
    """Load the pairs and read their texts."""
    pairs = tuple(pan13())
    texts = {
        name: text
        for pair in pairs
        for name, text in ((pair.original_name, pair.original), (pair.copy_name, pair.copy))
    }
    return Corpus(pairs, {name: read(text) for name, text in texts.items()})


def halves(count: int) -> tuple[list[int], list[int]]:
    """Return the numbers of the pairs to fit on, and of those to judge by."""
    numbers = list(range(count))
    random.Random(HALVES_SEED).shuffle(numbers)
    return sorted(numbers[: count // 2]), sorted(numbers[count // 2 :])


def find_cases(numbers: Iterable[int], constants: ParaphraseConstants = PARAPHRASE) -> dict[int, tuple[Case, ...]]:
    """Return what is found in the pairs of those numbers."""
    pairs, readings = corpus()
    found = {}
    for number in numbers:
        original, copy = readings[pairs[number].original_name], readings[pairs[number].copy_name]
        passages = find_passages(original.tokens, copy.tokens, original.sentences, copy.sentences, constants)
        found[number] = tuple(Case(passage.copy, passage.original) for passage in passages)
    return found


def find_through_the_door() -> dict[int, tuple[Case, ...]]:
    """Return what ``compare`` lists as reuse in all pairs; each text is read once, as a page of the news is read."""
    pairs = corpus().pairs
    sides: dict[str, Side] = {}
    for pair in pairs:
        for name, text in ((pair.original_name, pair.original), (pair.copy_name, pair.copy)):
            if name not in sides:
                sides[name] = FullReading.of(Report.of(text)).side
    return {
        number: tuple(
            Case(each.copy, each.original)
            for each in find_alike(sides[pair.original_name], sides[pair.copy_name]).reuse
        )
        for number, pair in enumerate(pairs)
    }


def judge(found: Found) -> dict[str, Score]:
    """Score each kind on its own pairs, as PAN does, and all together."""
    pairs = corpus().pairs
    truth = {number: pairs[number].cases for number in found}
    scores = {}
    for kind in [kind for kind in PAN_KINDS if kind != "clean"]:
        numbers = [number for number in found if pairs[number].kind == kind]
        scores[kind] = score({n: truth[n] for n in numbers}, {n: found[n] for n in numbers})
    return scores | {"all": score(truth, found)}


def clean_alarms(found: Found) -> tuple[int, int]:
    """Count the clean pairs in which something was found, and the clean pairs."""
    clean = [cases for number, cases in found.items() if corpus().pairs[number].kind == "clean"]
    return sum(map(bool, clean)), len(clean)


def news_pairs() -> Iterator[tuple[Reading, Reading]]:
    """Yield pairs of news articles that have nothing to do with each other."""
    draw = random.Random(NEWS_SEED)
    with unpacked("base.jsonl.xz").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in draw.sample(list(file), NEWS_ARTICLES)]
    articles = [read("\n\n".join([row["title"], *row["paras"]])) for row in rows]
    for _ in range(NEWS_PAIRS):
        original, copy = draw.sample(articles, 2)
        yield original, copy


def news_alarms(constants: ParaphraseConstants = PARAPHRASE) -> tuple[int, int]:
    """Count the pairs of unrelated news articles in which something was found, and the pairs."""
    found = [
        find_passages(original.tokens, copy.tokens, original.sentences, copy.sentences, constants)
        for original, copy in news_pairs()
    ]
    return sum(map(bool, found)), len(found)


def echo_alarms(constants: ParaphraseConstants = PARAPHRASE) -> tuple[int, int]:
    """Count the sentences of unrelated news articles that were taken for an echo of the other, and the sentences."""
    found = [
        echo
        for original, copy in news_pairs()
        for echo in find_echoes(
            original.tokens, copy.tokens, original.sentences, copy.sentences, copy.sentences, constants
        )
    ]
    return sum(echo is not None for echo in found), len(found)


def main() -> None:
    """Print the figures beside what is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--constants", action="store_true", help="print the constants, too")
    asked = parser.parse_args()
    fitted, other = halves(len(corpus().pairs))
    find_cases(fitted[:50])
    started = time.process_time()
    found = find_cases(range(len(corpus().pairs)))
    seconds = time.process_time() - started
    _print_scores("compare, all", find_through_the_door())
    for name, numbers in (("fitted half", fitted), ("other half", other), ("all pairs", sorted(found))):
        _print_scores(name, {number: found[number] for number in numbers})
    alarms, pairs = news_alarms()
    print(f"unrelated news pairs with a false alarm: {alarms} of {pairs:,}, asked: under {HIGHEST_FALSE_ALARMS:.0%}")
    echoes, sentences = echo_alarms()
    print(f"sentences of unrelated news taken for an echo: {echoes} of {sentences:,}")
    print(f"{1000 * seconds / len(found):.2f} ms a pair, texts read and sentences found before")
    if asked.constants:
        print(asdict(PARAPHRASE))


def _print_scores(name: str, found: Found) -> None:
    print(f"{name:12} plagdet  asked   precision  recall  granularity")
    for kind, figures in judge(found).items():
        print(
            f"  {kind:12}{figures.plagdet:.3f}  {REACH[kind]:.3f}      {figures.precision:.3f}   {figures.recall:.3f}"
            f"        {figures.granularity:.3f}"
        )
    alarms, clean = clean_alarms(found)
    print(f"  clean pairs with a false alarm: {alarms} of {clean:,}\n")


if __name__ == "__main__":
    main()
