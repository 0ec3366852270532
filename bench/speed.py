"""How fast a comparison is: whole, cold, and how it grows with the length of the texts.

``python -m bench.speed [--only whole|growth|cold|compile]``. Times are CPU time on one core, warm, but for the cold
start, which is wall time of a new process. The passages alone and their peers are in ``bench.passages``.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = [str(ROOT / "examples" / name) for name in ("000_41e8a6afc443994c.txt", "001_a44b472b2ae151a5.txt")]
LENGTHS = (1_000, 10_000, 100_000, 300_000, 1_000_000)
PAGE_LENGTHS = (30_000, 120_000, 480_000)


def whole() -> None:
    """Print the median time of the whole comparison of two versions of 400 to 600 words each."""
    from bench.data import reuters_pairs
    from mediawire import compare

    pairs = [
        (pair.original.text, pair.copy.text)
        for pair in reuters_pairs()
        if all(400 <= len(text.split()) <= 600 for text in (pair.original.text, pair.copy.text))
    ][:300]
    for pair in pairs[:30]:
        compare(*pair)
    times = sorted(_cpu(lambda pair=pair: compare(*pair)) for pair in pairs)  # type: ignore[misc]
    print(f"whole comparison of two 500-word reports ({len(pairs)}): median {statistics.median(times) * 1e3:.2f} ms, "
          f"p95 {times[int(0.95 * len(times))] * 1e3:.2f} ms (wanted: median 3 ms)")  # fmt: skip


def growth() -> None:
    """Print time and memory for pairs of growing length, and the exponent of either."""
    times, peaks = [], []
    for size in LENGTHS:
        seconds, megabytes = map(float, _run_python(_GROWTH, "make_pair", str(size)).split())
        times.append(seconds)
        peaks.append(megabytes)
        print(f"two texts of {size:>9,} characters: {seconds:8.3f} s, {megabytes:6.0f} MB beyond an empty comparison")
    exponents = _exponent(times[2:], LENGTHS[2:]), _exponent(peaks[3:], LENGTHS[3:])
    wanted = "near 1; two texts of 1 MB in 3 s and 1 GB"
    print(f"exponent of time {exponents[0]:.2f}, of memory {exponents[1]:.2f} (wanted: {wanted})")
    pages = {"many short stories": make_stories, "many equal quotations": make_answers, "many sources": make_sources}
    for name, make in pages.items():
        times = [float(_run_python(_GROWTH, make.__name__, str(size)).split()[0]) for size in PAGE_LENGTHS]
        row = ", ".join(f"{size // 1000} kB {seconds:.2f} s" for size, seconds in zip(PAGE_LENGTHS, times, strict=True))
        print(f"{name:<21} {row}: exponent {_exponent(times, PAGE_LENGTHS):.2f} (wanted: near 1)")


_GROWTH = """
import resource, sys, time
from bench import speed
from mediawire import compare
make = getattr(speed, sys.argv[1])
compare(*speed.make_pair(1000))
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
pair = make(int(sys.argv[2]))
compare(*make(1000))
began = time.process_time()
compare(*pair).to_dict()
print(time.process_time() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024)
"""


def make_pair(size: int, seed: int = 7) -> tuple[str, str]:
    """Make a text of about so many characters out of made-up words, and a copy with edits, moves and insertions."""
    draw = random.Random(seed)
    known = _make_words(draw)
    often = known[:200]

    def sentence() -> str:
        words = draw.choices(often, k=9) + draw.choices(known, k=9)
        draw.shuffle(words)
        return " ".join(words).capitalize() + "."

    paragraphs = [" ".join(sentence() for _ in range(3)) for _ in range(max(1, size // 390))]
    return _copy(paragraphs, known, draw)


def make_stories(size: int, seed: int = 7) -> tuple[str, str]:
    """Many short stories with headlines: each has a dateline and a figure, as a digest of the day has."""
    draw = random.Random(seed)
    known = _make_words(draw)
    paragraphs = []
    for number in range(max(1, size // 400)):
        paragraphs.append(" ".join(draw.choices(known, k=6)).title())
        paragraphs.append(f"LONDON, Nov 22 (Reuters) - {' '.join(draw.choices(known, k=18))} {number} people.")
        paragraphs.append(f"{' '.join(draw.choices(known, k=18)).capitalize()}, Ada Holm said on Monday.")
    return _copy(paragraphs, known, draw)


def make_answers(size: int, seed: int = 7) -> tuple[str, str]:
    """Many equal quotations: nothing but their places tells them apart."""
    draw = random.Random(seed)
    known = _make_words(draw)
    return _copy([f'"Yes," Ada Holm said in {draw.choice(known)}.' for _ in range(max(1, size // 33))], known, draw)


def make_sources(size: int, seed: int = 7) -> tuple[str, str]:
    """Many lines that name a source or an address: the foot of a page, a thousand times."""
    draw = random.Random(seed)
    known = _make_words(draw)
    lines = (("Source: Reuters", f"https://www.reuters.com/{draw.choice(known)}") for _ in range(max(1, size // 50)))
    return _copy([line for pair in lines for line in pair], known, draw)


def _make_words(draw: random.Random) -> list[str]:
    return ["".join(draw.choices("abcdefghiklmnoprstuvwy", k=draw.randint(2, 10))) for _ in range(20_000)]


def _copy(paragraphs: list[str], known: list[str], draw: random.Random) -> tuple[str, str]:
    """Leave a tenth of the paragraphs out, edit a third, add to a tenth and move one."""
    copied = []
    for paragraph in paragraphs:
        chance = draw.random()
        if chance < 0.1:
            continue
        words = paragraph.split(" ")
        if chance < 0.4:
            words = [draw.choice(known) if draw.random() < 0.1 else word for word in words]
        copied.append(" ".join(words))
        if chance > 0.9:
            copied.append(f"{' '.join(draw.choices(known, k=18)).capitalize()}.")
    if len(copied) > 4:
        copied.insert(1, copied.pop(len(copied) // 2))
    return "\n\n".join(paragraphs), "\n\n".join(copied)


def cold() -> None:
    """Print the wall time of a new process, the best of five."""
    compare = [sys.executable, "-m", "mediawire", "compare", *EXAMPLE]
    for name, command, wanted in (
        ("mediawire compare, cold", compare, 1.0),
        ("mediawire --help", [sys.executable, "-m", "mediawire", "--help"], 0.15),
    ):
        times = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - began)
        print(f"{name}: {min(times):.3f} s (wanted {wanted} s)")


def compiling() -> None:
    """Print how long all kernels take to compile where nothing was kept from before."""
    with tempfile.TemporaryDirectory() as empty:
        environment = os.environ | {"NUMBA_CACHE_DIR": empty}
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mediawire", "compare", *EXAMPLE], check=True, stdout=subprocess.DEVNULL,
                       env=environment)  # fmt: skip
        print(f"first use ever, with compiling: {time.perf_counter() - began:.1f} s (wanted: compiling under 10 s)")


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _run_python(program: str, *arguments: str) -> str:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": path}).stdout  # fmt: skip


def _exponent(values: list[float], sizes: tuple[int, ...]) -> float:
    return log(max(values[-1], 1e-9) / max(values[0], 1e-9)) / log(sizes[-1] / sizes[0])


def main() -> None:
    """Print all parts, or one."""
    options = argparse.ArgumentParser(description=__doc__)
    parts = {"whole": whole, "growth": growth, "cold": cold, "compile": compiling}
    options.add_argument("--only", choices=parts)
    given = options.parse_args()
    for name, part in parts.items():
        if given.only in (None, name):
            part()


if __name__ == "__main__":
    main()
