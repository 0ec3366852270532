"""Families that must not be: ``python -m bench.corpus_traps [--only crawl telegram] [--show 10]``.

**Crawl**: raw pages of one day, of which no outlet is known. A family is *only paywall or cookie text* where more than
half of the words that its members share stand in sentences with a cue of such text (a list below, for this command
alone). Every family's shared words are printed for a person to judge.

**Telegram**: posts of twelve channels. A channel's footer is how its posts end: the longest run of last words that more
than a fifth of them end with. A copy is *only the footer* where no word that two posts share stands outside it.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench.archives import DataMissing
from bench.children import ChildFailed, run_apart
from bench.our_jobs import read_family_batches
from bench.reports import crawl_reports, telegram_reports, write_reports

WORD = re.compile(r"\w+")
SENTENCE = re.compile(r"[^.!?\n#]+[.!?]*")
CUES = re.compile(
    r"\b(?:cookies?|consent|gdpr|privacy|javascript|ad ?block|paywall|browser|newsletter|unlimited access|unavailable)|"
    r"\b(?:subscri|register|sign(?:ed)? (?:in|up)\b|log(?:ged)? ?in\b|terms (?:of|and)\b|partners\b|account\b)|"
    r"\b(?:european union|eea|eu visitors|over eighteen|adult content|personal(?:i[sz]ed)? (?:data|ads))\b|"
    r"\baccess (?:to )?(?:this|our|the) (?:site|page|content|website)|"
    r"\b(?:thank you for (?:reading|reporting)|keep it clean|be (?:truthful|nice|proactive)|share with us|"
    r"keyboard shortcuts|report(?:ed)? (?:abuse|station|comment)|your comment|trademarks?\b|rights reserved)",
    re.IGNORECASE,
)
MOST_NOTICE, FOOTER_SHARE, LONGEST_FOOTER = 0.5, 0.2, 80


def find(table: pa.Table) -> list[dict[str, Any]]:
    """Run the job over a table of reports and return its families."""
    with tempfile.TemporaryDirectory() as folder:
        reports = write_reports(table, Path(folder, "reports.parquet"))
        run_apart("bench.our_jobs", "find_families", reports, Path(folder, "families"))
        return list(read_family_batches(Path(folder, "families")))


def shared_passages(edge: Mapping[str, Any], side: str) -> list[tuple[int, int]]:
    """Return the passages of an edge in the words of its original or of its copy."""
    return [(passage[f"{side}_start"], passage[f"{side}_end"]) for passage in edge["passages"]]


def print_crawl(show: int) -> None:
    """Print the families of the crawl and whether they are anything but notices."""
    texts = dict(zip(*(crawl_reports().column(name).to_pylist() for name in ("id", "text")), strict=True))
    families = sorted(find(crawl_reports()), key=lambda family: -len(family["members"]))
    rows = []
    for family in families:
        shared = [
            texts[edge["copy"]][start:end] for edge in family["edges"] for start, end in shared_passages(edge, "copy")
        ]
        rows.append((notice_share(shared), len(family["members"]), " ".join(max(shared, key=len, default="").split())))
    flagged = [pages for share, pages, _ in rows if share > MOST_NOTICE]
    print(f"crawl: {len(rows)} families of {sum(pages for _, pages, _ in rows)} pages")
    for title, ordered in (
        ("the largest", rows),
        ("the most like a notice", sorted(rows, key=lambda row: -row[0])),
    ):
        print(f"  {title}:")
        for share, pages, longest in ordered[:show]:
            print(f"  {pages:3} pages, notice {share:.2f}: {longest[:150]}")
    print(f"families that are only paywall or cookie text: {len(flagged)}, of {sum(flagged)} pages  asked 0")


def notice_share(passages: Sequence[str]) -> float:
    """Return the share of the passages' words that stand in sentences with a cue."""
    total = noticed = 0
    for passage in passages:
        for sentence in SENTENCE.findall(passage):
            words = len(WORD.findall(sentence))
            total += words
            noticed += words if CUES.search(sentence) else 0
    return noticed / total if total else 0.0


def print_telegram(show: int) -> None:
    """Print the copies among the posts, and those that are only a footer."""
    table = telegram_reports()
    rows = {row["id"]: row for row in table.select(["id", "outlet", "text"]).to_pylist()}
    footers = find_footers([(row["outlet"], row["text"]) for row in rows.values()])
    starts = {name: footer_start(row["text"], footers[row["outlet"]]) for name, row in rows.items()}
    families = find(table)
    edges = [edge for family in families for edge in family["edges"]]
    across = [edge for edge in edges if rows[edge["original"]]["outlet"] != rows[edge["copy"]]["outlet"]]
    outside = [words_outside(edge, rows, starts) for edge in edges]
    footed = sum(start < len(rows[name]["text"]) for name, start in starts.items())
    print(f"telegram: {len(families)} families, {len(edges):,} copies, {len(across):,} of them across channels; "
          f"{footed:,} posts have a footer")  # fmt: skip
    print(f"copies whose overlap is only the channel's footer: {outside.count(0)}  asked 0")
    print(f"copies with fewer than 5 words outside of it: {sum(count < 5 for count in outside)}")
    for count, edge in sorted(zip(outside, edges, strict=True), key=lambda pair: pair[0])[:show]:
        shared = [rows[edge["copy"]]["text"][start:end] for start, end in shared_passages(edge, "copy")]
        print(f"  {count} words outside: {' | '.join(' '.join(text.split()) for text in shared)[:150]}")


def find_footers(posts: Sequence[tuple[str, str]]) -> dict[str, set[tuple[str, ...]]]:
    """Return for each channel the runs of last words with which more than a fifth of its posts end."""
    endings: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    sizes = Counter(channel for channel, _ in posts)
    for channel, text in posts:
        words = WORD.findall(text.lower())
        endings[channel].update(tuple(words[-length:]) for length in range(1, min(len(words), LONGEST_FOOTER) + 1))
    return {
        channel: {ending for ending, count in found.items() if count > FOOTER_SHARE * sizes[channel]}
        for channel, found in endings.items()
    }


def footer_start(text: str, footers: set[tuple[str, ...]]) -> int:
    """Return where a post's footer begins; its end where it has none."""
    places = list(WORD.finditer(text))
    words = [place.group().lower() for place in places]
    for length in range(min(len(words), LONGEST_FOOTER), 0, -1):
        if tuple(words[-length:]) in footers:
            return places[-length].start()
    return len(text)


def words_outside(edge: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]], starts: Mapping[str, int]) -> int:
    """Count the shared words that stand before the footers, on the side that has fewer of them."""
    return min(
        sum(
            len(WORD.findall(rows[edge[side]]["text"][start : min(end, starts[edge[side]])]))
            for start, end in shared_passages(edge, side)
        )
        for side in ("original", "copy")
    )


def main() -> None:
    """Print the parts asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = {"crawl": print_crawl, "telegram": print_telegram}
    options.add_argument("--only", nargs="+", choices=parts, default=list(parts))
    options.add_argument("--show", type=int, default=10)
    given = options.parse_args()
    for name in given.only:
        try:
            parts[name](given.show)
        except DataMissing as missing:
            print(f"skipped: {missing}")
        except ChildFailed as failed:
            print(f"given up: {failed}")


if __name__ == "__main__":
    main()
