"""What a score's number means: its range, how it changed since the start, and which is due. No clinical claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from recovery_tui.practice.stays import Records, Values, current_stay, day_of, is_inside, release_day
from recovery_tui.records.lists.scores import INSTRUMENTS, NEEDS_SCORING, TOP_START_DAYS, Instrument

TOP_REVIEW_DAYS = 182
"""A TOP is repeated at least every 26 weeks."""
BEFORE_RELEASE_DAYS = 28
_AFTER_RELEASE = (("post_release_26w", 182), ("post_release_12w", 84), ("post_release_3w", 21))

_LESS_IS_BETTER = frozenset({"barriers", "unmet needs"})
"""Domains in which a smaller number is the better one."""

_DAYS = (Decimal(0), Decimal(28))
_RATING = (Decimal(0), Decimal(20))
_RATINGS = frozenset({"psychological", "physical", "quality_of_life"})
_BETTER_MORE = _RATINGS | {"paid_work_days", "education_days"}


@dataclass(frozen=True)
class Figure:
    """A number among those it can be."""

    value: Decimal
    low: Decimal
    high: Decimal
    more_is_better: bool = True

    @property
    def level(self) -> float:
        """How far up its range it lies, from 0 to 1."""
        return min(max(float((self.value - self.low) / (self.high - self.low)), 0.0), 1.0)


@dataclass(frozen=True)
class DueScore:
    """A score that should be taken by a day; `stage` is a code of `top.stage` or `score.phase`."""

    stage: str
    day: date


def instrument_of(score: Values) -> Instrument | None:
    """The ranges that hold for a score; None where its scoring is not known."""
    name = str(score.get("instrument"))
    scoring = str(score["scoring"]) if name in NEEDS_SCORING and score.get("scoring") else None
    return INSTRUMENTS.get((name, scoring))


def total_of(score: Values) -> Figure | None:
    """The total of a score in its range; None where there is none, or it lies outside."""
    known = instrument_of(score)
    if known is None or known.lowest is None or known.highest is None:
        return None
    return _figure(score.get("total"), known.lowest, known.highest)


def domains_of(score: Values) -> dict[str, Figure]:
    """The domains of a score by name, in the instrument's order; what is outside the range is left out."""
    known, numbers = instrument_of(score), score.get("subscales")
    if known is None or not isinstance(numbers, dict):
        return {}
    found = {
        name: _figure(
            numbers.get(name), known.domain_lowest, known.domain_highest, name not in _LESS_IS_BETTER
        )
        for name in known.domains
    }
    return {name: figure for name, figure in found.items() if figure is not None}


def top_figure(field: str, value: object) -> Figure | None:
    """A figure of a TOP that has a range, days of 28 or a rating of 0 to 20; None for amounts and answers."""
    if field in _RATINGS:
        return _figure(value, *_RATING)
    return _figure(value, *_DAYS, field in _BETTER_MORE) if field.endswith("_days") else None


def change_words(first: Figure, now: Figure) -> str:
    """`improved, +6 since the start`, by simple difference."""
    if now.value == first.value:
        return "unchanged since the start"
    word = "improved" if (now.value > first.value) is now.more_is_better else "worse"
    return f"{word}, {now.value - first.value:+} since the start"


def due_top(records: Records) -> DueScore | None:
    """The TOP that comes next, from the first treatment on; None before it, and when all are taken."""
    started = _days_of(records, "intervention", "started_on")
    if not started:
        return None
    taken = [(str(each.get("stage")), day) for each, day in _dated(records, "top", "taken_on")]
    if not any(stage == "start" for stage, _ in taken):
        return DueScore("start", min(started) + timedelta(days=TOP_START_DAYS))
    ends = _days_of(records, "treatment_episode", "discharged_on")
    ended = max(ends, default=None)
    if ended is not None and ended >= max(started):
        exits = [day for stage, day in taken if stage == "exit"]
        near = timedelta(days=TOP_START_DAYS)
        return None if any(day >= ended - near for day in exits) else DueScore("exit", ended + near)
    return DueScore("review", max(day for _, day in taken) + timedelta(days=TOP_REVIEW_DAYS))


def due_score(records: Records, today: date) -> DueScore | None:
    """The recovery-capital score that comes next around a release; None where no instrument is used."""
    scores, stay = records.get("score", ()), current_stay(records.get("stay", ()))
    out = release_day(stay) if stay else None
    if not scores or stay is None or out is None:
        return None
    taken = {str(each.get("phase")) for each, day in _dated(records, "score", "scored_on") if day >= out}
    if is_inside(stay):
        begun = out - timedelta(days=BEFORE_RELEASE_DAYS)
        done = any(
            each.get("phase") == "pre_release" and day >= begun
            for each, day in _dated(records, "score", "scored_on")
        )
        return None if done or today < begun else DueScore("pre_release", out)
    for phase, days in _AFTER_RELEASE:
        if stay.get("released_on") and today >= out + timedelta(days=days):
            return None if phase in taken else DueScore(phase, out + timedelta(days=days))
    return None


def _dated(records: Records, kind: str, field: str) -> list[tuple[Values, date]]:
    return [(each, day) for each in records.get(kind, ()) if (day := day_of(each, field)) is not None]


def _days_of(records: Records, kind: str, field: str) -> list[date]:
    return [day for _, day in _dated(records, kind, field)]


def _figure(value: object, low: Decimal, high: Decimal, more_is_better: bool = True) -> Figure | None:
    try:
        number = Decimal(str(value))
        return Figure(number, low, high, more_is_better) if low <= number <= high else None
    except InvalidOperation:  # only foreign software writes what is no number
        return None
