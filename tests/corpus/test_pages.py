"""One value out of a Parquet column: the same as reading the whole column gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire import open_corpus
from mediawire.corpus import parts
from mediawire.corpus.durable import map_file
from mediawire.corpus.pages import list_pages, read_struct, unpack_page, value_at
from mediawire.corpus.parts import PART, cut, digest_texts, gather, pages_of, range_ends, text_bytes, write_part

texts = st.text(st.sampled_from("aé漢 \n"), max_size=30)
rows = st.lists(st.tuples(texts, st.none() | texts), min_size=1, max_size=60)


def make_batch(columns: list[tuple[str, str | None]]) -> pa.RecordBatch:
    """Make numbered reports of texts and headlines."""
    texts, headlines = (list(column) for column in zip(*columns, strict=True))
    count = len(texts)
    column = pa.array(texts, pa.string())
    return pa.RecordBatch.from_arrays(
        [
            pa.array([str(at) for at in range(count)]),
            pa.nulls(count, pa.string()),
            pa.nulls(count, PART.field("published").type),
            pa.array(headlines, pa.string()),
            pa.nulls(count, pa.string()),
            column,
            pa.array(np.arange(count), pa.uint32()),
            pa.array(np.ones(count), pa.uint32()),
            pa.array(list(map(bytes, digest_texts(column))), pa.binary(32)),
        ],
        schema=PART,
    )


@settings(max_examples=40)
@given(columns=rows, page_bytes=st.sampled_from([1, 64, 1 << 14]))
def test_every_value_is_read_alone(columns: list[tuple[str, str | None]], page_bytes: int) -> None:
    """Texts, and headlines of which some are missing, on pages of any size."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "part.parquet"
        patch.setattr(parts, "PAGE_BYTES", page_bytes)
        patch.setattr(parts, "GROUP_BYTES", 4_000)
        write_part(path, [make_batch(columns)])
        pages, data = pages_of(path, 100), map_file(path)

        read = [
            [read_value(data, pages[name], 100 + row, len(columns), nullable) for row in range(len(columns))]
            for name, nullable in (("text", False), ("headline", True), ("url", True))
        ]

    assert read[0] == [text for text, _ in columns]
    assert read[1] == [headline for _, headline in columns]
    assert read[2] == [None] * len(columns)


def read_value(data: object, pages: np.ndarray, row: int, count: int, nullable: bool) -> str | None:
    """Read a value by the pages of its column."""
    at = int(np.searchsorted(pages["row"], row, "right")) - 1
    end = int(pages["row"][at + 1]) if at + 1 < len(pages) else 100 + count
    start = int(pages["row"][at])
    value = value_at(unpack_page(data, pages[at], end - start, nullable), row - start)
    return None if value is None else bytes(value).decode()


def test_a_page_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A file that another tool wrote, with a dictionary, is not guessed at."""
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"text": ["a", "a"]}), path)
    column = pq.read_metadata(path).row_group(0).column(0)

    with pytest.raises(ValueError, match="not written here"):
        list_pages(map_file(path), column.dictionary_page_offset, column.total_compressed_size)


def test_all_kinds_of_fields_are_passed_over() -> None:
    """Headers of later versions of the format may hold fields that we do not know."""
    header = bytes([0x15, 0x02, 0x11, 0x12, 0x18, 2, 65, 66, 0x19, 0x25, 2, 4, 0x17, *range(8), 0x13, 9, 0x1C, 0, 0x00])

    fields, end = read_struct(header, 0)

    assert end == len(header)
    assert fields == {1: 1, 2: True, 3: False, 4: None, 5: None, 6: None, 7: None, 8: {}}


@given(st.lists(st.integers(0, 3 << 20), max_size=30), st.integers(1, 4 << 20))
def test_groups_hold_no_more_than_they_may(sizes: list[int], most: int) -> None:
    """Every text is in one group, and a very long one alone in its."""
    ends = range_ends(np.array(sizes, np.int64), most)

    groups = [sizes[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    assert [size for group in groups for size in group] == sizes
    assert all(group and (len(group) == 1 or (sum(group) <= most and max(group) < 1 << 20)) for group in groups)


@given(st.lists(st.integers(1, 7), max_size=9))
def test_batches_of_any_size_become_batches_of_one(counts: list[int]) -> None:
    """Small ones are put together, large ones are cut, and nothing is lost or moved."""
    whole = [make_batch([(f"{count} {at}", None) for at in range(count)]) for count in counts]

    gathered = list(gather(whole, 1_200))

    rows = [row for batch in gathered for row in batch.column("text").to_pylist()]
    assert rows == [f"{count} {at}" for count in counts for at in range(count)]
    assert all(batch.num_rows <= 4 for batch in gathered)
    assert sum(map(text_bytes, gathered)) == sum(map(len, rows))
    assert len(gathered) <= sum(counts) // 2 + 1


def test_an_empty_batch_is_no_group() -> None:
    """There is nothing to write."""
    groups = list(cut(make_batch([("a", None)]).slice(0, 0)))

    assert groups == []


def test_values_of_one_page_are_read_in_any_order(tmp_path: Path) -> None:
    """A page that was unpacked for an early row serves a later one, also the last page of a column with gaps."""
    corpus = open_corpus(tmp_path / "corpus")
    corpus.add(
        {"id": str(at), "text": f"Report {at} of the day.", "headline": f"H{at}" if at % 3 else None}
        for at in range(90)
    )

    found = [corpus.facts(number).headline for number in (5, 80, 0, 89, 41)]

    assert found == ["H5", "H80", None, "H89", "H41"]
