"""Some reports of a corpus for the corpus-wide job: their features, and a file that it reads in place of all texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mediawire.corpus.snapshot import Snapshot
from mediawire.reuse import plan
from mediawire.reuse.fingerprint import Features, sketch
from mediawire.reuse.numbering import Numbering, number_reports
from mediawire.reuse.row_groups import unreadable
from mediawire.reuse.runner import Runner
from mediawire.reuse.tables import REPORTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

TEXTS_AT_ONCE = 1 << 12
ROWS_IN_A_GROUP = 1 << 10
OTHERS = [name for name in (*REPORTS.names, "version", "number") if name != "text"]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A state of a corpus as a job reads it: ``files`` hold its texts, and ``folder`` has room for more."""

    snapshot: Snapshot
    files: plan.Corpus
    numbering: Numbering
    folder: Path


@dataclass(frozen=True, slots=True, eq=False)
class Portion:
    """Some reports of a corpus: their numbers in the job, (n,) uint32, in the order in which they stand, and texts."""

    source: Source
    numbers: NDArray[np.uint32]
    texts: pa.ChunkedArray

    @classmethod
    def of(cls, source: Source, is_taken: NDArray[np.bool_]) -> Portion:
        """Read the texts of the reports that are taken."""
        numbers = np.flatnonzero(is_taken).astype(np.uint32)
        numbers = numbers[np.argsort(source.numbering.lasting[numbers])]  # neighbours stand in one page
        lasting = source.numbering.lasting[numbers].tolist()
        starts = range(0, len(lasting), TEXTS_AT_ONCE)
        chunks = [[source.snapshot.text_bytes(each) for each in lasting[at : at + TEXTS_AT_ONCE]] for at in starts]
        return cls(source, numbers, pa.chunked_array(chunks, pa.string()))

    def read_features(self) -> Features:
        """Return the features of the texts."""
        made = [sketch(chunk) for chunk in self.texts.chunks]
        sizes = np.concatenate([np.zeros(1, np.int64), *(np.diff(features.offsets) for features in made)])
        hashes = np.concatenate([np.empty(0, np.uint64), *(features.hashes for features in made)])
        words = np.concatenate([np.empty(0, np.uint32), *(features.words for features in made)])
        return Features(hashes, np.cumsum(sizes), words)

    def write(self, runner: Runner) -> tuple[plan.Corpus, Numbering]:
        """Write these reports into a file of their own, and return what a job reads then."""
        lasting = self.source.numbering.lasting[self.numbers]
        tables = [read_others(file, lasting) for file in self.source.files.files]
        found = pa.concat_tables(tables).sort_by("number").append_column("text", self.texts)
        with NamedTemporaryFile(dir=self.source.folder, suffix=".parquet", delete=False) as target:
            pq.write_table(found, target, compression="none", row_group_size=ROWS_IN_A_GROUP)
        corpus = plan.Corpus.of([Path(target.name)])
        return corpus, self.number(number_reports(runner, corpus.read(runner, *plan.NAMING)))

    def number(self, own: Numbering) -> Numbering:
        """Return the numbers that these reports have among all, for the partitions in which they are read."""
        order = np.argsort(own.lasting)
        numbers = np.empty(own.count, np.uint32)
        numbers[order] = self.numbers
        return replace(self.source.numbering, of_partition={at: numbers[each] for at, each in own.of_partition.items()})


def read_others(file: Path, lasting: NDArray[np.uint32]) -> pa.Table:
    """Read what a file says of some reports, their texts apart. `InputError` where it is damaged."""
    try:
        table = pq.read_table(file, columns=OTHERS)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(str(file), error) from error
    return table.filter(pc.is_in(table["number"], pa.array(lasting)))
