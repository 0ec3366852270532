"""The peers of a trace: each builds an index of a Parquet file of reports, and answers texts with up to ten ids.

``build_with_NAME(reports, folder)`` and ``ask_NAME(folder, queries, answers)`` are each run as a process of their own.
Asking is timed inside, text by text, after the first hundred texts have warmed it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

WARMING = 100
ANSWERS = 10
Ask = Callable[[str], list[str]]


def build_with_tantivy(reports: str, folder: str) -> None:
    """Index the words of every text with tantivy."""
    import tantivy

    path = Path(folder)
    path.mkdir(parents=True)
    schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw").add_text_field("text")
    index = tantivy.Index(schema.build(), str(path))
    writer = index.writer(500_000_000, 2)
    for batch in pq.ParquetFile(reports).iter_batches(20_000, columns=["id", "text"]):
        for number, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            writer.add_document(tantivy.Document(id=str(number), text=text))
    writer.commit()
    writer.wait_merging_threads()


def ask_tantivy(folder: str, queries: str, answers: str) -> None:
    """Ask for more like a text: its 25 best terms by tf-idf, ranked by BM25."""
    import tantivy

    index = tantivy.Index.open(folder)
    searcher = index.searcher()

    def ask(text: str) -> list[str]:
        query = tantivy.Query.more_like_this_document_fields_query(
            index.schema, {"text": [text]}, max_query_terms=25, min_doc_frequency=1, min_term_frequency=1
        )
        found = searcher.search(query, ANSWERS).hits
        return [searcher.doc(address)["id"][0] for _, address in found]

    time_answers(ask, queries, answers)


def build_with_duckdb(reports: str, folder: str) -> None:
    """Write a table of fingerprints (8 words, one in 8 kept, in at most 60 reports), with an index."""
    import duckdb

    from bench.peer_joins import FINGERPRINTS

    Path(folder).mkdir(parents=True)
    link = duckdb.connect(str(Path(folder, "fingerprints.duckdb")))
    link.execute("SET threads=2")
    link.execute(FINGERPRINTS.format(reports=reports))
    link.execute(
        """CREATE TABLE rare AS SELECT id, h FROM fingerprint WHERE h IN
           (SELECT h FROM fingerprint GROUP BY h HAVING count(*) <= 60) ORDER BY h"""
    )
    link.execute("DROP TABLE fingerprint")
    link.execute("CREATE INDEX by_hash ON rare (h)")
    link.execute("CHECKPOINT")


def ask_duckdb(folder: str, queries: str, answers: str) -> None:
    """Ask the table of fingerprints for reports that share two or more, the most first."""
    import duckdb

    link = duckdb.connect(str(Path(folder, "fingerprints.duckdb")), read_only=True)
    link.execute("SET threads=1")
    hashes = f"SELECT list(DISTINCT h) FROM ({FINGERPRINTS_OF_ONE})"
    shared = "SELECT id FROM rare WHERE h IN ({}) GROUP BY id HAVING count(*) >= 2 ORDER BY count(*) DESC, id LIMIT 10"

    def ask(text: str) -> list[str]:
        row = link.execute(hashes, [text]).fetchone()
        if row is None or not row[0]:
            return []
        return [str(each[0]) for each in link.execute(shared.format(",".join(map(str, row[0])))).fetchall()]

    time_answers(ask, queries, answers)


FINGERPRINTS_OF_ONE = """
    WITH split AS (
        SELECT list_transform(string_split_regex(lower(?), '[^a-z0-9]+'), lambda x: hash(x)) AS w
    ), runs AS (
        SELECT unnest(w) AS a, unnest(w[2:]) AS b, unnest(w[3:]) AS c, unnest(w[4:]) AS d, unnest(w[5:]) AS e,
               unnest(w[6:]) AS f, unnest(w[7:]) AS g, unnest(w[8:]) AS i FROM split
    )
    SELECT hash(a, b, c, d, e, f, g, i) AS h FROM runs
    WHERE i IS NOT NULL AND hash(a, b, c, d, e, f, g, i) % 8 = 0
"""


def time_answers(ask: Ask, queries: str, answers: str) -> None:
    """Answer the texts of a JSON file, and write the answers with the CPU and the wall seconds that each took."""
    texts = json.loads(Path(queries).read_text(encoding="utf-8"))
    for text in texts[:WARMING]:
        ask(text)
    rows = []
    for text in texts:
        began, began_wall = time.process_time(), time.perf_counter()
        found = ask(text)
        rows.append((found, time.process_time() - began, time.perf_counter() - began_wall))
    Path(answers).write_text(json.dumps(rows), encoding="utf-8")
