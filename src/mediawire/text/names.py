"""Names: runs of capitalised words in the scripts that have capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import compress

from mediawire.text.marks import DASHES, SENTENCE_ENDS
from mediawire.text.title_words import COMPANY_FORMS, HER_TITLES, HIS_TITLES, NEVER_LAST, POSTS, SHORT_TITLES
from mediawire.text.word_sets import set_of
from mediawire.text.words import Fact, Hit, Words, make_fact

LONGEST_RUN = 12
"""No name has more words; a longer run of capitals is cut here, so that each is looked at once."""
FEWEST_SHOUTED = 4
"""So many words in capitals that follow each other are a sentence that is shouted; fewer may be a name."""
WIDEST_GAP = 16
"""Between two words of one name stand at most three particles: "Mohammed bin Salman bin Abdulaziz"."""


def _capitalised(line: str) -> frozenset[str]:
    """Return the words of a line as they open a sentence, and the longer ones as a headline shouts them."""
    shouted = {word.upper() for word in line.split() if len(word) > 2}
    return set_of(line.title()) | (shouted - {"WHO", "CEO", "CFO", "GEN"})


_PARTICLES = set_of(
    "de da do dos das del della di du la le van von der den ten ter zu zum al el ul ud bin bint ibn ben abu y e"
)
_TITLES = _capitalised(" ".join(SHORT_TITLES | HIS_TITLES | HER_TITLES | POSTS))
_BEFORE_TITLE = set_of(
    "prime foreign finance defence defense interior home vice deputy assistant trade justice health first acting former"
    " executive managing police army brigadier lieutenant attorney district chief economy energy treasury state"
)
_OF_POST = _BEFORE_TITLE | {"affairs", "executive", "officer", "staff", "general"}
"""What stands in a title behind its first word: "Chief Executive", "Minister of Foreign Affairs"."""
_TITLE_LINKS = frozenset({" ", " of ", " of the ", " for "})
NO_NAME = _capitalised(
    "a an the i we he she it they you his her its their our my your this that these those there here who what"
    " when where why how which while if as at in on by for from with of to and or but nor so yet because since"
    " until although though after before during under over between among against amid about above across along"
    " around behind below beneath beside beyond despite down except inside into like near off onto out outside"
    " past per through throughout toward towards upon via within not no yes all any both each few many more most"
    " somebody someone something anybody anyone anything everybody everyone everything nobody nothing none"
    " much some such other another every several one two three four five six seven eight nine ten dozens hundreds"
    " thousands millions billions is are was were be been being has have had do does did will would can could may"
    " might shall should must then than also only just even still again ever never now however meanwhile earlier"
    " later asked told said says according last next once instead overall separately moreover furthermore"
    " nevertheless nonetheless thus therefore otherwise indeed perhaps maybe let analysts officials police"
    " investors traders shares sources critics experts der die das ein eine und aber im am auf mit von zu für er"
    " sie es wir le la les l un une des du de et mais il elle ils elles dans en au aux ce cette el los las una y"
    " pero del al con por para se su lo gli e ma nel della o os um uma não em dos в на и с по он она они это но"
    " как не за из от для при что ранее мы вы его ее их также однако сейчас теперь уже еще после перед более все"
    " всё кто где когда если чтобы именно только даже затем так там тут был была были будет эта этот эти у о к до"
    " под над"
)
_CYRILLIC = "\u0400"
_ABBREVIATED = NEVER_LAST | COMPANY_FORMS | {"jr", "no"}
_OPENING_MARKS = "\"'\u201c\u2018\u00ab\u201e\u201a\u300c\u300e"
_CLOSING_MARKS = "\"'\u201d\u2019\u00bb\u201c)] \u00a0"
_ENDS = frozenset(SENTENCE_ENDS + DASHES + ":;\u2022*|-\n\r\t")
_COMPANIES = (
    "Motors",
    "Electric",
    "Mills",
    "Dynamics",
    "Assembly",
    "Growth",
    "Co",
    "Inc",
    "Ltd",
    "LLC",
    "Group",
    "Bank",
)
_SAYING = set_of(
    "said says told tells added asked wrote noted denied warned declined insisted argued claimed confirmed announced"
    " who has had was is also s"
)
_JOINING = frozenset({" ", "-", "\u2011", " & ", "&", "'", "\u2019", "\u00a0"})


# Capitalised words that follow each other; whether the first opens a sentence; whether a title stands before.
_Run = tuple[list[Hit], bool, bool]


def find_names(words: Words, capitals: Sequence[Hit]) -> list[Fact]:
    """Return the names among the capitalised words, which are in text order.

    A word that opens a sentence counts only where it stands capitalised inside a sentence too, or where the text has
    it nowhere in small letters and more of the name, or what a person does, follows it. In German, where every noun
    has a capital, one word alone needs a title before it or a longer name elsewhere that it is a part of.
    """
    runs = _without_posts(words.text, _runs(words.text, capitals))
    inside = {word for run, opens, _ in runs for _, word, _ in (run[1:] if opens else run)}
    names = [
        (_strip_opening(words, run, opens, inside) if opens or run[0][1] in NO_NAME else run, titled)
        for run, opens, titled in runs
    ]
    paired = {word for run, _ in names if len(run) > 1 for _, word, _ in run} if words.tongue == "de" else None
    kept = [run for run, titled in names if len(run) > 1 or (run and _stands_alone(run[0][1], titled, paired))]
    return [_make_name(words.text, run) for run in _without_shouting(words, kept)]


def _without_shouting(words: Words, runs: list[list[Hit]]) -> list[list[Hit]]:
    """Leave out what stands in capitals only because its sentence or its text does; names known from elsewhere stay."""
    shouted = [run[0][1].isupper() and (len(run) == 1 or _is_shouted(run)) for run in runs]
    count = sum(shouted)
    is_all = 2 * count > len(runs) and len(words.seen) > FEWEST_SHOUTED and _is_in_capitals(words.seen)
    longest = max(map(len, compress(runs, shouted)), default=0)
    if not is_all and longest < FEWEST_SHOUTED:
        return runs
    known = {_make_name(words.text, run).value for run, is_loud in zip(runs, shouted, strict=True) if not is_loud}
    kept: list[list[Hit]] = []
    for run, is_loud in zip(runs, shouted, strict=True):
        if is_loud and (is_all or len(run) >= FEWEST_SHOUTED):
            kept += _known_in(words.text, run, known)
        else:
            kept.append(run)
    return kept


def _is_shouted(run: list[Hit]) -> bool:
    return all(word.isupper() for _, word, _ in run)


def _is_in_capitals(seen: Set[str]) -> bool:
    """Tell whether hardly one word of a text is in small letters."""
    return sum(map(str.islower, seen)) * 4 < len(seen)


def _known_in(text: str, run: list[Hit], known: Set[str]) -> Iterator[list[Hit]]:
    """Give the pieces of a run that are known names, the longest first at each place."""
    i = 0
    while i < len(run):
        size = next((n for n in range(len(run) - i, 0, -1) if _make_name(text, run[i : i + n]).value in known), 0)
        if size:
            yield run[i : i + size]
        i += size or 1


def _make_name(text: str, run: list[Hit]) -> Fact:
    start, surface, _ = run[0]
    if len(run) > 1:
        last, word, _ = run[-1]
        surface = text[start : last + len(word)]
    return make_fact("name", start, start + len(surface), name_value(surface), surface)


@lru_cache(maxsize=4096)
def name_value(surface: str) -> str:
    """Return what a name is compared by: no case, no points, no Latin or Greek accents, no doubled blanks."""
    if surface.isascii() and surface.replace(" ", "").isalpha():
        return surface.lower()
    folded = surface.casefold().replace(".", "").replace("\u2019", "'")
    if not folded.isascii() and max(folded) < _CYRILLIC:
        folded = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    return " ".join(folded.split())


def _runs(text: str, capitals: Sequence[Hit]) -> list[_Run]:
    """Join capitalised words over blanks, hyphens, initials and particles; titles part them and are left out."""
    runs: list[_Run] = []
    run: list[Hit] = []
    opens = titled = is_joined = False
    end = title_end = -1
    for hit in capitals:
        start, word, _ = hit
        gap = start - end
        is_joined = False
        if run and gap <= WIDEST_GAP and len(run) < LONGEST_RUN:
            between = text[end:start]
            is_joined = between in _JOINING or _joins(between, run[-1][1])
        is_post = word in _TITLES
        is_title = is_post and _leads_on(text, hit)
        if title_end >= 0 and text[title_end:start] in _TITLE_LINKS and word.lower() in _OF_POST:
            is_title = _leads_on(text, hit)
            is_joined |= is_title and end == title_end
        if is_title or not is_joined:
            if run and is_joined:
                _take_off_post(run)
            if run:
                if len(run) > 2:
                    run, opens, titled = _part_crosshead(runs, run, opens, titled)
                runs.append((run, opens, titled))
                titled, run = is_title, []
            else:
                titled = is_title or (titled and gap <= 2)
            opens = False
            if not (is_title or is_joined):
                seen = _opens_after(text[max(0, start - 2) : start])
                opens = _opens_after_point(text, start) if seen is None else seen
        if not is_title:
            run.append(hit)
        end = start + len(word)
        title_end = end if is_post or is_title else -1
    if run:
        runs.append(_part_crosshead(runs, run, opens, titled))
    return runs


def _part_crosshead(runs: list[_Run], run: list[Hit], opens: bool, titled: bool) -> _Run:
    """Part a crosshead in capitals from the paragraph it ran into, "MORE TROUBLE Berg left"; return what is left."""
    shouted = 0
    while shouted < len(run) and len(run[shouted][1]) > 1 and run[shouted][1].isupper():
        shouted += 1
    if not 2 <= shouted < len(run):
        return run, opens, titled
    runs.append((run[:shouted], opens, titled))
    return run[shouted:], True, False


def _joins(between: str, last: str) -> bool:
    """Tell whether points or particles between two capitalised words keep them one name."""
    if between[0] == ".":
        return (between == "." and len(last) <= 3) or (between == ". " and (len(last) == 1 or last in ("St", "Jr")))
    return between[0] in " -" and _are_particles(between)


@lru_cache(maxsize=4096)
def _are_particles(between: str) -> bool:
    inner = between.replace("-", " ").replace("'", " ").split()
    return 0 < len(inner) <= 3 and all(word in _PARTICLES for word in inner)


def _leads_on(text: str, hit: Hit) -> bool:
    """Tell whether a capitalised word follows a title, so that it is one: in "General Electric" it is not."""
    end = hit[0] + len(hit[1])
    follows = text[end : end + 3].lstrip(". ")
    if not follows[:1].isupper():
        return False
    return not text.startswith(_COMPANIES, end + 1)


def _take_off_post(run: list[Hit]) -> None:
    """Take "Foreign" off "Russian Foreign Minister", and "Secretary" off "Secretary of State": no parts of a name."""
    while run and (run[-1][1].lower() in _BEFORE_TITLE or run[-1][1] in _TITLES):
        run.pop()


def _without_posts(text: str, runs: list[_Run]) -> list[_Run]:
    """Leave out the runs that are titles alone beside a person: "the Interior Minister, Luis Campos"."""
    if not any(run[-1][1] in _TITLES for run, _, _ in runs):
        return runs
    ends = [run[-1][0] + len(run[-1][1]) for run, _, _ in runs]
    kept = []
    for i, each in enumerate(runs):
        run = each[0]
        is_beside = text[ends[i] : runs[i + 1][0][0][0]] == ", " if i + 1 < len(runs) else False
        is_beside = is_beside or (i > 0 and text[ends[i - 1] : run[0][0]] == ", ")
        if not (is_beside and all(word in _TITLES or word.lower() in _OF_POST for _, word, _ in run)):
            kept.append(each)
    return kept


@lru_cache(maxsize=4096)
def _opens_after(before: str) -> bool | None:
    """Tell by two characters whether the word behind them opens a sentence, a quotation, a line or a clause.

    None where more must be seen: what stands before closing marks, or before a point.
    """
    if not before:
        return None
    if before[-1] in _OPENING_MARKS:
        return True
    if before[-1] == "-":
        return False
    seen = before.rstrip(_CLOSING_MARKS)
    if not seen or seen[-1] == ".":
        return None
    return seen[-1] in _ENDS


def _opens_after_point(text: str, start: int) -> bool:
    """Tell whether a word opens a sentence after a point, which an abbreviation may have, or after closing marks."""
    if start > 6 and text[start - 2] == "." and text[start - 7 : start - 2].isalpha():
        return True  # no abbreviation that may stand before a name has five letters
    before = text[max(0, start - 8) : start].rstrip(_CLOSING_MARKS)
    if not before or before[-1] not in _ENDS:
        return not before
    if before[-1] != ".":
        return True
    words = before[:-1].split()
    last = words[-1] if words else ""
    return not (last.lower() in _ABBREVIATED or (len(last) == 1 and last.isupper()))


def _strip_opening(words: Words, kept: list[Hit], opens: bool, inside: set[str]) -> list[Hit]:
    """Leave out the words at the head of a run that are capitalised only because they open a sentence."""
    while kept and kept[0][1] in NO_NAME:
        kept, opens = kept[1:], False
    if not kept or not opens or kept[0][1] in inside:
        return kept
    head = kept[0][1]
    if head.isupper() and len(head) > 1:
        return kept
    if head.lower() in words.seen:
        return kept[1:]
    return kept if len(kept) > 1 or _speaks(words, kept[0]) else []


def _speaks(words: Words, hit: Hit) -> bool:
    """Tell whether a word that opens a sentence does there what persons do: "Berg said", "Berg's"; no plural does."""
    start, word, _ = hit
    end = start + len(word)
    if word.endswith("s") or len(word) < 3:
        return False
    return words.after(end + (words.text[end : end + 1] in ("'", "\u2019")))[0] in _SAYING


def _stands_alone(word: str, titled: bool, paired: set[str] | None) -> bool:
    """Tell whether one capitalised word is a name."""
    if len(word) < 2 and not titled:
        return False
    return paired is None or titled or word in paired or word.isupper()
