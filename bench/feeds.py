"""How well feeds are read, on what the tests of feedparser and gofeed expect, and how fast: ``python -m bench.feeds``.

A row of ``bench.feed_expectations`` asks for a *field* that we have, or for something without one, which must be *kept*
under the format's own name. Words agree where they show the same letters, whatever the markup around them, as the body
stays as received: feedparser's expectations of bodies that were cleaned, or whose addresses were rewritten, ask for
what we promise not to do. Addresses agree when made absolute. See docs/feed-exceptions.md for those that remain.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from bench.feed_exceptions import why_not
from bench.feed_expectations import Case, Row, cases
from mediawire.wire.charset_labels import find_charset
from mediawire.wire.document import Document
from mediawire.wire.feed_people import split_name
from mediawire.wire.feeds import read_feed
from mediawire.wire.formats import read_document
from mediawire.wire.markup import parse_markup, text_of
from mediawire.wire.reading import Reading, Received

ASKED = 0.99
ASKED_FEEDS_A_SECOND = 60
NOW = datetime(2026, 11, 22, tzinfo=UTC)
_UNCOUNTED = frozenset(
    "base bozo bozo_exception type guidislink namespaces headers feedVersion feedType rel # medium".split()
)
"""What tells of a parser's inner life, and not of the feed."""
_TIMES = {
    "published": ("published",),
    "updated": ("modified", "published"),
    "modified": ("modified", "published"),
    "date": ("modified", "published"),
    "created": ("first_created",),
    "expired": ("expires",),
}
_WORDS = frozenset("title description summary content subtitle tagline info rights copyright".split())


def fold(words: str) -> str:
    """Fold blanks, which no reader sees."""
    return re.sub(r"\s+", " ", words).strip()


def shown(words: str) -> set[str]:
    """Return what words show, taken as text and taken as markup; a blank between two tags may or may not be one."""
    plain = {fold(words)}
    if "<" in words or "&" in words:
        plain.add(fold(text_of(parse_markup(words))))
    return {re.sub(r"\s", "", each) for each in plain}


def read(case: Case) -> Reading:
    """Read a case as the door does."""
    url = f"http://127.0.0.1:8097/{case.name}" if case.source == "feedparser" else None
    located = urljoin(url, case.location) if url and case.location else url
    url = located if located and located.startswith(("http://", "https://")) else url
    return read_document(Document(case.data, url, case.content_type, now=NOW))


def all_strings(value: Any) -> Iterator[str]:
    """List every string that a reading holds, whatever its field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, datetime):
        yield value.isoformat()
    elif isinstance(value, dict):
        for inner in value.values():
            yield from all_strings(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from all_strings(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from all_strings(getattr(value, field.name))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def judge(row: Row, reading: Reading, case: Case) -> tuple[str, bool] | None:
    """Judge one expectation: is it of a field or of what is kept, and is it met? None where it is neither's."""
    path = row.path
    if path[0] == "encoding":
        return "field", _same_text(case.data, str(row.value), reading.encoding or "")
    if path[:2] == ("entries", "#"):
        return "field", len(reading.reports) == row.value
    if path[0] not in ("feed", "entries") or len(path) < 2 or any(name in _UNCOUNTED for name in path):
        return None
    if path[0] == "entries" and not (isinstance(path[1], int) and path[1] < len(reading.reports)):
        return ("field", False) if isinstance(path[1], int) else None
    if row.value in (None, "", {}, []) or ("extensions" in path and path[-1] == "name"):
        return None
    report = reading.reports[int(path[1])] if path[0] == "entries" else None
    names = path[2:] if report is not None else path[1:]
    return _judge_place(names, row.value, report, reading)


def _judge_place(
    names: tuple[str | int, ...], value: Any, report: Received | None, reading: Reading
) -> tuple[str, bool] | None:
    first = str(names[0])
    if first.endswith("_parsed") and first.removesuffix("_parsed") in _TIMES:
        return "field", _same_time(first.removesuffix("_parsed"), value, report, reading)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    words = str(value)
    holder: Any = report if report is not None else reading.channel
    if holder is None:
        return "field", False
    if names[-1] in ("language",):
        return ("field", holder.language == words) if first in ("content", "summary_detail", "language") else None
    if first.removesuffix("_detail") in _WORDS and names[-1] not in ("src",):
        return "field", _has_words(first.removesuffix("_detail"), words, report, reading)
    named = (
        _FIELDS.get((first, str(names[-1])) if len(names) > 1 else (first, "")) if "links" not in names[1:] else None
    )
    if named is not None and report is not None:
        return "field", named(report, words)
    if named is not None and reading.channel is not None and first == "link":
        return "field", _same_address(reading.channel.url, words)
    if names[-1] in ("itunes_block", "itunes_explicit"):
        return "kept", _is_said(str(names[-1]).replace("_", ":"), value, holder)
    return "kept", _is_kept(words, holder) or ((first == "author" or names[-1] == "author") and _person(holder, words))


def _is_said(name: str, value: Any, holder: Any) -> bool:
    """Tell whether the word that is kept means what feedparser makes a number of: 1 for ``yes`` as Apple writes it."""
    said = holder.others.get(name, ())
    return bool(said) and (said[-1] == "yes") == bool(value)


def _is_kept(words: str, holder: Any) -> bool:
    wanted = shown(words)
    if "://" in words and any(_same_address(kept, words) for kept in all_strings(holder) if "://" in kept):
        return True
    return any(wanted & shown(kept) for kept in all_strings(holder)) or any(
        re.search(rf"(?<!\w){re.escape(fold(words))}(?!\w)", fold(kept))
        for kept in all_strings(holder)
        if len(kept) < 10_000
    )


def _has_words(name: str, words: str, report: Received | None, reading: Reading) -> bool:
    wanted = shown(words)
    if report is None:
        channel = reading.channel
        found = [channel.title, channel.description, channel.rights] if channel else []
        return any(wanted & shown(each or "") for each in found) or _is_kept(words, channel)
    if name in ("title",):
        return bool(wanted & shown(report.headline or ""))
    if name in ("rights", "copyright"):
        return bool(wanted & shown(report.rights.copyright_notice or ""))
    body = {re.sub(r"\s", "", report.body.text)} | shown(report.body.html or report.body.text)
    return bool(wanted & body) or bool(wanted & shown(report.teaser or "")) or _is_kept(words, report.others)


def _same_address(ours: str | None, theirs: str) -> bool:
    return ours is not None and _as_ascii(ours) == _as_ascii(theirs)


def _as_ascii(address: str) -> str:
    """Spell an address with its host in ASCII (RFC 3490, section 4.1), without a slash at its end."""
    host = urlsplit(address).hostname or ""
    ascii_host = host if host.isascii() else host.encode("idna").decode()
    return address.strip().rstrip("/").replace(host, ascii_host, 1)


def _same_time(name: str, value: Any, report: Received | None, reading: Reading) -> bool:
    if isinstance(value, str):
        wanted = datetime.fromisoformat(value.replace("Z", "+00:00"))
    else:
        year, month, day, hour, minute, second = (int(part) for part in tuple(value)[:6])
        wanted = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    if report is None:
        return (reading.channel is not None and reading.channel.updated in (wanted, None)) or _is_kept(
            str(value), reading.channel
        )
    found = [getattr(report, field) for field in _TIMES[name]]
    return any(time is not None and time.replace(microsecond=0) == wanted.replace(microsecond=0) for time in found)


def _same_text(data: bytes, theirs: str, ours: str) -> bool:
    """Tell whether two encodings read some bytes as the same text."""
    one, other = find_charset(theirs), find_charset(ours)
    if one is None or other is None:
        return theirs.lower() == ours.lower()
    return one == other or data.decode(one.codec, "replace") == data.decode(other.codec, "replace")


def _person(report: Any, words: str) -> bool:
    person = split_name(words)
    kept = list(all_strings(report))
    parts = [part for part in (person.name, person.mail) if part]
    return all(any(part in each for each in kept) for part in parts)


_FIELDS: dict[tuple[str, str], Callable[[Received, str], bool]] = {
    ("link", ""): lambda report, words: _same_address(report.url, words),
    ("id", ""): lambda report, words: bool(shown(words) & shown(report.guid or "")),
    ("guid", ""): lambda report, words: report.guid == words.strip(),
    ("author", ""): lambda report, words: _person(report, words) or bool(shown(words) & shown(report.byline or "")),
    ("author_detail", "name"): lambda report, words: words in (report.byline or ""),
    ("author_detail", "email"): _person,
    ("authors", "name"): lambda report, words: words in (report.byline or ""),
    ("published", ""): lambda report, words: any(words == time.stated for time in report.stated),
    ("updated", ""): lambda report, words: any(words == time.stated for time in report.stated),
    ("created", ""): lambda report, words: any(words == time.stated for time in report.stated),
    ("expired", ""): lambda report, words: any(words in time.stated for time in report.stated),
    ("tags", "term"): lambda report, words: _is_kept(words, (report.keywords, report.subjects)),
    ("tags", "label"): lambda report, words: _is_kept(words, (report.keywords, report.subjects)),
    ("category", ""): lambda report, words: fold(words) in report.keywords,
    ("license", ""): lambda report, words: words in report.rights.links,
    ("enclosures", "href"): lambda report, words: any(_same_address(each.url, words) for each in report.pictures),
    ("enclosures", "type"): lambda report, words: any(each.content_type == words for each in report.pictures),
    ("enclosures", "length"): lambda report, words: any(str(each.size_bytes) == words for each in report.pictures),
    ("image", "href"): lambda report, words: any(_same_address(each.url, words) for each in report.pictures),
    ("source", "title"): lambda report, words: any(shown(words) & shown(each.name) for each in report.info_sources),
}


def ask_feedparser(case: Case, **options: bool) -> Iterator[tuple[Row, bool]]:
    """Ask feedparser for the same places, as its tests do."""
    import feedparser

    headers = {"content-type": case.content_type} if case.content_type else {}
    found = feedparser.parse(io.BytesIO(case.data), response_headers=headers, **options)
    for row in case.rows:
        place: Any = found
        try:
            for name in row.path:
                place = len(place) if name == "#" else place[name]
        except (KeyError, IndexError, TypeError, AttributeError):
            place = None
        yield (
            row,
            place == row.value
            or (isinstance(row.value, str) and isinstance(place, str) and bool(shown(place) & shown(row.value))),
        )


def make_feed(items: int, is_full: bool) -> bytes:
    """Make a feed of made-up items: a summary of 200 letters, and where it is full 2,400 letters of content."""
    chance = random.Random(20_261_122)
    words = "council budget minister river market agreement storm report officials morning sources region".split()

    def paragraph(length: int) -> str:
        said = " ".join(chance.choice(words) for _ in range(length))
        return f'<p>{said} <a href="/about/{chance.randrange(999)}">link</a> &amp; <b>more</b>.</p>'

    def item(number: int) -> str:
        content = "".join(paragraph(50) for _ in range(6)) if is_full else ""
        return (
            f"<item><title>Title of item {number}</title><link>https://news.example/{number}</link>"
            f"<guid isPermaLink='false'>g{number}</guid>"
            f"<pubDate>Mon, 02 Nov 2026 10:{number % 60:02}:00 +0100</pubDate>"
            f"<dc:creator>Ann Lee</dc:creator><category>World</category>"
            f"<description>{escape(paragraph(25))}</description>"
            f"{f'<content:encoded><![CDATA[{content}]]></content:encoded>' if content else ''}</item>"
        )

    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    inner = "".join(map(item, range(items)))
    return f'<rss version="2.0" {spaces}><channel><title>T</title>{inner}</channel></rss>'.encode()


def feeds_a_second(parse: Callable[[bytes], Any], data: bytes, seconds: float = 2.0) -> float:
    """Return how many times a second of one core some bytes are parsed."""
    parse(data)
    start, times = time.process_time(), 0
    while time.process_time() - start < seconds:
        parse(data)
        times += 1
    return times / (time.process_time() - start)


def measure() -> tuple[Counter[tuple[str, str, bool]], list[tuple[Case, Row]]]:
    """Judge all expectations; return counts by (source, kind, met), and those that are not met."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    missed: list[tuple[Case, Row]] = []
    for case in cases():
        reading = read(case)
        for row in case.rows:
            judged = judge(row, reading, case)
            if judged is None:
                counts[case.source, "none", True] += 1
                continue
            counts[(case.source, *judged)] += 1
            if not judged[1]:
                missed.append((case, row))
    return counts, missed


def main() -> None:
    """Print the figures beside what is asked and beside the peers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--missed", action="store_true", help="list what is not met")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    counts, missed = measure()
    for source in ("feedparser", "gofeed"):
        for kind in ("field", "kept"):
            met, not_met = counts[source, kind, True], counts[source, kind, False]
            share = met / max(1, met + not_met)
            print(f"{source:10}  {kind:5}  met {met:5,} of {met + not_met:5,}  {share:.4f}   asked {ASKED}")
        print(f"{source:10}  of no field of a report: {counts[source, 'none', True]:,}")
    reasons = Counter(why_not(case, row) for case, row in missed)
    for reason, count in sorted((str(reason), count) for reason, count in reasons.items() if reason):
        print(f"  not met, {count:3}: {reason}")
    total = sum(count for (_, kind, _), count in counts.items() if kind != "none")
    print(f"met or explained: {total - reasons[None]:,} of {total:,}  {(total - reasons[None]) / total:.4f}")
    for case, row in missed if arguments.missed else ():
        if why_not(case, row) is None:
            print(f"  {case.name}  {row.path}  {str(row.value)[:80]!r}")
    if not arguments.no_peers:
        print_peers()
    for name, is_full in () if arguments.missed else (("summaries", False), ("full content", True)):
        data = make_feed(100, is_full)
        for way, parse in (("with notices told", read_document), ("the reader alone", read_feed)):
            rate = feeds_a_second(partial(_parse, parse), data)
            print(f"feeds of 100 items, {name}, {way}: {rate:.1f} a second of one core   asked {ASKED_FEEDS_A_SECOND}")


def _parse(read: Callable[[Document], Reading], data: bytes) -> Reading:
    return read(Document(data, "https://news.example/feed", now=NOW))


def print_peers() -> None:
    """Print what feedparser reaches on its own expectations and how fast it is."""
    import feedparser

    plain = {"sanitize_html": False, "resolve_relative_uris": False}
    for name, options in (("as it comes", {}), ("not rewriting", plain)):
        told = [met for case in cases() if case.source == "feedparser" for _, met in ask_feedparser(case, **options)]
        print(f"feedparser  {name}: met {sum(told):,} of {len(told):,} of its own  {sum(told) / len(told):.4f}")
    for is_full in (False, True):
        rate = feeds_a_second(lambda each: feedparser.parse(io.BytesIO(each), **plain), make_feed(100, is_full))
        name = "full content" if is_full else "summaries"
        print(f"feedparser  feeds of 100 items, {name}: {rate:.1f} a second of one core")


if __name__ == "__main__":
    main()
