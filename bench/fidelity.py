"""Holds the body of every report that is read against its source, letter for letter and in order.

``python -m bench.fidelity [--list]``. For each file the letters (letters and figures, nothing else) of each body must
stand in those of the source in order, gaps allowed where a page's furniture stands between: *strangers* are
letters of the body that do not. Of feeds and agency files, whose items hold a body and nothing else, the body is held
against what a slow walk of our own, over html.parser of Python's library, finds in the item's markup: *lost* counts
the letters that are in that and in no field of the report. A report that says itself incomplete is counted apart.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from email import message_from_bytes
from html.parser import HTMLParser
from pathlib import Path

from bench.archives import DataMissing, unpacked
from mediawire.errors import InputError
from mediawire.files import decode
from mediawire.wire.charset import decode_bytes
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document
from mediawire.wire.reading import Received, Verdict
from mediawire.wire.reading_json import list_report

SETS = {
    "feeds": ("feeds-feedparser-gofeed.tar.xz", ("*.xml", "*.json")),
    "superdesk": ("superdesk-core-wire.tar.xz", ("*.xml", "*.json", "*.txt")),
    "dpa": ("dpa-digitalwires.tar.xz", ("*.json", "*.xml")),
    "newsml-g2": ("iptc-newsml-g2.tar.xz", ("*.xml",)),
    "ninjs": ("iptc-ninjs.tar.xz", ("*.json",)),
    "readability": ("readability.tar.xz", ("source.html",)),
}
HIDDEN = frozenset("script style template head title iframe noembed noframes".split())
INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd mark q s samp small span strike strong sub sup "
    "time tt u var wbr".split()
)
MOST_BYTES = 1 << 20


class Walker(HTMLParser):
    """Collects every letter that a reader of some markup sees, one character after the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into what is not shown; a block parts words."""
        self.part(tag)
        if tag in HIDDEN:
            self.hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Come out of what is not shown."""
        self.part(tag)
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]

    def part(self, tag: str) -> None:
        """Part words where markup does."""
        if tag not in INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Take what is shown."""
        if not self.hidden:
            self.pieces.append(data)


def walk(markup: str) -> str:
    """Return all text of some markup, as the slow walk sees it."""
    walker = Walker()
    walker.feed(markup)
    walker.close()
    return "".join(walker.pieces)


def letters_of(text: str) -> str:
    """Return the letters and figures of a text, composed."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum())


def count_strangers(body: str, source: str) -> int:
    """Count the letters of a body that do not stand in the source in order, by words of the body."""
    at = strangers = 0
    for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", body)):
        found = source.find(word, at)
        if found < 0:
            strangers += len(word)
        else:
            at = found + len(word)
    return strangers


@dataclass(slots=True)
class Tally:
    """What a set came to."""

    files: int = 0
    reports: int = 0
    incomplete: int = 0
    letters: int = 0
    lost: int = 0
    strangers: int = 0
    named: list[str] = field(default_factory=list)


def source_text(path: Path, data: bytes) -> str:
    """Return all that a reader, or a parser, may see in a file: its text with markup undone, up to three times."""
    text = decode_bytes(data).text if path.suffix != ".txt" else decode(data, path.name).text
    if path.suffix == ".json":
        with suppress(ValueError):
            text += "\n".join(_strings(json.loads(text, strict=False)))
    if path.suffix == ".txt":
        text += "\n".join(_parts_of_mail(data))
    seen = [text, walk(text)]
    for _ in range(2):
        seen.append(walk(html.unescape(seen[-1])))
    seen += [piece.replace("\n", "") for piece in seen[1:]]  # where a tag in the middle of a word parts nothing
    for coded in re.findall(r"[A-Za-z0-9+/\s]{12,}={0,2}", seen[1])[:20]:
        with suppress(ValueError, InputError):
            seen.append(walk(decode_bytes(b64decode(coded)).text))  # Atom content in base64
    return unicodedata.normalize("NFC", "\n".join(seen))


def _parts_of_mail(data: bytes) -> Iterator[str]:
    for part in message_from_bytes(data.lstrip()).walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and part.get_content_maintype() == "text":
            yield decode_bytes(payload, part.get_content_charset()).text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def weigh(report: Received, source: str) -> tuple[int, int]:
    """Count the letters of a report's markup that its text lacks, and those of its text that the source lacks."""
    lost = 0
    if report.body.html is not None:
        seen = walk(report.body.html)
        if letters_of(seen) != letters_of(report.body.text):
            lost = count_lost(seen, report)
    return lost, count_strangers(report.body.text, source)


def count_lost(seen: str, report: Received) -> int:
    """Count the letters of a report's markup that stand neither in its text, in order, nor in another field of it."""
    words, kept = (re.findall(r"[^\W_]+", text) for text in (seen, report.body.text))
    fields = list_report(report)
    others = json.dumps({name: fields[name] for name in fields.keys() - {"text", "html"}}, ensure_ascii=False)
    held = set(re.findall(r"[^\W_]+", others))
    changes = SequenceMatcher(None, words, kept, autojunk=False).get_opcodes()
    missing = [word for kind, low, high, _, _ in changes if kind in ("delete", "replace") for word in words[low:high]]
    return sum(len(word) for word in missing if word not in held and word not in report.body.text)


def read_set(name: str) -> Tally:
    """Read a set and hold each report against its file."""
    archive, patterns = SETS[name]
    tally = Tally()
    paths = sorted({path for pattern in patterns for path in unpacked(archive).rglob(pattern) if path.is_file()})
    for path in paths:
        data = path.read_bytes()
        if len(data) > MOST_BYTES:
            continue
        reading = read_document(Document(data))
        if not reading.reports:
            continue
        tally.files += 1
        source = source_text(path, data)
        for report in reading.reports:
            note(tally, f"{path.parent.name}/{path.name}", report, *weigh(report, source))
    return tally


def note(tally: Tally, name: str, report: Received, lost: int, strangers: int) -> None:
    """Note one report; what says itself that it is incomplete is not held to be whole."""
    tally.reports += 1
    tally.letters += len(letters_of(report.body.text))
    if report.completeness.verdict is Verdict.INCOMPLETE:
        tally.incomplete += 1
        lost = 0
    tally.lost += lost
    tally.strangers += strangers
    if lost or strangers:
        tally.named.append(f"{name}: {lost} lost, {strangers} added or moved")


def main() -> None:
    """Print a row a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", default=list(SETS), help=f"only these: {', '.join(SETS)}")
    parser.add_argument("--list", action="store_true", help="name every report in which a letter is amiss")
    options = parser.parse_args()
    print(f"{'set':14}{'files':>7}{'reports':>9}{'letters':>12}{'lost':>7}{'strangers':>11}{'whole':>9}{'flagged':>9}")
    for name in options.sets:
        try:
            tally = read_set(name)
        except DataMissing as missing:
            print(f"{name:14} not measured: {missing}")
            continue
        whole = 100 * (1 - len(tally.named) / max(1, tally.reports))
        print(f"{name:14}{tally.files:>7}{tally.reports:>9}{tally.letters:>12,}{tally.lost:>7}{tally.strangers:>11}"
              f"{whole:>8.1f}%{tally.incomplete:>9}", flush=True)  # fmt: skip
        for line in tally.named[: None if options.list else 3]:
            print(f"    {line}")
    print("asked: 0 lost, 0 added or moved; every report whole, or flagged incomplete")


if __name__ == "__main__":
    main()
