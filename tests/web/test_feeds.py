"""Feeds, site maps and IPTC's formats: what readers may see, its source, and nothing that is held or killed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import etree
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from bench.archives import DataMissing, unpacked
from mediawire.web import models, publishing
from mediawire.web.feeds import newsml_g2
from tests.web.conftest import BODY, NOW, Arrive, later

pytestmark = pytest.mark.django_db
SECRET = "three lorries"
AT = "{http://purl.org/atompub/tombstones/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Return the clock that all exits ask."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    yield clock


@pytest.fixture
def published(arrive: Arrive, alice: User) -> models.Publication:
    """Return a report that was published under a headline of ours, and may be indexed."""
    models.Source.objects.update(terms={"is_indexed": True})
    arrive(("g1", "Bridge closed", BODY))
    publication = publishing.publish("harbour/g1", NOW, alice, "city", "Old bridge shut after crash")
    assert publication is not None
    return publication


def exits_of(number: int) -> list[str]:
    """Return the address of every exit for programs at which a report of the harbour's could show."""
    scopes = ("", "section/city/", "source/harbour/")
    feeds = [f"/feeds/{scope}{file}" for scope in scopes for file in ("rss.xml", "atom.xml", "feed.json")]
    maps = ["/sitemap.xml", "/sitemap-articles.xml", "/news-sitemap.xml"]
    return [*feeds, *maps, f"/a/{number}.newsml", "/api/v1/changes", f"/api/v1/articles/{number}"]


def told(reader: Client, publication: models.Publication) -> str:
    """Return all that all exits say, together."""
    answers = [reader.get(address).content.decode() for address in exits_of(publication.pk)]
    return "\n".join(answers)


def shows(text: str, publication: models.Publication) -> bool:
    """Tell whether there is a word of a report, its headlines or its address."""
    return any(word in text for word in (SECRET, "Bridge closed", "Old bridge", publication.slug, "agency.example/g1"))


def test_every_exit_has_what_readers_may_see(published: models.Publication, reader: Client) -> None:
    """A published report is in every feed of its site, its section and its source."""
    for address in exits_of(published.pk):
        answer = reader.get(address)

        assert answer.status_code == 200, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert address == "/sitemap.xml" or shows(answer.content.decode(), published), address


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_a_feed_carries_the_body_and_its_source(published: models.Publication, reader: Client, file: str) -> None:
    """Another program reads our headline, the body as received, and where it comes from."""
    feed = feedparser.parse(reader.get(f"/feeds/{file}").content)

    entry = feed.entries[0]
    assert not feed.bozo
    assert entry.title == "Old bridge shut after crash"
    assert BODY in entry.content[0].value
    assert "https://agency.example/g1" in entry.content[0].value


def test_a_held_report_is_at_no_exit(published: models.Publication, reader: Client) -> None:
    """What the desk holds is gone from everything that programs fetch."""
    publishing.hold("harbour/g1", later(1))

    assert not shows(told(reader, published), published)


def test_a_killed_report_is_at_no_exit_and_its_tombstone_is(published: models.Publication, reader: Client) -> None:
    """Of a killed report there is a tombstone and no word; what asks for itself alone is told that it is gone."""
    publishing.kill("harbour/g1", later(1))

    feed = ElementTree.fromstring(reader.get("/feeds/atom.xml").content)
    gone = feed.find(f"{AT}deleted-entry")
    status = {reader.get(address).status_code for address in exits_of(published.pk)[-1:]}

    assert not shows(told(reader, published), published)
    assert gone is not None
    assert gone.get("when") == "2026-11-22T12:01:00+00:00"
    assert status == {410}


def test_an_embargoed_report_moves_nothing(arrive: Arrive, alice: User, reader: Client, clock: Clock) -> None:
    """Until an embargo ends every exit says what it said before, to the byte; from then on it has the report."""
    arrive(("g1", "Bridge closed", BODY))
    addresses = [address for address in exits_of(1) if "changes" not in address]
    before = [reader.get(address).content for address in addresses]
    publication = publishing.publish("harbour/g1", NOW, alice, "city", at=later(60))
    assert publication is not None
    publishing.follow_embargo("harbour/g1", later(60), NOW)
    addresses = [address.replace("/1", f"/{publication.pk}") for address in addresses]

    clock.now = later(59.9)
    during = [reader.get(address).content for address in addresses]
    clock.now = later(60)

    assert [one for one in during if b"no such" not in one] == [one for one in before if b"no such" not in one]
    assert shows(told(reader, publication), publication)


def test_a_feed_says_when_its_newest_entry_changed(
    published: models.Publication, arrive: Arrive, alice: User, reader: Client, clock: Clock
) -> None:
    """Its time is not now, and a report that is held does not move it."""
    arrive(("g1", "Bridge closed", BODY), ("g2", "Harbour closed", BODY.replace("bridge", "harbour")))
    publishing.publish("harbour/g2", later(5), alice, "city")
    publishing.hold("harbour/g2", later(6), alice)
    clock.now = later(30)

    feed = ElementTree.fromstring(reader.get("/feeds/atom.xml").content)

    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T12:00:00+00:00"


def test_an_id_stays_when_all_else_changes(
    published: models.Publication, arrive: Arrive, reader: Client, alice: User
) -> None:
    """A new headline, a new version, another host: the entry is the same one."""
    before = ids_of(reader.get("/feeds/atom.xml").content)
    arrive(("g1", "Bridge closed", BODY.replace("three", "four")), now=later(3))
    publishing.set_headline("harbour/g1", "Another headline", later(4), alice)

    after = ids_of(reader.get("/feeds/atom.xml", HTTP_HOST="wire.example").content)

    assert before == after
    assert len(before) == 2  # the feed's and the entry's


def ids_of(feed: bytes) -> list[str]:
    """Return the ids in an Atom feed."""
    return [str(element.text) for element in ElementTree.fromstring(feed).iter(f"{ATOM}id")]


@pytest.mark.parametrize("act", ["hold", "kill"])
def test_who_asks_whether_a_feed_has_changed_is_told_of_what_is_gone(
    published: models.Publication, reader: Client, clock: Clock, act: str
) -> None:
    """Nothing has changed: 304, by ETag and by date. A report was taken down, even within the second: 200."""
    first = reader.get("/feeds/rss.xml")
    asked = {"If-None-Match": first.headers["ETag"]}
    dated = {"If-Modified-Since": first.headers["Last-Modified"]}
    same = [reader.get("/feeds/rss.xml", headers=one).status_code for one in (asked, dated)]
    (publishing.hold if act == "hold" else publishing.kill)("harbour/g1", NOW)

    other = [reader.get("/feeds/rss.xml", headers=one) for one in (asked, dated)]

    assert same == [304, 304]
    assert [answer.status_code for answer in other] == [200, 200]
    assert not any(shows(answer.content.decode(), published) for answer in other)


def test_a_feed_of_what_nobody_may_see_is_not_there(arrive: Arrive, reader: Client) -> None:
    """A source of which nothing was published is not told apart from one that does not exist."""
    arrive(("g1", "Bridge closed", BODY))

    known, unknown = (reader.get(f"/feeds/source/{name}/rss.xml") for name in ("harbour", "nowhere"))

    assert known.status_code == unknown.status_code == 404


def test_a_site_map_has_only_what_its_source_lets_search_engines_list(
    published: models.Publication, reader: Client
) -> None:
    """Terms without a word on it do not allow it."""
    models.Source.objects.update(terms={})

    maps = [reader.get(address).content.decode() for address in ("/sitemap-articles.xml", "/news-sitemap.xml")]

    assert not any(published.slug in text for text in maps)


def test_what_xml_cannot_carry_does_not_break_a_feed(arrive: Arrive, alice: User, reader: Client) -> None:
    """A headline with control letters is marked where they were; the feed is read as before."""
    arrive(("g1", "Bridge closed", BODY))
    publishing.publish("harbour/g1", NOW, alice, "city", "Old\x01bridge \x1b shut")

    answers = [reader.get(f"/feeds/{file}").content for file in ("rss.xml", "atom.xml")]

    assert all("Old\ufffdbridge \ufffd shut" in answer.decode() for answer in answers)
    assert all(ElementTree.fromstring(answer) is not None for answer in answers)


def test_a_ninjs_object_keeps_both_headlines_apart(published: models.Publication, reader: Client) -> None:
    """The source's headline stands beside ours, the source among the sources, its terms in words."""
    told = reader.get(f"/api/v1/articles/{published.pk}").json()

    assert {one["role"]: one["value"] for one in told["headlines"]} == {
        "house": "Old bridge shut after crash",
        "source": "Bridge closed",
    }
    assert told["pubStatus"] == "usable"
    assert told["infoSources"][0]["name"] == "Harbour Agency"
    assert "Originally published by Harbour Agency." in told["usageTerms"]
    assert told["bodies"][0]["value"] == published.version.body.text


def test_ninjs_is_valid(published: models.Publication, reader: Client) -> None:
    """Usable, withheld and canceled objects are what the IPTC's schema asks for."""
    validator = ninjs_validator()
    usable = reader.get(f"/api/v1/articles/{published.pk}").json()
    publishing.hold("harbour/g1", later(1))
    withheld = reader.get("/api/v1/changes").json()["changes"][-1]["article"]
    publishing.kill("harbour/g1", later(2))
    canceled = reader.get(f"/api/v1/articles/{published.pk}").json()

    for told in (usable, withheld, canceled):
        validator.validate(told)
    assert [one["pubStatus"] for one in (usable, withheld, canceled)] == ["usable", "withheld", "canceled"]


def test_newsml_is_valid(published: models.Publication, arrive: Arrive, reader: Client) -> None:
    """A usable, an updated and a canceled item are what the IPTC's schema asks for."""
    schema = newsml_schema()
    address = f"/a/{published.pk}.newsml"
    first = reader.get(address).content
    arrive(("g1", "Bridge closed", BODY.replace("three", "four")), now=later(1))
    second = reader.get(address).content
    publishing.kill("harbour/g1", later(2))
    third = reader.get(address).content

    for told in (first, second, third):
        schema.assertValid(etree.fromstring(told))


def test_newsml_says_what_has_changed_and_which_way_it_came(
    published: models.Publication, arrive: Arrive, reader: Client
) -> None:
    """The first hop is the source, the second we; a correction has its signal; a kill is canceled and has no text."""
    address, name = f"/a/{published.pk}.newsml", f"{{{newsml_g2.NAR}}}"
    arrive(("g1", "Bridge closed", BODY.replace("three", "four")), now=later(1))
    updated = etree.fromstring(reader.get(address).content)
    publishing.kill("harbour/g1", later(2))
    killed = etree.fromstring(reader.get(address).content)

    hops = [hop.findtext(f"{name}party/{name}name") for hop in updated.iter(f"{name}hop")]
    assert hops == ["Harbour Agency", "Media Wire"]
    assert [signal.get("qcode") for signal in updated.iter(f"{name}signal")] == ["sig:correction"]
    assert [status.get("qcode") for status in killed.iter(f"{name}pubStatus")] == ["stat:canceled"]
    assert killed.find(f"{name}contentSet") is None


def ninjs_validator() -> jsonschema.Draft202012Validator:
    """Return a validator of ninjs 3.1, or skip where the schemas are not on this machine."""
    folder = schemas() / "schemas"
    schema = json.loads((folder / "ninjs-schema_3.1.json").read_text())
    places = json.loads((folder / "GeoJSON-schema.json").read_text())
    known = DRAFT202012.create_resource(places)
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", known)
    return jsonschema.Draft202012Validator(schema, registry=registry)


def newsml_schema() -> etree.XMLSchema:
    """Return the schema of NewsML-G2, or skip where it is not on this machine."""
    return etree.XMLSchema(etree.parse(schemas() / "schemas" / "NewsML-G2_2.35-All-Power.xsd"))


def schemas() -> Path:
    """Return the folder of the IPTC's schemas, or skip."""
    try:
        return unpacked("iptc-schemas.tar.xz")
    except DataMissing as missing:
        pytest.skip(str(missing))
