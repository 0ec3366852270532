"""Plays the hostile HTTP server of the data on this machine's own loopback, with the files that it plays from.

Some of its bombs are too large to be shipped and are made here, so that every behaviour has what it needs.
"""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.archives import made_once, unpacked

START_SECONDS = 15.0
BOMB_BYTES = 100 << 20
FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>One</title></item></channel></rss>'
)


def wanted() -> dict[str, str]:
    """Return the behaviours by name, each with the outcome that is wanted."""
    manifest = unpacked("hostile.tar.xz") / "http" / "manifest.json"
    return dict(json.loads(manifest.read_text(encoding="utf-8")))


@contextmanager
def hostile_server() -> Iterator[str]:
    """Run the server while the block runs; gives its address, without a slash at the end."""
    folder = made_once("hostile-server-" + unpacked("hostile.tar.xz").name, _make)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(folder / "http" / "hostile_server.py"), str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _make(folder: Path) -> None:
    """Copy what the server needs, and make what it lacks."""
    for part in ("http", "compression"):
        shutil.copytree(unpacked("hostile.tar.xz") / part, folder / part)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    packed = {
        "ok.gz": gzip.compress(FEED),
        "truncated.gz": gzip.compress(FEED)[:-9],
        "bomb_100MiB.zlib": _deflated(zlib.MAX_WBITS),
        "bomb_100MiB.rawdeflate": _deflated(-zlib.MAX_WBITS),
    }
    for name, data in packed.items():
        path = folder / "compression" / name
        if not path.exists():
            path.write_bytes(data)


def _deflated(window_bits: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    return packer.compress(bytes(BOMB_BYTES)) + packer.flush()


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the hostile server did not start")
