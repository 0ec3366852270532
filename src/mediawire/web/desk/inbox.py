"""The inbox: what came, one row a story; what changed that somebody used; and the searches he keeps."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mediawire.web.desk.looking import list_told
from mediawire.web.desk.rows import make_rows
from mediawire.web.desk.stories import RANGES, Asked, find_stories
from mediawire.web.models import SavedSearch, Source

MOST_SEARCHES = 50


def inbox(request: HttpRequest) -> HttpResponse:
    """Show one row a story, the newest first."""
    assert isinstance(request.user, User)
    asked = Asked.read({name: str(value) for name, value in request.GET.items()})
    found = find_stories(asked)
    rows = make_rows(found, asked.narrows(), timezone.now(), request.user)
    given = {
        "rows": rows,
        "asked": asked,
        "filters": [(name, asked.write(show=name)) for name in RANGES],
        "newest": asked.write() if asked.before else "",
        "older": asked.write(before=found.more) if found.more else "",
        "looked_back_to": found.looked_back_to,
        "sources": Source.objects.only("name", "title"),
        "searches": SavedSearch.objects.filter(by=request.user),
        "told": list_told(request.user),
        "query": asked.write(),
    }
    return render(request, "desk/inbox.html", given)


def save_search(request: HttpRequest) -> HttpResponse:
    """Keep a search under a name; one that has the name already gives way."""
    assert isinstance(request.user, User)
    name = " ".join(request.POST.get("name", "").split())[:60]
    query = Asked.read(QueryDict(request.POST.get("query", "")[:2000]).dict()).write()
    if not name:
        messages.error(request, "A search wants a name.")
    elif len(query) > 600 or SavedSearch.objects.filter(by=request.user).count() >= MOST_SEARCHES:
        messages.error(request, f"One can keep {MOST_SEARCHES} searches of 600 letters each; remove one first.")
    else:
        SavedSearch.objects.update_or_create(by=request.user, name=name, defaults={"query": query})
    return redirect(f"{reverse('inbox')}?{query}")


def forget_search(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a search of one's own."""
    assert isinstance(request.user, User)
    SavedSearch.objects.filter(pk=number, by=request.user).delete()
    return redirect("inbox")
