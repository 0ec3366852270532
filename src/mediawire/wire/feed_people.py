"""Who wrote, as feeds write it: ``Name``, ``mail@example.org (Name)``, ``Name <mail@example.org>``, Atom persons."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from mediawire.wire.feed_names import key_of
from mediawire.wire.feed_text import one_line, plain_text

_MAIL = re.compile(r"[^\s<>()\"',;:@]{1,64}@[^\s<>()\"',;@]{1,250}")


class Person(NamedTuple):
    """A person or an office: name, e-mail address and home page as far as stated."""

    name: str | None = None
    mail: str | None = None
    url: str | None = None


def read_person(element: etree._Element) -> Person:
    """Read an author in whatever form the feed has."""
    if not len(element):
        return split_name(one_line(element.text or ""))
    parts = {key_of(child).rpartition(":")[2]: plain_text(child) for child in reversed(element)}
    if parts.keys() & {"name", "email", "uri", "url", "homepage"}:
        url = parts.get("uri") or parts.get("url") or parts.get("homepage")
        around = " ".join(filter(None, (element.text, *(child.tail for child in element))))
        named = split_name(parts.get("name") or one_line(around))
        return Person(named.name, parts.get("email") or named.mail, url or None)
    if "person" in parts:  # FOAF inside dc:creator
        return read_person(element[0])
    return split_name(one_line("".join(element.itertext())))


def split_name(words: str) -> Person:
    """Part a name from an e-mail address beside it; the address alone is no name."""
    found = _MAIL.search(words[:1000]) if "@" in words else None
    if not found:
        return Person(one_line(words) or None)
    rest = words[: found.start()].removesuffix("mailto:") + " " + words[found.end() :]
    name = one_line(re.sub(r"[<(\[]\s*[>)\]]|\bmailto:", " ", rest)).strip(" \"'-,;:")
    if (name.startswith("(") and name.endswith(")")) or (name.startswith("<") and name.endswith(">")):
        name = name[1:-1].strip()
    return Person(name or None, found[0])
