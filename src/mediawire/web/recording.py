"""Writes down what is done: the ledger, and what exits must be told; always inside the transaction of the act itself.

Rows get their places in the order in which they are committed: whoever writes holds the chain's row until then.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from mediawire.web.models import Chain, Entry, OutboxRow, Publication
from mediawire.web.states import Act, News


def record(act: Act, about: str, at: datetime, actor: User | None = None, /, **facts: Any) -> Entry:
    """Add an act to the ledger, chained to the one before it. It must be called inside a transaction."""
    assert connection.in_atomic_block, "an act and its row in the ledger are one transaction"
    chain = hold_chain()
    row = {"at": at.isoformat(), "actor": actor.pk if actor else None, "act": act, "about": about, "facts": facts}
    told = json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    chain.digest = "sha256:" + hashlib.sha256(f"{chain.digest}\n{told}".encode()).hexdigest()
    chain.save(update_fields=["digest"])
    return Entry.objects.create(at=at, actor=actor, act=act, about=about, facts=facts, digest=chain.digest)


def tell_exits(news: News, publication: Publication, at: datetime) -> OutboxRow:
    """Add a piece of news to what all exits must be told. It must be called inside a transaction."""
    assert connection.in_atomic_block, "what is told is committed with what was done"
    hold_chain()
    return OutboxRow.objects.create(news=news, publication=publication, revision=publication.revision, at=at)


def hold_chain() -> Chain:
    """Hold the one row that all writers of the ledger hold, until the transaction ends."""
    Chain.objects.get_or_create(pk=1)
    return Chain.objects.select_for_update().get(pk=1)
