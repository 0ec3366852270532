"""Who comes in: sign in and out, the first editor by a one-time link, and the people an admin looks after."""

from __future__ import annotations

from django import forms
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.models import Group, User
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mediawire.web.first import is_first, use_first
from mediawire.web.recording import record
from mediawire.web.states import Act, Role


class SignIn(LoginView):
    """The login page."""

    template_name = "desk/login.html"
    authentication_form = AuthenticationForm


class NewPerson(forms.Form):
    """A person and a role."""

    name = forms.SlugField(max_length=60)
    role = forms.ChoiceField(choices=[(role.value, role.value) for role in Role])


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
        with transaction.atomic():
            if not use_first(token):
                raise Http404("this link was used already")
            form.save()
            user.groups.add(Group.objects.get_or_create(name=Role.CHIEF)[0])
            record(Act.USER, user.username, timezone.now(), user, role=Role.CHIEF)
        login(request, user)
        return redirect("inbox")
    return render(request, "desk/first.html", {"form": form})


def people(request: HttpRequest) -> HttpResponse:
    """List the people of the desk, and add one."""
    form = NewPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = User.objects.create_user(form.cleaned_data["name"])
            user.groups.add(Group.objects.get_or_create(name=form.cleaned_data["role"])[0])
            actor = request.user if isinstance(request.user, User) else None
            record(Act.USER, user.username, timezone.now(), actor, role=form.cleaned_data["role"])
        return redirect("people")
    rows = [(user, ", ".join(user.groups.values_list("name", flat=True))) for user in User.objects.order_by("username")]
    return render(request, "desk/people.html", {"form": form, "people": rows})
