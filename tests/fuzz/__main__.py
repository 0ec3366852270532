"""``python -m tests.fuzz [--minutes 1] [--seed 0] [--keep FOLDER] [TARGET ...]``: tries the readers for longer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.targets import list_targets
from tests.fuzz.trying import try_for


def main() -> int:
    """Try each target for its share of the time, and name every failure."""
    targets = list_targets()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(targets)} (default: all)")
    parser.add_argument("--minutes", type=float, default=1.0, help="for all targets together")
    parser.add_argument("--seed", type=int, default=0, help="another seed tries other documents")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), help="where failing documents are kept")
    options = parser.parse_args()
    chosen = {name: target for name, target in targets.items() if not options.targets or name in options.targets}
    failed = 0
    for name, target in chosen.items():
        number, failures = try_for(name, target, options.minutes * 60 / len(chosen), options.seed)
        print(f"{name:16}{number:>8} documents, {len(failures)} failures", flush=True)
        for failure in failures:
            options.keep.mkdir(parents=True, exist_ok=True)
            kept = options.keep / f"{name}-{options.seed}-{failure.number}.bin"
            kept.write_bytes(failure.data)
            print(f"    {kept}: {failure.why[:300]}", flush=True)
        failed += len(failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
