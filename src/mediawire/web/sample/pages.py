"""Sample agencies' pages: plain ones, so that nobody takes them for the site's own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from mediawire.web.sample.feeds import mark_up
from mediawire.web.sample.stories import Outlet, read_partner
from mediawire.web.sample.timeline import Told


class Style(NamedTuple):
    """A style sheet, and the digest by which a policy allows it."""

    text: str
    digest: str


def _style(text: str) -> Style:
    return Style(text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


PLAIN = _style(
    ":root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;"
    "padding:0 1rem}header,footer{font-size:.85rem;opacity:.8}h1{line-height:1.2}"
)


def write_front(outlet: Outlet, told: Sequence[Told], home: str) -> str:
    """Write an agency's front page: its headlines."""
    rows = "".join(f'<li><a href="{home}/{one.id}">{escape(one.headline)}</a></li>' for one in told)
    return _write(outlet.name, outlet.language, f"<main><h1>{escape(outlet.name)}</h1><ul>{rows}</ul></main>")


def write_page(outlet: Outlet, told: Told) -> str:
    """Write a story's page, as its agency has it."""
    head = f"<header>{escape(outlet.name)}</header><h1>{escape(told.headline)}</h1>"
    by = f"<p>{escape(told.byline)}</p>" if told.byline else ""
    time = f'<p><time datetime="{told.modified.isoformat()}">{told.modified:%Y-%m-%d %H:%M} UTC</time></p>'
    return _write(told.headline, outlet.language, f"<main><article>{head}{by}{time}{mark_up(told)}</article></main>")


def write_partner() -> str:
    """Write the example's second page: a section, a headline, a report, a disclaimer, and teasers of others."""
    blocks = [block.strip() for block in read_partner().split("\n\n") if block.strip()]
    section, headline, *rest = blocks
    end = rest.index("IFP Media Wire")
    report = "".join(f"<p>{escape(block, quote=False)}</p>\n" for block in rest[:end])
    label, disclaimer, posts, *teasers = rest[end:]
    rows = "".join(
        f'<li><h3><a href="#{number}">{escape(title)}</a></h3><p class="teaser">{escape(teaser)}</p>'
        f'<p class="meta">{escape(time)}</p></li>\n'
        for number, (title, teaser, time) in enumerate(zip(*[iter(teasers)] * 3, strict=True), 1)
    )
    return _write(
        headline,
        "en",
        f"<nav>{escape(section)}</nav><main><article><h1>{escape(headline)}</h1>\n{report}</article></main>\n"
        f'<footer><h2>{escape(label)}</h2><p class="disclaimer">{escape(disclaimer)}</p></footer>\n'
        f'<aside class="sidebar recent-posts"><h2>{escape(posts)}</h2><ul>{rows}</ul></aside>',
    )


def _write(title: str, language: str, body: str) -> str:
    direction = ' dir="rtl"' if language == "ar" else ""
    return (
        f'<!doctype html>\n<html lang="{language}"{direction}><head><meta charset="utf-8"><title>{escape(title)}'
        f'</title><meta name="viewport" content="width=device-width"><style>{PLAIN.text}</style></head><body>'
        f'{body}<footer lang="en" dir="ltr"><p>A sample inside a wire on this machine. Nobody stands behind it.</p>'
        "</footer></body></html>\n"
    )
