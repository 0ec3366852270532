"""Pages that stand in the place of what was asked for: a login, or nothing but the way elsewhere.

They come with status 200, so only their content tells them. Told by little text and the thing itself: a news page may
have a login in its corner, and may reload itself; neither is then all that it has.
"""

from __future__ import annotations

import re

from mediawire.wire.visits import Reason

HEAD_BYTES = 65_536
LITTLE_TEXT = 400
"""Letters and digits outside markup; the shortest of brief news pages have more around them, logins rarely so much."""
MARKUP = re.compile(
    rb"<!--.*?-->|<(script|style|title|noscript|select|svg)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL
)
TITLE = re.compile(rb"<title\b[^>]*>(.{0,500}?)</title", re.IGNORECASE | re.DOTALL)
FORM = re.compile(rb"<form\b", re.IGNORECASE)
PASSWORD = re.compile(rb"""<input\b[^>]{0,500}\btype\s*=\s*["']?password""", re.IGNORECASE)
REFRESH = re.compile(rb"""<meta\b[^>]{0,500}\bhttp-equiv\s*=\s*["']?refresh\b[^>]{0,2000}""", re.IGNORECASE)
ELSEWHERE = re.compile(
    rb"""content\s*=\s*["']?\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*["']?\s*[^\s"'>]""", re.IGNORECASE
)
SOON_SECONDS = 10
LOGIN_WORDS = re.compile(
    r"\b(?:sign[ -]?in|log[ -]?in|log[ -]?on|sign[ -]?on|authentication required|please authenticate|anmelden|anmeldung"
    r"|einloggen|connexion|se connecter|identifiez-vous|iniciar sesi[oó]n|inicia sesi[oó]n|acceder a tu cuenta"
    r"|accedi|accesso|entrar na conta|fazer login|iniciar sess[aã]o|inloggen|logga in|logg inn?|log ind|kirjaudu"
    r"|zaloguj|logowanie|přihlášení|prihlásenie|bejelentkezés|autentificare|giriş yap|oturum aç|đăng nhập|masuk)\b"
    r"|войти|вход в|авторизация|увійти|σύνδεση|تسجيل الدخول|התחברות|登录|登入|ログイン|로그인|เข้าสู่ระบบ",
    re.IGNORECASE,
)


def why_stand_in(body: bytes) -> tuple[Reason, str] | None:
    """Say why a page is not what was asked for, or None."""
    start = body[:HEAD_BYTES]
    if b"<" not in start or not _is_html(start) or _has_text(start, len(body)):
        return None
    if _asks_to_log_in(start):
        return Reason.LOGIN, "a page that asks to log in"
    if _sends_elsewhere(start):
        return Reason.BROKEN, "a page that only sends elsewhere (meta refresh)"
    return None


def _is_html(start: bytes) -> bool:
    """Claim that bytes are a page and no feed: feeds may hold pages, and begin otherwise."""
    head = start[:2048].lstrip(b"\xef\xbb\xbf\0 \t\r\n").lower()
    if re.search(rb"<(?:rss|feed|rdf:rdf|urlset|sitemapindex|newsmessage|newsml|nitf)\b", head):
        return False
    return re.search(rb"<(?:!doctype html|html|head|body|title|meta|form)\b", start, re.IGNORECASE) is not None


def _has_text(start: bytes, size_bytes: int) -> bool:
    if size_bytes > HEAD_BYTES * 4:
        return True
    words = MARKUP.sub(b" ", start).decode("utf-8", "replace")
    return sum(character.isalnum() for character in words) > LITTLE_TEXT


def _asks_to_log_in(start: bytes) -> bool:
    if PASSWORD.search(start):
        return True
    title = TITLE.search(start)
    return bool(title and FORM.search(start) and LOGIN_WORDS.search(title[1].decode("utf-8", "replace")))


def _sends_elsewhere(start: bytes) -> bool:
    refresh = REFRESH.search(start)
    where = refresh and ELSEWHERE.search(refresh[0])
    return bool(where and int(where[1][:9]) <= SOON_SECONDS)
