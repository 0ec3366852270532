"""News as JSON: ninjs 1.0 to 3.1 (IPTC), its dialects, and what other agencies' interfaces give for a news item.

Items are found wherever they stand: alone, in a list, inside the answer of an interface. What is no news item is
refused with its reason. However a key is written, it is the same: ``versionCreated`` of ninjs 3 is ``versioncreated``
of ninjs 1. An item that has no key of the standard but its address is one all the same: the standard asks no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from mediawire.wire.document import Document
from mediawire.wire.dpa_json import is_dpa, read_dpa
from mediawire.wire.draft import BROKEN, Draft
from mediawire.wire.json_values import fold, kept_words, objects_in, parse_json, words_of
from mediawire.wire.ninjs_content import find_content, read_picture, take_media
from mediawire.wire.ninjs_fields import ALL_KEYS, take_field
from mediawire.wire.reading import Completeness, Entry, Notice, Reading, Received, Refusal, Verdict
from mediawire.wire.signals import file_report

_MOST_DEPTH = 8
MOST_ITEMS = 50_000
_IDS = frozenset("uri guid urn id itemid".split())
_TEXTS = frozenset(
    "headline headlines title bodies body articlehtml slugline byline by description descriptions".split()
)
_PLANS = {"event": "an event is told of ahead; it is no report", "planning": "a plan of coverage is no report"}
_MEDIA = frozenset("picture photo image graphic video audio".split())


class Found(NamedTuple):
    """An item, and where it stood."""

    item: Mapping[str, Any]
    where: str


def read_ninjs(document: Document) -> Reading:
    """Read the news items of a JSON document, whatever agency's it is."""
    values, rest = parse_json(document.data, "JSON")
    refusals: list[Refusal] = []
    if len(values) > MOST_ITEMS:
        refusals.append(Refusal("too many items", f"{len(values):,} values; the first {MOST_ITEMS:,} are read"))
        values = values[:MOST_ITEMS]
    found = [inner for place, value in enumerate(values) for inner in find_items(value, f"value {place + 1}", refusals)]
    reports: list[Received] = []
    notices: list[Notice] = []
    entries: list[Entry] = []
    formats: list[str] = []
    for item, where in found:
        if (why := _PLANS.get(words_of(item.get("type")).casefold())) is not None and not is_dpa(item):
            refusals.append(Refusal("no news item", why, where))
            continue
        received = document.data if len(found) == 1 else "".join(kept_words(item)).encode("utf-8", "surrogatepass")
        try:
            draft = read_dpa(item, received) if is_dpa(item) else read_item(item, received, entries)
            own, about = file_item(draft, item)
        except BROKEN as error:
            refusals.append(Refusal("unreadable item", f"{type(error).__name__}: {error}", where))
            continue
        formats.append(draft.format)
        reports.extend(own)
        notices.extend(about)
    if rest:
        refusals.append(Refusal("unreadable rest", rest))
    if not found and not refusals:
        refusals.append(Refusal("no news item", "there is no news item in this JSON"))
    name = formats[0] if formats else "json"
    return Reading(name, tuple(reports), tuple(notices), tuple(entries), tuple(refusals))


def file_item(draft: Draft, item: Mapping[str, Any]) -> tuple[tuple[Received, ...], tuple[Notice, ...]]:
    """Decide whether an item is a report, a notice or both; say of a text without text that it is incomplete."""
    words = tuple(draft.others.get("operation", ()))
    return file_report(_judge_text(draft.finish(), item), words, words_of(item.get("type")))


def find_items(value: Any, where: str, refusals: list[Refusal], depth: int = 0) -> list[Found]:
    """Find the news items in a JSON value, and refuse what stands among them and is none.

    What an interface says around its items (who asked, how many there are) is no item and not refused.
    """
    if is_item(value):
        return [Found(value, where)]
    found: list[Found] = []
    if isinstance(value, list) and depth < _MOST_DEPTH:
        if len(value) > MOST_ITEMS:
            refusals.append(Refusal("too many items", f"{len(value):,} in one list; the first {MOST_ITEMS:,} are read"))
            value = value[:MOST_ITEMS]
        rows = [find_items(each, f"{where}, item {at}", refusals, depth + 1) for at, each in enumerate(value, 1)]
        found = [item for row in rows for item in row]
        if found or depth == 0:
            wrong = [(at, each) for at, (each, row) in enumerate(zip(value, rows, strict=True), 1) if not row]
            refusals.extend(_refuse(each, f"{where}, item {at}") for at, each in wrong)
    elif isinstance(value, Mapping) and depth < _MOST_DEPTH:
        for key, each in value.items():
            found.extend(find_items(each, f"{where}, {key}", refusals, depth + 1))
    if depth == 0 and not found and not refusals:
        refusals.append(_refuse(value, where))
    return found


def _refuse(value: Any, where: str) -> Refusal:
    if isinstance(value, Mapping):
        keys = ", ".join(list(value)[:6])
        return Refusal("no news item", f"an object without address and text: {keys}" if keys else "it is empty", where)
    return Refusal("no news item", f"{type(value).__name__} where an item should stand", where)


def is_item(value: Any) -> bool:
    """Tell a news item: an address beside a text or beside nothing but keys of the standard, or headline and body."""
    if not isinstance(value, Mapping):
        return False
    keys = {fold(key) for key, inner in value.items() if inner is not None}
    has_text = any(key in _TEXTS or key.startswith(("body", "headline", "description")) for key in keys)
    if "items" in keys and isinstance(value.get("items"), list) and "uri" not in keys:
        return False
    if keys & {"uri", "guid", "urn"}:
        return has_text or keys <= ALL_KEYS or {"type", "versioncreated"} <= keys
    has_body = any(key.startswith(("body", "articlehtml")) for key in keys)
    has_headline = bool(keys & {"headline", "headlines", "title"})
    return has_headline and (has_body or ("versioncreated" in keys and bool(keys & _IDS)) or "pubstatus" in keys)


def read_item(item: Mapping[str, Any], received: bytes, entries: list[Entry]) -> Draft:
    """Read one item of ninjs or of a dialect of it."""
    draft = Draft("ninjs", received)
    draft.values["format"] = None
    for key, value in item.items():
        if value is not None and value != "" and value != [] and value != {}:
            take_field(fold(key), key, value, draft)
    draft.values.pop("format", None)
    find_content(item, draft)
    take_media(item, draft)
    _take_associations(item, draft, entries)
    return draft


def _take_associations(item: Mapping[str, Any], draft: Draft, entries: list[Entry]) -> None:
    """Take the items that go with this one: pictures with their own rights; a text of its own is pointed to."""
    for key, value in item.items():
        if fold(key) != "associations":
            continue
        for other in objects_in(value):
            kind = words_of(other.get("type")).casefold()
            picture = read_picture(other)
            draft.keep("association", " ".join(filter(None, (kind, words_of(other.get("uri") or other.get("guid"))))))
            if picture is not None and (kind in _MEDIA or not kind):
                draft.pictures.append(picture)
            elif address := words_of(other.get("uri") or other.get("guid") or other.get("href")):
                inner = read_item(other, b"", entries)
                others = {name: tuple(words) for name, words in inner.others.items()}
                body = inner.body.text
                entries.append(
                    Entry(
                        address,
                        inner.values.get("headline"),
                        inner.values.get("published"),
                        inner.values.get("modified"),
                        inner.values.get("teaser"),
                        others=others | ({"body": (body,)} if body else {}),
                    )
                )


def _judge_text(report: Received, item: Mapping[str, Any]) -> Received:
    """Say of a text item that came without its text that it is incomplete, and where the text lies."""
    kind = words_of(item.get("type")).casefold()
    if report.body.text or kind in _MEDIA or kind == "composite":
        return report
    links = [word for word in report.others.get("rendition", ()) if "xml" in word or "html" in word or "text" in word]
    if not links and kind not in ("text", "story", "article"):
        return report
    reason = f"the text lies elsewhere: {links[0]}" if links else "a text item without text"
    return replace(report, completeness=Completeness(Verdict.INCOMPLETE, 0.0, (reason,)))
