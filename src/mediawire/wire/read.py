"""The one door over all formats: bytes in, reports, notices, entries and refusals out.

Foreign bytes are read in a worker process, which has little time and memory and can open nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime

from mediawire.wire.document import Document
from mediawire.wire.formats import read_document
from mediawire.wire.reading import Reading
from mediawire.wire.worker import read_apart


def read(
    data: bytes,
    url: str | None = None,
    content_type: str | None = None,
    *,
    article_links: str | None = None,
    apart: bool = True,
    now: datetime | None = None,
) -> Reading:
    """Read reports, notices and entries out of some bytes, whatever their format.

    The format is told by looking; ``url`` is where the bytes came from, and ``content_type`` what was stated of them.
    ``article_links`` is a CSS rule that finds the articles of a list page. Whatever is wrong with the bytes is a
    `Refusal` in the reading, never an error. They are read ``apart``, in a worker process; without it, in this one.
    ``now`` is when they were received, this moment where nothing is said: no time past its morrow is believed.
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        raise TypeError(f"data must be bytes, not {type(data).__name__}")
    document = Document(bytes(data), url, content_type, article_links, now or datetime.now(UTC))
    return read_apart(document) if apart else read_document(document)
