"""Texts written so that a search does not find them: whether ``compare`` sees the original, and names the trick.

``python -m bench.evasion [--originals 30]``. Found: more than half of the copy's words come from the original. Named:
the comparison lists a trick for the copy. False: a trick listed for an untouched text beside another outlet's version.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from typing import NamedTuple

from bench.archives import DataMissing, unpacked
from bench.data import reuters_pairs
from mediawire import compare

ASKED_FOUND = {"invisible": 0.99, "visible": 0.90, "edit": 0.98}
ASKED_NAMED = 0.95
FOUND_SHARE = 0.5
HONEST_PAIRS = 300


class Outcome(NamedTuple):
    """What one comparison said."""

    is_found: bool
    names: tuple[str, ...]


def evade(originals: int) -> dict[tuple[str, str], list[Outcome]]:
    """Compare so many originals with each of their disguises; what a trick left as it was is no disguise."""
    with (unpacked("hostile.tar.xz") / "evasion" / "evasion.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    texts = {row["id"]: row["text"] for row in rows if row["transform"] == "original"}
    chosen = dict(sorted(texts.items())[:originals])
    outcomes = defaultdict(list)
    for row in rows:
        original = chosen.get(row["id"])
        if original is not None and row["text"] != original:
            outcomes[row["cls"], row["transform"]].append(outcome_of(original, row["text"]))
    return dict(outcomes)


def outcome_of(original: str, copy: str) -> Outcome:
    """Compare a text with a disguise of it."""
    told = compare(original, copy).to_dict()
    names = tuple(trick["kind"] for trick in told["tricks"] if trick["side"] == "copy")
    return Outcome(told["shares"]["copy_from_original"] > FOUND_SHARE, names)


def share(outcomes: list[Outcome], is_named: bool = False) -> float:
    """Return how many were found, or named."""
    return sum(bool(one.names) if is_named else one.is_found for one in outcomes) / max(1, len(outcomes))


def measure_honest(pairs: int) -> float:
    """Return how often a trick is told of honest versions of one story."""
    named = seen = 0
    for pair, _ in zip(reuters_pairs(), range(pairs), strict=False):
        told = compare(pair.original.text, pair.copy.text).to_dict()["tricks"]
        seen, named = seen + 1, named + bool(told)
    return named / max(1, seen)


def main() -> None:
    """Print what was found and what was named, trick by trick."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--originals", type=int, default=30)
    given = options.parse_args()
    try:
        outcomes = evade(given.originals)
    except DataMissing as missing:
        print(f"skipped: {missing}")
        return
    for (kind, trick), ones in sorted(outcomes.items()):
        names = sorted({name for one in ones for name in one.names})
        told = f"found {share(ones):5.2f}  named {share(ones, True):5.2f}  {', '.join(names)}"
        print(f"{kind:17} {trick:24} {len(ones):3}  {told}")
    for kind in dict.fromkeys(kind for kind, _ in outcomes):
        ones = [one for (of, _), many in outcomes.items() for one in many if of == kind]
        print(f"{kind}: found {share(ones):.3f} (asked {ASKED_FOUND.get(kind, '-')}), named {share(ones, True):.3f}")
    tricks = [one for (kind, _), many in outcomes.items() for one in many if kind in ("invisible", "visible")]
    print(f"trick named: {share(tricks, True):.3f} (asked {ASKED_NAMED:g})")
    print(f"honest versions of which a trick is told: {measure_honest(HONEST_PAIRS):.3f} of {HONEST_PAIRS}")


if __name__ == "__main__":
    main()
