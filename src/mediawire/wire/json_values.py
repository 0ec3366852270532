"""JSON as agencies send it: one value, or several one after another; keys that come twice keep both values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from mediawire.errors import InputError
from mediawire.wire.draft import tidy


class NotJson(InputError):
    """The bytes are no JSON."""


def parse_json(data: bytes, name: str) -> tuple[list[Any], str | None]:
    """Parse JSON values that stand one after another; also say why the rest could not be read, if so.

    Raises `NotJson` where not even the first can be read.
    """
    text = _decode(data)
    decoder = json.JSONDecoder(object_pairs_hook=_keep_all, parse_int=_read_int, strict=False)
    values: list[Any] = []
    at = 0
    while True:
        while at < len(text) and text[at] in " \t\r\n,;\x1e\ufeff":
            at += 1
        if at >= len(text):
            break
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            why = "nested too deeply" if isinstance(error, RecursionError) else f"not JSON from character {at:,} on"
            if not values:
                raise NotJson(name, why) from None
            return values, why
        values.append(value)
    if not values:
        raise NotJson(name, "there is nothing in it")
    return values, None


def _decode(data: bytes) -> str:
    """Decode by the byte order mark or the zero bytes (RFC 4627, section 3); what is no UTF-8 is Windows-1252."""
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _keep_all(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object; a key that comes again keeps its value under a name of its own."""
    found: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for key, value in pairs:
        name = key
        while name in found:
            counts[key] = counts.get(key, 1) + 1
            name = f"{key} ({counts[key]})"
        found[name] = value
    return found


def _read_int(digits: str) -> int | str:
    """Read a whole number; one of thousands of digits stays the words it is."""
    return int(digits) if len(digits) <= 400 else digits


@lru_cache(4096)
def fold(key: str) -> str:
    """Fold a key so that ``versionCreated``, ``version_created`` and ``versioncreated`` are one."""
    return "".join(character for character in key.casefold() if character.isalnum())


def words_of(value: Any) -> str:
    """Return a value as words: of a list each on a line, of an object what it is called."""
    if isinstance(value, str):
        return tidy(value)
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return name_of_value(value)
    return "\n".join(filter(None, map(words_of, value))) if isinstance(value, list) else ""


def name_of_value(value: Mapping[str, Any]) -> str:
    """Return what an object is called: its name, else its code or address."""
    folded = {fold(key): inner for key, inner in value.items()}
    keys = ("name", "value", "label", "title", "literal", "code", "qcode", "uri", "href", "text")
    found = (folded.get(key) for key in keys)
    return next((tidy(str(word)) for word in found if isinstance(word, str | int) and tidy(str(word))), "")


def objects_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list, of an object of objects, or the object itself; words become objects with a name."""
    if isinstance(value, list):
        for inner in value:
            yield from objects_in(inner)
    elif isinstance(value, Mapping):
        if value and all(isinstance(inner, Mapping) for inner in value.values()):
            for key, inner in value.items():
                yield {"name": key, **inner}
        else:
            yield value
    elif words_of(value):
        yield {"name": words_of(value)}


def kept_words(value: Any) -> Iterable[str]:
    """Return a value to keep under its own name: words as they stand, the rest as JSON."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(inner, str) for inner in value):
        return tuple(value)
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")),)
