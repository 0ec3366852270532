"""``mediawire watch``: from a list of sources to a corpus, without a network."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mediawire import open_corpus
from mediawire.commands import watch as command
from mediawire.commands.watch import Filing, Network
from mediawire.corpus.durable import hold
from mediawire.report import Body
from mediawire.wire.document import Document
from mediawire.wire.fetch import visit
from mediawire.wire.formats import read_document
from mediawire.wire.manners import Manners
from mediawire.wire.reading import Notice, NoticeKind, Reading, Received, Target
from mediawire.wire.transport import Answer
from tests.commands.conftest import BAKERS, FERRY, Run
from tests.wire.sites import Site

FEED = "https://harbour.example/feed.xml"
PAGE = "https://harbour.example/bakers"
XML = ((b"content-type", b"application/rss+xml"), (b"etag", b'W/"one"'))
HTML = ((b"content-type", b"text/html; charset=utf-8"),)
LIST = f'[[sources]]\nname = "harbour"\noutlet = "Harbour Post"\nurl = "{FEED}"\n'


class Ticking:
    """A clock that goes on by ten seconds whenever it is looked at."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time, and let some of it pass."""
        self.now += timedelta(seconds=10)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    """Let a made clock be the time."""
    clock = Ticking()
    monkeypatch.setattr(command, "now_in_utc", clock)
    return clock


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, clock: Ticking) -> Site:
    """Let a site of paper be the network, and this process the reader."""
    site, manners = Site({}), Manners(gap_seconds=0)

    def go(self: Network, source: object, validators: object) -> object:
        return visit(source, validators, manners=manners, transport=site, clock=clock)

    def read(answer: object, source: object) -> Reading:
        return read_document(Document(answer.body, answer.url, answer.content_type))

    monkeypatch.setattr(Network, "visit", go)
    monkeypatch.setattr(command, "read_visit", read)
    return site


@pytest.fixture
def watch(mediawire: Run, tmp_path: Path) -> Callable[..., object]:
    """Watch a list of one source, once."""
    (tmp_path / "sources.toml").write_text(LIST)
    return lambda *more: mediawire("watch", "--sources", "sources.toml", "--out", "out", *more)


def feed(*items: str) -> Answer:
    """Make a feed of items."""
    head = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    return Answer(200, XML, f"{head}<title>Harbour</title>{''.join(items)}</channel></rss>".encode())


def item(guid: str, title: str, text: str = "") -> str:
    """Make an item; one without text has to be read from its page."""
    body = f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>" if text else ""
    link = f"https://harbour.example/{title.split()[0].lower()}"
    return f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid>{body}</item>"


def in_corpus() -> dict[str, str]:
    """Return the texts of the corpus by their ids."""
    with open_corpus("out/corpus") as corpus:
        known = [corpus.get(f"harbour/{guid}") for guid in ("f1", "b1")]
    return {report.id: report.text for report in known if report is not None}


def test_new_reports_are_told_and_stand_in_the_corpus(watch: Callable, site: Site) -> None:
    """Under the source's name and their own guid."""
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY))

    said = watch("--once")

    assert said.status == 0
    assert "new            Ferry late <harbour/f1> [guid not known]" in said.out
    assert "1 visit (1 fetched): 1 new; 1 items in 1 versions" in said.err
    assert in_corpus() == {"harbour/f1": FERRY}


def test_a_second_run_goes_on_where_the_first_one_stopped(watch: Callable, site: Site, clock: Ticking) -> None:
    """It asks by the validators it was given, and nothing is new twice."""
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY))
    watch("--once")
    too_early = watch("--once")
    clock.now += timedelta(hours=2)
    again = watch("--once")

    assert "0 visits" in too_early.err
    assert site.sent(FEED)["if-none-match"] == 'W/"one"'
    assert again.out == ""
    assert "1 items in 1 versions" in again.err


def test_a_changed_text_is_a_new_version_in_the_corpus(watch: Callable, site: Site, clock: Ticking) -> None:
    """With its grade."""
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY))
    watch("--once")
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY.replace("212", "221")))
    clock.now += timedelta(hours=2)
    said = watch("--once")

    assert "new version (correction)" in said.out
    with open_corpus("out/corpus") as corpus:
        assert [report.text for report in corpus.versions("harbour/f1")] == [FERRY, FERRY.replace("212", "221")]


def test_a_text_that_changes_back_is_the_latest_one_again(watch: Callable, site: Site, clock: Ticking) -> None:
    """As readers see it; the version between is remembered."""
    for text in (FERRY, FERRY.replace("212", "221"), FERRY):
        site.pages[FEED] = feed(item("f1", "Ferry late", text))
        said = watch("--once")
        clock.now += timedelta(hours=2)

    assert "1 items in 3 versions" in said.err
    assert in_corpus() == {"harbour/f1": FERRY}


def test_a_teaser_is_followed_to_its_page(watch: Callable, site: Site) -> None:
    """The stump itself never stands in the corpus."""
    page = (
        f"<html><head><title>Bakers</title></head><body><article><h1>Bakers</h1><p>{BAKERS}</p></article></body></html>"
    )
    site.pages[FEED] = feed(item("b1", "Bakers strike"))
    site.pages[PAGE] = Answer(200, HTML, page.encode())

    said = watch("--once")

    assert "new version (completed)" in said.out
    assert in_corpus()["harbour/b1"].endswith(BAKERS)


def test_a_kill_is_told_loudly_and_takes_the_report_out(
    watch: Callable, site: Site, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what comes later does not bring it back."""
    report = Received(Body(FERRY), headline="Ferry late", guid="f1")
    kill = Notice(NoticeKind.KILL, (Target(guid="f1"),), evidence="signal")
    readings = [
        Reading("feed", (report,)),
        Reading("feed", (report,), (kill,)),
        Reading("feed", (Received(Body(f"{FERRY} It sailed."), headline="Ferry sails", guid="f1"),)),
    ]
    monkeypatch.setattr(command, "read_visit", lambda *_: readings.pop(0))
    said = []
    for number in range(3):
        site.pages[FEED] = Answer(200, XML[:1], f"document {number}".encode())
        said.append(watch("--once"))
        clock.now += timedelta(days=1)

    assert "*** KILL notice" in said[1].out
    assert "1 KILLED" in said[1].err
    assert "stays killed" in said[2].out
    assert in_corpus() == {}


def test_an_embargo_holds_until_its_time(
    watch: Callable, site: Site, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither its headline is shown nor its text filed before."""
    until = clock.now + timedelta(hours=6)
    report = Received(Body(FERRY), headline="Ferry late", guid="f1", embargoed_until=until)
    monkeypatch.setattr(command, "read_visit", lambda *_: Reading("feed", (report,)))
    site.pages[FEED] = Answer(200, XML[:1], b"document")

    first, values = watch("--once"), watch("--once", "--jsonl")
    before = in_corpus()
    clock.now = until
    watch("--once")

    assert "Ferry" not in first.out + values.out
    assert before == {}
    assert in_corpus() == {"harbour/f1": FERRY}


def test_what_a_crash_left_unfiled_is_filed_at_the_next_run(
    watch: Callable, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory says that it is not in the corpus yet."""
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY))
    with monkeypatch.context() as crashing:
        crashing.setattr(Filing, "file", lambda self: setattr(self, "last", 0.0))
        watch("--once")
    before = in_corpus()

    watch("--once")

    assert before == {}
    assert in_corpus() == {"harbour/f1": FERRY}


def test_an_interrupt_ends_it_and_the_next_run_goes_on(
    watch: Callable, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was decided is kept."""
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY))

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupting:
        interrupting.setattr(command, "tell_one", stop)
        said = watch("--once")

    assert said.status == 130
    assert "Run it again, and it goes on" in said.err
    assert in_corpus() == {"harbour/f1": FERRY}


def test_a_refused_visit_is_told_with_its_reason_and_is_no_error(watch: Callable, site: Site) -> None:
    """It is daily life."""
    said = watch("--once")

    assert said.status == 0
    assert "refused" in said.out
    assert "404" in said.out


def test_the_status_shows_how_each_source_is(watch: Callable, site: Site) -> None:
    """Those in trouble, and when they are due."""
    before = watch("--status")
    watch("--once")
    after = watch("--status")

    assert "1 sources, 1 never visited" in before.out
    assert "failing" in after.out
    assert "0 soft, 1 hard" in after.out
    assert json.loads(watch("--status", "--jsonl").out)["health"] == "failing"


def test_machines_get_every_visit_and_decision(watch: Callable, site: Site) -> None:
    """One JSON object a line, also for what is the same."""
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY), item("f1", "Ferry late", FERRY))

    rows = [json.loads(line) for line in watch("--once", "--jsonl").out.splitlines()]

    assert [row["kind"] for row in rows] == ["visit", "decision", "decision"]
    assert [row["verb"] for row in rows[1:]] == ["new", "same"]
    assert all(row["reason"] for row in rows[1:])


def test_a_wrong_line_is_named_and_the_others_are_visited(mediawire: Run, site: Site, tmp_path: Path) -> None:
    """It ends with status 1, so that a script sees it."""
    (tmp_path / "s.toml").write_text(f'{LIST}\n[[sources]]\nurl = "ftp://a.example/"\n')
    site.pages[FEED] = feed(item("f1", "Ferry late", FERRY))

    said = mediawire("watch", "--sources", "s.toml", "--out", "out", "--once")

    assert said.status == 1
    assert "s.toml: line 6: 'ftp://a.example/' is no address" in said.err
    assert "1 new" in said.err


def test_two_watches_on_one_folder_are_refused(watch: Callable, tmp_path: Path) -> None:
    """They would visit everything twice."""
    (tmp_path / "out").mkdir()
    with hold(tmp_path / "out" / "watch.lock", 0.0):
        said = watch("--once")

    assert said.status == 1
    assert len(said.err.splitlines()) == 1


def test_lines_of_strangers_cannot_play_with_the_terminal(watch: Callable, site: Site) -> None:
    """A headline may hold anything."""
    site.pages[FEED] = feed(item("f1", "Ferry &#x9b;31m \u202e late", FERRY))

    said = watch("--once")

    assert "\x9b" not in said.out and "\u202e" not in said.out
