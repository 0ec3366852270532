"""The desk's page of channels: who is told, how far, what was tried, and the kills that are not confirmed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify

from mediawire.errors import VisitStopped
from mediawire.web.feeds.answers import home_of
from mediawire.web.feeds.channels import add_channel, replay, switch
from mediawire.web.models import Alarm, Channel, Delivery, OutboxRow

MOST_DELIVERIES = 50


class NewChannel(forms.Form):
    """What a channel is added with."""

    name = forms.CharField(max_length=100, label="What we call it")
    url = forms.CharField(max_length=2000, label="Address that takes the letters")
    sections = forms.CharField(required=False, label="Sections, by commas; all where empty")
    sources = forms.CharField(required=False, label="Sources by name, by commas; all where empty")
    is_own = forms.BooleanField(required=False, label="A host of our own, which may have a private address")
    from_start = forms.BooleanField(required=False, label="Tell it all that is public already")

    def clean_name(self) -> str:
        """Refuse a name that is taken."""
        name = str(self.cleaned_data["name"])
        if Channel.objects.filter(name=name).exists():
            raise forms.ValidationError("There is a channel of this name.")
        return name


class Replay(forms.Form):
    """From where a channel begins again."""

    serial = forms.IntegerField(min_value=0, max_value=2**53)


def channels(request: HttpRequest) -> HttpResponse:
    """List the channels, the alarms and the last deliveries; add a channel."""
    form = NewChannel(request.POST or None)
    if request.method == "POST" and form.is_valid() and _add(request, form):
        return redirect("channels")
    given = {
        "at": "channels",
        "rows": Channel.objects.all(),
        "last": OutboxRow.objects.order_by("-serial").values_list("serial", flat=True).first() or 0,
        "alarms": Alarm.objects.filter(settled_at=None).select_related("channel", "row").order_by("raised_at"),
        "deliveries": Delivery.objects.select_related("channel").order_by("-pk")[:MOST_DELIVERIES],
        "form": form,
    }
    return render(request, "desk/channels.html", given)


def channel(request: HttpRequest, number: int) -> HttpResponse:
    """Let a channel begin again after a serial, or switch it off or on."""
    row = Channel.objects.filter(pk=number).first()
    if row is None:
        raise Http404("there is no such channel")
    user = request.user
    assert isinstance(user, User)
    form = Replay(request.POST)
    if "switch" in request.POST:
        switch(row.name, not row.is_off, timezone.now(), user)
    elif form.is_valid():
        replay(row.name, form.cleaned_data["serial"], timezone.now(), user)
        messages.info(request, f"{row.name} begins again after {form.cleaned_data['serial']}.")
    else:
        messages.error(request, "A serial is a number from 0 on.")
    return redirect("channels")


def _add(request: HttpRequest, form: NewChannel) -> bool:
    """Add a channel and show its secret, once; False where its address is refused."""
    given, user = form.cleaned_data, request.user
    assert isinstance(user, User)
    try:
        made = add_channel(
            given["name"],
            given["url"],
            home_of(request),
            timezone.now(),
            user,
            sections=[slugify(word) for word in _words(given["sections"])],
            sources=_words(given["sources"]),
            is_own=given["is_own"],
            from_start=given["from_start"],
        )
    except VisitStopped as stopped:
        form.add_error("url", stopped.why)
        return False
    messages.info(request, f"The secret of {made.name}, shown this once: {made.secret}")
    return True


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]
