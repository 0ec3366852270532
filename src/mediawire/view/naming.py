"""How the pages of families name outlets, reports and what is known of them; what is not known is said, never blank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from mediawire.reuse.family import Edge, Member
from mediawire.view.findings import COME, GONE
from mediawire.view.markup import show_foreign, show_text
from mediawire.view.sections import show_change
from mediawire.view.words import shorten

OUTLET_LENGTH = 32
HEADLINE_LENGTH = 110
WORD_LENGTH = 40
OUTLETS_LISTED = 60
UNKNOWN = "unknown outlet"
NAMES_SOURCE = {True: "yes", False: "no", None: "cannot tell"}


def name_outlet(outlet: str | None) -> str | None:
    """Return the name of an outlet without blanks at its ends; None where there is none."""
    return (outlet or "").strip() or None


def show_outlet(outlet: str | None, limit: int = OUTLET_LENGTH) -> str:
    """Write the name of an outlet; a long one is cut, with the whole on hover."""
    named = name_outlet(outlet)
    return show_foreign(named, limit=limit) if named else f"<i>{UNKNOWN}</i>"


def list_outlets(members: Sequence[Member]) -> str:
    """Write the outlets of some reports, most reports first, each with how many it has."""
    counted = Counter(name_outlet(member.outlet) for member in members)
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))
    names = [show_outlet(outlet) + (f" ({number:,})" if number > 1 else "") for outlet, number in ranked]
    more = f" and {len(names) - OUTLETS_LISTED:,} more outlets" if len(names) > OUTLETS_LISTED else ""
    return ", ".join(names[:OUTLETS_LISTED]) + more


def show_headline(headline: str | None, limit: int = HEADLINE_LENGTH) -> str:
    """Write a headline, cut where it is long."""
    named = (headline or "").strip()
    return show_foreign(named, limit=limit) if named else "<i>no headline</i>"


def tell_role(member: Member) -> str:
    """Say what a report is in its family, and how sure its parent is."""
    role = shorten(member.role, WORD_LENGTH)
    return f"{role}, {tell_certainty(member)}" if has_parent(member) and member.certainty != "sure" else role


def has_parent(member: Member) -> bool:
    """Tell whether a report was taken from another, at hand or lost."""
    return member.parent is not None or member.lost_parent is not None


def tell_certainty(member: Member) -> str:
    """Say how sure a parent is."""
    told = {"cannot tell": "parent uncertain", "likely": "parent likely"}
    return told.get(member.certainty, shorten(member.certainty, WORD_LENGTH))


def show_changes(edge: Edge, most: int, limit: int) -> list[str]:
    """Write the changed words along an edge, what went as deleted and what came as inserted."""
    written = []
    for change in edge.changes[:most]:
        parts = show_change({"from": change.from_, "to": change.to}, limit)
        tags = {GONE: "del", COME: "ins"}
        written.append(
            "".join(
                show_foreign(part.text or "blank", tag) if (tag := tags.get(part.kind)) else show_text(part.text)
                for part in parts
            )
        )
    return written


def show_id(text: str) -> str:
    """Write the id of a report, cut where it is long."""
    return f"<span class=id>{show_foreign(text, limit=60)}</span>" if text.strip() else escape("no id")
