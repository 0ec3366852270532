"""The pages that readers see. All that they show has passed the gate."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mediawire.web.gate import readable, withdrawn
from mediawire.web.models import Correction, Publication
from mediawire.web.site.cards import address_of, list_versions, make_article, make_card
from mediawire.web.site.making_up import make_up
from mediawire.web.site.structured import write_structured
from mediawire.web.site.verified import verify_newest

PER_PAGE = 30
RECENT = 6
MOST_TOLD = 100


def front(request: HttpRequest) -> HttpResponse:
    """Show the newest articles: the first page is made up like a newspaper's, older ones are lists."""
    now = timezone.now()
    page = Paginator(newest(now), PER_PAGE).get_page(request.GET.get("page"))
    cards = [make_card(row) for row in page]
    given = {"page": page, "sections": list_sections(), "today": now}
    if page.number > 1:
        return render(request, "site/list.html", {**given, "cards": cards})
    return render(request, "site/front.html", {**given, "made_up": make_up(cards)})


def section(request: HttpRequest, section: str) -> HttpResponse:
    """Show the newest articles of a section."""
    page = Paginator(newest(timezone.now()).filter(section=section), PER_PAGE).get_page(request.GET.get("page"))
    given = {"cards": [make_card(row) for row in page], "page": page, "section": section, "sections": list_sections()}
    return render(request, "site/list.html", given)


def article(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """Show an article; in the place of a killed one stands a notice, and nothing of its text."""
    now = timezone.now()
    row = readable(now).filter(pk=number).first()
    if row is None:
        killed = withdrawn(now).filter(pk=number).first()
        if killed is None:
            raise Http404("there is no such article")
        return render(request, "site/withdrawn.html", {"card": make_card(killed)}, status=410)
    if slug != row.slug:
        return redirect(address_of(row), permanent=False)
    shown = make_article(row)
    given = {
        "article": shown,
        "versions": list_versions(row),
        "canonical": request.build_absolute_uri(shown.canonical) if shown.canonical else None,
        "structured": write_structured(shown, settings.SITE_NAME, request.build_absolute_uri("/")),
        "recent": [make_card(one) for one in newest(now).exclude(pk=row.pk)[:RECENT]],
        "sections": list_sections(),
    }
    return render(request, "site/article.html", given)


def search(request: HttpRequest) -> HttpResponse:
    """Find articles by words in their headlines and bodies."""
    words = request.GET.get("q", "").split()[:8]
    rows = readable(timezone.now()) if words else Publication.objects.none()
    for word in words:
        rows = rows.filter(
            Q(version__body__text__icontains=word)
            | Q(version__headline__icontains=word)
            | Q(headline__text__icontains=word)
        )
    rows = rows.select_related("headline").order_by("-public_from", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    given = {"cards": [make_card(row) for row in page], "page": page, "words": " ".join(words)}
    return render(request, "site/search.html", {**given, "sections": list_sections()})


def corrections(request: HttpRequest) -> HttpResponse:
    """List what was corrected and what was withdrawn, newest first."""
    now = timezone.now()
    rows = Correction.objects.filter(publication__in=readable(now)).order_by("-at")
    related = ("publication__version__body", "publication__item__source", "publication__headline")
    told = [(row, make_card(row.publication)) for row in rows.select_related(*related)[:MOST_TOLD]]
    gone = [make_card(row) for row in withdrawn(now).order_by("-killed_at")[:MOST_TOLD]]
    return render(request, "site/corrections.html", {"told": told, "gone": gone, "sections": list_sections()})


def about(request: HttpRequest) -> HttpResponse:
    """State the promise in words and in figures; bodies are verified while the page is made."""
    now = timezone.now()
    rows = readable(now)
    given = {
        "bodies": rows.count(),
        "headlines": rows.exclude(headline=None).count(),
        "corrected": Correction.objects.filter(publication__in=rows).count(),
        "withdrawn": withdrawn(now).count(),
        "verified": verify_newest(now),
    }
    return render(request, "site/about.html", {**given, "sections": list_sections()})


def newest(now: datetime) -> QuerySet[Publication]:
    """Return what readers may see, the newest first, with all that a card needs."""
    rows = readable(now).select_related("headline").order_by("-public_from", "-pk")
    return rows.defer("version__appearance", "version__reason", "version__body__html", "item__source__options")


def list_sections() -> list[str]:
    """List the sections in which there is something to read."""
    rows = readable(timezone.now()).exclude(section="").order_by("section")
    return list(rows.values_list("section", flat=True).distinct())
