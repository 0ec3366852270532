"""Loads all that a writer of ``bench.kills`` needs; children that are forked afterwards begin at once."""

from __future__ import annotations

from bench.kills import warm_up

warm_up()
