"""Telegram Desktop's exports, made up after the form of the real ones."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mediawire.errors import InputError
from mediawire.report import Source
from mediawire.wire.document import Document
from mediawire.wire.reading import Change, Reading
from mediawire.wire.telegram_export import read_export


def test_a_message_is_a_report_with_its_time_in_utc() -> None:
    """The seconds since 1970 are believed before the exporter's own clock."""
    reading = read(a_chat(a_message(5, text="The harbour burns.")))

    (report,) = reading.reports
    assert report.guid == "77/5"
    assert report.body.text == "The harbour burns."
    assert report.body.html is None
    assert report.published is not None
    assert report.published.isoformat() == "2026-05-03T07:30:00+00:00"
    assert report.outlet == "Harbour news"
    assert reading.channel is not None
    assert reading.channel.title == "Harbour news"


def test_pieces_of_text_are_joined_letter_for_letter_with_links_and_emphasis() -> None:
    """Text in pieces keeps every letter, and its markup what the pieces were."""
    pieces = [
        "See ",
        {"type": "bold", "text": "this"},
        " & ",
        {"type": "text_link", "text": "that", "href": "https://quay.example/?a=1&b=2"},
        "\n",
        {"type": "link", "text": "quay.example"},
        {"type": "hashtag", "text": "#fire"},
    ]

    (report,) = read(a_chat(a_message(5, text=pieces))).reports

    assert report.body.text == "See this & that\nquay.example#fire"
    assert report.body.html == (
        'See <b>this</b> &amp; <a href="https://quay.example/?a=1&amp;b=2">that</a><br>'
        '<a href="http://quay.example">quay.example</a>#fire'
    )
    assert report.links == ("https://quay.example/?a=1&b=2", "http://quay.example")
    assert report.keywords == ("fire",)


def test_entities_serve_only_where_they_are_the_text() -> None:
    """Where the two disagree, the text is believed."""
    entities = [{"type": "bold", "text": "Other"}]

    (report,) = read(a_chat(a_message(5, text="Words", text_entities=entities))).reports

    assert report.body.text == "Words"
    assert report.body.html is None


def test_an_edited_and_forwarded_message_says_so() -> None:
    """When it was edited, whom it came from, and who signed it."""
    message = a_message(
        5, text="a", edited_unixtime="1777794000", forwarded_from="Quay", author="Ann Quay", reply_to_message_id=3
    )

    (report,) = read(a_chat(message)).reports

    assert report.change is Change.UPDATE
    assert report.modified is not None
    assert report.source == Source("Quay")
    assert [source.role for source in report.info_sources] == ["originator", "distributor"]
    assert report.byline == "Ann Quay"
    assert report.others["reply_to_message_id"] == ("3",)


def test_pictures_of_one_second_are_an_album() -> None:
    """Numbers that follow on one another, one text: one report with its pictures."""
    photos = [a_message(number, photo=f"photos/{number}.jpg", width=800, height=600) for number in (5, 6, 7)]
    photos[0]["text"] = "Three pictures"

    (report,) = read(a_chat(*photos)).reports

    assert [picture.url for picture in report.pictures] == ["photos/5.jpg", "photos/6.jpg", "photos/7.jpg"]
    assert report.guid == "77/5"
    assert report.others["album"] == ("5", "6", "7")


def test_two_texts_are_two_reports() -> None:
    """Pictures that each have a text are no album."""
    photos = [a_message(number, photo=f"photos/{number}.jpg", text=f"No. {number}") for number in (5, 6)]

    reading = read(a_chat(*photos))

    assert len(reading.reports) == 2


def test_files_have_their_kind_and_one_that_was_not_exported_is_told() -> None:
    """A path in brackets is no path."""
    voice = a_message(5, file="voice/a.ogg", media_type="voice_message", mime_type="audio/ogg")
    film = a_message(
        6, file="(File not included. Change data exporting settings to download.)", media_type="video_file"
    )

    reading = read(a_chat(voice, film))

    assert [(picture.kind, picture.content_type) for picture in reading.reports[0].pictures] == [("audio", "audio/ogg")]
    assert reading.reports[1].pictures == ()
    assert reading.reports[1].others["file"][0].startswith("(File not included")


def test_a_poll_is_a_body() -> None:
    """Question and answers are the message's letters."""
    poll = {
        "question": "Rebuild?",
        "closed": False,
        "total_voters": 10,
        "answers": [{"text": "Yes", "voters": 6, "chosen": False}, {"text": "No", "voters": 4, "chosen": False}],
    }

    (report,) = read(a_chat(a_message(5, poll=poll))).reports

    assert report.body.text == "Rebuild?\nYes\nNo"
    assert report.others["poll_votes"] == ("6", "4")
    assert report.others["poll_closed"] == ("false",)


def test_service_messages_are_refused_by_name_and_gaps_are_missing() -> None:
    """A pinned message is no report and no gap; 7 and 8 are gone."""
    pinned = {"id": 6, "type": "service", "action": "pin_message", "date_unixtime": "1777793400"}

    reading = read(a_chat(a_message(5, text="a"), pinned, a_message(9, text="b")))

    assert [(refusal.reason, refusal.why) for refusal in reading.refusals] == [("service message", "pin_message")]
    assert reading.missing == ("77/7", "77/8")


def test_an_export_of_many_chats_keeps_them_apart() -> None:
    """Numbers are a chat's own."""
    other = a_chat(a_message(5, text="b")) | {"id": 78}

    reading = read({"chats": {"list": [a_chat(a_message(5, text="a")), other]}})

    assert [report.guid for report in reading.reports] == ["77/5", "78/5"]
    assert reading.channel is None
    assert reading.missing == ()


def test_a_broken_message_costs_itself_only() -> None:
    """What is no object is refused."""
    reading = read(a_chat("nonsense", a_message(5, text={"odd": 1}), a_message(6, text="b")))

    assert [refusal.reason for refusal in reading.refusals] == ["unreadable message"]
    assert [report.body.text for report in reading.reports] == ["", "b"]


def test_json_of_another_kind_is_no_export() -> None:
    """A list of messages is what makes one."""
    with pytest.raises(InputError):
        read({"messages": "none"})


def read(value: Any) -> Reading:
    """Read an export as the door does."""
    return read_export(Document(json.dumps(value).encode()))


def a_chat(*messages: Any) -> dict[str, Any]:
    """Write an export of one channel."""
    return {"name": "Harbour news", "type": "public_channel", "id": 77, "messages": list(messages)}


def a_message(number: int, **more: Any) -> dict[str, Any]:
    """Write a message."""
    return {
        "id": number,
        "type": "message",
        "date": "2026-05-03T10:30:00",
        "date_unixtime": "1777793400",
        "from": "Harbour news",
        "from_id": "channel77",
        "text": "",
        **more,
    }
