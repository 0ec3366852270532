"""The fitted table by which the signs that a body is whole or cut are weighed.

It stands in ``completeness_weights.json``, written by ``python -m bench.fit_completeness``; the file says on what it
was fitted. Weights are logits, by the kind of a sign.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("completeness_weights.json")
_TABLE = json.loads(FILE.read_text(encoding="utf-8"))  # at once: where pages are read, no file can be opened
FITTED_ON: str = _TABLE["fitted_on"]
WEIGHTS: Mapping[str, float] = _TABLE["weights"]
INCOMPLETE_BELOW: float = _TABLE["incomplete_below"]
COMPLETE_FROM: float = _TABLE["complete_from"]
