"""Finds the articles that a list page leads to: by the source's own CSS rule, or by how lists are built.

Without a rule: links to the same site whose texts read as headlines, which stand again and again in the same place of
the page's structure, in headings, with addresses like those of articles, near days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from mediawire.wire.markup import join_address
from mediawire.wire.page_days import Reckoning, read_stamp
from mediawire.wire.page_marks import PageMarks, line_of
from mediawire.wire.reading import Entry, Reading, Refusal
from mediawire.wire.stated_times import state_time

LEAST_ENTRIES = 4
MOST_LINKS = 3000
MOST_ENTRIES = 500
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_ARTICLE_ADDRESS = re.compile(
    r"/(?:19|20)\d\d[/-]?[01]\d|\d{5,}|[a-z0-9%]+(?:[-_][a-z0-9%]+){3,}|\.s?html?$|/(?:articles?|artikel|story|"
    r"stories|news|post|posts|nachrichten|actualites?|noticias?|p)/[^/]{6,}",
    re.IGNORECASE,
)
_NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|themen?|categor(?:y|ies|ia)|kategorie|authors?|autor(?:en)?|search|suche|login|account|"
    r"subscribe|abo|newsletter|about|impressum|"
    r"datenschutz|privacy|terms|agb|kontakt|contact|cookie\w*|jobs|advertis\w+|rss|feed|page|seite)(?:/|$|\.|\?)|"
    r"[?&](?:page|replytocom|share)=|#",
    re.IGNORECASE,
)
_LIST_TYPES = ("CollectionPage", "ItemList", "SearchResultsPage")
_NEXT = re.compile(
    r"^\W*(?:next|older|weiter|nächste|ältere|suivant|siguiente|successiv|próxim|volgende|nästa|neste|далее|次)", re.I
)


class Found(NamedTuple):
    """A link that may lead to an article: its address, its text, and how much it looks like one."""

    url: str
    text: str
    element: etree._Element
    weight: float


def load_ahead() -> None:
    """Load what only rules need; a worker can load nothing later."""
    from lxml.cssselect import CSSSelector

    CSSSelector("a")


def follow_rule(marks: PageMarks, rule: str, now: datetime | None = None) -> Reading:
    """Take the links that a source's CSS rule finds, or says they lie in; a wrong rule is one clear refusal."""
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    where = marks.url or ""
    try:
        elements = CSSSelector(rule)(marks.page)
    except (SelectorError, etree.XPathError, ValueError, RecursionError) as error:
        return Reading(
            "page", refusals=(Refusal("wrong rule", f"article_links = {rule!r} is no CSS rule: {error}", where),)
        )
    links = [link for element in elements for link in ([element] if element.tag == "a" else element.iter("a"))]
    found = [one for link in links if (one := _found(marks, link)) is not None]
    entries = _entries(marks, found, now)
    if not entries:
        why = f"article_links = {rule!r} finds " + ("no link" if elements else "nothing") + " on this page"
        return Reading("page", refusals=(Refusal("rule finds nothing", why, where),))
    return Reading("page", entries=entries)


def find_entries(marks: PageMarks, now: datetime | None = None) -> tuple[Entry, ...]:
    """Find the links to articles by how a list is built; empty where there is no list."""
    own = urlsplit(marks.url or "").hostname or ""
    groups: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for _, link in zip(range(MOST_LINKS), marks.page.iter("a"), strict=False):
        found = _found(marks, link)
        if found is not None and found.weight > 0 and _is_same_site(own, found.url):
            groups[_signature(link)].append(found)
    kept = [found for members in groups.values() if _is_list(members) for found in members]
    entries = _entries(marks, kept, now)
    return entries if len(entries) >= LEAST_ENTRIES else ()


def is_list_page(marks: PageMarks, entries: tuple[Entry, ...], letters: int) -> bool:
    """Tell whether a page is a list of articles and not one of them."""
    if len(entries) < LEAST_ENTRIES:
        return False
    address = marks.url or marks.link("canonical") or marks.meta("og:url")
    states_article = (
        marks.article is not None and bool(marks.article.all("headline")) and bool(marks.article.all("datePublished"))
    )
    states_article = (
        states_article or (marks.meta("og:type") or "").lower() == "article" or "article:published_time" in marks.metas
    )
    states_list = any(thing.is_a(_LIST_TYPES) for thing in marks.things) or (not states_article and _is_front(address))
    shown = sum(len(entry.headline or "") for entry in entries)
    if states_article:
        return letters < 60 and len(entries) > 15 and not _is_article_address(address)
    if states_list:
        return letters < 6 * shown
    return letters < (150 if _is_article_address(address) else max(250, shown // 2)) and len(entries) >= 6


def _is_article_address(url: str | None) -> bool:
    return _ARTICLE_ADDRESS.search(re.sub(r"^https?://[^/]+", "", url or "")) is not None


def next_page(marks: PageMarks) -> Entry | None:
    """Return the next page of a list, where it says which that is."""
    stated = marks.link("next")
    if stated is None:
        links = (
            link
            for link in marks.page.iter("a")
            if "next" in (link.get("rel") or "").split() or _NEXT.match(line_of(link)[:20])
        )
        stated = next((url for link in links if (url := join_address(marks.url, link.get("href") or ""))), None)
    return Entry(stated, kind="page") if stated and stated != marks.url else None


def _is_front(url: str | None) -> bool:
    try:
        return url is not None and urlsplit(url).path in ("", "/") and not urlsplit(url).query
    except ValueError:
        return False


def _found(marks: PageMarks, link: etree._Element) -> Found | None:
    address = join_address(marks.url, link.get("href") or "")
    if address is None or (marks.url and address.partition("#")[0] == marks.url.partition("#")[0]):
        return None
    text = line_of(link)[:400]
    return Found(address.partition("#")[0], text, link, _weigh(link, address, text))


def _weigh(link: etree._Element, address: str, text: str) -> float:
    path = re.sub(r"^https?://[^/]+", "", address)
    weight = 2.0 * (_ARTICLE_ADDRESS.search(path) is not None) - 4.0 * (_NO_ARTICLE.search(path) is not None)
    words = len(text.split()) + sum("\u3040" <= sign <= "\u9fff" or "\u0e00" <= sign <= "\u0eff" for sign in text) // 3
    weight += 2.0 if 5 <= words <= 40 else 1.0 if words in (3, 4) else -1.0
    around = [link, *list(link.iterancestors())[:3], *list(link)[:3]]
    weight += 2.0 * any(element.tag in _HEADINGS for element in around)
    weight += 1.0 * any(element.tag == "article" for element in link.iterancestors())
    weight -= 5.0 * any(
        element.tag in ("nav", "footer", "header", "form")
        for element in list(link.iterancestors())[:8]
        if element.getparent() is not None and not _is_of_article(element)
    )
    return weight


def _is_of_article(element: etree._Element) -> bool:
    return element.tag in ("header", "footer") and any(above.tag == "article" for above in element.iterancestors())


def _signature(link: etree._Element) -> tuple[str, ...]:
    """Return where a link stands: the tags and first classes of its nearest ancestors."""
    steps = []
    for element in list(link.iterancestors())[:4]:
        name = (element.get("class") or "").split()
        steps.append(f"{element.tag!s}.{re.sub(r'[0-9]+', '', name[0])}" if name else str(element.tag))
    return tuple(steps)


def _is_list(members: list[Found]) -> bool:
    """Tell whether links that stand in the same place again and again look like articles."""
    different = len({found.url for found in members})
    mean = sum(found.weight for found in members) / len(members)
    return (different >= 3 and mean >= 3.0) or (different >= 2 and mean >= 5.0) or mean >= 6.5


def _is_same_site(own: str, address: str) -> bool:
    host = urlsplit(address).hostname or ""
    return not own or ".".join(own.split(".")[-2:]) == ".".join(host.split(".")[-2:])


def _entries(marks: PageMarks, found: Iterable[Found], now: datetime | None) -> tuple[Entry, ...]:
    """Join the links that lead to the same article: the longest headline, the first time."""
    by_url: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        by_url[one.url].append(one)
    entries = []
    for url, links in list(by_url.items())[:MOST_ENTRIES]:
        best = max(links, key=lambda one: (one.weight, len(one.text)))
        headline = best.text or next((image.get("alt") for image in best.element.iter("img")), None)
        published, stated = _time_near(best.element, url, by_url, marks, now)
        others = {"time": (stated,)} if stated else {}
        entries.append(Entry(url, headline or None, published, others=others))
    return tuple(entries)


def _time_near(
    link: etree._Element, url: str, known: dict[str, list[Found]], marks: PageMarks, now: datetime | None
) -> tuple[datetime | None, str | None]:
    """Find the time in the smallest element around a link that leads to this article alone."""
    holder = link
    for above in list(link.iterancestors())[:6]:
        others = {address for other in above.iter("a") if (address := join_address(marks.url, other.get("href") or ""))}
        if any(address.partition("#")[0] != url and address.partition("#")[0] in known for address in others):
            break
        holder = above
    latest = (now or datetime.now(UTC)) + timedelta(days=1)
    for element in holder.iter("time", "span", "p", "div", "small", "abbr", "td", "li"):
        stated = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None)
        text = stated or (line_of(element) if element.tag == "time" or not len(element) else "")
        if not text or len(text) > 80:
            continue
        at = state_time("published", text).at if stated else None
        stamp = None if at else read_stamp(text, Reckoning(marks.language.lower()))
        at = at or (stamp.at if stamp else None)
        if at is not None and at <= latest:
            return at, text
    return None, None
