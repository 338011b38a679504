"""One made-up person's story as it is told: records that are made and changed, each on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from recovery_tui.records.working_days import is_working_day, working_day_before

TAIL = ("contact", "progress", "session", "peer_contact")
"""Kinds that nothing points to and that are never changed: these may be left out, the last named first."""

APPROVAL = "approval"
"""A kind that signs what stands: it is told without the digest of the plan, which the store works out."""

Value = str | int | bool | list[str] | dict[str, str]


@dataclass(frozen=True)
class Told:
    """Something written down on a day: a record made, or some fields of one changed."""

    on: date
    ref: str
    kind: str
    person: str | None
    """The ref of the person, None for people and agencies themselves."""
    fields: Mapping[str, Value]
    makes: bool
    reasons: Mapping[str, str] = field(default_factory=dict)


class Case:
    """A person's records being told, in the order in which they came about."""

    def __init__(self, index: int, chance: Random, today: date, people: str = "p") -> None:
        self.index = index
        self.chance = chance
        self.today = today
        self.person = f"{people}{index}"
        self.told: list[Told] = []
        self._count = 0

    def day(self, offset: int) -> str:
        """Today and `offset` days, as a wire value; days gone by are moved back to a day of Monday to Friday."""
        on = self.today + timedelta(days=offset)
        return (_weekday_before(on) if offset < 0 else on).isoformat()

    def leaving(self, days: int) -> int:
        """Days until a release in about so many days: nobody is released at a weekend."""
        return (_weekday_before(self.today + timedelta(days=days)) - self.today).days

    def workday(self, offset: int) -> str:
        """Today and `offset` days, moved on to a working day."""
        on = self.today + timedelta(days=offset)
        while not is_working_day(on):
            on += timedelta(days=1)
        return on.isoformat()

    def workday_before(self, offset: int) -> str:
        """Today and `offset` days, moved back to a working day."""
        on = self.today + timedelta(days=offset)
        return (on if is_working_day(on) else working_day_before(on)).isoformat()

    def days_to_next(self, weekday: int, at_least: int = 0) -> int:
        """Days until the next `weekday` (0 is Monday), at least so many ahead."""
        ahead = (weekday - self.today.weekday()) % 7
        return ahead if ahead >= at_least else ahead + 7

    def one_of(self, *choices: str) -> str:
        """One of the choices."""
        return self.chance.choice(choices)

    def be(self, ago: int, **fields: Value | None) -> str:
        """Make the person."""
        self._tell(ago, self.person, "person", None, fields, makes=True)
        return self.person

    def add(
        self, kind: str, ago: int, reasons: Mapping[str, str] | None = None, /, **fields: Value | None
    ) -> str:
        """Make a record `ago` days before today; returns its ref. Fields that are None are left out."""
        self._count += 1
        ref = f"{self.person}.{self._count}"
        self._tell(ago, ref, kind, self.person, fields, makes=True, reasons=reasons)
        return ref

    def change(
        self, ref: str, ago: int, reasons: Mapping[str, str] | None = None, /, **fields: Value
    ) -> None:
        """Change fields of a record made before."""
        made = next(told for told in self.told if told.ref == ref)
        self._tell(ago, ref, made.kind, made.person, dict(fields), makes=False, reasons=reasons)

    def shorten(self, most: int) -> None:
        """Leave out meetings, sessions and notes until there are at most `most` records."""
        spare = len({told.ref for told in self.told}) - most
        if spare > 0:
            tail = sorted(
                (told for told in self.told if told.kind in TAIL), key=lambda told: TAIL.index(told.kind)
            )
            gone = {told.ref for told in tail[-spare:]}
            self.told = [told for told in self.told if told.ref not in gone]

    def lines(self) -> Iterator[Told]:
        """Every record once, as it stands in the end."""
        last: dict[str, Told] = {}
        for told in self.told:
            before = last.get(told.ref)
            if before is None:
                last[told.ref] = told
            else:
                last[told.ref] = replace(before, fields={**before.fields, **told.fields})
        return iter(last.values())

    def _tell(
        self,
        ago: int,
        ref: str,
        kind: str,
        person: str | None,
        fields: Mapping[str, Value | None],
        *,
        makes: bool,
        reasons: Mapping[str, str] | None = None,
    ) -> None:
        kept = {name: value for name, value in fields.items() if value is not None}
        on = self.today - timedelta(days=max(ago, 0))
        self.told.append(Told(on, ref, kind, person, kept, makes, dict(reasons or {})))


def _weekday_before(on: date) -> date:
    """`on`, or the Friday before when it is a weekend."""
    return on - timedelta(days=max(on.weekday() - 4, 0))
