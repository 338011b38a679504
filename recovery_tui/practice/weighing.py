"""Records as the rules weigh them: where writers disagree every answer counts, and the most cautious one wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, product
from typing import Protocol

from recovery_tui.practice.stays import Values, day_of

HIDDEN = "hidden"
"""Stands among the disputed fields of a record that one writer hid and another went on with."""

MOST_READINGS = 64
"""A record is weighed in so many ways at most; honest people never come near."""


class Weighed(Protocol):
    """A record: its id, what stands since when, and all answers to what is disputed."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def values(self) -> Mapping[str, object]: ...  # noqa: D102

    @property
    def also(self) -> Mapping[str, Sequence[object]]: ...  # noqa: D102

    @property
    def hidden(self) -> str | None: ...  # noqa: D102

    def written(self, field: str) -> str:
        """Stamp of the answer that stands: what was written later sorts behind."""


Case = Mapping[str, Sequence[Weighed]]
"""A person's records by kind: none that are hidden, but for goals, of which nothing is due any more."""


def readings(record: Weighed) -> list[Values]:
    """Everything a record may mean: one reading unless writers disagree, an empty one where it may not be true."""
    if not record.also:
        return [record.values]
    fields = [name for name in record.also if name != HIDDEN]
    answers = islice(product(*(record.also[name] for name in fields)), MOST_READINGS)
    found: list[Values] = [{**record.values, **dict(zip(fields, each, strict=True))} for each in answers]
    return [*found, {}] if HIDDEN in record.also else found


def surely(record: Weighed, holds: Callable[[Values], bool]) -> bool:
    """Whether something good holds whoever of the writers is right."""
    return all(holds(each) for each in readings(record))


def maybe(record: Weighed, holds: Callable[[Values], bool]) -> bool:
    """Whether something dangerous holds if any of the writers is right."""
    return any(holds(each) for each in readings(record))


def earliest(record: Weighed, field: str) -> date | None:
    """The earliest day anybody gives."""
    return min((day for each in readings(record) if (day := day_of(each, field))), default=None)


def shifted(day: date, days: int) -> date:
    """So many days later, or before; the ends of the calendar where others wrote a day beyond them."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
