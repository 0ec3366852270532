"""Loads all that a writer of ``bench.killing`` needs; children that are forked afterwards begin at once."""

from __future__ import annotations

from bench.killing import warm_up

warm_up()
