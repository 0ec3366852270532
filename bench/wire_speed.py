"""Measures how fast the wire gives out an article, and how many visits its loop makes; beside what is asked.

``python -m bench.wire_speed [--seconds 5] [--only pages|visits]``. The server runs as ``mediawire serve`` in a process
of its own and is asked by ``wrk`` with 32 connections, which must be installed (apt-get install wrk). Uncached is the
same page asked with a cookie. Visits go to a server on loopback that answers 304 to seven of ten.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

PORT = 8765
ITEM = """<item><title>Report {n}</title><link>http://127.0.0.1/{n}</link><guid isPermaLink="false">{n}</guid>
 <description>{text}</description></item>"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--only", choices=("pages", "visits"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEDIAWIRE_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "mediawire.web.settings"
        from mediawire.web.serving import set_up

        set_up()
        if options.only != "visits":
            measure_pages(options.seconds)
        if options.only != "pages":
            measure_visits(options.seconds)


def measure_pages(seconds: int) -> None:
    """Ask for one article by 32 connections."""
    if shutil.which("wrk") is None:
        print("pages: wrk is not installed")
        return
    from bench.wire_tries import fill_wire

    fill_wire()
    command = [sys.executable, "-m", "mediawire", "serve", "--port", str(PORT), "--no-loop", "--no-samples"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{PORT}/a/1/bridge-shut"
    try:
        wait_for(address)
        for name, extra, asked in (("warm cache", [], "2,000, p99 50 ms"), ("uncached", ["-HCookie: x=1"], "150")):
            ask_often(address, 2, extra)
            rate, slowest = ask_often(address, seconds, extra)
            print(f"article, {name}: {rate:,.0f} a second, p99 {slowest} (asked: {asked})")
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    """Wait until the server answers."""
    for _ in range(300):
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError("the server did not begin")


def ask_often(address: str, seconds: int, extra: list[str]) -> tuple[float, str]:
    """Return answers a second, and the time within which 99 of 100 came."""
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", "--latency", *extra, address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise ValueError(said)
    rate, slowest = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+(\S+)", said)
    assert rate and slowest
    return float(rate.group(1)), slowest.group(1)


class Feeds(BaseHTTPRequestHandler):
    """Answers 304 to seven of ten, by the number of the feed; a new item to the others."""

    protocol_version = "HTTP/1.1"
    asked = 0

    def do_GET(self) -> None:
        """Answer."""
        Feeds.asked += 1
        if self.headers.get("If-None-Match") and Feeds.asked % 10 < 7:
            self.send_response(304)
            self.end_headers()
            return
        text = "The ferry was late because divers had cut a net from its rudder. " * 8
        items = "".join(ITEM.format(n=Feeds.asked - k, text=text) for k in range(5))
        data = f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()
        self.send_response(200 if "robots" not in self.path else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("ETag", f'"{Feeds.asked}"')
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def measure_visits(seconds: int) -> None:
    """Let the loop visit 40 sources for so long, each due again at once."""
    from django.utils import timezone

    from mediawire.web import models
    from mediawire.web.loop import Loop

    server = ThreadingHTTPServer(("127.0.0.1", 0), Feeds)
    Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    for number in range(40):
        options = {"allow_private": True, "follow": False}
        models.Source.objects.create(name=f"s{number}", title="s", url=f"{home}/{number}", options=options)
    loop = Loop()
    loop.go_round()
    before, began, cpu = models.VisitRow.objects.count(), time.perf_counter(), time.process_time()
    while time.perf_counter() - began < seconds:
        models.Place.objects.update(due=timezone.now())
        loop.go_round()
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    rows = models.VisitRow.objects.all()[before:]
    outcomes = [row.outcome for row in rows]
    same = outcomes.count("same") / max(len(outcomes), 1)
    refused = len(outcomes) - outcomes.count("same") - outcomes.count("fetched")
    print(
        f"loop: {len(outcomes) / took * 3600:,.0f} visits an hour ({len(outcomes)} in {took:.0f} s, {cpu:.1f} s CPU), "
        f"{same:.0%} unchanged, {refused} refused (asked: 20,000 at 70 %)"
    )
    server.shutdown()


if __name__ == "__main__":
    main()
