"""What the wire keeps. Bodies, bytes and the ledger are written once and never changed: the database refuses it."""

from mediawire.web.models.bodies import Body, Receipt
from mediawire.web.models.items import DecisionRow, Item, Known, Missed, Shown, Version, WaitingNotice, Window
from mediawire.web.models.ledger import Chain, Entry, OutboxRow
from mediawire.web.models.people import FirstLink
from mediawire.web.models.publications import Correction, Headline, Publication
from mediawire.web.models.sources import Place, Source, VisitRow

__all__ = [
    "Body",
    "Chain",
    "Correction",
    "DecisionRow",
    "Entry",
    "FirstLink",
    "Headline",
    "Item",
    "Known",
    "Missed",
    "OutboxRow",
    "Place",
    "Publication",
    "Receipt",
    "Shown",
    "Source",
    "Version",
    "VisitRow",
    "WaitingNotice",
    "Window",
]
