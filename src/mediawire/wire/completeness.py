"""Whether a body is all that its source published, judged from what the page states and how the text ends.

Nothing is decided by one weak sign: each has a weight, the reasons are named, and a page that says nothing either way
is complete only where its text is as long as reports are and ends as texts end; a short one of which nothing is said is
neither. What each sign weighs, and from where on a verdict is given, is fitted by ``python -m bench.fit_completeness``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import exp
from typing import NamedTuple

from lxml import etree

from mediawire.wire.completeness_weights import COMPLETE_FROM, INCOMPLETE_BELOW, WEIGHTS
from mediawire.wire.page_marks import PageMarks, fold, line_of
from mediawire.wire.reading import Completeness, LeftOut, Verdict
from mediawire.wire.structured_data import Thing

LEAST_LETTERS = 250
"""Fewer letters and figures are a teaser, a caption or a flash, unless the page states as much."""
LENGTHS = (120, 250, 500, 800, 1500, 3000)
PARAGRAPHS = (2, 3, 5)
"""Where kinds of length begin: letters and figures, and paragraphs."""
WORDS_A_MINUTE = 200
"""How fast pages think that people read; most count 180 to 265."""
SAME_WORDS = 0.8
SURE_OF_BODY = 0.9
"""Certainty that what a format calls its body is that: as of most bodies taken from pages."""
LONG_LINE = 80
SHORT_LINE = 40

_PAYWALL_CUE = re.compile(
    r"pay-?wall|meter(?:ed)?-?(?:wall|content)|premium-?(?:content|wall|teaser|overlay|barrier)|subscriber-?only|"
    r"reg(?:istration)?-?wall|"
    r"paid-?(?:content|barrier)|plus-?(?:content|teaser|article|abo)|piano-?(?:offer|container)|tp-(?:modal|"
    r"container)|offer-?page|"
    r"locked-?(?:content|article)|content-?(?:lock|gate)|article-?gate|abo-?(?:teaser|wall|hinweis)|steady-?paywall|"
    r"poool|pw-?layer|"
    r"blurred|fade-?out|truncated|article-?truncat",
    re.IGNORECASE,
)
_NOT_WALLED = re.compile(
    r"(?:no|not|without|free|un)-?(?:pay-?wall|premium|locked)|paywall-?(?:hidden|free|off|none)", re.IGNORECASE
)
_ASKS = re.compile(
    r"subscribe (?:now |today )?(?:to|for) (?:continue|read|keep|unlock|full|unlimited)|(?:to|and) (?:continue|"
    r"keep) reading|continue reading (?:with|by|for)|"
    r"(?:sign|log) in to (?:continue|read)|already (?:a|have a) (?:subscriber|subscription)|this (?:article|content|"
    r"story|post) is (?:for|reserved for|only for|"
    r"available (?:only )?to|exclusive(?:ly)? (?:for|to)) (?:\w+ ){0,2}(?:subscribers|members)|you(?:'|’)?(?:ve|"
    r" have) (?:reached|read) (?:your|all)[^.]{0,40}(?:free )?articles?|"
    r"start (?:your )?free trial|unlock this (?:article|story)|"
    r"jetzt weiterlesen|weiterlesen mit|um (?:den (?:ganzen |vollständigen )?artikel|weiter) (?:zu )?lesen|"
    r"diesen? (?:artikel|beitrag|text)[^.]{0,40} (?:nur )?(?:für abonnenten|mit (?:einem )?abo)|"
    r"(?:bereits|schon) abonnent|exklusiv für abonnent|nur für abonnenten|artikel freischalten|jetzt (?:abonnieren|"
    r"freischalten|testen)|abo abschließen|"
    r"(?:article|contenu) (?:est )?réservé aux abonnés|il vous reste [^.]{0,30}à (?:lire|découvrir)|déjà abonné|"
    r"abonnez-vous pour (?:lire|continuer)|la suite est réservée|"
    r"(?:artículo|contenido) (?:exclusivo )?(?:solo )?para suscriptores|suscríb[ea]te para (?:seguir|continuar|leer)|"
    r"ya (?:eres|soy) suscriptor|"
    r"(?:articolo|contenuto) riservato agli abbonati|abbonati per (?:continuare|leggere)|sei già abbonato|"
    r"(?:conteúdo|artigo) exclusivo para assinantes|assine para (?:continuar|ler)|já é assinante|"
    r"(?:dit|deze) artikel[^.]{0,30}(?:voor abonnees|premium)|word abonnee|verder lezen\?|al abonnee|"
    r"läs vidare|för prenumeranter|logga in för att läsa|for abonnenter|les (?:hele )?saken|kun for abonnenter|"
    r"fortsæt med at læse|tilaajille|"
    r"(?:tylko |dostępn\w+ )?dla (?:prenumeratorów|subskrybentów)|pozostało \d+ ?%|"
    r"(?:только )?(?:для|по) подписк|оформите подписку|материал доступен|чтобы (?:читать|продолжить)|"
    r"有料会員限定|会員限定|残り ?\d+文字|この記事は(?:有料|会員)|続きを読むには|订阅(?:后|以)|登录后(?:阅读|查看)|"
    r"付费(?:阅读|内容)|구독(?:하|자)|유료 ?회원|"
    r"devamını okumak için|aboneler[ei]|للمشتركين|המשך קריאה|למנויים",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\(\.\.\.\)|[,;:–—-]|\bmore\s*»?|\bmehr\b|\blire la suite|\bread more|"
    r"\bweiterlesen|\bleer más)[\s\]»>]*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?。！？।؟۔…:»”\"'’)\]）」』*]\s*$|[\u0e00-\u0eff\u4e00-\u9fff\u3040-\u30ff]\s*$")
_WORD = re.compile(r"[^\W_]+")
_WORDS_STATED = re.compile(r"\d{2,6}")
_ALSO_FREE = frozenset({"false", "no", "0", "nein", "metered"})


class Sign(NamedTuple):
    """One reason to think a body whole or cut: what it is in words, and the kind by which it is weighed."""

    kind: str
    reason: str

    @property
    def weight(self) -> float:
        """Return how far it moves the score, in logits."""
        return WEIGHTS.get(self.kind, 0.0)


def judge_page(marks: PageMarks, body: str, left_out: tuple[LeftOut, ...] = (), certainty: float = 0.5) -> Completeness:
    """Judge whether the body that was taken from a page is the whole report."""
    return weigh_signs(see_signs(marks, body, left_out), body, left_out, certainty)


def see_signs(marks: PageMarks, body: str, left_out: tuple[LeftOut, ...] = ()) -> tuple[Sign, ...]:
    """See all signs on a page and in the text that was taken from it."""
    return (*_stated_signs(marks, body), *_shown_signs(marks, body, left_out), *text_signs(body))


def judge_text(body: str, teaser: bool = False) -> Completeness:
    """Judge a text that came alone, without a page: by its length and its end only."""
    signs = text_signs(body)
    if teaser:
        signs = (*signs, Sign("summary", "the format calls it a summary"))
    return weigh_signs(signs, body, (), SURE_OF_BODY)


@lru_cache(maxsize=1)  # the body of one page is counted by several rules
def count_letters(text: str) -> int:
    """Count letters and figures."""
    return sum(map(str.isalnum, text))


def weigh_signs(signs: tuple[Sign, ...], body: str, left_out: tuple[LeftOut, ...], certainty: float) -> Completeness:
    """Weigh signs: the score is how likely the body is whole, among bodies of which one in three is not."""
    logit = WEIGHTS["start"] + WEIGHTS["certainty"] * (certainty - 0.5) + sum(sign.weight for sign in signs)
    score = round(1 / (1 + exp(-max(-30.0, min(30.0, logit)))), 3)
    verdict = Verdict.UNKNOWN
    if score < INCOMPLETE_BELOW:
        verdict = Verdict.INCOMPLETE
    elif score >= COMPLETE_FROM:
        verdict = Verdict.COMPLETE
    telling = sorted((sign for sign in signs if sign.reason), key=lambda sign: sign.weight)
    return Completeness(
        verdict, score, tuple(dict.fromkeys(sign.reason for sign in telling)), count_letters(body), left_out
    )


def _stated_signs(marks: PageMarks, body: str) -> Iterator[Sign]:
    """Yield what the page's machine data says about how much of the report stands there."""
    article = marks.article
    tier = (marks.meta("article:content_tier") or "").lower()
    if tier in ("locked", "metered"):
        yield Sign(tier, f"the page says its content is {tier}")
    yield from _against_teaser(marks, body)
    yield from _against_reading_time(marks, body)
    if article is None:
        return
    if not is_free(article):
        shown = _gated_share(marks, article, body)
        kind = "not free" if shown is None else "not free, but shown" if shown else "not free, and not shown"
        yield Sign(kind, "the page says it is not free to read")
    stated = _WORDS_STATED.fullmatch((article.text("wordCount") or "").strip())
    if stated and int(stated[0]) >= 40:
        share = len(_WORD.findall(body)) / int(stated[0])
        if share < 0.6:
            yield Sign("fewer words than counted", f"{share:.0%} of the words that the page counts")
        elif share < 1.6:
            yield Sign("words as counted", "as many words as the page counts")
    whole = max(article.texts("articleBody"), key=len, default="")
    yield from _against_stated_body(whole, body)


def _against_teaser(marks: PageMarks, body: str) -> Iterator[Sign]:
    """Compare with the description in the page's head: a body that holds little more than that is the teaser."""
    teaser = max((fold(text) for name in _TEASERS for text in marks.metas.get(name, ())[:1]), key=len, default="")
    if len(teaser) < 60:
        return
    text = fold(body[: 20 * len(teaser)])
    if len(text) < 1.4 * len(teaser) and teaser[:50] in text:
        yield Sign("only the teaser", "little more than what the page announces it with")


def _against_reading_time(marks: PageMarks, body: str) -> Iterator[Sign]:
    """Compare with the minutes that the page says it takes to read."""
    stated = [marks.meta("twitter:data1") or "", marks.meta("twitter:data2") or "", marks.meta("article:reading_time")]
    stated += marks.article.texts("timeRequired")[:1] if marks.article else ()
    minutes = next((int(found[1] or found[2]) for text in stated if (found := _MINUTES.match(text or ""))), 0)
    if minutes < 2:
        return
    share = len(_WORD.findall(body)) / (minutes * WORDS_A_MINUTE)
    if share < 0.45:
        yield Sign("too short for its time", f"{share:.0%} of the words that the stated time of reading is for")
    elif share >= 0.6:
        yield Sign("as long as its time", "as long as the stated time of reading")


_TEASERS = ("og:description", "description")
_MINUTES = re.compile(r"\s*(?:PT(\d{1,2})M|(\d{1,2})\s*(?:min|мин|分|dk|λεπ|perc|Λεπ))", re.IGNORECASE)


def _against_stated_body(whole: str, body: str) -> Iterator[Sign]:
    if len(whole) < 200:
        return
    stated, taken = count_letters(_plain(whole)), count_letters(body)
    if taken < 0.75 * stated:
        yield Sign("data hold more", "the page's data hold more text than was taken")
    elif taken < 2 * stated:
        yield Sign("data hold as much", "as much text as the page's data hold")


_TAG = re.compile(r"<[^<>]{1,2000}>")


def _plain(text: str) -> str:
    return _TAG.sub(" ", text) if "<" in text else text


def is_free(article: Thing) -> bool:
    """Tell whether a page's data let everybody read the report; where they do not say, they do."""
    return not any(text.strip().lower() in _ALSO_FREE for text in article.texts("isAccessibleForFree")[:1])


def _gated_share(marks: PageMarks, article: Thing, body: str) -> bool | None:
    """Tell whether the part that the page says is gated stands on the page all the same; None where it names none."""
    selectors = [one for part in article.things("hasPart") if not is_free(part) for one in part.texts("cssSelector")]
    seen, letters = False, 0
    for selector in selectors[:3]:
        names = re.findall(r"[.#]([\w-]+)", selector)
        for name in names[:3]:
            found = marks.page.xpath(
                "//*[contains(concat(' ', normalize-space(@class), ' '), $name) or @id = $id]",
                name=f" {name} ",
                id=name,
            )
            texts = (
                [line_of(one) for one in found[:50] if isinstance(one, etree._Element)]
                if isinstance(found, list)
                else []
            )
            if texts:
                seen = True
                letters = max(letters, sum(map(count_letters, texts)))
    return letters > max(LEAST_LETTERS, count_letters(body) // 3) if seen else None


def _shown_signs(marks: PageMarks, body: str, left_out: tuple[LeftOut, ...]) -> Iterator[Sign]:
    """Yield what the page shows: walls, and requests to subscribe or sign in that stand near the text."""
    cue = _wall_cue(marks.page)
    if cue:
        yield Sign("marked as walled", f"marked as behind a wall: {cue}")
    asked = _ASKS.search(body[-600:]) or next((found for one in left_out if (found := _ASKS.search(one.sample))), None)
    if asked:
        yield Sign("asks at the text", f"asks to subscribe or sign in: {' '.join(asked[0].split())[:60]}")
    else:
        letters = count_letters(body)
        text = _text_near_wall(marks.page) if letters < 4000 else ""
        found = _ASKS.search(text)
        if found:
            kind = "asks near a short text" if letters < 1500 else "asks near a text"
            yield Sign(kind, f"asks to subscribe or sign in: {' '.join(found[0].split())[:60]}")


_CLASSES = etree.XPath("//@class | //body//@id", smart_strings=False)
_SHORT = etree.XPath(
    "//body//text()[string-length() > 8 and string-length() < 300][not(ancestor::script) and not(ancestor::style)]",
    smart_strings=False,
)


def _wall_cue(page: etree._Element) -> str | None:
    found = _CLASSES(page)
    for cue in dict.fromkeys(str(one) for one in found) if isinstance(found, list) else ():
        wall = _PAYWALL_CUE.search(cue)
        if wall and not _NOT_WALLED.search(cue):
            return wall[0]
    return None


def _text_near_wall(page: etree._Element) -> str:
    found = _SHORT(page)
    return " ".join(str(one) for one in found[:1500]) if isinstance(found, list) else ""


def text_signs(body: str) -> tuple[Sign, ...]:
    """Return what a text itself shows: how long it is, and whether it ends where a sentence does."""
    return (*_length_signs(body), *_end_signs(body))


def _length_signs(body: str) -> Iterator[Sign]:
    letters = count_letters(body)
    paragraphs = sum(len(line) > SHORT_LINE for line in body.split("\n"))
    kind = f"letters {sum(letters >= least for least in LENGTHS)}"
    yield Sign(kind, f"only {letters} letters" if letters < LEAST_LETTERS else "")
    kind = f"paragraphs {sum(paragraphs >= least for least in PARAGRAPHS)}"
    yield Sign(kind, "one paragraph only" if paragraphs < PARAGRAPHS[0] else "")


def _end_signs(body: str) -> Iterator[Sign]:
    tail = body.rstrip()[-80:]
    if not tail:
        return
    if _CUT_OFF.search(tail) and not tail.endswith(('"', "”")):
        yield Sign("cut off", "ends cut off")
    elif any(len(line) > LONG_LINE and line.endswith(("…", "...")) for line in _last_lines(body)):
        yield Sign("paragraph cut off", "a paragraph near the end breaks off")
    elif not _ENDS.search(tail):
        last = body.rstrip().rpartition("\n")[2]
        kind = "no end of a sentence" if len(last) > LONG_LINE else "short last line"
        yield Sign(kind, "ends without the end of a sentence")


def _last_lines(body: str) -> list[str]:
    return [line.rstrip() for line in body[-2000:].rstrip().split("\n")[-6:]]


class Agreement(NamedTuple):
    """How the body of a feed's item and that of the item's page agree, and which of the two is the report."""

    share_of_feed: float
    """how many of the feed's words stand in the page, in order of runs, 0 to 1"""
    share_of_page: float
    better: str
    """feed, page, or neither"""
    reason: str


def compare_bodies(feed_body: str, page_body: str) -> Agreement:
    """Say how a feed's body and a page's body agree, and which of them is the whole report. A pure function.

    The feed's is better where the page misses much of it, the page's where the feed holds a part of it only. Where they
    share little, neither is taken for the other.

    >>> compare_bodies("The bridge was closed on Monday.", "The bridge was closed on Monday. It opens in May.").better
    'page'
    """
    feed, page = _runs(feed_body), _runs(page_body)
    if not feed or not page:
        better = "page" if page else "feed" if feed else "neither"
        return Agreement(0.0, 0.0, better, "the other is empty" if better != "neither" else "both are empty")
    shared = (feed & page).total()
    of_feed, of_page = shared / feed.total(), shared / page.total()
    if of_feed < 0.3 and of_page < 0.3:
        return Agreement(of_feed, of_page, "neither", "they share little: one of them is another text")
    if of_feed >= SAME_WORDS and of_page >= SAME_WORDS:
        return Agreement(of_feed, of_page, "feed", "both hold the same text; the feed's has no page around it")
    if of_feed >= of_page:
        return Agreement(of_feed, of_page, "page", "the page holds what the feed holds, and more")
    return Agreement(of_feed, of_page, "feed", "the feed holds what the page holds, and more")


def _runs(text: str) -> Counter[str]:
    """Count the runs of four words in a text; scripts without blanks give runs of signs."""
    words = _WORD.findall(text.casefold())
    if len(words) < 4:
        words = list(fold(text))
    return Counter(" ".join(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()
