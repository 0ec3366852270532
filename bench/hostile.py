"""Reads every hostile file that there is, and prints what broke, hung, grew, or was opened: nothing.

``python -m bench.hostile [xml json ...] [--list]``. Each file goes through `mediawire.read`, apart, as any other would.
Time is the wall's; memory that of the worker, sampled; what was opened is read from strace, which sees the libraries
beneath Python as well, from the moment at which a worker shuts its doors. Where there is no strace, the doors
themselves are tried: see tests/wire/test_worker.py. A listener on 127.0.0.1:8999 waits for what the files name.
"""

from __future__ import annotations

import argparse
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from bench.archives import DataMissing, unpacked
from mediawire.wire import worker
from mediawire.wire.document import Document
from mediawire.wire.reading import Reading
from mediawire.wire.worker import Workers, read_apart

SETS = ("xml", "json", "encoding", "dates", "compression", "html", "warc")
MOST_SECONDS, MOST_MEMORY = 5.0, 512 << 20
CANARY = ("127.0.0.1", 8999)
BROKEN = frozenset({"reader failed", worker.DIED, worker.NOT_STARTED})
LOST = frozenset({worker.TOO_LONG, worker.TOO_MUCH, "took too much memory"})
TRACED = "trace=open,openat,openat2,creat,socket,connect,execve,fork,vfork,prlimit64"
_SHUT = re.compile(r"^(\d+) +prlimit64\(0, RLIMIT_NOFILE, \{")
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+|\?)(.*)$")


@dataclass(slots=True)
class Tally:
    """What reading some files came to."""

    files: int = 0
    broken: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    worst_seconds: float = 0.0
    worst_memory: int = 0
    held: Counter[str] = field(default_factory=Counter)


class Sampler:
    """Looks at the memory of some workers again and again, and keeps the most that it saw."""

    def __init__(self, workers: Workers) -> None:
        self.workers, self.most, self.is_over = workers, 0, Event()
        self.thread = Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        """Look until it is over."""
        while not self.is_over.wait(0.01):
            for each in [*self.workers.busy, *self.workers.waiting]:
                with suppress(OSError):
                    found = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{each.process.pid}/status").read_text())
                    self.most = max(self.most, int(found[1]) << 10 if found else 0)


class Canary:
    """Listens where hostile files point to, and counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self.listener: socket.socket | None = None
        with suppress(OSError):
            self.listener = socket.create_server(CANARY)
            Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        """Take every call and end it."""
        while self.listener is not None:
            self.listener.accept()[0].close()
            self.visits += 1


def list_files(name: str) -> Iterator[Path]:
    """List the files of a set."""
    if name == "warc":
        yield from sorted(path for path in unpacked("warc-samples.tar.xz").rglob("*arc*") if path.is_file())
    else:
        yield from sorted(path for path in (unpacked("hostile.tar.xz") / name).rglob("*") if path.is_file())


def read_set(name: str, workers: Workers, shown: bool) -> Tally:
    """Read the files of a set one by one."""
    tally = Tally()
    for path in list_files(name):
        data = path.read_bytes()
        began = perf_counter()
        sampler = Sampler(workers)
        try:
            reading = read_apart(Document(data), workers=workers)
        except Exception as error:  # what is measured: none may come
            tally.broken.append(f"{path.name} ({type(error).__name__}: {error})")
            continue
        finally:
            sampler.is_over.set()
        note(tally, path.name, reading, perf_counter() - began, sampler.most)
        if shown:
            told = ", ".join(sorted({refusal.reason for refusal in reading.refusals}))
            seconds = perf_counter() - began
            print(f"    {path.name:44} {reading.format:10} {len(reading.reports):>6} {seconds:6.2f} s {told}")
    return tally


def note(tally: Tally, name: str, reading: Reading, seconds: float, memory: int) -> None:
    """Note how one file was read."""
    reasons = {refusal.reason for refusal in reading.refusals}
    tally.files += 1
    tally.worst_seconds, tally.worst_memory = max(tally.worst_seconds, seconds), max(tally.worst_memory, memory)
    tally.held["read" if reading.reports or reading.entries or reading.notices else "refused"] += 1
    tally.broken += [f"{name} ({r.why[:200]})" for r in reading.refusals if r.reason in BROKEN][:1]
    tally.lost += [name] * bool(reasons & LOST)
    tally.slow += [name] * (seconds > MOST_SECONDS)
    tally.large += [name] * (memory > MOST_MEMORY)


def trace_opened(names: list[str]) -> list[str] | None:
    """Read everything once more under strace; list what a worker opened behind its shut doors. None without strace."""
    if shutil.which("strace") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = ["strace", "-f", "--seccomp-bpf", "-e", TRACED, "-o", str(log), sys.executable, "-m", "bench.hostile"]
        done = subprocess.run([*command, "--read-only", *names], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-500:])
        return list(find_opened(log.read_text(errors="replace").splitlines()))


def find_opened(lines: list[str]) -> Iterator[str]:
    """Yield the calls that opened anything in a process after it had shut its doors."""
    shut: set[str] = set()
    for line in lines:
        found = _SHUT.match(line)
        if found:
            shut.add(found[1])
            continue
        call = _CALL.match(line)
        if call and call[1] in shut and call[2] != "prlimit64" and not call[4].startswith("-"):
            yield f"{call[2]}({call[3][:120]})"
    if not shut:
        yield "no worker was seen to shut its doors: the trace shows nothing"


def main() -> None:
    """Print a row a set, and what was opened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "sets", nargs="*", metavar="SET", default=list(SETS), help=f"read these only: {', '.join(SETS)}"
    )
    parser.add_argument("--list", action="store_true", help="name every file")
    parser.add_argument("--read-only", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    workers = Workers()
    try:
        if options.read_only:
            for name in options.sets:
                read_set(name, workers, shown=False)
            return
        report(options.sets, workers, options.list)
    except DataMissing as missing:
        print(f"not measured: {missing}")
    finally:
        workers.close()


def report(names: list[str], workers: Workers, shown: bool) -> None:
    """Read the sets and print what came of it."""
    canary = Canary()
    print(f"{'set':12}{'files':>6}{'read':>6}{'refused':>9}{'broken':>8}{'over 5 s':>10}{'over 512 MB':>13}"
          f"{'given up':>10}{'worst s':>9}{'worst MB':>10}")  # fmt: skip
    total = Tally()
    for name in names:
        tally = read_set(name, workers, shown)
        print(f"{name:12}{tally.files:>6}{tally.held['read']:>6}{tally.held['refused']:>9}{len(tally.broken):>8}"
              f"{len(tally.slow):>10}{len(tally.large):>13}{len(tally.lost):>10}{tally.worst_seconds:>9.2f}"
              f"{tally.worst_memory >> 20:>10}")  # fmt: skip
        for label in ("broken", "slow", "large", "lost"):
            getattr(total, label).extend(getattr(tally, label))
    for label in ("broken", "slow", "large", "lost"):
        if named := getattr(total, label):
            print(f"{label}: {', '.join(named)}")
    opened = trace_opened(names)
    print(f"crash or traceback {len(total.broken)}, over 5 s {len(total.slow)}, over 512 MB {len(total.large)} "
          "(asked: 0, 0, 0)")  # fmt: skip
    told = "not traced: no strace here" if opened is None else f"{len(opened)}: {opened[:5]}" if opened else "0"
    print(
        f"files, sockets and processes opened by a reader: {told}; calls at the canary: {canary.visits} (asked: 0, 0)"
    )
    print("peers: feedparser opens what its input names where that is a path or an address; see bench/feeds.py")


if __name__ == "__main__":
    main()
