"""What the twins share: each kernel compiled, and the same source as plain Python."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import numba
import numpy as np
import pytest


@pytest.fixture(scope="session", params=["compiled", "plain"])
def kernels_of(request: pytest.FixtureRequest) -> Iterator[Callable[[str], ModuleType]]:
    """Return a way to get a module of kernels: compiled as it is used, or run by the interpreter line by line."""
    if request.param == "compiled":
        yield importlib.import_module
        return
    with np.errstate(over="ignore"):  # hashes wrap around on purpose
        yield _load_plain


def _load_plain(name: str) -> ModuleType:
    """Load a module once more, with the compiler off; what it imports from other kernels stays compiled."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    config: Any = numba.config
    before, config.DISABLE_JIT = config.DISABLE_JIT, 1
    try:
        spec.loader.exec_module(module)
    finally:
        config.DISABLE_JIT = before
    return module
