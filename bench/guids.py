"""Prints, for each scenario of guids over successive visits, how many stories and versions result, beside what should.

Every document is read, decided on and remembered as `mediawire watch` does it, in a memory on disk that is closed and
opened again between two visits; then the last document comes once more, of which nothing new may result. Beside it
stands what a reader that knows guids alone (and the digest of the text) would have: as most feed readers do.

    python -m bench.guids [--all]
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from bench.archives import unpacked
from mediawire.wire.decide import decide, list_window
from mediawire.wire.decisions import Decision, Verb
from mediawire.wire.identity import list_shown
from mediawire.wire.memory import Bytes, Visited, open_memory
from mediawire.wire.read import read
from mediawire.wire.reading import Reading
from mediawire.wire.rhythm import begin
from mediawire.wire.source import Source

BEGIN = datetime(2026, 6, 1, 12, tzinfo=UTC)
ASKED = "27 of 27"


class Result(NamedTuple):
    """What a scenario came to: stories, versions, whether a gap was reported, and what a second look found new."""

    stories: int
    versions: int
    gap: bool
    again: int
    verbs: tuple[str, ...]


def scenarios() -> Iterator[tuple[str, dict[str, Any], list[list[Path]]]]:
    """Yield each scenario: its name, what must result, and the documents of each source in their order."""
    folder = unpacked("hostile.tar.xz")
    (table,) = folder.rglob("guid/scenarios.json")
    for name, wanted in json.loads(table.read_text(encoding="utf-8")).items():
        polls = sorted((table.parent / name).glob("poll*.xml"))
        feeds = sorted((table.parent / name).glob("feed*.xml"))
        yield name, wanted, [polls] if polls else [[feed] for feed in feeds]


def run(documents: list[list[Path]], folder: Path) -> Result:
    """Visit the documents of each source one after the other, and the last one twice."""
    decisions: list[Decision] = []
    again = 0
    for number, source_documents in enumerate(documents):
        source = Source("http://feed.test/feed.xml", f"feed-{number}")
        for visit, path in enumerate([*source_documents, source_documents[-1]]):
            taken = look(folder / "memory.sqlite", source, path, BEGIN + timedelta(hours=visit))
            if visit < len(source_documents):
                decisions += taken
            else:
                again += sum(one.verb is not Verb.SAME for one in taken)
    with open_memory(folder / "memory.sqlite") as memory:
        stories, versions = memory.count()
    verbs = tuple(str(one.verb) for one in decisions)
    return Result(stories, versions, any(one.verb is Verb.GAP for one in decisions), again, verbs)


def look(path: Path, source: Source, document: Path, now: datetime) -> list[Decision]:
    """Take one document in as a visit would."""
    data = document.read_bytes()
    came = read(data, source.url, "application/rss+xml", apart=False)
    with open_memory(path) as memory:
        decisions = decide(memory.recall(source.name, came), came, source, now)
        place = Visited(source.name, source.name, source.url, begin(now))
        memory.keep(place, decisions, Bytes(data, source.url, None, now), list_window(decisions), now=now)
    return decisions


def count_by_guid(documents: list[list[Path]]) -> tuple[int, int]:
    """Count the stories and versions of a reader that knows a guid (or a link), and one digest for each."""
    stories: dict[tuple[str, str], str] = {}
    versions = 0
    for path in (path for source_documents in documents for path in source_documents):
        came: Reading = read(path.read_bytes(), "http://feed.test/feed.xml", "application/rss+xml", apart=False)
        for shown, report in zip(list_shown(came), came.reports, strict=False):
            key = (report.guid or report.url or "", "")
            known = stories.get(key)
            versions += known != shown.content
            stories[key] = shown.content
    return len(stories), versions


def main(arguments: list[str]) -> int:
    """Print a line for each scenario that is not as it should be (for all with ``--all``), and the sum."""
    right = plain = total = 0
    for name, wanted, documents in scenarios():
        with tempfile.TemporaryDirectory() as folder:
            result = run(documents, Path(folder))
        asked = (wanted["expect_stories"], wanted["expect_versions"], bool(wanted.get("expect_gap_warning")))
        is_right = asked == result[:3] and not result.again
        plain_counts = count_by_guid(documents)
        total += 1
        right += is_right
        plain += plain_counts == asked[:2]
        if not is_right or "--all" in arguments:
            mark = "   " if is_right else "!! "
            got = f"{result.stories} stories, {result.versions} versions{', gap' * result.gap}"
            want = f"{asked[0]}, {asked[1]}{', gap' * asked[2]}"
            counted = {verb: result.verbs.count(verb) for verb in dict.fromkeys(result.verbs)}
            told = ", ".join(f"{count} {verb}" for verb, count in counted.items())
            print(f"{mark}{name:26} {got:32} asked {want:12} guid alone {plain_counts!s:10} {told}")
            if result.again:
                print(f"   {'':26} {result.again} decisions more when the last document came again")
    print(f"guid scenarios exact: {right} of {total} (asked {ASKED}); a reader by guid alone: {plain} of {total}")
    return 0 if right == total else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
