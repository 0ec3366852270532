"""The fitted tables by which the blocks of a page are judged.

They stand in ``page_body_weights.json``, written by ``python -m bench.fit_page_bodies``; the file says on what they
were fitted: all pages there are. What is measured on those pages is judged by models that have not seen their hosts;
these stand in ``bench/page_body_halves.json``, and no reader loads them.
"""

from __future__ import annotations

import json
from pathlib import Path

from mediawire.wire.page_judges import read_weights

FILE = Path(__file__).with_name("page_body_weights.json")
_TABLE = json.loads(FILE.read_text(encoding="utf-8"))  # at once: where pages are read, no file can be opened
FITTED_ON: str = _TABLE["fitted_on"]
LEAST_LIKELY: float = _TABLE["least_likely"]
"""A block is taken if it is at least so likely to belong to the article."""
MODEL = read_weights(_TABLE["model"])
