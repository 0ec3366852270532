"""Runs a function in a process of its own and says what the whole process cost.

What is compared is what a person would wait and pay for: the interpreter, the imports, reading the file, the work and
writing the answer; CPU time is that of the process and of all its children, as the kernel counted it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import importlib, sys
module, name, *arguments = sys.argv[1:]
getattr(importlib.import_module(module), name)(*arguments)
"""


class Spent(NamedTuple):
    """What a process cost: CPU (user and system, children included), wall time, the largest process in memory."""

    cpu_seconds: float
    wall_seconds: float
    peak_mb: float


class ChildFailed(Exception):
    """A process that was to be measured did not end well; the message has the last of what it said."""

    def __init__(self, name: str, status: int, said: str) -> None:
        super().__init__(name, status, said)
        self.name, self.status, self.said = name, status, said

    def __str__(self) -> str:
        return f"{self.name} ended with {self.status}: {self.said}"


def run_apart(module: str, function: str, *arguments: object, settings: Mapping[str, str] | None = None) -> Spent:
    """Call ``module.function`` with the arguments, as strings, in a new process, and return what it cost."""
    return run_command([sys.executable, "-c", PROGRAM, module, function, *map(str, arguments)], settings)


def run_command(command: list[str], settings: Mapping[str, str] | None = None) -> Spent:
    """Run a command to its end and return what it cost; ChildFailed if it did not end well."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "src")))} | dict(settings or {})
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        child = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(max(0, said.seek(0, os.SEEK_END) - 1500))
            raise ChildFailed(" ".join(command[3:6]), child.returncode, said.read().decode(errors="replace"))
    return Spent(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
