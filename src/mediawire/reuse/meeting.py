"""Links -> families: the last steps of the corpus-wide job, in which all reports of a family come together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mediawire.reuse import link_kernels as kernels
from mediawire.reuse.families import gather
from mediawire.reuse.linking import Meetings
from mediawire.reuse.links import Links
from mediawire.reuse.numbering import UNNUMBERED, column_of, name_reports, with_numbers
from mediawire.reuse.tables import FAMILIES, REPORTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEET = pa.schema(
    [
        pa.field("bucket", pa.int32()),
        pa.field("number", pa.uint32()),
        pa.field("other", pa.uint32()),
        pa.field("blocks", pa.list_(pa.int32())),
        *(pa.field(field.name, field.type) for field in REPORTS),
    ]
)
"""Reports with their texts, and links: a number, and what it is linked with. Only links have ``other``, ``blocks``."""


@dataclass(frozen=True, slots=True, eq=False)
class SendLinks:
    """Links -> rows of MEET, sent where their families meet."""

    meetings: Meetings

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield rows of MEET without texts."""
        for batch in batches:
            home = pa.array(self.meetings.of(batch.column("a").to_numpy()))
            known = {"bucket": home, "number": batch["a"], "other": batch["b"], "blocks": batch["blocks"]}
            yield fill(known, batch.num_rows)


@dataclass(frozen=True, slots=True, eq=False)
class SendReports:
    """Reports that have links -> rows of MEET, sent where their families meet: reads the corpus a last time."""

    numbers: dict[int, NDArray[np.uint32]]
    meetings: Meetings

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield rows of MEET with texts."""
        for batch, numbers in with_numbers(batches, self.numbers, partition):
            linked = (numbers != UNNUMBERED) & np.isin(numbers, self.meetings.numbers)
            if linked.any():
                kept = batch.filter(pa.array(linked))
                yield self.send(kept, numbers[linked])

    def send(self, batch: pa.RecordBatch, numbers: NDArray[np.uint32]) -> pa.RecordBatch:
        """Return reports as rows of MEET."""
        known = {field.name: column_of(batch, field.name, field.type) for field in REPORTS}
        known["headline"] = pc.coalesce(known["headline"], find_headlines(known["text"]))
        known |= {"id": name_reports(batch), "number": pa.array(numbers), "bucket": pa.array(self.meetings.of(numbers))}
        return fill(known, batch.num_rows)


def find_headlines(texts: pa.Array) -> pa.Array:
    """Return the headline that each text begins with: a short first line that ends no sentence; null where none is.

    See link_kernels.end_of_headline, which counts its words.
    """
    lines = pc.list_element(pc.split_pattern(texts, "\n", max_splits=1), 0)
    is_short = pc.less(pc.binary_length(lines), kernels.LONGEST_HEADLINE)
    ends_sentence = pc.match_substring_regex(lines, "[.!?]$")
    is_headline = pc.and_(pc.and_(pc.match_substring(texts, "\n"), is_short), pc.invert(ends_sentence))
    return pc.if_else(pc.and_(is_headline, pc.greater(pc.binary_length(lines), 0)), lines, pa.scalar(None, pa.string()))


def fill(known: dict[str, pa.Array], rows: int) -> pa.RecordBatch:
    """Return rows of MEET of which only some columns are known."""
    return pa.record_batch([known.get(field.name, pa.nulls(rows, field.type)) for field in MEET], MEET)


class Gather:
    """Reports and links that have met -> rows of FAMILIES."""

    def __call__(self, partition: int, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield families. Which families share a partition makes no difference."""
        met = pa.Table.from_batches(batches, MEET)
        is_link = met.column("other").is_valid()
        reports, linked = met.filter(pc.invert(is_link)), met.filter(is_link)
        if not linked.num_rows:
            return
        numbers = reports.column("number").to_numpy()
        order = np.argsort(numbers)
        reports = reports.take(pa.array(order)).select(REPORTS.names).cast(REPORTS)
        yield from gather(reports, read_links(linked, numbers[order])).cast(FAMILIES).to_batches()


def read_links(linked: pa.Table, numbers: NDArray[np.uint32]) -> Links:
    """Return links of rows: (n,) numbers of the reports, sorted, are what the links speak of."""
    order = np.lexsort((linked.column("other").to_numpy(), linked.column("number").to_numpy()))
    linked = linked.take(pa.array(order)).combine_chunks()
    a, b = (np.searchsorted(numbers, linked.column(name).to_numpy()).astype(np.int32) for name in ("number", "other"))
    blocks = linked.column("blocks").combine_chunks()
    if isinstance(blocks, pa.ChunkedArray):
        blocks = pa.concat_arrays(blocks.chunks)
    offsets = blocks.offsets.to_numpy().astype(np.int64)
    rows = blocks.values.to_numpy()[offsets[0] : offsets[-1]].reshape(-1, 5)
    return Links(a, b, (offsets - offsets[0]) // 5, rows)
