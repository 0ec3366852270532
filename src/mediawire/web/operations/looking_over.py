"""The door to `mediawire.web.operations.doctor` for whoever has not set Django up."""

from __future__ import annotations

import django


def look_over() -> list[str]:
    """Tell what is wrong with the installation that the environment names; see `doctor.examine`."""
    django.setup()
    from mediawire.web.operations.doctor import examine

    return list(examine())
