"""Tries at random, in every role and by every address and by SQL, to change a body; prints how many were: none.

``python -m bench.wire_bodies [--tries 10000] [--seed 1]``, on a wire of its own in memory. What is tried is in
``bench.wire_tries``.
"""

from __future__ import annotations

import argparse
import os
import tempfile


def main() -> None:
    """Print what so many tries changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEDIAWIRE_FOLDER"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.wire_settings")
        import django
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        django.setup()
        setup_test_environment()
        call_command("migrate", verbosity=0)
        from bench.wire_tries import fill_wire, try_often

        fill_wire()
        tally = try_often(options.tries, options.seed)
    print(
        f"bodies: {tally.tries} tries ({tally.posts} forms, {tally.statements} statements), {tally.taken} acts taken, "
        f"{tally.refused} refused by the database: {tally.changed} bytes of bodies changed (wanted: 0)"
    )


if __name__ == "__main__":
    main()
