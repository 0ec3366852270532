"""Numbers and money: the same amount is the same value, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediawire.report import Span
from mediawire.text.decimals import scale
from mediawire.text.facts import find_facts


def figures_in(text: str) -> list[tuple[str, str]]:
    """Return kind and value of the numbers and sums of a text."""
    facts = find_facts(text, [Span(0, len(text))], None)
    return [(fact.kind, fact.value) for fact in facts if fact.kind in ("number", "money")]


@pytest.mark.parametrize(
    "text",
    [
        "Some 3 million people left.",
        "Some 3,000,000 people left.",
        "Some 3.000.000 people left.",
        "Some 3 000 000 people left.",
        "Some 3\u202f000\u202f000 people left.",
        "Some 3'000'000 people left.",
        "Some 30,00,000 people left.",
        "Some 30 lakh people left.",
        "Some 3 mln people left.",
        "Some three million people left.",
        "Some 3.0 million people left.",
        "Some 0.003 billion people left.",
        "Some \uff13\uff10\uff10\uff10\uff10\uff10\uff10 people left.",
        "Es waren 3 Millionen Menschen und nicht mehr.",
        "Il y avait trois millions de personnes dans la ville.",
        "Было 3 млн человек.",
        "Было три миллиона человек.",
        "كان هناك ٣ ملايين شخص",
        "वहाँ ३० लाख लोग थे",
        "有300万人",
        "有三百万人",
        "มี 3 ล้านคน",
        "3백만명이 왔다",
    ],
)
def test_three_million_is_one_value_in_every_writing(text: str) -> None:
    """Marks, magnitudes, scripts and words are ways of writing, not of meaning."""
    figures = figures_in(text)

    assert figures == [("number", "3000000")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It cost $5 mln.", "$ 5000000"),
        ("It cost 5 million dollars.", "$ 5000000"),
        ("It cost US$5 million.", "$ 5000000"),
        ("It cost 5 million U.S. dollars.", "$ 5000000"),
        ("It cost USD 5m.", "$ 5000000"),
        ("It cost C$5 million.", "CAD 5000000"),
        ("It cost €1.2bn.", "EUR 1200000000"),
        ("It cost 1.2 billion euros.", "EUR 1200000000"),
        ("Es kostete nicht 1,2 Mrd. Euro, und das ist gut.", "EUR 1200000000"),
        ("Le prix est de 1,2 milliard d'euros pour la ville.", "EUR 1200000000"),
        ("El precio no es de 1,2 millones de dólares.", "$ 1200000"),
        ("Это стоило 12 млрд рублей.", "RUB 12000000000"),
        ("It cost Rs 500 crore.", "INR 5000000000"),
        ("It cost £7.", "GBP 7"),
        ("花费12亿元", "CNY 1200000000"),
        ("花费EUR5亿", "EUR 500000000"),
        ("花费HK$5亿", "HKD 500000000"),
        ("3億円を支払った", "JPY 300000000"),
        ("التكلفة 3 ملايين دولار", "$ 3000000"),
    ],
)
def test_a_sum_is_its_currency_and_its_amount(text: str, value: str) -> None:
    """Sign, code and name of a currency are one, before the amount or behind it."""
    figures = figures_in(text)

    assert figures == [("money", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rose 12 percent.", "12 %"),
        ("It rose 12 per cent.", "12 %"),
        ("It rose 12%.", "12 %"),
        ("It rose twelve percent.", "12 %"),
        ("Das sind 12 Prozent und nicht mehr.", "12 %"),
        ("Это 12 процентов.", "12 %"),
        ("Bu yüzde 12 değil.", "12 %"),
        ("نما ١٢٪", "12 %"),
        ("It rose 0.5 percentage points.", "0.5 pp"),
        ("It rose 25 basis points.", "25 bp"),
        ("Es sind nicht mehr als dreiundzwanzig Prozent.", "23 %"),
        ("Было двести двадцать пять километров.", "225 km"),
        ("Il y avait dans la ville soixante-douze kilomètres.", "72 km"),
        ("It is 5km away.", "5 km"),
        ("It is five kilometres away.", "5 km"),
        ("It was -5 degrees.", "-5"),
        ("It was 21°C.", "21 °C"),
        ("It came 5th.", "ordinal 5"),
        ("It was the fifth.", "ordinal 5"),
        ("One-third of them left.", "1/3"),
        ("Two thirds of them left.", "2/3"),
        ("It took 2½ hours.", "2.5"),
        ("Some two hundred and fifty-three left.", "253"),
        ("A hundred left.", "100"),
    ],
)
def test_a_number_keeps_the_unit_that_belongs_to_it(text: str, value: str) -> None:
    """Percent are not percentage points, and five kilometres are not five."""
    figures = figures_in(text)

    assert figures == [("number", value)]


@pytest.mark.parametrize("text", ["One of the men left.", "No one left.", "They met one another.", "One never knows."])
def test_one_is_no_number_where_it_counts_nothing(text: str) -> None:
    """The pronoun is left alone."""
    figures = figures_in(text)

    assert figures == []


def test_one_is_a_number_where_it_counts() -> None:
    """One soldier may become two."""
    figures = figures_in("One soldier left, and one million followed.")

    assert figures == [("number", "1"), ("number", "1000000")]


def test_the_other_numbers_of_a_text_tell_what_a_lone_mark_means() -> None:
    """1.234 is a thousand and more where the text has decimal commas."""
    english, continental = figures_in("It was 1.234 and 5.67."), figures_in("It was 1.234 and 5,67.")

    assert english[0] == ("number", "1.234")
    assert continental[0] == ("number", "1234")


def test_digits_in_a_word_are_no_number() -> None:
    """G20 is a name and 16 in F-16 a number of its own."""
    figures = figures_in("The G20 met under two F-16 jets.")

    assert figures == [("number", "2"), ("number", "16")]


def test_a_sign_between_two_numbers_goes_to_the_first() -> None:
    """One sign is not read twice."""
    figures = figures_in("It was 3$ 4 then.")

    assert figures == [("money", "$ 3"), ("number", "4")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They won 3-2.", ["3-2"]),
        ("They won 3\u20132 and 102-98.", ["3-2", "102-98"]),
        ("It cost 2-3 million.", ["2", "3000000"]),
        ("It was 1-2-3.", ["1", "2", "3"]),
        ("She ran 1:23.45 and then 12:01:30.", ["1:23.45", "12:01:30"]),
    ],
)
def test_a_score_or_a_running_time_is_one_number(text: str, values: list[str]) -> None:
    """A hyphen between digits is no minus, and 2-1 is not 1-2."""
    figures = [value for _, value in figures_in(text)]

    assert figures == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dozens were hurt.", "dozens"),
        ("There were hundreds.", "hundreds"),
        ("It killed a dozen there.", "12"),
        ("It killed half a dozen there.", "6"),
        ("It killed two dozen there.", "24"),
        ("He was hurt twice.", "2 times"),
        ("He was hurt three times.", "3 times"),
        ("Это было дважды.", "2 times"),
        ("Там были сотни людей.", "сотни"),
    ],
)
def test_dozens_and_twice_are_numbers(text: str, value: str) -> None:
    """A copy that makes hundreds of dozens alters a number."""
    figures = figures_in(text)

    assert figures == [("number", value)]


@pytest.mark.parametrize("text", ["The scores were high.", "He bought dozen.", "Tens were good."])
def test_words_of_number_that_tell_none(text: str) -> None:
    """Scores are numbers only before "of"."""
    figures = figures_in(text)

    assert figures == []


def test_a_million_digits_are_kept_as_they_are() -> None:
    """What is no quantity is neither read nor lost."""
    text = "1" * 1_000_000

    (fact,) = find_facts(text, [Span(0, len(text))], None)

    assert fact.value == text


@given(st.integers(0, 10**12))
def test_an_integer_is_read_back_with_and_without_marks(number: int) -> None:
    """Grouping says nothing."""
    bare, grouped = figures_in(f"It was {number} x."), figures_in(f"It was {number:,} x.")

    years = {("number", str(number))} if not 1800 <= number < 2100 else set()
    assert set(grouped) == {("number", str(number))}
    assert set(bare) == years


@given(st.decimals(0, 10**6, places=3), st.integers(0, 15))
def test_scaling_is_multiplying_by_a_power_of_ten(number: object, power: int) -> None:
    """The digits as text give what exact arithmetic gives."""
    from decimal import Decimal

    exact = Decimal(str(number))

    scaled = scale(format(exact, "f"), power)

    assert Decimal(scaled) == exact.scaleb(power)


@pytest.mark.parametrize(("text", "value"), [("It is \u0663km away.", "3 km"), ("中国gdp不是3 %", "3 %")])
def test_digits_of_any_script_are_read_before_small_latin_letters(text: str, value: str) -> None:
    """A unit that is written without a blank takes nothing away from the number."""
    figures = figures_in(text)

    assert figures == [("number", value)]


@pytest.mark.parametrize("text", ["He drew it in AutoCAD 300 ways.", "Some VIPRs 300 left.", "The EUREUR 300 x."])
def test_the_end_of_a_word_is_no_currency(text: str) -> None:
    """A code or "Rs" stands alone before a sum."""
    figures = figures_in(text)

    assert figures == [("number", "300")]


def test_a_sum_takes_no_letter_of_a_name() -> None:
    """The dollars of "A$" are Australian only where no name ends in that letter."""
    facts = find_facts("AB6A$5", [Span(0, 6)], None)

    assert [fact.text for fact in facts] == ["AB6A", "$5"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("工程需要三周完成", "number", "3"),
        ("两人受伤", "number", "2"),
        ("بلغ السعر 85 دولارا للبرميل", "money", "$ 85"),
        ("بلغ السعر 85 دولاراً للبرميل", "money", "$ 85"),
    ],
)
def test_counts_and_sums_in_more_scripts(text: str, kind: str, value: str) -> None:
    """One Chinese numeral before a measure, and the Arabic case in which counted things stand."""
    figures = figures_in(text)

    assert figures == [(kind, value)]
