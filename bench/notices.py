"""What of real reports would be taken for a notice: ``python -m bench.notices [--reports 5000]``.

Reports of ``base.jsonl``: what is counted here is lost as evidence of reuse. First their words in pieces of so many,
then those paragraphs that speak of cookies, subscriptions, accounts, weather and the like, then whole reports. About
half of it is rightly taken: share lines and rights are left over in these reports. ``--show`` prints paragraphs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bench.archives import DataMissing
from bench.furniture import Share, load_base
from mediawire.reuse.notices import load_notices

PIECES = (15, 20, 40, 100)
SPEAKS_OF = re.compile(
    r"\b(?:cookies?|privacy|subscri\w+|newsletters?|log(?:ged)? in|password|accounts?|browser|copyright|trademarks?|"
    r"advertis\w+|comments?|facebook|twitter|e-?mails?|websites?|weather|forecast|showers|mph)\b",
    re.IGNORECASE,
)
PARAGRAPHS = 2000


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=5000)
    options.add_argument("--show", type=int, default=0, help="print so many of the paragraphs taken")
    given = options.parse_args()
    try:
        reports = list(islice(load_base(), given.reports))
    except DataMissing as missing:
        print(f"skipped: {missing}")
        return
    texts = ["\n\n".join(report.paragraphs) for report in reports]
    for words in PIECES:
        pieces = [piece for text in texts for piece in cut(text, words)]
        print(f"{f'pieces of {words} words':<52}{count(pieces)}")
    about = [text for report in reports for text in report.paragraphs if SPEAKS_OF.search(text)][:PARAGRAPHS]
    print(f"{'paragraphs that speak of such things':<52}{count(about)}")
    print(f"{'whole reports':<52}{count(texts)}")
    taken = [text for text, notice in zip(about, load_notices().are_notices(about), strict=True) if notice]
    for text in taken[: given.show]:
        print(f"  {' '.join(text.split())[:200]}")


def cut(text: str, words: int) -> Iterator[str]:
    """Yield a text in pieces of so many words; a rest of fewer than half as many is left out."""
    found = text.split()
    for start in range(0, len(found) - words // 2, words):
        yield " ".join(found[start : start + words])


def count(passages: Sequence[str]) -> Share:
    """Count the passages that are taken for notices."""
    return Share(int(load_notices().are_notices(passages).sum()), len(passages))


if __name__ == "__main__":
    main()
