from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.text.sentences import find_sentences


def cut(text: str) -> list[str]:
    """Cut a text into its sentences."""
    return [span.of(text) for span in find_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The bridge is open.", "Nobody came!", "Why not?", "It rained."],
        ['"We have waited," he said.', '"For a year."', "Then he left."],
        ["He asked: “Why?”", "She did not know…", "Nobody did."],
        ["„Wir haben gewartet.“", "Dann ging er."],
        ["Мост открыт.", "Никто не пришёл!", "Почему?"],
        ["پل باز شد.", "چرا؟", "باران بارید."],
        ["یہ پل کھل گیا۔", "کوئی نہیں آیا۔"],
        ["पुल खुल गया।", "कोई नहीं आया।"],
        ["الجسر مفتوح.", "لماذا؟", "لا أحد يعلم."],
        ["Η γέφυρα άνοιξε.", "Κανείς δεν ήρθε."],
        ["הגשר נפתח.", "איש לא בא."],
        ["Կամուրջը բաց է։", "Ոչ ոք չեկավ։"],
    ],
)
def test_sentences_end_at_their_marks_in_every_script(sentences: list[str]) -> None:
    """A mark ends a sentence; the quotation mark that closes after it belongs to it."""
    text = " ".join(sentences)

    found = cut(text)

    assert found == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["大桥通车了。", "没有人来！", "为什么？"],
        ["市长说：“我们等了很久。”", "他走了。"],
        ["橋が開いた。", "「誰も来ない。」", "雨だった。"],
    ],
)
def test_scripts_without_spaces_need_none_after_the_mark(sentences: list[str]) -> None:
    """East Asian marks end a sentence by themselves."""
    text = "".join(sentences)

    found = cut(text)

    assert found == sentences


def test_a_quotation_mark_that_opens_the_next_sentence_is_not_taken() -> None:
    """After 。 a “ opens; after a full stop the same mark closes a German quotation."""
    found = cut("大桥通车了。“我们等了很久。”")

    assert found == ["大桥通车了。", "“我们等了很久。”"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Doe met Gen. J. R. Roe of the U.S. Army in St. Moritz on Nov. 22.",
        "Shares of Example Inc. Ltd. fell 3.5 percent to $1.20 at 4 p.m. London time.",
        "Die Brücke kostete z.B. am 22. November rund 3,5 Mio. Euro, sagte Dr. Meier.",
        "Он живёт на ул. Ленина, д. 5, в г. Москве, т.е. в центре, с 2019 г. по сей день.",
        "See example.com or write to jane.doe@example.com for No. 5 of the list.",
        "The band Yahoo! played on... and nobody minded.",
        "“Why not?” she asked the mayor of Example v. Sample fame.",
        "สะพานเปิดแล้ว ไม่มีใครมา เพราะฝนตก",
    ],
)
def test_stops_that_end_nothing_leave_one_sentence(sentence: str) -> None:
    """Abbreviations, initials, ordinals, decimals, addresses, and what goes on in small letters."""
    found = cut(sentence)

    assert found == [sentence]


def test_an_abbreviation_may_end_a_sentence() -> None:
    """Where a usual first word follows "U.S.", "p.m." or "Inc.", the sentence was over."""
    found = cut("He moved to the U.S. The mayor stayed. It opens at 4 p.m. He left in 2019. Nobody knew.")

    assert found == [
        "He moved to the U.S.",
        "The mayor stayed.",
        "It opens at 4 p.m.",
        "He left in 2019.",
        "Nobody knew.",
    ]


def test_a_year_and_the_russian_word_for_year_may_end_a_sentence() -> None:
    """After a number г. is "year" and may stand last; before a name it is "city"."""
    found = cut("Мост открыт в 2020 г. Мэр доволен. Он живёт в г. Туле.")

    assert found == ["Мост открыт в 2020 г.", "Мэр доволен.", "Он живёт в г. Туле."]


def test_the_stops_of_a_dateline_end_no_sentence() -> None:
    """Sentences are cut behind the floor only; the dateline is part of the first."""
    text = "ТАСС, 6 октября. Мост открыт. Мэр доволен."

    found = [span.of(text) for span in find_sentences(text, 0, len(text), floor=16)]

    assert found == ["ТАСС, 6 октября. Мост открыт.", "Мэр доволен."]


@given(st.text(st.one_of(st.characters(), st.sampled_from(" .!?…\"“”'»«。！؟۔।)(\n\xa0Aa1"))))
def test_sentences_are_trimmed_ordered_and_complete(text: str) -> None:
    """Every character that is not white space is in exactly one sentence."""
    spans = find_sentences(text, 0, len(text))

    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
