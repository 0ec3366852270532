"""By what a publication is known outside, and when it changed for those who may see it."""

from __future__ import annotations

import uuid
from datetime import datetime

from mediawire.web.models import Publication

NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(55296, 57344), 65534, 65535), "�")
"""Letters that XML 1.0 cannot carry, section 2.2."""


def id_of(site: uuid.UUID, number: int) -> str:
    """Return the id of a publication, the same for ever and under every host (RFC 4287, 4.2.6; RFC 9562, 5.5)."""
    return f"urn:uuid:{uuid.uuid5(site, str(number))}"


def changed_at(row: Publication, moment: datetime) -> datetime:
    """Return when an open publication last changed for its readers; the end of an embargo is such a change."""
    times = (row.updated_at, row.public_from, row.embargoed_until, row.item.embargoed_until)
    return max((time for time in times if time is not None and time <= moment), default=row.public_from)


def xml_text(text: str) -> str:
    """Return a text as XML can carry it: what it cannot is a mark in its place."""
    return text.translate(NOT_XML)
