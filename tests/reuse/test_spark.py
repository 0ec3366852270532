from __future__ import annotations

import importlib.util
import sys

import pytest

from mediawire.errors import RunnerMissing
from mediawire.reuse.spark import SparkRunner, start_java

needs_pyspark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="PySpark is not installed: pip install 'mediawire[spark]'"
)


def test_without_pyspark_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark is an extra: who asks for it without having it is told how to get it."""
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(RunnerMissing) as caught:
        SparkRunner()

    assert str(caught.value) == "Spark is not installed; install it with: pip install 'mediawire[spark]'"


@needs_pyspark
@pytest.mark.parametrize("home", [None, "/nowhere"])
def test_without_java_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, home: str | None) -> None:
    """Nothing is started where there is no Java, neither on the path nor where JAVA_HOME says."""
    if home is None:
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setenv("PATH", "")
    else:
        monkeypatch.setenv("JAVA_HOME", home)

    with pytest.raises(RunnerMissing) as caught:
        start_java(None)

    assert str(caught.value) == "Spark needs Java, and there is none; install Java 17 or later, or set JAVA_HOME"
