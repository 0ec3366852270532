"""Who wrote a report, as its page says: names only, without "By", roles, dates and places around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from mediawire.wire.page_facts_shown import ShownMarks, leads_to_author, stands_elsewhere, stands_in_comments
from mediawire.wire.page_facts_signature import signed_lines
from mediawire.wire.page_marks import PageMarks, fold, line_of
from mediawire.wire.structured_data import Thing

LONGEST = 120
MOST_NAMES = 12
META_TRUST = {
    "citation_author": 88, "parsely-author": 88, "sailthru.author": 84, "byl": 88, "author": 78, "dc.creator": 74,
    "dcterms.creator": 74, "article:author": 74, "article:author_name": 80, "og:article:author": 74,
    "dc.contributor": 50,
    "authors": 78, "article.author": 78, "cxenseparse:author": 78, "rbauthors": 80, "book:author": 60, "vr:author": 80,
    "creator": 60, "mediator_author": 80, "og:author": 76, "weibo: article:create_by": 60,
}  # fmt: skip
_PERSON = frozenset({"Person"})
_CUE = re.compile(
    r"^(?:[\W_]*(?:(?:alle?s?|all|more|tous les|todos los)\s+(?:(?:beiträge|artikel|texte|posts|articles|stories)\s+)?"
    r"(?:by|von|from|de)\s|"
    r"(?:texte?o?|testo|words|story|report|interview)\s*(?:&|\+|/|und|and|et|e|y)\s*"
    r"(?:fotos?|bild(?:er)?|photos?|images?|pictures|interview|video|grafik|illustration(?:en|s)?)\s*[:：]?|"
    r"(?:(?:article|story|text|words|post|report|reported|written|posted|published|submitted|reviewed|"
    r"authored|"
    r"created|erstellt|geschrieben|verfasst|ver[öo]ffentlicht|publi[ée]|escrito|publicado|scritto|pubblicato|"
    r"geplaatst|autor|"
    r"texto?|testo|tekst|ein[ea]? \w+|interview|kommentar|beitrag|artikel|gastbeitrag)\s+)?"
    r"(?:by|von|vom|par|por|di|da|door|av|af|przez|door|kirjoittanut|от)(?:\s*:|\s)|"
    r"(?:autor(?:in|en|es|a|zy|ka|innen)?|autor/in|author(?:s|\(s\))?|auteurs?|autore|autori|écrit par|redaktion|"
    r"text|texto?|words|"
    r"автор(?:ы)?|текст|schreiber|writer|reporter|journalist|redakteur(?:in)?|credit|editor|posted|by-?line|von|by|"
    r"ein beitrag von|interview|"
    r"about the author|über den autor|profile|name|szerző|írta|yazan|skrevet av|skriven av|de)\s*[:：]|"
    r"(?:文|作者|記者|记者|著者|執筆|編集|责编|责任编辑|来源|文/|取材)\s*[●:：/／]?\s*)\s*)+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:[|¦•·●▪※«»‧›>]|\s[–—-]{1,2}\s|\t|\n|@|https?:|www\.|\s/\s|//|(?:,\s*)?(?:\(?\b\d{1,2}[./:-]\d|\b(?:19|"
    r"20)\d\d\b)|"
    r"\b(?:published|posted|updated|last updated|modified|erstellt|aktualisiert|ver[öo]ffentlicht|stand|publi[ée]|"
    r"mis à jour|publicado|"
    r"actualizado|follow|contact|email|e-mail|subscribe|share|view (?:all|profile)|more (?:from|by|about)|read more|"
    r"see all|comments?|kommentare?|"
    r"am\s+(?:\d|(?:mon|diens|mitt|donners|frei|sams|sonn))|autorenseite|(?:photo|foto|bild|illustration)s?\b|"
    r"has (?:been|written)|ist\b|is (?:a|an|the)\b|says?:|sagt:|on\s+(?:(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|"
    r"may|jun|jul|aug|sep|oct|nov|dec)[^\W\d_]*\.?(?:\s+\d{1,2},?(?:\s+(?:19|20)\d\d)?)?|\d)|in\s+(?=[A-ZÄÖÜ])|for\s+(?=[A-Z])|"
    r"mon(?:day)?,|tues?(?:day)?,|wed(?:nesday)?,|thu(?:rsday)?,|fri(?:day)?,|sat(?:urday)?,|sun(?:day)?,|le\s+\d|"
    r"vom\s+\d|den\s+\d|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december|januar|februar|märz|juni|juli|oktober|dezember)\.?\s+\d+(?:,?\s+(?:19|20)\d\d)?|"
    r"\d{1,2}\.?\s*(?:jan|feb|mar|m[äa]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[^\W\d_]*\.?))",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"[,;]\s*(?:(?:[A-Z][\w&'’.-]*\s+){0,4}(?:staff|senior|chief|editor|reporter|writer|correspondent|contributor|"
    r"columnist|"
    r"redakteur(?:in)?|reporter(?:in)?|journalist(?:e|in)?|editor-in-chief|associate|political|managing|special to|"
    r"usa today|ap|afp|reuters|cnn|bbc|dpa|ph\.?\s?d|m\.?d|dr|photographer|producer|author|analyst|host|professor|"
    r"news|(?:projekt|abteilungs|bereichs|ressort|redaktions)?leiter(?:in)?|referent(?:in)?|professor(?:in)?|dozent(?:in)?|"
    r"geschäftsführer(?:in)?|korrespondent(?:in)?|volontär(?:in)?|autor(?:in)?|vorsitzende[r]?|präsident(?:in)?|"
    r"director|manager|president|ceo|founder|fellow|lecturer|researcher|périodiste|directeur|directora?|rédact\w+|"
    r"corresponsal|periodista|redactora?|giornalista|verslaggever)\b).*$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:,|;|/|&|\s\+\s|\band\b|\bund\b|\bet\b|\be\b|\by\b|\bet al\.?|、|，|及|和)\s*", re.IGNORECASE)
_NOT_NAME = re.compile(
    r"https?:|@|www\.|\.(?:com|org|net|html?|php)\b|\d{3,}|[{}<>=\[\]]|^\W*$|^(?:by|von|author|autor|authors|"
    r"admin(?:istrator)?|root|user|guest|anonymous|"
    r"unknown|more posts|all posts|text size|about the author|quelle|null|none|undefined|false|true|n/?a|test|"
    r"default|editor|webmaster|superuser|super user|wp_admin|share|"
    r"tweet|print|home|"
    r"facebook|twitter|follow|contributors?|credits?|staff|bio|comments?|reply|login|log in|profile|view profile|"
    r"about|über|website|author image|"
    r"kommentar(?:e)?|impressum|kontakt)$",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:redaktion|redaction|rédaction|redacción|redazione|editorial|editors?|staff|team|admin|webmaster|desk|"
    r"newsroom|news|"
    r"online|magazin|magazine|gmbh|verlag|inc|ltd|media|press|presse|zeitung|agentur|agency|verein|e\.\s?v)\b|редакция",
    re.IGNORECASE,
)
_BY_LINE = re.compile(
    r"^\s*(?:by|von|par|por|di|door|av|af|przez|text|texte|autor(?:in)?|author|words by|written by|"
    r"автор)\s*[:：]?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    "von van de der den del della di da la le du dos das zu zur vom af av bin al el ter ten und and et y e".split()
)


class NameClaim(NamedTuple):
    """Names that may be the authors, as joined where they stand; the rule that gave them, and how far it is trusted."""

    names: tuple[str, ...]
    joined: str
    rule: str
    trust: float


class Byline(NamedTuple):
    """The authors as stated, and the rules that agree on them."""

    text: str | None = None
    rules: tuple[str, ...] = ()


def find_byline(
    marks: PageMarks, shown: ShownMarks | None, heading: etree._Element | None, sites: set[str], body: str = ""
) -> Byline:
    """Find who wrote the report; a site's own name counts only where nobody else is named."""
    claims = [claim for claim in _stated_claims(marks) if claim.names]
    if shown is not None:
        claims += [claim for claim in _shown_claims(shown, heading) if claim.names]
    claims += _line_claims(heading, body)
    titles = {fold(marks.title), *(fold(text) for text in marks.metas.get("og:title", ())[:1])}
    titles |= {fold(line_of(heading))} if heading is not None else set()
    claims = [claim for claim in claims if fold(claim.joined) not in titles]
    if not claims:
        return Byline()
    weighed = [(_weigh(claim, claims, sites), -place) for place, claim in enumerate(claims)]
    weight, place = max(weighed)
    if weight < 20:
        return Byline()
    best = claims[-place]
    rules = tuple(dict.fromkeys(claim.rule for claim in claims if _same(claim, best)))
    return Byline(best.joined, rules)


def _same(one: NameClaim, other: NameClaim) -> bool:
    return {fold(name) for name in one.names} == {fold(name) for name in other.names}


def _weigh(claim: NameClaim, claims: list[NameClaim], sites: set[str]) -> float:
    own = {fold(name) for name in claim.names}
    same = {other.rule for other in claims if other.rule != claim.rule and _same(claim, other)}
    part = {
        other.rule
        for other in claims
        if other.rule != claim.rule
        and other.rule not in same
        and not own.isdisjoint(fold(name) for name in other.names)
    }
    weight = claim.trust + 10 * min(len(same), 3) + 4 * min(len(part), 2)
    if own <= sites or all(any(site in name for site in sites if len(site) > 5) for name in own):
        weight -= 30 if claim.rule.startswith("shown") else 50
    elif any(_STAFF.search(name) for name in claim.names):
        weight -= 30
    if all(" " not in name and name.isascii() for name in claim.names):
        weight -= 15
    return weight


def _stated_claims(marks: PageMarks) -> Iterator[NameClaim]:
    if marks.article is not None:
        for prop, less in (("author", 0), ("creator", 12)):
            yield _thing_claim(marks.article, prop, 90 - less)
    for thing in marks.things:
        if thing is not marks.article and thing.is_a(("WebPage", "Person", "Article", "NewsArticle", "BlogPosting")):
            if thing.is_a(_PERSON):
                yield claim_of(
                    thing.texts("name")[:1], f"{thing.syntax} person", 50 if thing.syntax == "json-ld" else 62
                )
            elif not thing.is_a(_PERSON):
                yield _thing_claim(thing, "author", 66)
    for name, trust in META_TRUST.items():
        if name in marks.metas:
            yield claim_of(marks.metas[name], name, trust)
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if _LABEL.match(marks.meta(label) or ""):
            yield claim_of(marks.metas.get(data, ())[:1], data, 76)
    yield claim_of(tuple(one for one in marks.metas.get("twitter:creator", ()) if one[:1] != "@"), "creator", 58)


_LABEL = re.compile(
    r"(?:written|posted) by|author|verfasst von|geschrieben von|autor|auteur|écrit par|escrito por|scritto da|"
    r"geschreven door|skrevet av|skriven av|napisan\w+|написано|kirjoittanut|yazan|投稿者|執筆者|作者",
    re.IGNORECASE,
)


def _thing_claim(thing: Thing, prop: str, trust: float) -> NameClaim:
    """Take the authors of a thing; an organisation is trusted less than a person."""
    people = [one for one in thing.things(prop) if not one.is_a(("Organization", "NewsMediaOrganization"))]
    if thing.things(prop) and not people:
        trust -= 40
    return claim_of(thing.texts(prop), f"{thing.syntax} {prop}", trust)


def claim_of(texts: tuple[str, ...], rule: str, trust: float) -> NameClaim:
    """Make a claim of names that are stated each for itself, or several in one text."""
    cleaned = [name for text in texts[:MOST_NAMES] if (name := clean_names(text))]
    names = tuple(dict.fromkeys(name for text in cleaned for name in split_names(text)))
    joined = ", ".join(dict.fromkeys(cleaned)) if len(set(map(fold, cleaned))) > 1 else (cleaned or [""])[0]
    return NameClaim(names, joined, rule, trust)


def clean_names(text: str) -> str:
    """Return the names in a byline, as joined there, without what stands around them; empty where there are none.

    >>> clean_names("By Ada Bell and Ben Cole, Staff Writers | May 5, 2019")
    'Ada Bell and Ben Cole'
    """
    text = " ".join(text.replace("\u200b", "").split())[:400]
    if text.startswith(("http:", "https:", "@")):
        return ""
    text = _CUE.sub("", text)
    text = _ROLE.sub("", _before_cut(text)).strip(" \u00a0,;:.–—-|/\\*\"“”„'’«»")
    if text.count("(") > text.count(")"):
        text = text.rpartition("(")[0].strip(" ,")
    if not 2 <= len(text) <= LONGEST or _NOT_NAME.search(text) or not any(sign.isalpha() for sign in text):
        return ""
    return text if all(map(_may_be_name, split_names(text))) else ""


def _may_be_name(name: str) -> bool:
    """Tell whether words may be a name: no sentence, no figure, no scrap of a day."""
    words = name.split()
    if len(words) > 7 or name[0].isdigit() or (len(name) < 3 and name.islower()):
        return False
    small = [word for word in words if word[0].islower() and word.lower() not in _PARTICLES]
    return len(words) < 4 or len(small) * 3 <= len(words)


def _before_cut(text: str) -> str:
    found = _CUT.search(text)
    while found and found.start() < 2:
        text = text[found.end() :]
        found = _CUT.search(text)
    return text[: found.start()] if found else text


def split_names(text: str) -> tuple[str, ...]:
    """Split several names that stand in one text."""
    return tuple(name for piece in _JOIN.split(text) if len(name := piece.strip(" .")) > 1)


def _shown_claims(shown: ShownMarks, heading: etree._Element | None) -> Iterator[NameClaim]:
    """Yield the names that the page shows in elements marked as author, nearest to the headline first."""
    taken: list[etree._Element] = []
    count = 0
    for one in shown.signed:
        if count >= 6 or any(element in taken or element.tag in _PICTURES for element in one.element.iterancestors()):
            continue
        if _OF_PICTURE.search(one.cue):
            continue
        element, distance = one.element, one.place - shown.heading
        text = _pieces_of(element)
        if not text:
            continue
        claim = _marked_claim(element, text, one.cue.lower())
        if not claim.names:
            continue
        taken.append(element)
        if stands_elsewhere(element, heading):
            if distance < -60 or one.element.tag == "a" or stands_in_comments(element):
                continue
            claim = claim._replace(trust=claim.trust - 42)
        near = 6 if 0 <= distance <= 80 else 3 if -20 <= distance < 0 else -8 if distance > 500 else 0
        yield claim._replace(trust=claim.trust + near - 4 * count)
        count += 1


_PICTURES = frozenset({"figure", "figcaption", "picture"})
_OF_PICTURE = re.compile(
    r"(?:photo|foto|image|img|bild|picture|caption|media|video)[\w-]*(?:credit|author|autor|copyright|by)|copyright",
    re.IGNORECASE,
)


def _marked_claim(element: etree._Element, text: str, cue: str) -> NameClaim:
    """Take the names in a marked element: those it links to where it has such links, else its text."""
    links = [link for link in element.iter("a") if link is not element and leads_to_author(link)]
    names = tuple(dict.fromkeys(line_of(link) for link in links if line_of(link)))
    trust = 82 if "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author" else 72
    trust += 4 * bool(_BY_LINE.match(text)) - 10 * ("author" not in cue and "by" not in cue)
    trust -= 20 * ("credit" in cue and "author" not in cue and "by" not in cue)  # mostly of pictures
    if names and len(names) <= 5:
        return claim_of(names, "shown author", trust)
    if len(_before_cut(text)) > 160:
        return NameClaim((), "", "", 0)
    return claim_of((text,), "shown author", trust - 10 * (len(text) > 80))


_CONNECTS = re.compile(
    r"[,;&/]|and|und|et|y|e|,\s*(?:and|und)|by|von|par|por|di|text|autor(?:in)?|author|words?|from", re.IGNORECASE
)
MOST_PIECES = 12


def _texts_of(element: etree._Element) -> Iterator[str]:
    """Yield the texts in an element, without blank ones and programs."""
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event != "start":
            text = node.tail if node is not element else None
        elif node.tag in ("script", "style"):
            walker.skip_subtree()
            text = None
        else:
            text = node.text
        if text and (line := " ".join(text.split())):
            yield line


def _pieces_of(element: etree._Element) -> str:
    """Return the text in a marked element, its pieces apart by a sign that ends a name, unless a word connects them."""
    pieces = islice(_texts_of(element), MOST_PIECES)
    text = ""
    for piece in pieces:
        end = text.rpartition("¦")[2].strip(" :")
        glued = not text or any(_CONNECTS.fullmatch(word) for word in (end, end.rpartition(" ")[2], piece.strip(" :")))
        glued = glued or end.endswith(",") or piece.startswith(",")
        text += piece if not text else (" " if glued else " ¦ ") + piece
    return text[:400].replace(" ,", ",")


def _line_claims(heading: etree._Element | None, body: str) -> Iterator[NameClaim]:
    """Yield the names of plain lines that sign the report, where nothing but names stands in them."""
    for line in signed_lines(heading, body):
        claim = claim_of((line.text,), "by-line", line.trust)
        if claim.names and all(_looks_named(name) for name in claim.names):
            yield claim
            return


def _looks_named(name: str) -> bool:
    """Tell whether words can be a person's name: one to five words, all with capitals but the particles."""
    words = name.split()
    return 1 < len(words) <= 5 and all(
        word[0].isupper() or not word.isascii() or word.lower() in _PARTICLES for word in words
    )
