"""What all tests share: the real data where it is present, and how properties are sought."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bench.archives import DataMissing, data_folder

# The first example may compile a kernel: no deadline, and slowness in drawing is no finding.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of the real data; without it the test is skipped."""
    try:
        return data_folder()
    except DataMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top of the repository."""
    return Path(__file__).resolve().parent.parent
