from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mediawire.errors import InputError, OutputError
from mediawire.reuse.checkpoint import Checkpoint
from mediawire.reuse.local import LocalRows, LocalRunner, UsedUp
from mediawire.reuse.tables import PARCELS

Batches = Iterator[pa.RecordBatch]

NUMBERS = pa.schema([("number", pa.int64())])
SUMS = pa.schema([("bucket", pa.int64()), ("sum", pa.int64())])
LOAD = 50_000


def numbers(count: int = 16) -> pa.Table:
    """Return a table of numbers."""
    return pa.table([list(range(count))], schema=NUMBERS)


def make_parcels(_: int, batches: Batches) -> Batches:
    """Make heavy rows of every number, for five buckets."""
    for batch in batches:
        for number in batch.column(0).to_pylist():
            loads = [np.full(LOAD, number + bucket, np.uint8).tobytes() for bucket in range(5)]
            yield pa.record_batch([list(range(5)), loads], schema=PARCELS)


def add_up(_: int, batches: Batches) -> Batches:
    """Add up the loads of each bucket."""
    sums: Counter[int] = Counter()
    for batch in batches:
        for bucket, load in zip(batch.column(0).to_pylist(), batch.column(1), strict=True):
            sums[bucket] += int(np.frombuffer(load.as_buffer(), np.uint8).sum())
    yield pa.record_batch([list(sums), list(sums.values())], schema=SUMS)


def run(runner: LocalRunner) -> list[dict[str, int]]:
    """Run a small job with a shuffle of heavy rows."""
    parcels = runner.map(runner.take(numbers()), make_parcels, PARCELS, "making")
    sums = runner.map(runner.shuffle(parcels, "bucket"), add_up, SUMS, "adding")
    return runner.collect(sums).sort_by("bucket").to_pylist()


EXPECTED = [{"bucket": bucket, "sum": LOAD * sum(number + bucket for number in range(16))} for bucket in range(5)]


@pytest.mark.parametrize("memory_bytes", [0, LOAD * 40, 1 << 30])
def test_what_finds_no_room_goes_to_the_disk(tmp_path: Path, memory_bytes: int) -> None:
    """The result is the same under any budget; only where the memory is too small, files are written."""
    with LocalRunner(memory_bytes, threads=2, folder=tmp_path, partitions=4) as runner:
        found = run(runner)

        assert found == EXPECTED
        assert (runner.store.spilled_bytes > 0) == (memory_bytes < 1 << 30)
    assert list(tmp_path.iterdir()) == []


def test_rows_are_freed_as_they_are_used(tmp_path: Path) -> None:
    """When the job is done, all room has been given back."""
    with LocalRunner(1 << 30, threads=2, folder=tmp_path, partitions=4) as runner:
        before = runner.store.room.free

        run(runner)

        assert runner.store.room.claim(before)


def test_light_rows_are_spilled_as_well(tmp_path: Path) -> None:
    """A shuffle of light rows without any memory loses none."""
    with LocalRunner(0, threads=2, folder=tmp_path, partitions=7) as runner:
        found = runner.shuffle(runner.take(numbers(10_000)), "number")

        assert sorted(runner.collect(found)["number"].to_pylist()) == [*range(10_000)]
        assert runner.store.spilled_bytes > 0


def test_rows_that_are_not_kept_serve_once() -> None:
    """A plan that uses rows twice without keeping them is told so."""
    with LocalRunner(threads=1, partitions=1) as runner:
        rows = runner.take(numbers())
        runner.collect(rows)

        with pytest.raises(UsedUp):
            runner.collect(rows)


@pytest.mark.parametrize(
    ("table", "why"), [(pa.table({"word": ["a"]}), "integer"), (pa.table({"word": [1, None]}), "gaps")]
)
def test_rows_are_shuffled_by_whole_integers(table: pa.Table, why: str) -> None:
    """Another key, or a missing one, is a fault of the plan."""
    with LocalRunner(threads=1, partitions=2) as runner, pytest.raises(ValueError, match=why):
        runner.shuffle(runner.take(table), "word")


def test_a_failure_leaves_no_files_and_stops_the_rest(tmp_path: Path) -> None:
    """Partitions that have not begun are not begun."""
    begun: list[int] = []

    def fail(partition: int, batches: Batches) -> Batches:
        begun.append(partition)
        if partition == 0:
            raise ZeroDivisionError
        yield from batches

    with (
        LocalRunner(0, threads=1, folder=tmp_path, partitions=16) as runner,
        pytest.raises(ZeroDivisionError),
    ):
        runner.map(runner.take(numbers()), fail, NUMBERS)

    assert len(begun) < 16
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent otherwise")
def test_an_interrupt_leaves_no_files(tmp_path: Path) -> None:
    """Ctrl-C in the midst of a step ends the process and removes what it had put aside."""
    script = """
import sys, time
from pathlib import Path
import pyarrow as pa
from mediawire.reuse.local import LocalRunner

def wait(partition, batches):
    yield from batches
    print("begun", flush=True)
    time.sleep(0.2)
    yield from ()

table = pa.table({"number": list(range(500))})
with LocalRunner(0, threads=2, folder=Path(sys.argv[1]), partitions=500) as runner:
    runner.map(runner.take(table), wait, table.schema)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)

    assert process.returncode != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_gets_one_line(tmp_path: Path) -> None:
    """A read-only place for what finds no room is named, with the reason."""
    tmp_path.chmod(0o500)

    with LocalRunner(0, threads=1, folder=tmp_path, partitions=2) as runner, pytest.raises(OutputError, match="denied"):
        runner.shuffle(runner.take(numbers()), "number")


def test_a_missing_folder_gets_one_line(tmp_path: Path) -> None:
    """A place for what finds no room that is not there is named, with the reason."""
    with (
        LocalRunner(0, threads=1, folder=tmp_path / "nowhere", partitions=2) as runner,
        pytest.raises(OutputError, match="nowhere: cannot be written: No such file"),
    ):
        runner.shuffle(runner.take(numbers()), "number")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """What is no Parquet is refused with its name."""
    (tmp_path / "a.parquet").write_bytes(b"no table")

    with LocalRunner(threads=1) as runner, pytest.raises(InputError, match=r"a\.parquet: cannot be read"):
        runner.read([tmp_path / "a.parquet"], ["text"])


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    """The folder of the last run stays until the new one is whole."""
    folder = tmp_path / "tables"
    with LocalRunner(threads=1, partitions=2) as runner:
        runner.write(runner.take(numbers()), folder)
        gone = runner.take(numbers())
        runner.collect(gone)

        with pytest.raises(UsedUp):
            runner.write(gone, folder)

    assert pq.read_table(folder).equals(numbers())
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


class Interrupted(Exception):
    """The power of the test's imagination."""


class Job:
    """A job of three named steps that counts its calls, and breaks off where it is told to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls: list[str] = []
        self.breaks_at = ""
        self.lock = threading.Lock()

    def note(self, call: str) -> None:
        """Count a call, or break off."""
        with self.lock:
            if call == self.breaks_at:
                raise Interrupted
            self.calls.append(call)

    def step(self, name: str, function: object) -> object:
        """Return a function that notes its calls."""

        def noted(partition: int, batches: Batches) -> Batches:
            self.note(f"{name} {partition}")
            yield from function(partition, batches)

        return noted

    def run(self, settings: str = "k 5") -> list[dict[str, int]]:
        """Run the job; the sums are used twice."""
        self.calls.clear()
        with LocalRunner(1 << 30, 1, partitions=4, checkpoint=Checkpoint(self.folder, settings)) as runner:
            parcels = runner.map(runner.take(numbers()), self.step("make", make_parcels), PARCELS, "making parcels")
            parcels = runner.map(parcels, self.step("look", lambda _, batches: batches), PARCELS)
            sums = runner.shuffle(runner.shuffle(parcels, "bucket"), "bucket")
            sums = runner.keep(runner.map(sums, self.step("add", add_up), SUMS, "adding"))
            again = runner.map(sums, self.step("pass", lambda _, batches: batches), SUMS, "passing")
            assert runner.collect(again).equals(runner.collect(sums))
            return runner.collect(sums).sort_by("bucket").to_pylist()


@pytest.mark.parametrize("place", ["make 0", "make 2", "look 1", "add 0", "add 3", "pass 0", "pass 2"])
def test_an_interrupted_job_goes_on_where_it_stopped(tmp_path: Path, place: str) -> None:
    """What was made is not made again, and the result is the same."""
    job = Job(tmp_path / "kept")
    job.breaks_at = place
    with pytest.raises(Interrupted):
        job.run()
    made = {call for call in job.calls if not call.startswith("look")}
    job.breaks_at = ""

    found = job.run()

    assert found == EXPECTED
    assert not made & set(job.calls)
    assert place in job.calls
    assert not (tmp_path / "kept").exists()


def test_rows_that_were_made_into_others_are_not_kept(tmp_path: Path) -> None:
    """The disk holds no more than what the next step needs."""
    job = Job(tmp_path / "kept")
    job.breaks_at = "pass 0"

    with pytest.raises(Interrupted):
        job.run()

    assert not [*tmp_path.glob("kept/*/01-making-parcels/*.arrow")]
    assert len([*tmp_path.glob("kept/*/02-adding/*.arrow")]) == 4


def test_another_job_begins_anew(tmp_path: Path) -> None:
    """With other settings or files, nothing of the interrupted run is used, and it is removed."""
    job = Job(tmp_path / "kept")
    job.breaks_at = "add 0"
    with pytest.raises(Interrupted):
        job.run()
    job.breaks_at = "add 1"

    with pytest.raises(Interrupted):
        job.run("k 3")

    assert "make 0" in job.calls
    assert len([*(tmp_path / "kept").iterdir()]) == 1


def test_partitions_follow_the_size_where_nobody_says() -> None:
    """Small rows stay together; large ones are cut."""
    with LocalRunner(threads=1) as runner:
        small, large = runner.count_for(1000), runner.count_for(10 << 30)

        assert small == 1
        assert large > 100


def test_a_whole_machine_is_used_where_nobody_says() -> None:
    """The defaults are what this machine has."""
    with LocalRunner() as runner:
        assert runner.threads >= 1
        assert runner.store.room.free > 100 << 20
        assert isinstance(runner.take(numbers()), LocalRows)


def test_partitions_are_the_same_whichever_columns_are_read(tmp_path: Path) -> None:
    """What a first reading numbered, a second reading of other columns finds at its place."""
    texts = [chr(97 + number) * 1000 if number < 20 else "" for number in range(40)]
    pq.write_table(pa.table({"number": range(40), "text": texts}), tmp_path / "a.parquet", 10, use_dictionary=False)

    with LocalRunner(threads=1, partitions=3) as runner:
        numbered, read = (runner.read([tmp_path / "a.parquet"], [name]) for name in ("number", "text"))

        assert [len(partition) for partition in numbered.partitions] == [1, 3]
        assert numbered.partitions == read.partitions
