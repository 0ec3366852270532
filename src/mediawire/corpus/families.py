"""The families of a corpus, as they were found: to go through, to look up, and as one table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse.family import Family

ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True, eq=False)
class Families:
    """The families of copies in a corpus, by name. ``table`` has them as rows of the schema FAMILIES."""

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[Family]:
        return read_families(self.table)

    def get(self, id: str) -> tuple[Family, ...]:
        """Return the families that a report belongs to, any version of it: none, one, or several for a round-up.

        >>> from mediawire.reuse.tables import FAMILIES
        >>> Families(FAMILIES.empty_table()).get("7")
        ()
        """
        members = self.table["members"].combine_chunks()
        ids = pc.struct_field(members.flatten(), "id")
        is_member = pc.or_(pc.equal(ids, id), pc.match_substring_regex(ids, f"^{re.escape(id)}@[0-9]+$"))
        rows = pc.unique(pc.list_parent_indices(members).filter(is_member))
        return tuple(read_families(self.table.take(rows)))


def read_families(table: pa.Table) -> Iterator[Family]:
    """Read rows of the schema FAMILIES, some at a time."""
    for batch in table.to_batches(ROWS_AT_ONCE):
        yield from map(Family.of_row, batch.to_pylist())
