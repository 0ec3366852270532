"""The door for a web server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediawire.web.settings")
_django = get_wsgi_application()

from mediawire.web.site.cached import before  # noqa: E402 models are there only now

application = before(_django)
