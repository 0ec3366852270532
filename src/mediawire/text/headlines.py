"""Which blocks may be a headline, a section line, or a byline; by their form, in any script."""

from __future__ import annotations

import re

from mediawire.report import Span
from mediawire.text.blocks import Block
from mediawire.text.word_sets import set_of

LONGEST_HEADLINE = 220
"""Characters; of 26,735 agency headlines and 23,694 newspaper ones none is longer."""

MOST_HEADLINE_WORDS = 28
_LONGEST_BYLINE = 120
_MOST_BYLINE_WORDS = 14

_SECTIONS = set_of(
    """
    home news world politics business economy economics finance markets money sport sports football soccer cricket
    tennis technology tech science health culture arts entertainment lifestyle opinion editorial analysis comment
    features europe asia africa americas america middle east north south latin uk us usa international national local
    regional society environment climate education travel top stories story latest breaking video videos photos
    gallery press releases release media wire featured exclusive live more all headlines magazine weather defense
    defence energy nation nachrichten politik wirtschaft kultur panorama welt ausland inland gesellschaft wissen
    netzwelt meinung actualité actualités monde politique économie société france planète accueil noticias inicio
    portada mundo política economía sociedad cultura deportes internacional nacional españa notizie cronaca politica
    economia mondo spettacoli esteri início notícias brasil esportes haberler gündem dünya siyaset ekonomi spor kültür
    anasayfa türkiye главная новости мир политика экономика общество спорт культура россия в мире происшествия наука
    бизнес лента головна новини світ політика економіка суспільство الرئيسية أخبار العالم سياسة اقتصاد رياضة ثقافة
    عربي دولي محليات خانه اخبار جهان سیاسی سیاست اقتصادی ورزش ورزشی فرهنگ فرهنگی بین الملل جامعه ایران اجتماعی صفحہ
    اول پاکستان دنیا کھیل کاروبار تازہ ترین خبریں الاقوامی होम देश दुनिया विदेश खेल राजनीति मनोरंजन व्यापार समाचार
    राज्य חדשות עולם ספורט כלכלה פוליטיקה 首页 新闻 国际 国内 社会 财经 体育 娱乐 时政 要闻 科技 军事 國際 國內 社會
    財經 即時 ホーム 国際 政治 経済 スポーツ 科学 文化 홈
    정치 경제 사회 국제 스포츠 문화 북한 κόσμος πολιτική οικονομία αθλητικά ελλάδα ειδήσεις
    """
)
_BY_WORDS = set_of(
    """
    by von par por di da de door av af od yazan haber автор авторы текст автора بقلم بواسطة كتب كتبت نویسنده نوشته از
    تحریر رپورٹ מאת द्वारा लेखक 记者 記者 作者 文 撰文 編輯 author authors reporter words autor autoren auteur
    redacción
    redazione
    """
)
_STOP_INSIDE = re.compile(r"[^\W\d_]{3}\.[\"”’»]?\s+[^\W\d_a-zа-я]|[。۔।][^\s\d]", re.UNICODE)
"""A sentence that ends inside the block: headlines have one sentence, or part of one."""

_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Plc|Jr|Sr|INC|CORP|CO|LTD|Bros)\.$")
"""A stop with which a headline may end all the same: "... says open trade would hit U.S."."""

_ENDS_HEADLINE = ("?", "!", "？", "！", "؟", "…", "...")
_LISTERS = frozenset("•·▪●*–—-►▶→>»+✔☑")


def is_headline(block: Block) -> bool:
    """Tell whether a block has the form of a headline: short, and not ended as a sentence is, or only asking or crying.

    A rule of form alone: teasers, captions and list items have it too. Who follows decides.
    """
    if block.words > MOST_HEADLINE_WORDS or len(block.text) > LONGEST_HEADLINE or not _has_letters(block.text):
        return False
    if block.closed and not block.text.rstrip("\"'”’»)」』 ").endswith(_ENDS_HEADLINE):
        return _ABBREVIATION.search(block.text) is not None
    if _STOP_INSIDE.search(block.text) and not block.text.isupper():
        return False
    first = block.text[0]
    if first in "([" and block.text[-1] in ")]":
        return False  # an editor's note, "(Corrects the figure in paragraph 3)"
    return first not in _LISTERS and not first.islower() and block.text[-1] not in ":;,，：；،-–—"


def is_section(block: Block) -> bool:
    """Tell whether a block is the name of a section or the path to one: "Europe", "Home > News > World"."""
    if block.words > 8 or len(block.text) > 80 or block.closed:
        return False
    words = block.text.casefold().replace("|", " ").replace("&", " ").replace("/", " ").replace("»", " ").split()
    words = [word.strip(">›,:·•-–—") for word in words]
    crumbs = any(mark in block.text for mark in (" > ", " › ", " » ", " / ", " | "))
    known = sum(word in _SECTIONS for word in words)
    named = len(words) - words.count("")
    return 0 < named == known or (crumbs and 0 < named <= 2 * known)


def is_plain_byline(block: Block) -> bool:
    """Tell whether a byline may stand above a headline: one that opens with "By" or has a colon."""
    return block.text[:3].casefold() == "by " or ":" in block.text or "：" in block.text


def find_byline(block: Block) -> Span | None:
    """Return the byline if the block is one: a short line, "By Jane Doe", "Автор: Иван Петров"; else None."""
    if len(block.text) > _LONGEST_BYLINE or block.words > _MOST_BYLINE_WORDS or block.closed:
        return None
    line = _AFTER_BYLINE.split(block.text, maxsplit=1)[0].rstrip()
    first = line.split(None, 1)[0].casefold()
    if first.rstrip(":：") not in _BY_WORDS and line[:2] not in _BY_WORDS:
        return None
    names = line[len(first) :].replace(",", " ").split()
    if any(map(_has_digit, names)) or not (first.endswith((":", "：")) or any(map(_is_name, names))):
        return None
    lower = sum(word[0].islower() for word in names if word not in _LINKS)
    return Span(block.start, block.start + len(line)) if lower * 2 <= len(names) else None


_AFTER_BYLINE = re.compile(r"\s+[|•·–—-]\s+")
_LINKS = set_of("and und et y e и in for the of de van der")


def _is_name(word: str) -> bool:
    return word[0].isupper() or (word[0].isalpha() and not word[0].islower())


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(map(str.isdigit, word))


def _has_letters(piece: str) -> bool:
    return piece.isalpha() or any(map(str.isalpha, piece))
