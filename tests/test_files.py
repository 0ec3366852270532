"""Bytes become text, and the reader is told how."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire import files
from mediawire.errors import InputError, NotText
from mediawire.files import read_text

RUSSIAN = 'Представитель ведомства сообщил в среду, что мост откроют весной. "Работы идут по плану", - добавил он.\r\n'
GERMAN = "Die Behörde erklärte am Mittwoch, die Brücke werde im Frühjahr geöffnet. „Wir sind im Plan“, hieß es.\r\n"
POLISH = "Urząd oświadczył w środę, że most zostanie otwarty wiosną. Część robót wciąż trwa, źródło: rzecznik.\r\n"
GREEK = "Η υπηρεσία ανακοίνωσε την Τετάρτη ότι η γέφυρα θα ανοίξει την άνοιξη.\r\n"
HEBREW = "הרשות הודיעה ביום רביעי כי הגשר ייפתח באביב הקרוב לתנועה.\r\n"
ARABIC = "أعلنت الهيئة يوم الأربعاء أن الجسر سيفتح أمام حركة المرور في الربيع.\r\n"
TURKISH = "Kurum çarşamba günü köprünün ilkbaharda açılacağını söyledi. İşler sürüyor.\r\n"
JAPANESE = "当局は水曜日、橋は春に開通すると発表した。「工事は計画どおりだ」と述べた。\r\n"
CHINESE = "该机构星期三表示，大桥将于春天开放。他说：“工程按计划进行。”\r\n"
KOREAN = "당국은 수요일 다리가 봄에 개통될 것이라고 밝혔다. 공사는 계획대로 진행되고 있다.\r\n"
THAI = "หน่วยงานแถลงเมื่อวันพุธว่าสะพานจะเปิดใช้ในฤดูใบไม้ผลิ\r\n"
ALL = (RUSSIAN, GERMAN, POLISH, GREEK, HEBREW, ARABIC, TURKISH, JAPANESE, CHINESE, KOREAN, THAI, "Plain English.\r\n")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize("codec", UNICODE)
@pytest.mark.parametrize("text", ALL)
def test_every_unicode_encoding_is_read_with_and_without_a_mark(text: str, codec: str) -> None:
    """In every script, and the line ends stay as they were."""
    read = read_text(text.encode(codec))

    assert read.text == text
    assert read.encoding.lower().startswith(codec.removesuffix("-sig")[:6])
    assert read.warnings == ()


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "iso8859-5", "iso-8859-5"),
        (GERMAN, "cp1252", "windows-1252"),
        (POLISH, "cp1250", "windows-1250"),
        (GREEK, "cp1253", "windows-1253"),
        (HEBREW, "cp1255", "windows-1255"),
        (ARABIC, "cp1256", "windows-1256"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        (CHINESE, "gb18030", "gb18030"),
        (KOREAN, "cp949", "cp949"),
        (THAI, "cp874", "windows-874"),
    ],
)
def test_a_legacy_code_page_is_recognised_and_named(text: str, codec: str, label: str) -> None:
    """One paragraph is enough."""
    read = read_text(text.encode(codec))

    assert (read.text, read.encoding) == (text, label)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1))
def test_valid_utf8_is_read_as_it_is(text: str) -> None:
    """No statistics stand against bytes that are valid UTF-8 throughout."""
    read = read_text(b"headline: " + text.encode())

    assert read.text == "headline: " + text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No input gives a traceback: it is a text, or it is not."""
    try:
        text = read_text(data, "data").text
    except NotText as refused:
        assert str(refused).startswith("data: not text")
    else:
        assert isinstance(text, str)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"PK\x03\x04\x14\0\x06\0", "a ZIP archive or an office document"),
        (b"\x1f\x8b\x08\0\0\0", "a gzip archive"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture, sound or film"),
        (b"\0\0\0\x20ftypisom", "a picture or film"),
        (b"{\\rtf1\\ansi", "an RTF document; save it as plain text"),
        (b"\0" * 1000, "not text in any encoding we know"),
        (bytes(range(256)) * 4, "not text in any encoding we know"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    """The message says what the file is, in one line."""
    with pytest.raises(NotText) as refused:
        read_text(data, "file")

    assert what in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_empty_file_is_an_empty_text() -> None:
    """There is nothing to read in it, and nothing wrong with it."""
    assert read_text(b"").text == ""


def test_nul_characters_are_kept_and_told() -> None:
    """A text with zero bytes inside is a text all the same."""
    read = read_text(b"The bridge\0 will open in spring.")

    assert read.text == "The bridge\0 will open in spring."
    assert read.warnings == ("holds 1 NUL character",)


def test_a_few_broken_bytes_are_told() -> None:
    """A file cut in the middle of a letter is still UTF-8."""
    read = read_text(RUSSIAN.encode()[:-3] + b"\xd0")

    assert read.encoding == "UTF-8"
    assert read.text.endswith("\ufffd")
    assert read.warnings == ("1 broken place could not be read (shown as \ufffd)",)


def test_a_lone_surrogate_is_kept_and_told() -> None:
    """Other software writes halves of characters; positions must not move for it."""
    read = read_text("half \ud800 of it".encode("utf-8", "surrogatepass"))

    assert read.text == "half \ud800 of it"
    assert read.warnings == ("holds 1 lone surrogate",)


def test_markup_is_told() -> None:
    """Who gives a page instead of its text should know what is compared."""
    read = read_text(b"\n<!DOCTYPE html><p>The bridge</p>")

    assert read.warnings == ("looks like a page with markup; the markup is compared as text",)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    """Newlines are kept as received."""
    path = tmp_path / "report.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")

    assert read_text(path).text == "one\r\ntwo\rthree\n"


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    """The line names the file and what is wrong with it."""
    with pytest.raises(InputError, match=r"nothing\.txt: no such file$"):
        read_text(tmp_path / "nothing.txt")


def test_a_directory_is_one_clear_line(tmp_path: Path) -> None:
    """A folder is no text."""
    with pytest.raises(InputError, match=r"a directory, not a file$"):
        read_text(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_one_clear_line(tmp_path: Path) -> None:
    """Someone else's file stays someone else's."""
    path = tmp_path / "closed.txt"
    path.write_text("closed")
    path.chmod(0)

    with pytest.raises(InputError, match=r"no permission to read$"):
        read_text(path)


def test_a_name_that_cannot_be_one_is_a_clear_line() -> None:
    """A zero byte in a name is refused by the system."""
    with pytest.raises(InputError):
        read_text("a\0b")


def test_more_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless stream ends in one clear line, not in all the memory."""
    monkeypatch.setattr(files, "MOST_BYTES", 3 << 20)
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * (4 << 20))

    with pytest.raises(InputError, match=r"larger than 3 MB$"):
        read_text(path)
