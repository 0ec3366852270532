"""Django's settings of the wire; all that differs between installations comes from the environment.

``MEDIAWIRE_FOLDER``   where SQLite, the secret key and the corpus lie; ``wire`` in the working folder by default
``DATABASE_URL``       ``postgres://user:password@host:port/name``; SQLite in the folder by default
``MEDIAWIRE_HOSTS``    the names under which the site is reached, by commas; this machine alone by default
``MEDIAWIRE_HTTPS``    set where the site stands behind https: cookies go over it alone
``MEDIAWIRE_NAME``     what the site is called
``MEDIAWIRE_METRICS_TOKEN``  who shows it gets ``/metrics``; without one, this machine alone does
``MEDIAWIRE_ZONE``     its time zone, ``Europe/Paris``; UTC by default
"""

from __future__ import annotations

import os
from pathlib import Path

from mediawire.web.database import read_database
from mediawire.web.operations.logs import LOGGING as LOGGING
from mediawire.web.secret import read_secret

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("MEDIAWIRE_FOLDER") or "wire").absolute()
SECRET_KEY = read_secret(FOLDER)
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("MEDIAWIRE_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1", "[::1]")]
DATABASES = {"default": read_database(os.environ.get("DATABASE_URL", ""), FOLDER)}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # the words for "44 minutes ago" in its languages
    "mediawire.web.apps.WireConfig",
]
MIDDLEWARE = [
    "mediawire.web.site.cached.CachedPages",  # outermost: what it keeps has all headers
    "django.middleware.security.SecurityMiddleware",
    "mediawire.web.headers.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mediawire.web.rights.RightsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mediawire.web.site.shared.shared",
            ],
        },
    }
]
ROOT_URLCONF = "mediawire.web.urls"
WSGI_APPLICATION = "mediawire.web.wsgi.application"
LOGIN_URL = "/desk/login"
LOGIN_REDIRECT_URL = "/desk/"
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
USE_TZ = True
TIME_ZONE = os.environ.get("MEDIAWIRE_ZONE", "UTC")
LANGUAGE_CODE = "en"
PAGES_KEPT_SECONDS = 0.5  # how long a page may be given out without asking whether anything was killed; 0: never
SITE_NAME = os.environ.get("MEDIAWIRE_NAME", "Media Wire")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(os.environ.get("MEDIAWIRE_HTTPS"))
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
