"""The sources: their health, their terms, and a form to add one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify

from mediawire.web.models import Place, Source, VisitRow
from mediawire.web.recollection import visited
from mediawire.web.recording import record
from mediawire.web.states import Act
from mediawire.wire.rounds import health_of
from mediawire.wire.terms import Canonical, Terms


class NewSource(forms.Form):
    """An address and a name."""

    url = forms.URLField(max_length=2000, assume_scheme="https")
    title = forms.CharField(max_length=200)


class TermsForm(forms.Form):
    """A source's republication terms; the names are those of `mediawire.wire.terms.Terms`."""

    may_auto_publish = forms.BooleanField(required=False)
    hold_minutes = forms.IntegerField(min_value=0, max_value=10_000, initial=0)
    may_change_headline = forms.BooleanField(required=False, initial=True)
    credit_wording = forms.CharField(required=False, max_length=500)
    disclaimer = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    canonical = forms.ChoiceField(choices=[(one.value, one.value) for one in Canonical])
    is_indexed = forms.BooleanField(required=False)
    may_show_pictures = forms.BooleanField(required=False)
    keeps_counter = forms.BooleanField(required=False)
    longest_days = forms.IntegerField(required=False, min_value=0, max_value=36_500)
    contact = forms.CharField(required=False, max_length=300)


def sources(request: HttpRequest) -> HttpResponse:
    """List the sources and how they are, and add one."""
    form = NewSource(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = slugify(form.cleaned_data["title"])[:90] or "source"
        if Source.objects.filter(pk=name).exists():
            messages.error(request, "There is a source of that name.")
            return redirect("sources")
        with transaction.atomic():
            row = Source.objects.create(name=name, **form.cleaned_data)
            record(Act.SOURCE, row.pk, timezone.now(), _who(request), url=row.url)
        return redirect("source", name=row.pk)
    places = {place.pk: place for place in Place.objects.filter(item=None)}
    rows = [(row, health_of(visited(places[row.pk]).rhythm) if row.pk in places else "not visited", places.get(row.pk))
            for row in Source.objects.all()]  # fmt: skip
    return render(request, "desk/sources.html", {"rows": rows, "form": form})


def source(request: HttpRequest, name: str) -> HttpResponse:
    """Show a source: its fetch log and its terms."""
    row = Source.objects.filter(pk=name).first()
    if row is None:
        raise Http404("there is no such source")
    terms = Terms.read(row.terms)
    known = {field: getattr(terms, field) for field in TermsForm.base_fields}
    form = TermsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            row.terms = {key: value for key, value in form.cleaned_data.items() if value is not None}
            row.save(update_fields=["terms"])
            record(Act.TERMS, row.pk, timezone.now(), _who(request), terms=row.terms)
        messages.success(request, "Terms kept.")
        return redirect("source", name=name)
    visits = VisitRow.objects.filter(source=row).order_by("-at")[:50]
    return render(request, "desk/source.html", {"source": row, "form": form, "visits": visits})


def _who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
