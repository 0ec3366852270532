"""Bytes of pages and feeds become text, in the charset that was stated where it fits."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.errors import NotText
from mediawire.wire.charset import decode_bytes, decode_document
from mediawire.wire.charset_labels import LABELS, find_charset
from mediawire.wire.document import Document

SENTENCE = "Der Bürgermeister sagte: „Die Brücke öffnet im März“ – früher als geplant."
RUSSIAN = "Глава города сообщил вчера, что мост через реку откроют для движения в начале сентября."


def a_feed(text: str, stated: str | None = None) -> str:
    """Write a feed that states its charset in the XML declaration."""
    declaration = f'<?xml version="1.0" encoding="{stated}"?>' if stated else ""
    return f"{declaration}<rss><channel><title>{text}</title></channel></rss>"


def test_iso_8859_1_is_windows_1252() -> None:
    """What states ISO-8859-1 is read as windows-1252, curly quotes and all, as browsers do."""
    data = a_feed(SENTENCE, "iso-8859-1").encode("cp1252")

    text = decode_bytes(data)

    assert SENTENCE in text.text
    assert (text.encoding, text.how, text.warnings) == ("windows-1252", "XML declaration", ())


def test_gb2312_reads_letters_that_only_gb18030_has() -> None:
    """What states GB 2312 is read with the larger set that holds it."""
    data = a_feed("市长昨天宣布：朱镕基大桥通车", "gb2312").encode("gb18030")

    text = decode_bytes(data)

    assert "朱镕基" in text.text


@pytest.mark.parametrize("wide", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_text_is_told_by_its_bytes(wide: str) -> None:
    """A byte order mark, or zero bytes, are stronger than whatever is declared inside."""
    data = a_feed(SENTENCE, "iso-8859-1").encode(wide)

    text = decode_bytes(data)

    assert text.text == a_feed(SENTENCE, "iso-8859-1")


def test_http_is_stronger_than_the_declaration() -> None:
    """Where both could be, the charset of the content type is used, and the other is told."""
    document = Document(a_feed(RUSSIAN, "windows-1252").encode("koi8-r"), None, "text/xml; charset=KOI8-R")

    text = decode_document(document)

    assert RUSSIAN in text.text
    assert text.how == "content type"
    assert text.warnings == ("XML declaration states charset 'windows-1252'; the one of the content type is used",)


def test_a_stated_charset_that_does_not_fit_gives_way() -> None:
    """Of two stated charsets the one that fits the bytes is used, and the other is told."""
    document = Document(a_feed(SENTENCE, "windows-1252").encode("cp1252"), None, "text/xml; charset=utf-8")

    text = decode_document(document)

    assert SENTENCE in text.text
    assert text.warnings == ("content type states charset 'utf-8', which does not fit the bytes",)


def test_plain_utf8_wins_over_a_server_that_says_latin1() -> None:
    """Bytes that are plainly UTF-8 are UTF-8, whatever a server adds to every answer."""
    document = Document(a_feed(SENTENCE).encode(), None, "text/xml; charset=ISO-8859-1")

    text = decode_document(document)

    assert SENTENCE in text.text
    assert text.encoding == "UTF-8"


def test_a_charset_that_nobody_knows_is_told() -> None:
    """A nonsense name is a warning, and the bytes decide."""
    text = decode_bytes(a_feed(SENTENCE, "x-nonsense").encode())

    assert SENTENCE in text.text
    assert text.warnings == ("XML declaration states charset 'x-nonsense', which nobody knows",)


def test_statistics_decide_where_nothing_fits() -> None:
    """A page in a Cyrillic code page that calls itself UTF-8 is read by its letters."""
    page = f'<html><head><meta charset="utf-8"></head><body>{RUSSIAN * 5}</body></html>'

    text = decode_bytes(page.encode("cp1251"))

    assert RUSSIAN in text.text
    assert text.encoding == "windows-1251"


def test_meta_in_a_comment_states_nothing() -> None:
    """A charset in a comment or a script is none."""
    page = f"<html><head><!-- <meta charset=koi8-r> --><meta charset=windows-1251></head><body>{RUSSIAN}</body></html>"

    text = decode_bytes(page.encode("cp1251"))

    assert RUSSIAN in text.text


def test_utf16_that_a_page_states_of_itself_is_none() -> None:
    """A page that can be read byte by byte is not in UTF-16, whatever it says."""
    text = decode_bytes(b'<html><head><meta charset="utf-16"></head><body>plain</body></html>')

    assert "plain" in text.text
    assert text.encoding == "UTF-8"


def test_surrogate_pairs_are_joined() -> None:
    """A character written as two surrogates (CESU-8) becomes the one it is, which is told."""
    text = decode_bytes(b"<rss><title>\xed\xa0\xbd\xed\xb8\x80</title></rss>")

    assert text.text == "<rss><title>\U0001f600</title></rss>"
    assert text.warnings == ("characters written as two surrogates were joined; 0 stand alone",)


def test_a_picture_is_no_text() -> None:
    """Bytes of a format that is no text are refused."""
    with pytest.raises(NotText):
        decode_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def test_every_label_means_a_codec_that_python_has() -> None:
    """No label leads to a codec that does not exist, and none to one that is no charset."""
    found = {codecs.lookup(charset.codec).name for charset in LABELS.values()}

    assert len(found) > 35
    assert not found & {"rot13", "base64", "zlib", "punycode", "idna", "utf-7"}


@pytest.mark.parametrize("label", ["rot13", "base64", "utf-7", "idna", "", "../../etc"])
def test_labels_of_no_charset_mean_none(label: str) -> None:
    """A label is looked up in a table, and never handed to Python."""
    assert find_charset(label) is None


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "big5", "utf-16", "nonsense", "iso-2022-jp"]))
def test_any_bytes_are_text_or_refused(data: bytes, stated: str | None) -> None:
    """Whatever the bytes and whatever is stated, there is a text or `NotText`, and nothing else."""
    try:
        text = decode_bytes(b"<" + data, stated)
    except NotText:
        return

    assert isinstance(text.text, str)
    assert text.encoding


@given(st.text(min_size=1, max_size=60).filter(lambda text: "\0" not in text and text.isprintable()))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """Text sent as UTF-8 under its own name comes back letter for letter."""
    written = a_feed(text.replace("<", "&lt;").replace("&", "&amp;"), "utf-8")

    assert decode_bytes(written.encode()).text == written
