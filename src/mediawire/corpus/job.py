"""What the corpus-wide job reads: the texts of a corpus, or reports in files.

Parquet that has the columns as they are wanted is read where it stands; anything else is gathered into one file first.
The files of a corpus are held by links of our own, so that a merge meanwhile takes nothing away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from mediawire.corpus.index import hash_ids
from mediawire.corpus.parts import strings
from mediawire.corpus.readers import list_files, read_reports
from mediawire.corpus.refused import GIVEN_BEFORE, Place, Refusals
from mediawire.corpus.rows import find_columns, find_twice
from mediawire.corpus.stored import Files
from mediawire.errors import OutputError
from mediawire.reuse import plan
from mediawire.reuse.row_groups import write_table
from mediawire.reuse.tables import REPORTS


def hold_files(files: Files, folder: Path) -> plan.Corpus:
    """Hold the texts of a corpus in a folder; those on another disk, where no link leads, are read where they stand."""
    held = [hold(file, folder / file.name) for file in files.texts]
    for other in set(folder.glob("*.parquet")) - set(held):
        other.unlink()
    return plan.Corpus.of(held, files.removed)


def hold(file: Path, link: Path) -> Path:
    """Link a file; files of a corpus never change, so that a link of this name may be there from an earlier run."""
    try:
        link.hardlink_to(file)
    except FileExistsError:
        return link
    except OSError:
        return file
    return link


def gather_files(
    source: Path, folder: Path, refused: Refusals, fields: Mapping[str, str], moved: Callable[[int], None]
) -> plan.Corpus:
    """Gather the reports of a file or folder into a file in ``folder``, unless it can be read as it is.

    What an earlier run gathered of the same source serves again, and what it refused is told again.
    """
    if not fields and is_ready(source):
        return plan.Corpus.of([source])
    gathered = folder / f"reports-{describe_source(source, fields)}.parquet"
    told = gathered.with_suffix(".refused")
    if gathered.exists() and told.exists():
        reasons, notes, refused.named = json.loads(told.read_bytes())
        refused.reasons.update(reasons)
        refused.notes.update(notes)
        return plan.Corpus.of([gathered])
    try:
        aside = gathered.with_suffix(".aside")
        batches = drop_repeated(read_reports([source], refused, fields, moved), str(source), refused)
        write_table(aside, batches, REPORTS)
        told.write_text(json.dumps([refused.reasons, refused.notes, refused.named]))
        aside.replace(gathered)
    except OSError as error:
        raise OutputError(str(gathered), f"cannot be written: {error.strerror or error}") from error
    return plan.Corpus.of([gathered])


def describe_source(source: Path, fields: Mapping[str, str]) -> str:
    """Name a source by all that its reports hang on: its files, their sizes and times, and how they are read."""
    files = [path for path, _ in list_files([source], Refusals()) if path is not None]
    facts = [(str(path.absolute()), path.stat().st_size, path.stat().st_mtime_ns) for path in files if path.exists()]
    return hashlib.sha256(json.dumps([facts, sorted(fields.items())]).encode()).hexdigest()[:16]


def describe_job(corpus: plan.Corpus) -> str:
    """Say all that the families of a corpus hang on, so that only what was made of the same is used again."""
    from mediawire.compiled import digest

    facts = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in corpus.files]
    return json.dumps([facts, hashlib.sha256(corpus.removed.tobytes()).hexdigest(), digest("reuse.plan")])


def drop_repeated(batches: Iterator[pa.RecordBatch], name: str, refused: Refusals) -> Iterator[pa.RecordBatch]:
    """Refuse reports whose id came before: a job needs to tell them apart."""
    seen: set[int] = set()
    for batch in batches:
        before = len(seen)
        hashes = hash_ids(*strings(batch.column("id"))).tolist()
        is_new = [each not in seen and (seen.add(each) or True) for each in hashes]  # type: ignore[func-returns-value]
        if len(seen) - before == batch.num_rows:
            yield batch
            continue
        mask = pa.array(is_new)
        for row in batch.filter(pc.invert(mask)).to_pylist():
            refused.refuse(Place(name), GIVEN_BEFORE, row, told=f"{GIVEN_BEFORE}: {row['id']}")
        yield batch.filter(mask)


def is_ready(source: Path) -> bool:
    """Tell whether a file is Parquet with the right columns, no text or id missing, and no id given twice."""
    if not source.is_file():
        return False
    try:
        with pq.ParquetFile(source) as file:
            if not has_columns(file.schema_arrow) or has_missing(file.metadata):
                return False
        ids = pq.read_table(source, columns=["id"]).column("id")
    except (OSError, pa.ArrowException):
        return False
    return bool(pc.count_distinct(ids, mode="all").as_py() == len(ids))


def has_columns(schema: pa.Schema) -> bool:
    """Tell whether the columns that would be read are those of REPORTS, in names and types."""
    columns = find_columns(schema.names, {})
    if find_twice(schema.names, columns) is not None:
        return False
    for field, names in columns._asdict().items():
        wanted = REPORTS.field(field)
        if not names and wanted.nullable:
            continue
        if names[:1] != (field,) or schema.field(field).type != wanted.type:
            return False
    return True


def has_missing(metadata: pq.FileMetaData) -> bool:
    """Tell whether an id or a text is missing, or may be."""
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            if column.path_in_schema in ("id", "text") and (
                column.statistics is None or column.statistics.null_count != 0
            ):
                return True
    return False


def make_folder(folder: Path) -> None:
    """Make the folder in which a job keeps what it needs again after an interruption."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(folder), f"cannot be written: {error.strerror or error}") from error
