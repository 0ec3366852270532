"""What a corpus answers to those who ask it: on disk or, in tests, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mediawire.corpus.stored import Facts


class Searchable(Protocol):
    """What a corpus answers. Reports go by number."""

    @property
    def outlets(self) -> NDArray[np.uint32]:
        """Return the outlet of each report, as a number; 0 where it is unknown."""

    @property
    def published(self) -> NDArray[np.int64]:
        """Return when each was published, in microseconds since 1970; UNKNOWN_TIME where it is unknown."""

    @property
    def words(self) -> NDArray[np.uint32]:
        """Return how many words each has."""

    def look_up(self, hashes: NDArray[np.uint64], cap: int) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
        """List the reports that hold features, and which feature each holds; of one feature at most ``cap``."""

    def text(self, number: int) -> str:
        """Return the text of a report."""

    def facts(self, number: int) -> Facts:
        """Return what else is known of a report."""

    def id_of(self, number: int) -> str:
        """Return the id of a report."""

    def numbers_of(self, id: str) -> Sequence[int]:
        """List the numbers of the versions of a report; none where the id is unknown."""
