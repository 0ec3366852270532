"""A corpus on disk, as those who use it see it: what goes in comes out, under its id and by what it says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import mediawire
from mediawire.corpus.adding import Added
from mediawire.corpus.corpus import Corpus, open_corpus, rebuild_corpus
from mediawire.corpus.index import UNKNOWN_TIME
from mediawire.corpus.refused import Refusals
from mediawire.errors import InputError
from mediawire.report import Body, Report
from mediawire.reuse.fingerprint import sketch
from tests.corpus.made_texts import find, write_row, write_text

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def test_the_door_opens_a_corpus(folder: Path) -> None:
    """The package gives the corpus by name."""
    corpus = mediawire.open_corpus(folder)

    assert isinstance(corpus, mediawire.Corpus)


def test_a_report_comes_out_as_it_went_in(corpus: Corpus) -> None:
    """All that is known of it is kept."""
    row = write_row(1, outlet="Harbour Post", published=NOON, headline="Ferry late", url="https://harbour.test/1")

    corpus.add([row])

    report = corpus.get("report-1")
    assert report is not None
    assert (report.id, report.version, report.versions) == ("report-1", 1, 1)
    assert (report.outlet, report.published, report.headline) == ("Harbour Post", NOON, "Ferry late")
    assert (report.url, report.text) == ("https://harbour.test/1", row["text"])
    assert report.to_report().body.text == row["text"]


def test_what_is_not_known_stays_unknown(corpus: Corpus) -> None:
    """Nothing is made up for a field that is missing, also beside reports that have it."""
    corpus.add([write_row(1), write_row(2, outlet="Post", headline="Late", published=NOON, url="u"), write_row(3)])

    report = corpus.get("report-3")

    assert report is not None
    assert (report.outlet, report.published, report.headline, report.url) == (None, None, None, None)


def test_a_report_that_is_added_is_found_by_what_it_says(corpus: Corpus) -> None:
    """It can be searched as soon as the call is back."""
    corpus.add([write_row(seed) for seed in range(5)])

    found = find(corpus, write_text(3))

    assert found == {"report-3"}


def test_the_same_again_is_no_change(corpus: Corpus) -> None:
    """An id with a text that it has is left alone."""
    corpus.add([write_row(1), write_row(2)])

    added = corpus.add([write_row(2), write_row(3)])

    assert added == Added(added=1, unchanged=1)
    assert len(corpus) == 3


def test_another_text_is_a_new_version(corpus: Corpus) -> None:
    """Every version can be had and found; the latest one is what the id stands for."""
    corpus.add([write_row(1)])

    added = corpus.add([write_row(1, text=write_text(11))])

    assert added == Added(changed=1)
    assert [(report.version, report.text) for report in corpus.versions("report-1")] == [
        (1, write_text(1)),
        (2, write_text(11)),
    ]
    assert corpus.get("report-1") == corpus.versions("report-1")[1]
    assert corpus.get("report-1", version=1) == corpus.versions("report-1")[0]
    assert find(corpus, write_text(1)) == find(corpus, write_text(11)) == {"report-1"}
    assert len(corpus) == 1


def test_a_text_that_a_report_had_before_is_no_new_version(corpus: Corpus) -> None:
    """An import that was interrupted between two versions can be run again from its start."""
    rows = [write_row(1), write_row(1, text=write_text(11))]
    corpus.add(rows)

    added = corpus.add(rows)

    assert added == Added(unchanged=2)


def test_an_id_twice_in_one_call_becomes_versions_in_order(corpus: Corpus) -> None:
    """What comes later is later; what comes twice counts once."""
    texts = [write_text(1), write_text(2), write_text(1), write_text(3)]

    added = corpus.add([{"id": "a", "text": text} for text in texts])

    assert added == Added(added=1, changed=2, unchanged=1)
    assert [report.text for report in corpus.versions("a")] == [texts[0], texts[1], texts[3]]


def test_a_removed_report_is_gone_with_its_versions(corpus: Corpus) -> None:
    """It is found neither by its id nor by what it said."""
    corpus.add([write_row(1), write_row(2), write_row(1, text=write_text(11))])

    count = corpus.remove(["report-1", "report-9"])

    assert count == 1
    assert (len(corpus), corpus.get("report-1"), corpus.versions("report-1")) == (1, None, [])
    assert "report-1" not in corpus
    assert "report-2" in corpus
    assert find(corpus, write_text(1)) == find(corpus, write_text(11)) == set()


def test_a_removed_report_may_come_again(corpus: Corpus) -> None:
    """It begins with version 1, and under a new number."""
    corpus.add([write_row(1)])
    corpus.remove("report-1")

    added = corpus.add([write_row(1)])

    assert added == Added(added=1)
    assert corpus.numbers_of("report-1") == [1]


def test_a_removed_number_is_no_report(corpus: Corpus) -> None:
    """Whoever asks by a number that was removed, or never given, is told so."""
    corpus.add([write_row(1), write_row(2)])
    corpus.remove("report-1")

    for number in (0, 2, -1):
        for ask in (corpus.text, corpus.text_bytes, corpus.facts, corpus.id_of):
            with pytest.raises(KeyError):
                ask(number)


def test_nothing_is_in_an_empty_corpus(corpus: Corpus) -> None:
    """It answers all that can be asked."""
    numbers, which = corpus.look_up(np.array([1, 2, 3], np.uint64))

    assert (len(corpus), corpus.get("a"), corpus.remove("a")) == (0, None, 0)
    assert (numbers.size, which.size, corpus.outlets.size) == (0, 0, 0)
    assert corpus.count_postings(np.array([1], np.uint64)).tolist() == [0]
    assert corpus.files().texts == []
    assert corpus.add([]) == Added()
    assert corpus.check() == ()
    corpus.merge(everything=True)


def test_reports_without_an_id_are_known_by_their_address(corpus: Corpus) -> None:
    """A `Report` has no id: its address is one."""
    corpus.add([Report(Body(write_text(1)), "Late", url="https://harbour.test/1"), Report.of(write_text(2))])

    report = corpus.get("https://harbour.test/1")

    assert report is not None
    assert report.headline == "Late"
    assert len(corpus) == 2


def test_one_report_alone_may_be_given(corpus: Corpus) -> None:
    """Nobody has to put brackets around it."""
    added = corpus.add(Report.of(write_text(1))) + corpus.add(write_row(2))

    assert added == Added(added=2)


def test_a_string_is_no_reports(corpus: Corpus) -> None:
    """A path given by mistake is not read letter by letter."""
    with pytest.raises(InputError, match="and no string"):
        corpus.add("reports.jsonl")


def test_a_table_goes_in_as_it_is(corpus: Corpus) -> None:
    """Arrow tables, batches and streams of them, with columns missing or of a kindred type."""
    table = pa.table({"id": pa.array([1, 2, 3]), "text": pa.array([write_text(seed) for seed in range(3)])})

    added = [
        corpus.add(table.slice(0, 1)),
        corpus.add(table.to_batches()),
        corpus.add(pa.RecordBatchReader.from_batches(table.schema, table.slice(1).to_batches())),
    ]

    assert added == [Added(added=1), Added(added=2, unchanged=1), Added(unchanged=2)]
    assert corpus.text(corpus.numbers_of("3")[0]) == write_text(2)


def test_rows_of_a_table_that_are_no_reports_are_refused(corpus: Corpus) -> None:
    """Each is named with its reason, and the rest goes in."""
    ids, texts = ["a", None, "c", "d", "e"], [write_text(1), write_text(2), None, " \n\t", write_text(5)]
    broken = pa.array([b"fine", b"broken \xff"]).view(pa.string())
    refused = Refusals()

    added = corpus.add(pa.table({"id": ids, "text": texts}), refused)
    added += corpus.add(pa.table({"id": ["f", "g"], "text": broken}), refused)

    assert added == Added(added=3, refused=4)
    assert refused.reasons == {"no id": 1, "no text": 2, "text or id is no valid Unicode": 1}
    assert refused.named[0] == "reports, row 2: no id"


def test_a_table_without_texts_is_refused_whole(corpus: Corpus) -> None:
    """The column that is missing, or cannot be what it is called, is named."""
    with pytest.raises(InputError, match="reports: have no column 'text'"):
        corpus.add(pa.table({"id": ["a"]}))
    with pytest.raises(InputError, match="reports: have a column 'text' of the type list"):
        corpus.add(pa.table({"id": ["a"], "text": [[1]]}))


def test_times_of_a_table_are_read_as_its_column_has_them(corpus: Corpus) -> None:
    """Strings, days, and times in any unit are the same time."""
    noon = pa.array([NOON], pa.timestamp("ms", tz="UTC"))
    columns = [noon, pa.array(["2026-03-14T13:00:00+01:00"]), noon.cast(pa.timestamp("ns")), noon.cast(pa.date32())]

    for at, published in enumerate(columns):
        corpus.add(pa.table({"id": [str(at)], "text": [write_text(at)], "published": published}))

    times = [corpus.facts(number).published for number in range(4)]
    assert times == [NOON, NOON, NOON, NOON.replace(hour=0)]


def test_records_that_are_no_reports_are_refused(corpus: Corpus) -> None:
    """Rows without text, of a wrong type, or that are no rows."""
    rows = [write_row(1), {"id": "x"}, {"id": "y", "text": 7}, 3, {"id": "z", "text": "\ud800"}, write_row(2)]
    refused = Refusals()

    added = corpus.add(rows, refused)

    assert added == Added(added=2, refused=4)
    assert len(refused) == 4


def test_what_many_ask_at_once_is_in_arrays(corpus: Corpus) -> None:
    """A report's number is its place; outlets are numbered alike in all indexes."""
    corpus.add([write_row(1, outlet="Post"), write_row(2, published=NOON)])
    before = corpus.words
    corpus.add([write_row(3, outlet="Gazette", text=write_text(3, 12)), write_row(4, outlet="Post")])

    names = [corpus.outlet_names[at] for at in corpus.outlets.tolist()]

    assert names == ["Post", None, "Gazette", "Post"]
    assert before.tolist() == [30, 30]
    assert corpus.words.tolist() == [30, 30, 12, 30]
    assert corpus.published.tolist() == [UNKNOWN_TIME, int(NOON.timestamp()) * 1_000_000, *[UNKNOWN_TIME] * 2]


def test_of_a_hot_feature_the_first_reports_are_listed(corpus: Corpus) -> None:
    """There are as many as asked for, and it is told how many there are."""
    corpus.add([{"id": str(at), "text": write_text(7)} for at in range(9)])
    hashes = np.full(1, int(feature_of(7)), np.uint64)

    numbers, _ = corpus.look_up(hashes, cap=4)

    assert numbers.tolist() == [0, 1, 2, 3]
    assert corpus.count_postings(hashes).tolist() == [9]


def test_a_snapshot_stays_as_it_is(corpus: Corpus) -> None:
    """Who holds one reads what was there, whatever is removed and merged away meanwhile."""
    corpus.add([write_row(seed) for seed in range(3)])
    snapshot = corpus.snapshot()

    corpus.remove(["report-0", "report-1"])
    corpus.merge(everything=True)

    assert [snapshot.text(number) for number in range(3)] == [write_text(seed) for seed in range(3)]
    assert len(corpus) == 1


def test_another_reader_sees_what_is_committed(corpus: Corpus, folder: Path) -> None:
    """A corpus that was opened before is asked about what came afterwards."""
    reader = open_corpus(folder, create=False)
    reader.get("report-1")

    corpus.add([write_row(1)])
    corpus.add([write_row(1, text=write_text(2))])

    assert find(reader, write_text(2)) == {"report-1"}
    assert len(reader) == 1


def test_other_tools_open_the_texts(corpus: Corpus) -> None:
    """They are Parquet files; the numbers of removed reports are given with them."""
    corpus.add([write_row(1), write_row(1, text=write_text(2))])
    corpus.add([write_row(3)])
    corpus.remove("report-3")

    files = corpus.files()

    rows = pq.read_table(files.texts).select(["id", "number", "version", "text"]).to_pylist()
    assert [(row["id"], row["number"], row["version"]) for row in rows] == [
        ("report-1", 0, 1),
        ("report-1", 1, 2),
        ("report-3", 2, 1),
    ]
    assert files.removed.tolist() == [2]


def test_no_corpus_is_made_where_none_is_wanted(folder: Path) -> None:
    """A reader that mistypes a folder is told, and leaves nothing behind."""
    with pytest.raises(InputError, match="is no corpus"):
        open_corpus(folder, create=False)

    assert not folder.exists()


def test_a_corpus_of_other_settings_has_to_be_rebuilt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Features made otherwise would not be found: that is said, and rebuilding helps."""
    with monkeypatch.context() as patch:
        patch.setattr("mediawire.corpus.corpus.settings", lambda: {"run_words": 99})
        open_corpus(folder).add([write_row(1)])

    with pytest.raises(InputError, match="other settings"):
        open_corpus(folder)
    rebuild_corpus(folder)
    corpus = open_corpus(folder)

    assert find(corpus, write_text(1)) == {"report-1"}


def test_a_very_long_text_goes_in(corpus: Corpus) -> None:
    """It has a page of its own, so that its neighbours are still read alone."""
    long = write_text(1, 400_000)
    rows = pa.table({"id": ["a", "long", "z"], "text": [write_text(2), long, write_text(3)]})

    corpus.add(rows)

    pages = corpus.snapshot().indexes[0].pages["text"]
    assert corpus.text(1) == long
    assert [corpus.text(0), corpus.text(2)] == [write_text(2), write_text(3)]
    assert pages["row"].tolist() == [0, 1, 2]


def feature_of(seed: int) -> int:
    """Return a feature of a text."""
    return int(sketch([write_text(seed)]).hashes[0])
