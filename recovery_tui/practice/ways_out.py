"""The stay a person leaves prison by, and the days on which they go out, whoever of the writers is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recovery_tui.practice.stays import day_of, is_inside, release_day, released_day
from recovery_tui.practice.weighing import Case, Weighed, earliest, heard, maybe, surely


@dataclass(frozen=True, slots=True)
class WayOut:
    """A stay a person may leave by, and the days on which they go out, or went, by what writers say."""

    stay: Weighed
    days: tuple[date, ...]

    @property
    def still_inside(self) -> bool:
        """Whether the stay may still run."""
        return maybe(self.stay, is_inside)


def ways_out(case: Case) -> list[WayOut]:
    """The stays in prison that may still run, the one that leads out first in front; else the last one they left by.

    A person may have several: two records were joined, or a remand was never ended. Each is believed like an answer
    in a dispute, but a stay is over when a later release is recorded for sure, and a day on which somebody did not
    go out, because they came in afterwards, gives way to the days that are left.
    """
    stays = case.get("stay", ())
    out = max((day for each in stays if (day := _sure_release(each))), default=date.min)
    running = [each for each in stays if maybe(each, is_inside) and not _began_before(each, out)]
    if not running:
        left = [(day, each.id, each) for each in stays if (day := last_released(each))]
        return [WayOut(last, _days_out(last)) for *_, last in sorted(left, key=lambda each: each[:2])[-1:]]
    came_in = max((day for each in running if (day := earliest(each, "started_on"))), default=date.min)
    if not any(day > came_in for each in running for day in _days_out(each)):
        came_in = date.min
    ways = [WayOut(each, tuple(day for day in _days_out(each) if day > came_in)) for each in running]
    return sorted(ways, key=lambda way: (min(way.days, default=date.max), way.stay.id))


def leaving(case: Case) -> Weighed | None:
    """The stay a person leaves by: of several the one that leads out first."""
    return next((way.stay for way in ways_out(case)), None)


def days_out(ways: Iterable[WayOut]) -> list[date]:
    """Every day on which the person goes out, or went, by what writers say; the earliest first."""
    return sorted({day for way in ways for day in way.days})


def _days_out(stay: Weighed) -> tuple[date, ...]:
    """What is expected counts only of a stay that may still run."""
    days = heard(stay, lambda each: release_day(each) if is_inside(each) else released_day(each))
    return tuple(sorted({day for day in days if day}))


def last_released(stay: Weighed) -> date | None:
    """The latest day anybody gives for a release from a stay."""
    return max((day for day in heard(stay, released_day) if day), default=None)


def _sure_release(stay: Weighed) -> date | None:
    """The earliest day somebody gives for a release, where nobody says that there was none."""
    days = heard(stay, released_day)
    return min((day for day in days if day), default=None) if None not in days else None


def _began_before(stay: Weighed, day: date) -> bool:
    return surely(stay, lambda each: (began := day_of(each, "started_on")) is not None and began < day)
