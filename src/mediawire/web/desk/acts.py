"""What the desk does to an item: each act is one form, one verb of `mediawire.web.publishing`, and a word back."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from mediawire.web import publishing
from mediawire.web.publishing import NotAllowed


class HeadlineForm(forms.Form):
    """The one text that a house may change."""

    headline = forms.CharField(max_length=300, strip=True)


class PublishForm(forms.Form):
    """Where and when; the headline may be left as it is."""

    section = forms.SlugField(max_length=60, required=False)
    headline = forms.CharField(max_length=300, required=False)
    at = forms.DateTimeField(required=False)


def headline(request: HttpRequest, id: str) -> HttpResponse:
    """Set the house headline."""
    form = HeadlineForm(request.POST)
    if not form.is_valid():
        return _back(request, id, "A headline has between one and 300 letters.")
    text = form.cleaned_data["headline"]
    return _do(request, id, "Headline set.", lambda who: publishing.set_headline(id, text, timezone.now(), who))


def publish(request: HttpRequest, id: str) -> HttpResponse:
    """Publish, now or at a time."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _back(request, id, "; ".join(str(error) for errors in form.errors.values() for error in errors))
    given = form.cleaned_data
    return _do(
        request,
        id,
        "Published.",
        lambda who: publishing.publish(
            id, timezone.now(), who, given["section"], given["headline"] or None, given["at"]
        ),
    )


def hold(request: HttpRequest, id: str) -> HttpResponse:
    """Hold an item."""
    return _do(request, id, "Held.", lambda who: publishing.hold(id, timezone.now(), who))


def release(request: HttpRequest, id: str) -> HttpResponse:
    """End a hold."""
    return _do(request, id, "Released.", lambda who: publishing.release(id, timezone.now(), who))


def kill(request: HttpRequest, id: str) -> HttpResponse:
    """Take an item down everywhere."""
    text = request.POST.get("text", "")[:2000]
    return _do(request, id, "Killed.", lambda who: publishing.kill(id, timezone.now(), who, text))


def unkill(request: HttpRequest, id: str) -> HttpResponse:
    """Ask to lift a kill, or lift it as the second person."""
    return _do(request, id, "Noted.", lambda who: publishing.unkill(id, timezone.now(), who))


def _do(request: HttpRequest, id: str, done: str, verb: Callable[[User], object]) -> HttpResponse:
    """Run a verb for whoever asks; what forbids it is said, clause by clause."""
    assert isinstance(request.user, User)
    try:
        verb(request.user)
    except NotAllowed as refused:
        return _back(request, id, str(refused))
    messages.success(request, done)
    return redirect("item", id=id)


def _back(request: HttpRequest, id: str, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("item", id=id)
