"""Kills a process that writes to a corpus, again and again, and prints what was lost: nothing.

``python -m bench.kills [--kills 200] [--only add|merge|families] [--seed 1]``. How it is done: see ``bench.killing``.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench.killing import DRAWS, kill_often


def main() -> None:
    """Print for each kind of writer what 200 kills did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--only", choices=DRAWS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name in [options.only] if options.only else DRAWS:
        with tempfile.TemporaryDirectory() as folder:
            tally = kill_often(Path(folder) / "corpus", DRAWS[name], options.kills, options.seed)
        print(
            f"{name:<8} {tally.kills} kills, {tally.acts} acts acknowledged, {tally.cut_off} cut off: "
            f"{tally.lost} lost, {tally.half} half written, {tally.damaged} files damaged (wanted: 0, 0, 0)"
        )


if __name__ == "__main__":
    main()
