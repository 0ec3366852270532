"""How well the files of agencies are read, beside what is asked and beside their peers: ``python -m bench.agency``.

Fields: the values that Superdesk's own tests state (bench.agency_data); those that lie outside the file are exceptions,
each with its reason in docs/agency-exceptions.md. Letters: those of each content element, taken by a plain walk over
the parsed file that shares nothing with the readers, against those of the body; what a reader lists as left out counts
as lost unless a field of the report holds it. Peers: the `newsmlg2` package, and ``elem.text`` of each block as
Superdesk reads. Throughput is CPU time of this process.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.agency_data import agency_files, expectations, iptc_files, ninjs_cases, twins
from bench.agency_letters import count_lost, reports_of
from bench.agency_match import Excepted, is_met, read_exceptions
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document, tell_format
from mediawire.wire.reading import NoticeKind, PubStatus, Reading

ASKED = {"fields": 0.99, "lost": 0, "twins": 1.0, "second": 500}
ORDERS = {
    "kill": re.compile(rb'(?:stat:|pubstatus"\s*:\s*"|-status\s*=\s*"|Status FormalName=")cancell?ed', re.IGNORECASE),
    "hold": re.compile(rb'(?:stat:|pubstatus"\s*:\s*"|-status\s*=\s*"|Status FormalName=")withheld', re.IGNORECASE),
    "embargo": re.compile(rb'<(?:\w+:)?embargoed>\s*\d|"embargoed(?:until)?"\s*:\s*"\d|<date\.release', re.IGNORECASE),
}
"""What a file states in a field of its format."""
TWIN_FIELDS = (
    "headline body.text byline published modified first_created embargoed_until expires language guid version slugline "
    "dateline teaser credit_line keywords subjects genre urgency pub_status change signals ed_note rights info_sources "
    "outlet source links"
).split()


class Fields(NamedTuple):
    """How many of the values that tests state are read; those that are not, and those that are exceptions."""

    met: int
    missed: tuple[str, ...]
    excepted: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share that is read, of those that the files hold."""
        return self.met / max(1, self.met + len(self.missed))


def read_file(path: Path) -> Reading:
    """Read a file in this process."""
    return read_document(Document(path.read_bytes()))


def score_fields() -> Fields:
    """Compare what Superdesk's tests state with what is read."""
    exceptions: list[Excepted] = read_exceptions()
    readings = {path: read_file(path) for expected in expectations() for path in expected.files}
    met, missed, excepted = 0, [], []
    for expected in expectations():
        label = f"{expected.test}: {expected.field} = {str(expected.value)[:70]!r}"
        if any(is_met(expected, readings[path]) for path in expected.files):
            met += 1
        elif any(one.covers(expected) for one in exceptions):
            excepted.append(label)
        else:
            missed.append(label)
    return Fields(met, tuple(missed), tuple(excepted))


def differences(ours: Reading, theirs: Reading) -> Iterator[str]:
    """Yield the fields in which two readings of one item differ."""
    left, right = (
        [*reading.reports, *(n.report for n in reading.notices if n.report and n.report not in reading.reports)]
        for reading in (ours, theirs)
    )
    if len(left) != len(right) or len(ours.notices) != len(theirs.notices):
        yield f"{len(left)} and {len(right)} reports, {len(ours.notices)} and {len(theirs.notices)} notices"
    for one, other in zip(left, right, strict=False):
        for name in TWIN_FIELDS:
            value, twin = (
                report.body.text if name == "body.text" else getattr(report, name) for report in (one, other)
            )
            if value != twin:
                yield f"{name}: {str(value)[:60]!r} / {str(twin)[:60]!r}"
        if [picture.url for picture in one.pictures] != [picture.url for picture in other.pictures]:
            yield "pictures"


def score_twins() -> dict[str, list[str]]:
    """Return, for each pair of twins, the fields that differ."""
    return {
        json_path.stem: list(differences(read_file(json_path), read_file(xml_path))) for json_path, xml_path in twins()
    }


def score_letters() -> dict[str, tuple[int, int, int, int]]:
    """Return for each file: letters of its content, lost by us, by newsmlg2, by a plain ``elem.text``; -1: not read."""
    paths = [*agency_files(), *(path for pair in twins() for path in pair), *iptc_files()]
    readings = {path: read_file(path) for path in paths}
    news = {path: reading for path, reading in readings.items() if reading.reports or not is_no_news(reading)}
    return {f"{path.parent.name}/{path.name}": count_lost(path, reading) for path, reading in news.items()}


def is_no_news(reading: Reading) -> bool:
    """Tell a file that holds plans, events or terms and no news item, as its refusals say."""
    return bool(reading.refusals) and all(refusal.reason == "no news item" for refusal in reading.refusals)


def stated_orders() -> list[tuple[str, str, bool]]:
    """Return each order that a file states in a field: its file, what it asks for, whether it was acted on."""
    found = []
    for path in [*agency_files(), *(path for pair in twins() for path in pair), *iptc_files()]:
        data, reading = path.read_bytes(), read_file(path)
        if is_no_news(reading):
            continue
        kinds = {notice.kind for notice in reading.notices}
        acted = {
            "kill": NoticeKind.KILL in kinds,
            "hold": NoticeKind.HOLD in kinds or any(r.pub_status is PubStatus.WITHHELD for r in reading.reports),
            "embargo": any(
                report.embargoed_until or report.pub_status is PubStatus.WITHHELD for report in reports_of(reading)
            ),
        }
        found += [(path.name, order, acted[order]) for order, words in ORDERS.items() if words.search(data)]
    return found


def measure_speed(read: Callable[[Document], Reading], seconds: float = 4.0) -> float:
    """Return how many agency files are read in a second of CPU time."""
    documents = [Document(path.read_bytes()) for path in agency_files()]
    for document in documents:
        read(document)
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for document in documents:
            read(document)
        count += len(documents)
    return count / (time.process_time() - start)


def show_fields() -> None:
    """Print the first table."""
    fields = score_fields()
    print(f"fields that Superdesk's tests state   {fields.share:7.1%}   asked {ASKED['fields']:.0%}")
    print(f"   read {fields.met}, missed {len(fields.missed)}, not in the files {len(fields.excepted)}")
    for label in fields.missed:
        print("   missed", label)


def show_letters(verbose: bool) -> None:
    """Print what is lost of the bodies."""
    rows = score_letters()
    read = {name: row for name, row in rows.items() if row[0] > 0}
    total = sum(row[0] for row in read.values())
    print(f"letters of bodies lost, of {total:,}          {sum(row[1] for row in read.values()):7,}   asked 0")
    for place, peer in ((2, "newsmlg2"), (3, "elem.text")):
        rated = [row for row in read.values() if row[place] >= 0]
        lost, of = sum(row[place] for row in rated), sum(row[0] for row in rated)
        print(f"   {peer:10} loses {lost:,} of {of:,} in the {len(rated)} files that it reads")
    for name, row in read.items():
        if row[1] or verbose:
            print(f"   {name}: {row[0]} letters, lost {row[1]}")


def show_twins() -> None:
    """Print how many twins give the same report."""
    twins_ = score_twins()
    same = sum(not found for found in twins_.values())
    print(f"dpa twins that give the same report   {same}/{len(twins_)} {same / len(twins_):7.1%}   asked 100%")
    for name, found in twins_.items():
        for difference in found:
            print(f"   {name}: {difference}")


def show_ninjs() -> None:
    """Print how the cases for validators are read."""
    read = {True: [0, 0], False: [0, 0]}
    for path, is_valid in ninjs_cases():
        reading = read_file(path)
        read[is_valid][0] += bool(reading.reports or reading.notices)
        read[is_valid][1] += bool(reading.refusals)
    for is_valid, (reports, refusals) in read.items():
        kind = "valid" if is_valid else "invalid"
        print(f"ninjs cases, {kind:7}: {reports} give a report, {refusals} a refusal with its reason")


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--verbose", action="store_true", help="name every file")
    options = parser.parse_args()
    show_fields()
    show_letters(options.verbose)
    show_twins()
    show_ninjs()
    orders = stated_orders()
    print(f"kills, holds, embargoes acted on      {sum(acted for *_, acted in orders)}/{len(orders)}   asked all")
    for name, order, acted in orders:
        if not acted:
            print(f"   not acted on: {order} in {name}")
    alone = measure_speed(lambda document: tell_format(document).load()(document))
    print(f"agency files read in a second         {alone:7.0f}   asked {ASKED['second']}")
    print(f"   with the notices in their words    {measure_speed(read_document):7.0f}")


if __name__ == "__main__":
    main()
