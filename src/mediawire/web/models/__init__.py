"""What the wire keeps. Bodies, bytes and the ledger are written once and never changed: the database refuses it."""

from mediawire.web.models.bodies import Body, Receipt
from mediawire.web.models.desk import Draft, Lock, Look, PasswordLink, SavedSearch
from mediawire.web.models.exits import Alarm, Channel, Delivery, Edition, Exits, Given, Opened
from mediawire.web.models.items import DecisionRow, Item, Known, Missed, Shown, Told, Version, WaitingNotice, Window
from mediawire.web.models.ledger import Chain, Entry, OutboxRow
from mediawire.web.models.people import FirstLink
from mediawire.web.models.publications import Correction, Headline, Publication
from mediawire.web.models.sources import Place, Source, VisitRow

__all__ = [
    "Alarm",
    "Body",
    "Chain",
    "Channel",
    "Correction",
    "DecisionRow",
    "Delivery",
    "Draft",
    "Edition",
    "Entry",
    "Exits",
    "FirstLink",
    "Given",
    "Headline",
    "Item",
    "Known",
    "Lock",
    "Look",
    "Missed",
    "Opened",
    "OutboxRow",
    "PasswordLink",
    "Place",
    "Publication",
    "Receipt",
    "SavedSearch",
    "Shown",
    "Source",
    "Told",
    "Version",
    "VisitRow",
    "WaitingNotice",
    "Window",
]
