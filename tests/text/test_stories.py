from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text.stories import Document, read_document

LEAD = "The mayor opened the new bridge over the river on Monday, a year later than planned, the city said."
QUOTE = '"We have waited long for this," the mayor told the guests. The bridge has four lanes.'
MORE = "Residents of the eastern quarter had complained for years about the detour through the old town."
COURT = "A court freed a baker on Tuesday who had been accused of selling stale flour to three schools."

ANY_TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from('\n\r\t .!?…"“”()-—|:/\u2028\x85\xa0\u200b\ud800。؟۔अ中กא'))
)
PAGE_LINES = st.lists(
    st.sampled_from(
        [
            LEAD,
            QUOTE,
            MORE,
            COURT,
            "",
            "  ",
            "\xa0",
            "Mayor opens the bridge after a year",
            "By Jane Doe",
            "Europe",
            "***",
            "Recent Posts",
            "5 minutes ago",
            "The city has said that the new bridge…",
            "All rights reserved.",
            "- 30 -",
            "Source: TASS",
            "PARIS, Nov 22 (AFP) - " + COURT,
            "Advertisement",
            "Read more: Court frees baker",
        ]
    ),
    max_size=14,
).map("\n".join)


def page(*blocks: str) -> str:
    """Set blocks below each other with a blank line between."""
    return "\n\n".join(blocks)


def headlines(document: Document) -> list[str | None]:
    """List the headlines of a document's stories."""
    return [story.headline and story.headline.of(document.text) for story in document.stories]


def paragraphs(document: Document, story: int = 0) -> list[str]:
    """List the paragraphs of one of a document's stories."""
    return [span.of(document.text) for span in document.stories[story].paragraphs]


def parts(document: Document) -> list[Span]:
    """List all that a document is made of, in text order."""
    own = [part for story in document.stories for part in story.parts]
    return sorted([*own, *(piece.span for piece in document.furniture)])


@given(st.one_of(ANY_TEXT, PAGE_LINES))
@example("\ud800\n\n\udfff")
@example("\u200b")
@example("\ufeffMayor opens the bridge\r\n\r\n" + LEAD)
def test_every_character_is_in_one_story_or_one_piece_of_furniture(text: str) -> None:
    """Nothing is lost and nothing is told twice, whatever the text is."""
    document = read_document(text)

    place = 0
    for part in parts(document):
        assert place <= part.start < part.end
        assert not text[place : part.start].strip()
        assert part.of(text) == part.of(text).strip()
        place = part.end
    assert not text[place:].strip()


@given(st.one_of(ANY_TEXT, PAGE_LINES))
def test_what_a_story_holds_lies_inside_it(text: str) -> None:
    """Sentences lie in paragraphs, paragraphs in parts, and all that is in a paragraph is in its sentences."""
    document = read_document(text)

    for story in document.stories:
        assert (story.span.start, story.span.end) == (story.parts[0].start, story.parts[-1].end)
        assert all(any(part.holds(paragraph) for part in story.parts) for paragraph in story.paragraphs)
        assert all(any(paragraph.holds(sentence) for paragraph in story.paragraphs) for sentence in story.sentences)
        assert list(story.sentences) == sorted(story.sentences)
        told = "".join(sentence.of(text) for sentence in story.sentences)
        assert "".join(told.split()) == "".join("".join(p.of(text) for p in story.paragraphs).split())
        for span in (story.headline, story.byline, story.dateline):
            assert span is None or story.span.holds(span)


def test_an_original_that_holds_two_stories_is_read_as_two(root: Path) -> None:
    """The second story of the first example begins at its own headline, after a wider gap."""
    text = (root / "examples" / "000_41e8a6afc443994c.txt").read_text(encoding="utf-8")

    document = read_document(text)

    assert [headline and headline[:24] for headline in headlines(document)] == [
        "NATO’s spying charges ag",
        "Stoltenberg’s remarks on",
    ]
    assert document.furniture == ()


def test_a_media_wire_page_is_one_story_and_its_furniture(root: Path) -> None:
    """The second example has a section line above its story; label, disclaimer and six teasers below it."""
    text = (root / "examples" / "001_a44b472b2ae151a5.txt").read_text(encoding="utf-8")

    document = read_document(text)

    assert headlines(document) == ["Moscow rejects NATO accusation against expelled Russians"]
    assert len(document.stories[0].paragraphs) == 7
    assert [(piece.kind, len(piece.items)) for piece in document.furniture] == [
        ("section", 0),
        ("label", 0),
        ("disclaimer", 0),
        ("teasers", 6),
    ]


@pytest.mark.parametrize("break_", ["\n\n", "\r\n\r\n", "\r\r", "\n \xa0\n", "\u2028\u2028", "\x85\x85", "\n"])
def test_paragraphs_end_at_every_kind_of_line_break(break_: str) -> None:
    """Files come from every system; a blank line may hold spaces, and where there are none, each line counts."""
    text = break_.join(["Mayor opens the bridge after a year", LEAD, MORE])

    document = read_document(text)

    assert headlines(document) == ["Mayor opens the bridge after a year"]
    assert paragraphs(document) == [LEAD, MORE]


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    """Mail and wire printers break lines at a width; a short line ends the paragraph."""
    lines = [
        "The mayor opened the new bridge over the river on Monday, a year",
        "later than planned, the city said. It has four lanes and cost so",
        "much that nobody wants to say it aloud.",
        "Residents of the eastern quarter had complained for years about",
        "the detour through the old town and its narrow lanes.",
    ]

    document = read_document("\n".join(lines))

    assert paragraphs(document) == ["\n".join(lines[:3]), "\n".join(lines[3:])]


def test_text_that_begins_with_prose_has_no_headline() -> None:
    """The first paragraph is not made a headline for want of one."""
    document = read_document(page(LEAD, QUOTE, MORE))

    assert headlines(document) == [None]
    assert paragraphs(document) == [LEAD, QUOTE, MORE]


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("市长为新桥揭幕", "市长周一为横跨大河的新桥揭幕，工程比原计划晚了一年完成，市政府发言人这样说。"),
        (
            "رئيس البلدية يفتتح الجسر بعد عام",
            "افتتح رئيس البلدية الجسر الجديد فوق النهر يوم الاثنين بعد عام من الموعد المقرر لذلك.",
        ),
        (
            "महापौर ने एक साल बाद पुल खोला",
            "महापौर ने सोमवार को नदी पर बने नए पुल का उद्घाटन किया जो योजना से एक साल देर से बना।",
        ),
        (
            "Мэр открыл мост спустя год",
            "Мэр в понедельник открыл новый мост через реку на год позже срока, сообщили в администрации города.",
        ),
        ("ראש העיר פתח את הגשר", "ראש העיר פתח ביום שני את הגשר החדש מעל הנהר שנה אחרי המועד שנקבע, כך מסרה העירייה."),
    ],
)
def test_a_headline_needs_no_capital_letters(headline: str, lead: str) -> None:
    """Form and place make a headline, in scripts with and without case."""
    document = read_document(page(headline, lead))

    assert headlines(document) == [headline]
    assert paragraphs(document) == [lead]


@pytest.mark.parametrize(
    "headline", ["Why does the bridge cost so much?", "Open at last!", "Mayor: bridge will not go to U.S."]
)
def test_a_headline_may_ask_cry_or_end_in_an_abbreviation(headline: str) -> None:
    """Only a plain sentence end speaks against a headline."""
    document = read_document(page(headline, LEAD, MORE))

    assert headlines(document) == [headline]


def test_sections_byline_and_dateline_stand_apart_from_the_body() -> None:
    """What stands above the first paragraph is told apart; the dateline stays in its paragraph."""
    text = page(
        "News", "Politics", "Mayor opens bridge", "By Jane Doe | November 22, 2026", "BONN, Nov 22 (dpa) - " + LEAD
    )

    document = read_document(text)

    (story,) = document.stories
    assert headlines(document) == ["Mayor opens bridge"]
    assert story.byline is not None and story.byline.of(text) == "By Jane Doe"
    assert story.dateline is not None and story.dateline.of(text) == "BONN, Nov 22 (dpa) -"
    assert paragraphs(document) == ["BONN, Nov 22 (dpa) - " + LEAD]
    assert [piece.kind for piece in document.furniture] == ["section", "section"]


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW, Nov 22 (Reuters) -",
        "PARIS (AP) —",
        "ТАСС, 6 октября. /",
        "МОСКВА, 6 октября. /ТАСС/.",
        "Москва. 6 октября. ИНТЕРФАКС -",
        "МОСКВА, 6 окт - РИА Новости.",
        "KYIV, November 22 /Ukrinform/.",
        "(ANSA) - ROMA, 22 NOV -",
        "Madrid, 22 nov (EFE).-",
        "ANKARA (AA) -",
        "NEW DELHI:",
        "新华社北京11月22日电（记者张三）",
        "【ワシントン共同】",
        "(서울=연합뉴스) 홍길동 기자 =",
        "اسلام آباد ۔ 22 نومبر (اے پی پی)",
        "القاهرة (رويترز) -",
        "تهران- ایرنا-",
        "नई दिल्ली, 22 नवंबर (भाषा)",
    ],
)
def test_datelines_are_found_in_the_manner_of_each_agency(dateline: str) -> None:
    """Place, day and agency come in any order and with any marks."""
    text = f"{dateline} The new bridge has been opened a year later than planned, it was said there."

    document = read_document(text)

    (story,) = document.stories
    assert story.dateline == Span(0, len(dateline))
    assert len(story.sentences) == 1


@pytest.mark.parametrize(
    "opening",
    [
        "The Associated Press (AP) said on Monday that",
        "Bread and water - that is what",
        "On November 22 - a Monday -",
        "MPs",
    ],
)
def test_prose_is_no_dateline(opening: str) -> None:
    """A dash, a date or an agency's name in a sentence makes no dateline."""
    document = read_document(f"{opening} the city has opened a bridge that nobody had asked it to build.")

    assert document.stories[0].dateline is None


def test_a_byline_may_run_on_into_the_dateline() -> None:
    """Archives glue the byline to the text; both are found."""
    text = "By Jane Doe LONDON (Reuters) - " + LEAD

    document = read_document(text)

    (story,) = document.stories
    assert story.byline is not None and story.byline.of(text) == "By Jane Doe"
    assert story.dateline is not None and story.dateline.of(text) == "LONDON (Reuters) -"


@pytest.mark.parametrize("separator", ["***", "---", "###", "- 30 -", "(END)", "* * *"])
def test_a_separator_parts_two_stories(separator: str) -> None:
    """Agencies and digests set a mark between their stories; it belongs to neither."""
    document = read_document(
        page("Mayor opens bridge", LEAD, MORE, separator, "Court frees baker in flour case", COURT, MORE)
    )

    assert headlines(document) == ["Mayor opens bridge", "Court frees baker in flour case"]
    assert [piece.kind for piece in document.furniture] == ["separator"]


def test_a_dateline_after_the_staff_line_begins_another_story() -> None:
    """A file of dispatches has no headlines: each begins with its dateline."""
    document = read_document(
        page("BONN (dpa) - " + LEAD, MORE, "(Reporting by Jane Doe)", "PARIS (AFP) - " + COURT, MORE)
    )

    assert [len(story.paragraphs) for story in document.stories] == [3, 2]


def test_a_headline_with_its_own_lead_begins_another_story() -> None:
    """Nothing but the words tells it: the lead says the headline again, and neither was spoken of before."""
    second = "Court frees baker accused of selling stale flour"

    document = read_document(page("Mayor opens bridge after a year", LEAD, QUOTE, MORE, second, COURT, MORE))

    assert headlines(document) == ["Mayor opens bridge after a year", second]


def test_sub_headings_stay_inside_their_story() -> None:
    """A short line between paragraphs on the same matter is a sub-heading, and a paragraph of the body."""
    document = read_document(
        page("Mayor opens the bridge after a year", LEAD, "What comes next", MORE, "Four lanes", QUOTE)
    )

    assert len(document.stories) == 1
    assert "What comes next" in paragraphs(document)


def test_furniture_inside_a_story_parts_it() -> None:
    """The story goes on after an advertisement; what stands between is none of it."""
    text = page(
        "Mayor opens the bridge after a year", LEAD, "Advertisement", QUOTE, "Also read: Court frees baker", MORE
    )

    document = read_document(text)

    (story,) = document.stories
    assert len(story.parts) == 3
    assert paragraphs(document) == [LEAD, QUOTE, MORE]


def test_an_empty_text_has_no_stories() -> None:
    """White space is nothing to read."""
    document = read_document(" \n\t\r\n\u2028 ")

    assert document.stories == ()
    assert document.furniture == ()


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "\n" * 100_000, "." * 50_000, '"' * 50_000, "By " * 30_000, "a. B" * 20_000]
)
def test_hostile_texts_are_read_whole(text: str) -> None:
    """A million of one thing is read as such, without a slow path that grows with the square."""
    document = read_document(text)

    assert sum(part.end - part.start for part in parts(document)) >= len(text.strip()) - 1
