"""The peers of the candidate stage: each reads a Parquet file of reports, finds pairs of copies and writes them.

Each is run as a process of its own (``bench.children``), in the way its own documentation has it, with the settings
under which it was found to do best (``bench.corpus_peers`` prints them). Where a library has a faster door for many
texts at once, that one is taken. What is not the peer's own work, the meeting of equal bands, is done by sorting in
numpy, which costs it next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Pairs = np.ndarray[Any, Any]
WORD = re.compile(rb"[a-z0-9_\x80-\xff]+")
MOST_IN_A_BAND = 200
"""A bucket of more reports than this is paired along a chain, or the pairs would outgrow the memory."""


def join_with_daft(reports: str, pairs: str) -> None:
    """Join by the MinHash of Daft: 64 hashes of 5-word runs, 16 bands of 4."""
    import daft
    from daft import col

    read = daft.read_parquet(reports).select("id", "text")
    made = read.select(col("id"), col("text").minhash(num_hashes=64, ngram_size=5)).to_arrow()
    hashes = made.column(1).combine_chunks().flatten().to_numpy().reshape(-1, 64)
    _write(pairs, _meet_in_bands(hashes.astype(np.uint64), 16), made.column(0))


def join_with_duckdb(reports: str, pairs: str) -> None:
    """Join fingerprints in SQL: 8-word runs, one in 8 kept, in at most 60 reports, two shared."""
    import duckdb

    link = duckdb.connect()
    link.execute("SET threads=2")
    link.execute(FINGERPRINTS.format(reports=reports))
    link.execute(
        f"""COPY (
            WITH rare AS (
                SELECT f.id, f.h FROM fingerprint f
                JOIN (SELECT h FROM fingerprint GROUP BY h HAVING count(*) BETWEEN 2 AND 60) USING (h)
            )
            SELECT x.id AS a, y.id AS b FROM rare x JOIN rare y ON x.h = y.h AND x.id < y.id
            GROUP BY x.id, y.id HAVING count(*) >= 2
        ) TO '{pairs}' (FORMAT parquet)"""
    )


FINGERPRINTS = """
    CREATE TABLE fingerprint AS
    WITH split AS (
        SELECT id, list_transform(string_split_regex(lower(text), '[^a-z0-9]+'), lambda x: hash(x)) AS w
        FROM read_parquet('{reports}')
    ), runs AS (
        SELECT id, unnest(w) AS a, unnest(w[2:]) AS b, unnest(w[3:]) AS c, unnest(w[4:]) AS d, unnest(w[5:]) AS e,
               unnest(w[6:]) AS f, unnest(w[7:]) AS g, unnest(w[8:]) AS i FROM split
    )
    SELECT DISTINCT id, hash(a, b, c, d, e, f, g, i) AS h FROM runs
    WHERE i IS NOT NULL AND hash(a, b, c, d, e, f, g, i) % 8 = 0
"""
"""Parallel unnests, and not slices of lists: 27 times faster."""


def join_with_rensa(reports: str, pairs: str) -> None:
    """Join by the R-MinHash of rensa: 128 hashes of 3-word runs, 32 bands, threshold .5."""
    from rensa import RMinHash, RMinHashLSH

    ids, texts = _read(reports)
    made = RMinHash.from_token_sets(map(_runs_of_three, texts), 128, 42)
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    index.insert_many(made)
    found = (
        (number, other)
        for number, others in enumerate(index.query_all(made))
        for other in others
        if number < other and made[number].jaccard(made[other]) >= 0.5
    )
    _write(pairs, np.fromiter(found, dtype=np.dtype((np.int64, 2))), ids)


def join_with_datasketch(reports: str, pairs: str) -> None:
    """Join by the MinHashLSH of datasketch: 128 hashes (xxhash) of 3-word runs, threshold .5."""
    import xxhash
    from datasketch import MinHash, MinHashLSH

    ids, texts = _read(reports)
    index = MinHashLSH(threshold=0.5, num_perm=128)
    made = list(MinHash.generator(map(_runs_of_three, texts), num_perm=128, hashfunc=xxhash.xxh32_intdigest))
    with index.insertion_session() as session:
        for number, sketch in enumerate(made):
            session.insert(number, sketch, check_duplication=False)
    found = (
        (number, other)
        for number, sketch in enumerate(made)
        for other in index.query(sketch)
        if number < other and sketch.jaccard(made[other]) >= 0.5
    )
    _write(pairs, np.fromiter(found, dtype=np.dtype((np.int64, 2))), ids)


def _read(reports: str) -> tuple[pa.ChunkedArray, list[bytes]]:
    """Return the ids and the texts in lower case, as the bytes that both libraries hash."""
    table = pq.read_table(reports, columns=["id", "text"])
    texts = pc.utf8_lower(table.column("text")).cast(pa.large_binary())
    return table.column("id"), texts.to_pylist()


def _runs_of_three(text: bytes) -> list[bytes]:
    """Return the 3-word runs of a text, each once; the text itself where it has fewer words."""
    words = WORD.findall(text)
    return list(set(map(b" ".join, zip(words, words[1:], words[2:], strict=False)))) or [text]


def _meet_in_bands(hashes: np.ndarray[Any, Any], bands: int) -> Pairs:
    """Pair the rows whose hashes agree in a band; hashes of (n, bands x rows)."""
    mixed = hashes.reshape(len(hashes), bands, -1)
    keys = np.zeros((len(hashes), bands), np.uint64)
    for row in range(mixed.shape[2]):
        keys = (keys ^ mixed[:, :, row]) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    found = [pair for band in range(bands) for pair in _meet(keys[:, band])]
    return np.unique(np.array(found, np.int64).reshape(-1, 2), axis=0)


def _meet(keys: np.ndarray[Any, Any]) -> Iterator[tuple[int, int]]:
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=~keys[order[:1]]))
    for start, end in zip(starts, [*starts[1:], len(keys)], strict=True):
        group = sorted(order[start:end].tolist())
        if 1 < len(group) <= MOST_IN_A_BAND:
            yield from ((one, other) for place, one in enumerate(group) for other in group[place + 1 :])
        elif len(group) > 1:
            yield from pairwise(group)


def _write(path: str, found: Pairs, ids: pa.ChunkedArray) -> None:
    names = ids.to_numpy()
    columns = found.reshape(-1, 2)
    pq.write_table(pa.table({"a": names[columns[:, 0]], "b": names[columns[:, 1]]}), path)
