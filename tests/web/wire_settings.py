"""The wire's settings, over a folder of its own that goes with the tests."""

import os
import tempfile

os.environ["MEDIAWIRE_FOLDER"] = tempfile.mkdtemp(prefix="mediawire-tests-")

from mediawire.web.settings import *  # noqa: F403 the folder must be said before

PAGES_KEPT_SECONDS = 0.0  # each test sees at once what it did
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # weak and fast: no test is about them
