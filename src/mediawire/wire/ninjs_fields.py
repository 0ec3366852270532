"""The fields of a ninjs item, each key in its folded form to its place; what is not known is kept by its own key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mediawire.wire.draft import Draft, local_part, status_of, tidy
from mediawire.wire.json_values import fold, kept_words, name_of_value, objects_in, words_of
from mediawire.wire.markup import take_body
from mediawire.wire.newsml_g2_fields import ROLES
from mediawire.wire.reading import PubStatus
from mediawire.wire.xml_content import looks_like_html

Taker = Callable[[str, Any, Draft], None]

_ROLE_ORDER = ("main", "headline", "title", "text", "html", "summary", "teaser", "abstract", "caption", "short", "")
_CONTENT = frozenset("renditions associations bodies body articlehtml".split())
_BODY = ("body",)


def _plain(field: str) -> Taker:
    def take(key: str, value: Any, draft: Draft) -> None:
        draft.take(field, words_of(value), key)

    return take


def _time(field: str) -> Taker:
    def take(key: str, value: Any, draft: Draft) -> None:
        draft.take_time(field, words_of(value))

    return take


def _right(field: str) -> Taker:
    def take(key: str, value: Any, draft: Draft) -> None:
        draft.take_right(field, words_of(value))

    return take


def _names(field: str) -> Taker:
    def take(key: str, value: Any, draft: Draft) -> None:
        for thing in objects_in(value):
            draft.add(getattr(draft, field), name_of_value(thing))
            codes = [words_of(thing.get(name)) for name in ("code", "qcode", "literal", "uri", "scheme", "rel")]
            draft.keep(key, " ".join(filter(None, (*codes, name_of_value(thing)))))

    return take


def _party(role: str) -> Taker:
    def take(key: str, value: Any, draft: Draft) -> None:
        for thing in objects_in(value):
            draft.take_source(role, name_of_value(thing), words_of(thing.get("uri") or thing.get("code")))
            if len(thing) > 1:
                draft.keep(key, " ".join(kept_words(thing)))

    return take


def _take_info_sources(key: str, value: Any, draft: Draft) -> None:
    for thing in objects_in(value):
        roles = words_of(thing.get("role") or thing.get("rel")).splitlines() or [""]
        for word in roles:
            code = local_part(word)
            role = ROLES.get(code, code) or "originator"
            draft.take_source(role, name_of_value(thing), words_of(thing.get("uri") or thing.get("literal")))


def _take_status(key: str, value: Any, draft: Draft) -> None:
    draft.take_status(words_of(value), key)


def _take_operation(key: str, value: Any, draft: Draft) -> None:
    """Take what a desk's system says it did; killed and recalled copy is canceled."""
    if status_of(words_of(value)) is PubStatus.CANCELED or words_of(value).casefold() in ("kill", "takedown", "recall"):
        draft.values["pub_status"] = PubStatus.CANCELED
    draft.keep(key, words_of(value))


def _take_signals(key: str, value: Any, draft: Draft) -> None:
    for thing in objects_in(value):
        code = words_of(thing.get("qcode") or thing.get("code") or thing.get("uri"))
        draft.add(draft.signals, code or name_of_value(thing))


def _take_urgency(key: str, value: Any, draft: Draft) -> None:
    draft.take_urgency(words_of(value).removesuffix(".0"), key)


def _take_note(key: str, value: Any, draft: Draft) -> None:
    for line in value if isinstance(value, list) else [value]:
        words = words_of(line)
        draft.add(draft.ed_notes, take_body(words).text if looks_like_html(words) else words)


def by_roles(value: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the values of an array by role, the main one first."""
    found = [(local_part(words_of(thing.get("role"))), thing) for thing in objects_in(value)]
    rank = {role: place for place, role in enumerate(_ROLE_ORDER)}
    return sorted(found, key=lambda pair: rank.get(pair[0], len(rank)))


def _take_roles(field: str) -> Taker:
    def take(key: str, value: Any, draft: Draft) -> None:
        for place, (role, thing) in enumerate(by_roles(value)):
            words = words_of(thing.get("value")) or name_of_value(thing)
            content_type = next((words_of(inner) for name, inner in thing.items() if fold(name) == "contenttype"), "")
            if "html" in content_type:
                words = take_body(words).text
            draft.take(field, words, f"{key} {role}".strip()) if place == 0 else draft.keep(f"{key} {role}", words)

    return take


def _take_html_teaser(key: str, value: Any, draft: Draft) -> None:
    draft.take("teaser", take_body(words_of(value)).text, key)


def _take_bylines(key: str, value: Any, draft: Draft) -> None:
    for thing in objects_in(value):
        words = " ".join(filter(None, (words_of(thing.get("by") or thing.get("name")), words_of(thing.get("title")))))
        draft.take("byline", words, key)


def _take_rights_info(key: str, value: Any, draft: Draft) -> None:
    """Take where the rights are told, and what a machine can read of them, verbatim."""
    for thing in objects_in(value):
        for name, inner in thing.items():
            if fold(name) == "linkedrights":
                draft.rights_links.extend(words_of(inner).splitlines())
            elif fold(name) == "encodedrights":
                draft.rights_encoded.extend(kept_words(inner))
            else:
                draft.keep(f"{key} {name}", words_of(inner))


def _take_alt_ids(key: str, value: Any, draft: Draft) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            draft.keep(f"{key} {name}", words_of(inner))
        return
    for thing in objects_in(value):
        draft.keep(f"{key} {words_of(thing.get('role'))}".strip(), words_of(thing.get("value")) or name_of_value(thing))


def _take_language(key: str, value: Any, draft: Draft) -> None:
    draft.take("language", words_of(value), key)


def _take_genre(key: str, value: Any, draft: Draft) -> None:
    for thing in objects_in(value):
        draft.take("genre", name_of_value(thing), key)


def _take_fallback_title(key: str, value: Any, draft: Draft) -> None:
    """Take the title: ninjs means it for the desk, so that it is the headline only where there is no other."""
    draft.others.setdefault(key, []).append(tidy(words_of(value)))


_TAKERS: dict[str, Taker] = {
    "uri": _plain("guid"),
    "guid": _plain("guid"),
    "urn": _plain("guid"),
    "version": _plain("version"),
    "language": _take_language,
    "headline": _plain("headline"),
    "headlines": _take_roles("headline"),
    "title": _take_fallback_title,
    "slugline": _plain("slugline"),
    "byline": _plain("byline"),
    "by": _plain("byline"),
    "bylines": _take_bylines,
    "dateline": _plain("dateline"),
    "creditline": _plain("credit_line"),
    "credit": _plain("credit_line"),
    "section": _plain("section"),
    "descriptiontext": _plain("teaser"),
    "description": _plain("teaser"),
    "descriptionhtml": _take_html_teaser,
    "abstract": _plain("teaser"),
    "teaser": _plain("teaser"),
    "descriptions": _take_roles("teaser"),
    "canonicalurl": _plain("canonical"),
    "firstcreated": _time("first_created"),
    "versioncreated": _time("modified"),
    "contentcreated": _time("contentCreated"),
    "firstpublished": _time("published"),
    "published": _time("published"),
    "publishedat": _time("published"),
    "embargoed": _time("embargoed_until"),
    "embargoeduntil": _time("embargoed_until"),
    "embargo": _time("embargoed_until"),
    "expires": _time("expires"),
    "expiry": _time("expires"),
    "pubstatus": _take_status,
    "signal": _take_signals,
    "signals": _take_signals,
    "editorialtypes": _take_signals,
    "operation": _take_operation,
    "state": _take_operation,
    "urgency": _take_urgency,
    "ednote": _take_note,
    "ednotes": _take_note,
    "editorialnote": _take_note,
    "copyrightholder": _right("copyright_holder"),
    "copyrightnotice": _right("copyright_notice"),
    "usageterms": _right("usage_terms"),
    "rightsinfo": _take_rights_info,
    "subject": _names("subjects"),
    "subjects": _names("subjects"),
    "keywords": _names("keywords"),
    "keyword": _names("keywords"),
    "genre": _take_genre,
    "genres": _take_genre,
    "infosource": _take_info_sources,
    "infosources": _take_info_sources,
    "source": _party("provider"),
    "provider": _party("provider"),
    "authors": _party("creator"),
    "author": _party("creator"),
    "creator": _party("creator"),
    "distributor": _party("distributor"),
    "altids": _take_alt_ids,
}
ALL_KEYS = (
    frozenset(_TAKERS)
    | _CONTENT
    | frozenset(
        "type mimetype representationtype profile person people organisation organisations place places "
        "event events object objects located charcount wordcount trustindicator trustindicators standard "
        "eventdetails plannedcoverage digitalsourcetype bodytext bodyhtml bodyxhtml descriptionhtml "
        "contactinfo priority service".split()
    )
)


def take_field(folded: str, key: str, value: Any, draft: Draft) -> None:
    """Take one key of an item; text and pictures are taken by `mediawire.wire.ninjs_content`."""
    taker = _TAKERS.get(folded)
    if taker is not None:
        taker(key, value, draft)
    elif folded in _CONTENT or folded.startswith(_BODY):
        return
    elif folded.startswith("headline"):
        draft.take("headline", words_of(value), key)
    else:
        for words in kept_words(value):
            draft.keep(key, words)
