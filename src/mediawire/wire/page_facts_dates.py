"""When a page says its report was published and modified: claims in an order of trust, and how they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from lxml import etree

from mediawire.wire.page_days import Reckoning, Stamp, read_stamp, tell_order
from mediawire.wire.page_facts_shown import Shown, ShownMarks, stands_elsewhere, words_of
from mediawire.wire.page_marks import PageMarks
from mediawire.wire.page_zones import in_country_zone, in_shown_zone
from mediawire.wire.reading import StatedTime
from mediawire.wire.stated_times import state_time
from mediawire.wire.structured_data import Thing

PUBLISHED_METAS = {
    "article:published_time": 90, "article:published": 86, "og:published_time": 86, "og:article:published_time": 88,
    "datepublished": 88, "date_published": 84, "pubdate": 86, "publishdate": 86, "publish-date": 86, "publish_date": 86,
    "published-date": 86, "publication_date": 86, "publicationdate": 84, "parsely-pub-date": 88, "sailthru.date": 84,
    "cxenseparse:recs:publishtime": 86, "cxenseparse:publishtime": 86, "citation_publication_date": 84,
    "citation_online_date": 82, "citation_date": 80, "dc.date.issued": 84, "dcterms.issued": 82,
    "dc.date.published": 84,
    "dc.date": 76, "dcterms.date": 74, "dcterms.created": 74, "dc.date.created": 74, "date": 76,
    "rnews:datepublished": 86,
    "ptime": 80, "pdate": 80, "displaydate": 80, "article_date_original": 84, "originalpublicationdate": 86,
    "article.published": 86, "article.created": 76, "datecreated": 72, "datecreation": 72, "vr:published_time": 84,
    "hdate": 70, "bt:pubdate": 86,
    "blogger:published": 80, "timestamp": 60, "release_date": 66, "og:pubdate": 84, "originaldate": 80,
    "weibo: article:create_at": 78, "weibo:article:create_at": 78,
    "mediator_published_time": 84, "shareaholic:article_published_time": 84,
}  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "revised", "article:modified", "article.updated", "modified_time",
    "shareaholic:article_modified_time", "updated_time",
)  # fmt: skip
_UPDATED = re.compile(
    r"updat|modif|edited|aktualisi|ge[aä]ndert|mis à jour|maj\b|actualiz|aggiornat|bijgewerkt|atualiz|обновл|更新|最終",
    re.I,
)
_PUBLISHED = re.compile(
    r"publi|posted|written|erschienen|geschrieben|écrit|entry-?date|post-?date|article-?date|created|erstellt|ver[oö]e?ffentlicht|опублик|发布|公開|配信",
    re.I,
)
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)([01]\d)\2([0-3]\d)(?!\d)")
_URL_DAY_LOOSE = re.compile(r"/((?:19|20)\d\d)/([01]?\d)/([0-3]?\d)(?=/|$)")
_SPEAKS_OF_ANOTHER = re.compile(r"©|copyright|\(c\)|all rights|alle rechte|since|seit|gegründet|born|geboren", re.I)
AGREES = 12
MOST_SHOWN = 40
MOST_READ = 120
"""So many marked elements and lines are read, and so many days found there are weighed."""
_SHOWN_RULES = frozenset({"time", "date element", "line", "address"})
_LONG_AGO = timedelta(days=60)
"""An address names its day for good; what is stated may be when the page was moved to another system."""


class DateClaim(NamedTuple):
    """A time that may be when the report was published, the rule that gave it, and how far it is trusted."""

    time: StatedTime
    rule: str
    trust: float

    @property
    def day(self) -> str:
        """Return the day in the zone that was stated."""
        return self.time.at.date().isoformat() if self.time.at else ""


class Dates(NamedTuple):
    """When the report was published and modified, and the rules that agree on it."""

    published: StatedTime | None = None
    modified: StatedTime | None = None
    rules: tuple[str, ...] = ()


def find_dates(marks: PageMarks, shown: ShownMarks | None, heading: etree._Element | None, now: datetime) -> Dates:
    """Find when the report was published: the claim that is trusted most, those that agree weighing with it."""
    latest = now + timedelta(days=1)
    claims = [claim for claim in stated_claims(marks) if claim.time.at and claim.time.at <= latest]
    changed = [claim for claim in _modified_claims(marks) if claim.time.at and claim.time.at <= latest]
    if shown is not None:
        for claim in _shown_claims(marks, shown, heading, now):
            (changed if claim.time.field == "modified" else claims).append(claim)
    address = _address_day(marks)
    if address is not None and address.at is not None:
        day = address.at
        named = day.date().isoformat()
        others = [claim.time.at for claim in claims if claim.time.at and claim.trust >= 60 and claim.day != named]
        earlier = all(at - day > _LONG_AGO for at in others)
        claims += [DateClaim(address, "address", 140 if earlier else 40)]
    modified = changed[0].time if changed else None
    if not claims:
        claims = list(_program_claims(marks))
    if not claims:
        late = next((claim for claim in changed if claim.rule not in ("last-modified", "revised")), None)
        return Dates(_as_published(late), modified, ("modified",) if late else ())
    best = max(enumerate(claims), key=lambda one: (_weigh(one[1], claims), -one[0]))[1]
    fuller = _fullest(best, claims)
    rules = tuple(dict.fromkeys(claim.rule for claim in claims if claim.day == best.day))
    shown_days = {claim.day for claim in claims if claim.rule in _SHOWN_RULES and claim.trust >= 40}
    published = in_shown_zone(in_country_zone(fuller.time, marks.language), shown_days, marks.language)
    return Dates(published, in_country_zone(modified, marks.language) if modified else None, rules)


def _as_published(claim: DateClaim | None) -> StatedTime | None:
    """Take the only time that a page states as when it was published, saying so."""
    if claim is None:
        return None
    return StatedTime(
        "published", claim.time.stated, claim.time.at, (*claim.time.guessed, "only a time of change is stated")
    )


def _weigh(claim: DateClaim, claims: list[DateClaim]) -> float:
    day = claim.day
    others = {other.rule for other in claims if other.day == day and other.rule != claim.rule}
    return claim.trust + AGREES * min(len(others), 3)


def _fullest(best: DateClaim, claims: list[DateClaim]) -> DateClaim:
    """Prefer, of claims on one day, the one that states hour and zone."""
    if not best.time.guessed:
        return best
    same = [claim for claim in claims if claim.day == best.day]
    return min(same, key=lambda claim: (len(claim.time.guessed), -claim.trust))


def states_time(marks: PageMarks) -> bool:
    """Tell whether metas and machine data state when the report was published, so that plain lines need not."""
    return any(claim.trust >= 76 and claim.time.at is not None for claim in stated_claims(marks))


def stated_claims(marks: PageMarks) -> Iterator[DateClaim]:
    """Yield what metas and machine data state of when the report was published."""
    if marks.article is not None:
        yield from _thing_claims(marks.article, marks.article.syntax, 95)
    for thing in marks.things:
        if thing is not marks.article and thing.is_a(
            ("WebPage", "ItemPage", "VideoObject", "Article", "NewsArticle", "BlogPosting")
        ):
            yield from _thing_claims(thing, f"{thing.syntax} page", 70)
    for name, trust in PUBLISHED_METAS.items():
        for text in marks.metas.get(name, ())[:1]:
            time = state_page_time("published", text, marks)
            if time is not None:
                yield DateClaim(time, name, trust)


def _thing_claims(thing: Thing, rule: str, trust: float) -> Iterator[DateClaim]:
    for name, less in (("datePublished", 0), ("dateCreated", 20), ("uploadDate", 15), ("published", 10)):
        for text in thing.texts(name)[:1]:
            time = state_page_time("published", text, None)
            if time is not None:
                yield DateClaim(time, f"{rule} {name}", trust - less)


def _modified_claims(marks: PageMarks) -> Iterator[DateClaim]:
    if marks.article is not None:
        for text in marks.article.texts("dateModified")[:1]:
            time = state_page_time("modified", text, None)
            if time is not None:
                yield DateClaim(time, marks.article.syntax, 90)
    for name in MODIFIED_METAS:
        for text in marks.metas.get(name, ())[:1]:
            time = state_page_time("modified", text, marks)
            if time is not None:
                yield DateClaim(time, name, 80)


_IN_PROGRAM = re.compile(
    r"""["'](?:date_?published|published_?(?:at|date|time)?|publish_?(?:date|time)|publication_?date|"
    r"first_?published|pubdate)["']"""
    r"""\s*:\s*["'](\d{4}-\d\d-\d\d[^"']{0,30})["']""",
    re.IGNORECASE,
)


def _program_claims(marks: PageMarks) -> Iterator[DateClaim]:
    """Yield the first day that stands in the data of the page's own programs: the last resort."""
    for script in marks.page.iter("script"):
        found = _IN_PROGRAM.search(script.text or "")
        if found:
            time = state_page_time("published", found[1], None)
            if time is not None and time.at is not None:
                yield DateClaim(time, "program", 30)
                return


def state_page_time(field: str, text: str, marks: PageMarks | None) -> StatedTime | None:
    """State a time of a meta or of machine data; what only a page writes is read as it stands on pages."""
    time = state_time(field, text)
    if time.at is not None:
        return time
    stamp = read_stamp(text, Reckoning(marks.language.lower() if marks else ""))
    return _stated(field, stamp) if stamp else None


def _stated(field: str, stamp: Stamp) -> StatedTime:
    return StatedTime(field, stamp.stated, stamp.at, stamp.guessed)


def _shown_claims(
    marks: PageMarks, shown: ShownMarks, heading: etree._Element | None, now: datetime
) -> Iterator[DateClaim]:
    """Yield the days that the page shows; those near the headline and outside of lists are trusted most."""
    lines = [words_of(one) for one in shown.dated[:MOST_READ]]
    reckoning = tell_order(lines, marks.language, now.year)
    latest = now + timedelta(days=1)
    seen: set[tuple[str, str]] = set()
    count = 0
    for one, words in zip(shown.dated, lines, strict=False):
        if count >= MOST_SHOWN:
            return
        stamp = _stamp_of(one, words, reckoning)
        if stamp is None or stamp.at > latest or _SPEAKS_OF_ANOTHER.search(stamp.stated):
            continue
        field, trust = _trust_shown(one, words, stamp, shown.heading)
        trust -= 45 * stands_elsewhere(one.element, heading) + min(count, 10)
        count += 1
        rule = "time" if one.element.tag == "time" else "date element" if one.cue else "line"
        if (stamp.day, rule) not in seen:
            seen.add((stamp.day, rule))
            yield DateClaim(_stated(field, stamp), rule, trust)


def _stamp_of(one: Shown, words: str, reckoning: Reckoning) -> Stamp | None:
    element = one.element
    if one.cue:
        for name in ("datetime", "content", "title", "data-datetime", "data-time", "data-date"):
            text = element.get(name)
            if text and (stamp := _machine_stamp(text, reckoning)):
                return stamp
    if len(words) > 200 or not _FIGURE.search(words):
        return None
    return read_stamp(words, reckoning)


def _machine_stamp(text: str, reckoning: Reckoning) -> Stamp | None:
    time = state_time("published", text)
    if time.at is not None:
        return Stamp(time.at, text, time.guessed, not time.guessed)
    return read_stamp(text, reckoning)


_FIGURE = re.compile(r"\d")


def _trust_shown(one: Shown, words: str, stamp: Stamp, heading: int) -> tuple[str, float]:
    """Say what a shown day is, and how far it is trusted there."""
    trust = 58.0 if one.element.tag == "time" else 54.0 if one.cue else 44.0
    cue = f"{one.cue} {words}"
    is_update = _UPDATED.search(cue) is not None
    if _PUBLISHED.search(cue):
        trust += 10
        is_update = is_update and _UPDATED.search(words[:20]) is not None
    trust += 6 * stamp.has_hour
    distance = one.place - heading
    trust += 12 if 0 <= distance <= 60 else 8 if -25 <= distance < 0 else 0 if distance <= 250 else -10
    trust -= 10 * (len(words) > 80)
    return ("modified" if is_update else "published"), trust


def _address_day(marks: PageMarks) -> StatedTime | None:
    """Return the day that the page's own address names."""
    for address in (marks.url, marks.link("canonical"), marks.meta("og:url")):
        path = re.sub(r"^https?://[^/]+", "", address or "")
        found = _URL_DAY_LOOSE.search(path)
        figures = found.groups() if found else None
        if figures is None and (found := _URL_DAY.search(path)):
            figures = (found[1], found[3], found[4])
        if figures is None:
            continue
        try:
            at = datetime(int(figures[0]), int(figures[1]), int(figures[2]), tzinfo=UTC)
        except ValueError:
            continue
        if at.year >= 1990:
            return StatedTime("published", address or "", at, ("day taken from the address",))
    return None
