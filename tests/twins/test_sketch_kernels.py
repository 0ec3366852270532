"""The kernels that sketch texts, against slow twins: words as `scan` finds them, winnowing as the paper says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.reuse import fingerprint
from mediawire.reuse.constants import FINGERPRINT
from mediawire.text.tokens import scan

RUN, WINDOW = FINGERPRINT.run_words, 1 << FINGERPRINT.window_doublings
KernelsOf = Callable[[str], ModuleType]

texts = st.lists(
    st.text(st.sampled_from("ab cé 日\u0301ﬁА.\n\u200b"), max_size=60)
    | st.text(max_size=30, alphabet=st.characters(codec="utf-8")),
    max_size=5,
)
ids = st.lists(st.integers(0, 5), max_size=40)


def hash_run(run: Sequence[int]) -> int:
    """Hash words as the kernels do, in Python's own whole numbers."""
    value = len(run)
    for word in run:
        value = (value * 0x9E3779B97F4A7C15 + word) % 2**64
    value = (value ^ value >> 32) * 0xD6E8FEB86659FD93 % 2**64
    return value ^ value >> 32


def choose(words: Sequence[int]) -> list[int]:
    """Choose features as winnowing does: of each window of runs the smallest hash, each choice once."""
    if not words:
        return []
    size = min(RUN, len(words))
    hashes = [hash_run(words[at : at + size]) for at in range(len(words) - size + 1)]
    windows = [hashes[at : at + WINDOW] for at in range(max(1, len(hashes) - WINDOW + 1))]
    smallest = [min(window) for window in windows]
    return [one for at, one in enumerate(smallest) if at == 0 or one != smallest[at - 1]]


@given(texts)
@settings(deadline=None)
def test_words_are_those_of_scan(given_texts: list[str]) -> None:
    """From UTF-8 in a table, the same words at the same places as from a Python string."""
    expected = [scan(text) for text in given_texts]

    found = fingerprint.scan_all(pa.array(given_texts, pa.string()))

    assert np.diff(found.offsets).tolist() == [len(tokens) for tokens in expected]
    assert found.ids.tolist() == [one for tokens in expected for one in tokens.ids.tolist()]
    assert found.starts.tolist() == [one for tokens in expected for one in tokens.starts.tolist()]
    assert found.ends.tolist() == [one for tokens in expected for one in tokens.ends.tolist()]


@given(texts)
@settings(deadline=None)
def test_features_are_those_of_winnowing(given_texts: list[str]) -> None:
    """The features of a text are what the definition chooses of its words."""
    expected = [choose(scan(text).ids.tolist()) for text in given_texts]

    found = fingerprint.sketch(pa.array(given_texts, pa.string()))

    assert found.words.tolist() == [len(scan(text)) for text in given_texts]
    assert np.diff(found.offsets).tolist() == [len(features) for features in expected]
    assert found.hashes.tolist() == [one for features in expected for one in features]


@given(ids)
@settings(deadline=None, max_examples=50)
def test_winnow_equals_its_twin(kernels_of: KernelsOf, words: list[int]) -> None:
    """Compiled or run line by line, the kernel chooses what the definition says, and knows where it stands."""
    kernels = kernels_of("mediawire.reuse.sketch_kernels")
    array, room = np.array(words, np.uint64), np.empty(len(words) + 1, np.uint64)
    features, places = np.empty(len(words) + 2, np.uint64), np.empty(len(words) + 1, np.int32)

    end = kernels.winnow(array, len(words), room, features, 0)
    count = kernels.place_features(array, len(words), room, places)

    assert features[:end].tolist() == choose(words)
    assert room[:count].tolist() == choose(words)
    size = min(RUN, len(words))
    assert [hash_run(words[at : at + size]) for at in places[:count].tolist()] == choose(words)


@given(st.binary(max_size=40))
@settings(deadline=None)
def test_broken_utf8_is_read_to_its_end(kernels_of: KernelsOf, data: bytes) -> None:
    """Bytes that are no UTF-8 give code points all the same, and nothing beyond them is touched."""
    kernels = kernels_of("mediawire.reuse.sketch_kernels")
    room = np.full(len(data) + 4, 7, np.uint32)

    count = kernels.decode(np.frombuffer(data or b"\0", np.uint8), 0, len(data), room)

    assert count <= len(data)
    assert room[count:].tolist() == [7] * (len(room) - count)
    try:
        assert room[:count].tolist() == [ord(letter) for letter in data.decode("utf-8")]
    except UnicodeDecodeError:
        assert 0xFFFD in room[:count]


@pytest.mark.parametrize("gap", range(12))
def test_nine_equal_words_share_a_feature(gap: int) -> None:
    """Whatever stands around them, and wherever they stand, nine equal words in a row are found."""
    run = "seven hundred people crossed the river before the bridge fell"
    left = " ".join(f"left{at}" for at in range(gap)) + f" {run} " + " ".join(f"end{at}" for at in range(20))
    right = " ".join(f"other{at}" for at in range(17 - gap)) + f" {run}"

    features = fingerprint.sketch([left, right])

    assert set(features.hashes[: features.offsets[1]]) & set(features.hashes[features.offsets[1] :])


def test_slices_and_large_strings_are_read_where_they_lie() -> None:
    """A slice of a column, or a column of large strings, gives the features of its own texts."""
    column = pa.array(["One two three four five six seven eight.", None, "A b c d e f g h i j.", ""])

    whole, part = fingerprint.sketch(column), fingerprint.sketch(column.slice(2))
    large = fingerprint.sketch(column.cast(pa.large_string()))

    assert part.hashes.tolist() == whole.hashes[whole.offsets[2] :].tolist()
    assert large.hashes.tolist() == whole.hashes.tolist()
    assert whole.words.tolist() == [8, 0, 10, 0]
