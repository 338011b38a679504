"""A person's area pages as tests read them: one line at a time, and what Enter would do on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recovery_tui.casework import person_file
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Line, Mark, PersonHeader, RecordId
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.support.desks import add_person


@dataclass
class Somebody:
    """A fictional person on an open store, whose pages are asked for."""

    desk: Desk
    person: RecordId

    def has(self, kind: str, /, **values: Wire) -> RecordId:
        """Save a record of theirs; returns its id."""
        return RecordId(self.desk.journal.save([Change(kind, values, person=self.person)]).ids[0])

    def agency(self, name: str, agency_type: str) -> RecordId:
        """Save an agency; returns its id."""
        values: dict[str, Wire] = {"name": name, "agency_type": agency_type}
        return RecordId(self.desk.journal.save([Change("agency", values)]).ids[0])

    def now(self, record: str, /, **values: Wire) -> None:
        """Change a record of theirs."""
        stored = self.desk.journal.record(record)
        assert stored is not None
        self.desk.journal.save([Change(stored.kind, values, record, self.person)])

    def lines(self, area: Area, section: str = "") -> list[Line]:
        """The lines of an area, or of its sections whose titles begin so."""
        _, view = person_file.page(self.desk, self.person, area)
        return [line for each in view.sections if each.title.startswith(section) for line in each.lines]

    def said(self, area: Area, section: str = "") -> list[str]:
        """Those lines as one reads them: `! text | note`."""
        return [read(line) for line in self.lines(area, section)]

    def titles(self, area: Area) -> list[str]:
        """The titles of an area's sections."""
        return [each.title for each in person_file.page(self.desk, self.person, area)[1].sections]

    def line(self, area: Area, text: str) -> Line:
        """The line whose text begins so."""
        found = [line for line in self.lines(area) if line.text.startswith(text)]
        assert found, f"no line {text!r} among {self.said(area)}"
        return found[0]

    @property
    def header(self) -> PersonHeader:
        """What never scrolls away."""
        return person_file.page(self.desk, self.person, Area.PLAN)[0]


def somebody(desk: Desk, **stay: Wire) -> Somebody:
    """Lee Barnes, fictional, inside until Friday 4 December; `stay` changes the stay."""
    lee = Somebody(desk, RecordId(add_person(desk)))
    if stay:
        lee.now(lee.line(Area.RELEASE, "In prison").record or "", **stay)
    return lee


def read(line: Line) -> str:
    """A line as one reads it."""
    mark = f"{line.mark.value} " if line.mark is not Mark.NONE else ""
    return mark + " | ".join(part for part in (line.text, line.note) if part)


def answers(line: Line) -> tuple[str | None, str | None, Mapping[str, object]]:
    """What Enter opens on a `!` line: kind, field with the cursor, and what the new record begins with."""
    assert line.mark is not Mark.NONE, f"{line.text!r} asks nothing"
    return line.kind, line.focus, line.preset
