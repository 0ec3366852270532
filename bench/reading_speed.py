"""Prints how fast documents are read on one core, in this process and apart, beside peers where they are installed.

``python -m bench.reading_speed [feeds pages agency warc] [--seconds 3]``. CPU time of this process, and apart that of
the worker as well. Feeds are made of 100 items each; pages are those of trafilatura-eval; agency files those of dpa,
IPTC and Superdesk; the archive is made of pages as a crawler packs them, record by record.
"""

from __future__ import annotations

import argparse
import gzip
import io
import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from time import process_time

from bench.archives import DataMissing, unpacked
from mediawire.wire.document import Document
from mediawire.wire.formats import read_document
from mediawire.wire.warc import read_parts, split_archive
from mediawire.wire.worker import Workers, read_apart

ASKED = {"feeds": "60 a second", "pages": "60 a second", "agency": "500 a second", "warc": "25 MB/s"}
PAGES_MEASURED = 150
ITEM = """<item><title>Ferry {at} late</title><link>https://post.example/{at}</link><guid>{at}</guid>
<pubDate>Mon, 01 Mar 2021 18:{minute:02}:00 GMT</pubDate><dc:creator>Ada Holm</dc:creator><category>Harbour</category>
<description>&lt;p&gt;{text}&lt;/p&gt;&lt;p&gt;See &lt;a href="https://post.example/x"&gt;more&lt;/a&gt;.&lt;/p&gt;
</description></item>"""
TEXT = "The ferry to the northern islands left the harbour two hours late after divers had cut a net from its rudder. "


def make_feed(number: int) -> bytes:
    """Make a feed of 100 items with texts of some 600 letters."""
    items = "".join(ITEM.format(at=number * 100 + at, minute=at % 60, text=TEXT * 5) for at in range(100))
    head = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    )
    return f"{head}<title>Post</title><link>https://post.example/</link>{items}</channel></rss>".encode()


def list_pages() -> list[bytes]:
    """List some pages as they were saved."""
    paths = sorted(path for path in unpacked("trafilatura-eval.tar.xz").rglob("*.htm*") if path.is_file())
    return [path.read_bytes() for path in paths[:PAGES_MEASURED]]


def list_agency_files() -> list[bytes]:
    """List the agency files."""
    folders = [unpacked(f"{name}.tar.xz") for name in ("dpa-digitalwires", "iptc-newsml-g2", "superdesk-core-wire")]
    paths = sorted(path for folder in folders for path in folder.rglob("*.xml") if path.stat().st_size < 1 << 18)
    return [path.read_bytes() for path in paths]


def make_archive(pages: Sequence[bytes], megabytes: int = 40) -> tuple[bytes, int]:
    """Make an archive of pages, packed record by record; return it and what it is unpacked."""
    packed, size = [], 0
    for number, page in enumerate(cycle(pages)):
        content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n"
        record = f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"
        packed.append(gzip.compress(record, 6))
        size += len(record)
        if size > megabytes << 20:
            return b"".join(packed), size
    raise ValueError("no pages")


def pace(read: Callable[[bytes], object], documents: Sequence[bytes], seconds: float) -> float:
    """Return how many documents a second are read, of computing here and in children that have ended."""
    read(documents[0])
    began, done = process_time(), 0
    for data in cycle(documents):
        read(data)
        done += 1
        if process_time() - began > seconds and done >= min(len(documents), 30):
            break
    return done / (process_time() - began)


def pace_apart(documents: Sequence[bytes]) -> float:
    """Return how many documents a second are read apart, of computing on both sides; starting a worker not counted."""
    workers = Workers()
    read_apart(Document(documents[0]), workers=workers)
    before, began = _children(), process_time()
    pid = workers.waiting[0].process.pid
    started = _used(pid)
    for data in documents:
        read_apart(Document(data), workers=workers)
    there = _used(pid) - started
    own = process_time() - began
    workers.close()
    return len(documents) / (own + (there if there > 0 else _children() - before))


def _used(pid: int) -> float:
    """Return the computing time of a process that runs."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100
    return 0.0


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def read_here(data: bytes) -> object:
    """Read in this process."""
    return read_document(Document(data, "https://post.example/1"))


def list_peers(name: str) -> Iterator[tuple[str, Callable[[bytes], object]]]:
    """Yield the peers that are installed."""
    if name == "feeds":
        with suppress(ImportError):
            import feedparser

            yield "feedparser", lambda data: feedparser.parse(io.BytesIO(data))
    if name == "pages":
        with suppress(ImportError):
            import trafilatura

            yield "trafilatura", lambda data: trafilatura.bare_extraction(data, with_metadata=True)


def report(name: str, documents: Sequence[bytes], seconds: float) -> None:
    """Print a row for documents of one kind."""
    here, apart = pace(read_here, documents, seconds), pace_apart(documents[:60])
    peers = ", ".join(f"{peer} {pace(read, documents, seconds):,.0f}" for peer, read in list_peers(name))
    print(f"{name:8}{here:>12,.0f}{apart:>12,.0f}  a second    asked {ASKED[name]:12}  {peers}", flush=True)


def report_archive(pages: Sequence[bytes], seconds: float) -> None:
    """Print how fast an archive is told apart, and how fast its pages are read as well."""
    packed, size = make_archive(pages)
    began = process_time()
    number = sum(1 for _ in split_archive(io.BytesIO(packed)))
    split = size / (process_time() - began) / 1e6
    began, done = process_time(), 0
    for _ in read_parts(split_archive(io.BytesIO(packed)), read_document):
        done += 1
        if process_time() - began > 4 * seconds:
            break
    read = size * done / number / (process_time() - began) / 1e6
    from fastwarc.warc import ArchiveIterator

    began = process_time()
    for record in ArchiveIterator(io.BytesIO(packed), parse_http=True):
        record.reader.read()
    peer = size / (process_time() - began) / 1e6
    print(f"warc    {split:>9,.0f} MB/s of unpacked records told apart and decoded (asked 25 MB/s); "
          f"fastwarc {peer:,.0f} MB/s; its pages read as well: {read:,.1f} MB/s")  # fmt: skip


def main() -> None:
    """Print a row a kind of document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=list(ASKED), help=f"only these: {', '.join(ASKED)}")
    parser.add_argument("--seconds", type=float, default=3.0, help="of computing, for each figure")
    options = parser.parse_args()
    print(f"{'':8}{'here':>12}{'apart':>12}")
    sets = {"feeds": lambda: [make_feed(at) for at in range(10)], "pages": list_pages, "agency": list_agency_files}
    for kind in options.kinds:
        try:
            if kind == "warc":
                report_archive(list_pages(), options.seconds)
            else:
                report(kind, sets[kind](), options.seconds)
        except DataMissing as missing:
            print(f"{kind:8} not measured: {missing}")


if __name__ == "__main__":
    main()
