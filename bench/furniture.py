"""How well stories and furniture are told apart: ``python -m bench.furniture``.

Four measurements, none of which a rule may know by heart.

**Planted pages**: the disclaimers and "Recent posts" lines that the generator of the planted corpus sets below its
reports. Found is a block of which every character is furniture; its teasers are counted one by one. The strings are
read from the generator, not from here.

**Single reports** of ``base.jsonl``, headline and paragraphs: every piece of furniture in them is counted as false,
although some of it (share lines, "See also") is left over from the pages they came from. So is every story beyond
the first. The headline must be the file's, character for character, for the outlets whose titles are headlines.

**Two reports in one text**, one below the other, with the same gap as between paragraphs and with a wider one: found
is a story that begins exactly where the second headline does.

**Agency reports** (``reuters-2009-2010``): one story each, and its dateline.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.archives import tools_folder, unpacked
from bench.data import planted_folder
from mediawire.report import Span
from mediawire.text.credits import find_credits
from mediawire.text.stories import Document, read_document

HEADLINED = ("reuters87", "bbc04")
"""Outlets of ``base.jsonl`` whose titles are headlines; the others' are the first words of the text, cut off."""

_TEASERS = "Recent posts: "
_DATELINE = re.compile(r"\(Reuters\)\s+-|^\(Reuters\)")


class Share(NamedTuple):
    """So many of so many."""

    hits: int
    of: int

    def __str__(self) -> str:
        return f"{self.hits:>7,} of {self.of:>7,}  {self.hits / max(1, self.of):8.3%}"


@dataclass(frozen=True, slots=True)
class Base:
    """A single report: its title and its paragraphs."""

    outlet: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the report as one text with a blank line between its pieces."""
        return "\n\n".join((self.title, *self.paragraphs))


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=4000, help="how many of each set (default 4000)")
    count = parser.parse_args().reports
    pages = [json.loads(line)["text"] for line in islice(_lines(planted_folder() / "corpus.jsonl"), count)]
    base = list(islice(load_base(), count))
    agency = [json.loads(line)["text"] for line in islice(_lines(unpacked("reuters-2009-2010.jsonl.xz")), count)]
    for name, share in (*score_planted(pages), *score_base(base), *score_pairs(base), *score_agency(agency)):
        print(f"{name:<52}{share}")
    print(f"{'reading and credits, 450 to 550 words, CPU median':<52}{measure_milliseconds(pages):.3f} ms")


def load_base() -> Iterator[Base]:
    """Yield the reports of ``base.jsonl``, outlets mixed: every seventh row, then those after it."""
    rows = [json.loads(line) for line in _lines(unpacked("base.jsonl.xz"))]
    for start in range(7):
        for row in rows[start::7]:
            yield Base(row["src"], row["title"].strip(), tuple(part.strip() for part in row["paras"]))


def score_planted(pages: Sequence[str]) -> Iterator[tuple[str, Share]]:
    """Score the furniture that the generator planted."""
    disclaimers = re.compile("|".join(load_disclaimers()))
    found = {
        "planted disclaimers found": [0, 0],
        "planted lines of teasers found": [0, 0],
        "single teasers found": [0, 0],
    }
    for page in pages:
        document = read_document(page)
        for block in re.finditer(r"[^\n]+", page):
            span = Span(*block.span())
            teasers = block.group().startswith(_TEASERS)
            if not teasers and not disclaimers.fullmatch(block.group()):
                continue
            hit = any(piece.span.holds(span) for piece in document.furniture)
            _count(found["planted lines of teasers found" if teasers else "planted disclaimers found"], hit)
            if teasers:
                items = {item.of(page) for piece in document.furniture for item in piece.items}
                for title in block.group().removeprefix(_TEASERS).split(" | "):
                    _count(found["single teasers found"], title.strip() in items)
    yield from ((name, Share(*pair)) for name, pair in found.items())


def load_disclaimers() -> Iterator[str]:
    """Yield the generator's disclaimers as patterns, their names and years left open."""
    tree = ast.parse((tools_folder() / "planted" / "gen_corpus.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "DISC":
            for text in ast.literal_eval(node.value):
                yield re.escape(text).replace(r"\{o\}", r"[\w ]+").replace(r"\{y\}", r"\d{4}")


def score_base(reports: Sequence[Base]) -> Iterator[tuple[str, Share]]:
    """Score single reports: nothing in them is furniture, and nothing a second story."""
    false, several, headline = [0, 0], [0, 0], [0, 0]
    for report in reports:
        document = read_document(report.text)
        place = len(report.title)
        for paragraph in report.paragraphs:
            span = Span(place + 2, place + 2 + len(paragraph))
            _count(false, any(piece.span.overlap(span) for piece in document.furniture))
            place = span.end
        _count(several, len(document.stories) != 1)
        if report.outlet in HEADLINED:
            _count(headline, _headline(document) == report.title)
    yield "paragraphs of reports taken for furniture", Share(*false)
    yield "single reports not read as one story", Share(*several)
    yield "headlines found", Share(*headline)


def score_pairs(reports: Sequence[Base]) -> Iterator[tuple[str, Share]]:
    """Score two reports in one text, for two gaps between them."""
    headlined = [report for report in reports if report.outlet in HEADLINED]
    for name, gap in (("same gap", "\n\n"), ("wider gap", "\n\n\n")):
        found = [0, 0]
        for first, second in zip(headlined[::2], headlined[1::2], strict=False):
            text = first.text + gap + second.text
            starts = {story.span.start for story in read_document(text).stories}
            _count(found, len(first.text) + len(gap) in starts)
        yield f"second story found, {name}", Share(*found)


def score_agency(texts: Sequence[str]) -> Iterator[tuple[str, Share]]:
    """Score agency reports: one story each, with its dateline where the agency's name stands in brackets."""
    single, dateline = [0, 0], [0, 0]
    for text in texts:
        if not text.strip():
            continue
        stories = read_document(text).stories
        _count(single, len(stories) == 1)
        if _DATELINE.search(text[:80]):
            _count(dateline, bool(stories) and stories[0].dateline is not None)
    yield "agency reports read as one story", Share(*single)
    yield "datelines found", Share(*dateline)


def measure_milliseconds(pages: Sequence[str]) -> float:
    """Return the median CPU time of reading a text and finding its credits, the best of five for each."""
    times = []
    for page in [page for page in pages if 450 <= len(page.split()) <= 550][:200]:
        best = float("inf")
        for _ in range(5):
            begin = time.process_time_ns()
            find_credits(page, read_document(page))
            best = min(best, time.process_time_ns() - begin)
        times.append(best / 1e6)
    return median(times)


def _headline(document: Document) -> str | None:
    headline = document.stories[0].headline if document.stories else None
    return headline and headline.of(document.text)


def _count(pair: list[int], hit: bool) -> None:
    pair[0] += hit
    pair[1] += 1


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from file


if __name__ == "__main__":
    main()
