"""Passages that any site prints are no evidence of reuse; reports that speak of such things are."""

from __future__ import annotations

import numpy as np
import pytest

from mediawire.reuse.fingerprint import scan_all
from mediawire.reuse.linking import align_all
from mediawire.reuse.notices import Notices, load_notices

CONSENT = (
    "We use cookies and ask for your consent. Please accept our cookie policy, or change your cookie settings in the "
    "browser. Our privacy policy says which personal data we keep. "
)
STORY = (
    "The ferry left the old harbour at six with four hundred people on board, an hour later than planned, because "
    "the pilot had been looking for a rope that somebody had taken from the quay during the night."
)
FOOTER = "Copyright 2026 The Harbour Gazette. All rights reserved. This material may not be published or rewritten."


@pytest.mark.parametrize(
    "notice",
    [
        CONSENT,
        FOOTER,
        "Already a subscriber? Log in to your account to continue reading.",
        "Wir verwenden Cookies. Passwort vergessen? Jetzt anmelden oder ein Konto erstellen und weiterlesen.",
        "Mot de passe oublié ? Déjà abonné, connectez-vous à votre compte pour lire notre newsletter.",
        "Забыли пароль? Войдите или зарегистрируйтесь на сайте, чтобы оставить ваш комментарий.",
        "Tonight mostly cloudy. Low around 54F. Winds light and variable. Chance of rain 20%.",
    ],
)
def test_notices_are_told_by_their_words(notice: str) -> None:
    """A cookie notice, a line on rights, a log-in box, a weather box, in any language of the tables."""
    assert load_notices().are_notices([notice]).all()


@pytest.mark.parametrize(
    "passage",
    [
        STORY,
        "The council voted on Tuesday to fine shops that set cookies before a customer has agreed, and gave them time.",
        "The paper lost a tenth of its subscribers last year, its owner said, and will close the office in the port.",
        "Heavy rain and winds of sixty miles an hour closed the bridge on Monday; more showers are forecast.",
        "",
    ],
)
def test_reports_that_speak_of_such_things_are_none(passage: str) -> None:
    """One cue or two make no notice."""
    assert not load_notices().are_notices([passage]).any()


def test_a_long_page_of_notices_is_one() -> None:
    """A consent page that goes on and on is caught as a short one is; a story with a footer is not."""
    verdicts = load_notices().are_notices([CONSENT * 20, (STORY + " ") * 6 + FOOTER])

    assert verdicts.tolist() == [True, False]


def test_a_phrase_that_comes_twice_has_the_points_of_both() -> None:
    """Tables may name a phrase under two kinds; phrases without words are left out."""
    notices = Notices.of([("log in", "newsletter", 1.0), ("Log In", "share", 1.5), ("—", "share", 2.0)])

    assert notices.points.tolist() == [[2, 3, 0]]


def align(*texts: str) -> list[list[int]]:
    """Align a first text with each of the others; return the first and last word of each block that is kept."""
    scanned = scan_all(texts)
    others = np.arange(1, len(texts), dtype=np.int32)
    titles = np.zeros(len(texts), np.int64)
    found = align_all(scanned.ids, scanned.offsets, titles, np.zeros_like(others), others, load_notices())
    return [blocks[:, :2].ravel().tolist() for _, _, blocks in found]


def test_pages_that_share_only_notices_are_not_linked() -> None:
    """Two short notices that stand apart are weighed together, too."""
    page = f"Rain fell on the town. {CONSENT} Bread is dearer now. Thank you for reading! Please log in or sign up."
    other = f"A goat ran off. {CONSENT} Nobody saw where it went. Thank you for reading! Please log in or sign up."

    assert align(page, other) == [[]]


def test_a_notice_is_left_out_of_a_link() -> None:
    """What two pages share besides is kept."""
    page = f"Rain fell on the town. {STORY} Bread is dearer now. {CONSENT}"
    other = f"{CONSENT} A goat ran off. {STORY} Nobody saw where it went."

    (blocks,) = align(page, other)

    assert blocks == [5, 5 + len(STORY.split())]
