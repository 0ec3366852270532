"""The constants that decide what a comparison finds, in one place. They are printed with each result.

Each group says which of them were fitted, on which named data and by which command; the others were chosen and are
marked so. What only bounds time or memory stands where it is used, and so do the word tables of ``text`` with theirs.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AlignmentConstants:
    """Where equal words begin to mean something.

    ``least_equal_words`` lies where the F1 that ``python -m bench.passages --fit`` prints levels off (.9898 at 8, .9911
    at 12), and is the run that the design wants found; ``least_reuse_words`` and ``part_words`` were chosen where
    planted copies and PAN 2013 both stay above what is asked; the others were chosen.
    """

    seed_words: int = 3
    least_equal_words: int = 8
    candidates: int = 16
    reach_words: int = 6
    drop_words: int = 10
    join_words: int = 12
    join_even_words: int = 30
    edge_words: int = 6
    least_reuse_words: int = 12
    part_words: int = 20
    part_ratio: int = 4


ALIGNMENT = AlignmentConstants()


@dataclass(frozen=True, slots=True)
class FingerprintConstants:
    """Which words in a row are filed, so that a copy is found among millions.

    Of runs of ``run_words`` words one in 2 ** ``window_doublings`` neighbours is kept, so that any run of 9 equal
    words is found, and none under 6. Chosen on the planted corpora by what ``python -m bench.candidates`` prints:
    runs of 5 find .7 % more of all related pairs, for 1.8 times as many pairs that are chance; one in 8 loses 2.3 %.
    """

    run_words: int = 6
    window_doublings: int = 2


FINGERPRINT = FingerprintConstants()


@dataclass(frozen=True, slots=True)
class NoiseConstants:
    """What an outlet prints on its pages, told from what it reports: documents are counted by outlet, never by page.

    A feature on ``often`` reports of one outlet is repeated there; on ``share_of_outlet`` of its reports it is a
    template. A report of which repeated features cover more than ``repeated_cover`` (or templates ``template_cover``)
    is no page with furniture but another version of something: nothing is masked in it. Chosen; ``python -m
    bench.candidates`` prints what they do to the planted corpora.
    """

    often: int = 8
    share_of_outlet: float = 0.02
    repeated_cover: float = 0.5
    template_cover: float = 0.9


NOISE = NoiseConstants()


@dataclass(frozen=True, slots=True)
class CandidateConstants:
    """Which reports are compared: those that share ``least_shared`` features that no outlet repeats.

    ``python -m bench.candidates`` prints recall and number of pairs for 1, 2, 3, 4. The others bound time: all pairs
    of the reports that share a feature up to ``all_pairs`` of them, beyond that each with its next ``neighbours``,
    and the first ``hubs`` with all. Of features that an outlet repeats, one in ``repeated_sample`` (a power of two),
    all pairs up to ``all_repeated_pairs``; these count where such features are ``repeated_share`` of the smaller
    report.
    """

    least_shared: int = 3
    all_pairs: int = 100
    all_repeated_pairs: int = 40
    neighbours: int = 8
    hubs: int = 8
    repeated_sample: int = 4
    repeated_share: float = 0.35


CANDIDATES = CandidateConstants()


@dataclass(frozen=True, slots=True)
class LinkConstants:
    """When two reports of a corpus are held to share passages: so many equal words in blocks, page noise left out.

    ``python -m bench.candidates --links`` prints precision and recall on the planted corpora for 8 to 20. Candidates
    that share ``strong_features`` are brought together for aligning; this decides where they meet, and nothing else.
    """

    least_equal_words: int = 14
    strong_features: int = 8


LINKS = LinkConstants()


@dataclass(frozen=True, slots=True)
class NoticeConstants:
    """When a passage that two reports share is a notice, such as any site prints, and no evidence of reuse.

    Points are those that ``text.furniture`` gives, and what it asks at the edge of a page: ``points`` of
    ``piece_words`` words, ``short_points`` of up to ``short_words``. More count for nothing; a longer passage is a
    notice where its pieces have ``share`` of what they can have. The ceilings are those of ``text.cue_index``. Chosen
    where ``python -m bench.notices`` takes about one in a thousand pieces of reports for one, half of them rightly,
    and hardly any whole report.
    """

    points: float = 4.0
    piece_words: int = 40
    short_points: float = 3.0
    short_words: int = 20
    share: float = 0.6
    most_network_points: float = 1.5
    most_address_points: float = 1.0


NOTICE = NoticeConstants()


@dataclass(frozen=True, slots=True)
class FamilyConstants:
    """Which reports make a family.

    ``containment`` is the share of the smaller report's words that its family has, as the design has it; ``density``
    the share of pairs between two groups that are linked where they become one, so that most members share that much.
    A round-up has at least two parts of ``part`` of its words each, and together they explain ``explained`` of it.
    Two times tell who was first where they are ``slack_minutes`` apart. Two reports that each share ``nearly_same``
    of the words with a third share ``containment`` with one another. All were chosen.
    """

    containment: float = 0.3
    density: float = 0.5
    part: float = 0.15
    explained: float = 0.6
    slack_minutes: int = 15
    nearly_same: float = 0.65


FAMILY = FamilyConstants()


@dataclass(frozen=True, slots=True)
class ParaphraseConstants:
    """When two pieces say the same in other words: fitted on half of PAN 2013 by ``python -m bench.fit_paraphrase``.

    Agreement is Dice on weighted words, 0 to 1; weights and evidence are in nats; ``*_words`` count words. The first
    constant and the third to fifth, and the limits behind the last two, were chosen: that command's page says how.
    """

    shortest_unit_words: int = 3
    longest_unit_words: int = 20
    unseen_units: float = 10.0
    common_units: int = 64
    seeds_per_unit: int = 4
    seed_agreement: float = 0.35
    price: float = 0.3
    jump: float = 0.5
    reach: int = 6
    shaving: float = 3.0
    chance_agreement: float = 0.35
    least_evidence: float = 12.0
    least_words: int = 25
    band_chance_agreement: float = 0.2
    band_box_least_evidence: float = 2.0
    band_box_most_evidence: float = 200.0
    band_gap_words: int = 40
    band_evidence: float = 8.0
    band_least_scatter: float = 1.5
    band_most_scatter: float = 20.0
    band_highest_agreement: float = 0.9
    band_whole: float = 0.25
    edited_share: float = 0.8
    echo_agreement: float = 0.4


PARAPHRASE = ParaphraseConstants()


@dataclass(frozen=True, slots=True)
class VerdictConstants:
    """When a copy is derived, and how deeply it was rewritten: fitted by ``python -m bench.fit_verdict``.

    ``derived``, ``wholly`` (fitted on COUNTER) and ``depths`` (on Clough and Stevenson's answers) are logistic steps:
    the bias, then a weight for each figure, in the order of ``derivation.py``. ``least_together`` was set on unrelated
    reports in English, Russian and Urdu, the rules on runs and on words word for word on planted copies.
    """

    beyond_smoothing: float = 0.05
    share_smoothing: float = 0.003
    least_together: float = 0.115
    no_common_phrase_letters: int = 200
    wholly_in_long_runs: float = 0.6
    sure_of_copying: float = 0.8
    partly_verbatim: float = 0.15
    wholly_verbatim: float = 0.9
    closely: float = 0.5
    additions: float = 0.05
    least_letters: int = 40
    derived: tuple[float, ...] = (10.056, 3.482, -1.622)
    wholly: tuple[float, ...] = (3.26, 3.082, -0.881)
    depths: tuple[tuple[float, ...], ...] = (
        (-6.268, 1.572, 1.941, 4.63),
        (-5.272, 0.111, 0.507, 4.613, 0.835, 8.518),
        (-6.12, 0.841, 1.132, -0.703, -2.993, 4.703),
    )


VERDICT = VerdictConstants()


@dataclass(frozen=True, slots=True)
class TraceConstants:
    """When a report of the corpus explains a text, and which reports are read to find out.

    Evidence is counted in nats: each equal word is worth ``nats_per_word``, less where many outlets have it
    (``commonness``, for each doubling), and each run of them costs ``run_price``. ``run_price``, ``least_evidence`` and
    ``commonness`` were set on three seeds of the planted corpus of 10,000 reports, where quotations of 14 words are
    found and fewer than 1 % of unrelated articles get an answer; the ties on versions of Reuters reports of 2009 and
    2010 (``python -m bench.corpus_reuters``), where one word more or less hardly matters. The others were chosen: what
    is page noise (by pages, and pages for each outlet), what is a version of the same story (``same_story``: the share
    of either's features), and below ``sure_words`` how little makes it worth while to look for furniture in the text.
    """

    least_equal_words: int = 8
    nats_per_word: float = 1.0
    run_price: float = 4.0
    least_piece: float = 4.0
    least_evidence: float = 9.5
    alike: float = 0.5
    tie_words: int = 2
    tie_share: float = 0.01
    kin_share: float = 0.03
    noise_pages: int = 8
    noise_pages_per_outlet: float = 4.0
    same_story: float = 0.4
    furniture_pages: int = 3
    furniture_share: float = 0.3
    commonness: float = 0.1
    least_weight: float = 1.2
    reach_words: int = 8
    near: float = 0.9
    beside: int = 4
    read_reports: int = 25
    postings: int = 256
    hot_postings: int = 4096
    hot_share: float = 0.2
    sure_words: int = 60


TRACE = TraceConstants()


@dataclass(frozen=True, slots=True)
class JudgementConstants:
    """What else decides a judgement: chosen, not fitted. ``*_characters`` count code points, ``*_letters`` letters."""

    wide_edit_characters: int = 80
    fact_reach_characters: int = 64
    crowded_facts: int = 16
    reworded_share: float = 0.5
    least_stem_letters: int = 4
    long_run_letters: int = 50
    narrow_window_pieces: int = 60
    wide_window_pieces: int = 100
    slack_minutes: int = 15


JUDGEMENT = JudgementConstants()


@dataclass(frozen=True, slots=True)
class LineageConstants:
    """What it costs that one story was taken from another, in events.

    Set on planted families by ``python -m bench.planted_families --fit``, part of the way only: whether cuts or inserts
    are the commoner differs between outlets, and the values hold where either is.

    ``kept`` is the price of each stretch that the two could share and do not, ``kept_bits`` that of each doubling of
    its length. ``cut_end``, ``cut_inside``, ``inserted`` and ``appended`` say how little it looks like a copy's doing
    that the story ends earlier, lacks something inside, has a passage more, goes on longer; ``oddness`` is how much
    of that counts before the first story is known. ``centre`` is the price of a first story far from the middle of
    the tree. ``later``, ``later_rank`` and ``later_square`` are those of a story dated after one that goes back to
    it, by ranks; times are trusted while that costs no more than ``trust``. The others were chosen: a parent is
    ``likely`` and ``sure`` where the runner-up is dearer by so much, times within ``slack_microseconds`` left aside;
    a parent is lost where its children share ``lost_runs`` stretches that their ancestor lacks.
    """

    kept: float = 3.0
    kept_bits: float = 0.5
    cut_end: float = -1.2
    cut_inside: float = 1.5
    inserted: float = 0.2
    appended: float = 0.2
    oddness: float = 0.3
    centre: float = 0.9
    later: float = 1.0
    later_rank: float = 0.5
    later_square: float = 0.1
    trust: float = 2.0
    likely: float = 0.5
    sure: float = 4.0
    lost_runs: float = 3.0
    slack_microseconds: float = 15 * 60e6


LINEAGE = LineageConstants()


GROUPS: dict[str, Any] = {
    "alignment": ALIGNMENT,
    "paraphrase": PARAPHRASE,
    "verdict": VERDICT,
    "judgement": JUDGEMENT,
    "fingerprint": FINGERPRINT,
    "noise": NOISE,
    "candidates": CANDIDATES,
    "links": LINKS,
    "notice": NOTICE,
    "family": FAMILY,
    "lineage": LINEAGE,
    "trace": TRACE,
}

COMPARED = ("alignment", "paraphrase", "verdict", "judgement")
TRACED = ("alignment", "fingerprint", "judgement", "trace")
GATHERED = ("alignment", "fingerprint", "noise", "candidates", "links", "notice", "family", "lineage")
"""The groups that decide a comparison, a trace, the families of a corpus."""


def as_dict(names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return constants by group, to be printed with a result."""
    return {name: asdict(GROUPS[name]) for name in names}
