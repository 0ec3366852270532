"""What the names that page builders give to elements (tag, class, id) say of the text in them."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = {
    "content": r"content|contenu|inhalt|contenido|conteudo|treść|tresc",
    "article": r"article|artikel|artigo|articulo|artykul|story|entry|hentry|post|beitrag|blog",
    "text": r"text|body|copy|prose|paragraph|absatz|para|richtext|wysiwyg|maincontent|articlebody|content-?body",
    "main": r"main|primary|center|single",
    "lead": r"lead|intro|summary|teaser-?text|dek|standfirst|chapo|vorspann|excerpt|abstract|sub-?title|subhead",
    "title": r"title|headline|titel|titre|heading|überschrift",
    "comment": r"comments?|kommentar\w*|disqus|respond|reply|replies|discussion|leserbrief\w*|reader-?comments?",
    "share": r"shar\w*|social\w*|teilen|facebook|twitter|whatsapp|addthis|addtoany|sharedaddy|follow\w*|like-?box",
    "related": r"relat\w*|recommend\w*|similar|more|mehr|also|see-?also|read-?more|teaser\w*|recent|popular|trending"
    r"|latest|most|next|prev\w*|weitere|verwandt\w*|outbrain|taboola|carousel|slider|gallery|list|items?|promo\w*|cards?",
    "navigation": r"nav\w*|menu\w*|breadcrumb\w*|crumb\w*|pagination|pager|paging|tabs?|toc|skip|jump|sitemap|links?",
    "footer": r"foot\w*|bottom|copyright|legal|imprint|impressum|disclaimer|colophon|credits?",
    "header": r"head|header|masthead|topbar|top|banner|logo|branding",
    "sidebar": r"side\w*|aside|widget\w*|rail|column-?right|right|left|secondary|complementary|tertiary|module|box",
    "advert": r"ads?|advert\w*|anzeige\w*|sponsor\w*|werbung|commercial|dfp|adsense|shopping|affiliate",
    "facts": r"meta\w*|byline|author\w*|autor\w*|date|datum|time\w*|publish\w*|posted|info|details|tags?|tagcloud"
    r"|categor\w*|kategorie\w*|topics?|keywords?|labels?|schlagw\w*|dateline|source|vcard|bio|profile",
    "caption": r"caption\w*|figcaption|bildunterschrift|credit|picture|photo\w*|image\w*|img|bild|figure|media|video"
    r"|legende|thumb\w*|embed\w*",
    "consent": r"cookie\w*|consent|gdpr|dsgvo|privacy|datenschutz|popup|modal|overlay|lightbox|dialog|notice|alert"
    r"|warning|message|hint|noscript|login|signin|register|account|paywall|abo",
    "letter": r"newsletter|subscri\w*|signup|sign-?up|donat\w*|spende\w*|support|form|search|suche|contact|kontakt"
    r"|feedback|rating|vote|poll|survey",
    "quote": r"quote\w*|blockquote|zitat|pullquote|cite",
    "print": r"print|drucken|tools?|toolbar|actions?|buttons?|btn|controls?|font-?size|icons?",
    "hidden": r"hidden|hide|invisible|sr-only|screen-?reader\w*|visually-?hidden|visuallyhidden|offscreen|d-none",
}
_TAGS = {
    "article": "t_article",
    "main": "t_main",
    "nav": "t_nav",
    "footer": "t_footer",
    "header": "t_header",
    "aside": "t_aside",
    "form": "t_form",
    "figure": "t_figure",
    "figcaption": "t_figure",
    "table": "t_table",
    "ul": "t_list",
    "ol": "t_list",
    "blockquote": "t_quote",
    "section": "t_section",
    "noscript": "t_noscript",
    "button": "t_form",
    "select": "t_form",
    "li": "t_item",
    "dl": "t_list",
    "template": "t_noscript",
    "video": "t_media",
    "audio": "t_media",
    "object": "t_media",
    "canvas": "t_media",
}
MARKS = (*_NAMES, *dict.fromkeys(_TAGS.values()))
"""What a name may say: kinds of content, kinds of furniture, and the tags that say so themselves."""

_PLACES = {name: place for place, name in enumerate(MARKS)}
_WORD = re.compile("|".join(rf"(?P<{name}>(?:{words})(?![a-zäöüß]))" for name, words in _NAMES.items()))
_PARTS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+|[©|»›→@#]")
_BEGINNING, _FIRST_WORDS = 200, 16
_SPLIT = re.compile(r"[\s_\-:./\d]+")


_TOLD_BY_TAG = {tag: (_PLACES[mark],) for tag, mark in _TAGS.items()}


def told_by_tag(tag: str) -> tuple[int, ...]:
    """Return the place in `MARKS` of what a tag says by itself, if anything."""
    return _TOLD_BY_TAG.get(tag, ())


@lru_cache(maxsize=20_000)
def told_by_names(tag: str, classes: str, identifier: str) -> tuple[int, ...]:
    """Return the places in `MARKS` of what an element's tag, class and id say."""
    hits = set(told_by_tag(tag))
    for name in (*classes[:300].split(), *identifier[:100].split()):
        hits.update(_told_by_name(name))
    return tuple(sorted(hits))


@lru_cache(maxsize=20_000)
def _told_by_name(name: str) -> tuple[int, ...]:
    found = (_WORD.match(word) for word in _SPLIT.split(_PARTS.sub(" ", name).lower()))
    return tuple([_PLACES[hit.lastgroup] for hit in found if hit and hit.lastgroup])


@lru_cache(maxsize=20_000)
def list_name_words(tag: str, classes: str, identifier: str) -> tuple[str, ...]:
    """Return the words of an element's tag, class and id, as `PageWeights` knows them: whole names and their parts."""
    words: set[str] = set()
    for name in f"{classes[:300]} {identifier[:100]}".split():
        words.update(_part_name(name))
    return (f"<{tag}>", *sorted(words))


@lru_cache(maxsize=20_000)
def _part_name(name: str) -> tuple[str, ...]:
    parts = [part.lower() for part in _SPLIT.split(_PARTS.sub(" ", name)) if len(part) > 1]
    return tuple([f".{word[:40]}" for word in (_DIGITS.sub("0", name.lower()), *parts)])


def list_text_words(text: str) -> tuple[str, list[str]]:
    """Return whether a block is short and the words that it begins with: furniture says what it is in a few words."""
    length = "short" if len(text) < 40 else "middling" if len(text) < 120 else "long"
    return length, list(dict.fromkeys(_WORDS.findall(text[:_BEGINNING].lower())[:_FIRST_WORDS]))
