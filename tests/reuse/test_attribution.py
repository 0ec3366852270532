from __future__ import annotations

import pytest

from mediawire import compare
from mediawire.report import Body, Report, Source
from mediawire.reuse.attribution import Attribution, judge_attribution
from mediawire.reuse.reading import Reading

LEAD = "The harbour council voted on Tuesday to close the northern pier until its beams have been replaced."
REST = "Engineers found cracks in eleven of forty beams during an inspection in March, the council said."
PLAIN = f"Council closes pier\n\n{LEAD}\n\n{REST}"


def judged(copy: str | Report, original: str | Report = PLAIN) -> Attribution:
    """Judge the attribution of a copy."""
    return judge_attribution(Reading.of(Report.of(original)), Reading.of(Report.of(copy)))


def test_two_bare_texts_without_credit() -> None:
    """A copy that credits nobody misses both, and both are told."""
    attribution = judged(PLAIN)

    assert (attribution.verdict, attribution.source_named, attribution.url_given) == ("missing", False, False)
    assert len(attribution.evidence) == 2


@pytest.mark.parametrize(
    ("copy", "verdict", "named", "linked"),
    [
        (f"Council closes pier\n\nHAMBURG (Reuters) - {LEAD}\n\n{REST}", "partial", True, False),
        (f"{PLAIN}\n\nSource: Reuters", "partial", True, False),
        (f"{PLAIN}\n\nSource: Harbour Herald", "partial", True, False),
        (f"{PLAIN}\n\nSource: https://www.reuters.com/world/pier-closed", "present", True, True),
        (f"{PLAIN}\n\nhttps://harbour.example/2024/pier", "partial", False, True),
    ],
)
def test_where_nothing_is_known_any_credit_will_do(copy: str, verdict: str, named: bool, linked: bool) -> None:
    """An agency in the dateline, a credit line or an address at the foot is a source given."""
    attribution = judged(copy)

    assert (attribution.verdict, attribution.source_named, attribution.url_given) == (verdict, named, linked)


def test_an_agency_that_is_spoken_of_is_no_credit() -> None:
    """What somebody told an agency in the story names no source of the story."""
    attribution = judged(f"{PLAIN} The mayor told Reuters he was sorry for the fishermen, who had not been asked.")

    assert attribution.verdict == "missing"


def test_the_original_agency_is_expected_by_name() -> None:
    """A copy that signs another agency's name to an agency's story credits the wrong one."""
    original = f"Council closes pier\n\nHAMBURG (Reuters) - {LEAD}\n\n{REST}"

    wrong = judged(f"Council closes pier\n\nHAMBURG (AFP) - {LEAD}\n\n{REST}", original)
    right = judged(f"Pier closed\n\nHAMBURG (Reuters) - {LEAD}\n\n{REST}", original)

    assert (wrong.verdict, wrong.source_named) == ("wrong", False)
    assert any(each.what == "dateline names AFP instead" for each in wrong.evidence)
    assert any(each.what == "the original is from" and each.text == "Reuters" for each in wrong.evidence)
    assert (right.verdict, right.source_named) == ("partial", True)


def test_the_known_address_must_be_given() -> None:
    """Where the original's address is known, another one at the foot is none."""
    original = Report(Body(PLAIN), url="https://www.herald.example/pier", outlet="Harbour Herald")

    other = judged(f"{PLAIN}\n\nhttps://elsewhere.example/pier", original)
    same = judged(f"{PLAIN}\n\nSource: Harbour Herald, https://herald.example/pier", original)

    assert not other.url_given
    assert same.verdict == "present"


def test_a_link_of_the_page_counts_as_address() -> None:
    """A page may give the address as a link that is not written out."""
    original = Report(Body(PLAIN), url="https://www.herald.example/pier")
    copy = Report(Body(PLAIN), links=("https://copy.example/", "https://herald.example/pier?ref=wire"))

    attribution = judged(copy, original)

    assert (attribution.verdict, attribution.url_given) == ("partial", True)


def test_a_source_given_with_the_original_is_expected() -> None:
    """A report that is known to be an agency's expects that agency's name, in any of its spellings."""
    original = Report(Body(PLAIN), source=Source("Agence France-Presse"))

    attribution = judged(f"Council closes pier\n\nHAMBURG (AFP) - {LEAD}\n\n{REST}", original)

    assert attribution.source_named


def test_the_own_outlet_is_no_source() -> None:
    """An agency that signs its own copy names itself, and not where the copy is from."""
    copy = Report(Body(f"Council closes pier\n\nHAMBURG (AFP) - {LEAD}\n\n{REST}"), outlet="AFP")

    assert not judged(copy).source_named


def test_evidence_stands_where_it_says() -> None:
    """The place of a credit is where its wording stands in the copy."""
    text = f"{PLAIN}\n\nSource: https://www.reuters.com/world/pier-closed"

    placed = [each for each in judged(text).evidence if each.copy]

    assert placed
    assert all(each.copy and each.copy.of(text) == each.text for each in placed)


def test_no_text_at_all() -> None:
    """Empty texts give no source and break nothing."""
    assert judged("", "").verdict == "missing"


def test_a_part_of_a_word_is_no_source() -> None:
    """An outlet is named where its whole name stands, not where its letters happen to."""
    original = Report(Body(PLAIN), outlet="Sun")

    assert not judged(f"{PLAIN}\n\nSource: Sunday Herald", original).source_named
    assert judged(f"{PLAIN}\n\nSource: The Sun", original).source_named


def test_a_line_with_nothing_but_an_address_names_nobody() -> None:
    """Among thousands of credit lines each is held to the addresses that stand in it."""
    lines = [f"Source: https://harbour.example/{number}" for number in range(300)]

    bare = judged("\n\n".join([PLAIN, *lines]))
    named = judged("\n\n".join([PLAIN, *lines, "Source: Harbour Herald https://harbour.example/300"]))

    assert (bare.source_named, bare.url_given) == (False, True)
    assert named.source_named


WIRE = """Quake hits coast

LIMA, March 3 (Reuters) - A strong quake hit the coast of Peru on Monday, killing 35 people, officials said.

Schools will stay closed until Thursday, the ministry of education said in a statement late on Monday."""


@pytest.mark.parametrize(
    ("foot", "verdict", "url_given"),
    [
        ("Source: Reuters\nhttps://www.reuters.com/world/quake", "present", True),
        ("Source: Reuters\nhttps://tass.com/world/1", "partial", False),
        ("Source: Reuters\nhttps://reuters.com.evil.example/x", "partial", False),
        ("Source: TASS https://tass.com/world/1", "wrong", False),
    ],
)
def test_an_address_counts_only_where_it_can_be_the_sources(foot: str, verdict: str, url_given: bool) -> None:
    """An agency publishes on its own hosts: another's address is not its, and a wrong name stays wrong beside any."""
    copy = f"{WIRE.replace('LIMA, March 3 (Reuters) - ', '')}\n\n{foot}"

    attribution = compare(WIRE, copy).attribution

    assert (attribution.verdict, attribution.url_given) == (verdict, url_given)
