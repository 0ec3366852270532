from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.commands.conftest import BAKERS, FERRY, Run

FEED = f"""<rss version="2.0"><channel><title>Harbour Post</title><link>https://post.example/</link>
<item><title>Ferry late</title><guid>f1</guid><link>https://post.example/f1</link><description>{FERRY}</description></item>
<item><title>No bread</title><guid>b1</guid><link>https://post.example/b1</link><description>{BAKERS}</description></item>
</channel></rss>"""
KILL = "BC-FERRY KILL\n\nMANDATORY KILL\n\nEDS: Kill the story slugged BC-FERRY. A kill is mandatory.\n"
RECORD = (
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x:{0}>\r\nWARC-Target-URI: https://post.example/{0}\r\n"
    "Content-Type: text/plain\r\nContent-Length: {1}\r\n\r\n{2}\r\n\r\n"
)


@pytest.fixture
def feed(tmp_path: Path) -> str:
    """Write a feed."""
    (tmp_path / "feed.xml").write_text(FEED)
    return "feed.xml"


def test_a_feed_is_shown(mediawire: Run, feed: str) -> None:
    """Each report with its headline and how it begins."""
    said = mediawire("read", feed, "--color", "never", "--width", "80")

    assert said.status == 0
    assert "Harbour Post" in said.out
    assert "Ferry late" in said.out and "No bread" in said.out
    assert "The ferry to the northern islands" in said.out


def test_lines_go_into_a_corpus_as_they_are(mediawire: Run, feed: str, tmp_path: Path) -> None:
    """A line a report, with all that is known of it."""
    said = mediawire("read", feed, "--jsonl")
    (tmp_path / "reports.jsonl").write_text(said.out)

    added = mediawire("add", "reports.jsonl", "--corpus", "wire")

    assert (said.status, added.status) == (0, 0)
    assert "2 reports added" in added.err
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [(row["id"], row["outlet"], row["headline"]) for row in rows] == [
        ("post.example/f1", "Harbour Post", "Ferry late"),
        ("post.example/b1", "Harbour Post", "No bread"),
    ]
    assert rows[0]["text"] == FERRY


def test_json_is_one_document_of_all(mediawire: Run, feed: str, tmp_path: Path) -> None:
    """Several files, one document, in order."""
    (tmp_path / "a.txt").write_text(BAKERS)

    said = mediawire("read", feed, "a.txt", "--json")

    document = json.loads(said.out)
    assert document["schema"] == "mediawire.readings/1"
    assert [(each["name"], each["format"], len(each["reports"])) for each in document["readings"]] == [
        ("feed.xml", "feed", 2),
        ("a.txt", "text", 1),
    ]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(mediawire: Run, feed: str, tmp_path: Path) -> None:
    """The status says so, and the file holds what was refused."""
    (tmp_path / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))

    said = mediawire("read", "p.png", "nowhere.xml", feed, "--jsonl", "--refused", "refused.jsonl")

    assert said.status == 1
    assert len(said.out.splitlines()) == 2
    assert "2 refused" in said.err and "nowhere.xml" in said.err
    refused = [json.loads(line) for line in (tmp_path / "refused.jsonl").read_text().splitlines()]
    assert [row["file"] for row in refused] == ["p.png", "nowhere.xml"]


def test_a_folder_is_read_by_name(mediawire: Run, tmp_path: Path) -> None:
    """With its folders; what begins with a dot is left out."""
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} {FERRY}")

    said = mediawire("read", "pages", "--jsonl")

    assert [json.loads(line)["text"].split()[0] for line in said.out.splitlines()] == ["a.txt", "b/1.txt", "b/2.txt"]


def test_an_archive_is_read_record_by_record(mediawire: Run, tmp_path: Path) -> None:
    """A bad record costs that record."""
    records = [RECORD.format(at, len(f"{at} {FERRY}"), f"{at} {FERRY}") for at in range(3)]
    records[1] = RECORD.format(1, "abc", FERRY)
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(gzip.compress(record.encode()) for record in records))

    said = mediawire("read", "crawl.warc.gz", "--jsonl", "--workers", "1")

    assert said.status == 1
    assert [json.loads(line)["others"]["WARC-Record-ID"] for line in said.out.splitlines()] == [
        ["<urn:x:0>"],
        ["<urn:x:2>"],
    ]
    assert "1 wrong length" in said.err


def test_standard_input_is_read(mediawire: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it holds."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(FEED.encode())))

    said = mediawire("read", "-", "--jsonl")

    assert len(said.out.splitlines()) == 2


def test_notices_are_told_beside_the_lines(mediawire: Run, tmp_path: Path) -> None:
    """A kill is no report, and is neither lost nor among the lines."""
    (tmp_path / "kill.txt").write_text(KILL)

    said = mediawire("read", "kill.txt", "--jsonl", "--notices", "notices.jsonl")

    assert said.out == ""
    assert "KILL" in said.err
    (row,) = [json.loads(line) for line in (tmp_path / "notices.jsonl").read_text().splitlines()]
    assert row["kind"] == "kill"


@pytest.mark.parametrize("option", ["--refused", "--notices"])
def test_nothing_that_is_read_is_overwritten(mediawire: Run, feed: str, option: str) -> None:
    """A slip of the hand costs no file."""
    said = mediawire("read", feed, "--jsonl", option, feed)

    assert said.status == 2
    assert "would overwrite" in said.err


def test_an_address_that_may_not_be_visited_is_refused(mediawire: Run) -> None:
    """One's own network is visited only where that is allowed; nothing is sent."""
    said = mediawire("read", "http://127.0.0.1:9/feed.xml")

    assert said.status == 1
    assert "address not allowed" in said.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_a_folder_holds_nothing_up(mediawire: Run, tmp_path: Path) -> None:
    """Nobody writes into it: it is named as refused, and the rest is read."""
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "a.txt").write_text(FERRY)
    os.mkfifo(tmp_path / "box" / "pipe")

    said = mediawire("read", "box", "--jsonl")

    assert said.status == 1
    assert len(said.out.splitlines()) == 1
    assert "pipe: no file" in said.err


def test_a_rule_finds_the_articles_of_a_list_page(mediawire: Run, tmp_path: Path) -> None:
    """In the process that reads, too, which can load nothing later."""
    (tmp_path / "list.html").write_text(
        "<html><body><h2><a href='https://post.example/a/b'>Ferry</a></h2></body></html>"
    )

    said = mediawire("read", "list.html", "--json", "--article-links", "h2 a")

    assert said.status == 0
    assert [entry["url"] for entry in json.loads(said.out)["readings"][0]["entries"]] == ["https://post.example/a/b"]


def test_a_rule_that_is_none_is_wrong_usage(mediawire: Run, feed: str) -> None:
    """It is told before anything is read."""
    said = mediawire("read", feed, "--article-links", "h2 a[[")

    assert said.status == 2
    assert "is no CSS rule" in said.err


def test_a_login_in_an_address_is_not_shown(mediawire: Run) -> None:
    """Neither in what is printed nor among what was refused."""
    said = mediawire("read", "http://ada:s3cret@127.0.0.1:1/feed", "--json")

    assert said.status == 1
    assert "s3cret" not in said.out + said.err
