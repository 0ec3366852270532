"""Says times and lags as a newspaper does, and picks the marks of a time axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MINUTE, HOUR, DAY, WEEK, MONTH, YEAR = 60, 3600, 86_400, 604_800, 2_592_000, 31_536_000
UNITS = ((YEAR, "y"), (MONTH, "mo"), (DAY, "d"), (HOUR, "h"), (MINUTE, "min"))
STEPS = (
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY for n in (1, 2, 7, 14)),
    *(n * MONTH for n in (1, 2, 3, 6)),
    *(n * YEAR for n in (1, 2, 5, 10, 20, 50)),
)
LADDER = (MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, WEEK, MONTH, YEAR, 10 * YEAR, 100 * YEAR)
NEAREST = 0.17
"""How near two marks of an axis may stand, as a share of it: 17 % of a telephone's width holds a label."""
NEAREST_END = 0.3
"""The same for the last mark, which ends where the axis ends and is longer."""
CROWDED = 0.06
"""Where half of the lags stand within this share of the longest, even steps would heap them up: steps grow instead."""


class Tick(NamedTuple):
    """A mark of the axis: where it stands, 0 to 1, and what it says."""

    place: float
    label: str


class Axis(NamedTuple):
    """A time axis from the first report to the last: how long it is, whether its steps grow, and its marks."""

    seconds: float
    is_growing: bool
    ticks: tuple[Tick, ...]

    def place(self, seconds: float) -> float:
        """Return where a time after the first report stands, 0 to 1."""
        if self.seconds <= 0:
            return 0.0
        within = min(max(seconds, 0.0), self.seconds)
        return stretch(within) / stretch(self.seconds) if self.is_growing else within / self.seconds


def stretch(seconds: float) -> float:
    """Return a time on a scale on which each further step is longer; the first minute is its unit."""
    return math.log1p(seconds / MINUTE)


def choose_axis(lags: Sequence[float]) -> Axis:
    """Choose the axis for lags, in seconds: even steps where they show the reports apart, else growing ones."""
    last = max(lags, default=0.0)
    later = sorted(lag for lag in lags if lag > 0)
    is_growing = bool(later) and later[len(later) // 2] < CROWDED * last
    bare = Axis(last, is_growing, ())
    ticks = [Tick(0.0, "first")]
    step = next((step for step in STEPS if step >= NEAREST * last), math.ceil(NEAREST * last / YEAR) * YEAR)
    times = LADDER if is_growing else [step * number for number in range(1, math.ceil(1 / NEAREST))]
    for seconds in times:
        place = bare.place(seconds)
        if 0 < seconds <= last and place - ticks[-1].place >= NEAREST:
            ticks.append(Tick(place, f"+{tell_lag(timedelta(seconds=seconds))}"))
    if last >= MINUTE and 1 - ticks[-1].place >= NEAREST_END:
        ticks.append(Tick(1.0, f"+{tell_lag(timedelta(seconds=last))}"))
    return Axis(last, is_growing, tuple(ticks))


def tell_time(time: datetime) -> str:
    """Say a time in UTC: ``3 March 2024, 10:22 UTC``. One without a zone is taken as UTC."""
    time = time.astimezone(UTC) if time.tzinfo else time
    return f"{time.day} {MONTHS[time.month - 1]} {time.year}, {time.hour:02}:{time.minute:02} UTC"


def tell_lag(lag: timedelta) -> str:
    """Say how long something took, in its two largest units: ``2 h 10 min``; less than a minute is ``0 min``."""
    seconds = int(abs(lag).total_seconds())
    told: list[str] = []
    for size, name in UNITS:
        number, rest = divmod(seconds, size)
        if number or told:
            told.append(f"{number} {name}" if number else "")
            seconds = rest
        if len(told) == 2:
            break
    said = " ".join(filter(None, told)) or "0 min"
    return f"−{said}" if lag < timedelta() and said != "0 min" else said
