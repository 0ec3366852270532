"""What the desk does to an item: each act is one form, one verb of `mediawire.web.publishing`, and a word back.

A headline or a publishing waits for whoever has the item open; a hold or a kill waits for nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mediawire.errors import InputError
from mediawire.web import publishing
from mediawire.web.desk.looking import close_item, find_other, has_seen, open_item
from mediawire.web.desk.times import read_time
from mediawire.web.models import Draft, Item, Publication
from mediawire.web.publishing import NotAllowed
from mediawire.web.recording import record
from mediawire.web.states import Act
from mediawire.wire.terms import Forbidden, Terms


class HeadlineForm(forms.Form):
    """The one text that a house may change."""

    headline = forms.CharField(max_length=300, strip=True)


class PublishForm(forms.Form):
    """Where and when; the headline may be left as it is."""

    section = forms.SlugField(max_length=60, required=False)
    headline = forms.CharField(max_length=300, required=False)
    at = forms.CharField(max_length=60, required=False)
    zone = forms.CharField(max_length=60, required=False)
    despite = forms.BooleanField(required=False)


def headline(request: HttpRequest, id: str) -> HttpResponse:
    """Set the house headline; before an item is published it is kept as a draft for whoever publishes."""
    form = HeadlineForm(request.POST)
    if not form.is_valid():
        return _back(request, id, "A headline has between one and 300 letters.")
    text = form.cleaned_data["headline"]
    if "check" in request.POST:
        return redirect(f"{reverse('item', args=[id])}?{urlencode({'try': text})}#headline")
    if Publication.objects.filter(item=id).exists():
        return _edit(request, id, "Headline set.", lambda who, now: publishing.set_headline(id, text, now, who))
    return _edit(request, id, "Headline kept for whoever publishes.", lambda who, now: draft(id, text, now, who))


def draft(id: str, text: str, now: datetime, who: User) -> None:
    """Keep a headline for an item that is not published yet."""
    with transaction.atomic():
        item = Item.objects.select_related("source").select_for_update(of=("self",)).get(pk=id)
        if not Terms.read(item.source.terms).may_change_headline:
            raise NotAllowed([Forbidden("headline", "the source's terms do not allow another headline")])
        Draft.objects.update_or_create(item=item, defaults={"text": text, "by": who, "at": now})
        record(Act.HEADLINE, item.pk, now, who, draft=True)


def publish(request: HttpRequest, id: str) -> HttpResponse:
    """Publish, now or at a time; a story that is published already only where that was seen and said."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _back(request, id, "; ".join(str(error) for errors in form.errors.values() for error in errors))
    given, now = form.cleaned_data, timezone.now()
    try:
        at = read_time(given["at"], given["zone"]) if given["at"] else None
    except InputError as error:
        return _back(request, id, str(error))
    if at is not None and at <= now:
        return _back(request, id, "That time has passed; leave it empty to publish now.")
    despite = publishing.PASSABLE if given["despite"] else frozenset()
    done = f"Scheduled for {timezone.localtime(at):%d %B %Y, %H:%M %Z}." if at else "Published."

    def run(who: User, now: datetime) -> None:
        publishing.publish(id, now, who, given["section"], given["headline"] or None, at, despite)
        Draft.objects.filter(item=id).delete()

    return _edit(request, id, done, run)


def hold(request: HttpRequest, id: str) -> HttpResponse:
    """Hold an item."""
    why = request.POST.get("why", "")[:300]
    return _do(request, id, "Held.", lambda who, now: publishing.hold(id, now, who, why))


def release(request: HttpRequest, id: str) -> HttpResponse:
    """End a hold."""
    return _do(request, id, "Released.", lambda who, now: publishing.release(id, now, who))


def kill(request: HttpRequest, id: str) -> HttpResponse:
    """Take an item down everywhere."""
    text = request.POST.get("text", "")[:2000]
    return _do(request, id, "Killed: it is down everywhere.", lambda who, now: publishing.kill(id, now, who, text))


def unkill(request: HttpRequest, id: str) -> HttpResponse:
    """Ask to lift a kill, or lift it as the second person."""

    def run(who: User, now: datetime) -> str:
        publication = publishing.unkill(id, now, who)
        waits = publication is not None and publication.killed_at is not None
        return "Asked: a second person must lift it." if waits else "The kill is lifted; the item is held."

    return _do(request, id, "Noted.", run)


def take_over(request: HttpRequest, id: str) -> HttpResponse:
    """Take over an item that somebody else has open."""
    return _do(
        request, id, "It is yours now.", lambda who, now: open_item(Item.objects.get(pk=id), who, now, takes_over=True)
    )


def leave(request: HttpRequest, id: str) -> HttpResponse:
    """Let go of an item, and go back to the inbox."""
    assert isinstance(request.user, User)
    close_item(id, request.user)
    return redirect("inbox")


def _edit(request: HttpRequest, id: str, done: str, verb: Callable[[User, datetime], object]) -> HttpResponse:
    """Run a verb that waits for whoever else has the item open."""
    assert isinstance(request.user, User)
    if other := find_other(id, request.user, timezone.now()):
        until = f"{timezone.localtime(other.until):%H:%M %Z}"
        return _back(request, id, f"{other.by.username} has it open until {until}; take it over first.")
    return _do(request, id, done, verb, used=True)


def _do(
    request: HttpRequest, id: str, done: str, verb: Callable[[User, datetime], object], used: bool = False
) -> HttpResponse:
    """Run a verb for whoever asks; what forbids it is said, clause by clause."""
    assert isinstance(request.user, User)
    now = timezone.now()
    try:
        said = verb(request.user, now)
    except NotAllowed as refused:
        return _back(request, id, "Not done: " + str(refused) + ".")
    except Item.DoesNotExist:
        messages.error(request, "There is no such item any more.")
        return redirect("inbox")
    has_seen(id, request.user, now, used)
    messages.success(request, said if isinstance(said, str) else done)
    return redirect("item", id=id)


def _back(request: HttpRequest, id: str, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("item", id=id)
