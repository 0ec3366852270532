"""The forms of a source, in a journalist's words; each field says what it does to readers or to the source."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mediawire.wire.source import Identity
from mediawire.wire.terms import Canonical

_CANONICAL = {
    Canonical.SOURCE: "The source's page: search engines take theirs as the original",
    Canonical.OWN: "Our page",
    Canonical.NONE: "None is named",
}
_IDENTITY = {
    Identity.GUID: "By the number that the feed gives it (usual)",
    Identity.ADDRESS: "By its address: the numbers of this feed cannot be trusted",
    Identity.TEXT: "By its text: neither numbers nor addresses can be trusted",
}


class AddressForm(forms.Form):
    """An address to look into."""

    url = forms.URLField(
        label="Address",
        max_length=2000,
        assume_scheme="https",
        help_text="Of a feed, a site or a channel. If it is a page, we look for the feeds it names.",
    )
    is_own = forms.BooleanField(
        label="It is a host of our own", required=False, help_text="Only then may it be inside our network."
    )


class NewSource(forms.Form):
    """What was found at an address, taken as a source."""

    url = forms.URLField(max_length=2000, assume_scheme="https", widget=forms.HiddenInput)
    title = forms.CharField(label="What we call it", max_length=200)
    is_own = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SettingsForm(forms.Form):
    """How a source is visited, and what it is called."""

    title = forms.CharField(label="What the desk calls it", max_length=200)
    outlet = forms.CharField(
        label="Outlet",
        required=False,
        max_length=200,
        help_text="Whom readers see as the source; the name above if empty.",
    )
    url = forms.URLField(label="Address", max_length=2000, assume_scheme="https")
    follow = forms.BooleanField(
        label="Read each report's own page", required=False, help_text="Where the feed does not bring the whole text."
    )
    shortest_minutes = forms.FloatField(
        label="Visit at most every (minutes)", min_value=1, max_value=527_040, help_text="However much it publishes."
    )
    longest_minutes = forms.FloatField(
        label="Visit at least every (minutes)", min_value=1, max_value=527_040, help_text="However quiet it is."
    )
    identity = forms.ChoiceField(
        label="How we know that a report is the same one",
        choices=[(one.value, said) for one, said in _IDENTITY.items()],
    )

    def clean(self) -> dict[str, Any] | None:
        """Hold the two rhythms against each other."""
        given = super().clean() or self.cleaned_data
        if given.get("shortest_minutes", 0) > given.get("longest_minutes", 0):
            raise ValidationError("The shorter time between visits is longer than the longer one.")
        return given


class TermsForm(forms.Form):
    """A source's republication terms; the names are those of `mediawire.wire.terms.Terms`."""

    may_auto_publish = forms.BooleanField(
        label="Reports may be published without a person",
        required=False,
        help_text="The wire then does so by itself, after the wait below. An embargo or a kill still holds them.",
    )
    hold_minutes = forms.IntegerField(
        label="Wait before that (minutes)",
        min_value=0,
        max_value=10_000,
        initial=0,
        help_text="Each update begins the wait anew.",
    )
    may_change_headline = forms.BooleanField(
        label="We may write our own headline", required=False, help_text="The text itself is never changed."
    )
    credit_wording = forms.CharField(
        label="Credit line, in the source's own wording",
        required=False,
        max_length=500,
        help_text="Under every article; {outlet}, {byline}, {url} are filled in. The report's own line if empty.",
    )
    disclaimer = forms.CharField(
        label="Disclaimer",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Words that the source asks us to print beneath.",
    )
    canonical = forms.ChoiceField(
        label="Which page is the original, for search engines",
        choices=[(one.value, said) for one, said in _CANONICAL.items()],
    )
    is_indexed = forms.BooleanField(
        label="Search engines may list our page", required=False, help_text="Otherwise it asks them not to."
    )
    may_show_pictures = forms.BooleanField(label="We may show its pictures", required=False)
    keeps_counter = forms.BooleanField(
        label="Its counting picture must be loaded",
        required=False,
        help_text="Some licences ask for it. It tells the source about our readers.",
    )
    longest_days = forms.IntegerField(
        label="Take reports down after (days)",
        required=False,
        min_value=0,
        max_value=36_500,
        help_text="Counted from their publication; never if empty.",
    )
    contact = forms.CharField(
        label="Whom we ask there", required=False, max_length=300, help_text="A name, an address, a telephone number."
    )


class OpmlForm(forms.Form):
    """A list of feeds, as every feed reader writes it."""

    file = forms.FileField(
        label="OPML file",
        help_text="Sources that we have already are left alone.",
        widget=forms.FileInput(attrs={"accept": ".opml,.xml,text/x-opml"}),
    )
