"""How Telegram's preview pages are read: which fields of every post of the set are right.

``python -m bench.telegram`` reads the page of twelve posts and the single posts of the set. What is right is taken from
the markup by other means, one expression a field (the post's own address, its time, its views, where it was forwarded
from, its text with all tags struck out), so that a field that the reader drops or mixes up shows. Asked: all.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.archives import DataMissing, unpacked
from mediawire.wire.document import Document
from mediawire.wire.reading import Received
from mediawire.wire.telegram import read_preview

_POST = re.compile(r'<div class="tgme_widget_message [^>]*data-post="')
_TEXT = re.compile(r'<div class="tgme_widget_message_text js-message_text[^>]*>(.*?)</div>', re.DOTALL)


class Expected(NamedTuple):
    """What a post's markup says, by expressions."""

    guid: str
    published: str
    views: str
    origin: str | None
    author: str | None
    letters: str
    pictures: int
    polls: int
    is_edited: bool


def main() -> None:
    """Print how many of each field are right."""
    try:
        right, total, wrong = compare()
    except DataMissing as missing:
        print(f"skipped: {missing}")
        return
    for field in total:
        print(f"{field:<12}{right[field]:>4} of {total[field]}   asked all")
    for line in wrong:
        print(f"  {line}")


def compare() -> tuple[Counter[str], Counter[str], list[str]]:
    """Compare every post's fields; return those right, all there are, and what is wrong."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for path in pages():
        markup = path.read_text(encoding="utf-8")
        reports = read_preview(Document(markup.encode(), "https://t.me/s/channel")).reports
        posts = list(expect(markup))
        total["posts"] += len(posts)
        right["posts"] += min(len(posts), len(reports))
        for post, report in zip(posts, reports, strict=False):
            for field, (wanted, found) in fields(post, report).items():
                total[field] += 1
                right[field] += wanted == found
                wrong += [f"{path.name} {post.guid} {field}: {wanted!r}, not {found!r}"] if wanted != found else []
    return right, total, wrong


def pages() -> Iterator[Path]:
    """Yield the files that hold whole posts."""
    for path in sorted(unpacked("telegram-preview-html.tar.xz").rglob("*.html")):
        if _POST.search(re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))):
            yield path


def expect(markup: str) -> Iterator[Expected]:
    """Yield what each post of a page says."""
    markup = re.sub(r"\s+", " ", markup)
    starts = [found.start() for found in _POST.finditer(markup)]
    for start, end in zip(starts, [*starts[1:], len(markup)], strict=True):
        yield expect_post(markup[start:end])


def expect_post(post: str) -> Expected:
    """Read a post's markup by expressions."""
    poll = "".join(re.findall(r'poll_(?:question|option_text)">(.*?)</div>', post))
    media = r'class="tgme_widget_message_(?:photo_wrap|(?:round)?video_player|voice_player|document_wrap|tgsticker)\b'
    return Expected(
        guid=first(r'data-post="([^"]+)"', post) or "",
        published=first(r'message_date"[^>]*> ?<time datetime="([^"]+)"', post) or "",
        views=first(r'message_views">([^<]+)<', post) or "",
        origin=bare(first(r"forwarded_from_name\"[^>]*>(.*?)</(?:a|div)>", post)),
        author=bare(first(r'from_author"[^>]*>(.*?)</span>', post)),
        letters=letters("".join(_TEXT.findall(post)) + poll),
        pictures=len(re.findall(media, post)),
        polls=post.count('message_poll_option"'),
        is_edited=bool(re.search(r'message_meta"> ?edited', post)),
    )


def fields(post: Expected, report: Received) -> dict[str, tuple[object, object]]:
    """Pair what is expected of a post with what was read."""
    return {
        "guid": (post.guid, report.guid),
        "published": (post.published, report.published.isoformat() if report.published else ""),
        "views": (post.views, report.others.get("views", ("",))[0]),
        "origin": (post.origin, report.source.name if report.source else None),
        "author": (post.author, report.byline),
        "text": (post.letters, letters(report.body.text)),
        "media": (post.pictures, len(report.pictures)),
        "poll": (post.polls, len(report.others.get("poll_option", ()))),
        "edited": (post.is_edited, "edited" in report.others),
    }


def first(pattern: str, post: str) -> str | None:
    """Return what an expression finds first."""
    found = re.search(pattern, post)
    return found[1] if found else None


def bare(markup: str | None) -> str | None:
    """Strike out the tags."""
    return None if markup is None else " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def letters(markup: str) -> str:
    """Strike out tags and blanks."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", markup)))


if __name__ == "__main__":
    main()
