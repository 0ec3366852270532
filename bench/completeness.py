"""Prints how well the completeness of a page tells whole reports from stumps: the area under its ROC curve.

Whole are real pages as stored, unless they say themselves that they are not free to read. Stumps are the same pages
with most of their text taken out, in the ways that sites do it; walls and words for them are made up here.

kinds       wall      a third of the text, then a request to subscribe in the page's language
            stated    a third of the text; the page's data say that it is not free
            dots      a third of the text, broken off in a sentence with dots
            teaser    the first paragraph only
            silent    a third of the text, and nothing that says so but what the page stated before
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

from lxml import etree

from bench.page_golds import SETS, GoldPage, gold_pages
from mediawire.errors import InputError
from mediawire.wire.charset import decode_bytes
from mediawire.wire.completeness import count_letters, is_free, judge_page
from mediawire.wire.document import Document
from mediawire.wire.markup import parse_markup
from mediawire.wire.page_body import take_page_body
from mediawire.wire.page_marks import gather_marks
from mediawire.wire.reading import Completeness, Verdict

KINDS = ("wall", "stated", "dots", "teaser", "silent")
ASKED_AUC = 0.9
LEAST_LETTERS = 1500
LEAST_ELEMENTS = 6
KEPT_SHARE = 1 / 3
WALLS = {
    "de": "Weiterlesen mit unserem Abo. Sie haben schon ein Konto? Hier anmelden.",
    "fr": "Pour lire la suite, choisissez un abonnement. La suite de cet article est réservée à nos abonnés.",
    "es": "Hazte suscriptor para leer la noticia completa.",
    "it": "Per leggere tutto l'articolo scegli un abbonamento.",
    "pt": "Este conteúdo é só para assinantes. Faça sua assinatura.",
    "en": "The rest of this story is for members. Choose a plan to go on reading.",
}
DATA = '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": %s, "isAccessibleForFree": "False"}'


def whole_pages(
    name: str, tuned: bool | None, least_letters: int = LEAST_LETTERS, least_elements: int = LEAST_ELEMENTS
) -> Iterator[tuple[GoldPage, etree._Element]]:
    """Yield the pages of a set that hold a text of some length and do not say that it is not free."""
    for page in gold_pages(name):
        if tuned is not None and page.is_for_tuning != tuned:
            continue
        try:
            tree = parse_markup(decode_bytes(page.path.read_bytes()).text)
        except InputError:
            continue
        marks = gather_marks(tree, page.url)
        if (marks.article and not is_free(marks.article)) or marks.meta("article:content_tier") in (
            "locked",
            "metered",
        ):
            continue
        taken = take_page_body(tree, Document(b"", page.url))
        if len(leaves(taken.elements)) >= least_elements and count_letters(taken.body.text) >= least_letters:
            yield page, tree


def leaves(elements: tuple[etree._Element, ...]) -> list[etree._Element]:
    """Return the smallest blocks of text under some elements, in page order."""
    found: dict[etree._Element, None] = {}
    for element in elements:
        inner = [one for one in element.iter("p", "li", "blockquote", "h2", "h3") if one is not element]
        for one in inner or [element]:
            found.setdefault(one)
    return [one for one in found if len("".join(one.itertext("*")).strip()) > 40]


def judge(tree: etree._Element, url: str | None) -> Completeness:
    """Judge a tree as a page that was received so."""
    markup = etree.tostring(tree, encoding="unicode", method="html")
    page = parse_markup(markup)
    taken = take_page_body(page, Document(markup.encode(), url))
    return judge_page(gather_marks(page, url), taken.body.text, taken.left_out, taken.certainty)


def cut(tree: etree._Element, url: str | None, kind: str) -> etree._Element:
    """Take most of the text out of a page, in one of the ways that sites do it."""
    stump = deepcopy(tree)
    blocks = leaves(take_page_body(stump, Document(b"", url)).elements)
    kept = 1 if kind == "teaser" else max(1, int(len(blocks) * KEPT_SHARE))
    last = blocks[kept - 1]
    for block in blocks[kept:]:
        parent = block.getparent()
        if parent is not None and last not in set(block.iter()) and block not in set(last.iter()):
            parent.remove(block)
    if kind == "wall":
        language = (gather_marks(tree, url).language or "en")[:2].lower()
        wall = etree.Element("div", {"class": "offer"})
        etree.SubElement(wall, "p").text = WALLS.get(language, WALLS["en"])
        last.addnext(wall)
    elif kind == "stated":
        import json

        script = etree.SubElement(stump, "script", {"type": "application/ld+json"})
        script.text = DATA % json.dumps(gather_marks(tree, url).title)
    elif kind == "dots":
        _break_off(last)
    return stump


def _break_off(block: etree._Element) -> None:
    words = " ".join("".join(block.itertext("*")).split()).split(" ")
    for child in list(block):
        block.remove(child)
    block.text = " ".join(words[: max(4, len(words) * 2 // 3)]).rstrip(".!?") + "…"


def area(whole: list[float], stumps: list[float]) -> float:
    """Return how often a whole page scores above a stump; ties count half."""
    above = sum((one > other) + 0.5 * (one == other) for one in whole for other in stumps)
    return above / (len(whole) * len(stumps)) if whole and stumps else 0.0


def score(name: str, tuned: bool | None, limit: int | None) -> Iterator[str]:
    """Say how well the score parts whole pages from each kind of stump in one set."""
    whole: list[Completeness] = []
    stumps: dict[str, list[Completeness]] = {kind: [] for kind in KINDS}
    for page, tree in islice(whole_pages(name, tuned), limit):
        whole.append(judge(tree, page.url))
        for kind in KINDS:
            stumps[kind].append(judge(cut(tree, page.url, kind), page.url))
    if not whole:
        return
    scores = [one.score for one in whole]
    wrong = sum(one.verdict is Verdict.INCOMPLETE for one in whole) / len(whole)
    yield f"{name:16} {len(whole)} whole pages, {wrong:.1%} of them called incomplete"
    for kind, found in stumps.items():
        told = sum(one.verdict is Verdict.INCOMPLETE for one in found) / len(found)
        passed = sum(one.verdict is Verdict.COMPLETE for one in found) / len(found)
        yield (
            f"{name:16} {kind:8} AUC {area(scores, [one.score for one in found]):.3f}  called incomplete {told:.1%},"
            f" complete {passed:.1%}"
        )
    named = [one.score for kind in KINDS[:-1] for one in stumps[kind]]
    yield f"{name:16} all but silent: AUC {area(scores, named):.3f}, asked {ASKED_AUC}"


def main() -> None:
    """Print the areas for each set; the half of the hosts that nothing was tuned on by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=150, help="whole pages a set")
    parser.add_argument("--tuned", action="store_true", help="the half that rules were made on")
    chosen = parser.parse_args()
    for name in SETS:
        for row in score(name, chosen.tuned, chosen.limit):
            print(row, flush=True)


if __name__ == "__main__":
    main()
