from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.archive_records import Record, split_records
from mediawire.wire.archived import Archived, PassedOver
from mediawire.wire.document import Document
from mediawire.wire.http_message import Answer, join_chunks, read_answer
from mediawire.wire.reading import Refusal
from mediawire.wire.unpacking import MOST_UNPACKED, unpack_stream, unpack_whole
from mediawire.wire.warc import read_archive, split_archive
from mediawire.wire.worker_pool import WorkerPool

FERRY = b"The ferry left two hours late on Monday, the harbour office said. Nobody was hurt.\n"


def record(content: bytes, kind: str = "response", length: object = None, url: str = "https://a.example/1") -> bytes:
    """Make a WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:x:{url}>\r\nWARC-Date: 2021-03-01T18:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Length: {len(content) if length is None else length}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(content: bytes = FERRY, *headers: str, status: str = "200 OK") -> bytes:
    """Make an HTTP answer."""
    lines = (f"HTTP/1.1 {status}", "Content-Type: text/plain", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def texts(data: bytes) -> list[str]:
    """Read an archive; return the texts of its reports and the reasons of its refusals, in their order."""
    reading = read_archive(Document(data))
    return [report.body.text for report in reading.reports] + [refusal.reason for refusal in reading.refusals]


def test_each_answer_is_read_and_keeps_what_the_archive_says() -> None:
    """The record's id and date stand with the report, under the archive's own names."""
    reading = read_archive(Document(record(answer())))

    (report,) = reading.reports
    assert report.body.text == FERRY.decode()
    assert report.url == "https://a.example/1"
    assert report.others["WARC-Record-ID"] == ("<urn:x:https://a.example/1>",)
    assert report.others["WARC-Date"] == ("2021-03-01T18:00:00Z",)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: zstd(data)])
def test_an_archive_may_be_packed(pack: type[bytes]) -> None:
    """Plain, gzip and Zstandard give the same."""
    assert texts(pack(record(answer()) * 2)) == [FERRY.decode()] * 2


def test_requests_and_pictures_are_passed_over_and_counted() -> None:
    """What holds no document of a newsroom is neither a report nor a refusal, and is told."""
    picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n" + bytes(30)
    data = record(b"GET / HTTP/1.1\r\n\r\n", "request") + record(picture) + record(answer(status="404 Not Found"))

    reading = read_archive(Document(data))

    assert (reading.reports, reading.refusals) == ((), ())
    assert sorted(reading.warnings) == [
        "passed over: 1 answer with status 404",
        "passed over: 1 image/png",
        "passed over: 1 request record",
    ]


@pytest.mark.parametrize(
    ("length", "reason"), [("abc", "wrong length"), (-5, "wrong length"), (3, "wrong length"), (10**18, "too large")]
)
def test_a_wrong_length_costs_one_record(length: object, reason: str) -> None:
    """The record after one with a wrong length is read all the same."""
    data = record(answer(), length=length, url="https://a.example/bad") + record(answer())

    assert texts(data) == [FERRY.decode(), reason]


def test_a_length_that_reaches_into_the_next_record_does_not_swallow_it() -> None:
    """A length is believed only where a record, or the end, stands behind it."""
    assert texts(record(answer(), length=len(answer()) + 40) + record(answer())) == [FERRY.decode(), "wrong length"]


def test_a_record_that_is_cut_is_refused_by_name() -> None:
    """The end of a file that was cut off is no record."""
    reading = read_archive(Document(record(answer()) + record(answer(), url="https://a.example/2")[:-30]))

    assert [(refusal.reason, refusal.where) for refusal in reading.refusals] == [("cut", "urn:x:https://a.example/2")]
    assert len(reading.reports) == 1


def test_a_broken_member_costs_one_record() -> None:
    """Where a member of a gzip file is broken, the next is looked for."""
    members = [bytearray(gzip.compress(record(answer(), url=f"https://a.example/{at}"))) for at in range(3)]
    members[1][40] ^= 0xFF

    reading = read_archive(Document(b"".join(members)))

    assert {report.url for report in reading.reports} >= {"https://a.example/0", "https://a.example/2"}
    assert reading.refusals


def test_an_arc_is_read() -> None:
    """The older format, whose header is one line; an address may hold spaces."""
    content = answer()
    data = (
        b"filedesc://a.arc 0.0.0.0 20210301180000 text/plain 5\n1 0 x\n\nhttp://a.example/a b 127.0.0.1 20210301180000 "
    )
    data += b"text/html %d\n%s\n" % (len(content), content)

    reading = read_archive(Document(data))

    (report,) = reading.reports
    assert report.url == "http://a.example/a b"
    assert report.others["WARC-Date"] == ("2021-03-01T18:00:00Z",)


def test_a_packed_page_that_is_no_archive_is_read_by_looking() -> None:
    """A feed or a text as .gz is what it is, and keeps the address that it came from."""
    reading = read_archive(Document(gzip.compress(FERRY), "https://a.example/1.txt.gz"))

    assert reading.format == "text"
    assert reading.reports[0].url == "https://a.example/1.txt.gz"


def test_what_only_begins_as_an_archive_is_refused() -> None:
    """Nothing is read again and again."""
    assert texts(b"WARC/x\r\n\r\n") == ["unreadable"]


@pytest.mark.parametrize("wrap", [lambda data: data, lambda data: record(answer(data, "Content-Encoding: gzip"))])
def test_a_bomb_is_refused_and_takes_little_memory(wrap: type[bytes]) -> None:
    """What unpacks to more than a document is refused before it is all unpacked."""
    bomb = wrap(gzip.compress(bytes(2 * MOST_UNPACKED), 9))
    tracemalloc.start()

    found = texts(bomb)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == ["too large"]
    assert peak < 5 * MOST_UNPACKED


def test_what_is_packed_again_and_again_is_refused() -> None:
    """A file that unpacks to itself would never end."""
    data = FERRY
    for _ in range(6):
        data = gzip.compress(data)

    assert unpack_whole(data).refusals[0].reason == "packed too often"


def test_codings_are_undone() -> None:
    """Each content coding that archives keep, and one that is stated but was undone before."""
    packed = {
        "gzip": gzip.compress(FERRY),
        "deflate": zlib.compress(FERRY),
        "br": brotli(FERRY),
        "zstd": zstd(FERRY),
        "identity": FERRY,
    }
    plain = [read_answer(answer(content, f"Content-Encoding: {coding}")) for coding, content in packed.items()]
    plain.append(read_answer(answer(FERRY, "Content-Encoding: gzip")))

    assert [each.content for each in plain if isinstance(each, Answer)] == [FERRY] * 6


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5))
def test_chunks_are_joined(chunks: list[bytes]) -> None:
    """What was sent in chunks is whole again."""
    sent = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"

    assert join_chunks(sent) == b"".join(chunks)


@pytest.mark.parametrize("content", [FERRY, b"5\r\nhello", b"zz\r\nhello\r\n0\r\n\r\n", b""])
def test_what_is_in_no_chunks_stays_as_it_is(content: bytes) -> None:
    """Many archives say chunked of what they have joined."""
    assert join_chunks(content) == content


@given(st.lists(st.binary(max_size=200), max_size=4))
def test_records_come_out_as_they_went_in(contents: list[bytes]) -> None:
    """Every record, in order, with its content, whatever stands in it."""
    data = b"".join(record(b"x" + content, "resource") for content in contents)

    found = list(split_records(unpack_stream(io.BytesIO(data)))) if data else []

    expected = [b"x" + content for content in contents]
    assert [each.content for each in found if isinstance(each, Record)] == expected


@given(st.binary(max_size=300), st.integers(0, 600))
def test_no_bytes_end_the_splitting(junk: bytes, at: int) -> None:
    """Whatever stands in an archive, its parts are documents, refusals, or what was passed over."""
    data = record(answer()) * 3
    spoilt = data[:at] + junk + data[at:]

    parts = list(split_archive(io.BytesIO(spoilt)))

    assert all(isinstance(part, Archived | PassedOver | Refusal) for part in parts)


def test_an_archive_of_any_size_is_read_in_little_memory() -> None:
    """A stream is read record by record, in order; what was passed over is told at the end."""
    records = [record(answer(b"Ferry %d left late.\n" % at), url=f"https://a.example/{at}") for at in range(60)]
    stream = io.BytesIO(record(b"x", "warcinfo") + b"".join(records))

    with WorkerPool(2) as pool:
        readings = list(pool.read_records(stream))

    assert [reading.reports[0].body.text for reading in readings[:-1]] == [
        f"Ferry {at} left late.\n" for at in range(60)
    ]
    assert readings[-1].warnings == ("passed over: 1 warcinfo record",)


def zstd(data: bytes) -> bytes:
    """Pack with Zstandard."""
    return b"".join(written(ZstdWriter, data))


def brotli(data: bytes) -> bytes:
    """Pack with Brotli."""
    return b"".join(written(BrotliWriter, data))


def written(writer: type, data: bytes) -> Iterator[bytes]:
    """Yield what a writer makes of some bytes."""
    stream = io.BytesIO()
    packing = writer(stream)
    packing.write(data)
    packing.close()
    yield stream.getvalue()
