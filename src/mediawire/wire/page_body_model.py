"""What taking the body of a page gives, as a value; nothing here reads."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from mediawire.report import Body
from mediawire.wire.reading import LeftOut


@dataclass(frozen=True, slots=True)
class PageBody:
    """The body of a page, what was left out of it, and how sure that is.

    ``body.html`` is the markup of ``elements`` as the tree has it, in page order; ``certainty`` from 0 to 1 is the mean
    likelihood of what was taken, weighed by its letters.
    """

    body: Body
    left_out: tuple[LeftOut, ...] = ()
    certainty: float = 0.0
    elements: tuple[etree._Element, ...] = ()
