"""The headline of a page: what it is called by its heading, its metas and its machine data, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from mediawire.wire.page_marks import PageMarks, fold, line_of

LONGEST = 400
_CUTS = re.compile(
    r"\s+(?:[|–—·•»«›‹:~_/\\]|-{1,3}|::|>{1,2}|<{1,2}|\|\|)\s+|(?<=\S)\s*[|｜│]\s*|\s*(?:_|—)\s*(?=[^\s_—]{2,12}$)|"
    r"\s+[-–—]|:\s+(?=[^:]*$)"
)
_HEADING_CUES = re.compile(
    r"(?:^|[\s_-])(?:headline|entry-?title|post-?title|article-?title|article__?title|title|titel|titre|titulo|h1|"
    r"heading)\b",
    re.IGNORECASE,
)
_NOT_HEADING = re.compile(
    r"logo|site-?(?:title|name)|brand|widget|sidebar|related|comment|masthead|nav|breadcrumb", re.I
)


_OVERLINE = re.compile(
    r"kicker|over-?line|dachzeile|top-?line|spitz-?marke|roof-?line|eye-?brow|ober-?zeile|supertitle|strapline|"
    r"prefix|\btag\b|label",
    re.I,
)
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,40})?\.[a-z]{2,12}", re.IGNORECASE)
_NEWS_TAIL = re.compile(r"(?<=.{6})\s*[-_|—–]\s*[\u4e00-\u9fff]{0,8}(?:网|報|报|新闻|新聞|在线|社|台|百科)$")
"""Chinese and Japanese outlets name themselves behind a dash without blanks."""
_TITLE_PART = re.compile(r"(?:^|[\s_-])(?:headline|title|titel)(?:$|[\s_-])", re.IGNORECASE)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?")


class Claim(NamedTuple):
    """A text that may be the fact, the rule that gave it, and how far that rule is trusted (0 to 100)."""

    text: str
    rule: str
    trust: int
    element: etree._Element | None = None


class Headline(NamedTuple):
    """The headline, the rules that agree on it, and the element that shows it, where one does."""

    text: str | None
    rules: tuple[str, ...] = ()
    element: etree._Element | None = None


def find_headline(marks: PageMarks, outlet: str | None) -> Headline:
    """Find the headline: the claim that most others agree with; of two ways of writing it the one that is shown."""
    names = site_names(marks, outlet)
    claims = [claim for claim in _claims(marks, names) if fold(claim.text)]
    if not claims:
        return Headline(None)
    scores = [(claim.trust + _agreement(claim, claims), -place) for place, claim in enumerate(claims)]
    best = claims[-max(scores)[1]]
    rules = tuple(dict.fromkeys(claim.rule for claim in claims if _agree(claim, best)))
    shown = next((c for c in claims if c.element is not None and _agree(c, best)), None)
    return Headline(best.text, rules, shown.element if shown else None)


def _claims(marks: PageMarks, names: set[str]) -> Iterator[Claim]:
    yield from _shown_claims(marks, names)
    if marks.article is not None:
        for text in marks.article.texts("headline")[:1]:
            yield Claim(strip_site_name(text, names), marks.article.syntax, 74)
        for text in marks.article.texts("name")[:1]:
            yield Claim(strip_site_name(text, names), f"{marks.article.syntax} name", 60)
    for name, trust in _META_TRUST.items():
        for text in marks.metas.get(name, ())[:1]:
            yield Claim(strip_site_name(text, names), name, trust)
    title = strip_site_name(marks.title, names)
    if title:
        yield Claim(title, "title", 55)
    for stated, rule, trust in ((marks.meta("og:title"), "og:title", 68), (marks.title, "title", 55)):
        head = _before_bar(strip_site_name(stated or "", names))
        if head:
            yield Claim(head, rule, trust + 1)


_BAR = re.compile(r"\s+[|»]\s+|[|｜]")


def _before_bar(text: str) -> str | None:
    """Return what stands before the last bar of a title, where that is the greater part: sites put their names behind.

    >>> _before_bar("The bridge is closed for the summer | Evening Herald")
    'The bridge is closed for the summer'
    """
    bars = list(_BAR.finditer(text))
    if not bars:
        return None
    head, tail = text[: bars[-1].start()].strip(), text[bars[-1].end() :]
    return head if len(fold(head)) > max(16, len(fold(tail))) else None


def _shown_claims(marks: PageMarks, names: set[str]) -> Iterator[Claim]:
    """Yield what stands in headings: every first one, and lower ones where the page's titles hold them."""
    alone = len(marks.headings) == 1
    titles = [one for name in _META_TRUST for one in marks.metas.get(name, ())[:1]]
    titles = [one for one in (marks.title, *titles) if one]
    folded = {fold(strip_site_name(one, names)) for one in titles}
    whole = {fold(one) for one in titles}
    for place, heading in enumerate(marks.headings):
        text = line_of(heading)
        if fold(text) in names or _leads_home(heading):
            continue
        trust = 70 - 2 * min(place, 8) + _cue_trust(heading)
        words, own = _word_count(text), fold(text)
        trust += (18 + (10 if _is_told(heading) else 0)) * (alone and words >= 3) - 12 * (words <= 2)
        trust -= 15 * (words <= 2 and not any(own in title for title in folded))
        yield from _heading_claims(heading, text, trust, names)
        yield from _ends_of_heading(heading, trust, folded)
    for _, heading in zip(range(100), marks.page.iter("h2", "h3"), strict=False):
        text = line_of(heading)
        own = fold(text)
        if len(own) > 8 and own not in names and any(own in title for title in whole):
            yield from _heading_claims(heading, text, 62 + _cue_trust(heading), names)


def _heading_claims(heading: etree._Element, text: str, trust: int, names: set[str]) -> Iterator[Claim]:
    """Yield a heading without the site's name, and without the line above it that stands in the same element."""
    if not text or len(text) > LONGEST:
        return
    text = strip_site_name(text, names)
    for child in heading.iter("span", "small", "div", "em", "strong", "p", "a"):
        if child is not heading and _OVERLINE.search(child.get("class") or ""):
            above = line_of(child)
            if text.startswith(above) and len(fold(above)) < len(fold(text)):
                yield Claim(text.removeprefix(above).lstrip(" :|–—-·•/"), "h1", trust + 25, heading)
                break
        if child is not heading and _TITLE_PART.search(child.get("class") or ""):
            part = line_of(child)
            if len(fold(part)) > 8 and text.endswith(part) and part != text:
                yield Claim(part, "h1", trust + 30, heading)
                break
    yield Claim(text, str(heading.tag), trust, heading)


def _ends_of_heading(heading: etree._Element, trust: int, titles: set[str]) -> Iterator[Claim]:
    """Yield the end or beginning of a heading that a title of the page is, where the rest is a piece of its own."""
    pieces = [piece for text in heading.itertext("*") if (piece := " ".join(text.split()))]
    cuts, whole = range(1, min(len(pieces), 6)), line_of(heading)
    glued = [cut for cut in cuts if f"{pieces[-cut - 1]}{pieces[-cut]}" in whole]
    begins = [" ".join(pieces[:-cut]) for cut in glued]
    for part in (*(" ".join(pieces[cut:]) for cut in cuts), *begins):
        text = part.strip(" :|–—-·•/")
        if len(fold(text)) > 8 and fold(text) in titles:
            yield Claim(text, "h1", trust + 20, heading)
            return


def _cue_trust(heading: etree._Element) -> int:
    return 12 * _is_told(heading) - 30 * (_NOT_HEADING.search(_cue_of(heading)) is not None)


def _is_told(heading: etree._Element) -> bool:
    """Tell whether a heading is marked as the headline."""
    return heading.get("itemprop") == "headline" or _HEADING_CUES.search(_cue_of(heading)) is not None


def _cue_of(heading: etree._Element) -> str:
    return f"{heading.get('class') or ''} {heading.get('id') or ''}"


def _word_count(text: str) -> int:
    """Count words; scripts without blanks between words have one for every two signs."""
    wide = sum("\u0e00" <= sign <= "\u0eff" or "\u3040" <= sign <= "\u9fff" for sign in text)
    return len(text.split()) + wide // 2


def _leads_home(heading: etree._Element) -> bool:
    """Tell whether a heading is a link to the front page: then it is the site's name."""
    link = next(heading.iter("a"), None)
    above = heading.getparent()
    link = above if link is None and above is not None and above.tag == "a" else link
    return link is not None and _HOME.fullmatch(link.get("href") or "") is not None


_META_TRUST = {
    "og:title": 68, "twitter:title": 62, "citation_title": 72, "dc.title": 62, "dcterms.title": 62, "parsely-title": 70,
    "sailthru.title": 66, "headline": 62, "title": 50, "fb_title": 50, "hdl": 66,
}  # fmt: skip
_KIND = {"og:title": "social", "twitter:title": "social", "title": "title", "fb_title": "social"}


def _agree(one: Claim, other: Claim) -> bool:
    return fold(one.text) == fold(other.text)


def _agreement(claim: Claim, claims: list[Claim]) -> int:
    """Weigh how many other kinds of claims say the same, and how many at least begin or end with it."""
    own = fold(claim.text)
    same, near, part = set(), set(), set()
    for other in claims:
        kind = _KIND.get(other.rule, other.rule)
        if kind == _KIND.get(claim.rule, claim.rule):
            continue
        text = fold(other.text)
        if text == own:
            same.add(kind)
        elif len(own) > 8 and own in _ends_of_title(other.text):
            part.add(kind)
        elif len(own) > 8 and len(text) > 8 and (text.startswith(own) or own.startswith(text) or own in text):
            near.add(kind)
    return 12 * min(len(same), 4) + 11 * min(len(part - same), 3) + 5 * min(len(near - same - part), 3)


@lru_cache(maxsize=64)
def _ends_of_title(text: str) -> frozenset[str]:
    """Return the beginnings and ends of a title, cut at a sign that parts pieces, that are its greater part."""
    whole = len(fold(text))
    cuts = [cut.span() for cut in _CUTS.finditer(text) if ":" not in cut[0]]
    ends = {fold(end) for start, stop in cuts for end in (text[:start], text[stop:])}
    return frozenset(end for end in ends if 2 * len(end) >= whole)


def site_names(marks: PageMarks, outlet: str | None) -> set[str]:
    """Return what the site may call itself, folded: its stated names and the words of its host."""
    stated = [outlet or "", *marks.metas.get("og:site_name", ()), *marks.metas.get("application-name", ())]
    stated += marks.metas.get("twitter:site", ())
    if marks.article is not None:
        stated += marks.article.texts("publisher")
    stated += [line_of(heading) for heading in marks.headings if _leads_home(heading)]
    host = host_of(marks)
    words = host.split(".")
    stated += [host, *(words[:-1] if len(words) > 1 else words)]
    return {name for one in stated if len(name := fold(one)) > 1}


def host_of(marks: PageMarks) -> str:
    """Return the host that the page says it comes from, or does, without "www."."""
    addresses = (marks.link("canonical"), marks.meta("og:url"), marks.url)
    return next((host for address in addresses if (host := host_in(address))), "")


def host_in(address: str | None) -> str:
    """Return the host of an address, without "www."; empty where it has none."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def strip_site_name(text: str, names: set[str]) -> str:
    """Return a title without the name of its site before or behind it.

    >>> strip_site_name("Bridge closed | The Evening Herald", {"theeveningherald"})
    'Bridge closed'
    """
    text = _NEWS_TAIL.sub("", text.strip()) or text.strip()
    cuts = [found.span() for found in _CUTS.finditer(text)]
    for place, (start, end) in enumerate(cuts):
        following = cuts[place + 1][0] if place + 1 < len(cuts) else len(text)
        if (_is_site(text[end:], names) or _is_site(text[end:following], names)) and len(fold(text[:start])) > 3:
            return strip_site_name(text[:start], names)
    for start, end in reversed(cuts):
        if _is_site(text[:start], names) and len(fold(text[end:])) > 3:
            return strip_site_name(text[end:], names)
    return text


def _is_site(piece: str, names: set[str]) -> bool:
    if _DOMAIN.fullmatch(piece.strip()):
        return True
    piece = fold(piece).translate(_SPELT_OUT)
    return (
        piece in names
        or any(len(name) > 5 and name in piece and len(name) * 2 > len(piece) for name in names)
        or (len(piece) > 4 and any(piece in name and len(piece) * 2 > len(name) for name in names))
    )
