"""``mediawire serve``: the whole wire on this machine: site, desk and the loop that listens, in one process."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from mediawire.commands.arguments import add_debug
from mediawire.commands.shell import DONE, complain, count, name_file

TOLD = "run the wire: the site, the desk, and the loop that listens"
ABOUT = """Run the whole wire on this machine, with nothing to set up: the site and the desk in the browser, and the
loop that visits the sources. What it keeps lies in one folder, with SQLite; DATABASE_URL names a PostgreSQL database
instead. The first time, sample sources are added, and a one-time link for the first editor is printed."""


def lay_out(parser: argparse.ArgumentParser) -> None:
    """Lay out ``mediawire serve``."""
    parser.add_argument("--folder", metavar="DIR", type=name_file, default="wire", help="the wire's folder")
    parser.add_argument(
        "--port", metavar="N", type=count, help="where it listens (default: 8000, or the next free one)"
    )
    parser.add_argument("--host", metavar="NAME", default="127.0.0.1", help="on which address (default: 127.0.0.1)")
    parser.add_argument("--contact", metavar="ADDRESS", help="an address for complaints, told to every server visited")
    parser.add_argument("--no-loop", action="store_true", help="only the site and the desk; the loop runs elsewhere")
    parser.add_argument("--no-samples", action="store_true", help="add no sample sources")
    add_debug(parser)
    parser.set_defaults(verb=serve, usage=parser.error)


def serve(options: argparse.Namespace) -> int:
    """Set up what is missing, and serve until stopped."""
    os.environ.setdefault("MEDIAWIRE_FOLDER", str(Path(options.folder).absolute()))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediawire.web.settings")
    from mediawire.web.serving import listen, serve_wire, set_up

    listener = listen(options.host, options.port)
    home = f"http://{tell_host(options.host)}:{listener.getsockname()[1]}"
    complain("setting up")
    made = set_up(None if options.no_samples else home)
    complain(f"the wire is at {home}/ and its desk at {home}/desk/")
    if made.first_link:
        complain(f"the first editor comes in, once, by {home}/desk/first/{made.first_link}")
    complain(f"what it keeps is in the folder {options.folder}; Ctrl+C stops it")
    serve_wire(listener, home, loop=not options.no_loop, contact=options.contact)
    return DONE


def tell_host(host: str) -> str:
    """Return the name by which this machine reaches what listens on a host: one that stands for all is loopback."""
    known = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}
    return known.get(host) or (f"[{host}]" if ":" in host else host)
