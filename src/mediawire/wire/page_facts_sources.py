"""Whom a page credits with its report, what it says may be done with it, and what it has corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediawire.report import Source
from mediawire.text.agencies import name_agency, name_host
from mediawire.wire.page_facts_headline import host_in, host_of
from mediawire.wire.page_marks import PageMarks, fold
from mediawire.wire.reading import InfoSource, Rights
from mediawire.wire.structured_data import Thing

_NAMED = r"(?P<name>[^\W\d_][^\n.;!?()\[\]|<>]{1,60}?)"
_ORIGINALLY = re.compile(
    r"(?:(?:this|the) (?:article|story|report|piece|post|essay)\s+(?:was|has been|is)?\s*(?:first|originally)?\s*"
    r"(?:(?:first |originally )?(?:published|appeared|reported|posted)|republished|syndicated|reprinted)\s+(?:here\s+)?"
    r"(?:by|in|on|at|from|with permission (?:from|of))\s+"
    r"|(?:dieser|der) (?:artikel|beitrag|text) (?:ist|wurde|erschien) (?:zuerst|ursprünglich|"
    r"zunächst) (?:erschienen )?(?:in|im|bei|auf|von)\s+"
    r"|(?:cet article|l['’]article) (?:a été|est) (?:initialement |d['’]abord )?(?:publié|paru) (?:par|dans|sur|"
    r"chez)\s+"
    r"|este (?:artículo|texto) (?:fue|se) (?:originalmente |primero )?public(?:ado|ó) (?:originalmente )?(?:por|en)\s+)"
    + _NAMED
    + r"(?=[.,;!?\n(\[|]|\s+(?:and|on|in|under|here|as|at|with|und|am|et|le|el|y)\b|$)",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"^[\W_]*(?:source|sources|via|quelle|quellen|fuente|fonte|kilde|källa|bron|źródło|zdroj|источник|来源|"
    r"出典)\s*[:：]\s*(?P<name>[^\n]{2,80})$",
    re.I,
)
_DATELINE = re.compile(r"^[^\n]{0,60}?[(（](?P<name>[A-Za-zÄÖÜäöü./ -]{2,30})[)）]\s*[-–—:.,]")
_END_MARK = re.compile(r"[(\[/（【]\s*(?P<name>[^()\[\]/（）【】\n]{2,40}?)\s*[)\]/）】]\s*\.?\s*$")
_SYNDICATED = (
    "syndication-source",
    "original-source",
    "source",
    "article:source",
    "dc.source",
    "dcterms.source",
    "newssource",
    "content-source",
    "article_source",
    "copyright-source",
)
_CORRECTION = re.compile(
    r"^[\W_]*(?:correction|corrections|clarification|editor[’']?s? note|corrected|update[:,]|erratum|korrektur|"
    r"berichtigung|anmerkung der redaktion|"
    r"hinweis der redaktion|rectificación|corrección|fe de errores|correctif|rectificatif|errata|rettifica|rättelse|"
    r"rettelse|uwaga redakcji|"
    r"исправление|уточнение|訂正|更正)\b[^\n]{0,40}?[:：–—-]",
    re.IGNORECASE,
)
_NO_NOTE = re.compile(r"^[\W_]*(?:editor[’']?s? note|update)", re.IGNORECASE)


def find_sources(
    marks: PageMarks, body: str, byline: str | None, outlet: str | None
) -> tuple[Source | None, tuple[InfoSource, ...]]:
    """Find whom the page says the report is from, beside the outlet itself, and all parties by role."""
    found: list[tuple[InfoSource, str | None]] = [
        *_stated_sources(marks),
        *_written_sources(body),
        *_agency_bylines(byline),
    ]
    host_here = host_in(marks.url) or host_of(marks)
    own = {fold(outlet or ""), fold(host_here), fold(_site(host_here))}
    kept: list[tuple[InfoSource, str | None]] = []
    for one, line in found:
        host = host_in(one.uri) if one.role != "aggregator" else ""
        if fold(one.name) in own or (host and _site(host) == _site(host_here)):
            continue
        if one not in [known for known, _ in kept]:
            kept.append((one, line))
    first = next(((one, line) for one, line in kept if one.role == "originator"), kept[0] if kept else None)
    source = Source(first[0].name, first[0].uri, first[1]) if first else None
    return source, tuple(one for one, _ in kept)


def _stated_sources(marks: PageMarks) -> Iterator[tuple[InfoSource, str | None]]:
    """Yield what metas, links and machine data state."""
    article = marks.article
    if article is not None:
        for prop, role in (
            ("isBasedOn", "originator"),
            ("sourceOrganization", "originator"),
            ("sdPublisher", "aggregator"),
            ("provider", "provider"),
        ):
            for value in article.all(prop):
                yield from _as_source(value, role, None)
        for text in article.texts("creditText"):
            yield InfoSource("originator", text), text
    for name in _SYNDICATED:
        for text in marks.metas.get(name, ())[:2]:
            yield from _as_source(text, "originator", None)
    for address in marks.links.get("original", ()):
        yield from _as_source(address, "originator", None)
    canonical = marks.link("canonical")
    own, said = host_in(marks.url), host_in(canonical)
    if canonical and own and said and _site(own) != _site(said):
        name = name_host(said) or said
        yield InfoSource("originator", name, canonical), f"canonical: {canonical}"


def _as_source(value: str | Thing, role: str, line: str | None) -> Iterator[tuple[InfoSource, str | None]]:
    if isinstance(value, Thing):
        name, uri = value.text("name"), value.text("url", "@id")
    else:
        name, uri = (None, value) if value.startswith(("http:", "https:")) else (value, None)
    if uri and not name:
        host = host_in(uri)
        name = name_host(host) or host
    if name and 1 < len(name) <= 100 and any(sign.isalpha() for sign in name):
        yield InfoSource(role, name, uri), line


def _written_sources(body: str) -> Iterator[tuple[InfoSource, str | None]]:
    """Yield what the report's own first and last lines say."""
    paragraphs = [line for line in body.split("\n") if line.strip()]
    if paragraphs and (found := _DATELINE.match(paragraphs[0])) and (agency := name_agency(found["name"].strip(" .-"))):
        yield InfoSource("originator", agency), found[0].strip()
    for line in paragraphs[:2] + paragraphs[2:][-4:]:
        if found := _ORIGINALLY.search(line[:400]):
            yield InfoSource("originator", found["name"].strip()), line[:400]
        elif found := _SOURCE_LINE.match(line):
            yield InfoSource("originator", name_agency(found["name"].strip()) or found["name"].strip()), line
        elif (found := _END_MARK.search(line)) and (agency := name_agency(found["name"])):
            yield InfoSource("originator", agency), found[0].strip()


def _agency_bylines(byline: str | None) -> Iterator[tuple[InfoSource, str | None]]:
    for piece in re.split(r"[,/|&]|\band\b|\bund\b", byline or ""):
        agency = name_agency(piece.strip())
        if agency:
            yield InfoSource("originator", agency), byline


def _site(host: str) -> str:
    """Return the part of a host that names its owner, near enough: the longest of its last three names."""
    parts = host.split(".")[-3:]
    return max(parts[:-1], key=len) if len(parts) > 1 else host


def find_rights(marks: PageMarks) -> Rights:
    """Find who holds the rights and what is said may be done."""
    article = marks.article
    holder = article.text("copyrightHolder") if article else None
    notice = (article.text("copyrightNotice") if article else None) or marks.meta(
        "copyright", "dc.rights", "dcterms.rights", "rights", "dcterms.rightsholder"
    )
    terms = article.text("usageInfo", "conditionsOfAccess") if article else None
    links = [*(article.texts("license") if article else ()), *marks.links.get("license", ())]
    for link in marks.page.iter("a"):
        address = link.get("href") or ""
        if "creativecommons.org/" in address or "license" in (link.get("rel") or "").lower():
            links.append(address)
    encoded = tuple(
        f"{name}={value}"
        for name in ("robots", "googlebot", "tdm-reservation", "tdm-policy")
        for value in marks.metas.get(name, ())
    )
    return Rights(holder, notice, terms, tuple(dict.fromkeys(link for link in links if link)), encoded)


def find_corrections(marks: PageMarks, body: str) -> tuple[str, ...]:
    """Find what the page says it has corrected: in machine data, and in paragraphs that begin with a word for it."""
    stated = marks.article.texts("correction") if marks.article else ()
    nested = tuple(
        text
        for thing in (marks.article.things("correction") if marks.article else ())
        for text in thing.texts("text", "description")
    )
    written = tuple(line for line in body.split("\n") if _CORRECTION.match(line[:120]) and not _NO_NOTE.match(line))
    return tuple(dict.fromkeys((*nested, *stated, *written)))
