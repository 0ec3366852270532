"""ninjs and its dialects: items wherever they stand, in every spelling of the standard's keys."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.document import Document
from mediawire.wire.ninjs import read_ninjs
from mediawire.wire.reading import Change, NoticeKind, Reading, Verdict

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def read(value: Any) -> Reading:
    """Read a value as JSON."""
    return read_ninjs(Document(json.dumps(value).encode()))


OLD = {
    "uri": "urn:ex:1",
    "type": "text",
    "version": "3",
    "versioncreated": "2031-05-04T12:00:00Z",
    "headline": "Late ferry",
    "byline": "Ann Other",
    "body_html": "<p>It is <b>very</b> late.</p>",
    "body_text": "It is very late.",
    "embargoed": "2031-05-04T12:00:00Z",
    "pubstatus": "usable",
    "urgency": 3,
    "copyrightholder": "Ex",
    "usageterms": "Print",
    "subject": [{"code": "s1", "name": "shipping"}],
    "ednote": "For desks",
    "description_text": "A ferry.",
    "infosource": [{"name": "Wire Two", "role": "distributor"}],
}
NEW = {
    "uri": "urn:ex:1",
    "type": "text",
    "version": "3",
    "versionCreated": "2031-05-04T12:00:00Z",
    "by": "Ann Other",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Late ferry"}],
    "bodies": [
        {"role": "main", "contentType": "text/html", "value": "<p>It is <b>very</b> late.</p>"},
        {"role": "main", "contentType": "text/plain", "value": "It is very late."},
    ],
    "embargoedUntil": "2031-05-04T12:00:00Z",
    "pubStatus": "usable",
    "urgency": 3,
    "copyrightHolder": "Ex",
    "usageTerms": "Print",
    "subjects": [{"literal": "s1", "name": "shipping"}],
    "edNote": "For desks",
    "descriptions": [{"role": "summary", "value": "A ferry."}],
    "infoSources": [{"name": "Wire Two", "role": "distributor"}],
    "plannedCoverage": [{"commissioned": {"by": "A Desk"}}],
}


@pytest.mark.parametrize("item", [OLD, NEW])
def test_all_versions_of_the_standard_give_the_same_report(item: dict[str, Any]) -> None:
    """Flat keys of version 1 and arrays with roles of version 3 are the same fields; a commissioner is no byline."""
    report = read(item).reports[0]

    assert (report.guid, report.version, report.headline, report.byline) == ("urn:ex:1", "3", "Late ferry", "Ann Other")
    assert (report.body.text, report.teaser, report.ed_note) == ("It is very late.", "A ferry.", "For desks")
    assert (report.modified, report.embargoed_until, report.urgency) == (NOON, NOON, 3)
    assert (report.subjects, report.rights.copyright_holder, report.rights.usage_terms) == (
        ("shipping",),
        "Ex",
        "Print",
    )
    assert [(party.role, party.name) for party in report.info_sources] == [("distributor", "Wire Two")]
    assert report.body.html == "<p>It is <b>very</b> late.</p>"


def test_pictures_have_rights_of_their_own() -> None:
    """An associated picture is taken in its largest rendition, under its own terms."""
    picture = {
        "type": "picture",
        "headline": "The ferry",
        "copyrightholder": "Foto",
        "byline": "P. Hoto",
        "renditions": {
            "thumb": {"href": "t.jpg", "width": 9, "height": 9},
            "full": {"href": "f.jpg", "width": 90, "height": 60},
        },
    }

    report = read(OLD | {"associations": {"featuremedia": picture}}).reports[0]

    (found,) = report.pictures
    assert (found.url, found.headline, found.byline, found.rights.copyright_holder) == (
        "f.jpg",
        "The ferry",
        "P. Hoto",
        "Foto",
    )


def test_an_associated_text_is_pointed_to() -> None:
    """A text that goes with an item is an entry, not lost."""
    reading = read(
        NEW | {"associations": [{"name": "main", "uri": "urn:ex:2", "type": "text", "headlines": [{"value": "Other"}]}]}
    )

    assert [(entry.url, entry.headline) for entry in reading.entries] == [("urn:ex:2", "Other")]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda item: [item],
        lambda item: {"items": [item]},
        lambda item: {"data": {"items": [{"meta": {"products": [{"id": 1, "name": "x"}]}, "item": item}]}},
        lambda item: {"_items": [item], "_meta": {"page": 1}},
    ],
)
def test_items_are_found_inside_answers(wrap: Any) -> None:
    """What an interface puts around an item does not hide it."""
    reading = read(wrap(OLD))

    assert [report.guid for report in reading.reports] == ["urn:ex:1"]
    assert reading.refusals == ()


def test_what_is_no_item_is_refused_by_name() -> None:
    """A list gives its items; what stands among them and is none is refused with its place."""
    reading = read([OLD, 5, {"colour": "red"}, NEW])

    assert len(reading.reports) == 2
    assert [(refusal.reason, refusal.where) for refusal in reading.refusals] == [
        ("no news item", "value 1, item 2"),
        ("no news item", "value 1, item 3"),
    ]


@pytest.mark.parametrize("value", [{}, [], {"a": {"b": 1}}, "words", 7, None])
def test_json_without_news_is_one_refusal(value: Any) -> None:
    """JSON that holds no news says so."""
    reading = read(value)

    assert (reading.reports, [refusal.reason for refusal in reading.refusals]) == ((), ["no news item"])


def test_an_event_is_no_report() -> None:
    """A plan is refused with that reason."""
    reading = read({"uri": "urn:e", "type": "event", "headlines": [{"value": "Press conference"}]})

    assert reading.reports == ()
    assert "event" in reading.refusals[0].why


def test_status_and_signals_are_acted_on() -> None:
    """Canceled copy is a kill, a correction is a report and a notice, an advisory is a message to the desk."""
    killed = read(OLD | {"pubstatus": "canceled"})
    corrected = read(NEW | {"signals": [{"name": "sig:correction"}]})
    advisory = read(OLD | {"type": "advisory"})

    assert (killed.reports, killed.notices[0].kind) == ((), NoticeKind.KILL)
    assert (corrected.reports[0].change, corrected.notices[0].kind) == (Change.CORRECTION, NoticeKind.CORRECTION)
    assert (advisory.reports, advisory.notices[0].kind) == ((), NoticeKind.ADVISORY)


def test_a_text_that_lies_elsewhere_is_incomplete() -> None:
    """An item with only a link to its text is not passed off as a report that is whole."""
    item = {
        "uri": "urn:1",
        "type": "text",
        "headline": "H",
        "renditions": {"nitf": {"href": "https://ex.org/n", "mimetype": "text/xml"}},
    }

    report = read(item).reports[0]

    assert report.completeness.verdict is Verdict.INCOMPLETE
    assert "https://ex.org/n" in report.completeness.reasons[0]


def test_a_key_that_comes_twice_keeps_both_values() -> None:
    """Nothing is overwritten silently."""
    reading = read_ninjs(Document(b'{"uri": "u", "headline": "One", "headline": "Two", "x": 1, "x": 2}'))

    report = reading.reports[0]
    assert (report.headline, report.others["headline (2)"]) == ("One", ("Two",))
    assert (report.others["x"], report.others["x (2)"]) == (("1",), ("2",))


def test_values_one_after_another_are_read_up_to_the_broken_one() -> None:
    """Lines of JSON are items; what cannot be read is a refusal, and what came before stands."""
    line = json.dumps(OLD)

    reading = read_ninjs(Document(f"{line}\n{line}\n{{broken".encode()))

    assert len(reading.reports) == 2
    assert [refusal.reason for refusal in reading.refusals] == ["unreadable rest"]


def test_nitf_inside_a_body_is_read() -> None:
    """A body of the type of NITF gives its text without its head."""
    nitf = (
        "<nitf><head><title>T</title></head><body><body.content>"
        "<p>One <b>two</b> three.</p></body.content></body></nitf>"
    )

    report = read(
        {"uri": "u", "bodies": [{"role": "nitf", "contentType": "application/nitf+xml", "value": nitf}]}
    ).reports[0]

    assert report.body.text == "One two three."


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda v: st.lists(v) | st.dictionaries(st.sampled_from([*OLD, *NEW, "item"]), v),
    )
)
def test_no_json_breaks_the_reader(value: Any) -> None:
    """Whatever stands under the standard's keys, each item ends as a report, a notice or a refusal."""
    reading = read(value)

    assert reading.reports or reading.notices or reading.refusals


def test_a_picture_takes_its_caption_by_its_role() -> None:
    """Of several descriptions of a picture the caption is taken, whoever stands first."""
    texts = [{"role": "writer", "value": "A. Uthor"}, {"role": "caption", "value": "The ferry."}]
    item = {"uri": "u", "type": "picture", "descriptions": texts, "renditions": [{"name": "main", "href": "f.jpg"}]}

    (picture,) = read(item).reports[0].pictures

    assert (picture.caption, picture.kind) == ("The ferry.", "picture")


def test_an_embargo_without_an_end_and_a_kill_among_types_are_acted_on() -> None:
    """A status of embargoed without a time holds; AP's editorial types are signals."""
    held = read({"uri": "u", "headline": "H", "pubstatus": "embargoed"})
    killed = read({"uri": "u", "headline": "H", "editorialtypes": ["Kill"]})

    assert [notice.kind for notice in held.notices] == [NoticeKind.HOLD]
    assert (killed.reports, [notice.kind for notice in killed.notices]) == ((), [NoticeKind.KILL])
