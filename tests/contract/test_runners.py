"""Both runners give the same tables, at any number of partitions and in any order of the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mediawire.errors import InputError, NotText, OutputError
from mediawire.reuse.runner import Runner
from mediawire.reuse.tables import PARCELS

MakeRunner = Callable[[int], Runner]
Batches = Iterator[pa.RecordBatch]

TEXTS = pa.table(
    {"text": [f"the {kind} of the {place}" for kind in ("mayor", "court") for place in ("town", "Śląsk", "")]}
)
WORDS = pa.schema([("key", pa.int32()), ("word", pa.string()), ("count", pa.uint32())])
NUMBERS = pa.schema([("number", pa.int64())])
ODD = pa.schema(
    [
        pa.field("key", pa.int64(), nullable=False),
        pa.field("when", pa.timestamp("us", tz="UTC")),
        pa.field("edges", pa.list_(pa.struct([("from", pa.string()), ("share", pa.float32()), ("at", pa.uint32())]))),
        pa.field("load", pa.large_binary()),
    ]
)
FOUND = pa.schema([("partition", pa.int64()), ("numbers", pa.list_(pa.int64()))])


def split(_: int, batches: Batches) -> Batches:
    """Count the words of each batch."""
    for batch in batches:
        words = Counter(word for text in batch.column("text").to_pylist() for word in text.split())
        keys = [sum(word.encode()) for word in words]
        yield pa.record_batch([keys, list(words), list(words.values())], schema=WORDS)


def add_up(_: int, batches: Batches) -> Batches:
    """Add up the counts of each word, all of which are here."""
    counts: Counter[str] = Counter()
    for batch in batches:
        for row in batch.to_pylist():
            counts[row["word"]] += row["count"]
    yield pa.record_batch([[sum(word.encode()) for word in counts], list(counts), list(counts.values())], schema=WORDS)


def pass_on(_: int, batches: Batches) -> Batches:
    """Pass batches on."""
    yield from batches


def find(partition: int, batches: Batches) -> Batches:
    """Tell which numbers are in a partition."""
    numbers = [number for batch in batches for number in batch.column(0).to_pylist()]
    yield pa.record_batch([[partition], [numbers]], schema=FOUND)


def look_again(partition: int, batches: Batches) -> Batches:
    """Tell which numbers were in which partition, and which it is now."""
    for batch in batches:
        for row in batch.to_pylist():
            yield pa.record_batch([[0], [[partition, row["partition"], *row["numbers"]]]], schema=FOUND)


def make_parcels(partition: int, batches: Batches) -> Batches:
    """Make heavy rows for nine buckets of every number."""
    for batch in batches:
        for number in batch.column(0).to_pylist():
            loads = [bytes([number, bucket]) * 20_000 for bucket in range(9)]
            yield pa.record_batch([list(range(9)), loads], schema=PARCELS)


def weigh(_: int, batches: Batches) -> Batches:
    """Tell what the loads of each bucket are made of."""
    weights: Counter[str] = Counter()
    for batch in batches:
        for row in batch.to_pylist():
            assert len(set(row["load"])) <= 2
            weights[f"{row['bucket']} {row['load'][:2].hex()}"] += len(row["load"])
    yield pa.record_batch([[0] * len(weights), list(weights), list(weights.values())], schema=WORDS)


def refuse(_: int, batches: Batches) -> Batches:
    """Fail at the number 7."""
    for batch in batches:
        if 7 in batch.column(0).to_pylist():
            raise NotText("seven", "is no text")
        yield batch


def break_a_promise(_: int, batches: Batches) -> Batches:
    """Make another schema than was promised."""
    yield pa.record_batch([["seven"]], schema=pa.schema([("number", pa.string())]))


def numbers(count: int) -> pa.Table:
    """Return a table of numbers."""
    return pa.table([list(range(count))], schema=NUMBERS)


@pytest.mark.parametrize("partitions", [1, 3, 8])
def test_words_are_counted_alike(make_runner: MakeRunner, partitions: int) -> None:
    """The counts are those of a plain loop, wherever the texts lie and in whatever order they come."""
    runner = make_runner(partitions)
    turned = TEXTS.take(list(range(TEXTS.num_rows))[::-1])

    found = [
        runner.collect(runner.map(runner.shuffle(runner.map(runner.take(texts), split, WORDS), "key"), add_up, WORDS))
        for texts in (TEXTS, turned)
    ]

    honest = Counter(word for text in TEXTS["text"].to_pylist() for word in text.split())
    for table in found:
        assert table.schema == WORDS
        assert sorted(zip(table["word"].to_pylist(), table["count"].to_pylist(), strict=True)) == sorted(honest.items())


def test_a_partition_holds_all_rows_of_its_keys(make_runner: MakeRunner) -> None:
    """Equal keys meet, negative ones too, and each partition knows its number."""
    runner = make_runner(3)
    rows = runner.take(pa.table([[-2, -1, 0, 1, 2, 3, 7] * 3], schema=NUMBERS))

    found = runner.collect(runner.map(runner.shuffle(runner.map(rows, pass_on, NUMBERS), "number"), find, FOUND))

    assert {row["partition"]: sorted(row["numbers"]) for row in found.to_pylist()} == {
        0: [0, 0, 0, 3, 3, 3],
        1: [-2, -2, -2, 1, 1, 1, 7, 7, 7],
        2: [-1, -1, -1, 2, 2, 2],
    }


def test_heavy_rows_arrive_whole(make_runner: MakeRunner) -> None:
    """What is shuffled by reference is what was sent."""
    runner = make_runner(4)

    parcels = runner.map(runner.take(numbers(10)), make_parcels, PARCELS)
    found = runner.collect(runner.map(runner.shuffle(parcels, "bucket"), weigh, WORDS))

    expected = {f"{bucket} {bytes([number, bucket]).hex()}": 40_000 for bucket in range(9) for number in range(10)}
    assert dict(zip(found["word"].to_pylist(), found["count"].to_pylist(), strict=True)) == expected


def test_every_type_comes_through(make_runner: MakeRunner) -> None:
    """Times stay in UTC, unsigned stay unsigned, lists of structs and empty values stay what they are."""
    runner = make_runner(2)
    rows = [
        {
            "key": key,
            "when": datetime(2026, 3, 29, 2, 30, tzinfo=UTC) if key else None,
            "edges": [{"from": "ö", "share": 0.25, "at": 4_000_000_000}] if key else None,
            "load": b"\0" if key else None,
        }
        for key in range(3)
    ]
    table = pa.Table.from_pylist(rows, ODD)

    found = runner.collect(runner.shuffle(runner.map(runner.take(table), pass_on, ODD), "key"))

    assert found.sort_by("key").equals(table)


def test_rows_of_two_sources_meet(make_runner: MakeRunner) -> None:
    """Joined rows are all there; kept rows serve twice."""
    runner = make_runner(3)
    small = runner.keep(runner.map(runner.take(numbers(4)), pass_on, NUMBERS))
    large = runner.map(runner.take(numbers(9)), pass_on, NUMBERS)

    joined = runner.collect(runner.shuffle(runner.join(small, large), "number"))
    again = runner.collect(small)

    assert sorted(joined["number"].to_pylist()) == sorted([*range(4), *range(9)])
    assert sorted(again["number"].to_pylist()) == [*range(4)]


def test_partitions_keep_their_numbers(make_runner: MakeRunner) -> None:
    """A function meets the number of its own partition, whatever the rows are joined with afterwards or were before."""
    runner = make_runner(2)
    kept = runner.keep(runner.map(runner.take(numbers(2)), find, FOUND))
    joined = runner.join(kept, runner.map(runner.take(numbers(2)), find, FOUND))

    found = runner.collect(runner.map(joined, look_again, FOUND))

    assert sorted(row["numbers"] for row in found.to_pylist()) == [[0, 0, 0], [1, 1, 1], [2, 0, 0], [3, 1, 1]]


def test_partitions_without_rows_are_worked_on(make_runner: MakeRunner) -> None:
    """A function is called for each partition, also where it meets nothing."""
    runner = make_runner(3)

    found = runner.collect(runner.map(runner.shuffle(runner.take(numbers(1)), "number"), find, FOUND))

    assert sorted(row["numbers"] for row in found.to_pylist()) == [[], [], [0]]
    assert sorted(found["partition"].to_pylist()) == [0, 1, 2]


def test_a_file_gives_the_same_partitions_to_all(make_runner: MakeRunner, tmp_path: Path) -> None:
    """A partition is some row groups, in the order of the files, balanced by their bytes."""
    files = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    for at, file in enumerate(files):
        table = pa.table({"text": ["x"] * 40, "number": range(40 * at, 40 * at + 40)})
        pq.write_table(table, file, row_group_size=10)
    runner = make_runner(4)

    found = runner.collect(runner.map(runner.read(files, ["number"]), find, FOUND))

    expected = [{"partition": at, "numbers": [*range(20 * at, 20 * at + 20)]} for at in range(4)]
    assert sorted(found.to_pylist(), key=lambda row: row["partition"]) == expected


def test_nothing_comes_of_nothing(make_runner: MakeRunner) -> None:
    """No rows are no fault."""
    runner = make_runner(3)

    found = runner.collect(runner.map(runner.shuffle(runner.take(numbers(0)), "number"), pass_on, NUMBERS))

    assert found.schema == NUMBERS
    assert found.num_rows == 0


def test_tables_are_written_whole(make_runner: MakeRunner, tmp_path: Path) -> None:
    """The folder holds all rows; written again, it holds the new ones alone."""
    runner = make_runner(3)
    folder = tmp_path / "new" / "numbers"
    runner.write(runner.take(numbers(20)), folder)

    runner.write(runner.map(runner.take(numbers(10)), pass_on, NUMBERS), folder)

    assert sorted(pq.read_table(folder)["number"].to_pylist()) == [*range(10)]
    assert {file.suffix for file in folder.iterdir()} == {".parquet"}
    assert [path.name for path in folder.parent.iterdir()] == ["numbers"]


def test_a_function_that_fails_ends_the_job(make_runner: MakeRunner, tmp_path: Path) -> None:
    """Its error arrives as it was raised, and nothing is written."""
    runner = make_runner(3)
    rows = runner.take(numbers(20))

    with pytest.raises(NotText, match="seven: is no text"):
        runner.write(runner.map(rows, refuse, NUMBERS), tmp_path / "numbers")

    assert list(tmp_path.iterdir()) == []


def test_a_function_is_held_to_what_it_promised(make_runner: MakeRunner) -> None:
    """Rows of another schema are a fault of the plan, told at once and not three steps later."""
    runner = make_runner(1)

    with pytest.raises(ValueError, match="promised number: int64"):
        runner.collect(runner.map(runner.take(numbers(2)), break_a_promise, NUMBERS))


def test_what_is_no_table_is_not_written_over(make_runner: MakeRunner, tmp_path: Path) -> None:
    """A folder with other files is left as it is."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    runner = make_runner(1)

    with pytest.raises(OutputError, match="holds something else than tables"):
        runner.write(runner.take(numbers(2)), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_missing_column_is_named(make_runner: MakeRunner, tmp_path: Path) -> None:
    """Before anything runs, one line says what is missing where."""
    pq.write_table(numbers(3), tmp_path / "a.parquet")
    runner = make_runner(1)

    with pytest.raises(InputError, match=r"a\.parquet: has no column 'text'"):
        runner.read([tmp_path / "a.parquet"], ["number", "text"])
