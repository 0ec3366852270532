from __future__ import annotations

from datetime import UTC, datetime

from mediawire.wire.document import Document
from mediawire.wire.page import read_page
from mediawire.wire.reading import Reading

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HEADLINES = (
    "Lock at Upper Weir opens again after two years",
    "Harbour board elects its first woman chair",
    "Ferry to the islands sails twice a day from May",
    "Storm tears two barges from their moorings at night",
    "Fishermen land more herring than in any year before",
    "Lighthouse keeper retires after forty winters alone",
    "Dredger finds wreck of a steamer lost in the great flood",
)


def teaser(place: int, headline: str) -> str:
    """Write a teaser as list pages have them."""
    return (
        f'<div class="teaser"><h3><a href="/news/2026/03/{place + 1:02}/story-number-{place}">{headline}</a></h3>'
        f'<time datetime="2026-03-{place + 1:02}T08:00:00Z">{place + 1} March</time><p>In short.</p></div>'
    )


LIST = "".join(teaser(place, headline) for place, headline in enumerate(HEADLINES))
FRONT = (
    '<html lang="en"><head><title>The Weir Herald</title></head><body><nav><a href="/sport">Sport</a>'
    '<a href="/about-the-house-and-its-people">About the house and its people</a></nav>'
    f'<main>{LIST}</main><footer><a href="/privacy-policy-of-this-site">Privacy policy of this site</a></footer>'
    "</body></html>"
)


def read(markup: str, url: str = "https://weir.example/", rule: str | None = None) -> Reading:
    """Read a page as it comes from an address."""
    return read_page(Document(markup.encode(), url, "text/html; charset=utf-8", rule, NOW))


def test_the_articles_of_a_list_are_found_without_a_rule() -> None:
    """Links that stand in the same place again and again are entries, with headline and time; menus are none."""
    reading = read(FRONT)

    assert not reading.reports
    assert [entry.headline for entry in reading.entries] == list(HEADLINES)
    assert reading.entries[0].url == "https://weir.example/news/2026/03/01/story-number-0"
    assert reading.entries[0].published == datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_a_rule_says_where_the_articles_are() -> None:
    """A CSS rule of the source finds links, or elements that hold them; nothing else is taken."""
    reading = read(FRONT, rule=".teaser:nth-child(-n+2) h3")

    assert [entry.headline for entry in reading.entries] == list(HEADLINES[:2])


def test_a_rule_that_is_none_is_one_clear_refusal() -> None:
    """A wrong rule is named, and is no crash."""
    reading = read(FRONT, rule="div[[")

    assert [refusal.reason for refusal in reading.refusals] == ["wrong rule"]
    assert "div[[" in reading.refusals[0].why


def test_a_rule_that_finds_nothing_says_so() -> None:
    """Silence would look like a quiet day."""
    reading = read(FRONT, rule=".gone")

    assert [refusal.reason for refusal in reading.refusals] == ["rule finds nothing"]
    assert not reading.entries


def test_an_article_with_teasers_below_is_an_article() -> None:
    """A page that says it is an article is not a list, however many others it recommends."""
    text = "".join(f"<p>{headline} and the harbour board said that it was glad.</p>" for headline in HEADLINES)
    page = (
        '<html><head><meta property="og:type" content="article"></head><body><article><h1>Lock opens again today</h1>'
        f'{text}</article><aside class="related">{LIST}</aside></body></html>'
    )

    reading = read(page, "https://weir.example/news/lock-opens")

    assert len(reading.reports) == 1
    assert not reading.entries


def test_the_next_page_of_a_list_is_an_entry_of_its_own_kind() -> None:
    """Whoever follows a list knows where it goes on."""
    reading = read(FRONT.replace("</main>", '<a rel="next" href="/?page=2">Older</a></main>'))

    assert [(entry.url, entry.kind) for entry in reading.entries][-1] == ("https://weir.example/?page=2", "page")


def test_two_links_to_one_article_are_one_entry() -> None:
    """The picture's link and the headline's link lead to the same report."""
    twice = FRONT.replace("<h3>", '<a href="/news/2026/03/01/story-number-0"><img src="/a.jpg"></a><h3>', 1)

    reading = read(twice)

    assert [entry.url for entry in reading.entries].count("https://weir.example/news/2026/03/01/story-number-0") == 1


def test_a_short_article_among_many_links_is_none_of_a_list_though_only_its_data_tell_its_address() -> None:
    """A saved page has no address but the one that it states."""
    text = (
        "<p>" + "The lock at Upper Weir opened again on Tuesday, the harbour board said in the town hall. " * 3 + "</p>"
    )
    canonical = '<link rel="canonical" href="https://weir.example/news/2026/03/lock-opens-again-at-last">'

    page = (
        f"<html><head>{canonical}</head><body><main><h1>Lock opens</h1>{text}</main><aside>{LIST}</aside></body></html>"
    )
    reading = read_page(Document(page.encode(), None, "text/html", None, NOW))

    assert len(reading.reports) == 1
