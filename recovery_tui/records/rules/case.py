"""What a rule looks at: the record after the change, what it was before, and the person's other records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recovery_tui.errors import Problem
from recovery_tui.records.codes import lowered
from recovery_tui.records.day_words import day_of as day_of
from recovery_tui.records.schema import Kind
from recovery_tui.records.terms import Wire

Values = Mapping[str, Wire]

HeldElsewhere = Callable[[str, str], bool]
"""Whether a number (system, value) belongs to another person already."""


@dataclass(frozen=True)
class Case:
    """One record under the rules."""

    kind: Kind
    values: Values
    others: Mapping[str, Sequence[Values]]
    today: date
    before: Values | None
    """None when the record is being made."""
    held_elsewhere: HeldElsewhere | None = None
    standing: bool = False
    """True when a kept record is looked over: rules about the moment of a change are left out."""

    def text(self, field: str) -> str | None:
        """A value that is text."""
        return text_of(self.values, field)

    def day(self, field: str) -> date | None:
        """A full date, or the date of a wall time."""
        return day_of(self.values, field)

    def changed(self, field: str) -> bool:
        """Whether this save sets the field to something new; always true of a record being made."""
        return self.before is None or self.before.get(field) != self.values.get(field)

    def became(self, field: str, codes: frozenset[str]) -> bool:
        """Whether the field comes to hold one of `codes` with this save (or holds it, when looked over)."""
        if self.values.get(field) not in codes:
            return False
        return self.standing or self.before is None or self.before.get(field) not in codes

    def rest(self, kind: str) -> Iterator[Values]:
        """The person's other records of a kind."""
        own = self.values.get("id")
        return (each for each in self.others.get(kind, ()) if own is None or each.get("id") != own)


Rule = Callable[[Case], Iterator[Problem]]


def text_of(values: Values, field: str) -> str | None:
    """A value that is text, or None."""
    value = values.get(field)
    return value if isinstance(value, str) else None


def refuse(field: str | None, reason: str, rule: str | None = None) -> Problem:
    """E: it can't be saved like this."""
    return Problem(field, reason, rule)


def ask(field: str | None, reason: str, rule: str) -> Problem:
    """W: it can be saved with a reason."""
    return Problem(field, reason, rule, needs_reason=True)


def order(case: Case, first: str, then: str, rule: str | None = None) -> Iterator[Problem]:
    """E when `then` lies before `first`."""
    start, end = case.day(first), case.day(then)
    if start and end and end < start:
        fields = case.kind.fields
        yield refuse(then, f"{fields[then].title} can't be before {lowered(fields[first].title)}.", rule)
