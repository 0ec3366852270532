"""Whether the copy says where it is from: the source by name, and its address."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from mediawire.report import Span, is_held
from mediawire.text.agencies import agencies_with_hosts, name_agency, name_host
from mediawire.text.credits import Link, Mark, find_name, name_of_host

if TYPE_CHECKING:
    from mediawire.reuse.reading import Reading

AttributionVerdict = Literal["present", "partial", "missing", "wrong"]

_PAGE_FURNITURE = frozenset({"teasers", "share", "navigation", "newsletter", "comments", "tags", "advertisement"})
"""Addresses in these belong to the page and say nothing of the source."""

_ANY_AGENCY = "Agencies"
"""A credit to "agencies" names none of them."""


class Evidence(NamedTuple):
    """One finding: what it is in words, the wording, and its place in the copy (or in the original)."""

    what: str
    text: str | None = None
    copy: Span | None = None
    original: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether the copy names its source and gives its address; "wrong" where it credits another one instead."""

    verdict: AttributionVerdict
    source_named: bool
    url_given: bool
    evidence: tuple[Evidence, ...] = ()


class _Expected(NamedTuple):
    """Who the copy should name, as far as that is known: names in the index of agencies or as given, and hosts."""

    names: frozenset[str]
    hosts: frozenset[str]


def judge_attribution(original: Reading, copy: Reading) -> Attribution:
    """Say whether the copy gives its source.

    Only the places where newsrooms give credit count: dateline, byline, credit lines, the foot of the text. Where
    nothing is known of the original's source, any agency or credit line will do, and any address given there. What the
    copy says of its own outlet is no credit.
    """
    expected = _expect(original)
    found = _Found.of(copy, expected)
    return Attribution(
        found.verdict,
        found.source_named,
        found.url_given,
        (*found.tell(copy.side.text), *_tell_lack(original, expected, found)),
    )


class _Found(NamedTuple):
    """The credits of the copy: marks and lines that name its source, addresses of it, and marks that name another."""

    marks: tuple[Mark, ...]
    lines: tuple[Span, ...]
    links: tuple[Link, ...]
    apart: str | None
    others: tuple[Mark, ...]

    @classmethod
    def of(cls, copy: Reading, expected: _Expected) -> _Found:
        """Sort a copy's credits by whether they name who is expected; anybody will do where nobody is."""
        own = _own_names(copy)
        credits = [mark for mark in copy.credits.agencies if mark.agency not in own]
        marks = tuple(mark for mark in credits if not expected.names or _is_among(mark.agency, expected.names))
        lines = () if marks else tuple(_lines_naming(copy, expected))
        others = () if marks or lines else tuple(mark for mark in credits if mark.agency != _ANY_AGENCY)
        named = expected.names or {mark.agency for mark in marks}
        links = tuple(link for link in _links_given(copy, expected) if _may_be_of(link.host, named, expected.hosts))
        return cls(marks, lines, links, _linked_apart(copy, expected), others)

    @property
    def source_named(self) -> bool:
        """Tell whether the source is named."""
        return bool(self.marks or self.lines)

    @property
    def url_given(self) -> bool:
        """Tell whether an address of the source is given."""
        return bool(self.links or self.apart)

    @property
    def verdict(self) -> AttributionVerdict:
        """Return the verdict; where another source is named instead of this one, an address makes it no better."""
        if self.source_named and self.url_given:
            return "present"
        if self.others and not self.source_named:
            return "wrong"
        return "partial" if self.source_named or self.url_given else "missing"

    def tell(self, text: str) -> Iterator[Evidence]:
        """Yield what is given as evidence."""
        for mark in self.marks:
            yield Evidence(f"{mark.role} names {mark.agency}", mark.span.of(text), mark.span)
        for line in self.lines:
            yield Evidence("credit line", line.of(text), line)
        for link in self.links:
            yield Evidence("address", link.span.of(text), link.span)
        if self.apart:
            yield Evidence("the page links to", self.apart)
        for mark in self.others:
            yield Evidence(f"{mark.role} names {mark.agency} instead", mark.span.of(text), mark.span)


def _tell_lack(original: Reading, expected: _Expected, found: _Found) -> Iterator[Evidence]:
    """Yield what is not given as evidence, and who should have been named where that is known."""
    if not found.source_named:
        if expected.names:
            seen = next(iter(original.credits.agencies), None)
            names = ", ".join(sorted(expected.names))
            yield Evidence("the original is from", names, None, seen.span if seen else None)
        yield Evidence("no agency, outlet or source is named in dateline, byline or credit line")
    if not found.url_given:
        yield Evidence("no address of a source is given")


def _expect(original: Reading) -> _Expected:
    """Gather who the original is from: its source, outlet and address where known, and the agencies it credits."""
    report = original.report
    given = [report.source.name if report.source else None, report.outlet]
    urls = [report.url, report.source.url if report.source else None]
    hosts = frozenset(host for url in urls if url and (host := name_of_host(url)))
    names = {name_agency(name) or name.casefold().strip() for name in given if name}
    names |= {agency for host in hosts if (agency := name_host(host))}
    names |= {mark.agency for mark in original.credits.agencies if mark.agency != _ANY_AGENCY}
    return _Expected(frozenset(names), hosts)


def _own_names(copy: Reading) -> frozenset[str]:
    """Return the names under which the copy's own outlet may appear."""
    report = copy.report
    named = [name_agency(report.outlet) or report.outlet] if report.outlet else []
    hosted = [agency] if report.url and (agency := name_host(name_of_host(report.url))) else []
    return frozenset(named + hosted)


def _is_among(agency: str, names: Set[str]) -> bool:
    return agency in names or agency.casefold() in names


def _lines_naming(copy: Reading, expected: _Expected) -> Iterator[Span]:
    """Yield the credit lines that name who is expected, or anybody where nobody is."""
    for line in copy.credits.credit_lines:
        if not expected.names:
            if _names_somebody(copy, line):
                yield line
        elif find_name(expected.names, line.of(copy.side.text)):
            yield line


def _names_somebody(copy: Reading, line: Span) -> bool:
    """Tell whether a credit line says more than its cue ("Source:") and an address."""
    said = line.of(copy.side.text)
    urls = copy.credits.urls
    for link in urls[bisect_left(urls, line.start, key=_start) : bisect_left(urls, line.end, key=_start)]:
        said = said.replace(link.span.of(copy.side.text), " ")
    _, colon, name = said.partition(":")
    return any(letter.isalpha() for letter in (name if colon else said))


def _links_given(copy: Reading, expected: _Expected) -> Iterator[Link]:
    """Yield the addresses that lead to the source: to its host where that is known, else those given as a credit."""
    own = name_of_host(copy.report.url) if copy.report.url else None
    foot = _foot_of(copy)
    page = sorted(piece.span for piece in copy.document.furniture if piece.kind in _PAGE_FURNITURE)
    for link in copy.credits.urls:
        if link.host == own and own not in expected.hosts:
            continue
        if expected.hosts:
            if _is_host_of(link.host, expected.hosts):
                yield link
        elif not is_held(link.span, page) and (
            link.span.start >= foot or is_held(link.span, copy.credits.credit_lines)
        ):
            yield link


def _linked_apart(copy: Reading, expected: _Expected) -> str | None:
    """Return an address the page is known to link to, which leads to the source."""
    return next(
        (link for link in copy.report.links if expected.hosts and _is_host_of(name_of_host(link), expected.hosts)), None
    )


def _may_be_of(host: str, names: Set[str], hosts: frozenset[str]) -> bool:
    """Tell whether an address may be the source's: an agency is on its own hosts, of others we know none."""
    if _is_host_of(host, hosts):
        return True
    agency = name_host(host)
    if agency is not None:
        return not names or _is_among(agency, names)
    return not (names and names <= agencies_with_hosts())


def _is_host_of(host: str, hosts: frozenset[str]) -> bool:
    return any(host == each or host.endswith("." + each) or each.endswith("." + host) for each in hosts)


def _foot_of(copy: Reading) -> int:
    """Return where the foot of the page begins: the last paragraph of its last story."""
    paragraphs = [span.start for story in copy.document.stories for span in story.paragraphs]
    return max(paragraphs, default=0)


def _start(link: Link) -> int:
    return link.span.start
