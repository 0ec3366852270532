"""The sources: how they are, what was fetched, their terms; adding them by address or by OPML, switching them off."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify

from mediawire.errors import InputError
from mediawire.web.desk import finding
from mediawire.web.desk.source_forms import AddressForm, NewSource, OpmlForm, SettingsForm, TermsForm
from mediawire.web.models import Place, Source, VisitRow
from mediawire.web.recollection import visited
from mediawire.web.recording import record
from mediawire.web.states import Act
from mediawire.wire.rhythm import Rhythm
from mediawire.wire.rounds import health_of
from mediawire.wire.source import Source as Configured
from mediawire.wire.source_files import read_opml, write_opml
from mediawire.wire.terms import Terms

MOST_VISITS = 50
MOST_OPML_BYTES = 5_000_000


class Health(NamedTuple):
    """How a source is: in a word, its place in the queue, and its rhythm."""

    source: Source
    word: str
    place: Place | None
    rhythm: Rhythm | None


def sources(request: HttpRequest) -> HttpResponse:
    """List the sources and how they are; look into an address, and say what may be retrieved there."""
    form = AddressForm(request.POST or None)
    looked = None
    if request.method == "POST" and form.is_valid():
        looked = finding.look_into(form.cleaned_data["url"], form.cleaned_data["is_own"], finding.visit_once)
    places = {place.pk: place for place in Place.objects.filter(item=None)}
    rows = [tell_health(row, places.get(row.pk)) for row in Source.objects.all()]
    given = {
        "rows": rows,
        "form": form,
        "looked": looked,
        "is_own": bool(looked and form.cleaned_data["is_own"]),
        "known": set(Source.objects.values_list("url", flat=True)) if looked else set(),
        "opml": OpmlForm(),
    }
    return render(request, "desk/sources.html", given)


def tell_health(row: Source, place: Place | None) -> Health:
    """Say how a source is."""
    if row.is_off:
        return Health(row, "off", place, None)
    rhythm = visited(place).rhythm if place else None
    return Health(row, health_of(rhythm) if rhythm else "not visited", place, rhythm)


def add_source(request: HttpRequest) -> HttpResponse:
    """Take what was found as a source."""
    form = NewSource(request.POST)
    if not form.is_valid():
        messages.error(request, "A source wants an address and a name.")
        return redirect("sources")
    given = form.cleaned_data
    if Source.objects.filter(url=given["url"]).exists():
        messages.error(request, "This address is one of our sources already.")
        return redirect("sources")
    row = begin_source(name_apart(given["title"]), given["title"], given["url"], _who(request), given["is_own"])
    messages.success(request, f"{row.title} is added, and visited within the minute. Look at its terms.")
    return redirect("source", name=row.pk)


def name_apart(title: str) -> str:
    """Make the name of a source that no other has; it stands in the ids of its items."""
    name = slugify(title)[:80] or "source"
    taken = set(Source.objects.filter(name__startswith=name).values_list("name", flat=True))
    names = (f"{name}-{number + 1}" if number else name for number in range(len(taken) + 1))
    return next(one for one in names if one not in taken)


def begin_source(name: str, title: str, url: str, who: User | None, is_own: bool = False, **kept: Any) -> Source:
    """Begin a source, with its row in the ledger."""
    options = {**kept.pop("options", {}), **({"allow_private": True} if is_own else {})}
    with transaction.atomic():
        row = Source.objects.create(name=name, title=title, url=url, options=options, **kept)
        record(Act.SOURCE, row.pk, timezone.now(), who, what="added")
    return row


def source(request: HttpRequest, name: str) -> HttpResponse:
    """Show a source: how it is, what was fetched, how it is visited; keep its terms."""
    row = find_source(name)
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
    return show_source(request, row, form, make_settings_form(row))


def settings(request: HttpRequest, name: str) -> HttpResponse:
    """Keep how a source is visited, and what it is called."""
    row = find_source(name)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        terms = Terms.read(row.terms)
        known = {field: getattr(terms, field) for field in TermsForm.base_fields}
        return show_source(request, row, TermsForm(initial=known), form)
    given = dict(form.cleaned_data)
    with transaction.atomic():
        for field in ("title", "outlet", "url"):
            setattr(row, field, given.pop(field))
        row.options = {**row.options, **given}
        row.save(update_fields=["title", "outlet", "url", "options"])
        record(Act.SOURCE, row.pk, timezone.now(), _who(request), what="settings")
    messages.success(request, "Kept.")
    return redirect("source", name=name)


def make_settings_form(row: Source) -> SettingsForm:
    """Make the form of how a source is visited, as it stands."""
    usual = Configured(row.url)
    fields = [name for name in SettingsForm.base_fields if hasattr(usual, name)]
    known = {name: row.options.get(name, getattr(usual, name)) for name in fields}
    return SettingsForm(initial={**known, "title": row.title, "outlet": row.outlet, "url": row.url})


def show_source(request: HttpRequest, row: Source, terms: TermsForm, form: SettingsForm) -> HttpResponse:
    """Show the page of a source."""
    given = {
        "source": row,
        "form": terms,
        "settings": form,
        "health": tell_health(row, Place.objects.filter(pk=row.pk).first()),
        "visits": VisitRow.objects.filter(source=row).order_by("-at")[:MOST_VISITS],
    }
    return render(request, "desk/source.html", given)


def switch(request: HttpRequest, name: str) -> HttpResponse:
    """Switch a source off, or on again; what it has brought stays as it is."""
    row = find_source(name)
    with transaction.atomic():
        row.is_off = "off" in request.POST
        row.save(update_fields=["is_off"])
        record(Act.SOURCE, row.pk, timezone.now(), _who(request), what="switched off" if row.is_off else "switched on")
    messages.success(request, "It is off: nobody visits it." if row.is_off else "It is on again.")
    return redirect("source", name=name)


def visit_soon(request: HttpRequest, name: str) -> HttpResponse:
    """Let a source be visited at once, by the loop that comes first."""
    Place.objects.filter(pk=find_source(name).pk).update(due=timezone.now())
    messages.success(request, "It is visited within the minute.")
    return redirect("source", name=name)


def opml(request: HttpRequest) -> HttpResponse:
    """Give the sources out as OPML; take those of an OPML list that are not here yet."""
    if request.method == "POST":
        return take_opml(request)
    rows = [Configured(row.url, row.pk, row.title, section=row.options.get("section")) for row in Source.objects.all()]
    answer = HttpResponse(write_opml(rows, "Sources"), content_type="text/x-opml; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="sources.opml"'
    return answer


def take_opml(request: HttpRequest) -> HttpResponse:
    """Take the sources of an OPML list; what is wrong in it is said, line by line."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > MOST_OPML_BYTES:
        messages.error(request, f"Choose an OPML file of {MOST_OPML_BYTES // 1_000_000} MB at most.")
        return redirect("sources")
    try:
        listed = read_opml(file.read(), file.name or "the file")
    except InputError as error:
        messages.error(request, str(error))
        return redirect("sources")
    known = set(Source.objects.values_list("url", flat=True))
    fresh = [one for one in listed.sources if one.url not in known]
    for one in fresh:
        options = {"section": one.section} if one.section else {}
        title = (one.outlet or one.name)[:200]
        begin_source(name_apart(title), title, one.url, _who(request), options=options)
    messages.success(request, f"{len(fresh)} added, {len(listed.sources) - len(fresh)} were here already.")
    for refusal in listed.refusals[:20]:
        messages.error(request, refusal.why)
    if len(listed.refusals) > 20:
        messages.error(request, f"{len(listed.refusals) - 20} further lines could not be taken.")
    return redirect("sources")


def find_source(name: str) -> Source:
    """Find a source; the page of no other is shown."""
    row = Source.objects.filter(pk=name).first()
    if row is None:
        raise Http404("there is no such source")
    return row


def _who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
