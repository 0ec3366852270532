"""What came of a source against what was known of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.decide import comes_late, decide, list_window
from mediawire.wire.decisions import Gone, Grade, Had, Standing, Verb, ordered_at
from mediawire.wire.reading import Certainty, Change, Entry, Notice, NoticeKind, PubStatus, Reading, Refusal, Target
from mediawire.wire.source import Identity, Source
from tests.wire.made import (
    BAKERS,
    FERRY,
    HOUR,
    NOON,
    SOURCE,
    decide_after,
    known_after,
    known_item,
    made_reading,
    made_report,
    shown,
    verbs,
)

KILL = Notice(NoticeKind.KILL, (Target(guid="f1"),))


def test_what_was_never_seen_is_new() -> None:
    """Each report gets a decision, with its reason."""
    decisions = decide_after(made_reading(made_report(), made_report(BAKERS, "No bread", "b1")))

    assert verbs(decisions) == ["new", "new"]
    assert [one.item for one in decisions] == ["harbour/f1", "harbour/b1"]
    assert all(one.reason for one in decisions)


def test_what_comes_again_is_the_same() -> None:
    """Order and blanks around guids make no difference."""
    first = made_reading(made_report(), made_report(BAKERS, "No bread", "b1"))
    again = made_reading(made_report(BAKERS, "No bread", "\n b1 "), made_report())

    assert verbs(decide_after(first, again)) == ["same", "same"]


def test_a_changed_text_is_a_new_version_also_when_it_changes_back() -> None:
    """A, B, A are three versions, as readers saw three."""
    one, other = made_reading(made_report()), made_reading(made_report(FERRY.replace("212", "221")))

    assert verbs(decide_after(one, other)) == ["new version"]
    assert verbs(decide_after(one, other, one)) == ["new version"]


def test_a_guid_that_is_used_again_begins_another_item() -> None:
    """The first story stays what it was."""
    (decision,) = decide_after(
        made_reading(made_report()),
        made_reading(made_report(BAKERS, "No bread", "f1", url="https://harbour.example/b")),
    )[:1]

    assert decision.verb is Verb.NEW
    assert decision.item != "harbour/f1"
    assert "used again" in decision.reason


def test_a_story_that_changes_headline_and_address_stays_itself() -> None:
    """The guid holds where the words are still the same."""
    (decision,) = decide_after(
        made_reading(made_report()),
        made_reading(made_report(FERRY, "Divers free ferry", url="https://harbour.example/x")),
    )

    assert (decision.verb, decision.item) == (Verb.VERSION, "harbour/f1")


def test_one_guid_for_two_stories_in_a_document_does_not_identify() -> None:
    """Each keeps its own address, at the next visit too."""
    reading = made_reading(
        made_report(FERRY, "A", "x", url="https://harbour.example/a"),
        made_report(BAKERS, "B", "x", url="https://harbour.example/b"),
    )

    first, again = decide_after(reading), decide_after(reading, reading)

    assert verbs(first) == ["new", "new"]
    assert len({one.item for one in first}) == 2
    assert verbs(again) == ["same", "same"]
    assert [one.item for one in again] == [one.item for one in first]


def test_an_item_listed_twice_is_one() -> None:
    """Feeds list an item in two sections."""
    assert verbs(decide_after(made_reading(made_report(), made_report()))) == ["new", "same"]


def test_an_item_listed_with_two_texts_keeps_the_first() -> None:
    """And says so once, not at every visit."""
    reading = made_reading(made_report(), made_report(FERRY.replace("212", "99")))

    first, again = decide_after(reading), decide_after(reading, reading)

    assert [(one.verb, one.is_current) for one in first] == [(Verb.NEW, True), (Verb.VERSION, False)]
    assert verbs(again) == ["same", "same"]


def test_without_guid_the_address_identifies() -> None:
    """Tracking parameters make no other address."""
    readings = [
        made_reading(made_report(guid=None, url=f"https://harbour.example/1?utm_source={mark}")) for mark in ("a", "b")
    ]

    assert verbs(decide_after(*readings)) == ["same"]


def test_an_address_that_all_items_share_does_not_identify() -> None:
    """Some feeds link every item to the front page."""
    home = "https://harbour.example/"
    reading = made_reading(
        made_report(guid=None, url=home), made_report(BAKERS, "Bakers want dearer bread", guid=None, url=home)
    )

    assert verbs(decide_after(reading)) == ["new", "new"]
    assert verbs(decide_after(reading, reading)) == ["same", "same"]


def test_without_guid_and_address_the_text_identifies() -> None:
    """Two items that say different things are two."""
    reading = made_reading(made_report(guid=None), made_report(BAKERS, "No bread", guid=None))

    assert verbs(decide_after(reading)) == ["new", "new"]
    assert verbs(decide_after(reading, reading)) == ["same", "same"]


@pytest.mark.parametrize(
    ("identity", "verb"), [(Identity.GUID, Verb.DUPLICATE), (Identity.ADDRESS, Verb.SAME), (Identity.TEXT, Verb.SAME)]
)
def test_a_source_may_say_that_its_guids_cannot_be_trusted(identity: Identity, verb: Verb) -> None:
    """A feed that makes new guids at every visit is read by address or text."""
    source = Source(SOURCE.url, "harbour", identity=identity)
    readings = [made_reading(made_report(guid=guid, url="https://harbour.example/1")) for guid in ("g1", "g2")]

    decision = decide_after(*readings, source=source)[0]

    assert decision.verb is verb


def test_another_guid_with_the_same_text_is_a_duplicate_of_a_named_item() -> None:
    """It is an item of its own all the same."""
    duplicate, gone = decide_after(
        made_reading(made_report()), made_reading(made_report(guid="f2", url="https://harbour.example/1"))
    )

    assert (duplicate.verb, duplicate.item, duplicate.of) == (Verb.DUPLICATE, "harbour/f2", "harbour/f1")
    assert gone.gone is Gone.FELL_OFF


def test_two_short_texts_are_no_duplicates() -> None:
    """What many items say is no story."""
    reading = made_reading(made_report("Read more.", "A", "a"), made_report("Read more.", "B", "b"))

    assert verbs(decide_after(reading)) == ["new", "new"]


def test_a_source_that_gives_all_its_items_new_guids_has_moved() -> None:
    """Its items are those of before, and no gap is reported."""
    old = [made_report(f"{FERRY} {n}", f"Ferry {n}", f"old{n}") for n in range(5)]
    new = [made_report(f"{FERRY} {n}", f"Ferry {n}", f"new{n}", url=f"https://new.example/{n}") for n in range(5)]

    decisions = decide_after(made_reading(*old), made_reading(*new))
    again = decide_after(made_reading(*old), made_reading(*new), made_reading(*new))

    assert verbs(decisions) == ["moved"] * 5
    assert decisions[0].item == "harbour/old0"
    assert verbs(again) == ["same"] * 5


def test_what_falls_off_the_window_is_gone_but_not_killed() -> None:
    """It was pushed out by newer reports."""
    decisions = decide_after(
        made_reading(made_report(), made_report(BAKERS, "No bread", "b1")), made_reading(made_report())
    )

    assert [(one.verb, one.gone, one.standing) for one in decisions] == [
        (Verb.SAME, None, None),
        (Verb.GONE, Gone.FELL_OFF, None),
    ]


def test_what_is_missing_in_a_list_that_says_it_is_whole_was_taken_out() -> None:
    """RFC 5005: what a complete feed does not list is no more."""
    first = made_reading(made_report(), made_report(BAKERS, "No bread", "b1"))

    decisions = decide_after(first, made_reading(made_report(), is_whole=True))

    assert decisions[-1].gone is Gone.NOT_LISTED


def test_nothing_goes_when_a_document_could_not_be_read() -> None:
    """A broken feed is no empty feed."""
    broken = Reading("feed", refusals=(Refusal("unreadable", "cut in the middle"),))

    assert decide_after(made_reading(made_report()), broken) == []


def test_a_window_without_anything_known_reports_a_gap() -> None:
    """Reports may have passed between two visits."""
    windows = [
        made_reading(*(made_report(f"{BAKERS} {n}", f"Bakers {n}", f"b{n}") for n in numbers))
        for numbers in (range(4), range(10, 14))
    ]

    assert verbs(decide_after(*windows)).count("gap") == 1
    assert "gap" not in verbs(decide_after(windows[0], windows[0]))


def test_a_feed_that_dates_itself_anew_at_each_visit_makes_no_versions() -> None:
    """Where all times move and nothing else, the document is dated and not the reports."""
    readings = [
        made_reading(
            *(made_report(f"{BAKERS} {n}", f"Bakers {n}", f"b{n}", published=NOON - HOUR * hours) for n in range(4))
        )
        for hours in (2, 1)
    ]

    assert verbs(decide_after(*readings)) == ["same"] * 4


def test_one_time_that_moves_is_a_version_of_the_metadata() -> None:
    """The text stays, and its digest."""
    decision = decide_after(made_reading(made_report()), made_reading(made_report(published=NOON)))[0]

    assert (decision.verb, decision.grade) == (Verb.VERSION, Grade.METADATA)


def test_a_kill_takes_an_item_down() -> None:
    """By its guid."""
    decisions = decide_after(made_reading(made_report()), made_reading(made_report(), notices=(KILL,)))

    assert [(one.verb, one.item, one.standing) for one in decisions[1:]] == [
        (Verb.NOTICE, "harbour/f1", Standing.KILLED)
    ]


def test_a_kill_is_acted_on_once() -> None:
    """A feed lists it for days."""
    killed = made_reading(notices=(KILL,))

    assert decide_after(made_reading(made_report()), killed, killed)[-1].verb is Verb.SAME


def test_a_kill_that_comes_first_kills_on_arrival() -> None:
    """It waits for its report."""
    waiting = decide_after(made_reading(notices=(KILL,)))
    arrived = decide_after(made_reading(notices=(KILL,)), made_reading(made_report()))

    assert verbs(waiting) == ["notice waiting"]
    assert [(one.verb, one.standing) for one in arrived] == [(Verb.NEW, None), (Verb.NOTICE, Standing.KILLED)]
    assert arrived[1].settles is not None


def test_a_waiting_kill_that_names_only_words_does_not_wait_for_ever() -> None:
    """Another story may come under the same slugline."""
    notice = Notice(NoticeKind.KILL, (Target(headline="Ferry late"),))
    had = known_after(Had(), decide(Had(), made_reading(notices=(notice,)), SOURCE, NOON))

    soon = decide(had, made_reading(made_report()), SOURCE, NOON + HOUR)
    late = decide(had, made_reading(made_report()), SOURCE, NOON + timedelta(days=9))

    assert soon[-1].standing is Standing.KILLED
    assert late[-1].standing is None
    assert "a person decides" in late[-1].reason


def test_a_withdrawal_wins_over_a_late_update() -> None:
    """The version is kept, and the item stays killed."""
    later = made_reading(
        made_report(FERRY.replace("212", "221"), "Quite another headline", url="https://harbour.example/z")
    )

    decisions = decide_after(made_reading(made_report()), made_reading(notices=(KILL,)), later)

    assert (decisions[0].verb, decisions[0].item, decisions[0].standing) == (Verb.VERSION, "harbour/f1", None)
    assert "stays killed" in decisions[0].reason


def test_a_killed_guid_is_not_used_again_by_another_text() -> None:
    """Else a kill would be got around by a new text."""
    other = made_reading(made_report(BAKERS, "No bread", "f1", url="https://harbour.example/z"))

    decision = decide_after(made_reading(made_report()), made_reading(notices=(KILL,)), other)[0]

    assert decision.item == "harbour/f1"


@pytest.mark.parametrize(
    ("certainty", "guid", "standing"),
    [
        (Certainty.STATED, "f1", Standing.USABLE),
        (Certainty.SURE, "f1", None),
        (Certainty.STATED, None, None),
    ],
)
def test_only_a_release_that_names_the_report_lifts_a_kill(
    certainty: Certainty, guid: str | None, standing: Standing | None
) -> None:
    """In doubt a person decides."""
    release = Notice(NoticeKind.RELEASE, (Target(guid=guid, headline="Ferry late"),), certainty)

    decisions = decide_after(
        made_reading(made_report()), made_reading(notices=(KILL,)), made_reading(notices=(release,))
    )

    assert decisions[-1].standing is standing


def test_an_unsure_notice_does_nothing_but_is_told() -> None:
    """A story may merely use the word."""
    unsure = Notice(NoticeKind.KILL, (Target(guid="f1"),), Certainty.UNSURE)

    decision = decide_after(made_reading(made_report()), made_reading(made_report(), notices=(unsure,)))[-1]

    assert (decision.verb, decision.standing) == (Verb.NOTICE, None)


def test_a_hold_and_its_release_that_stay_listed_do_not_take_turns() -> None:
    """Each is acted on once, in the order in which they were issued."""
    hold = Notice(NoticeKind.HOLD, (Target(guid="f1"),), at=NOON - HOUR)
    release = Notice(NoticeKind.RELEASE, (Target(guid="f1"),), at=NOON)
    both = made_reading(made_report(), notices=(release, hold))

    first, again = (
        decide_after(made_reading(made_report()), both),
        decide_after(made_reading(made_report()), both, both),
    )

    assert [one.standing for one in first[1:]] == [Standing.HELD, Standing.USABLE]
    assert verbs(again) == ["same"] * 3


def test_a_tombstone_holds_an_item() -> None:
    """Why it went is not said."""
    notice = Notice(NoticeKind.TOMBSTONE, (Target(guid="f1"),))

    decision = decide_after(made_reading(made_report()), made_reading(made_report(), notices=(notice,)))[-1]

    assert (decision.verb, decision.gone, decision.standing) == (Verb.GONE, Gone.TOMBSTONE, Standing.HELD)


def test_an_embargo_of_a_notice_ends_at_its_time() -> None:
    """It is kept with the item."""
    notice = Notice(NoticeKind.EMBARGO, (Target(guid="f1"),), until=NOON + HOUR)

    decision = decide_after(made_reading(made_report()), made_reading(made_report(), notices=(notice,)))[-1]

    assert decision.embargoed_until == NOON + HOUR


def test_a_canceled_status_withdraws() -> None:
    """Also where no notice says so."""
    decision = decide_after(made_reading(made_report()), made_reading(made_report(pub_status=PubStatus.CANCELED)))[0]

    assert (decision.grade, decision.standing) == (Grade.WITHDRAWAL, Standing.KILLED)


def test_a_withheld_report_is_held_until_it_is_usable() -> None:
    """As NewsML-G2 has it."""
    withheld, usable = made_reading(made_report(pub_status=PubStatus.WITHHELD)), made_reading(made_report())

    first, later = decide_after(withheld), decide_after(withheld, usable)

    assert first[0].standing is Standing.HELD
    assert later[0].standing is Standing.USABLE


def test_a_lower_version_number_is_kept_and_not_current() -> None:
    """Versions overtake each other on the way."""
    newer, older = made_report(FERRY + " It sailed again.", version="3"), made_report(version="2")

    decisions = decide_after(made_reading(newer), made_reading(older))

    assert (decisions[0].verb, decisions[0].is_current) == (Verb.VERSION, False)
    assert "lower than 3" in decisions[0].reason


def test_a_lower_version_number_with_a_later_time_is_current() -> None:
    """Some systems begin to count anew."""
    assert comes_late(shown(version="3", modified=NOON), shown(version="1", modified=NOON + HOUR)) is None


def test_a_teaser_does_not_take_the_place_of_the_whole_text() -> None:
    """A feed that begins to cut its items costs no text."""
    cut = made_report("", teaser=FERRY[:60])

    decisions = decide_after(made_reading(made_report()), made_reading(cut))
    again = decide_after(made_reading(made_report()), made_reading(cut), made_reading(cut))

    assert (decisions[0].verb, decisions[0].is_current) == (Verb.VERSION, False)
    assert verbs(again) == ["same"]


def test_entries_of_a_list_are_items_by_their_address() -> None:
    """Their text is still to be fetched."""
    reading = Reading(
        "page", entries=(Entry("https://harbour.example/1", "Ferry late"), Entry("/map.xml", kind="sitemap"))
    )

    (decision,) = decide_after(reading)

    assert (decision.verb, decision.shown and decision.shown.is_whole) == (Verb.NEW, False)


def test_guids_missing_between_their_neighbours_are_reported_once() -> None:
    """A post that we had is gone; one that we never had was missed."""
    reading = made_reading(made_report(BAKERS, "Eight", "8"), missing=("7", "9"))
    had = known_after(Had(), decide(Had(), made_reading(made_report(guid="9", headline="Nine")), SOURCE, NOON))

    decisions = decide(had, reading, SOURCE, NOON)

    assert verbs(decisions) == ["new", "missing", "gone"]
    assert decisions[-1].gone is Gone.NOT_LISTED
    assert verbs(decide(Had(missed=frozenset({"7", "9"})), reading, SOURCE, NOON)) == ["new"]


def test_a_correction_that_states_itself_is_graded_so() -> None:
    """What the source states goes before what the texts show."""
    decision = decide_after(
        made_reading(made_report()), made_reading(made_report(FERRY.replace(".", ". "), change=Change.CORRECTION))
    )[0]

    assert decision.grade is Grade.CORRECTION


def test_a_report_dated_ahead_stands_where_it_was_first_seen() -> None:
    """It must not stay on top for a thousand years; nor is a date before the web believed."""
    assert ordered_at(NOON + timedelta(days=365_000), NOON) == NOON
    assert ordered_at(NOON - HOUR, NOON) == NOON - HOUR
    assert ordered_at(NOON.replace(year=1970), NOON) == NOON


TEXTS = st.sampled_from([FERRY, BAKERS, FERRY + " It sailed.", "Short.", ""])
REPORTS = st.builds(
    made_report,
    TEXTS,
    st.sampled_from(["Ferry late", "No bread", None, "FERRY  LATE"]),
    st.sampled_from(["a", "b", " a", None, ""]),
    url=st.sampled_from([None, "https://h.example/1", "http://h.example/1?utm_id=4", "https://h.example/2"]),
)


@given(st.lists(st.lists(REPORTS, max_size=5), min_size=1, max_size=4))
def test_every_report_gets_a_decision_and_a_document_that_stays_changes_nothing(polls: list[list[object]]) -> None:
    """Nothing is lost silently; also where guids and addresses contradict each other it settles within a few visits."""
    readings = [made_reading(*reports) for reports in polls]
    had = Had()
    for reading in [*readings, *[readings[-1]] * 3]:
        decisions = decide(had, reading, SOURCE, NOON)
        had = known_after(had, decisions)
        assert {one.number for one in decisions if one.number is not None} == set(range(len(reading.reports)))
        assert all(one.reason for one in decisions)

    again = decide(had, readings[-1], SOURCE, NOON)

    assert {one.verb for one in again} <= {Verb.SAME}
    assert set(list_window(again)) == set(had.window or ())


def test_deciding_changes_nothing_that_it_was_given() -> None:
    """The same values give the same decisions."""
    had, reading = Had({"harbour/f1": known_item()}, ("harbour/f1",)), made_reading(made_report(BAKERS))

    assert decide(had, reading, SOURCE, NOON) == decide(had, reading, SOURCE, NOON)


def a_message(text: str, headline: str, guid: str, *targets: Target) -> Notice:
    """Make a kill that was told in plain copy."""
    report = made_report(text, headline, guid)
    return Notice(NoticeKind.KILL, targets, Certainty.SURE, text=text, evidence="shout", report=report)


def test_a_kill_in_the_place_of_a_story_kills_that_story() -> None:
    """It names nothing that is known, but stands under the story's guid."""
    for targets in ((), (Target(slugline="BC-FERRY"),)):
        decisions = decide_after(
            made_reading(made_report()),
            made_reading(notices=(a_message("KILL KILL KILL", "Ferry late", "f1", *targets),)),
        )

        assert (decisions[0].item, decisions[0].standing) == ("harbour/f1", Standing.KILLED)


def test_a_kill_that_names_another_story_leaves_the_one_in_whose_place_it_stands() -> None:
    """Some sources use one guid for all messages."""
    before = made_reading(made_report(), made_report(BAKERS, "No bread", "b1"))
    message = a_message("Kill the story headlined No bread.", "KILL", "f1", Target(headline="No bread"))

    killed = [one.item for one in decide_after(before, made_reading(notices=(message,))) if one.standing]

    assert killed == ["harbour/b1"]


def test_a_kill_finds_a_headline_behind_the_mark_of_a_change() -> None:
    """It names the story as it was called before it was corrected."""
    before = made_reading(made_report(headline="CORRECTED: Ferry late"))
    message = a_message("Kill it.", "KILL", "k1", Target(headline="Ferry late"))

    decisions = decide_after(before, made_reading(notices=(message,)))

    assert decisions[0].standing is Standing.KILLED


def test_a_waiting_kill_acts_on_a_version_that_it_means() -> None:
    """The story was known under another headline when the kill came."""
    message = a_message("Kill it.", "KILL", "k1", Target(headline="Ferry sinks"))
    later = made_report(FERRY.replace("212", "221"), "Ferry sinks")

    decisions = decide_after(made_reading(made_report()), made_reading(notices=(message,)), made_reading(later))

    assert Standing.KILLED in [one.standing for one in decisions]
