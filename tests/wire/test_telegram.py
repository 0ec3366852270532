"""Telegram's preview pages, made up after the form of the real ones."""

from __future__ import annotations

import pytest

from mediawire.report import Source
from mediawire.wire.document import Document
from mediawire.wire.reading import Change, InfoSource, Picture, Reading, Verdict
from mediawire.wire.telegram import find_missing, read_preview

ADDRESS = "https://t.me/s/harbour"
STYLE = "width:800px;background-image:url('//c.example/a.jpg')"
PHOTO = f'<a class="tgme_widget_message_photo_wrap" style="{STYLE}"></a>'


def test_a_post_is_a_report_without_a_headline() -> None:
    """Its guid is channel and number, its time has a zone, its outlet is the channel."""
    page = a_page(a_post(12, text("The harbour <b>burns</b>.<br/>Two ships sank.")))

    reading = read(page)

    (report,) = reading.reports
    assert report.guid == "harbour/12"
    assert report.url == "https://t.me/harbour/12"
    assert report.headline is None
    assert report.body.text == "The harbour burns.\nTwo ships sank."
    assert "<b>burns</b>" in (report.body.html or "")
    assert report.published is not None
    assert report.published.isoformat() == "2026-05-03T10:30:00+03:00"
    assert report.stated[0].stated == "2026-05-03T10:30:00+03:00"
    assert report.outlet == "Harbour news"
    assert report.others["views"] == ("1.2K",)


def test_the_page_tells_its_channel_and_where_older_posts_stand() -> None:
    """Title, address and description stand in the page's column."""
    reading = read(a_page(a_post(12, text("a"))))

    assert reading.channel is not None
    assert reading.channel.title == "Harbour news"
    assert reading.channel.url == "https://t.me/harbour"
    assert reading.channel.description == "All about ships"
    assert reading.channel.next_url == "https://t.me/s/harbour?before=12"
    assert reading.channel.others["counters"] == ("12K subscribers",)


def test_a_forwarded_post_names_its_origin() -> None:
    """The source of a source is the originator; the channel only distributes."""
    link = '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/quay/7"><span>Quay</span></a>'
    forwarded = f'<div class="tgme_widget_message_forwarded_from">Forwarded from&nbsp;{link}</div>'

    (report,) = read(a_page(a_post(12, forwarded + text("a")))).reports

    assert report.source == Source("Quay", "https://t.me/quay/7")
    assert report.info_sources == (
        InfoSource("originator", "Quay", "https://t.me/quay/7"),
        InfoSource("distributor", "Harbour news", "https://t.me/harbour"),
    )


def test_an_album_is_one_report_and_its_numbers_are_not_missing() -> None:
    """Pictures 12 to 14 belong together; 15 is missing."""
    page = a_page(a_post(12, album(12, 3) + text("Three pictures")), a_post(16, text("b")))

    reading = read(page)

    assert len(reading.reports) == 2
    assert [picture.url for picture in reading.reports[0].pictures] == [
        "https://cdn.example/12.jpg",
        "https://cdn.example/13.jpg",
        "https://cdn.example/14.jpg",
    ]
    assert reading.missing == ("harbour/15",)


def test_a_poll_is_a_body() -> None:
    """Question and answers are the post's letters; percentages and the kind of poll are not."""
    answers = "".join(
        '<div class="tgme_widget_message_poll_option">'
        f'<div class="tgme_widget_message_poll_option_percent">{share}</div>'
        f'<div class="tgme_widget_message_poll_option_text">{words}</div></div>'
        for words, share in (("Yes", "60%"), ("No", "40%"))
    )
    poll = (
        '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Rebuild?</div>'
        f'<div class="tgme_widget_message_poll_type">Anonymous Poll</div>{answers}</div>'
    )

    (report,) = read(a_page(a_post(12, poll))).reports

    assert report.body.text == "Rebuild?\n\nYes\n\nNo"
    assert report.others["poll_percent"] == ("60%", "40%")
    assert report.others["poll_type"] == ("Anonymous Poll",)


def test_an_edited_post_is_an_update_of_unknown_time() -> None:
    """The preview says that a post was edited, and not when."""
    (report,) = read(a_page(a_post(12, text("a"), meta="edited&nbsp;"))).reports

    assert report.change is Change.UPDATE
    assert report.modified is None
    assert report.others["edited"] == ("edited",)


def test_a_signature_is_the_byline() -> None:
    """Channels may sign their posts."""
    meta = '<span class="tgme_widget_message_from_author">Ann Quay</span>,&nbsp;'

    (report,) = read(a_page(a_post(12, text("a"), meta=meta))).reports

    assert report.byline == "Ann Quay"
    assert report.change is None


def test_a_reply_is_not_part_of_the_text() -> None:
    """What is replied to is kept apart."""
    reply = (
        '<a class="tgme_widget_message_reply" href="https://t.me/harbour/3"><span '
        'class="tgme_widget_message_author_name">Harbour news</span><div class="tgme_widget_message_text '
        'js-message_reply_text">Older words</div></a>'
    )

    (report,) = read(a_page(a_post(12, reply + text("New words")))).reports

    assert report.body.text == "New words"
    assert report.others["reply_to"] == ("https://t.me/harbour/3",)
    assert report.others["reply_text"] == ("Older words",)


def test_a_link_preview_is_kept_apart_and_its_address_is_a_link() -> None:
    """The title of another page is not the post's own word."""
    preview = (
        '<a class="tgme_widget_message_link_preview" href="https://quay.example/1">'
        '<div class="link_preview_site_name">Quay</div><div class="link_preview_title">Fire</div>'
        '<i class="link_preview_image" style="background-image:url(\'//cdn.example/p.jpg\')"></i></a>'
    )

    (report,) = read(a_page(a_post(12, text('See <a href="?q=%23fire">#fire</a>') + preview))).reports

    assert report.body.text == "See #fire"
    assert report.links == ("https://quay.example/1",)
    assert report.keywords == ("fire",)
    assert report.others["link_preview_title"] == ("Fire",)
    assert report.others["link_preview_picture"] == ("https://cdn.example/p.jpg",)
    assert report.pictures == ()


@pytest.mark.parametrize(
    ("markup", "picture"),
    [
        (
            PHOTO,
            Picture("https://c.example/a.jpg", width=800),
        ),
        (
            '<a class="tgme_widget_message_video_player"><video src="//c.example/a.mp4"></video></a>',
            Picture("https://c.example/a.mp4", "video"),
        ),
        (
            '<a class="tgme_widget_message_voice_player"><audio src="//c.example/a.ogg"></audio></a>',
            Picture("https://c.example/a.ogg", "audio"),
        ),
        (
            '<a class="tgme_widget_message_document_wrap" href="https://t.me/harbour/12">'
            '<div class="tgme_widget_message_document_title">plan.pdf</div>'
            '<div class="tgme_widget_message_document_extra">2 KB</div></a>',
            Picture("https://t.me/harbour/12", "document", headline="plan.pdf", caption="2 KB", size_bytes=2048),
        ),
        (
            '<i class="tgme_widget_message_sticker" data-webp="//c.example/s.webp"></i>',
            Picture("https://c.example/s.webp", "graphic"),
        ),
    ],
)
def test_what_goes_with_a_post_is_a_picture_of_its_kind(markup: str, picture: Picture) -> None:
    """Photographs, films, sounds, files and stickers are told apart."""
    (report,) = read(a_page(a_post(12, markup))).reports

    assert report.pictures == (picture,)
    assert report.completeness.verdict is Verdict.COMPLETE


def test_a_post_that_only_the_app_shows_is_incomplete() -> None:
    """An empty post is not passed off as whole."""
    hint = '<div class="message_media_not_supported">Please open Telegram to view this post</div>'

    (report,) = read(a_page(a_post(12, hint))).reports

    assert report.completeness.verdict is Verdict.INCOMPLETE


def test_a_service_message_is_refused_by_name_and_takes_its_number() -> None:
    """What Telegram itself says is no report, and no gap either."""
    service = a_post(13, text("Channel photo updated"), classes="service_message")

    reading = read(a_page(a_post(12, text("a")), service, a_post(14, text("b"))))

    assert [refusal.reason for refusal in reading.refusals] == ["service message"]
    assert reading.refusals[0].where == "harbour/13"
    assert reading.missing == ()


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (
            '<div class="tgme_page"><div class="tgme_page_title">Harbour</div>'
            '<div class="tgme_page_extra">12 345 subscribers</div></div>',
            "preview off",
        ),
        ('<div class="tgme_page"><div class="tgme_page_extra">@harbour</div></div>', "no such channel"),
        ('<div class="tgme_channel_info"></div><section class="tgme_channel_history"></section>', "no posts"),
    ],
)
def test_a_page_without_posts_is_refused_with_its_reason(page: str, reason: str) -> None:
    """Off, unknown and empty are three things."""
    reading = read(page)

    assert reading.reports == ()
    assert [refusal.reason for refusal in reading.refusals] == [reason]


def test_a_wide_gap_is_counted_and_not_listed_without_end() -> None:
    """A page may hold posts years apart."""
    missing, left_off = find_missing({"harbour": {1, 1_000_000}})

    assert len(missing) == 10_000
    assert left_off == 1_000_000 - 2 - 10_000


def read(page: str) -> Reading:
    """Read a page as the door does."""
    return read_preview(Document(page.encode(), ADDRESS))


def a_page(*posts: str) -> str:
    """Write a page of a channel."""
    return (
        '<html><head><link rel="prev" href="/s/harbour?before=12"></head><body><div class="tgme_channel_info">'
        '<div class="tgme_channel_info_header_title"><span>Harbour news</span></div>'
        '<div class="tgme_channel_info_header_username"><a href="https://t.me/harbour">@harbour</a></div>'
        '<div class="tgme_channel_info_description">All about ships</div><div class="tgme_channel_info_counter">'
        '<span class="counter_value">12K</span> <span class="counter_type">subscribers</span></div></div>'
        f"{''.join(posts)}</body></html>"
    )


def a_post(number: int, inner: str, meta: str = "", classes: str = "") -> str:
    """Write a post."""
    date = (
        f'<a class="tgme_widget_message_date" href="https://t.me/harbour/{number}">'
        '<time datetime="2026-05-03T10:30:00+03:00" class="time">10:30</time></a>'
    )
    return (
        '<div class="tgme_widget_message_wrap">'
        f'<div class="tgme_widget_message {classes}" data-post="harbour/{number}">'
        '<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" '
        f'href="https://t.me/harbour"><span>Harbour news</span></a></div>{inner}'
        '<div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span>'
        f'<span class="tgme_widget_message_meta">{meta}{date}</span></div></div></div>'
    )


def text(words: str) -> str:
    """Write a post's text, with the spacer that the preview puts behind it."""
    spacer = '<span style="display: inline-block; width: 64px;"></span>'
    return f'<div class="tgme_widget_message_text js-message_text before_footer" dir="auto">{words}{spacer}</div>'


def album(first: int, count: int) -> str:
    """Write the pictures of an album."""
    pictures = "".join(
        f'<a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/harbour/{number}?single" '
        f"style=\"background-image:url('https://cdn.example/{number}.jpg')\"></a>"
        for number in range(first, first + count)
    )
    return f'<div class="tgme_widget_message_grouped_wrap">{pictures}</div>'


def test_a_text_is_found_without_the_mark_for_scripts() -> None:
    """Some mirrors leave out classes that only scripts use."""
    page = a_page(a_post(12, text("The harbour burns."))).replace("js-message_text", "")

    (report,) = read(page).reports

    assert report.body.text == "The harbour burns."


def test_the_last_post_of_a_page_that_breaks_off_is_incomplete() -> None:
    """What came after it is refused by name."""
    page = "<html><body>" + a_post(12, text("Whole.")) + a_post(13, text("The harbour burns."))[:-40]

    reading = read(page)

    first, last = reading.reports
    assert first.completeness.verdict is Verdict.COMPLETE
    assert last.completeness.verdict is Verdict.INCOMPLETE
    assert [refusal.reason for refusal in reading.refusals] == ["cut off"]
