"""The agency files that readers are measured on: Superdesk's with what its tests expect, dpa's twins, the IPTC's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.archives import unpacked

NOT_AGENCY = ("wordpress", "email", "googleform", "charset_in_subject", "wenn", "channel1", "upload_from_url", "_mock")
TESTS = {
    "afpnewsmlnew_test": ("afp20.xml",),
    "afpnewsml12_test": ("afp.xml",),
    "dpa_test": ("IPTC7901.txt", "dpa_*.txt", "IPTC7901_odd_charset.txt"),
    "ap_anpa_test": ("ap_anpa-*.tst", "anpa-*.tst"),
    "ana_mpe_nitf_test": ("ana1.xml",),
    "ritzau_test": ("ritzau_*.xml",),
    "ap_media_test": ("ap_media_*.json",),
    "dpanewsml_test": (),
    "stt_newsml_test": (),
    "ninjs_test": (),
    "bbc_ninjs_test": (),
    "pa_nitf_test": (),
    "scoop_parser_test": (),
    "newsml2_parser_test": (),
    "ap_test": ("ap.xml",),
}
"""The tests of agency formats, and the files that those read which do not name one."""
_STEP = re.compile(r"\['?(\w+)'?\]|get\('(\w+)'")


class Expected(NamedTuple):
    """One value that a test of Superdesk states: of which files (any of them), which field, which value."""

    test: str
    files: tuple[Path, ...]
    field: str
    path: tuple[str, ...]
    check: str
    value: Any


def fixtures() -> Path:
    """Return the folder of Superdesk's files."""
    return unpacked("superdesk-core-wire.tar.xz") / "superdesk-wire" / "core" / "tests" / "io" / "fixtures"


def agency_files() -> list[Path]:
    """Return Superdesk's files in the formats of agencies."""
    return [path for path in sorted(fixtures().iterdir()) if not any(word in path.name for word in NOT_AGENCY)]


def expectations() -> Iterator[Expected]:
    """Yield what Superdesk's tests of agency formats state, each with the files it can speak of."""
    folder = fixtures()
    rows = unpacked("superdesk-core-wire.tar.xz") / "superdesk-wire" / "expected-dev.jsonl"
    for line in rows.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        test = Path(row["test"]).stem
        if test not in TESTS or "feeding_services" in row["test"] or "FeedParser()" in row["field"]:
            continue
        names = (row["fixture"],) if row["fixture"] else TESTS[test]
        files = tuple(path for name in names for path in sorted(folder.glob(name.replace("[", "[[]"))))
        steps = tuple(one or other for one, other in _STEP.findall(row["field"]))
        yield Expected(test, files, row["field"], steps, row["check"], row["expected"])


def twins() -> Iterator[tuple[Path, Path]]:
    """Yield dpa's items as JSON and as NewsML-G2."""
    folder = unpacked("dpa-digitalwires.tar.xz") / "dpa-digitalwires" / "tests" / "data"
    for path in sorted((folder / "input").glob("*.json")):
        twin = folder / "output" / f"{path.stem}.xml"
        if twin.exists():
            yield path, twin


def iptc_files() -> list[Path]:
    """Return the IPTC's examples of NewsML-G2 and of ninjs, the valid ones."""
    found = sorted((unpacked("iptc-newsml-g2.tar.xz")).rglob("*.xml"))
    ninjs = unpacked("iptc-ninjs.tar.xz") / "iptc-ninjs"
    found += sorted((ninjs / "examples").rglob("*.xml"))
    found += [path for path in sorted((ninjs / "examples").rglob("*.json")) if "schema" not in path.name]
    return found


def ninjs_cases() -> Iterator[tuple[Path, bool]]:
    """Yield the IPTC's cases for validators of ninjs, and whether each is valid."""
    folder = unpacked("iptc-ninjs.tar.xz") / "iptc-ninjs" / "validation" / "test_suite"
    for path in sorted(folder.rglob("*.json")):
        if path.parent.name.startswith("should_"):
            yield path, path.parent.name == "should_pass"
