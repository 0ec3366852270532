from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.markup import parse_markup
from mediawire.wire.page_days import ORDER_BY_LANGUAGE, ORDER_BY_PAGE, Reckoning, read_stamp, tell_order
from mediawire.wire.page_facts import PageFacts, read_facts
from mediawire.wire.page_facts_byline import clean_names
from mediawire.wire.page_facts_headline import strip_site_name
from mediawire.wire.page_marks import gather_marks
from mediawire.wire.page_zones import BY_LANGUAGE, BY_SHOWN_DAY

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = "The lock at Upper Weir reopened on Tuesday after two years of work, the harbour board said.\n\nIt cost a lot."


def facts_of(head: str = "", body: str = "", lang: str = "en", url: str | None = None, text: str = TEXT) -> PageFacts:
    """Read the facts of a page that is made of this head and body."""
    page = parse_markup(f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>')
    return read_facts(gather_marks(page, url), text, tuple(page.iter("p")), NOW)


def day_of(facts: PageFacts) -> str | None:
    """Return the day on which a page says it was published."""
    published = facts.dates.published
    return published.at.date().isoformat() if published and published.at else None


def meta(name: str, content: str) -> str:
    """Write a meta."""
    return f'<meta property="{name}" content="{content}">'


def test_the_headline_is_the_heading_that_the_title_agrees_with() -> None:
    """The site's name behind the title goes; a heading that is the site's name is none."""
    facts = facts_of(
        meta("og:site_name", "The Weir Herald") + "<title>Lock at Upper Weir reopens | The Weir Herald</title>",
        '<h1><a href="/">The Weir Herald</a></h1><h1 class="title">Lock at Upper Weir reopens</h1>',
    )

    assert facts.headline.text == "Lock at Upper Weir reopens"
    assert {"h1", "title"} <= set(facts.headline.rules)


def test_the_headline_as_shown_comes_before_the_one_for_sharing() -> None:
    """A heading of its own wording is the report's headline, whatever is written for networks."""
    facts = facts_of(
        meta("og:title", "You will not believe this lock"),
        "<h1>Lock at Upper Weir reopens after two years</h1>",
    )

    assert facts.headline.text == "Lock at Upper Weir reopens after two years"


def test_a_line_above_the_headline_is_not_part_of_it() -> None:
    """A kicker inside the heading stays outside the headline."""
    facts = facts_of(body='<h1><span class="kicker">Shipping</span> Lock at Upper Weir reopens</h1>')

    assert facts.headline.text == "Lock at Upper Weir reopens"


def test_of_several_headings_the_one_that_begins_the_title_is_the_headline() -> None:
    """The rest of the title may be a name that the page states nowhere."""
    facts = facts_of(
        "<title>Lock at Upper Weir reopens after two years - Association of Boatmen</title>",
        "<h1>Partners and sponsors of ours</h1><h1>Lock at Upper Weir reopens after two years</h1>",
    )

    assert facts.headline.text == "Lock at Upper Weir reopens after two years"


def test_what_stands_behind_a_bar_is_the_site_s_name() -> None:
    """A title without a heading loses what is shorter and stands behind a bar."""
    facts = facts_of("<title>Lock at Upper Weir reopens after two years | Boatmen</title>")

    assert facts.headline.text == "Lock at Upper Weir reopens after two years"


def test_the_site_s_name_glued_to_a_heading_is_cut_off() -> None:
    """A heading may hold more than the headline, without a blank between."""
    facts = facts_of(
        meta("twitter:title", "Lock at Upper Weir reopens"), "<h1>Lock at Upper Weir reopens<i>Upper Shore</i></h1>"
    )

    assert facts.headline.text == "Lock at Upper Weir reopens"


@pytest.mark.parametrize(
    ("body", "text", "byline"),
    [
        ("<h1>Lock reopens</h1><p>By <b>Ada Bell</b> and <b>Ben Cole</b></p>", TEXT, "Ada Bell and Ben Cole"),
        ("<h1>Lock reopens</h1><p>11.12.2019 - Ada Bell</p>", TEXT, "Ada Bell"),
        ("<h1>Lock reopens</h1>", f"{TEXT}\n\nText: Ada Bell", "Ada Bell"),
        ("<h1>Lock reopens</h1>", f"{TEXT}\n\nInterview von Ada Bell", "Ada Bell"),
        ("<h1>Lock reopens</h1><h4>Autor</h4><p>Ada Bell</p>", TEXT, "Ada Bell"),
        ("<h1>Lock reopens</h1>", f"{TEXT}\n\nThe boats are back.", None),
    ],
)
def test_plain_lines_that_sign_a_report_name_its_author(body: str, text: str, byline: str | None) -> None:
    """Below the headline, beside the day, or at the end of the text; a sentence there is no name."""
    facts = facts_of(body=body, text=text)

    assert facts.byline.text == byline


def test_the_label_of_a_card_says_that_its_datum_is_the_author() -> None:
    """Cards for networks state author and minutes of reading alike; the headline is no author."""
    facts = facts_of(
        meta("twitter:label1", "Verfasst von") + meta("twitter:data1", "Ada Bell"),
        '<h1>Lock reopens</h1><span class="author">Lock reopens</span>',
    )

    assert facts.byline.text == "Ada Bell"


def test_the_credit_of_a_picture_is_no_author() -> None:
    """Who took the picture did not write the report."""
    facts = facts_of(body='<h1>Lock reopens</h1><figure><p class="author">Cy Dale</p></figure>')

    assert facts.byline.text is None


@pytest.mark.parametrize(
    ("title", "names", "left"),
    [
        ("Bridge closed | The Evening Herald", {"theeveningherald"}, "Bridge closed"),
        ("Evening Herald: Bridge closed", {"eveningherald"}, "Bridge closed"),
        ("Bridge closed - eveningherald.example", set(), "Bridge closed"),
        ("Bridge closed - mayor resigns", {"eveningherald"}, "Bridge closed - mayor resigns"),
    ],
)
def test_only_the_site_s_name_is_cut_off(title: str, names: set[str], left: str) -> None:
    """What stands behind a dash is part of the headline unless it names the site."""
    assert strip_site_name(title, names) == left


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ada Bell and Ben Cole, Staff Writers | May 5, 2019", "Ada Bell and Ben Cole"),
        ("Von Ada Bell, Redakteurin", "Ada Bell"),
        ("Por: Ada Bell • 5 de mayo", "Ada Bell"),
        ("Posted by Ada Bell on June 5, 2026", "Ada Bell"),
        ("作者：王小明", "王小明"),
        ("https://social.example/weirherald", ""),
        ("admin", ""),
        ("12", ""),
    ],
)
def test_a_byline_is_names_only(written: str, names: str) -> None:
    """Words for "by", roles and days around the names go."""
    assert clean_names(written) == names


def test_authors_are_named_by_the_page_s_data() -> None:
    """Several authors are joined; the site's own name beside them is none."""
    block = (
        '{"@type": "NewsArticle", "headline": "Lock reopens", "author": [{"@type": "Person", "name": "Ada Bell"},'
        '{"@type": "Person", "name": "Ben Cole"}]}'
    )

    facts = facts_of(f'<script type="application/ld+json">{block}</script>' + meta("author", "The Weir Herald"))

    assert facts.byline.text == "Ada Bell, Ben Cole"


def test_a_line_below_the_headline_names_the_author_at_last() -> None:
    """Where nothing is marked, "By" and a name below the headline is the byline."""
    facts = facts_of(
        body="<h1>Lock at Upper Weir reopens</h1><div>By <b>Ada Bell</b></div><p>By the time it opened.</p>"
    )

    assert facts.byline.text == "Ada Bell"


def test_names_in_comments_are_no_authors() -> None:
    """Whoever comments on a report has not written it."""
    facts = facts_of(
        body='<h1>Lock reopens today</h1><div class="comments"><span class="author">Cara Dunn</span></div>'
    )

    assert facts.byline.text is None


def test_what_is_not_stated_is_none() -> None:
    """A page that says nothing gives no empty facts."""
    facts = facts_of(body="<p>Text.</p>")

    assert (facts.byline.text, facts.section, facts.canonical, facts.source, facts.dates.published) == (None,) * 5


def test_times_keep_their_zone() -> None:
    """A time is given in the zone in which it was stated."""
    facts = facts_of(
        meta("article:published_time", "2026-03-04T09:30:00+02:00")
        + meta("article:modified_time", "2026-03-05T00:00:00Z")
    )

    assert facts.dates.published is not None
    assert facts.dates.published.at is not None
    assert facts.dates.published.at.isoformat() == "2026-03-04T09:30:00+02:00"
    assert facts.dates.modified is not None


@pytest.mark.parametrize(
    ("words", "lang", "day"),
    [
        ("Stand: 5. Juni 2026, 14:30 Uhr", "de", "2026-06-05"),
        ("Publié le 5 juin 2026 à 14h30", "fr", "2026-06-05"),
        ("5 de junio de 2026", "es", "2026-06-05"),
        ("20:15, 5 июня 2026", "ru", "2026-06-05"),
        ("2026年6月5日 13:57", "ja", "2026-06-05"),
        ("2026. június 5., 10:12", "hu", "2026-06-05"),
        ("5 มิ.ย. 2569", "th", "2026-06-05"),
        ("٥ يونيو ٢٠٢٦", "ar", "2026-06-05"),
        ("June 5th, 2026", "en", "2026-06-05"),
        ("13/06/2026", "en-US", "2026-06-13"),
        ("05/06/2026", "en-US", "2026-05-06"),
        ("05/06/2026", "en-GB", "2026-06-05"),
    ],
)
def test_days_are_read_in_many_languages(words: str, lang: str, day: str) -> None:
    """A day near the headline is when the report was published, in whatever language it is written."""
    facts = facts_of(body=f"<h1>A headline of five words</h1><span>{words}</span>", lang=lang)

    assert day_of(facts) == day


def test_the_verb_may_is_no_month() -> None:
    """A month's name counts only where a day and a year stand beside it."""
    assert read_stamp("You may take 5 of 2026 tours") is None
    assert read_stamp("Theresa May, 5 June 2026, London").day == "2026-06-05"  # type: ignore[union-attr]


def test_the_order_of_figures_is_told_by_another_day_on_the_page() -> None:
    """Where one day has a figure above 12, all days of the page are read so; else the language decides: both told."""
    by_page = read_stamp("05/06/2026", tell_order(["1.2.2026", "13/06/2026"], "en-US", 2026))
    by_language = read_stamp("05/06/2026", Reckoning("fr"))

    assert by_page is not None
    assert (by_page.day, by_page.guessed[0]) == ("2026-06-05", ORDER_BY_PAGE)
    assert by_language is not None
    assert (by_language.day, by_language.guessed[0]) == ("2026-06-05", ORDER_BY_LANGUAGE)


def test_a_day_after_tomorrow_is_not_believed() -> None:
    """What announces an event is not when the report was published."""
    facts = facts_of(body="<h1>Concert in the harbour</h1><time datetime='2027-08-01'>1 August 2027</time>")

    assert facts.dates.published is None


def test_the_address_names_the_day_where_nothing_else_does() -> None:
    """A day in the page's address is a day without an hour."""
    facts = facts_of(body="<h1>Lock reopens</h1>", url="https://weir.example/2026/03/04/lock")

    assert day_of(facts) == "2026-03-04"


def test_an_address_with_a_shown_day_comes_before_a_late_stated_one() -> None:
    """A page that was moved states the day of the move; its address and what it shows keep the first."""
    facts = facts_of(
        meta("article:published_time", "2021-05-01"),
        '<h1>Lock reopens</h1><time datetime="2019-03-04">4 March 2019</time>',
        url="https://weir.example/2019/03/04/lock-reopens",
    )

    assert day_of(facts) == "2019-03-04"


def test_names_of_metas_may_have_points_or_colons() -> None:
    """Dublin Core is written both ways."""
    assert day_of(facts_of(meta("dc:date.issued", "2019-03-04"))) == "2019-03-04"


def test_an_hour_without_zone_is_one_of_the_language_s_country() -> None:
    """A guess of the zone is told; where a language is written in many zones there is none."""
    german = facts_of(meta("article:published_time", "2026-07-01T12:00:00"), lang="de").dates.published
    english = facts_of(meta("article:published_time", "2026-07-01T12:00:00"), lang="en").dates.published

    assert german is not None
    assert english is not None
    assert (german.at.isoformat(), german.guessed) == ("2026-07-01T12:00:00+02:00", (BY_LANGUAGE,))  # type: ignore[union-attr]
    assert english.at.isoformat() == "2026-07-01T12:00:00+00:00"  # type: ignore[union-attr]


def test_a_time_in_utc_is_written_on_the_day_that_the_page_shows() -> None:
    """The instant stays; the day is the readers' day."""
    facts = facts_of(
        meta("article:published_time", "2026-03-04T23:00:00Z"),
        "<h1>Schleuse wieder offen</h1><time>5. März 2026</time>",
        lang="de",
    )

    assert facts.dates.published is not None
    assert facts.dates.published.at == datetime(2026, 3, 4, 23, tzinfo=UTC)
    assert day_of(facts) == "2026-03-05"
    assert BY_SHOWN_DAY in facts.dates.published.guessed


@pytest.mark.parametrize(
    ("head", "text", "name"),
    [
        ("", "PARIS (AFP) - The museum opened on Monday after three years.\n\nIt is large.", "AFP"),
        ("", "Text of the report.\n\nThis article was originally published by The Weir Herald.", "The Weir Herald"),
        ("", "Text des Berichts.\n\nQuelle: Weirer Anzeiger", "Weirer Anzeiger"),
        ('<meta name="syndication-source" content="https://www.herald.example/lock">', TEXT, "herald.example"),
        ('<link rel="canonical" href="https://herald.example/lock">', TEXT, "herald.example"),
    ],
)
def test_whom_a_page_credits_is_its_source(head: str, text: str, name: str) -> None:
    """Datelines, credit lines, metas and a canonical address on another site name the source."""
    facts = facts_of(head, url="https://www.copyist.example/lock", text=text)

    assert facts.source is not None
    assert facts.source.name == name
    assert facts.info_sources[0].role == "originator"


def test_a_canonical_address_on_the_same_site_is_no_source() -> None:
    """A page's own address credits nobody."""
    facts = facts_of('<link rel="canonical" href="https://weir.example/lock">', url="https://m.weir.example/lock")

    assert (facts.canonical, facts.source) == ("https://weir.example/lock", None)


def test_pictures_bring_caption_credit_and_rights() -> None:
    """A figure's caption and credit, and the licence that the page's data states, stand with the picture."""
    block = '{"@type": "NewsArticle", "headline": "x", "image": {"@type": "ImageObject", "url": "/a.jpg", "license": "https://l.example/"}}'
    caption = '<figcaption>The lock <span class="credit">Foto: Ada Bell</span></figcaption>'
    figure = f'<figure><img src="/a.jpg" alt="A lock">{caption}</figure>'

    facts = facts_of(
        f'<script type="application/ld+json">{block}</script>', f"<h1>x</h1>{figure}", url="https://weir.example/lock"
    )

    (picture,) = facts.pictures
    assert picture.url == "https://weir.example/a.jpg"
    assert (picture.caption, picture.credit_line, picture.alternative) == (
        "The lock Foto: Ada Bell",
        "Foto: Ada Bell",
        "A lock",
    )
    assert picture.rights.links == ("https://l.example/",)


def test_what_was_corrected_is_told() -> None:
    """Paragraphs that begin as corrections do, and the page's data, say what was corrected."""
    facts = facts_of(
        text="The lock opened.\n\nCorrection: An earlier version named the wrong lock.\n\nSend corrections to us."
    )

    assert facts.corrections == ("Correction: An earlier version named the wrong lock.",)


def test_section_keywords_rights_and_teaser_are_read() -> None:
    """The lesser facts stand in metas."""
    facts = facts_of(
        meta("article:section", "Harbour") + meta("keywords", "lock, weir,lock") + meta("og:description", "It is open.")
        + '<link rel="license" href="https://l.example/by">' + meta("copyright", "Weir Herald 2026")
    )  # fmt: skip

    assert (facts.section, facts.keywords, facts.teaser) == ("Harbour", ("lock", "weir"), "It is open.")
    assert (facts.rights.links, facts.rights.copyright_notice) == (("https://l.example/by",), "Weir Herald 2026")


@given(st.text(max_size=80))
def test_no_words_are_an_error(words: str) -> None:
    """Whatever stands for names or days is read or left alone; a day that is read lies in years that are believed."""
    stamp = read_stamp(words)

    assert stamp is None or 1990 <= stamp.at.year <= 2100
    assert clean_names(words) == clean_names(words).strip()
