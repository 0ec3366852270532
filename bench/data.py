"""Loads each set that mediawire is measured on as plain values: texts, and what is true of them.

Every loader is a generator and unpacks its archive when first asked (see ``bench.archives``). The roles are those of a
comparison: the *original* was there first, the *copy* may have taken from it. Texts are as received, line ends and all.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.archives import data_folder, digest, made_once, tools_folder, unpacked
from mediawire.report import Span

PAN_KINDS = {
    "clean": "01-no-plagiarism",
    "none": "02-no-obfuscation",
    "random": "03-random-obfuscation",
    "translation": "04-translation-obfuscation",
    "summary": "05-summary-obfuscation",
}
MSRP_ROW = re.compile(r"([01])\t\d+\t\d+\t([^\t\n]*)\t([^\t\n]*?)(?=\n|\Z|[01]\t\d+\t\d+\t)")
BRAT_ROW = re.compile(r"^([TE]\d+)\t([^\t\n]+)", re.MULTILINE)
PLANTED_SEED = 20251122


class Case(NamedTuple):
    """One passage of the copy and the passage of the original it was taken from."""

    copy: Span
    original: Span


@dataclass(frozen=True, slots=True)
class PanPair:
    """A suspicious text, a source, and the passages reused between them; a clean pair has none."""

    copy_name: str
    original_name: str
    kind: str
    copy: str
    original: str
    cases: tuple[Case, ...]


def pan13(kinds: Collection[str] = tuple(PAN_KINDS)) -> Iterator[PanPair]:
    """Yield the 5,185 pairs of PAN 2013 (training half), in the order of their kinds' names and of the pair lists."""
    top = unpacked("pan13-train.tar.xz") / "train_corpus"
    for kind in kinds:
        folder = top / PAN_KINDS[kind]
        for line in (folder / "pairs").read_text(encoding="utf-8").splitlines():
            copy, original = line.split()
            gold = folder / f"{Path(copy).stem}-{Path(original).stem}.xml"
            yield PanPair(
                Path(copy).stem,
                Path(original).stem,
                kind,
                _text(top / "susp" / copy),
                _text(top / "src" / original),
                tuple(_pan_cases(gold)),
            )


def _pan_cases(gold: Path) -> Iterator[Case]:
    for feature in ElementTree.parse(gold).iterfind("feature[@name='plagiarism']"):
        number = {name: int(feature.attrib[name]) for name in feature.attrib if name.endswith(("offset", "length"))}
        yield Case(
            Span(number["this_offset"], number["this_offset"] + number["this_length"]),
            Span(number["source_offset"], number["source_offset"] + number["source_length"]),
        )


@dataclass(frozen=True, slots=True)
class CounterReport:
    """One report of COUNTER: headline and body apart, as the file has them."""

    headline: str
    body: str
    newspaper: str
    date: str


@dataclass(frozen=True, slots=True)
class CounterPair:
    """An Urdu agency report, a newspaper's, and how much of it is derived: WD wholly, PD partially, ND not."""

    name: str
    original: CounterReport
    copy: CounterReport
    derivation: str


def counter() -> Iterator[CounterPair]:
    """Yield the 300 pairs of COUNTER (even half), by number."""
    folder = unpacked("counter-urdu.tar.xz") / "COUNTER"
    for path in sorted(folder.glob("*p.xml")):
        original = ElementTree.parse(folder / path.name.replace("p.xml", ".xml")).getroot()
        copy = ElementTree.parse(path).getroot()
        name = path.stem.removesuffix("p")
        yield CounterPair(name, _counter_report(original), _counter_report(copy), copy.attrib["classification"])


def _counter_report(root: ElementTree.Element) -> CounterReport:
    headline, body = root.findtext("headline", ""), root.findtext("body", "")
    return CounterReport(headline, body, root.get("newspaper", ""), root.get("newsdate", ""))


@dataclass(frozen=True, slots=True)
class Answer:
    """A student's short answer, the encyclopedia article, and how it was used: cut, light, heavy or non."""

    name: str
    task: str
    original: str
    copy: str
    category: str


def clough() -> Iterator[Answer]:
    """Yield the 95 answers of Clough and Stevenson, by file name."""
    folder = unpacked("clough-stevenson.tar.xz") / "clough-stevenson" / "corpus"
    rows = (folder / "all-plagiarised-files.txt").read_text(encoding="utf-8").split()
    for original, copy, category in sorted((row.split(",") for row in rows), key=lambda row: row[1]):
        name = Path(copy).stem
        yield Answer(name, name[-1], _text(folder / original), _text(folder / copy), category)


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """One Reuters article of 2009 or 2010; ``date`` is the line as printed, ``time`` the pair list's (UTC unknown)."""

    name: str
    headline: str
    byline: str
    date: str
    time: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Two versions of one agency story, by the agency's own number."""

    story: str
    original: AgencyReport
    copy: AgencyReport
    headline_changed: bool


def reuters_pairs() -> Iterator[VersionPair]:
    """Yield the version pairs whose two articles are in the archive: 3,532 of 3,534, as two are of 1 January 2011."""
    with (data_folder() / "reuters-2009-2010.version_pairs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wanted = {_article_name(row[side]) for row in rows for side in ("earlier_file", "later_file")}
    articles = {row["id"]: row for row in _rows("reuters-2009-2010.jsonl.xz") if row["id"] in wanted}
    for row in rows:
        earlier, later = (articles.get(_article_name(row[side])) for side in ("earlier_file", "later_file"))
        if earlier and later:
            original, copy = _agency_report(earlier, row["earlier_ts"]), _agency_report(later, row["later_ts"])
            yield VersionPair(row["story_id"], original, copy, row["headline_changed"] == "1")


def _article_name(file: str) -> str:
    """Drop the collection's name, which the pair list has and the articles' own names have not."""
    return file.partition("/")[2]


def _agency_report(row: dict[str, str], time: str) -> AgencyReport:
    return AgencyReport(row["id"], row["title"], row["byline"], row["date"], time, row["url"], row["text"])


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Two news sentences, and whether people took them to say the same."""

    first: str
    second: str
    is_paraphrase: bool


def msrp() -> Iterator[SentencePair]:
    """Yield the 3,676 sentence pairs that the file of the Microsoft Research Paraphrase Corpus (training half) has.

    One line of the file holds two rows: a row ends where its line does, or where the next row's numbers begin.
    """
    path = unpacked("msrp-train.tar.xz") / "MSRP_Corpus" / "msr_paraphrase_train.txt"
    for quality, first, second in MSRP_ROW.findall(path.read_text(encoding="utf-8-sig")):
        yield SentencePair(first, second, quality == "1")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) said (cue) what (content); each may stand in several pieces, the source may be missing."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AttributedReport:
    """A report and the attributions that one annotator saw in it; some reports were read by two."""

    name: str
    annotator: str
    text: str
    attributions: tuple[Attribution, ...]


def polnear(split: str = "dev") -> Iterator[AttributedReport]:
    """Yield the annotated reports of PolNeAR: ``dev`` (94 of 84 reports) or ``train`` (919 of 840)."""
    folder = unpacked("polnear-train-dev.tar.xz") / "data" / split
    for path in sorted((folder / "attributions").glob("*.ann")):
        name, _, annotator = path.stem.rpartition("_")
        yield AttributedReport(name, annotator, _text(folder / "text" / f"{name}.txt"), tuple(_attributions(path)))


def _attributions(path: Path) -> Iterator[Attribution]:
    """Read brat's stand-off lines: T names pieces of text, E says which of them make one attribution.

    A piece's text is repeated after its place, line ends and all, so that not each line begins a row.
    """
    rows = BRAT_ROW.findall(_text(path))
    pieces = {name: _brat_spans(where) for name, where in rows if name.startswith("T")}
    for name, roles in rows:
        if name.startswith("E"):
            yield _attribution(roles, pieces)


def _attribution(roles: str, pieces: dict[str, tuple[Span, ...]]) -> Attribution:
    parts: dict[str, list[Span]] = defaultdict(list)
    for role in roles.split():
        title, _, name = role.partition(":")
        parts[title.rstrip("0123456789")] += pieces[name]
    return Attribution(*(tuple(sorted(parts[title])) for title in ("Source", "Cue", "Content")))


def _brat_spans(where: str) -> tuple[Span, ...]:
    """Read ``Content 10 20;25 30`` as two spans."""
    _, _, numbers = where.partition(" ")
    return tuple(Span(*map(int, piece.split())) for piece in numbers.split(";"))


@dataclass(frozen=True, slots=True)
class PlantedCopy:
    """A report, a later one that copies from it in a known way, and the passages copied."""

    kind: str
    original_id: int
    copy_id: int
    original: str
    copy: str
    cases: tuple[Case, ...]


def planted(count: int = 10_000, seed: int = PLANTED_SEED) -> Iterator[PlantedCopy]:
    """Yield the copies planted in a corpus of ``count`` reports; one that takes from two originals comes twice."""
    folder = planted_folder(count, seed)
    texts = [json.loads(line)["text"] for line in _lines(folder / "corpus.jsonl")]
    for line in _lines(folder / "gold.jsonl"):
        row = json.loads(line)
        cases = tuple(Case(Span(c, d), Span(a, b)) for a, b, c, d in row["spans"])
        yield PlantedCopy(row["kind"], row["src"], row["dst"], texts[row["src"]], texts[row["dst"]], cases)


def planted_folder(count: int = 10_000, seed: int = PLANTED_SEED) -> Path:
    """Return the folder of the planted corpus itself (its README says what is in it), made when first asked."""
    generator = tools_folder() / "planted" / "gen_corpus.py"
    base = unpacked("base.jsonl.xz")
    return made_once(
        f"planted-{count}-{seed}-{digest(generator)[:12]}-{digest(base)[:12]}",
        lambda aside: _plant(generator, base, aside, count, seed),
    )


def _plant(generator: Path, base: Path, target: Path, count: int, seed: int) -> None:
    """Run the generator; its compiled kernels go into the scratch folder, so that nothing is left beside it."""
    command = [sys.executable, "-B", *map(str, (generator, base, target, count, seed))]
    environment = os.environ | {"NUMBA_CACHE_DIR": str(target.parent / "numba")}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def _rows(name: str) -> Iterator[dict[str, str]]:
    return map(json.loads, _lines(unpacked(name)))


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from file


def _text(path: Path) -> str:
    """Read a text with its line ends as they are: offsets count them."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
