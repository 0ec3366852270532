"""What a reader is given: bytes as received, and what was said about them on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

_FIRST_TAG = re.compile(rb"<(?![?!])\s*([A-Za-z_][\w.:-]*)")
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as received, the address they came from, and the content type that was stated.

    ``article_links`` is the CSS rule of a source by which the articles of a list page are found, where it has one.
    ``now`` is when the bytes were received, aware: what states to have been published after tomorrow is not believed.
    """

    data: bytes
    url: str | None = None
    content_type: str | None = None
    article_links: str | None = None
    now: datetime | None = None

    @property
    def media_type(self) -> str:
        """Return the stated type in small letters without its parameters: ``text/html``; empty where none."""
        return (self.content_type or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """Return the charset that the content type states."""
        message = Message()
        message["content-type"] = (self.content_type or "").replace("\r", " ").replace("\n", " ")
        stated = message.get_param("charset")
        return stated.strip(" \"'") or None if isinstance(stated, str) else None

    @property
    def head(self) -> bytes:
        """Return the first bytes, by which formats are told, with the zero bytes of UTF-16 and UTF-32 dropped."""
        return self.data[:HEAD_BYTES].replace(b"\0", b"")

    @property
    def first_tag(self) -> str:
        """Return the name of the first element without its prefix; empty where there is none."""
        found = _FIRST_TAG.search(self.head)
        return found[1].decode("ascii", "replace").rpartition(":")[2] if found else ""
