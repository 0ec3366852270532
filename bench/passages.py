"""Alignment of planted pairs beside its peers, in one run: character F1 per kind of copy, and pairs a CPU-second.

``python -m bench.passages [--pairs N] [--corpus N] [--fit]``

A pair is a planted copy and its source; *moved* is a republished copy whose paragraphs stand in another order.
Precision and recall are counted in code points of the copy, white space and boilerplate left out, against the gold
spans. What a peer reports as equal runs is made into spans in one way for all: runs of at least four words, joined
over gaps of at most twelve.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bench.data import PlantedCopy, planted

Spans = list[tuple[int, int]]
WORD = re.compile(r"\w+")
GAP_CHARACTERS = 60
REACH = {"mean": 0.985, "kind": 0.97, "moved": 0.99, "pairs": 40_000, "ratio": 15}


class Pair(NamedTuple):
    """An original, its copy, and where in the copy what was copied stands."""

    kind: str
    original: str
    copy: str
    gold: Spans
    """Places in the copy."""


def pairs_of(corpus_size: int, per_kind: int) -> list[Pair]:
    """Draw so many pairs of each kind, and as many of republished text with its paragraphs in another order."""
    draw = random.Random(7)
    relations = list(planted(corpus_size))
    draw.shuffle(relations)
    by_kind: dict[str, list[Pair]] = {}
    for relation in relations:
        drawn = by_kind.setdefault(relation.kind, [])
        if len(drawn) < per_kind:
            gold = [(case.copy.start, case.copy.end) for case in relation.cases]
            drawn.append(Pair(relation.kind, relation.original, relation.copy, gold))
    by_kind["moved"] = [_moved(pair, draw) for pair in by_kind["republish"]]
    return [pair for kind in sorted(by_kind) for pair in by_kind[kind]]


def moved_pair(copy: PlantedCopy, seed: int) -> Pair:
    """Return a planted copy with the passages that were copied in another order."""
    gold = [(case.copy.start, case.copy.end) for case in copy.cases]
    return _moved(Pair(copy.kind, copy.original, copy.copy, gold), random.Random(seed))


def _moved(pair: Pair, draw: random.Random) -> Pair:
    pieces = [pair.copy[b:e] for b, e in pair.gold]
    draw.shuffle(pieces)
    text, gold = pair.copy[: pair.gold[0][0]], []
    for piece in pieces:
        gold.append((len(text), len(text) + len(piece)))
        text += piece + "\n\n"
    return Pair("moved", pair.original, text + pair.copy[pair.gold[-1][1] :].lstrip(), gold)


def boilerplate(text: str, gold: Spans) -> Spans:
    """Return the paragraphs after the last gold span: the generator puts boilerplate there and nowhere else."""
    end = max(e for _, e in gold)
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.start() >= end]


def score(pair: Pair, found: Spans, *, with_boilerplate: bool = False) -> tuple[float, float]:
    """Return precision and recall in code points of the copy; boilerplate is left out unless it is to count."""
    mask = bytearray(len(pair.copy))
    for b, e in pair.gold:
        mask[b:e] = b"\1" * (e - b)
    said = bytearray(len(pair.copy))
    for b, e in found:
        said[b:e] = b"\1" * (e - b)
    skip = bytearray(len(pair.copy))
    for b, e in () if with_boilerplate else boilerplate(pair.copy, pair.gold):
        skip[b:e] = b"\1" * (e - b)
    counted = [i for i, char in enumerate(pair.copy) if not char.isspace() and not skip[i]]
    hit = sum(mask[i] & said[i] for i in counted)
    return hit / max(1, sum(said[i] for i in counted)), hit / max(1, sum(mask[i] for i in counted))


def ours(original: str, copy: str) -> Spans:
    """Find blocks with ``match``."""
    from mediawire.reuse.align import match

    return [(b, e) for _, _, b, e in match(original, copy).tolist()]


def ours_with_edits(original: str, copy: str) -> Spans:
    """Find blocks and the edits inside them with ``match_edits``."""
    from mediawire.reuse.align import match_edits

    spans, _ = match_edits(original, copy)
    return [(b, e) for _, _, b, e in spans.tolist()]


def through_the_door(original: str, copy: str) -> Spans:
    """Compare both texts whole, with facts and verdict, and take the list of reuse."""
    from mediawire import compare

    return [(each.copy.start, each.copy.end) for each in compare(original, copy).reuse]


def rapidfuzz_words(original: str, copy: str) -> Spans:
    """Align words with rapidfuzz."""
    from rapidfuzz.distance import Indel

    a, b, places = _words(original, copy)
    codes = Indel.opcodes(a, b)
    return _joined([(o.dest_start, o.dest_end) for o in codes if o.tag == "equal"], places)


def difflib_words(original: str, copy: str) -> Spans:
    """Align words with the standard library."""
    from difflib import SequenceMatcher

    return _matcher(SequenceMatcher, original, copy)


def cydifflib_words(original: str, copy: str) -> Spans:
    """Align words with cydifflib."""
    from cydifflib import SequenceMatcher

    return _matcher(SequenceMatcher, original, copy)


def naive_ngrams(original: str, copy: str) -> Spans:
    """Mark the copy's five-word runs that the original has."""
    a, b, places = _words(original, copy)
    seen = {tuple(a[i : i + 5]) for i in range(len(a) - 4)}
    return _joined([(j, j + 5) for j in range(len(b) - 4) if tuple(b[j : j + 5]) in seen], places)


def _matcher(matcher: Callable[..., object], original: str, copy: str) -> Spans:
    a, b, places = _words(original, copy)
    blocks = matcher(None, a, b, autojunk=False).get_matching_blocks()  # type: ignore[attr-defined]
    return _joined([(m.b, m.b + m.size) for m in blocks], places)


def _words(original: str, copy: str) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    found = list(WORD.finditer(copy.lower()))
    return WORD.findall(original.lower()), [m.group() for m in found], [m.span() for m in found]


def _joined(runs: Spans, places: list[tuple[int, int]]) -> Spans:
    spans: Spans = []
    for first, last in runs:
        if last - first < 4:
            continue
        begin, end = places[first][0], places[last - 1][1]
        if spans and begin - spans[-1][1] <= GAP_CHARACTERS:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return spans


def measure(find: Callable[[str, str], Spans], pairs: list[Pair]) -> Iterator[tuple[str, float]]:
    """Yield the mean F1 of each kind."""
    by_kind: dict[str, list[float]] = {}
    for pair in pairs:
        precision, recall = score(pair, find(pair.original, pair.copy))
        by_kind.setdefault(pair.kind, []).append(2 * precision * recall / max(1e-9, precision + recall))
    for kind, values in by_kind.items():
        yield kind, statistics.mean(values)


def rate(find: Callable[[str, str], Spans], pairs: list[Pair], rounds: int = 3) -> float:
    """Return pairs a CPU-second, warm, the best of some rounds."""
    find(pairs[0].original, pairs[0].copy)
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for pair in pairs:
            find(pair.original, pair.copy)
        best = min(best, time.process_time() - began)
    return len(pairs) / best


def fit(pairs: list[Pair]) -> None:
    """Print the mean F1 on one half of the pairs for each least number of equal words; on the other for the best."""
    from mediawire.reuse.align import match

    halves = pairs[::2], pairs[1::2]
    figures = {}
    for least in range(3, 13):
        found = dict(measure(lambda a, b, least=least: [(s, e) for *_, s, e in match(a, b, least).tolist()], halves[0]))  # type: ignore[misc]
        figures[least] = statistics.mean(found.values())
        print(f"least_equal_words {least:2}: mean F1 {figures[least]:.4f}, quote {found['quote']:.4f}")
    best = max(figures, key=figures.__getitem__)
    found = dict(measure(lambda a, b: [(s, e) for *_, s, e in match(a, b, best).tolist()], halves[1]))
    print(f"best {best}; on the other half {statistics.mean(found.values()):.4f}")


def main() -> None:
    """Print the table, or fit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=60, help="pairs of each kind")
    options.add_argument("--corpus", type=int, default=10_000, help="size of the planted corpus")
    options.add_argument("--fit", action="store_true", help="fit the least number of equal words instead")
    given = options.parse_args()
    pairs = pairs_of(given.corpus, given.pairs)
    if given.fit:
        fit(pairs)
        return
    finders = [ours, ours_with_edits, through_the_door, rapidfuzz_words, cydifflib_words, difflib_words, naive_ngrams]
    kinds = sorted({pair.kind for pair in pairs})
    print(f"{len(pairs)} pairs; wanted: mean {REACH['mean']}, each kind {REACH['kind']}, moved {REACH['moved']}, "
          f"{REACH['pairs']} pairs a CPU-second, {REACH['ratio']} times rapidfuzz; with edits 8 times")  # fmt: skip
    print(f"{'':18}{'pairs/CPU-s':>12}{'mean':>7}" + "".join(f"{kind[:9]:>10}" for kind in kinds))
    for find in finders:
        try:
            found = dict(measure(find, pairs))
        except ImportError as missing:
            print(f"{find.__name__:18}{missing.name} is not installed")
            continue
        few = pairs if find in finders[:3] else pairs[:: max(1, len(pairs) // 80)]
        row = "".join(f"{found[kind]:10.3f}" for kind in kinds)
        print(f"{find.__name__:18}{rate(find, few):12.0f}{statistics.mean(found.values()):7.3f}{row}", flush=True)


if __name__ == "__main__":
    main()
