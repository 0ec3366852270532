"""Whether headlines that changed are told, on versions of Reuters stories: ``python -m bench.reuters_headlines``.

Of the 3,532 pairs of versions in the archive those count of which the later keeps 30 % or more of the earlier's words.
The file says whether the headline changed; ours is changed where ``headline.change`` is not "identical". Both take
every difference but white space for a change: case, commas, quotation marks.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from bench.data import AgencyReport, VersionPair, reuters_pairs
from mediawire.report import Body, Report
from mediawire.reuse.comparison import Comparison, compare

LEAST_KEPT = 0.30


def as_report(article: AgencyReport) -> Report:
    """Return an article with its headline apart, as the archive has it."""
    return Report(Body(article.text), headline=article.headline)


def count_changes(pairs: Iterable[VersionPair]) -> Counter[tuple[str, bool]]:
    """Count what became of the headlines, with whether the file says they changed, where enough was kept."""
    counts: Counter[tuple[str, bool]] = Counter()
    for pair in pairs:
        comparison: Comparison = compare(as_report(pair.original), as_report(pair.copy))
        if comparison.shares.original_in_copy >= LEAST_KEPT:
            counts[comparison.headline.change, pair.headline_changed] += 1
    return counts


def agreement(counts: Counter[tuple[str, bool]]) -> float:
    """Return the share of pairs in which both say the same of the headline."""
    right = sum(count for (change, changed), count in counts.items() if (change != "identical") == changed)
    return right / counts.total()


def main() -> None:
    """Print the figure beside what is asked."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    counts = count_changes(reuters_pairs())
    print(f"Reuters versions that keep {LEAST_KEPT:.0%} or more: {counts.total()} pairs")
    for (change, changed), count in sorted(counts.items()):
        print(f"  {change:<10} file says {'changed' if changed else 'the same':<9} {count:5}")
    print(f"agreement  {agreement(counts):.4f}   asked 1.0000")


if __name__ == "__main__":
    main()
