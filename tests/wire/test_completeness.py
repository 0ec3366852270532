from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.wire.completeness import compare_bodies, judge_page, judge_text
from mediawire.wire.markup import parse_markup
from mediawire.wire.page_marks import PageMarks, gather_marks
from mediawire.wire.reading import Completeness, LeftOut, Verdict

SENTENCE = "The harbour board said on Tuesday that the lock at Upper Weir would open again in spring. "
LONG = "\n\n".join([SENTENCE * 3] * 8).strip()
SHORT = (SENTENCE * 5).strip()


def page_with(head: str = "", body: str = "") -> PageMarks:
    """Gather what a page with this head and body states."""
    return gather_marks(parse_markup(f"<html><head>{head}</head><body><h1>Lock reopens</h1>{body}</body></html>"), None)


def stated(properties: str) -> str:
    """Write a block that describes a report with these properties."""
    start = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lock reopens", '
    return f"{start}{properties}}}</script>"


def judge(head: str = "", body: str = "", text: str = LONG, left_out: tuple[LeftOut, ...] = ()) -> Completeness:
    """Judge a text that was taken from a page like that."""
    return judge_page(page_with(head, body), text, left_out, 0.9)


def test_a_long_text_that_ends_as_texts_end_is_complete() -> None:
    """Nothing speaks against it."""
    found = judge()

    assert found.verdict is Verdict.COMPLETE
    assert found.letters == sum(map(str.isalnum, LONG))


def test_a_page_that_asks_to_subscribe_below_a_stump_is_incomplete() -> None:
    """What is not free to read, with a wall around it and a request to pay, is a stump; the reasons are named."""
    head = stated('"isAccessibleForFree": "False"')

    found = judge(head, '<div class="paywall-offer">Subscribe now to continue reading</div>', SHORT)

    assert found.verdict is Verdict.INCOMPLETE
    assert any("not free" in reason for reason in found.reasons)
    assert any("subscribe" in reason.lower() for reason in found.reasons)


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading",
        "Jetzt weiterlesen mit einem Abo",
        "Article réservé aux abonnés",
        "Suscríbete para seguir leyendo",
        "Dla prenumeratorów",
        "この記事は会員限定です",
    ],
)
def test_requests_to_subscribe_are_known_in_many_languages(words: str) -> None:
    """A request below the text lowers the score and is a reason."""
    asked = judge(text=SHORT, left_out=(LeftOut("subscription", 20, words),))
    plain = judge(text=SHORT)

    assert asked.score < plain.score - 0.2
    assert any("subscribe" in reason for reason in asked.reasons)


def test_fewer_words_than_the_page_counts_are_a_stump() -> None:
    """The page's own count of words decides against its text; as many words speak for it."""
    cut = judge(stated('"wordCount": 900'), text=SHORT)
    whole = judge(stated(f'"wordCount": "{len(LONG.split())}"'))

    assert cut.verdict is Verdict.INCOMPLETE
    assert whole.score > judge().score


def test_more_text_in_the_page_s_data_than_was_taken_is_a_reason() -> None:
    """An article body in the data that is longer than the text says that something is missing."""
    found = judge(stated(f'"articleBody": "{SENTENCE * 30}"'), text=SHORT)

    assert found.verdict is Verdict.INCOMPLETE
    assert "the page's data hold more text than was taken" in found.reasons


def test_a_gated_part_that_stands_on_the_page_is_no_stump() -> None:
    """Some pages send the whole text and only hide it; what they name as gated is there."""
    part = '{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".gated"}'
    gated = f'"isAccessibleForFree": "False", "hasPart": {part}'

    found = judge(stated(gated), f'<div class="gated">{LONG}</div>')

    assert found.verdict is Verdict.COMPLETE


@pytest.mark.parametrize("end", ["…", " ...", " [...]", ","])
def test_a_text_that_breaks_off_is_less_sure(end: str) -> None:
    """Dots and commas at the end are how teasers end."""
    assert judge(text=SHORT.rstrip(".") + end).score < judge(text=SHORT).score


def test_a_text_that_is_little_more_than_its_description_is_the_teaser() -> None:
    """What the page announces its report with is not the report."""
    head = f'<meta property="og:description" content="{SENTENCE}">'

    found = judge(head, text=SENTENCE)

    assert found.verdict is Verdict.INCOMPLETE
    assert any("announces" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "minutes", ['<meta name="twitter:data2" content="9 Minuten">', stated('"timeRequired": "PT9M"')]
)
def test_a_text_much_shorter_than_its_time_of_reading_is_less_sure(minutes: str) -> None:
    """Pages that say how long they take to read say so of the whole report."""
    found = judge(minutes, text=SHORT)

    assert found.score < judge(text=SHORT).score
    assert any("time of reading" in reason for reason in found.reasons)


def test_a_short_text_of_which_nothing_is_said_is_neither() -> None:
    """One paragraph may be a flash or the beginning of a report; nobody can tell."""
    assert judge(text=SENTENCE * 3).verdict is Verdict.UNKNOWN


def test_a_text_alone_is_judged_by_length_and_end() -> None:
    """Without a page nothing else is known; a summary is never complete."""
    assert judge_text(LONG).verdict is Verdict.COMPLETE
    assert judge_text("Lock reopens…").verdict is Verdict.INCOMPLETE
    assert judge_text(SHORT, teaser=True).verdict is Verdict.INCOMPLETE
    assert judge_text("").verdict is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    ("feed", "page", "better"),
    [
        (SHORT[:200], LONG, "page"),
        (LONG + " One paragraph more stands only in the feed, as feeds go out first.", SHORT[:200], "feed"),
        (LONG, LONG, "feed"),
        ("Quite another text about other things altogether, on other days.", LONG, "neither"),
        ("", LONG, "page"),
        (LONG, "", "feed"),
        ("", "", "neither"),
    ],
)
def test_the_fuller_of_two_bodies_is_told(feed: str, page: str, better: str) -> None:
    """What holds the other and more is the report; what shares little with it is another text."""
    assert compare_bodies(feed, page).better == better


@given(st.text(max_size=300), st.text(max_size=300))
def test_comparing_is_a_pure_function_of_two_texts(feed: str, page: str) -> None:
    """Shares lie between 0 and 1, a text agrees with itself, and what is empty is never better."""
    found = compare_bodies(feed, page)

    assert 0 <= found.share_of_feed <= 1
    assert 0 <= found.share_of_page <= 1
    assert compare_bodies(feed, feed).better in ("feed", "neither")
    assert not (found.better == "feed" and not feed)
    assert not (found.better == "page" and not page)
