"""Speakers: who is told to have said a quotation, in which words, and where."""

from __future__ import annotations

import re

import pytest

from mediawire.report import Span
from mediawire.text.quotations import find_quotations


def told_in(text: str) -> list[tuple[str | None, str | None]]:
    """Give each quotation's speaker and the words that tell it; each line is a paragraph."""
    paragraphs = [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]
    return [
        (quotation.speaker, quotation.speaker_span.of(text) if quotation.speaker_span else None)
        for quotation in find_quotations(text, paragraphs)
    ]


def speakers_in(text: str) -> list[str | None]:
    """Give each quotation's speaker; each line is a paragraph."""
    return [speaker for speaker, _ in told_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“The quay is shut,” said Ada Holm.",
        "“The quay is shut,” Ada Holm said on Monday.",
        "“The quay is shut,” Ada Holm, who leads the union, told reporters.",
        "“The quay is shut,” according to Ada Holm.",
        "“The quay is shut!” shouted Ada Holm as she left.",
        "“The quay is shut,” fumed Ada Holm.",
        "“The quay is shut.” ― Ada Holm",
        "“The quay is shut.”\n— Ada Holm",
        "Ada Holm, 54, of Turku, said the quay was “shut.”",
        "Ada Holm said: “The quay is shut.”",
        "Ada Holm, a crane driver, said, “The quay is shut.”",
        "In a letter to the board, Ada Holm wrote that the quay was “shut for good.”",
        "According to Ada Holm, “the quay is shut.”",
        "Ada Holm left the meeting, calling the quay “shut for good.”",
        "Ada Holm leaned in and boomed: “The quay is shut.”",
        "Ada Holm (I-Turku) told the board the quay was “shut.”",
        "As Ada Holm, No. 2 on the board, put it: “The quay is shut.”",
        "Ada Holm disagreed. She said it was late.\n“The quay,” Ada Holm added, “is shut.”",
    ],
)
def test_english_cues(text: str) -> None:
    """Before, after or around the quotation, the cue's subject is the speaker."""
    assert set(speakers_in(text)) == {"Ada Holm"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("«Мы не видели судов», — сказал капитан Олег Ладин.", "Олег Ладин"),
        ("«Мост откроют весной, — заявила Анна Белова. — Деньги есть».", "Анна Белова"),
        ("По словам Олега Ладина, «груз потерян».", "Олега Ладина"),
        ("В порту сообщили, что «судов не видели».", "порту"),
        ("«Судов не видели»,- сообщил Центр порта.", "Центр порта"),
        ("«Судов не видели», — власти", "власти"),
        ("«Мы не видели судов», — сказал Ладин журналистам.", "Ладин"),
        ("«Мы не видели судов», — сказал капитан Олег Ладин журналистам в четверг.", "Олег Ладин"),
        ("«Мы не видели судов», — сообщила Анна Белова агентству вчера.", "Анна Белова"),
        ("«Мы не видели судов», — сказал Ладин газете.", "Ладин"),
        ("«Мы не видели судов», — сказал Ян ван дер Ладин.", "Ян ван дер Ладин"),
        ("«Мы не видели судов», — сообщила служба МЧС региона.", "служба МЧС региона"),
        ("«Ми не бачили суден», — сказав Ладін журналістам.", "Ладін"),
        ("«Ми не бачили суден», — сказав капітан Олег Ладін.", "Олег Ладін"),
        ("„Wir haben kein Schiff gesehen“, sagte Jan Holm am Montag.", "Jan Holm"),
        ("Jan Holm sagte: „Wir haben kein Schiff gesehen.“", "Jan Holm"),
        ("« Nous n’avons vu aucun navire », a déclaré le capitaine Jean Roche.", "Jean Roche"),
        ("« Nous partons, a déclaré Jean Roche, dès demain. »", "Jean Roche"),
        ("„Wir haben kein Schiff gesehen“, so Holm weiter.", "Holm"),
        ("„Kein Schiff“, sagte Holm der Zeitung.", "Holm"),
        ("“No vimos ningún barco”, dijo el capitán Luis Prado.", "Luis Prado"),
        ("«Non abbiamo visto navi», ha detto il capitano Marco Riva.", "Marco Riva"),
        ("“Não vimos navio algum”, afirmou o capitão Rui Prado.", "Rui Prado"),
        ('Ali Demir, "Hiç gemi görmedik" dedi.', "Ali Demir"),
        ('Ali Demir, "Hiç gemi görmedik" ifadesini kullandı.', "Ali Demir"),
        ("«Δεν είδαμε πλοίο», είπε ο Νίκος Ρήγας.", "Νίκος Ρήγας"),
        ("”Vi såg inget fartyg”, sade kapten Lars Holm.", "Lars Holm"),
        ("„Nie widzieliśmy statku” – powiedział kapitan Jan Lis.", "Jan Lis"),
        ('وقال سامي حداد: "لم نر أي سفينة".', "سامي حداد"),
        ("رضا کریمی گفت: «هیچ کشتی ندیدیم».", "رضا کریمی"),
        ("علی رضا نے کہا کہ “ہم نے کوئی جہاز نہیں دیکھا۔”", "علی رضا"),
        ("علی رضا نے کراچی میں خطاب کرتے ہوئے کہا کہ “جہاز نہیں آیا۔”", "علی رضا"),
        ('김민수 선장은 어제 부산에서 "배를 보지 못했다"고 말했다.', "김민수 선장"),
        ("علی رضا کا کہنا ہے کہ “جہاز نہیں آیا۔”", "علی رضا"),
        ('राम सिंह ने कहा, "हमने कोई जहाज नहीं देखा।"', "राम सिंह"),
        ('"לא ראינו אוניה", אמר דן לוי.', "דן לוי"),
        ("船长李明说：“我们没有看到船。”", "船长李明"),
        ("“我们没有看到船，”李明说。", "李明"),
        ("李明在会上表示，“我们没有看到船”。", "李明"),
        ("田中船長は「船は見なかった」と述べた。", "田中船長"),
        ("「船は見なかった」と田中船長は語った。", "田中船長"),
        ('김민수 선장은 "배를 보지 못했다"고 말했다.', "김민수 선장"),
        ('กัปตันสมชายกล่าวว่า "เราไม่เห็นเรือ"', "กัปตันสมชาย"),
        ('"Kami tidak melihat kapal," kata Budi Santoso.', "Budi Santoso"),
    ],
)
def test_cues_of_many_languages(text: str, speaker: str) -> None:
    """No language need be known: the tables of all stand together."""
    assert speakers_in(text) == [speaker]


def test_speaker_span_keeps_office_and_description() -> None:
    """The name is the speaker; the span is all that the report says of who spoke."""
    text = "“It is shut,” said union chief Ada Holm, who leads the strike."

    assert told_in(text) == [("Ada Holm", "union chief Ada Holm, who leads the strike")]


def test_cue_is_placed() -> None:
    """The word that tells who spoke has its place as well."""
    text = "“It is shut,” Holm remarked."

    (found,) = find_quotations(text, [Span(0, len(text))])

    assert found.cue is not None
    assert found.cue.of(text) == "remarked"


def test_pronoun_stands_for_the_last_speaker() -> None:
    """A pronoun is given the latest speaker's name; its place stays where the pronoun stands."""
    text = "“It is shut,” Holm said.\n“It is late,” she added."

    assert told_in(text) == [("Holm", "Holm"), ("Holm", "she")]


def test_pronoun_stands_for_the_name_that_opened_a_sentence() -> None:
    """A person who was named since, at the head of a sentence, goes before the last speaker."""
    assert speakers_in("“It is shut,” Holm said.\nJo Lind walked in. “It is open,” he said.") == ["Holm", "Jo Lind"]


def test_pronoun_respects_a_title() -> None:
    """He is not Mrs. Holm."""
    text = "“It is shut,” Mr. Lind said. “It is open,” Mrs. Holm said.\n“It was shut,” he said."

    assert speakers_in(text) == ["Mr. Lind", "Mrs. Holm", "Mr. Lind"]


@pytest.mark.parametrize(
    "text", ["“No hay barco”, dijo Luis Prado.\n“No hay dinero”, agregó.", "قال Luis Prado: «لا».\nوأضاف: «لن نتراجع»."]
)
def test_verb_without_a_subject(text: str) -> None:
    """Where a language leaves out the subject, the last speaker goes on."""
    assert speakers_in(text) == ["Luis Prado"] * 2


def test_house_is_no_woman() -> None:
    """A house that opened a sentence is not who a pronoun means."""
    assert (
        speakers_in("“It is shut,” Holm said.\nHarbour House officials left. “It is open,” she said.") == ["Holm"] * 2
    )


def test_several_are_not_one() -> None:
    """A pronoun for several, or for a thing, is given nobody's name."""
    assert speakers_in("“It is shut,” Holm said.\n“It is open,” they said.") == ["Holm", "they"]


def test_who_stands_for_the_name_before_it() -> None:
    """A relative pronoun is given the name right before it."""
    assert told_in("The strike was led by Ada Holm, who called the quay “late.”") == [("Ada Holm", "who")]


def test_pronoun_that_nobody_fits() -> None:
    """A pronoun that no name fits stays as it stands."""
    assert told_in("“It is shut,” she said.") == [("she", "she")]


def test_quotation_goes_on_after_its_cue() -> None:
    """A sentence quoted after the cue has the speaker of the one before it."""
    assert speakers_in("“It is shut,” said Holm. “It was late. We left.”") == ["Holm", "Holm"]


def test_next_paragraph_goes_on() -> None:
    """A paragraph that is all quotation follows the last speaker."""
    assert speakers_in("“It is shut,” said Holm.\n“It was late. We left.”") == ["Holm", "Holm"]


def test_short_sentence_without_a_cue() -> None:
    """A short sentence that leads up to a quotation names its speaker; a longer one names nobody."""
    text = "“It is shut,” said Holm.\nJo Lind disagreed. “It is open.”"
    longer = "“It is shut,” said Holm.\nThe board of the port met again on Monday night. “It is open.”"

    assert speakers_in(text) == ["Holm", "Jo Lind"]
    assert speakers_in(longer) == ["Holm", None]


def test_colon_that_ends_the_paragraph_before() -> None:
    """A paragraph that ends in a colon introduces the next one."""
    assert speakers_in("Holm wrote to the board on Monday:\n“It is shut.”") == ["Holm"]


def test_clause_before_a_cue_that_follows() -> None:
    """A cue right after a quotation's comma goes before one that leads up to it in another clause."""
    text = "The board is saying it will pay, while the drivers “were promised more,” Holm said."

    assert speakers_in(text) == ["Holm"]


def test_second_quotation_of_a_sentence() -> None:
    """What the sentence joins to a quotation is the same speaker's."""
    assert speakers_in("Holm called it “late” and “wrong.”") == ["Holm", "Holm"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “quay” is a wall.",
        "The wall is known as a “quay” here.",
        "Holm sang on “Morning Line” last week.",
        "The plan was called “late” in the paper.",
    ],
)
def test_nobody_said_it(text: str) -> None:
    """Scare quotes, titles and what is said in the passive have no speaker."""
    assert told_in(text) == [(None, None)]


def test_title_of_a_work_is_not_said() -> None:
    """A programme's title beside a cue is not what was said."""
    assert speakers_in("Holm told Radio Turku's “Morning Line” it was late.") == [None]


def test_place_and_time_are_not_the_speaker() -> None:
    """What leads up to the subject is left out of it."""
    assert told_in("On Monday, after the vote, Holm said: “It is shut.”") == [("Holm", "Holm")]


def test_abbreviations_end_no_sentence() -> None:
    """A full stop within a name or title does not cut it off."""
    assert told_in("“It is shut,” Gov. Ada M. Holm (R-Fla.) said.") == [("Gov. Ada M. Holm",) * 2]
