"""Many pairs: one line of JSON each, in order, whatever happens to one of them."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest

from mediawire import batch
from mediawire.batch import Pair, Refused, compare_pair, compare_pairs, read_pairs
from mediawire.files import Text


def listed(text: str) -> Text:
    """Return a list of pairs as it is read from a file."""
    return Text(text, "UTF-8", "valid throughout")


def lengths(original: str, copy: str) -> Mapping[str, Any]:
    """Compare two texts by their lengths only; some texts break it, as bad ones might break ours."""
    if copy == "fail":
        raise ZeroDivisionError("a fault of ours")
    if copy == "fill":
        raise MemoryError
    if copy == "wait":
        time.sleep(60)
    if copy == "end":
        os._exit(9)
    return {"lengths": [len(original), len(copy)]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an original and some copies."""
    for name in ("original", "copy", "fail", "fill", "end", "wait"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_list_names_pairs_relative_to_its_folder() -> None:
    """Blank lines, comments and a header are skipped; a pair without a name has the number of its line."""
    text = "original\tcopy\tid\n\n# a comment\na.txt\tb.txt\tfirst\nc.txt\td.txt\n/e.txt\tf.txt\t\tmore\n"

    pairs = list(read_pairs(listed(text), Path("news")))

    assert pairs == [
        Pair("first", Path("news/a.txt"), Path("news/b.txt")),
        Pair("5", Path("news/c.txt"), Path("news/d.txt")),
        Pair("6", Path("/e.txt"), Path("news/f.txt")),
    ]


def test_a_list_has_a_line_where_a_line_ends_and_nowhere_else() -> None:
    """A name may hold marks that part lines or records elsewhere; Windows ends lines with two characters."""
    text = "a\u2028b\tc\u0085d\tone\x1cday\r\n\r\ne\tf\r\n"

    pairs = list(read_pairs(listed(text), Path()))

    assert pairs == [
        Pair("one\x1cday", Path("a\u2028b"), Path("c\u0085d")),
        Pair("3", Path("e"), Path("f")),
    ]


@pytest.mark.parametrize("text", ["a\tb\noriginal\tcopy\n", "original.txt\tcopy.txt\nc\td\n"])
def test_nothing_but_the_first_line_with_just_these_words_is_a_header(text: str) -> None:
    """No pair is lost because its files have telling names."""
    pairs = list(read_pairs(listed(text), Path()))

    assert [pair.id for pair in pairs] == ["1", "2"]


@pytest.mark.parametrize("line", ["one column", "\tno original", "no copy\t", "spaces instead of tabs"])
def test_a_line_without_two_files_is_refused_in_its_place(line: str) -> None:
    """The rest goes on."""
    broken, whole = read_pairs(listed(f"{line}\na\tb\n"), Path())

    assert isinstance(broken, Refused)
    assert (broken.id, broken.reason) == ("1", "broken line")
    assert isinstance(whole, Pair)


def test_a_pair_is_compared_and_told_how_it_was_read(folder: Path) -> None:
    """Each line carries its name and the encodings."""
    outcome = compare_pair(Pair("p", folder / "original", folder / "copy"), lengths)

    assert isinstance(outcome, dict)
    assert (outcome["id"], outcome["lengths"]) == ("p", [8, 4])
    assert outcome["read"]["copy"]["encoding"] == "UTF-8"


@pytest.mark.parametrize(
    ("copy", "reason"), [("missing", "no such file"), ("fail", "internal error"), ("fill", "out of memory")]
)
def test_what_goes_wrong_with_a_pair_is_its_outcome(folder: Path, copy: str, reason: str) -> None:
    """A missing file or a fault of ours ends no batch."""
    outcome = compare_pair(Pair("p", folder / "original", folder / copy), lengths)

    assert isinstance(outcome, Refused)
    assert (outcome.id, outcome.reason) == ("p", reason)
    assert set(outcome.to_dict()) == {"id", "error"}


def test_a_first_comparison_loads_nothing_that_no_kernel_uses_and_hides_it_from_nobody() -> None:
    """Whatever else is installed beside us, a command starts as fast, and later parts find it."""
    code = (
        "import sys\nfrom importlib.util import find_spec\nfrom mediawire.batch import STRANGERS, compare_texts\n"
        "installed = [find_spec(name) is not None for name in STRANGERS]\n"
        "compare_texts('The bridge is open.', 'The bridge is shut.')\n"
        "print([name for name in STRANGERS if name in sys.modules],"
        " installed == [find_spec(name) is not None for name in STRANGERS])"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)

    assert told.stdout == "[] True\n"


@pytest.mark.slow
def test_workers_give_the_same_as_one_process_in_the_same_order(folder: Path) -> None:
    """How many cores there are changes nothing but the time."""
    names = ("copy", "missing", "fail", "copy")
    pairs = [Pair(str(number), folder / "original", folder / names[number % 4]) for number in range(100)]

    abroad = list(compare_pairs(pairs, lengths, workers=2))

    assert abroad == list(compare_pairs(pairs, lengths, workers=1))


@pytest.mark.slow
def test_a_pair_that_ends_its_worker_is_refused_alone(folder: Path) -> None:
    """Its neighbours are compared all the same, and the order stays."""
    pairs = [Pair(str(number), folder / "original", folder / "copy") for number in range(batch.FEW + 3)]
    pairs[5] = Pair("5", folder / "original", folder / "end")

    outcomes = list(compare_pairs(pairs, lengths, workers=2))

    refused = [place for place, outcome in enumerate(outcomes) if isinstance(outcome, Refused)]
    assert (len(outcomes), refused) == (len(pairs), [5])
    assert outcomes[5] == Refused("5", batch.ENDED, "out of memory")


@pytest.mark.slow
def test_a_batch_that_is_left_ends_its_own_workers_only(folder: Path) -> None:
    """A process that the program around it has started goes on."""
    pairs = [Pair("first", folder / "original", folder / "copy")] * batch.CHUNK
    pairs += [Pair("later", folder / "original", folder / "wait")] * batch.FEW
    stranger = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    stranger.start()
    outcomes = compare_pairs(pairs, lengths, workers=2)
    next(iter(outcomes))
    workers = set(multiprocessing.active_children()) - {stranger}

    outcomes.close()

    ended = [bool(wait([worker.sentinel], 30)) for worker in workers]  # they are joined elsewhere, so not here
    assert ended
    assert all(ended)
    assert stranger.is_alive()
    stranger.kill()


def test_the_list_is_read_as_it_is_needed(folder: Path) -> None:
    """A list of millions is never held whole."""
    taken = []

    def endless() -> Any:
        for number in range(10**9):
            taken.append(number)
            yield Pair(str(number), folder / "original", folder / "copy")

    first = next(iter(compare_pairs(endless(), lengths, workers=1)))

    assert isinstance(first, dict)
    assert len(taken) <= batch.FEW
