"""Reading reports from files: what goes in, and that what is broken stops nothing."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediawire.corpus import streams
from mediawire.corpus.readers import count_bytes, read_reports
from mediawire.corpus.refused import Place, Refusals
from mediawire.corpus.rows import BATCH_ROWS, gather_rows
from mediawire.reuse.tables import REPORTS

Write = Callable[[str, bytes], Path]
TEXTS = [f"The ferry left the harbour at {hour} with all its passengers." for hour in range(1, 6)]
ROWS = [{"id": str(number), "text": text} for number, text in enumerate(TEXTS)]
LINES = [json.dumps(row).encode() for row in ROWS]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file into the folder of the test."""

    def to_disk(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return to_disk


def read(*paths: Path, refused: Refusals | None = None, **options: Any) -> tuple[list[dict[str, Any]], Refusals]:
    """Read files to the end."""
    refused = Refusals() if refused is None else refused
    batches = list(read_reports(paths, refused, **options))
    assert all(batch.schema == REPORTS and batch.num_rows for batch in batches)
    return [row for batch in batches for row in batch.to_pylist()], refused


def texts_of(rows: list[dict[str, Any]]) -> list[str]:
    """List the texts of rows."""
    return [row["text"] for row in rows]


def zstd(data: bytes) -> bytes:
    """Pack with Zstandard."""
    return pa.compress(data, "zstd", asbytes=True)


PACKINGS = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress, ".zst": zstd}


@pytest.mark.parametrize("suffix", PACKINGS)
def test_json_lines_are_read_packed_or_not(write: Write, suffix: str) -> None:
    """How a file is packed changes nothing; two packed files behind one another are one."""
    pack = PACKINGS[suffix]
    path = write(f"reports.jsonl{suffix}", pack(b"\n".join(LINES[:2]) + b"\r\n\n") + pack(b"\n".join(LINES[2:])))

    rows, refused = read(path)

    assert texts_of(rows) == TEXTS
    assert not refused.reasons


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_a_packed_file_that_is_cut_gives_what_it_has(write: Write, suffix: str) -> None:
    """What can still be unpacked goes in; that the end is missing is told."""
    lines = b"\n".join(json.dumps({"id": number, "text": os.urandom(100).hex()}).encode() for number in range(10_000))
    packed = PACKINGS[suffix](lines)
    path = write(f"reports.jsonl{suffix}", packed[: len(packed) * 3 // 4])

    rows, refused = read(path)

    assert len(rows) > 1000
    assert [row["id"] for row in rows] == [str(number) for number in range(len(rows))]
    assert refused.reasons["file is damaged or cut short"] == 1


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        (("id", "guid"), "id"),
        (("outlet", "source", "publisher", "site", "domain"), "outlet"),
        (("published", "date", "time", "timestamp", "datePublished", "pub_date"), "published"),
        (("headline", "title", "Title"), "headline"),
        (("url", "link"), "url"),
        (("text", "body", "content", "articleBody", "MAIN-TEXT"), "text"),
    ],
)
def test_columns_are_known_by_the_names_people_give_them(write: Write, columns: tuple[str, ...], field: str) -> None:
    """Nobody has to rename a column that says what it is."""
    value = "2009-01-01T10:00Z" if field == "published" else "Ferries"
    others = {"id": 1, "text": "Text."}
    others.pop(field, None)
    rows = [others | {column: value} for column in columns]
    path = write("reports.jsonl", "\n".join(map(json.dumps, rows)).encode())

    read_rows, _ = read(path)

    expected = datetime(2009, 1, 1, 10, tzinfo=UTC) if field == "published" else value
    assert [row[field] for row in read_rows] == [expected] * len(columns)


def test_a_column_can_be_named_by_the_user(write: Write) -> None:
    """What is called otherwise is taken from where it is said to be, and from nowhere else."""
    path = write("reports.jsonl", b'{"id": 1, "text": "The summary.", "body_text": "The whole report."}')

    rows, _ = read(path, fields={"text": "body_text"})

    assert texts_of(rows) == ["The whole report."]


@pytest.mark.parametrize(
    ("given_row", "name"),
    [
        ({"id": 7}, "7"),
        ({"id": 7.0}, "7"),
        ({"id": "7.0"}, "7.0"),
        ({"id": None, "guid": "g"}, "g"),
        ({"id": " ", "url": "https://example.org/7"}, "https://example.org/7"),
        ({"uri": "https://example.org/7"}, "https://example.org/7"),
        ({"id": float("nan")}, "text-c0c1115b8ce1bcbb86a3"),
    ],
)
def test_a_report_has_a_name_in_any_case(write: Write, given_row: dict[str, Any], name: str) -> None:
    """Its id; without one its address; without that a digest of its text, which is the same every time."""
    path = write("reports.jsonl", json.dumps(given_row | {"text": "The ferry left."}).encode())

    rows, _ = read(path)

    assert [row["id"] for row in rows] == [name]


def test_a_source_may_be_a_record_with_a_name(write: Write) -> None:
    """As schema.org and the news interfaces have it."""
    path = write("reports.jsonl", b'{"id": 1, "text": "Text.", "publisher": {"id": 4, "name": "The Harbour Post"}}')

    rows, _ = read(path)

    assert rows[0]["outlet"] == "The Harbour Post"


BROKEN = [
    (b'{"id": 1, "text": "cut', "broken line"),
    (b"[" * 100_000, "broken line"),
    (b'{"id": ' + b"9" * 5000 + b', "text": "x"}', "broken line"),
    (b"[1, 2]", "not a report"),
    (b"null", "not a report"),
    (b'{"id": 1}', "no text"),
    (b'{"id": 1, "text": " \\n "}', "no text"),
    (b'{"id": 1, "text": 5}', "text is no string"),
    (b'{"id": 1, "text": ["a", "b"]}', "text is no string"),
    (b'{"id": [1], "text": "x"}', "id is neither string nor number"),
    (b'{"id": true, "text": "x"}', "id is neither string nor number"),
    (b'{"id": 1, "text": "half \\ud800 a pair"}', "text or id is no valid Unicode"),
    (b'{"id": "\\udfff", "text": "x"}', "text or id is no valid Unicode"),
    (b'{"id": 1, "text": "caf\xe9"}', "line is no valid UTF-8"),
    (b"\0\0\0", "broken line"),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN)
def test_a_broken_line_is_named_and_the_rest_goes_in(write: Write, tmp_path: Path, line: bytes, reason: str) -> None:
    """It is counted by its reason, named by its place, and kept aside so that every byte can be told."""
    path = write("reports.jsonl", b"\n".join([LINES[0], line, *LINES[1:]]))
    aside = tmp_path / "aside.jsonl"

    with Refusals(aside) as refused:
        rows, _ = read(path, refused=refused)

    kept = json.loads(aside.read_text())
    told = kept["raw"].encode("utf-8", "surrogateescape") if "raw" in kept else json.dumps(kept.get("row")).encode()
    assert texts_of(rows) == TEXTS
    assert refused.reasons == {reason: 1}
    assert refused.named[0].startswith(f"{path}, line 2: ")
    assert (kept["file"], kept["line"], kept["reason"]) == (str(path), 2, reason)
    assert told == line


def test_a_text_beyond_all_measure_is_kept_aside(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dump of a hundred megabytes is no report; the reports around it are."""
    monkeypatch.setattr("mediawire.corpus.rows.MOST_CHARACTERS", 1000)
    path = write("reports.jsonl", b"\n".join([LINES[0], json.dumps({"id": 9, "text": "a" * 1001}).encode(), LINES[1]]))

    rows, refused = read(path)

    assert texts_of(rows) == TEXTS[:2]
    assert refused.reasons == {"text is too long": 1}


@pytest.mark.parametrize("is_last", [False, True])
def test_a_line_that_never_ends_is_not_held(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_last: bool
) -> None:
    """Memory stays bounded; the line's beginning is kept, and how much of it that is."""
    for name, size in (("CHUNK_BYTES", 1000), ("MOST_LINE_BYTES", 10_000), ("KEPT_BYTES", 100)):
        monkeypatch.setattr(streams, name, size)
    path = write("reports.jsonl", b"\n".join([*LINES[:2], b"x" * 50_000, *([] if is_last else LINES[2:])]))

    with Refusals(tmp_path / "aside.jsonl") as refused:
        rows, _ = read(path, refused=refused)

    assert texts_of(rows) == (TEXTS[:2] if is_last else TEXTS)
    assert refused.named == [f"{path}, line 3: line is too long: 50,000 bytes, of which the first 100 are kept"]
    assert json.loads((tmp_path / "aside.jsonl").read_text())["raw"] == "x" * 100


def test_fields_that_make_no_sense_cost_only_themselves(write: Write) -> None:
    """A report with a broken headline is still a report, and its text is untouched."""
    row = {"id": 1, "title": "half \ud800", "url": ["x"], "date": "some day", "text": "A \0 text."}
    path = write("reports.jsonl", json.dumps(row).encode())

    rows, refused = read(path)

    assert rows == [{"id": "1", "outlet": None, "published": None, "headline": None, "url": None, "text": "A \0 text."}]
    assert refused.notes == {
        "headline that is no valid Unicode, left out": 1,
        "url of a wrong type, left out": 1,
        "time that cannot be read, left out": 1,
        "text with NUL characters": 1,
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32-le"])
def test_json_may_come_in_any_unicode(write: Write, encoding: str) -> None:
    """Windows shells write UTF-16."""
    path = write("reports.jsonl", "\n".join(line.decode() for line in LINES).encode(encoding))

    rows, refused = read(path)

    assert texts_of(rows) == TEXTS
    assert not refused.reasons


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ROWS).encode(),
        json.dumps(ROWS, indent=2).encode(),
        b"\n\n".join(json.dumps(row, indent=1).encode() for row in ROWS),
        b"\n".join(LINES),
    ],
)
def test_json_may_be_an_array_or_values_or_lines(write: Write, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """However it is laid out, and wherever the pieces in which it is read are cut."""
    monkeypatch.setattr(streams, "CHUNK_BYTES", 7)
    path = write("reports.json", data)

    rows, refused = read(path)

    assert texts_of(rows) == TEXTS
    assert not refused.reasons


def test_a_broken_value_in_an_array_costs_only_itself(write: Write) -> None:
    """Behind it the next report is looked for; an array that is cut loses its last."""
    path = write(
        "reports.json", b"[" + LINES[0] + b', {"id": 7, "text": oh}, ' + b", ".join(LINES[1:]) + b', {"text": "cut'
    )

    rows, refused = read(path)

    assert texts_of(rows) == TEXTS
    assert refused.reasons == {"broken line": 2}
    assert refused.named[0] == f"{path}, value 2: broken value (Expecting value)"


def test_tables_of_text_are_read(write: Write) -> None:
    """Quotation marks, line ends in fields and other separators are all in use."""
    comma = write("a.csv", b'id,title,text\r\n1,"Ferry, late","It said\n""no""."\r\n2,x,Text.\r\n')
    semicolon = write("b.csv", "id;text\n3;Über den Fluß\n".encode("windows-1252"))
    tab = write("c.tsv", b'id\ttext\n4\t"A, b; c"')

    rows, refused = read(comma, semicolon, tab)

    assert texts_of(rows) == ['It said\n"no".', "Text.", "Über den Fluß", "A, b; c"]
    assert rows[0]["headline"] == "Ferry, late"
    assert not refused.reasons


def test_a_broken_row_of_a_table_costs_only_its_line(write: Write, tmp_path: Path) -> None:
    """A quotation mark that is never closed does not swallow the rows behind it."""
    good = b"".join(f'{number},"Fährboot {number}."\n'.encode() for number in range(3))
    bad = [b'7,"never closed\n', b"8,too,many\n", b"9\n", b'10,"a"b\n', b"11,caf\xe9\n"]
    path = write("reports.csv", b"id,text\n" + good + b"".join(line + good for line in bad))

    with Refusals(tmp_path / "aside.jsonl") as refused:
        rows, _ = read(path, refused=refused)

    kept = [json.loads(line) for line in (tmp_path / "aside.jsonl").read_text().splitlines()]
    assert len(rows) == 18
    assert refused.reasons == {"broken line": 4, "line is no valid UTF-8": 1}
    assert [line["line"] for line in kept] == [5, 9, 13, 17, 21]
    assert [line["raw"].encode("utf-8", "surrogateescape") for line in kept] == bad


@pytest.mark.parametrize("name", ["reports.csv", "reports.parquet"])
def test_a_table_without_texts_says_what_it_has(tmp_path: Path, name: str) -> None:
    """The line tells how to name the column."""
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_bytes(b"number,words\n1,Some words.\n")
    else:
        pq.write_table(pa.table({"number": ["1"], "words": ["Some words."]}), path)

    _, refused = read(path)
    rows, _ = read(path, fields={"text": "words"})

    assert refused.named[0].startswith(f"{path}: no column holds texts; name it with --field text=COLUMN (columns: ")
    assert "number" in refused.named[0]
    assert texts_of(rows) == ["Some words."]


def test_a_folder_is_read_file_by_file(write: Write, tmp_path: Path) -> None:
    """A text is named for its path in the folder; files of reports are read as such; the rest is let alone."""
    write("news/a.txt", b"One report.")
    write("news/b/c", "Tür und Tor".encode("utf-16"))
    write("news/d.jsonl", LINES[0])
    write("news/.hidden", b"x")
    write("news/_SUCCESS", b"")
    pdf = write("news/e.pdf", b"%PDF-1.4")
    (tmp_path / "news/loop").symlink_to(tmp_path / "news")
    os.mkfifo(tmp_path / "news/pipe")

    rows, refused = read(tmp_path / "news")

    assert [(row["id"], row["text"]) for row in rows] == [
        ("a.txt", "One report."),
        ("0", TEXTS[0]),
        ("b/c", "Tür und Tor"),
    ]
    assert refused.named == [f"{pdf}: not text: a PDF document"]


def test_a_single_text_is_a_report(write: Write) -> None:
    """It is named for the file as it was given; its line ends stay."""
    path = write("report.txt.gz", gzip.compress(b"The ferry\r\nleft."))

    rows, _ = read(path)

    assert [(row["id"], row["text"]) for row in rows] == [(path.as_posix(), "The ferry\r\nleft.")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.jsonl.gz"])
def test_an_empty_file_holds_nothing(write: Write, name: str) -> None:
    """That is no fault."""
    path = write(name, b"")

    rows, refused = read(path)

    assert rows == []
    assert not refused.reasons


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "no text"),
        ("a.parquet", b"", "not a Parquet file, or one whose beginning is lost"),
        ("a.parquet", b"PAR1 and then nothing", "not a Parquet file: "),
        ("a.jsonl", b"PK\x03\x04...", "not text: a ZIP archive or an office document"),
        ("a.tar.gz", gzip.compress(b"x" * 257 + b"ustar"), "not text: a tar archive; unpack it and give the folder"),
    ],
)
def test_a_file_that_is_no_reports_is_refused_whole(write: Write, name: str, data: bytes, told: str) -> None:
    """In one line, and the next file is read."""
    path, other = write(name, data), write("other.jsonl", LINES[0])

    rows, refused = read(path, other)

    assert texts_of(rows) == TEXTS[:1]
    assert refused.named[0].startswith(f"{path}: {told}")


def test_a_missing_file_is_named(tmp_path: Path, write: Write) -> None:
    """And the next one is read."""
    rows, refused = read(tmp_path / "none.jsonl", write("other.jsonl", LINES[0]))

    assert texts_of(rows) == TEXTS[:1]
    assert refused.named == [f"{tmp_path / 'none.jsonl'}: no such file"]


def test_parquet_is_read_as_other_tools_write_it(tmp_path: Path) -> None:
    """Numbers as ids, times of any kind, large and coded strings."""
    times = pa.array([1230804900, 1230804901], pa.timestamp("s"))
    table = pa.table(
        {
            "guid": [1, 2],
            "content": pa.array(["One.", "Two."], pa.large_string()),
            "publisher": pa.array(["Post", ""]).dictionary_encode(),
            "date": times.cast(pa.timestamp("ns", "America/New_York")),
            "extra": [[1], [2]],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")

    rows, refused = read(tmp_path / "a.parquet")

    assert rows == [
        {
            "id": str(number),
            "outlet": outlet,
            "published": datetime(2009, 1, 1, 10, 15, number - 1, tzinfo=UTC),
            "headline": None,
            "url": None,
            "text": text,
        }
        for number, outlet, text in ((1, "Post", "One."), (2, None, "Two."))
    ]
    assert not refused.reasons
    assert not refused.notes


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "id": st.one_of(st.none(), st.text(max_size=3)),
                "outlet": st.one_of(st.none(), st.text(max_size=3)),
                "source": st.one_of(st.none(), st.text(max_size=3)),
                "date": st.one_of(st.none(), st.datetimes(datetime(1678, 1, 1), datetime(2200, 1, 1))),
                "text": st.one_of(st.none(), st.text(max_size=6)),
            }
        ),
        max_size=6,
    )
)
@example(
    rows=[
        {"id": "0", "outlet": None, "source": None, "date": None, "text": "0"},
        {"id": "1", "outlet": None, "source": "Post", "date": None, "text": "0"},
    ]
)
def test_parquet_by_columns_is_parquet_by_rows(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    """Reading a column at a time is only faster: the same reports, refusals and notes as row by row."""
    path = tmp_path_factory.mktemp("twin") / "a.parquet"
    kinds = {name: pa.string() for name in ("id", "outlet", "source", "text")} | {"date": pa.timestamp("us")}
    pq.write_table(pa.Table.from_pylist(rows, pa.schema(list(kinds.items()))), path)
    slow = Refusals()

    expected = [
        row
        for batch in gather_rows(((Place(str(path), at, "row"), row) for at, row in enumerate(rows, 1)), slow)
        for row in batch.to_pylist()
    ]
    found, refused = read(path)

    assert found == expected
    assert (refused.reasons, refused.named, refused.notes) == (slow.reasons, slow.named, slow.notes)


def test_broken_rows_of_parquet_are_named(tmp_path: Path) -> None:
    """A missing text, bytes that are no UTF-8."""
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\4\0\0\0"), pa.py_buffer(b"\xff\xfeok")]
    )
    pq.write_table(pa.table({"id": ["p", "q"], "text": broken}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"id": ["r", "s"], "text": [None, "ok"]}), tmp_path / "b.parquet")

    rows, refused = read(tmp_path / "a.parquet", tmp_path / "b.parquet")

    assert [row["id"] for row in rows] == ["q", "s"]
    assert refused.named == [
        f"{tmp_path / 'a.parquet'}, row 1: text or id is no valid Unicode",
        f"{tmp_path / 'b.parquet'}, row 1: no text",
    ]


def test_a_damaged_row_group_costs_only_itself(tmp_path: Path) -> None:
    """Parquet that lost a page keeps the others."""
    path = tmp_path / "a.parquet"
    texts = [os.urandom(20).hex() for _ in range(4000)]
    pq.write_table(pa.table({"id": list(map(str, range(4000))), "text": texts}), path, row_group_size=1000)
    place = pq.ParquetFile(path).metadata.row_group(1).column(1).data_page_offset
    data = bytearray(path.read_bytes())
    data[place : place + 500] = b"x" * 500
    path.write_bytes(data)

    rows, refused = read(path)

    assert texts_of(rows) == texts[:1000] + texts[2000:]
    assert refused.reasons == {"file is damaged or cut short": 1}
    assert ", row 1,001: row group 2 is damaged (" in refused.named[0]


def test_batches_stay_small_and_files_are_followed(write: Write) -> None:
    """Memory does not grow with the file, and a progress bar sees all its bytes."""
    path = write("reports.jsonl", b"\n".join(LINES * 4000))
    sizes: list[int] = []

    batches = list(read_reports([path], Refusals(), moved=sizes.append))

    assert [batch.num_rows for batch in batches] == [BATCH_ROWS, BATCH_ROWS, 20_000 - 2 * BATCH_ROWS]
    assert sum(sizes) == count_bytes([path]) == path.stat().st_size


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_column_that_comes_twice_is_refused(write: Write, kind: str) -> None:
    """One of the two would be lost, and nobody knows which is meant."""
    path = write(f"twice.{kind}", b"text,text,id\nThe ferry is late.,The ferry is early.,1\n")
    if kind == "parquet":
        pq.write_table(pa.table([pa.array(["a b"]), pa.array(["c d"])], names=["text", "text"]), path)

    rows, refused = read(path)

    assert rows == []
    assert refused.named == [f"{path}: text is the name of several columns; give each its own"]
