"""What the contract tests share: every runner, with as many partitions as a test asks for."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType

import pytest

from mediawire.reuse.local import LocalRunner
from mediawire.reuse.runner import Runner

MakeRunner = Callable[[int], Runner]


@pytest.fixture(params=["local", "local without memory", pytest.param("spark", marks=pytest.mark.xdist_group("spark"))])
def make_runner(request: pytest.FixtureRequest) -> Iterator[MakeRunner]:
    """Return a way to get a runner with so many partitions."""
    with ExitStack() as made:
        if request.param == "spark":
            request.getfixturevalue("spark_session")
            from mediawire.reuse.spark import SparkRunner

            made.enter_context(travelling(request.module))
            yield lambda partitions: made.enter_context(SparkRunner(partitions=partitions))
        else:
            memory_bytes = 1 << 30 if request.param == "local" else 0
            yield lambda partitions: made.enter_context(LocalRunner(memory_bytes, threads=2, partitions=partitions))


@pytest.fixture(scope="session")
def spark_session() -> Iterator[None]:
    """Start Spark once; where it cannot run, the test is skipped."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: pip install 'mediawire[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("there is no Java: Spark needs 17 or later")
    from mediawire.reuse.spark import SparkRunner

    with SparkRunner("local[2]", settings={"spark.driver.memory": "1g"}):
        yield


@contextmanager
def travelling(module: ModuleType) -> Iterator[None]:
    """Let what a test file defines travel to Spark's workers, which cannot import it."""
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(module)
    yield
    cloudpickle.unregister_pickle_by_value(module)
