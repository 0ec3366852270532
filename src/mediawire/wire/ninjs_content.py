"""The text and the pictures of a ninjs item: bodies in several clothes, renditions, what goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mediawire.errors import InputError
from mediawire.report import Body
from mediawire.wire.draft import Draft, local_part, tidy
from mediawire.wire.json_values import fold, name_of_value, objects_in, words_of
from mediawire.wire.newsml_g2_content import letters_in, letters_of, take_inner
from mediawire.wire.newsml_g2_fields import media_kind
from mediawire.wire.ninjs_fields import by_roles
from mediawire.wire.nitf import take_nitf
from mediawire.wire.reading import Picture, Rights
from mediawire.wire.xml_content import Content, looks_like_html, number, read_html, read_plain
from mediawire.wire.xml_trees import parse_xml

_MAIN = frozenset(("", "main", "text", "html", "xhtml", "body", "article", "nitf", "plain"))
_LARGEST = (
    "original",
    "main",
    "full",
    "baseimage",
    "high",
    "hires",
    "preview",
    "viewimage",
    "medium",
    "low",
    "thumbnail",
)


class _Clothes(NamedTuple):
    """One form in which the text came: its role, and what was read of it."""

    role: str
    content: Content


def find_content(item: Mapping[str, Any], draft: Draft) -> None:
    """Put the text of an item into its draft: the form with the most letters, with markup where they are level."""
    found = [_Clothes(role, _read(text, kind, draft)) for role, text, kind in _bodies(item)]
    if "headline" not in draft.values:
        title = next((words for key, words in draft.others.items() if fold(key) == "title"), [])
        draft.values["headline"] = title[0] if title else None
    if not found:
        return
    main = [clothes for clothes in found if clothes.role in _MAIN] or found
    best = (
        main[0]
        if len(main) == 1
        else max(main, key=lambda one: (letters_in(one.content.body.text), one.content.body.html is not None))
    )
    draft.body = best.content.body
    draft.links.extend(best.content.links)
    draft.pictures.extend(best.content.pictures)
    for clothes in found:
        if clothes is not best and letters_of(clothes.content.body.text) != letters_of(draft.body.text):
            draft.keep(f"body {clothes.role}".strip(), clothes.content.body.text)


def _bodies(item: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield every form of the text: its role, the text as received, and the type of its content."""
    for key, value in item.items():
        name = fold(key)
        if name == "bodies" or (name == "body" and not isinstance(value, str)):
            for thing in objects_in(value):
                inner = {fold(inner_key): inner_value for inner_key, inner_value in thing.items()}
                text = inner.get("value") or inner.get("content") or inner.get("text") or inner.get("html")
                if isinstance(text, str) and text.strip():
                    yield local_part(words_of(inner.get("role"))), text, words_of(inner.get("contenttype")).lower()
        elif name.startswith("body") and isinstance(value, str) and value.strip():
            role = name.removeprefix("body")
            yield "", value, {"text": "text/plain", "nitf": "application/nitf+xml"}.get(role, role and f"text/{role}")
        elif name == "articlehtml" and isinstance(value, str) and value.strip():
            yield "", value, "text/html"


def _read(text: str, content_type: str, draft: Draft) -> Content:
    """Read a text by its stated type, and by looking where that says nothing."""
    if "nitf" in content_type or text.lstrip()[:6].lower() in ("<nitf>", "<nitf ", "<?xml "):
        inner = Draft("nitf")
        try:
            root = parse_xml(text.encode("utf-8", "replace"), "NITF")
            take_nitf(root, inner)
        except (InputError, ValueError):
            return read_html(text)
        take_inner(inner, draft)
        return Content(Body(inner.body.text, html=text), tuple(inner.links), tuple(inner.pictures), ())
    if "html" in content_type or (content_type != "text/plain" and looks_like_html(text)):
        return read_html(text)
    return read_plain(text)


def take_media(item: Mapping[str, Any], draft: Draft) -> None:
    """Take the renditions of an item that is a picture, film or sound; of a text keep where its renditions lie."""
    kind = words_of(item.get("type")).casefold()
    for key, value in item.items():
        if fold(key) == "renditions":
            for rendition in objects_in(value):
                words = [words_of(inner) for name, inner in rendition.items() if fold(name) in _RENDITION]
                draft.keep("rendition", " ".join(filter(None, words)))
    picture = read_picture(item)
    if picture is not None and media_kind(kind) != "document":
        draft.pictures.append(picture)


_RENDITION = frozenset("name mimetype contenttype href width height format".split())


def read_picture(item: Mapping[str, Any]) -> Picture | None:
    """Read an item as a picture with its own rights: its largest rendition. None where it has no address."""
    facts = {fold(key): value for key, value in item.items()}
    renditions = [
        {fold(key): value for key, value in rendition.items()} for rendition in objects_in(facts.get("renditions"))
    ]
    renditions = [rendition for rendition in renditions if words_of(rendition.get("href") or rendition.get("url"))]
    best = max(renditions, key=_size) if renditions else None
    if best is None and not words_of(facts.get("href")):
        return None
    chosen = best or facts
    draft = Draft("ninjs")
    for key in ("copyrightholder", "copyrightnotice", "usageterms"):
        draft.take_right(f"{key[:9]}_{key[9:]}" if key[0] == "c" else "usage_terms", words_of(facts.get(key)))
    content_type = words_of(chosen.get("mimetype") or chosen.get("contenttype") or facts.get("mimetype"))
    return Picture(
        words_of(chosen.get("href") or chosen.get("url")),
        _kind(words_of(facts.get("type")), content_type),
        content_type or None,
        headline=_first(facts, "headline", "headlines"),
        caption=_first(facts, "descriptiontext", "caption", "descriptions", "description"),
        alternative=_first(facts, "alttext", "alt", "bodytext"),
        byline=_first(facts, "byline", "by"),
        credit_line=_first(facts, "creditline", "credit"),
        rights=_rights(facts, draft.rights_so_far()),
        width=number(words_of(chosen.get("width"))),
        height=number(words_of(chosen.get("height"))),
        size_bytes=number(words_of(chosen.get("sizeinbytes") or chosen.get("size"))),
    )


def _kind(word: str, content_type: str) -> str:
    kind = media_kind(word)
    return kind if kind != "document" or not content_type else media_kind(content_type)


def _rights(facts: Mapping[str, Any], stated: Rights) -> Rights:
    """Add what a machine can read to the rights in words."""
    info = {fold(key): value for thing in objects_in(facts.get("rightsinfo")) for key, value in thing.items()}
    links = tuple(words_of(info.get("linkedrights")).splitlines())
    encoded = words_of(info.get("encodedrights"))
    return Rights(
        stated.copyright_holder, stated.copyright_notice, stated.usage_terms, links, (encoded,) if encoded else ()
    )


def _first(facts: Mapping[str, Any], *keys: str) -> str | None:
    for key in keys:
        for _, thing in by_roles(facts.get(key)):
            words = words_of(thing.get("value")) or name_of_value(thing)
            if tidy(words):
                return tidy(words)
    return None


def _size(rendition: Mapping[str, Any]) -> tuple[int, int]:
    area = (number(words_of(rendition.get("width"))) or 0) * (number(words_of(rendition.get("height"))) or 0)
    name = fold(words_of(rendition.get("name")))
    return area, len(_LARGEST) - _LARGEST.index(name) if name in _LARGEST else 0
