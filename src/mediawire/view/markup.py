"""What every page is written with: a strict frame, and foreign text that stays text.

Everything foreign is escaped, direction overrides and unseen characters become marks with their names, and a strict
content security policy stands in the page itself, so that it is safe wherever it is opened.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from mediawire.view.marks import make_visible, split_marks
from mediawire.view.words import shorten

MARKS_NAMED = 1000
TITLE_LENGTH = 400


@cache
def read_sheets(*names: str) -> str:
    """Return style sheets of this folder, one after the other, as a page carries them."""
    return "\n".join(Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8") for name in names)


def begin_document(title: str, style: str) -> str:
    """Write the head: the policy allows the one style sheet in the page, by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        "<meta name=viewport content='width=device-width, initial-scale=1'>\n"
        "<meta name=color-scheme content='light dark'>\n<meta name=referrer content=no-referrer>\n"
        "<meta name=robots content=noindex>\n"
        f"<title>{escape(make_visible(title))}</title>\n<style>{style}</style>\n</head>\n"
    )


def show_text(text: str) -> str:
    """Escape a foreign text; unseen characters become marks, the first thousand of them with their names."""
    shown, named = [], 0
    for piece in split_marks(text):
        if isinstance(piece, str):
            shown.append(escape(piece))
        else:
            named += 1
            mark = f"<abbr class=mark title='{piece.name}'>{piece.sign}</abbr>"
            shown.append(mark if named <= MARKS_NAMED else piece.sign)
    return "".join(shown)


def show_table(kind: str, heads: Sequence[str], rows: str, caption: str = "") -> str:
    """Write a table of rows that are HTML already; a column without a name has no heading."""
    head = "".join(f"<th scope=col>{name}</th>" if name else "<td></td>" for name in heads)
    told = f"<caption>{caption}</caption>\n" if caption else ""
    return f"<table class='{kind}'>\n{told}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def show_foreign(text: str, tag: str = "bdi", limit: int = 0) -> str:
    """Write foreign text by itself, so that its direction cannot spill over; one cut at the limit has more on hover."""
    short = shorten(text, limit) if limit else text
    title = f" title='{escape(make_visible(shorten(text, TITLE_LENGTH)))}'" if limit and short != text else ""
    return f"<{tag} lang='' dir=auto{title}>{show_text(short)}</{tag}>"
