"""mediawire: a media wire whose promise can be checked.

``compare(original, copy)`` tells what a copy did to an original; ``open_corpus(folder)`` opens a corpus of reports,
which can be asked where a text comes from; ``read(data)`` tells what reports and notices some bytes hold. Names are
loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mediawire.corpus.corpus import Corpus, open_corpus
    from mediawire.corpus.families import Families
    from mediawire.report import Body, Report, Source, Span
    from mediawire.reuse.comparison import Comparison, compare
    from mediawire.wire.clean import clean
    from mediawire.wire.fetch import visit
    from mediawire.wire.read import read
    from mediawire.wire.reading import Reading

__all__ = [
    "Body",
    "Comparison",
    "Corpus",
    "Families",
    "Reading",
    "Report",
    "Source",
    "Span",
    "clean",
    "compare",
    "open_corpus",
    "read",
    "visit",
]

_HOMES = {
    "Body": "mediawire.report",
    "Comparison": "mediawire.reuse.comparison",
    "Corpus": "mediawire.corpus.corpus",
    "Families": "mediawire.corpus.families",
    "Reading": "mediawire.wire.reading",
    "Report": "mediawire.report",
    "Source": "mediawire.report",
    "Span": "mediawire.report",
    "clean": "mediawire.wire.clean",
    "compare": "mediawire.reuse.comparison",
    "open_corpus": "mediawire.corpus.corpus",
    "read": "mediawire.wire.read",
    "visit": "mediawire.wire.fetch",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
