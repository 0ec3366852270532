"""What is tried: each reader, and what else looks at foreign bytes; each with the seeds that it is tried on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import NamedTuple

from mediawire.errors import InputError
from mediawire.wire.document import Document
from mediawire.wire.formats import FORMATS, read_document
from mediawire.wire.reading import Reading
from tests.fuzz.checking import check_reading
from tests.fuzz.seeds import ARCHIVES, FEEDS, MAILS, PAGE, TEXTS, seeds_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVERYTHING = (*FEEDS, *ARCHIVES, *MAILS, *TEXTS, *seeds_of(*{format.name for format in FORMATS}))


class Target(NamedTuple):
    """One thing that is tried: what it is called with, and the documents that are spoilt for it."""

    seeds: Sequence[bytes]
    run: Callable[[bytes], object]


def reader(name: str) -> Callable[[bytes], Reading | None]:
    """Return a reader that may raise nothing but `InputError`, and whose readings are checked."""

    def run(data: bytes) -> Reading | None:
        module, _, function = name.partition(":")
        try:
            reading: Reading = getattr(import_module(f"mediawire.wire.{module}"), function)(document(data))
        except InputError as error:
            assert str(error)
            return None
        check_reading(reading)
        return reading

    return run


def document(data: bytes) -> Document:
    """Make a document of some bytes."""
    return Document(data, "https://post.example/a/1", None, None, NOW)


def read_anything(data: bytes) -> Reading:
    """Read bytes through the door that tells the format."""
    reading = read_document(document(data))
    check_reading(reading)
    return reading


def read_charset(data: bytes) -> str:
    """Decode bytes; every one must give some text."""
    from mediawire.errors import NotText
    from mediawire.wire.charset import decode_bytes

    try:
        text = decode_bytes(data)
    except NotText as error:
        return str(error)
    assert isinstance(text.text, str) and text.encoding
    return text.text


def find_plain_notices(data: bytes) -> object:
    """Look for notices in a text."""
    from mediawire.text.notices import find_notices

    text = data.decode("utf-8", "replace")
    found = find_notices(text[:80] or None, text[80:120] or None, text, None, "en", NOW)
    assert all(0 <= notice.span.start <= notice.span.end <= len(text) for notice in found)
    return found


def clean_markup(data: bytes) -> object:
    """Clean markup twice: the second time changes nothing."""
    from mediawire.wire.clean import clean

    once = clean(data.decode("utf-8", "replace"))
    assert clean(once.html).html == once.html
    return once


def list_targets() -> dict[str, Target]:
    """List what can be tried here, by name."""
    targets = {"anything": Target(EVERYTHING, read_anything), "charset": Target(EVERYTHING, read_charset)}
    targets["notices"] = Target(TEXTS, find_plain_notices)
    own = {"archive": ARCHIVES, "feed": FEEDS, "mail": MAILS, "text": TEXTS}
    for format in FORMATS:
        seeds = own.get(format.name) or seeds_of(format.name) or (PAGE.encode(), *TEXTS)
        targets[format.reader.partition(":")[0]] = Target(seeds, reader(format.reader))
    targets["clean"] = Target((PAGE.encode(), *FEEDS), clean_markup)
    return {name: target for name, target in targets.items() if is_there(name)}


def is_there(name: str) -> bool:
    """Tell whether a module of `mediawire.wire` can be tried; what is none is tried anyway."""
    if name in ("anything", "charset", "notices"):
        return True
    try:
        import_module(f"mediawire.wire.{name}")
    except ModuleNotFoundError:
        return False
    return True
