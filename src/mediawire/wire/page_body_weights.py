"""The fitted tables by which the blocks of a page are judged.

They stand in ``page_body_weights.json``, written by ``python -m bench.fit_page_bodies``; the file says on what they
were fitted. It holds two models, each fitted on one half of the hosts: a page is judged by both, and what is measured
on the pages that they were fitted on is judged by the one that has not seen their host.
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
MODELS = tuple(read_weights(half) for half in _TABLE["halves"])
