"""Records as the rules weigh them: where writers disagree every answer counts, and the most cautious one wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Protocol, TypeVar

from recovery_tui.practice.stays import Values, day_of

HIDDEN = "hidden"
"""Stands among the disputed fields of a record that one writer hid and another went on with."""

_Found = TypeVar("_Found")

MOST_READINGS = 1024
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


def heard(record: Weighed, look: Callable[[Values], _Found]) -> list[_Found]:
    """What `look` finds in each thing the record may mean: one unless writers disagree about what it looks at.

    A record that may not be true at all is also looked at without any values.
    """
    if not record.also:
        return [look(record.values)]
    found = list(islice(_each(record, look), MOST_READINGS))
    return [*found, look({})] if HIDDEN in record.also else found


def surely(record: Weighed, holds: Callable[[Values], bool]) -> bool:
    """Whether something good holds whoever of the writers is right."""
    return all(heard(record, holds))


def maybe(record: Weighed, holds: Callable[[Values], bool]) -> bool:
    """Whether something dangerous holds if any of the writers is right."""
    return any(heard(record, holds))


def earliest(record: Weighed, field: str) -> date | None:
    """The earliest day anybody gives."""
    return min((day for day in heard(record, lambda values: day_of(values, field)) if day), default=None)


def latest(record: Weighed, field: str) -> date | None:
    """The latest day anybody gives."""
    return max((day for day in heard(record, lambda values: day_of(values, field)) if day), default=None)


class _Reading(Mapping[str, object]):
    """One thing a record may mean, which notes the disputed fields it is asked for."""

    def __init__(self, record: Weighed, chosen: Mapping[str, object]) -> None:
        self._record = record
        self._chosen = chosen
        self.asked: dict[str, None] = {}

    def __getitem__(self, field: str) -> object:
        if field in self._chosen:
            return self._chosen[field]
        if field in self._record.also:
            self.asked[field] = None
            return self._record.also[field][0]
        return self._record.values[field]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._record.values, **self._record.also})

    def __len__(self) -> int:
        return len({**self._record.values, **self._record.also})


def _each(record: Weighed, look: Callable[[Values], _Found]) -> Iterator[_Found]:
    """Only what is looked at is varied, so that it doesn't matter how much else is disputed."""
    waiting: list[dict[str, object]] = [{}]
    while waiting:
        chosen = waiting.pop()
        reading = _Reading(record, chosen)
        yield look(reading)
        for field in reading.asked:
            shown, *others = record.also[field]
            waiting += [{**chosen, field: other} for other in others]
            chosen = {**chosen, field: shown}


def shifted(day: date, days: int) -> date:
    """So many days later, or before; the ends of the calendar where others wrote a day beyond them."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
