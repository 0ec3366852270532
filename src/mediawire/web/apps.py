"""The wire as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class WireConfig(AppConfig):
    """One application: sources, items, what is public of them, and who did what."""

    name = "mediawire.web"
    label = "wire"
    verbose_name = "Media wire"
    default_auto_field = "django.db.models.BigAutoField"
