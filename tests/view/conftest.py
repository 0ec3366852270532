"""The example pair with its comparison, built by hand from the contract: what the views are held to."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
GROUPED = ("Europe", "IFP Media Wire", "Reports and views", "Recent Posts")


class Shown(NamedTuple):
    """A comparison and its two texts: the three arguments of a view."""

    comparison: dict[str, Any]
    original: str
    copy: str


@pytest.fixture(scope="session")
def example() -> Shown:
    """Return the example pair with a comparison written by hand."""
    original = (ROOT / "examples/000_41e8a6afc443994c.txt").read_text(encoding="utf-8")
    copy = (ROOT / "examples/001_a44b472b2ae151a5.txt").read_text(encoding="utf-8")
    return Shown(compare_by_hand(original, copy), original, copy)


def compare_by_hand(original: str, copy: str) -> dict[str, Any]:
    """Write down what an editor sees in the example pair."""
    old, new = Places(original), Places(copy)
    headline = new.span("Moscow rejects", "expelled Russians")
    second = original.index("Stoltenberg’s remarks on NATO’s being open")
    lead = new.span("Moscow has announced", "spying activities.")
    earlier = new.span("Earlier, Stoltenberg said", "charges against Russia.")
    first_paragraph = old.span("Russian Foreign Ministry spokeswoman", "malign activities.")
    said, stated = old.span("said"), new.span("stated")
    edit = {"class": "reporting verb", "from": "said", "to": "stated", "original": said, "copy": stated}
    quotes = ("“We should be aware", "has expelled,”"), ("“If you find this", "from Russia,”")
    lost_quotes = ("“We’ve heard another", "much sense,”"), ("“were accredited", "such dialogue,”")
    kept_end, new_kept_end = old.span("she concluded.")[1], new.span("she concluded.")[1]
    body_end = old.span("On October 6", "will be paused.")[1]
    page_end = new.span("On October 6", "will be paused.")[1]
    return {
        "schema": "mediawire.comparison/1",
        "original": {
            "headline": original[: original.index("\n")],
            "stories": [
                {"span": [0, body_end], "headline_span": [0, original.index("\n")]},
                {"span": [second, len(original)], "headline_span": [second, original.index("\n", second)]},
            ],
            "furniture": [],
        },
        "copy": {
            "headline": "Moscow rejects NATO accusation against expelled Russians",
            "stories": [{"span": [headline[0], page_end], "headline_span": headline}],
            "furniture": [
                {"span": new.span("Europe"), "kind": "section line"},
                {"span": new.span("IFP Media Wire"), "kind": "media wire line"},
                {"span": new.span("Reports and views", "each article."), "kind": "disclaimer"},
                {"span": [new.at("Recent Posts"), len(copy)], "kind": "teasers"},
            ],
        },
        "verdict": {
            "derivation": "partially",
            "class": "copy with additions",
            "rule": "most of the copy stands in the original, and the copy adds a passage of its own",
            "confidence": 0.97,
            "runner_up": "abridged copy",
            "direction": "cannot tell",
            "direction_why": ["neither page is dated", "each text has words that the other lacks"],
            "why": [
                "four paragraphs stand in the copy word for word",
                "one paragraph of the copy has nothing behind it in the original",
                "the second story of the original is dropped whole",
            ],
        },
        "shares": {"copy_from_original": 0.81, "original_in_copy": 0.62, "verbatim": 0.807},
        "reuse": [
            {"original": [said[1], kept_end], "copy": [stated[1], new_kept_end], "kind": "verbatim", "score": 1.0},
        ],
        "passages": [
            {"kind": "furniture", "original": None, "copy": [0, headline[0]], "edits": []},
            {"kind": "inserted", "original": None, "copy": [headline[0], lead[0]], "edits": []},
            {"kind": "dropped", "original": [0, first_paragraph[0]], "copy": None, "edits": []},
            {
                "kind": "inserted",
                "original": None,
                "copy": [lead[0], new.at("Russian Foreign Ministry spokeswoman")],
                "edits": [],
                "echoes": first_paragraph,
            },
            {
                "kind": "edited",
                "original": [first_paragraph[0], old.at("“We should")],
                "copy": [new.at("Russian Foreign Ministry spokeswoman"), new.at("“We should")],
                "edits": [edit],
            },
            {
                "kind": "kept",
                "original": [old.at("“We should"), kept_end],
                "copy": [new.at("“We should"), new_kept_end],
                "edits": [],
            },
            {"kind": "inserted", "original": None, "copy": [new_kept_end, earlier[1]], "edits": []},
            {
                "kind": "edited",
                "original": [kept_end, body_end],
                "copy": [earlier[1], page_end],
                "edits": [
                    {
                        "class": "white space",
                        "from": "\n\n\n",
                        "to": "\n\n",
                        "original": [kept_end, old.at("On October 6")],
                        "copy": [earlier[1], new.at("On October 6")],
                    }
                ],
            },
            {"kind": "dropped", "original": [body_end, len(original)], "copy": None, "edits": []},
            {"kind": "furniture", "original": None, "copy": [page_end, len(copy)], "edits": []},
        ],
        "headline": {
            "change": "new",
            "unsupported": [{"text": "rejects", "span": new.span("rejects")}],
        },
        "quotations": [
            {
                "status": "verbatim",
                "speaker": "Maria Zakharova",
                "speaker_span": new.span("Maria Zakharova"),
                "original": old.span(*ends),
                "copy": new.span(*ends),
            }
            for ends in quotes
        ]
        + [
            {
                "status": "dropped",
                "speaker": "Maria Zakharova",
                "speaker_span": None,
                "original": old.span(*ends),
                "copy": None,
            }
            for ends in lost_quotes
        ],
        "facts": [
            write_fact("hedge", "inserted", None, "might", None, new.span("might")),
            write_fact("date", "dropped", "Thursday", None, old.span("Thursday"), None),
        ],
        "attribution": {
            "verdict": "missing",
            "source_named": False,
            "url_given": False,
            "evidence": ["no agency, byline or credit line stands on the page", "no address stands on the page"],
        },
        "promise": [
            {"clause": "headline may change", "kept": True, "breaches": []},
            {
                "clause": "content unchanged",
                "kept": False,
                "breaches": [
                    {"what": "reporting verb", "from": "said", "to": "stated", "original": said, "copy": stated},
                    {"what": "inserted lead", "copy": lead},
                    {"what": "inserted paragraph", "copy": earlier},
                    {"what": "second story dropped", "original": [second, len(original)]},
                ],
            },
            {"clause": "source at the bottom", "kept": False, "breaches": ["no source is named"]},
            {"clause": "URL at the bottom", "kept": False, "breaches": ["no address is given"]},
        ],
        "tricks": [],
        "constants": {"seed_words": 4, "edited_from": 0.8, "paraphrase_from": 0.55},
    }  # fmt: skip


class Places:
    """Finds the places of phrases in a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, phrase: str) -> int:
        """Return where a phrase begins."""
        return self.text.index(phrase)

    def span(self, first: str, last: str | None = None) -> list[int]:
        """Return the span from the begin of one phrase to the end of another."""
        start = self.at(first)
        last = last or first
        return [start, self.text.index(last, start) + len(last)]


def write_fact(kind: str, status: str, was: str | None, now: str | None, original: Any, copy: Any) -> dict[str, Any]:
    """Write one fact as the JSON has it."""
    return {"kind": kind, "status": status, "from": was, "to": now, "original": original, "copy": copy}
