"""A process that takes documents in until it is killed, and says what was acknowledged; see test_memory."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from mediawire.wire.decide import decide, list_window
from mediawire.wire.memory import Bytes, Visited, open_memory
from mediawire.wire.rhythm import begin
from tests.wire.made import FERRY, NOON, SOURCE, made_reading, made_report

if __name__ == "__main__":
    with open_memory(Path(sys.argv[1])) as memory:
        for number in count(int(sys.argv[2]) + 1):
            came = made_reading(made_report(f"{FERRY} {number}", f"Ferry {number}", str(number)))
            decisions = decide(memory.recall("harbour", came), came, SOURCE, NOON)
            received = Bytes(f"document {number}".encode(), SOURCE.url, None, NOON)
            place = Visited("harbour", "harbour", SOURCE.url, begin(NOON))
            memory.keep(place, decisions, received, list_window(decisions), now=NOON)
            print(number, flush=True)
