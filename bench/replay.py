"""Reuters version pairs: do the edits replay to the copy, character for character, and do the passages tile both texts.

``python -m bench.replay [--pairs N]`` compares all 3,532 pairs (about half a minute) and names each that fails.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bench.data import reuters_pairs
from mediawire import compare
from mediawire.reuse.comparison import Comparison
from mediawire.reuse.passages import Passage


def faults(comparison: Comparison) -> Iterator[str]:
    """Yield what is wrong with a comparison's passages; nothing where all is well."""
    original, copy = comparison.original.side.text, comparison.copy.side.text
    if not _tiles([passage.original for passage in comparison.passages], len(original)):
        yield "the passages do not tile the original"
    if not _tiles([passage.copy for passage in comparison.passages], len(copy)):
        yield "the passages do not tile the copy"
    for passage in comparison.passages:
        if passage.original and passage.copy and replay(passage, original) != passage.copy.of(copy):
            yield f"the edits of {passage.original} do not give {passage.copy}"


def _tiles(spans: list[tuple[int, int] | None], size: int) -> bool:
    place = 0
    for start, end in sorted(span for span in spans if span):
        if start != place:
            return False
        place = end
    return place == size


def replay(passage: Passage, original: str) -> str:
    """Apply a passage's edits, in order, to its part of the original."""
    assert passage.original
    pieces, at = [], passage.original.start
    for edit in passage.edits:
        pieces += [original[at : edit.original.start], edit.to]
        at = edit.original.end
    return "".join([*pieces, original[at : passage.original.end]])


def main() -> None:
    """Compare all pairs and print the share that replays."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=None, help="only so many pairs")
    given = options.parse_args()
    pairs = list(reuters_pairs())[: given.pairs]
    exact = 0
    for pair in pairs:
        found = list(faults(compare(pair.original.text, pair.copy.text)))
        exact += not found
        for fault in found:
            print(f"{pair.story}: {fault}")
    print(f"{exact} of {len(pairs)} pairs replay exactly: {exact / len(pairs):.2%} (wanted 100 %)")


if __name__ == "__main__":
    main()
