"""Tells live blogs apart into their posts, and pages with several whole stories into these.

A live blog states its posts (schema.org ``LiveBlogPosting``) or shows them: elements of one kind, side by side, each
with a time of its own and text below it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mediawire.report import Body
from mediawire.wire.markup import join_address, links_of, take_body, text_of
from mediawire.wire.page_days import Reckoning, read_stamp
from mediawire.wire.page_marks import PageMarks, line_of
from mediawire.wire.reading import StatedTime
from mediawire.wire.stated_times import state_time
from mediawire.wire.structured_data import Thing

LEAST_POSTS = 3
LEAST_LETTERS = 60
LEAST_STORY_LETTERS = 500
MOST_STORIES = 200
LARGEST_SHARE = 0.7
"""One story that holds more of the text than this is the page's report; the others go with it."""
_POST_CUE = re.compile(
    r"live-?blog|live-?(?:post|update|entry|item|event)|ticker|liveticker|lb-?post|timeline-?(?:item|entry|event)|"
    r"block-?time|update-?(?:item|block)",
    re.I,
)
_HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class Post:
    """One post of a live blog, or one of several stories on a page."""

    body: Body
    headline: str | None = None
    published: StatedTime | None = None
    modified: StatedTime | None = None
    guid: str | None = None
    url: str | None = None
    byline: str | None = None
    links: tuple[str, ...] = ()


def find_posts(marks: PageMarks, data: bytes) -> tuple[Post, ...]:
    """Find the posts of a live blog; empty where the page is none."""
    stated = tuple(_stated_posts(marks))
    return stated if len(stated) >= LEAST_POSTS - 1 else tuple(_shown_posts(marks, data))


def _live_thing(marks: PageMarks) -> Thing | None:
    things = [*marks.things, *(one for thing in marks.things for one in thing.things("mainEntity", "hasPart"))]
    return next((thing for thing in things if thing.is_a(("LiveBlogPosting",))), None)


def _stated_posts(marks: PageMarks) -> Iterator[Post]:
    blog = _live_thing(marks)
    for update in blog.things("liveBlogUpdate") if blog else ():
        words = max(
            (*update.all("articleBody"), *update.all("text"), ""),
            key=lambda one: len(one) if isinstance(one, str) else 0,
        )
        if not isinstance(words, str) or not words.strip():
            continue
        body = take_body(words) if "<" in words else Body(words.strip())
        url = join_address(marks.url, update.text("url", "@id") or "")
        yield Post(
            body,
            update.text("headline", "name"),
            _time_of(update, "datePublished", "published"),
            _time_of(update, "dateModified", "modified"),
            update.text("@id", "identifier") or url,
            url,
            ", ".join(update.texts("author")) or None,
        )


def _time_of(thing: Thing, name: str, field: str) -> StatedTime | None:
    text = thing.text(name)
    return state_time(field, text) if text else None


def _shown_posts(marks: PageMarks, data: bytes) -> Iterator[Post]:
    """Yield the posts that stand side by side, of one kind, each with its own time."""
    is_live = _live_thing(marks) is not None or _POST_CUE.search(marks.title + " " + (marks.url or "")) is not None
    siblings: dict[tuple[etree._Element, str], list[etree._Element]] = defaultdict(list)
    for time in marks.page.iter("time"):
        post = _post_of(time)
        above = post.getparent() if post is not None else None
        if post is not None and above is not None and post not in siblings[above, _kind(post)]:
            siblings[above, _kind(post)].append(post)
    for (_, kind), posts in siblings.items():
        if len(posts) < LEAST_POSTS or not (is_live or _POST_CUE.search(kind)):
            continue
        found = [shown for element in posts if (shown := _shown_post(element, marks, data)) is not None]
        if len(found) >= LEAST_POSTS:
            yield from found
            return


def _kind(element: etree._Element) -> str:
    return f"{element.tag!s}.{' '.join((element.get('class') or '').split()[:2])}"


def _post_of(time: etree._Element) -> etree._Element | None:
    """Return the element of a post that a time belongs to: the largest that holds no other post's time."""
    post = None
    for above in list(time.iterancestors())[:8]:
        if (
            above.tag in ("body", "html", "main")
            or sum(1 for _, _ in zip(range(3), above.iter("time"), strict=False)) > 2
        ):
            break
        if len(text_of(above)) >= LEAST_LETTERS:
            post = above
        if _POST_CUE.search(above.get("class") or "") and post is not None:
            break
        parent = above.getparent()
        if (
            parent is not None
            and post is not None
            and len([one for one in parent if _kind(one) == _kind(above)]) >= LEAST_POSTS
        ):
            break
    return post


def _shown_post(element: etree._Element, marks: PageMarks, data: bytes) -> Post | None:
    text = text_of(element)
    if sum(map(str.isalnum, text)) < LEAST_LETTERS:
        return None
    time = next(element.iter("time"))
    stated = time.get("datetime") or line_of(time)
    published = state_time("published", stated)
    if published.at is None and (stamp := read_stamp(stated, Reckoning(marks.language.lower()))):
        published = StatedTime("published", stated, stamp.at, stamp.guessed)
    name = element.get("id") or element.get("data-id") or element.get("data-post-id")
    heading = next(element.iter(*_HEADINGS), None)
    return Post(
        Body(text, data, etree.tostring(element, encoding="unicode", method="html", with_tail=False)),
        line_of(heading) or None if heading is not None else None,
        published,
        None,
        f"{(marks.url or '').partition('#')[0]}#{name}" if name else None,
        f"{(marks.url or '').partition('#')[0]}#{name}" if name and marks.url else None,
        None,
        tuple(address for address, _ in links_of(element, marks.url)),
    )


def find_stories(marks: PageMarks, data: bytes) -> tuple[Post, ...]:
    """Find several whole stories on one page, each in an ``article`` with its heading, time and text; else none."""
    if marks.article is not None or marks.meta("og:type") == "article" or "article:published_time" in marks.metas:
        return ()
    found: list[Post] = []
    for _, element in zip(range(MOST_STORIES), marks.page.iter("article"), strict=False):
        heading, time = next(element.iter(*_HEADINGS), None), next(element.iter("time"), None)
        if heading is None or time is None or any(above.tag == "article" for above in element.iterancestors()):
            continue
        text = text_of(element)
        if sum(map(str.isalnum, text)) >= LEAST_STORY_LETTERS:
            found.append(_story(element, heading, text, marks, data))
    sizes = [len(post.body.text) for post in found]
    different = {post.headline for post in found}
    return tuple(found) if len(different) >= 2 and max(sizes) < LARGEST_SHARE * sum(sizes) else ()


def _story(element: etree._Element, heading: etree._Element, text: str, marks: PageMarks, data: bytes) -> Post:
    link = next((address for address, _ in links_of(heading, marks.url)), None)
    time = next(element.iter("time"), None)
    stated = (time.get("datetime") or line_of(time)) if time is not None else ""
    return Post(
        Body(text, data, etree.tostring(element, encoding="unicode", method="html", with_tail=False)),
        line_of(heading) or None,
        state_time("published", stated) if stated else None,
        None,
        link or element.get("id"),
        link,
        None,
        tuple(address for address, _ in links_of(element, marks.url)),
    )
