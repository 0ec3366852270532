"""Names: runs of capitalised words in the scripts that have capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediawire.text.words import Fact, Hit, Words

LONGEST_RUN = 12
"""No name has more words; a longer run of capitals is cut here, so that each is looked at once."""

_PARTICLES = frozenset(
    "de da do dos das del della di du des la le van von der den ten ter zu zum al el ul ud bin bint ibn ben abu of for"
    " the and y e und et".split()
)
_INNER_PARTICLES = _PARTICLES - frozenset("of for the and y e und et den le la do des".split())
_TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady prof professor president minister premier chancellor senator sen rep"
    " representative governor gov mayor king queen prince princess pope cardinal bishop archbishop sheikh shaikh sultan"
    " emir imam ayatollah judge justice attorney general gen colonel col major maj captain capt lieutenant lt sergeant"
    " sgt admiral adm brigadier commander chief chairman chairwoman chairperson ceo cfo director spokesman spokeswoman"
    " spokesperson secretary ambassador envoy analyst economist herr frau monsieur madame m mme señor señora sr sra don"
    " signor signora senhor senhora dona detective inspector constable officer president-elect"
    " г господин госпожа президент министр".split()
)
_BEFORE_TITLE = frozenset(
    "prime foreign finance defence defense interior home vice deputy assistant trade justice health first acting former"
    " executive managing police army brigadier lieutenant attorney district chief economy energy treasury state".split()
)
_NO_NAME = frozenset(
    "a an the i we he she it they you his her its their our my your this that these those there here who what when where"
    " why how which while if as at in on by for from with of to and or but nor so yet because since until although though"
    " after before during under over between among against amid about above across along around behind below beneath"
    " beside beyond despite down except inside into like near off onto out outside past per through throughout toward"
    " towards upon via within not no yes all any both each few many more most much some such other another every several"
    " one two three four five six seven eight nine ten dozens hundreds thousands millions billions is are was were be been"
    " being has have had do does did will would can could may might shall should must then than also only just even still"
    " again ever never now however meanwhile earlier later asked told said says according last next once instead overall"
    " separately moreover furthermore nevertheless nonetheless thus therefore otherwise indeed perhaps maybe let analysts"
    " officials police investors traders shares sources critics experts"
    " der die das ein eine und aber in im am auf mit von zu für er sie es wir"
    " le la les l un une des du de et mais il elle ils elles dans en au aux ce cette"
    " el los las una y pero en del al con por para se no su"
    " lo gli e ma nel della i o os as um uma não em dos"
    " в на и с по он она они это но как не за из от для при что".split()
)
_OPENING_BEFORE = re.compile("(?:^|[.!?\u2026\u3002:;\"\u201c\u201d\u00ab\u201e\u2018(\\[\u2022*\n\r\u2014\u2013|]|-)[\\s\"\u201c\u2018'\u00ab(\\[]*\\Z")
_ABBREVIATED = frozenset("mr mrs ms dr gen col maj capt lt sgt gov sen rep st jr sr prof inc corp ltd co no vs".split())


@dataclass(slots=True)
class _Run:
    """Capitalised words that follow each other, and whether the first opens a sentence."""

    words: list[Hit]
    opens: bool
    titled: bool


def find_names(words: Words, capitals: Sequence[Hit]) -> Iterator[Fact]:
    """Give the names among the capitalised words, which are in text order.

    A word that opens a sentence counts only where it stands capitalised inside a sentence too, or where more of the
    name follows it and the text has it nowhere in small letters.
    """
    runs = list(_runs(words, capitals))
    inside = {hit[1] for run in runs for hit in (run.words[1:] if run.opens else run.words)}
    paired = {hit[1] for run in runs if len(run.words) > 1 for hit in run.words} if words.tongue == "de" else None
    for run in runs:
        kept = _strip_opening(words, run, inside)
        if not kept or (len(kept) == 1 and not _stands_alone(kept[0][1], run.titled, paired)):
            continue
        start, last = kept[0][0], kept[-1]
        end = last[0] + len(last[1])
        yield words.fact("name", start, end, name_value(words.text[start:end]))


def _stands_alone(word: str, titled: bool, paired: set[str] | None) -> bool:
    """Tell whether one capitalised word is a name; in German, where every noun has a capital, it needs more."""
    if len(word) < 2 and not titled:
        return False
    return paired is None or titled or word in paired or word.isupper()


def name_value(surface: str) -> str:
    """Return what a name is compared by: no case, accents, points or doubled blanks."""
    folded = surface.casefold().replace(".", "").replace("\u2019", "'")
    if not folded.isascii():
        folded = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    return " ".join(folded.split())


def _runs(words: Words, capitals: Sequence[Hit]) -> Iterator[_Run]:
    """Join capitalised words over blanks, hyphens, initials and particles; titles part them and are left out."""
    run = _Run([], False, False)
    end = -1
    for hit in capitals:
        joined = run.words and len(run.words) < LONGEST_RUN and _joins(words.text, end, hit[0], run.words[-1][1])
        title = hit[1].lower() in _TITLES and _leads_on(words.text, hit)
        if not joined or title:
            if run.words:
                yield _trim_before_title(run) if joined else run
            opens = not joined and _opens(words.text, hit[0])
            run = _Run([], opens and not title, title or (run.titled and not run.words and _near(end, hit[0])))
        if not title:
            run.words.append(hit)
        end = hit[0] + len(hit[1])
    if run.words:
        yield run


def _near(end: int, start: int) -> bool:
    return 0 <= start - end <= 2


def _trim_before_title(run: _Run) -> _Run:
    """Take "Foreign" off "Russian Foreign Minister", which is no part of a name."""
    while run.words and run.words[-1][1].lower() in _BEFORE_TITLE and len(run.words) > 1:
        run.words.pop()
    return run


def _leads_on(text: str, hit: Hit) -> bool:
    """Tell whether a capitalised word follows a title, so that it is one: "General Electric" is known not to be."""
    end = hit[0] + len(hit[1])
    follows = text[end : end + 3].lstrip(". ")
    if not follows[:1].isupper():
        return False
    return not (hit[1] == "General" and text.startswith(_GENERALS, end + 1))


_GENERALS = ("Motors", "Electric", "Mills", "Dynamics", "Assembly", "Growth")


def _joins(text: str, end: int, start: int, last: str) -> bool:
    """Tell whether what stands between two capitalised words keeps them one name."""
    gap = text[end:start]
    if gap in (" ", "-", "\u2011", " & ", "&", "'", "\u2019", "\u00a0"):
        return True
    if gap == ".":
        return len(last) <= 3
    if gap == ". ":
        return len(last) == 1 or last.lower() in ("st", "jr")
    if start - end > 16 or not gap.startswith((" ", "-")):
        return False
    inner = gap.replace("-", " ").replace("'", " ").split()
    return 0 < len(inner) <= 3 and all(word in _INNER_PARTICLES for word in inner)


def _opens(text: str, start: int) -> bool:
    """Tell whether a word opens a sentence, a quotation, a line or a clause after a dash."""
    if not _OPENING_BEFORE.search(text, max(0, start - 4), start):
        return start == 0
    before = text[max(0, start - 7) : start].rstrip()
    if before.endswith("."):
        word = before[:-1].split()[-1:] or [""]
        return not (word[0].lower() in _ABBREVIATED or (len(word[0]) == 1 and word[0].isupper()))
    return not (before.endswith("-") and text[start - 1] == "-")


def _strip_opening(words: Words, run: _Run, inside: set[str]) -> list[Hit]:
    kept = run.words
    while kept and kept[0][1].lower() in _NO_NAME and not (kept[0][1].isupper() and len(kept[0][1]) > 1):
        kept, run.opens = kept[1:], False
    if not kept or not run.opens or kept[0][1] in inside:
        return kept
    head = kept[0][1]
    if head.isupper() and len(head) > 1:
        return kept
    if len(kept) == 1 or head.lower() in words.seen:
        return kept[1:]
    return kept
