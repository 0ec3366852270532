"""The samples: what the agencies inside a new wire tell, when, and that the wire reads, follows and obeys it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from mediawire.web import models
from mediawire.web.loop import source_of
from mediawire.web.memory import WireMemory
from mediawire.web.sample.agencies import WithAgencies
from mediawire.web.sample.stories import FOLDER, Outlet, read_outlets
from mediawire.web.sample.timeline import list_told
from mediawire.web.samples import add_samples, samples_began
from mediawire.web.unattended import publish_unattended
from mediawire.wire.decide import decide, list_window
from mediawire.wire.memory import Bytes, Visited
from mediawire.wire.read import read
from mediawire.wire.rhythm import begin
from mediawire.wire.terms import Terms

BEGAN = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOME = "http://127.0.0.1:8000"


def ask(path: str, minutes: float = 0.0, **headers: str) -> tuple[str, dict[str, str], str]:
    """Ask the sample agencies so many minutes after the first start; the site beside them answers ``site``."""
    given: dict[str, object] = {}

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
        given.update(status=status, headers=dict(headers))
        return lambda data: None

    site = WithAgencies(lambda environ, start: [b"site"], HOME, BEGAN, lambda: BEGAN + timedelta(minutes=minutes))
    body = b"".join(site({"PATH_INFO": path, "REQUEST_METHOD": "GET", **headers}, start))
    return str(given.get("status")), given.get("headers", {}), body.decode()  # type: ignore[return-value]


def listen(minutes: float) -> None:
    """Let the wire visit every sample source once, and publish what may be published by itself."""
    now = BEGAN + timedelta(minutes=minutes)
    for row in models.Source.objects.all():
        _, headers, text = ask(row.url.removeprefix(HOME), minutes)
        data, memory = text.encode(), WireMemory()
        reading = read(data, row.url, headers["Content-Type"], apart=False, now=now)
        place = Visited(row.pk, row.pk, row.url, begin(now))
        memory.begin_places([place])
        decisions = decide(memory.recall(row.pk, reading), reading, source_of(row), now)
        received = Bytes(data, row.url, headers["Content-Type"], now)
        memory.keep(place, decisions, received, list_window(decisions), (), now, reading)
    publish_unattended(now)


@pytest.fixture
def samples(db: None) -> None:
    """Add the samples to an empty wire."""
    add_samples(HOME)


def test_the_example_ships_as_it_is(root: Path) -> None:
    """The two texts inside the package are those of the repository's example, byte for byte."""
    shipped = {"original": "000_41e8a6afc443994c.txt", "copy": "001_a44b472b2ae151a5.txt"}

    same = {
        name: (FOLDER / f"example-{name}.txt").read_bytes() == (root / "examples" / file).read_bytes()
        for name, file in shipped.items()
    }

    assert same == {"original": True, "copy": True}


def test_the_example_tells_two_stories() -> None:
    """The agency of the example has both; the second begins where its headline stands."""
    told = next(outlet for outlet in read_outlets() if outlet.slug == "example").stories

    assert [story.headline.split()[0] for story in told] == ["NATO’s", "Stoltenberg’s"]
    assert all(len(story.text.split("\n\n")) >= 4 for story in told)
    assert told[1].headline not in told[0].text


@pytest.mark.parametrize("outlet", read_outlets(), ids=lambda outlet: outlet.slug)
def test_every_feed_is_read_whole(outlet: Outlet) -> None:
    """Each format gives all its stories back, with text, byline, language and section; and terms that are ones."""
    _, headers, text = ask(f"/sample/{outlet.slug}/feed")

    reading = read(text.encode(), HOME, headers["Content-Type"], apart=False, now=BEGAN)

    assert not reading.refusals
    assert {report.guid.rpartition(":")[2] for report in reading.reports if report.guid} == {
        told.id for told in list_told(outlet, BEGAN, BEGAN)
    }
    assert all(report.body.text and report.language and report.keywords for report in reading.reports)
    assert Terms.read(outlet.terms)


def test_an_unchanged_feed_answers_304() -> None:
    """The same stories give the same bytes, so that a second visit costs nothing; a minute later there is news."""
    _, headers, _ = ask("/sample/harbour/feed")

    again, _, body = ask("/sample/harbour/feed", 0.5, HTTP_IF_NONE_MATCH=headers["ETag"])
    later, _, _ = ask("/sample/harbour/feed", 1.5, HTTP_IF_NONE_MATCH=headers["ETag"])

    assert (again, body) == ("304 Not Modified", "")
    assert later == "200 OK"


@pytest.mark.parametrize(
    ("path", "minutes", "status"),
    [
        ("/sample/harbour/hv-2036", 5, "200"),
        ("/sample/harbour/hv-2036", 6, "410"),  # withdrawn
        ("/sample/harbour/hv-2046", 5, "404"),  # embargoed
        ("/sample/harbour/hv-2046", 7, "200"),
        ("/sample/harbour", 0, "200"),
        ("/sample/partner", 0, "200"),
        ("/sample/nobody/feed", 0, "404"),
        ("/sample/harbour/../../etc/passwd", 0, "404"),
    ],
)
def test_a_reader_who_follows_the_source_finds_what_it_says(path: str, minutes: float, status: str) -> None:
    """What is withdrawn is gone at the agency, too, and what is embargoed stands on no page of its own."""
    assert ask(path, minutes)[0].startswith(status)


def test_all_else_is_the_sites() -> None:
    """The agencies answer under /sample/ alone."""
    assert ask("/")[2] == ask("/samples")[2] == "site"


def test_samples_are_added_to_an_empty_wire_alone(samples: None) -> None:
    """A wire that has a source keeps what it has; a new port moves the samples along."""
    count = models.Source.objects.count()
    models.Source.objects.filter(pk="sample-rives").update(title="Renamed")

    add_samples("http://127.0.0.1:9000")

    moved = models.Source.objects.get(pk="sample-rives")
    assert models.Source.objects.count() == count == len(read_outlets()) + 1
    assert (moved.title, moved.url) == ("Renamed", "http://127.0.0.1:9000/sample/rives/feed")
    assert samples_began() is not None


def test_a_wire_of_ones_own_gets_no_samples(db: None) -> None:
    """Who has a source is not given others."""
    models.Source.objects.create(name="own", title="Own", url="https://own.example/feed")

    add_samples(HOME)

    assert models.Source.objects.count() == 1
    assert samples_began() is None


def test_the_front_page_is_full_at_first_sight(samples: None) -> None:
    """After one visit to each source there is a newspaper, in its sections; the desk has the rest."""
    listen(0)

    assert models.Publication.objects.count() >= 18
    assert models.Publication.objects.exclude(section="").values("section").distinct().count() >= 5
    assert models.Item.objects.filter(publication=None).count() >= 5


def test_the_samples_update_correct_and_kill_as_they_are_watched(samples: None) -> None:
    """Within ten minutes the wire has followed an update, a correction and a kill, and opened what was embargoed."""
    for minutes in (0, 1.5, 2.5, 3.5, 5, 6.5, 10):
        listen(minutes)

    ferry, port, mayor, bank = (
        models.Publication.objects.get(item=f"sample-harbour/{id}")
        for id in ("hv-2044", "hv-2030", "hv-2036", "hv-2046")
    )
    assert [version.grade for version in ferry.item.versions.order_by("number")] == [None, "update", "correction"]
    assert "40 cranes" in port.version.body.text
    assert port.corrections.count() == 1
    assert mayor.killed_at == BEGAN + timedelta(minutes=6.5)
    assert bank.public_from == BEGAN + timedelta(minutes=10)


def test_the_embargoed_sample_is_nowhere_before_its_time(samples: None) -> None:
    """It is in the wire, and no reader sees a word of it."""
    for minutes in (0, 5):
        listen(minutes)

    assert models.Item.objects.filter(pk="sample-harbour/hv-2046").exists()
    assert "Tamble bank" not in Client().get("/").content.decode()


def test_the_reprint_is_of_the_agencys_story(samples: None) -> None:
    """Two outlets with the same words are one row of the desk."""
    listen(0)

    families = models.Item.objects.filter(pk__in=["sample-harbour/hv-2027", "sample-saltmarsh/sg-901"])

    assert len(set(families.values_list("family", flat=True))) == 1


def test_the_partners_page_is_read_as_its_report_alone() -> None:
    """Label, disclaimer and teasers of others stand around it, as on the page that the example was taken from."""
    _, headers, text = ask("/sample/partner")

    (report,) = read(text.encode(), f"{HOME}/sample/partner", headers["Content-Type"], apart=False, now=BEGAN).reports

    assert report.headline == "Moscow rejects NATO accusation against expelled Russians"
    assert report.body.text.endswith("Information Office in Moscow will be paused.")
    assert all(words in text for words in ("IFP Media Wire", "Recent Posts", "44 minutes ago"))
