"""What a corpus gives back: reports as it has them, and the files that other tools may open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mediawire.report import Body, Report


class Facts(NamedTuple):
    """What is known of a report, its text apart."""

    id: str
    version: int
    versions: int
    outlet: str | None
    published: datetime | None
    headline: str | None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the corpus has it: ``version`` of ``versions``, the first text of an id being version 1."""

    id: str
    version: int
    versions: int
    outlet: str | None
    published: datetime | None
    headline: str | None
    url: str | None
    text: str

    def to_report(self) -> Report:
        """Return it as the value that a comparison takes."""
        return Report(Body(self.text), self.headline, published=self.published, outlet=self.outlet, url=self.url)


class Files(NamedTuple):
    """The texts for other tools: Parquet files, and the numbers in them that were removed."""

    texts: list[Path]
    removed: NDArray[np.uint32]
