"""Tells pages that hold no article: errors, consent walls, sign-ins, checks for robots, redirects, empty shells.

A long text is never taken for one of them: reports about cookies and missing pages are reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mediawire.wire.page_marks import PageMarks, line_of
from mediawire.wire.reading import Refusal

MOST_LETTERS = 1500
"""No error page and no consent wall says more than this above what the page has on every page."""
MOST_ARTICLE_LETTERS = 400
"""Nor on a page that calls itself an article."""

_ERROR = re.compile(
    r"\b(?:404|403|410|500|502|503)\b.{0,40}(?:error|not found|forbidden|gone|unavailable|fehler|erreur)|"
    r"\berror\s*(?:404|403|410|50[0-3])\b|^\W*404\b|"
    r"(?:page|article|file|url|story|content|seite|artikel|beitrag)[^.]{0,40}(?:not (?:be )?found|(?:could|"
    r"can)(?:not|n['’]t| not) be found|does(?: not|n['’]t) exist|"
    r"no longer (?:available|exists)|nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar)|existiert nicht)|not found$|"
    r"^not found|"
    r"page (?:introuvable|non trouvée)|p[áa]gina no (?:encontrada|existe)|p[áa]gina não encontrada|"
    r"pagina non trovata|pagina niet gevonden|"
    r"sidan (?:hittades|finns) inte|siden (?:ble|blev) ikke funnet|strona nie (?:została|istnieje)|nie znaleziono|"
    r"страница не найдена|"
    r"お探しのページ|ページが見つかりません|页面不存在|找不到|찾을 수 없|صفحة غير موجودة|internal server error|"
    r"bad gateway|service unavailable|"
    r"gateway time-?out",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"attention required|just a moment|verify (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|"
    r"access (?:to this page has been )?denied|captcha|"
    r"pardon our interruption|enable javascript and cookies|checking your browser|request (?:blocked|unsuccessful)|"
    r"unusual traffic|bot detection|ddos protection",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue|we (?:value|care about|respect) your privacy|your privacy (?:choices|matters)|"
    r"cookie (?:consent|settings|einstellungen|policy)|"
    r"(?:accept|agree)[^.]{0,30} cookies|mit werbung (?:und tracking )?(?:weiter)?lesen|zustimm(?:en|ung)|"
    r"datenschutz-?einstellungen|privatsph[äa]re|"
    r"gérer (?:mes|vos) (?:cookies|préférences)|nous respectons votre vie privée|gestionar cookies|tu privacidad|"
    r"la tua privacy|consenso",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    r"^(?:sign|log) ?[io]n\b|\b(?:sign|log) in (?:to|or)\b|^anmelden|^einloggen|^login|^connexion|^se connecter|"
    r"^iniciar sesi[óo]n|^acced[ie]|^entrar\b|^inloggen|^logga in|^logg inn|^вход|^войти|ログイン|登录|로그인",
    re.IGNORECASE,
)
_NO_SCRIPT = re.compile(
    r"(?:enable|turn on|activate|requires?|aktivieren sie|activez) (?:\w+ )?javascript|"
    r"javascript (?:is )?(?:disabled|required|deaktiviert)",
    re.IGNORECASE,
)
_REFRESH = re.compile(r"^\s*[0-5]?(?:\.\d*)?\s*[;,]?\s*url\s*=\s*['\"]?([^'\">]+)", re.IGNORECASE)


def tell_no_article(marks: PageMarks, body: str, letters: int) -> Refusal | None:
    """Say why a page holds no article; None where it may hold one."""
    if letters >= (MOST_ARTICLE_LETTERS if _states_article(marks) else MOST_LETTERS):
        return None
    where = marks.url or ""
    head = [marks.title, *(line_of(heading) for heading in marks.headings[:2])]
    if any(_ERROR.search(line) for line in head if len(line) < 120):
        return Refusal("error page", f"the page says: {_said(head)}", where)
    if _states_article(marks):
        return None
    text = "\n".join([*head, body[:3000]])
    if any(_ROBOT.search(line) for line in head if len(line) < 120) or (letters < 200 and _ROBOT.search(text)):
        return Refusal("check for robots", f"the page says: {_said(head)}", where)
    if any(_CONSENT.search(line) for line in head if len(line) < 120) or (letters < 200 and _CONSENT.search(text)):
        return Refusal("consent wall", f"the page asks for consent first: {_said(head)}", where)
    if _asks_password(marks) and any(_SIGN_IN.search(line.strip()) for line in head):
        return Refusal("sign-in", f"the page asks to sign in: {_said(head)}", where)
    target = next((found for text in marks.metas.get("refresh", ()) if (found := _REFRESH.match(text))), None)
    if target is not None and letters < 300:
        return Refusal("redirect", f"the page only leads to {target[1][:200]}", where)
    if letters < 100 and _NO_SCRIPT.search(text):
        return Refusal("needs scripts", "the page shows nothing without running its scripts", where)
    return None


def _states_article(marks: PageMarks) -> bool:
    return marks.article is not None or marks.meta("og:type") == "article" or "article:published_time" in marks.metas


def _asks_password(marks: PageMarks) -> bool:
    return any((field.get("type") or "").lower() == "password" for field in marks.page.iter("input"))


def _said(lines: list[str]) -> str:
    return next(_nonempty(lines), "nothing")[:120]


def _nonempty(lines: list[str]) -> Iterator[str]:
    return (line for line in lines if line.strip())
