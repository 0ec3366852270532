"""What a sample agency tells at a time: pure functions of the minutes since the wire was first started."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from mediawire.web.sample.stories import Outlet, Story


class Told(NamedTuple):
    """A story, or a notice to editors, as its agency tells it at a time."""

    id: str
    headline: str
    text: str
    section: str
    byline: str
    published: datetime
    modified: datetime
    embargoed_until: datetime | None = None
    is_notice: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """Return the text's paragraphs."""
        return self.text.split("\n\n")


def list_told(outlet: Outlet, began: datetime, now: datetime) -> list[Told]:
    """List what an agency tells, the newest first; notices of what it has withdrawn stand among the rest."""
    stories = [tell(story, began, now) for story in outlet.stories if is_told(story, began, now)]
    notices = [tell(one, began, now)._replace(is_notice=True) for one in outlet.notices if is_told(one, began, now)]
    return sorted([*stories, *notices], key=lambda told: (told.published, told.id), reverse=True)


def is_told(story: Story, began: datetime, now: datetime) -> bool:
    """Tell whether a story has come."""
    return began + timedelta(minutes=story.minutes) <= now


def tell(story: Story, began: datetime, now: datetime) -> Told:
    """Return a story after all that has become of it by then."""
    published = modified = began + timedelta(minutes=story.minutes)
    text = story.text
    for change in story.changes:
        at = began + timedelta(minutes=change.minutes)
        if at <= now:
            text, modified = change.apply(text), at
    embargo = None if story.embargo_minutes is None else began + timedelta(minutes=story.embargo_minutes)
    return Told(story.id, story.headline, text, story.section, story.byline, published, modified, embargo)


def is_withdrawn(told: Told, listed: list[Told]) -> bool:
    """Tell whether a notice to kill a story is among what its agency tells."""
    return not told.is_notice and any(one.is_notice and one.headline.endswith(told.headline) for one in listed)
