"""The pages that readers see. All that they show has passed the gate."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mediawire.web.gate import readable, withdrawn
from mediawire.web.models import Correction, Publication
from mediawire.web.site.cards import address_of, make_article, make_card

PER_PAGE = 30
RECENT = 6


def front(request: HttpRequest) -> HttpResponse:
    """Show the newest articles and the sections."""
    now = timezone.now()
    rows = readable(now).order_by("-public_from", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    cards = [make_card(row) for row in page]
    return render(request, "site/front.html", {"cards": cards, "page": page, "sections": list_sections()})


def section(request: HttpRequest, section: str) -> HttpResponse:
    """Show the newest articles of a section."""
    rows = readable(timezone.now()).filter(section=section).order_by("-public_from", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    given = {"cards": [make_card(row) for row in page], "page": page, "section": section, "sections": list_sections()}
    return render(request, "site/front.html", given)


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
    recent = readable(now).exclude(pk=row.pk).order_by("-public_from", "-pk")[:RECENT]
    given = {"article": make_article(row), "recent": [make_card(one) for one in recent], "sections": list_sections()}
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
    page = Paginator(rows.order_by("-public_from", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    given = {"cards": [make_card(row) for row in page], "page": page, "words": " ".join(words)}
    return render(request, "site/search.html", {**given, "sections": list_sections()})


def corrections(request: HttpRequest) -> HttpResponse:
    """List what was corrected and what was withdrawn, newest first."""
    now = timezone.now()
    open_now = readable(now)
    rows = Correction.objects.filter(publication__in=open_now).select_related("publication__version").order_by("-at")
    told = [(row, make_card(row.publication)) for row in rows[:100]]
    gone = [make_card(row) for row in withdrawn(now).order_by("-killed_at")[:100]]
    return render(request, "site/corrections.html", {"told": told, "gone": gone, "sections": list_sections()})


def about(request: HttpRequest) -> HttpResponse:
    """State the promise in words and in figures."""
    now = timezone.now()
    rows = readable(now)
    own = rows.exclude(headline=None).count()
    given = {"bodies": rows.count(), "headlines": own, "withdrawn": withdrawn(now).count()}
    return render(request, "site/about.html", {**given, "sections": list_sections()})


def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether the site can answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("well\n", content_type="text/plain")


def list_sections() -> list[str]:
    """List the sections in which there is something to read."""
    rows = readable(timezone.now()).exclude(section="").order_by("section")
    return list(rows.values_list("section", flat=True).distinct())
