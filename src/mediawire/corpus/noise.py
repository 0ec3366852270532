"""What of a page its outlet prints on many pages, learned from a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from mediawire.corpus.asked import read_asked
from mediawire.corpus.asking import look_up
from mediawire.corpus.searchable import Searchable
from mediawire.report import Report, Span
from mediawire.reuse import suspect_kernels as kernels
from mediawire.reuse.constants import FINGERPRINT
from mediawire.reuse.suspects import tell_factors


def find_page_noise(corpus: Searchable, report: str | Report | Mapping[str, Any]) -> tuple[Span, ...]:
    """Return the pieces of a report that many reports of one outlet have, and few outlets: sorted and apart."""
    asked = read_asked(report)
    factors = tell_factors(look_up(corpus, asked, (), (None, None)))
    worth = np.empty(len(asked.words), np.float32)
    kernels.spread_worth(asked.places, FINGERPRINT.run_words, factors, worth)
    edges = np.flatnonzero(np.diff(worth == 0.0, prepend=False, append=False)).tolist()
    return tuple(
        Span(int(asked.starts[first]), int(asked.ends[last - 1]))
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    )
