"""What the tables know of a word, in the language that a text seems to be in.

The same letters are different words in different languages: "die", "no", "sin", "mai", "once". So the tables of one
Latin-script language are used at a time, chosen by counting its commonest words; scripts of their own need no choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import NamedTuple

# Some of the commonest words of each language; those that two languages share count for both.
_COMMON = {
    "en": "the of and to that was with for from by has were said which are is in on at it he his be an as not after",
    "de": "der die und das ist nicht mit von den dem auf ein eine für sich wurde hat im zu es in sagte",
    "fr": "le la les des est une un dans qui pour sur pas aux sont cette avec été du de et à l d n que a dit ont il y au par ce avait",
    "es": "los las una un la del por con que para fue según más como sus y el en no se de ha dijo",
    "it": "il la le un della che di per una gli sono con nel alla è dei delle più non ha detto in e",
    "pt": "os uma um a o e não que com para foi dos mais são pelo às ao em do da de disse",
    "nl": "het een de in van en dat niet zijn voor met aan ook werd naar wordt heeft zei",
    "sv": "och att som på är av för inte den har till med ett från i en sade",
    "da": "og at af til på er det som ikke har den med blev fra også i en sagde",
    "pl": "w i się na że z nie do jest przez dla został jak oraz o",
    "cs": "a v se na že je z do které podle který byl pro také o",
    "ro": "și în că să pe din la care nu este pentru a fost cu de",
    "hu": "a az és hogy nem is egy volt meg szerint azt már csak",
    "fi": "ja on ei että oli mukaan myös kun ovat joka mutta sen",
    "tr": "ve bir bu için ile da de olarak olan gibi daha sonra dedi değil yüzde milyon göre",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan",
    "vi": "của và là các trong được cho những không với người đã",
}
_COMMON_IN = {
    word: tuple(tongue for tongue, others in _COMMON.items() if word in others.split())
    for words in _COMMON.values()
    for word in words.split()
}


class Sense(NamedTuple):
    """What a table knows of a word: the part it plays and what it stands for."""

    role: str
    value: str


def word_set(line: str) -> frozenset[str]:
    """Return the words of a line: tables are kept as lines, which can be read."""
    return frozenset(line.split())


_ENGLISH = word_set(_COMMON["en"])
SURELY_ENGLISH = 9
"""So many of the commonest English words settle it; no text in another language quotes more in its words."""


def tongue_of(words: Set[str]) -> str:
    """Tell which language's tables suit a set of words: English where less than two speak for another."""
    if len(_ENGLISH & words) >= SURELY_ENGLISH:
        return "en"
    votes = Counter(tongue for word in _COMMON_IN.keys() & words for tongue in _COMMON_IN[word])
    best = max(votes.values(), default=0)
    if best < 2 or votes["en"] == best:
        return "en"
    return min(tongue for tongue, count in votes.items() if count == best)


@cache
def lexicon(tongue: str) -> Mapping[str, Sense]:
    """Return what is known of words in one Latin-script language and in all scripts that need no choice."""
    senses: dict[str, Sense] = {}
    if tongue == "en":
        senses["May"] = senses["MAY"] = Sense("month", "5")
    for word, sense in _all_senses(tongue):
        senses.setdefault(word, sense)
    return senses


def _all_senses(tongue: str) -> Iterator[tuple[str, Sense]]:
    """Give every word of every table that may be used with a language, the surer meanings first."""
    from mediawire.text import calendar_words, number_words, polarity_words

    for role, tables in (("negation", polarity_words.NEGATIONS), ("hedge", polarity_words.HEDGES)):
        for table in (tables.get(tongue, {}), tables[""]):
            for value, words in table.items():
                yield from ((word.rstrip("?"), _sense(role, word, value)) for word in words.split())
    calendars = (
        ("month", calendar_words.MONTHS, 1),
        ("short month", calendar_words.SHORT_MONTHS, 1),
        ("weekday", calendar_words.WEEKDAYS, 0),
        ("day", calendar_words.DAYS, -2),
        ("ten", number_words.TENS, 2),
        ("count", number_words.COUNTS, 0),
        ("ordinal", number_words.ORDINALS, 1),
        ("hundreds", number_words.HUNDREDS, 1),
    )
    for role, tables_by_tongue, base in calendars:
        for words in _lists_for(tables_by_tongue, tongue):
            yield from ((word, Sense(role, str(base + i))) for i, word in enumerate(words.split()) if word != ".")
    if tongue == "en":
        yield "one", Sense("one", "1")
    yield from ((word, Sense("hundred", "100")) for word in number_words.HUNDRED.get(tongue, "").split())


def _sense(role: str, word: str, value: str) -> Sense:
    return Sense(role + "?" if word.endswith("?") else role, value)


def _lists_for(tables: Mapping[str, str], tongue: str) -> Iterator[str]:
    """Give the lists of one language, and of all whose script is their own."""
    for key, words in tables.items():
        if key.rstrip("23") == tongue or words.replace(".", "").strip()[0] > "\u036f":
            yield words
