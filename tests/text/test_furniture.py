from __future__ import annotations

import pytest

from mediawire.text.stories import Document, read_document

STORY = (
    "Mayor opens the bridge after a year",
    "The mayor opened the new bridge over the river on Monday, a year later than planned, the city said.",
    '"We have waited long for this," the mayor told the guests. The bridge has four lanes.',
    "Residents of the eastern quarter had complained for years about the detour through the old town.",
)


def read(*below: str, above: tuple[str, ...] = ()) -> Document:
    """Read a page with one report and what stands below and above it."""
    return read_document("\n\n".join((*above, *STORY, *below)))


def kinds(document: Document) -> list[str]:
    """List the kinds of furniture found."""
    return [piece.kind for piece in document.furniture]


def items(document: Document) -> list[str]:
    """List the single teasers found."""
    return [item.of(document.text) for piece in document.furniture for item in piece.items]


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        (
            "The views expressed here are those of the writer and do not necessarily reflect those of the paper.",
            "disclaimer",
        ),
        (
            "(Except for the headline, this story has not been edited by our staff; it comes from a syndicated feed.)",
            "disclaimer",
        ),
        ("Мнение редакции может не совпадать с мнением автора.", "disclaimer"),
        ("Las opiniones expresadas en este espacio no reflejan la posición de este medio.", "disclaimer"),
        ("المقالات المنشورة لا تعبر بالضرورة عن رأي الموقع.", "disclaimer"),
        ("本文仅代表作者观点，不代表本站立场。", "disclaimer"),
        ("© 2026 Daily Example. All rights reserved.", "copyright"),
        ("Alle Rechte vorbehalten.", "copyright"),
        (
            "Sign up for our free newsletter and get the day's news in your inbox. Unsubscribe at any time.",
            "newsletter",
        ),
        ("Follow us on Telegram", "share"),
        ("Подписывайтесь на наш канал", "share"),
        ("Tags: bridge, city, river", "tags"),
        ("Leave a comment", "comments"),
        ("Реклама", "advertisement"),
        ("Source: Evening Example", "credit"),
        ("Originally published at https://example.com/bridge", "credit"),
        ("Источник: ТАСС", "credit"),
        ("2小时前", "time"),
        ("il y a 2 heures", "time"),
        ("Published: 22 November 2026, 10:15 GMT", "time"),
    ],
)
def test_what_stands_below_a_report_is_told_by_its_kind(below: str, kind: str) -> None:
    """One line of furniture at the foot of the page, in the languages we have words for."""
    document = read(below)

    assert kinds(document) == [kind]
    assert len(document.stories[0].paragraphs) == 3


@pytest.mark.parametrize(
    "paragraph",
    [
        "The company asked its readers to subscribe to a newsletter, and few of them did so before Monday.",
        'The minister said the accord "does not necessarily reflect the views of all", and that he would sign it.',
        "Facebook, Twitter and other social media said that they would comment on the new law in November.",
        "Copyright law has not kept pace with the machines, the court found, and sent the case back.",
        "Its shares fell 3 percent after the firm said that subscribers had left in the second quarter.",
    ],
)
def test_a_paragraph_that_speaks_of_such_things_stays_in_the_report(paragraph: str) -> None:
    """A report on newsletters is a report: in doubt nothing is taken away, in its middle or at its end."""
    document = read(paragraph, STORY[3], paragraph)

    assert kinds(document) == []
    assert len(document.stories[0].paragraphs) == 6


def test_teasers_below_their_heading_are_counted_one_by_one() -> None:
    """Each teaser is one item from its title to its time, with a summary cut off, whole, or missing."""
    document = read(
        "Recent Posts",
        "Court frees baker in flour case",
        "A court has freed a baker who had been accused of selling…",
        "44 minutes ago",
        "Schools close early this year",
        "2 hours ago",
        "Metro line three to start in spring",
    )

    assert kinds(document) == ["teasers"]
    assert [item.partition("\n")[0] for item in items(document)] == [
        "Court frees baker in flour case",
        "Schools close early this year",
        "Metro line three to start in spring",
    ]
    assert items(document)[0].endswith("44 minutes ago")


def test_teasers_in_one_line_are_counted_too() -> None:
    """Some pages set their teasers in one line with bars between them."""
    document = read("Latest news: Court frees baker in flour case | Schools close early | Metro line three opens")

    assert kinds(document) == ["teasers"]
    assert items(document) == ["Court frees baker in flour case", "Schools close early", "Metro line three opens"]


def test_teasers_show_by_their_form_where_their_words_are_unknown() -> None:
    """A run of titles below the last paragraph is a list of other reports, in any language."""
    document = read(
        "Kanta viro", "Suno mele pira desa kuma", "Kanta viro lomu sinu ekata", "Pilu ansade mele desa viro"
    )

    assert kinds(document) == ["label", "teasers"]
    assert len(items(document)) == 3


def test_teasers_in_the_middle_leave_the_story_whole() -> None:
    """What follows a list of links goes on with the story; it is no summary of the last link."""
    document = read_document(
        "\n\n".join(
            [*STORY[:2], "Related Articles", "Schools close early this year", "Metro line opens soon", *STORY[2:]]
        )
    )

    assert kinds(document) == ["teasers"]
    assert len(items(document)) == 2
    assert len(document.stories) == 1
    assert len(document.stories[0].paragraphs) == 3


def test_a_column_and_its_promise_are_furniture_together() -> None:
    """The name of the column above its disclaimer, and source and address below, stand outside the report."""
    document = read(
        "Wire Desk",
        "Items in this section come from other agencies and do not reflect the views of the Daily Example. "
        "We may change the headline to fit our style.",
        "Source: Example Agency",
        "https://agency.example/bridge-opens",
        above=("Politics",),
    )

    assert kinds(document) == ["section", "label", "disclaimer", "credit", "credit"]
    assert len(document.stories[0].paragraphs) == 3


def test_results_and_prices_are_no_teasers() -> None:
    """Short lines full of figures at the end belong to the report."""
    document = read(
        "Ashford 2 Bellport 1", "Carrick 0 Dunmore 3", "Easton 1 Fairview 1", "Ashford Bellport 12 points 4"
    )

    assert kinds(document) == []


def test_a_headline_that_reads_like_furniture_stays_a_headline() -> None:
    """A "Watch:" above the first paragraph, where no other block can be the headline, is the report's own."""
    document = read_document("\n\n".join(("Watch: Mayor opens the bridge", *STORY[1:])))

    (story,) = document.stories
    assert story.headline is not None
    assert story.headline.of(document.text) == "Watch: Mayor opens the bridge"


def test_a_page_of_nothing_but_furniture_has_no_story() -> None:
    """Where no prose is, none is made up."""
    document = read_document("Menu\n\nShare\n\nAll rights reserved.")

    assert document.stories == ()
    assert kinds(document) == ["navigation", "share", "copyright"]


SENTENCE = "President Rojas was arrested on Friday for stealing $90 million, her lawyer said."


@pytest.mark.parametrize("cue", ["Read more:", "Share this:", "Photo:", "Source:", "Tags:", "Credit:", "See also:"])
@pytest.mark.parametrize("place", [2, 4])
def test_a_sentence_behind_a_cue_stays_with_the_report(cue: str, place: int) -> None:
    """Whoever puts a false sentence into a copy cannot hide it as a teaser or a credit line."""
    text = "\n\n".join((*STORY[:place], f"{cue} {SENTENCE}", *STORY[place:]))

    document = read_document(text)

    assert kinds(document) == []
    assert len(document.stories[0].paragraphs) == 4


def test_a_russian_sentence_behind_a_cue_stays_with_the_report() -> None:
    """The cue is known in many languages, and so are the verbs of saying."""
    document = read("Источник: президента Рохас арестовали в пятницу за кражу денег, сообщил ее адвокат")

    assert kinds(document) == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Seven bridges over the river that were never built at all",
        "Read more: Why does the mayor of the old town hate the new bridge?",
        "Photo: Anna Berg, Evening Example, with thanks to the town library",
        "Sign up for our free newsletter and get the news of the town in your inbox every morning.",
    ],
)
def test_a_title_or_an_address_to_the_reader_behind_a_cue_is_furniture(line: str) -> None:
    """Only a sentence of a report is the report's."""
    document = read(line)

    assert len(kinds(document)) == 1
