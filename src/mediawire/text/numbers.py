"""Numbers, percentages and sums of money, in digits of any script and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from mediawire.text.decimals import ascii_digits, plain, scale
from mediawire.text.lexicon import Sense
from mediawire.text.word_sets import set_of
from mediawire.text.words import FIRST_UNBROKEN, Fact, Words

DIGITS = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,:/'\u2019\u066b\u066c]\d+)*"

_VULGAR = {"½": "5", "¼": "25", "¾": "75"}
_LINKS = frozenset({"de", "d", "di", "of", "des"})
_AND = frozenset({"and", "y", "e", "et", "und"})
_COUNTING = frozenset({"count", "ten", "hundred", "hundreds"})
_FRACTIONS = {"half": "2", "third": "3", "thirds": "3", "quarters": "4", "fifth": "5", "fifths": "5", "tenths": "10"}
_ORDINAL_ENDS = set_of("st nd rd th º ª er ère ème й я го му")
_SHORT_MONEY = {"m": "6", "b": "9", "t": "12"}
_BLANKS = frozenset(" \u00a0\u2009\u202f")
_SIGNS = frozenset("%\u066a\ufe6a\uff05\u2030°$€£¥￥₹₨₽₩₺₴₪₫฿₦₱₸₾₡﷼")
_BEFORE_SUM = _SIGNS.union("ABCDEFGHIJKLMNOPQRSTUVWXYZs.")
"""What a sign, a code or "Rs." of a currency ends with."""
_DASHES = frozenset("-\u2010\u2011\u2012\u2013")
_SCORE = re.compile(r"\d{1,3}[-\u2010-\u2013](\d{1,3})(?![\w%°$€£]|[-\u2010-\u2013.,:/]\d| ?%)")
_AMERICAN = re.compile(r"[ -](?:U\.?S\.?|American) dollars?")
_FIRST_OF_TWO = set_of("per pour por percentage basis процентных في τοις u us american square cubic")
_APOSTROPHES = ("'", "\u2019")
_LEADS_ON = _LINKS | _FIRST_OF_TWO
_ABBREVIATED = set_of("mrd mio mill tys тыс млн млрд трлн руб χιλ εκατ δισ")


def read_digits(words: Words, start: int, raw: str, word: str, after: int) -> Fact | None:
    """Read the number or sum of money whose digits begin at a place; None where they are a part of a word.

    ``word`` is the word that follows the digits, in lower case, and ``after`` its end.
    """
    text = words.text
    last = text[start - 1] if start else " "
    if last.isalpha() and last < FIRST_UNBROKEN and not _currency_before(text, start)[0]:
        return None
    end = start + len(raw)
    value = plain(raw, words)
    if value is None:
        return words.fact("number", start, end, ascii_digits(raw))
    if text[end : end + 1] in _DASHES and len(raw) <= 3 and (score := _read_score(words, start, raw)):
        return score
    if text[end : end + 1] in _VULGAR and "." not in value:
        value, end = f"{value}.{_VULGAR[text[end]]}", end + 1
        word, after = words.after(end)
    if last in "-\u2212" and (start == 1 or text[start - 2] in " (\n"):
        start, value = start - 1, f"-{value}"
    return with_units(words, start, end, value, word, after)


def _read_score(words: Words, start: int, raw: str) -> Fact | None:
    """Read "2-1", which is not "1-2"; None for "2-3 million", "$2-3", "1-2-3" and "2-1/2"."""
    match = _SCORE.match(words.text, start)
    if match is None or words.text[start - 1 : start] in _DASHES | _SIGNS or words.after(match.end())[0] in followers():
        return None
    return words.fact("number", start, match.end(), f"{ascii_digits(raw)}-{ascii_digits(match[1])}")


def read_count(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read the number in words that begins at a place; None where the word stands for no number there."""
    end = start + len(word)
    if sense.role == "ordinal":
        return words.fact("number", start, end, f"ordinal {sense.value}")
    if sense.role == "one":
        following = words.after(end)[0]
        if following not in _COUNTED and following not in _FRACTIONS:
            return None
    elif sense.role in ("hundred", "dozen") and words.before(start) not in ("a", "an"):
        return None
    elif sense.role == "dozen" and words.text[max(0, start - 7) : start].lower() == "half a ":
        return words.fact("number", start - 7, end, "6")
    total, end = _sum_of_words(words, end, sense)
    follower, after = words.after(end)
    if follower in _FRACTIONS and 0 < total < 10 and words.tongue == "en":
        return words.fact("number", start, after, f"{total}/{_FRACTIONS[follower]}")
    return with_units(words, start, end, str(total), follower, after)


def read_vague(words: Words, start: int, word: str, sense: Sense) -> Fact | None:
    """Read "dozens", which is its own value, and "twice"; "tens" and "scores" only before "of"."""
    end = start + len(word)
    if sense.role == "times":
        return words.fact("number", start, end, f"{sense.value} times")
    if sense.role == "many?" and words.after(end)[0] != "of":
        return None
    return words.fact("number", start, end, sense.value)


_COUNTED = set_of(
    "dozen hundred thousand million billion trillion percent person man woman child girl boy year month week day hour"
    " minute soldier policeman officer civilian mile kilometre kilometer point"
)


def _sum_of_words(words: Words, end: int, sense: Sense) -> tuple[int, int]:
    """Add up the number words that follow each other: "two hundred and fifty-three"."""
    total = _worth(sense)
    for _ in range(4):
        word, after = words.after(end)
        if word == "dozen" and words.tongue == "en":
            return total * 12, after
        if word in _AND:
            word, after = words.after(after)
        follower = words.senses.get(word)
        if follower is None or follower.role not in _COUNTING:
            break
        if follower.role == "hundred" and total < 100:
            total, end = total * 100, after
        elif _worth(follower) < _room(total, words.tongue):
            total, end = total + _worth(follower), after
        else:
            break
    return total, end


def _worth(sense: Sense) -> int:
    return int(sense.value) * {"ten": 10, "hundreds": 100}.get(sense.role, 1)


def _room(total: int, tongue: str) -> int:
    """Return what a number word must be smaller than to be added; French adds up to nineteen to ten and sixty."""
    if tongue == "fr" and total in (10, 60):
        return 20
    if total % 100 == 0:
        return 100
    return 10 if total % 10 == 0 and total % 100 >= 20 else 0


def with_units(words: Words, start: int, end: int, value: str, word: str, after: int) -> Fact:
    """Add the magnitude, then the currency or unit that stand about a number."""
    text = words.text
    currency, start = _currency_before(text, start)
    following = followers().get(word)
    if word >= FIRST_UNBROKEN or (currency and word in _SHORT_MONEY) or (following and following.role == "power"):
        value, end, word, after = _magnify(words, end, value, word, after, bool(currency))
    if currency:
        return words.fact("money", start, end, f"{currency} {value}")
    if "" < word < FIRST_UNBROKEN and word not in _LEADS_ON:
        sense, after = _follower_in_one_word(words, end, word, after)
    else:
        sense, after = _follower(words, end, word, after)
    if sense is None:
        if text[start - 1 : start] in ("%", "\u066a") and text[max(0, start - 2) : start - 1].strip() == "":
            return words.fact("number", start - 1, end, f"{value} %")
        if words.tongue == "tr" and words.before(start) == "yüzde":
            return words.fact("number", start, end, f"{value} %")
        return words.fact("number", start, end, value)
    if sense.role == "ordinal":
        return words.fact("number", start, after, f"ordinal {value}")
    return words.fact("money" if sense.role == "money" else "number", start, after, _combine(sense, value))


def _combine(sense: Sense, value: str) -> str:
    return f"{sense.value} {value}" if sense.role == "money" else f"{value} {sense.value}"


def _magnify(words: Words, end: int, value: str, word: str, after: int, is_money: bool) -> tuple[str, int, str, int]:
    """Apply the magnitudes that follow a number ("3 million", "1.5 lakh crore", "$5bn") and give the word after."""
    known = followers()
    for _ in range(3):
        sense = known.get(word)
        if sense is None and word >= FIRST_UNBROKEN:
            word, sense = _known_head(word)
            after = end + (words.text[end] in _BLANKS) + len(word)
        if sense is not None and sense.role == "power":
            value, end = scale(value, int(sense.value)), after
        elif is_money and word in _SHORT_MONEY:
            value, end = scale(value, int(_SHORT_MONEY[word])), after
        else:
            break
        if words.text[end : end + 2] == ". " and word in _ABBREVIATED:
            following, after = words.after(end + 1)
            return value, end, following if following in known else "", after
        word, after = words.after(end)
    return value, end, word, after


def _follower(words: Words, end: int, word: str, after: int) -> tuple[Sense | None, int]:
    """Return the currency or unit that follows a number in a sign, in two words or without a blank; where it ends."""
    text, known = words.text, followers()
    place = end + 1 if text[end : end + 1] in _BLANKS else end
    sign = text[place : place + 1]
    if sign in _SIGNS and sign and not text[place + 1 : place + 2].isdigit():
        letter = text[place + 1 : place + 2].upper()
        if sign == "°" and letter in ("C", "F"):
            return Sense("unit", f"°{letter}"), place + 2
        return known.get(sign), place + 1
    if not word:
        return None, end
    if word in _LINKS:
        second, further = words.after(after + (text[after : after + 1] in _APOSTROPHES))
        sense = known.get(second)
        return (sense, further) if sense is not None and sense.role == "money" else (None, end)
    if word in _FIRST_OF_TWO:
        if american := _AMERICAN.match(text, end):
            return known["dollars"], american.end()
        second, further = words.after(after)
        return known.get(f"{word}-{second}"), further
    head, sense = _known_head(word)
    return sense, after - len(word) + len(head)


def _follower_in_one_word(words: Words, end: int, word: str, after: int) -> tuple[Sense | None, int]:
    """Read a currency, a unit, or what is written without a blank: "5th", "7pc"."""
    sense = followers().get(word)
    if sense is not None:
        return sense, after
    is_joined = after - len(word) == end
    if word in _ORDINAL_ENDS and (is_joined or words.text[end] == "-"):
        return Sense("ordinal", ""), after
    return (Sense("unit", word), after) if is_joined and len(word) <= 3 and word.isascii() else (None, end)


def _known_head(word: str) -> tuple[str, Sense | None]:
    """Return what a run of letters without blanks begins with, if it is a magnitude, a currency or a unit."""
    for length in range(min(len(word), 12), 0, -1):
        if sense := followers().get(word[:length]):
            return word[:length], sense
    return "", None


def _currency_before(text: str, start: int) -> tuple[str, int]:
    """Return the currency that stands before a sum as a sign or a code, and where it starts."""
    place = start - 1 if start and text[start - 1] in _BLANKS else start
    if not place:
        return "", start
    sign = text[place - 1]
    if sign not in _BEFORE_SUM:
        return "", start
    if sign in _SIGNS:
        sense = followers().get(sign)
        if sense is None or sense.role != "money":
            return "", start
        if sign != "$" or text[place - 2 : place - 1] == " ":
            return sense.value, place - 1
        prefix = _DOLLARS_BEFORE.search(text, max(0, place - 5), place - 1)
        return (_dollars()[prefix[0]], prefix.start()) if prefix else ("$", place - 1)
    code = text[max(0, place - 3) : place]
    currency, begin = ("INR", place - 2) if code.endswith("Rs") else (_codes().get(code, ""), place - 3)
    is_in_word = begin > 0 and text[begin - 1] < FIRST_UNBROKEN and text[begin - 1].isalnum()
    return (currency, begin) if currency and not is_in_word else ("", start)


_DOLLARS_BEFORE = re.compile(r"(?<![^\W_\u0e00-\U0010ffff])(?:U\.S\.|US|C|CA|CAN|A|AU|HK|NZ|S|SG|NT|R|MX|Z|J)\Z")


@cache
def followers() -> Mapping[str, Sense]:
    """Return what each word or sign that may follow digits adds: a power of ten, a currency, a unit."""
    from mediawire.text.number_words import CODES, CURRENCIES, MAGNITUDES, SYMBOLS, UNITS

    senses: dict[str, Sense] = {}
    for role, table in (("power", MAGNITUDES), ("unit", UNITS), ("money", CURRENCIES)):
        senses |= {word: Sense(role, value) for value, line in table.items() for word in line.split()}
    senses |= {code.lower(): Sense("money", code) for code in CODES.split() if code != "ALL"}
    senses |= {sign: Sense("money", code) for sign, code in SYMBOLS.items()}
    return senses


@cache
def _codes() -> Mapping[str, str]:
    from mediawire.text.number_words import CODES

    return {code: code for code in CODES.split()} | {"USD": "$", "Rs.": "INR"}


@cache
def _dollars() -> Mapping[str, str]:
    from mediawire.text.number_words import DOLLARS

    return DOLLARS
