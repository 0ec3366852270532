"""What readers see: the source block, what programs are told, corrections in place, times, and nothing of a kill."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mediawire.web import models, publishing
from mediawire.web.site import cards
from mediawire.web.site.cards import shorten, skip_dateline, tell_time
from mediawire.web.site.languages import direction_of, tell_ago
from mediawire.web.site.making_up import make_up
from mediawire.web.site.verified import verify_newest
from tests.web.conftest import BODY, NOW, Arrive, later

pytestmark = pytest.mark.django_db

PAGES = ["/", "/section/city", "/search?q=bridge", "/corrections", "/about"]


@pytest.fixture
def published(arrive: Arrive, alice: User, source: models.Source) -> models.Publication:
    """Return a report that was published under a headline of ours, on terms that say something."""
    source.terms = {"credit_wording": "© {outlet} / {byline}", "disclaimer": "Theirs, not ours."}
    source.save()
    arrive(("g1", "Bridge closed", BODY))
    publication = publishing.publish("harbour/g1", NOW, alice, "city", "Old bridge shut after crash")
    assert publication is not None
    return publication


def page_of(publication: models.Publication) -> str:
    """Return the page of an article."""
    return Client().get(f"/a/{publication.pk}/{publication.slug}").content.decode()


def structured(page: str) -> dict[str, Any]:
    """Return the JSON-LD of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found is not None
    told: dict[str, Any] = json.loads(found.group(1))
    return told


def test_below_the_body_stand_source_address_credit_and_disclaimer(published: models.Publication) -> None:
    """In the source's own wording; a byline that is not there is the outlet."""
    page = page_of(published)

    below = page[page.index('<footer class="source">') :]
    assert page.index(BODY) < page.index('<footer class="source">')
    assert "© Harbour Agency / Harbour Agency" in below
    assert '<a href="https://agency.example/g1"' in below
    assert "Theirs, not ours." in below


def test_what_we_changed_is_said_beside_the_sources_headline(published: models.Publication) -> None:
    """Nothing but the headline; and where that is the source's, nothing."""
    ours = page_of(published)
    models.Publication.objects.update(headline=None)

    theirs = page_of(published)

    assert "the headline, and nothing else" in ours
    assert '<dt>Headline of the source</dt><dd dir="auto">Bridge closed</dd>' in ours
    assert "What we changed: <strong>nothing</strong>" in theirs


def test_versions_are_listed_and_those_left_out_are_counted(
    published: models.Publication, arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that changes all day must not fill the page, and nothing is cut without a word."""
    monkeypatch.setattr(cards, "MOST_VERSIONS", 1)
    arrive(("g1", "Bridge closed", BODY.replace("three", "four")), now=later(10))

    page = page_of(published)

    assert page.count("<li value=") == 1
    assert "and 1 earlier version</dd>" in page


def test_programs_are_told_what_an_article_is_based_on(published: models.Publication) -> None:
    """The source publishes, we publish the data about it, and no body is among them."""
    told = structured(page_of(published))

    assert (told["@type"], told["headline"], told["alternativeHeadline"]) == (
        "NewsArticle",
        "Old bridge shut after crash",
        "Bridge closed",
    )
    assert told["isBasedOn"] == "https://agency.example/g1"
    assert told["publisher"]["name"] == "Harbour Agency"
    assert told["sdPublisher"]["name"] == "Media Wire"
    assert told["creditText"] == "© Harbour Agency / Harbour Agency"
    assert "lorries" not in json.dumps(told)


def test_no_headline_gets_out_of_the_structured_data(arrive: Arrive, alice: User) -> None:
    """What looks like the end of a script is data."""
    arrive(("g1", "Bridge closed", BODY))
    wicked = "Crash </script><script>alert(1)</script> & more"
    publication = publishing.publish("harbour/g1", NOW, alice, headline=wicked)
    assert publication is not None

    page = page_of(publication)

    assert structured(page)["headline"] == wicked
    assert "<script>alert" not in page


def test_a_correction_stands_above_the_text_and_in_the_data(
    published: models.Publication, arrive: Arrive, reader: Client
) -> None:
    """Under the same address as before, on the page of corrections, and for programs."""
    corrected = "<p>CORRECTION: In paragraph 1, corrects the number to four.</p>" + BODY.replace("three", "four")
    arrive(("g1", "Bridge closed", corrected), now=later(10))

    page = page_of(published)

    assert page.index('<aside class="correction"') < page.index("four lorries")
    assert structured(page)["correction"][0]["@type"] == "CorrectionComment"
    assert "Old bridge shut after crash" in reader.get("/corrections").content.decode()


def test_a_killed_article_shows_a_notice_and_nothing_of_its_own(published: models.Publication, reader: Client) -> None:
    """Neither its words nor its headlines are on any page; its address answers that it is gone."""
    publishing.kill("harbour/g1", later(1), text="The agency has withdrawn it.")

    answer = reader.get(f"/a/{published.pk}/{published.slug}")
    pages = [answer.content.decode(), *(reader.get(address).content.decode() for address in PAGES)]

    assert answer.status_code == 410
    assert "The agency has withdrawn it." in pages[0]
    assert not any(word in page for page in pages for word in ("lorries", "Old bridge", "Bridge closed"))
    assert "ld+json" not in pages[0]


@pytest.mark.parametrize(
    ("terms", "canonical", "is_indexed"),
    [
        ({}, "https://agency.example/g1", False),
        ({"canonical": "own", "is_indexed": True}, "http://testserver/a/1/old-bridge-shut-after-crash", True),
        ({"canonical": "none"}, None, False),
    ],
)
def test_which_page_is_the_canonical_one_is_for_the_terms_to_say(
    published: models.Publication, source: models.Source, terms: dict[str, Any], canonical: str | None, is_indexed: bool
) -> None:
    """Licences contradict each other; the cautious default is the source's own page, and no listing of ours."""
    source.terms = terms
    source.save()

    page = page_of(published)

    found = re.search(r'<link rel="canonical" href="([^"]*)"', page)
    wanted = canonical and re.sub(r"/a/1/", f"/a/{published.pk}/", canonical)
    assert (found.group(1) if found else None) == wanted
    assert ('content="noindex"' not in page) == is_indexed


def test_search_finds_words_of_the_body_and_of_our_headline(published: models.Publication, reader: Client) -> None:
    """All words must be there; none found is said in words."""
    found = [reader.get(f"/search?q={words}").content.decode() for words in ("lorries+mayor", "old+crash", "submarine")]

    assert ["Old bridge" in page for page in found] == [True, True, False]
    assert "No report has all of these words." in found[2]


def test_recent_posts_have_a_teaser_without_the_dateline(
    published: models.Publication, arrive: Arrive, alice: User
) -> None:
    """Beside an article stand the newest others, with their beginning; the article itself is not among them."""
    arrive(("g2", "Ferry late", "<p>HARBOUR (HA) - The ferry was late.</p>"), now=later(1))
    publishing.publish("harbour/g2", later(1), alice)

    recent = page_of(published).partition('<aside class="recent"')[2]

    assert ">The ferry was late.</p>" in recent
    assert "Old bridge" not in recent


def test_a_teaser_begins_behind_an_editors_note_and_the_dateline() -> None:
    """What readers want is the news; the body keeps both."""
    note = "CORRECTION: In paragraph 1, corrects the number."

    begun = [skip_dateline(text) for text in ("HARBOUR (HA) - Fire.", f"{note}\n\nHARBOUR (HA) - Fire.", "Fire.")]

    assert begun == ["Fire."] * 3


def test_a_report_is_news_when_its_embargo_ends_and_not_before(published: models.Publication) -> None:
    """Its source may have sent it hours earlier."""
    published.item.embargoed_until = NOW - timedelta(minutes=5)

    assert tell_time(published) == NOW - timedelta(minutes=5)


def test_a_report_in_arabic_runs_from_right_to_left(published: models.Publication) -> None:
    """Its lines do, and those around it stay as they are."""
    version = published.version
    models.Version.objects.create(
        item=version.item, number=2, place="listed", seen_at=later(1), reason="", is_version=True, is_current=True,
        body=version.body, appearance=version.appearance, headline="جسر", facts={**version.facts, "language": "ar"},
    )  # fmt: skip
    models.Publication.objects.update(version=version.item.versions.get(number=2), headline=None)

    page = page_of(published)

    assert '<article class="story" dir="rtl">' in page
    assert '<h1 lang="ar">جسر</h1>' in page
    assert '<html lang="en">' in page


def test_the_figures_of_the_promise_are_counted_while_the_page_is_made(published: models.Publication) -> None:
    """Bodies are hashed again; all are as they were received."""
    verified = verify_newest(later(1))

    assert verified == (1, 1)


@pytest.mark.parametrize(
    ("past", "language", "told"),
    [
        (timedelta(seconds=59), "en", "now"),
        (timedelta(seconds=-300), "en", "now"),
        (timedelta(minutes=44, seconds=59), "en", "44 minutes ago"),
        (timedelta(minutes=60), "en", "an hour ago"),
        (timedelta(hours=23, minutes=59), "en", "23 hours ago"),
        (timedelta(days=1), "en", "1 day ago"),
        (timedelta(minutes=44), "de", "vor 44 Minuten"),
        (timedelta(minutes=44), "es-ES", "hace 44 minutos"),
        (timedelta(minutes=44), "ar", "منذ 44 دقيقة"),
        (timedelta(minutes=44), "tlh", "44 minutes ago"),
        (timedelta(minutes=44), "'><b>", "44 minutes ago"),
    ],
)
def test_how_long_ago_is_told_in_the_reports_language(past: timedelta, language: str, told: str) -> None:
    """By the one unit that counts; in English where we have no words of a language, or the tag is none."""
    assert tell_ago(NOW - past, NOW, language).replace("\u00a0", " ") == told


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("FA-ir", "rtl"), ("az-Arab", "rtl"), ("ks_Deva", "ltr"), ("en", "ltr"), ("", "auto")],
)
def test_the_direction_follows_the_language_and_its_script(language: str, direction: str) -> None:
    """Nothing is guessed where no language is stated."""
    assert direction_of(language) == direction


@given(st.text(max_size=300), st.integers(1, 80))
def test_a_teaser_is_the_beginning_of_its_text(text: str, letters: int) -> None:
    """Word for word, no longer than asked; what is cut is marked or ends with a sentence."""
    teaser = shorten(text, letters)

    assert len(teaser) <= letters + 1
    assert " ".join(text.split()).startswith(teaser.removesuffix("…").rstrip()[:letters])


def test_each_card_stands_once_on_the_front_page(
    published: models.Publication, arrive: Arrive, alice: User, reader: Client
) -> None:
    """However many there are."""
    assert make_up([]).lead is None
    items = [(f"n{number}", f"Headline {number}", f"<p>Body number {number} of many.</p>") for number in range(24)]
    arrive(*items, now=later(1))
    for guid, _, _ in items:
        publishing.publish(f"harbour/{guid}", later(1), alice, "world")

    page = reader.get("/").content.decode()

    assert [page.count(f">{title}</a>") for _, title, _ in items] == [1] * 24


def test_feeds_are_found_from_the_pages(published: models.Publication, reader: Client) -> None:
    """That of the site from each page, that of a section from its own."""
    page = reader.get("/section/city").content.decode()

    addresses = re.findall(r'<link rel="alternate"[^>]* href="([^"]*)"', page)

    assert len(addresses) == 4
    assert [reader.get(address).status_code for address in addresses] == [200] * 4
    assert any("/section/city/" in address for address in addresses)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_one_heading_of_the_first_rank_a_main_part_and_a_way_to_it(
    published: models.Publication, reader: Client, address: str
) -> None:
    """For whoever listens to pages, and whoever uses no mouse."""
    page = reader.get(address).content.decode()

    assert page.count("<h1") == page.count("<main") == 1
    assert '<a class="skip" href="#main">' in page
    assert "style=" not in page
