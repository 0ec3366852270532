"""Who comes in: sign in and out, passwords by one-time links, and the people an admin looks after.

The first editor is a chief. With him comes an account for whoever looks after people, as a chief has none and an admin
has no text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.models import Group, User
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mediawire.web.desk.links import DAYS, make_link, use_link, whose_link
from mediawire.web.first import is_first, use_first
from mediawire.web.recording import record
from mediawire.web.rights import role_of
from mediawire.web.states import Act, Role

ROLES = {
    Role.READER: "Reader: sees the site",
    Role.EDITOR: "Editor: writes headlines",
    Role.SENIOR: "Senior: publishes, holds",
    Role.CHIEF: "Chief: kills, sources, terms",
    Role.ADMIN: "Admin: people, and no text",
}
ADMIN = "admin"


class SignIn(LoginView):
    """The login page."""

    template_name = "desk/login.html"
    authentication_form = AuthenticationForm

    def get_default_redirect_url(self) -> str:
        """Send everybody to where he begins."""
        return reverse(home_of(self.request.user)) if isinstance(self.request.user, User) else reverse("inbox")


class RoleForm(forms.Form):
    """What a person may do, and whether at all."""

    role = forms.ChoiceField(label="Role", choices=[(role.value, said) for role, said in ROLES.items()])
    is_off = forms.BooleanField(label="Switched off", required=False)


class NewPerson(forms.Form):
    """A person and a role."""

    name = forms.SlugField(
        label="Name", max_length=60, help_text="Letters, figures and dashes; every act is recorded under it."
    )
    role = forms.ChoiceField(
        label="Role", choices=[(role.value, said) for role, said in ROLES.items()], initial=Role.EDITOR
    )

    def clean_name(self) -> str:
        """Refuse a name that somebody has."""
        name: str = self.cleaned_data["name"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError("Somebody has this name already.")
        return name


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return redirect("front")


def first(request: HttpRequest, token: str) -> HttpResponse:
    """Let the first editor choose a password, once, by the link that the terminal showed."""
    if not is_first(token):
        raise Http404("this link was used already, or never made")
    user = User(username="first")
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        with transaction.atomic():
            if not use_first(token):
                raise Http404("this link was used already")
            form.save()
            give_role(user, Role.CHIEF, now, user)
            link = show_link(request, begin_admin(now, user), now)
        login(request, user)
        messages.success(
            request,
            f"People are looked after by another account, “{ADMIN}”. It sets a password here, once: {link}",
        )
        return redirect("inbox")
    return render(request, "desk/first.html", {"form": form, "name": user.username})


def begin_admin(now: datetime, by: User) -> User:
    """Make the account of whoever looks after people."""
    user, is_new = User.objects.get_or_create(username=ADMIN)
    if is_new:
        user.set_unusable_password()
        user.save()
        give_role(user, Role.ADMIN, now, by)
    return user


def password(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody choose a password by a one-time link."""
    now = timezone.now()
    user = whose_link(token, now)
    if user is None:
        raise Http404("this link was used already, or its time is over")
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if not use_link(token):
                raise Http404("this link was used already")
            form.save()
            record(Act.USER, user.username, now, user, what="password set")
        login(request, user)
        return redirect(home_of(user))
    return render(request, "desk/first.html", {"form": form, "name": user.username})


def home_of(user: User) -> str:
    """Return where somebody begins: admins have people and no inbox, readers the site."""
    return {Role.ADMIN: "people", Role.READER: "front"}.get(role_of(user) or Role.READER, "inbox")


def people(request: HttpRequest) -> HttpResponse:
    """List the people of the desk, and add one."""
    form = NewPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        with transaction.atomic():
            user = User.objects.create_user(form.cleaned_data["name"])
            give_role(user, Role(form.cleaned_data["role"]), now, _who(request))
        _tell_link(request, user, now)
        return redirect("people")
    return render(request, "desk/people.html", {"form": form, "people": list_people(), "days": DAYS})


def list_people() -> list[tuple[User, RoleForm]]:
    """List the people, each with the form of what he may do."""
    users = User.objects.prefetch_related("groups").order_by("username")
    return [(user, RoleForm(initial=_state(user), auto_id=f"id_{user.pk}_%s")) for user in users]


def _state(user: User) -> dict[str, Any]:
    names = {group.name for group in user.groups.all()}
    return {
        "role": next((role for role in reversed(Role) if role.value in names), Role.READER),
        "is_off": not user.is_active,
    }


def person(request: HttpRequest, number: int) -> HttpResponse:
    """Change what somebody may do, or switch him off; nobody can lock himself out."""
    user, form = _find(number), RoleForm(request.POST)
    if user == request.user:
        messages.error(request, "Another admin changes what you may do.")
    elif form.is_valid():
        with transaction.atomic():
            user.is_active = not form.cleaned_data["is_off"]
            user.save(update_fields=["is_active"])
            give_role(user, Role(form.cleaned_data["role"]), timezone.now(), _who(request), is_off=not user.is_active)
        messages.success(request, f"{user.username}: kept.")
    return redirect("people")


def new_link(request: HttpRequest, number: int) -> HttpResponse:
    """Make a link by which somebody sets a password."""
    user, now = _find(number), timezone.now()
    with transaction.atomic():
        record(Act.USER, user.username, now, _who(request), what="link made")
        _tell_link(request, user, now)
    return redirect("people")


def give_role(user: User, role: Role, now: datetime, by: User | None, **facts: Any) -> None:
    """Give somebody a role in the place of the one he had, with its row in the ledger."""
    user.groups.set([Group.objects.get_or_create(name=role)[0]])
    record(Act.USER, user.username, now, by, role=role, **facts)


def show_link(request: HttpRequest, user: User, now: datetime) -> str:
    """Make a person's link and return its whole address."""
    return request.build_absolute_uri(reverse("password", args=[make_link(user, now)]))


def _tell_link(request: HttpRequest, user: User, now: datetime) -> None:
    link = show_link(request, user, now)
    messages.success(
        request, f"{user.username} sets a password here, once, within {DAYS} days; it is shown only now: {link}"
    )


def _find(number: int) -> User:
    user = User.objects.filter(pk=number).first()
    if user is None:
        raise Http404("there is nobody of this number")
    return user


def _who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
