"""The pictures that a page shows with its report, with captions, credits and rights; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from mediawire.wire.markup import join_address
from mediawire.wire.page_marks import PageMarks, line_of
from mediawire.wire.reading import Picture, Rights
from mediawire.wire.structured_data import Thing, Value

MOST = 60
_CREDIT_CUE = re.compile(r"credit|copyright|photographer|byline|quelle|source|rights|fotograf|urheber", re.IGNORECASE)
_CAPTION_CUE = re.compile(r"caption|legend|bildunterschrift|bu-text", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:^|[\s(\[|–—-])(?P<credit>(?:photo(?:graph)?s?|image|picture|foto|bild|crédit|credit|fotocredit|quelle|"
    r"source|copyright|©|\(c\))\s*(?:credit|by|von|:|©|/)*\s*:?\s*[^\n|()\[\]]{2,80})[)\]]?\s*\.?$",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^data:|spacer|pixel|blank\.|1x1|placeholder|/logo|avatar|gravatar|/icons?/|sprite", re.IGNORECASE
)


def find_pictures(marks: PageMarks, elements: Iterable[etree._Element]) -> tuple[Picture, ...]:
    """Find the pictures: first those that the page states as the report's own, then those that stand in its body."""
    found: dict[str, Picture] = {}
    for picture in (*_stated_pictures(marks), *_shown_pictures(marks, elements)):
        known = found.get(_key(picture.url))
        found[_key(picture.url)] = _joined(known, picture) if known else picture
        if len(found) >= MOST:
            break
    return tuple(found.values())


def _key(address: str) -> str:
    return re.sub(r"^https?:", "", address.partition("?")[0])


def _joined(known: Picture, other: Picture) -> Picture:
    """Fill what one statement of a picture leaves open from another of the same."""
    return Picture(
        known.url,
        known.kind,
        known.content_type or other.content_type,
        known.headline or other.headline,
        known.caption or other.caption,
        known.alternative or other.alternative,
        known.byline or other.byline,
        known.credit_line or other.credit_line,
        known.rights if known.rights != Rights() else other.rights,
        known.width or other.width,
        known.height or other.height,
    )


def _stated_pictures(marks: PageMarks) -> Iterator[Picture]:
    if marks.article is not None:
        for prop, kind in (("image", "picture"), ("video", "video"), ("audio", "audio"), ("thumbnailUrl", "picture")):
            for value in marks.article.all(prop):
                yield from _of_value(value, kind, marks.url)
    for name, kind in (("og:image", "picture"), ("og:video", "video"), ("og:audio", "audio")):
        address = join_address(marks.url, marks.meta(name, f"{name}:url", f"{name}:secure_url") or "")
        if address and not _PLACEHOLDER.search(address):
            size = [_number(marks.meta(f"{name}:{side}")) for side in ("width", "height")]
            yield Picture(
                address,
                kind,
                marks.meta(f"{name}:type"),
                alternative=marks.meta(f"{name}:alt"),
                width=size[0],
                height=size[1],
            )


def _of_value(value: Value, kind: str, base: str | None) -> Iterator[Picture]:
    if isinstance(value, str):
        address = join_address(base, value)
        if address and not _PLACEHOLDER.search(address):
            yield Picture(address, kind)
        return
    address = join_address(base, value.text("contentUrl", "url", "@id", "embedUrl") or "")
    if address and "#" not in address[-20:]:
        yield Picture(
            address,
            kind,
            value.text("encodingFormat"),
            value.text("headline") or value.text("name"),
            value.text("caption", "description"),
            value.text("alternateName"),
            value.text("creator", "author"),
            value.text("creditText"),
            _rights_of(value),
            _number(value.text("width")),
            _number(value.text("height")),
        )


def _rights_of(thing: Thing) -> Rights:
    return Rights(
        thing.text("copyrightHolder"),
        thing.text("copyrightNotice"),
        thing.text("acquireLicensePage"),
        thing.texts("license"),
    )


def _number(text: str | None) -> int | None:
    found = re.match(r"\d{1,6}", text or "")
    return int(found[0]) or None if found else None


def _shown_pictures(marks: PageMarks, elements: Iterable[etree._Element]) -> Iterator[Picture]:
    """Yield the pictures in the elements of the body, and in figures that stand around or beside them."""
    seen: set[etree._Element] = set()
    for element in elements:
        for image in element.iter("img", "video", "audio"):
            if image not in seen:
                seen.add(image)
                yield from _shown(image, marks.url)
    for _, figure in zip(range(MOST), marks.page.iter("figure"), strict=False):
        for image in figure.iter("img", "video", "audio"):
            if image not in seen:
                seen.add(image)
                yield from _shown(image, marks.url)


def _shown(image: etree._Element, base: str | None) -> Iterator[Picture]:
    stated = (image.get(name) for name in ("data-src", "data-original", "data-lazy-src", "src"))
    address = next(
        (one for text in stated if text and (one := join_address(base, text)) and not _PLACEHOLDER.search(one)), None
    )
    width = _number(image.get("width"))
    if address is None or (width is not None and width < 60):
        return
    caption, credit = _caption_of(image)
    kind = "picture" if image.tag == "img" else str(image.tag)
    yield Picture(
        address, kind, caption=caption, alternative=image.get("alt") or None, credit_line=credit, width=width,
        height=_number(image.get("height")),
    )  # fmt: skip


def _caption_of(image: etree._Element) -> tuple[str | None, str | None]:
    """Return the caption and the credit that stand in the figure of a picture; the credit stays in the caption too."""
    figure = next((above for above in image.iterancestors("figure")), None)
    caption = credit = None
    for element in figure.iter() if figure is not None else ():
        if not isinstance(element.tag, str):
            continue
        cue = element.get("class") or ""
        if credit is None and _CREDIT_CUE.search(cue):
            credit = line_of(element) or None
        if caption is None and (element.tag == "figcaption" or _CAPTION_CUE.search(cue)):
            caption = line_of(element) or None
    if credit is None and caption and (found := _CREDIT.search(caption)):
        credit = found["credit"].strip()
    return caption, credit
