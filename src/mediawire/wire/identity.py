"""By what two appearances of a report are the same one: its guid, its address, or what it says.

Nothing here decides whether something changed. A guid is compared byte for byte once blanks around it are gone; an
address without what only says how a reader came there; a text by its digest. All of it holds inside one source only:
what another feed claims never touches ours.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from mediawire.report import Body
from mediawire.wire.reading import Change, Entry, PubStatus, Reading, Received, Target, Verdict

BLANKS = " \t\r\n\f\v\u00a0\ufeff"
LONGEST_NAME = 200
"""Characters of a guid that stand in a report's id as they are; a longer one stands there as its digest."""

_TRACKING = re.compile(
    r"(?:utm_|itm_|mtm_|pk_|at_(?:medium|campaign|custom|format|link|ptr|bbc))\w*|mc_[ce]id"
    r"|(?:fb|g|d|ms|y)clid|_ga|igshid|xtor|wt\.?_?z?mc(?:_id)?|n_cid|ocid|smid|iref|intcmp|cmp|ref_src|wpsrc",
    re.IGNORECASE,
)
"""Parameters that tell how a reader came: nine in ten of those that look so in the addresses of 1,300 saved pages.
``ref``, ``cid``, ``source`` and ``src`` are left out, as they often choose what is shown."""
_FROM_FEED = re.compile(r"(?:source|src|ref|from|feed|partner)=(?:rss|feed|atom)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_PLAIN = re.compile(r"[^\x00-\x20\x7f-\xa0~\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Appearance:
    """A report as it showed at one visit, with all by which it is known and all whose change would be news.

    ``guid`` is None where it is blank; ``address`` tells addresses apart, ``link`` is what a reader would follow.
    ``text`` is the body, or the teaser where there is no body (``is_whole`` False). ``details`` are the names and
    values of what may change besides headline and text.
    """

    guid: str | None
    address: str | None
    link: str | None
    headline: str | None
    text: str
    is_whole: bool = True
    published: datetime | None = None
    modified: datetime | None = None
    version: str | None = None
    change: Change | None = None
    status: PubStatus = PubStatus.USABLE
    embargoed_until: datetime | None = None
    outlet: str | None = None
    slugline: str | None = None
    details: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """Return the digest of the text, as `Body` makes it."""
        return Body(self.text).digest

    @property
    def title(self) -> str:
        """Return the headline as it is compared: blanks and case make no other."""
        return fold_line(self.headline)

    @property
    def content(self) -> str:
        """Return the digest of headline and text: the identity of what has neither guid nor address."""
        return digest_of(f"{self.title}\n{self.text}")


def appear(report: Received) -> Appearance:
    """Take from a report what it is known by and what may change."""
    link = clean_address(report.canonical or report.url)
    whole = bool(report.body.text.strip()) and report.completeness.verdict is not Verdict.INCOMPLETE
    named = {
        "link": link,
        "published": tell(report.published),
        "modified": tell(report.modified),
        "version": report.version,
        "byline": report.byline,
        "status": report.pub_status.value,
        "embargoed until": tell(report.embargoed_until),
        "expires": tell(report.expires),
        "usage terms": report.rights.usage_terms,
        "editor's note": report.ed_note,
    }
    return Appearance(
        guid=trim(report.guid),
        address=bare_address(report.canonical or report.url),
        link=link,
        headline=report.headline,
        text=report.body.text if report.body.text.strip() else report.teaser or "",
        is_whole=whole,
        published=report.published,
        modified=report.modified,
        version=report.version,
        change=report.change,
        status=report.pub_status,
        embargoed_until=report.embargoed_until,
        outlet=report.outlet,
        slugline=report.slugline,
        details=tuple((name, value) for name, value in named.items() if value is not None),
    )


def appear_listed(entry: Entry) -> Appearance:
    """Take a line of a list or a sitemap as a report of which only the address is sure."""
    link = clean_address(entry.url)
    named = {"link": link, "published": tell(entry.published), "modified": tell(entry.modified)}
    return Appearance(
        guid=None,
        address=bare_address(entry.url),
        link=link,
        headline=entry.headline,
        text=entry.teaser or "",
        is_whole=False,
        published=entry.published,
        modified=entry.modified,
        details=tuple((name, value) for name, value in named.items() if value is not None),
    )


def trim(guid: str | None) -> str | None:
    """Take the blanks off around a guid; one that is nothing else is none."""
    return (guid or "").strip(BLANKS) or None


def clean_address(address: str | None) -> str | None:
    """Take out of an address what only says how a reader came: tracking parameters and the place on the page.

    >>> clean_address("http://Post.example:80/a?id=7&utm_source=rss#comments")
    'http://post.example/a?id=7'

    None where it leads nowhere a reader could follow: a script, a mail address, a name.
    """
    try:
        scheme, host, path, query, fragment = urlsplit((address or "").strip(BLANKS))
    except ValueError:
        return None
    if scheme not in ("http", "https") or not host:
        return None
    host = host.lower().removesuffix(_DEFAULT_PORTS[scheme])
    kept = "&".join(part for part in query.split("&") if part and not is_tracking(part))
    return urlunsplit((scheme, host, path or "/", kept, fragment if fragment.startswith("!") else ""))


def is_tracking(parameter: str) -> bool:
    """Tell whether a parameter, name and value, only says how a reader came."""
    name = parameter.partition("=")[0].removeprefix("amp;")
    return bool(_TRACKING.fullmatch(name) or _FROM_FEED.fullmatch(parameter))


def bare_address(address: str | None) -> str | None:
    """Return an address as addresses are told apart: cleaned, and without its scheme.

    >>> bare_address("https://post.example/a") == bare_address("http://post.example/a#top")
    True
    """
    cleaned = clean_address(address)
    return cleaned.partition("://")[2] if cleaned else None


def fold_line(line: str | None) -> str:
    """Return a line as it is compared: one blank between words, no case."""
    return " ".join((line or "").split()).casefold()


def fold_headline(line: str | None) -> str:
    """Return a headline as it is compared where a notice names it: without the mark of a change before it.

    >>> fold_headline("CORRECTED: Ferry  late")
    'ferry late'
    """
    folded = fold_line(line)
    return _MARK.sub("", folded, 1) or folded


_MARK = re.compile(
    r"\W*(?:correct(?:ed|ion|s)|clarifie[ds]|clarification|updated?|update \d+|refiled?|repeat|rpt"
    r"|berichtigt|berichtigung|korrektur|korrigiert|rectificatif|corrigé|corrección|corregid[ao]|rettifica|correzione|correção|исправлен[ао]?|更正)"
    r"\s*[\d.]*\s*[-:)\]/–—：】]\W*"
)


def tell(time: datetime | None) -> str | None:
    """Write a time down."""
    return time.isoformat() if time is not None else None


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def name_item(source: str, shown: Appearance, taken: bool = False) -> str:
    """Name an item for good, by what it is known by when it first comes: ``source/guid``.

    What no file and no terminal bears, and what is too long, stands there as a digest. Where the plain name is
    ``taken`` by another story with the same guid, address and headline make it another.
    """
    known_by = shown.guid or shown.address or f"text:{shown.content}"
    plain = len(known_by) <= LONGEST_NAME and _PLAIN.fullmatch(known_by) and not known_by.startswith("sha256:")
    name = f"{source}/{known_by if plain else 'sha256:' + digest_of(known_by)}"
    return f"{name}~{digest_of(f'{shown.address}|{shown.content}')[:12]}" if taken else name


def list_shown(came: Reading) -> list[Appearance]:
    """List what a document shows: its reports, then its entries that are articles."""
    return [*map(appear, came.reports), *(appear_listed(entry) for entry in came.entries if entry.kind == "article")]


def known_by(shown: Appearance) -> set[tuple[str, str]]:
    """Return the keys by which a report is found again: kind of key, and key."""
    keys = {
        ("guid", shown.guid),
        ("address", shown.address),
        ("digest", shown.digest),
        ("title", shown.title or None),
        ("slugline", fold_line(shown.slugline) or None),
    }
    return {(kind, key) for kind, key in keys if key is not None}


def meant_by(target: Target) -> set[tuple[str, str]]:
    """Return the keys by which the report that a notice names is found."""
    keys = {
        ("guid", trim(target.guid)),
        ("address", bare_address(target.url)),
        ("title", fold_line(target.headline) or None),
        ("slugline", fold_line(target.slugline) or None),
    }
    return {(kind, key) for kind, key in keys if key is not None}


def keys_of(came: Reading) -> set[tuple[str, str]]:
    """Return all keys by which items may be meant by what came."""
    keys = {key for shown in list_shown(came) for key in known_by(shown)}
    keys |= {key for notice in came.notices for target in notice.targets for key in meant_by(target)}
    return keys | {("guid", guid) for guid in came.missing}


def pack(name: str) -> bytes:
    """Return a key as bytes, whatever stands in it, lone surrogates too."""
    return name.encode("utf-8", "surrogatepass")


def unpack(name: bytes) -> str:
    """Return a key as text."""
    return name.decode("utf-8", "surrogatepass")
