"""Two fictional keyworkers with a store each, who write without seeing each other and then pass everything on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.journal.passing import desk_of, everything_of, take_in
from tests.support.desks import add_person

HOME: Mapping[str, Wire] = {"home_type": "social_rent", "area": "Leeds", "from_on": "2026-11-27"}


@dataclass
class TwoWriters:
    """Kim and Shah, and a person both of them know."""

    kim: Desk
    shah: Desk
    person: RecordId

    def swap(self) -> None:
        """Everything each has goes to the other."""
        from_kim, from_shah = everything_of(self.kim), everything_of(self.shah)
        take_in(self.shah, from_kim)
        take_in(self.kim, from_shah)

    def make(self, kind: str, values: Mapping[str, Wire]) -> RecordId:
        """A record by Kim that both have."""
        made = self.kim.journal.save([Change(kind, values, person=self.person)]).ids[0]
        self.swap()
        return RecordId(made)

    def write(self, desk: Desk, record: RecordId, **values: Wire) -> None:
        """A change of a record by one of the two, a minute later."""
        self.kim.clock.advance(minutes=1)  # type: ignore[attr-defined]
        self.shah.clock.advance(minutes=1)  # type: ignore[attr-defined]
        stored = desk.journal.record(record)
        assert stored is not None
        desk.journal.save([Change(stored.kind, values, record, stored.person)])

    def hide(self, desk: Desk, record: RecordId, reason: str) -> None:
        """One of the two hides a record; an empty reason shows it again."""
        stored = desk.journal.record(record)
        assert stored is not None
        desk.journal.save([Change(stored.kind, {}, record, stored.person, hide=reason)])

    def disagree(self, kind: str, values: Mapping[str, Wire], field: str, one: Wire, other: Wire) -> RecordId:
        """A record of which Kim has made one thing of a field and Shah another; both have both."""
        record = self.make(kind, values)
        self.write(self.kim, record, **{field: one})
        self.write(self.shah, record, **{field: other})
        self.swap()
        return record

    def close(self) -> None:
        """Lock both stores."""
        self.kim.close()
        self.shah.close()


def two_writers(data: Path) -> TwoWriters:
    """Two new stores in `data` with one person in both."""
    kim, shah = desk_of(data, "kim"), desk_of(data, "shah")
    both = TwoWriters(kim, shah, RecordId(add_person(kim)))
    both.swap()
    return both
