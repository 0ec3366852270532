"""Notices in plain copy are told from stories that merely use their words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text.embargo_times import (
    GUESSED_DAY,
    GUESSED_ORDER,
    GUESSED_SUMMER,
    GUESSED_YEAR,
    GUESSED_ZONE,
    read_release_time,
)
from mediawire.text.notice_cues import may_notify
from mediawire.text.notice_signs import Place
from mediawire.text.notice_targets import FoundTarget, find_targets, fold_letters
from mediawire.text.notices import find_notices

GOLDEN = Path(__file__).parent / "golden"
PUBLISHED = datetime(2016, 9, 8, 20, tzinfo=UTC)


def rows(name: str) -> list[dict[str, Any]]:
    """Return a golden set."""
    return [json.loads(line) for line in (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def named(row: dict[str, Any]) -> str:
    """Name a row by its first words."""
    return str(row.get("headline") or row["text"])[:40]


NOTICES = [*rows("notices-with-the-rules"), *rows("notices-after-the-rules"), *rows("notices-held-out")]


@pytest.mark.parametrize("row", NOTICES, ids=map(named, NOTICES))
def test_notices_in_the_agencies_wordings_are_told(row: dict[str, Any]) -> None:
    """Every kill, hold, embargo, release, correction, refile, repeat and advisory is found."""
    kinds = {notice.kind for notice in found_in(row)}

    assert set(row["kinds"]) <= kinds


@pytest.mark.parametrize("row", rows("stories-with-the-words"), ids=map(named, rows("stories-with-the-words")))
def test_stories_with_the_words_are_stories(row: dict[str, Any]) -> None:
    """No story that speaks of killing, holding, embargoes or advisories is surely a notice."""
    found = found_in(row)

    assert not [notice for notice in found if notice.is_sure]


def found_in(row: dict[str, Any]) -> tuple[Any, ...]:
    """Find the notices of a row."""
    return find_notices(row.get("headline"), row.get("slugline"), row["text"], row.get("ed_note"), row.get("language"))


def test_a_notice_names_its_rule_its_place_and_what_it_is_about() -> None:
    """A person can check each: the words stand where the span says."""
    text = "EDITORS:\nKill the story slugged BC-US--Quay Fire, moved at 1030 GMT. A substitute story will be sent."

    (notice,) = find_notices(None, None, text)

    assert (notice.kind, notice.is_sure, notice.rule) == ("kill", True, "order under an address")
    assert notice.place is Place.TEXT
    assert notice.span.of(text).startswith("Kill the story")
    assert FoundTarget("slugline", "BC-US--Quay Fire") in notice.targets
    assert FoundTarget("moved", "1030 GMT") in notice.targets


def test_a_mark_alone_is_left_to_a_person() -> None:
    """A line that opens with "HOLD:" may open a story as well."""
    (notice,) = find_notices("HOLD: the quay", None, "The quay was empty.")

    assert (notice.kind, notice.is_sure) == ("hold", False)


def test_a_lifted_hold_is_no_hold() -> None:
    """What is released may be used."""
    found = find_notices("HOLD RELEASED", None, "EDITORS: The hold on the obituary is lifted. It may now be used.")

    assert [notice.kind for notice in found] == ["release"]


def test_a_hold_until_an_hour_is_an_embargo() -> None:
    """Hold for release at a time says when."""
    (notice,) = find_notices("HOLD FOR RELEASE AT 1800 GMT MAY 7, 2019", None, "The quay ...")

    assert notice.kind == "embargo"
    assert notice.until is not None
    assert notice.until.at == datetime(2019, 5, 7, 18, tzinfo=UTC)


def test_a_note_to_editors_that_says_nothing_grave_is_no_notice() -> None:
    """The line "Eds: With photos" stands in half of all American copy."""
    found = find_notices("Quay burns", None, "The quay burns.", "Eds: With AP Photos. Updates with quotes.")

    assert found == ()


def test_a_long_story_about_a_kill_is_left_to_a_person() -> None:
    """A media page may quote a kill in full."""
    story = "The agency sent this.\n\n(Editors: please kill the story about the quay)\n\nIt was wrong, he said. "
    story += "He gave no reason. " * 200

    found = find_notices("How an agency erred", None, story)

    assert not [notice for notice in found if notice.is_sure]


@pytest.mark.parametrize(
    ("words", "language", "expected", "guesses"),
    [
        ("0001 gmt friday may 6, 2011", None, "2011-05-06T00:01:00+00:00", ()),
        ("0001 friday september 9", "en", "2016-09-09T00:01:00+01:00", (GUESSED_YEAR, GUESSED_ZONE)),
        ("9:30 a.m. et oct. 31, 2019", "en", "2019-10-31T09:30:00-04:00", ()),
        ("9:30 a.m. et nov. 4, 2019", "en", "2019-11-04T09:30:00-05:00", ()),
        ("5. mai 2020, 18.00 uhr", "de", "2020-05-05T18:00:00+02:00", (GUESSED_ZONE,)),
        ("18.00 uhr", "de", "2016-09-09T18:00:00+02:00", (GUESSED_DAY, GUESSED_ZONE)),
        ("10 a.m. est, july 5, 2012", "en", "2012-07-05T10:00:00-05:00", (GUESSED_SUMMER,)),
        ("heute (9.9.), 19.00 uhr", "de", "2016-09-09T19:00:00+02:00", (GUESSED_YEAR, GUESSED_ZONE)),
        ("4.2.2025, 6 uhr", "de", "2025-02-04T06:00:00+01:00", (GUESSED_ZONE,)),
        ("9:00 edt 12/01/2012", "en", "2012-12-01T09:00:00-05:00", (GUESSED_ORDER, GUESSED_SUMMER)),
        ("2016年9月10日10时", "zh", "2016-09-10T10:00:00+08:00", (GUESSED_ZONE,)),
        ("9日午後5時", "ja", "2016-09-09T17:00:00+09:00", (GUESSED_YEAR, GUESSED_ZONE)),
        ("00h01 gmt le 9 septembre 2016", "fr", "2016-09-09T00:01:00+00:00", ()),
        ("10:00 мск 7 мая 2019 года", "ru", "2019-05-07T10:00:00+03:00", ()),
        ("2016-09-09t10:00:00+02:00", "en", "2016-09-09T10:00:00+02:00", ()),
        ("22:00 (20:00 gmt) 9 september 2016", "en", "2016-09-09T20:00:00+00:00", ()),
        ("midnight 9 september 2016 gmt", "en", "2016-09-10T00:00:00+00:00", ()),
        ("noon london time, 9 january 2017", "en", "2017-01-09T12:00:00+00:00", ()),
    ],
)
def test_the_end_of_an_embargo_is_understood(
    words: str, language: str | None, expected: str, guesses: tuple[str, ...]
) -> None:
    """Zones keep their summer time; of two times that may be meant, the later is taken and the guess told."""
    time = read_release_time(words, PUBLISHED, language)

    assert time.at is not None
    assert time.at.isoformat() == expected
    assert time.guessed == guesses


@pytest.mark.parametrize("words", ["next week", "the minister speaks", "", "2010"])
def test_what_states_no_time_gives_none(words: str) -> None:
    """An embargo without a readable end is one all the same; its end is unknown."""
    time = read_release_time(words)

    assert time.at is None


def test_without_a_date_of_publication_no_year_is_made_up() -> None:
    """A day and a month are no date."""
    time = read_release_time("0001 gmt may 6")

    assert time.at is None


@given(st.text())
def test_folding_keeps_every_place(words: str) -> None:
    """A place in the folded text is a place in the text."""
    folded = fold_letters(words)

    assert len(folded) == len(words)


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_looked_through(text: str, headline: str, note: str) -> None:
    """No text raises, and every span lies in what it speaks of."""
    found = find_notices(headline, None, text, note, "en", PUBLISHED)

    for notice in found:
        words = {Place.HEADLINE: headline, Place.TEXT: text, Place.ED_NOTE: note}[notice.place]
        assert notice.span == Span(*notice.span)
        assert 0 <= notice.span.start < notice.span.end <= len(words)


def test_a_headline_a_number_and_an_address_are_targets() -> None:
    """All that a notice names is given, in the order of the text."""
    targets = find_targets(
        'The story headlined "Quay burns" (story number L4N1AB0CD), https://a.example/q1, is withdrawn.'
    )

    assert targets == (
        FoundTarget("headline", "Quay burns"),
        FoundTarget("number", "L4N1AB0CD"),
        FoundTarget("url", "https://a.example/q1"),
    )


@pytest.mark.parametrize(
    "words", ["Kill the story slugged Ferry. It is wrong.", "The story slugged Ferry was wrong and must be killed."]
)
def test_a_slugline_ends_with_its_sentence(words: str) -> None:
    """What follows it is not part of its name."""
    assert find_targets(words) == (FoundTarget("slugline", "Ferry"),)


@pytest.mark.parametrize(
    "headline", ["Meldung gesperrt bis 6 Uhr am 4. Februar", "KILL: Ferry late", "(HOLD) Ferry late"]
)
def test_cues_that_begin_a_word_are_seen_at_once(headline: str) -> None:
    """Also behind a bracket, at the very beginning, and inside a compound that is a cue of its own."""
    assert may_notify(headline, "")
    assert may_notify("", headline)


def test_no_cue_no_notice() -> None:
    """Most stories are looked at no further."""
    assert not may_notify("Ferry late", "The ferry left two hours late, its captain said.")


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("KILLED: five in avalanche", "Five skiers were killed on Sunday."),
        ("ELIMINATED: Holm out of the cup", "Holm were eliminated from the cup."),
        ("Retraction: journal pulls ferry study", "The article has been retracted because of errors."),
        ("Do not use: council warns of smoke alarms", "Do not use the alarms until further notice."),
        ("Not for publication: the diaries of a spy", "The diaries lay in an attic."),
    ],
)
def test_words_that_open_a_headline_as_well_are_for_a_person(headline: str, text: str) -> None:
    """Before a colon they may be what the story is about."""
    assert [notice.is_sure for notice in find_notices(headline, None, text)] == [False]
