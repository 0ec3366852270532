"""The words in which both views say the same thing: the verdict, a share, a count, a place in a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

KINDS = {
    "kept": "kept word for word",
    "edited": "edited",
    "moved": "moved",
    "inserted": "inserted",
    "paraphrased": "in other words",
    "dropped": "dropped",
    "furniture": "furniture, counted in no share",
}
HEADLINES = {
    "identical": "The same headline.",
    "trimmed": "The original's headline, trimmed.",
    "reworded": "The original's headline, reworded.",
    "new": "A new headline.",
    "absent": "No headline to compare.",
}
ATTRIBUTIONS = {
    "present": "The source is named and linked.",
    "partial": "The source is given in part.",
    "missing": "The source is not given.",
    "wrong": "The copy credits another source.",
}
DERIVATIONS = {"wholly": "wholly derived", "partially": "partly derived", "none": "not derived"}
PROMISES = {True: "kept", False: "broken", None: "cannot tell"}
GAP = re.compile(r"\s+")


def begin(text: str) -> str:
    """Write the first letter large, as a sentence begins."""
    return text[:1].upper() + text[1:]


def close(text: str) -> str:
    """End a sentence with a full stop where it has no end of its own."""
    text = begin(text.strip())
    return text if not text or text[-1] in ".!?…:" else text + "."


def percent(share: float) -> str:
    """Say a share in whole percent, without calling nearly all 100 % or nearly nothing 0 %."""
    whole = round(100 * share)
    if share > 0 and whole == 0:
        return "under 1 %"
    return "over 99 %" if share < 1 and whole == 100 else f"{whole} %"


def count(number: int, one: str, many: str | None = None) -> str:
    """Say how many there are: ``1 edit``, ``3 edits``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shorten(text: str, limit: int) -> str:
    """Put a text on one line, and cut it at a word with an ellipsis where it is longer than the limit."""
    line = GAP.sub(" ", text[: 4 * limit]).strip()
    if len(line) <= limit and len(text) <= 4 * limit:
        return line
    cut = line[:limit]
    head, gap, _ = cut.rpartition(" ")
    return (head if gap and len(head) > limit // 2 else cut) + " …"


def name_verdict(comparison: Mapping[str, Any]) -> str:
    """Name what the copy is: ``Copy with additions``."""
    verdict = comparison["verdict"]
    return begin(str(verdict.get("class") or verdict.get("derivation") or "no verdict"))


def tell_encoding(read: Mapping[str, Any]) -> str:
    """Say how a file was read; nothing where that is not known."""
    if read.get("how") == "empty":
        return "empty"
    return f"read as {read['encoding']}" if read.get("encoding") else ""


def name_runner_up(comparison: Mapping[str, Any]) -> str:
    """Name what else the copy might be; empty where nothing else came near."""
    runner_up = comparison["verdict"].get("runner_up")
    return DERIVATIONS.get(str(runner_up), say(runner_up)) if runner_up else ""


def tell_promise(comparison: Mapping[str, Any]) -> str:
    """Say in two or three words what became of the promise; empty where no clause was looked at."""
    kept = [clause.get("kept") for clause in comparison.get("promise") or ()]
    if not kept:
        return ""
    if any(one is False for one in kept):
        return "promise broken"
    return "promise kept" if all(kept) else "promise: cannot tell"


def tell_shares(comparison: Mapping[str, Any]) -> str:
    """Say in a sentence how much of each text is in the other."""
    shares = comparison.get("shares") or {}
    if not any(shares.get(name) for name in ("copy_from_original", "original_in_copy")):
        return "The copy carries nothing of the original."
    return (
        f"The copy carries {percent(shares.get('original_in_copy', 0))} of the original; "
        f"{percent(shares.get('copy_from_original', 0))} of the copy comes from it, "
        f"{percent(shares.get('verbatim', 0))} word for word."
    )


def tell_direction(comparison: Mapping[str, Any]) -> str:
    """Say which text was first, or why that cannot be told."""
    verdict = comparison["verdict"]
    direction = str(verdict.get("direction") or "cannot tell")
    why = verdict.get("direction_why") or ()
    why = [why] if isinstance(why, str) else [say(one) for one in why]
    reasons = "; ".join(one.rstrip(".") for one in why)
    if not reasons:
        return close(direction)
    joint = "" if reasons.lower().startswith("because") else "because "
    return close(f"{direction}, {joint}{reasons}")


def say(item: Any) -> str:
    """Say a piece of evidence, which may be a sentence or an object with its facts, in one line of words."""
    if not isinstance(item, Mapping):
        return str(item)
    said = next((str(item[name]) for name in ("what", "says", "note", "reason", "kind", "name") if item.get(name)), "")
    if item.get("from") or item.get("to"):
        return f"{said}: “{item.get('from') or ''}” → “{item.get('to') or ''}”" if said else f"“{item['from']}”"
    text = item.get("text")
    number = item.get("count")
    tail = (f": “{text}”" if said else str(text)) if text else ""
    return said + tail + (f" ({number:,} times)" if isinstance(number, int) and number != 1 else "")


def list_counts(names: Iterable[str]) -> str:
    """Count equal names in the order of their first appearance: ``2 dropped, 1 altered``."""
    return ", ".join(f"{number:,} {name}" for name, number in Counter(names).items())


def list_names(names: Iterable[str]) -> str:
    """List names in the order of their first appearance, with how often each is there: ``insertion (2), case``."""
    return ", ".join(name if number == 1 else f"{name} ({number:,})" for name, number in Counter(names).items())


def group_constants(constants: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Return the constants behind a verdict group by group; those in no group come first."""
    single = {name: value for name, value in constants.items() if not isinstance(value, Mapping)}
    grouped = [(name, value) for name, value in constants.items() if isinstance(value, Mapping)]
    for group, members in [("", single), *grouped] if single else grouped:
        yield group.replace("_", " "), {str(name).replace("_", " "): str(value) for name, value in members.items()}
