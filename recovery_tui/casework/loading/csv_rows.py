"""A caseload list as records: a person, their numbers, a stay and an assignment for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from recovery_tui.casework.csv_list import Column, CsvTable, NotUnderstoodError, cell_value, whole_name
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_views import Rejected
from recovery_tui.casework.loading.line_file import Line, Numbered, Unread
from recovery_tui.errors import InvalidRecordError
from recovery_tui.journal import reading
from recovery_tui.journal.listing import bare_number, fold
from recovery_tui.practice.stays import current_stay
from recovery_tui.records import KINDS, validate

Given = dict[str, Any]


@dataclass
class _Row:
    """What one row says, by kind."""

    person: Given
    stay: Given
    numbers: dict[str, str]
    """System to number."""
    wrong: list[Rejected]


@dataclass(frozen=True)
class _Here:
    """Somebody here who is the person of a row."""

    id: str
    numbers: dict[str, str]
    """System to the identifier's record."""
    stay: str | None
    """The stay the row is about."""
    has_worker: bool


class CsvSource:
    """The rows of a list as records to be loaded."""

    def __init__(self, desk: Desk, conn: Connection, table: CsvTable) -> None:
        """`conn` is read once, for the people of the list who are here already."""
        self.size = table.size
        self._desk = desk
        self._today = desk.clock.today()
        self._table = table
        self._rows = {number: self._row(number, cells) for number, cells in table.rows}
        self._here = {number: self._who_is_here(conn, row) for number, row in self._rows.items()}

    def lines(self, tell: Callable[[int], None]) -> Iterator[Numbered]:
        """Up to four records or more for each row; a row with a wrong cell is one that can't be read."""
        for done, (number, row) in enumerate(self._rows.items()):
            if done % 100 == 0:
                tell(self.size * done // max(len(self._rows), 1))
            if row.wrong:
                yield number, Unread(tuple(row.wrong))
                continue
            yield from ((number, line) for line in self._lines(f"row{number}", row, self._here[number]))
        tell(self.size)

    def _row(self, number: int, cells: Sequence[str]) -> _Row:
        row = _Row({}, {}, {}, [])
        for column, cell in zip(self._table.columns, cells, strict=True):
            if column is None or not cell:
                continue
            try:
                self._take(row, column, cell)
            except NotUnderstoodError as error:
                row.wrong.append(Rejected(number, column.field, str(error)))
        for name in KINDS["person"].required:
            if name not in row.person and not any(each.field in (name, "name") for each in row.wrong):
                row.wrong.append(Rejected(number, name, f"{KINDS['person'].fields[name].title} is needed."))
        return row

    def _take(self, row: _Row, column: Column, cell: str) -> None:
        if column.kind == "name":
            row.person.update(whole_name(cell))
        elif column.kind == "identifier":
            row.numbers[column.field] = cell
        elif column == Column("stay", "location") and "location" in row.stay:
            row.stay["location"] += f"-{cell}"
        else:
            given = row.person if column.kind == "person" else row.stay
            given[column.field] = cell_value(KINDS[column.kind].fields[column.field], cell, self._today)

    def _lines(self, ref: str, row: _Row, here: _Here | None) -> Iterator[Line]:
        whose = here.id if here else f"@{ref}"
        person = row.person if here else {"record_status": "active", **row.person}
        yield Line("person", dict(person), id=here.id if here else "", ref=ref)
        for system, value in row.numbers.items():
            if here is None or system not in here.numbers:
                yield Line("identifier", {"system": system, "value": value, "person": whose})
        if row.stay and here is not None and here.stay is not None:
            yield Line("stay", dict(row.stay), id=here.stay)
        elif row.stay:
            usual = {"stay_type": "custody", "establishment": self._desk.owner.establishment}
            yield Line("stay", {**usual, **row.stay, "person": whose})
        if here is None or not here.has_worker:
            yield Line("assignment", {**self._desk.as_worker(), "person": whose})

    def _who_is_here(self, conn: Connection, row: _Row) -> _Here | None:
        """The person here with the same number, surname and date of birth. Only the number: the rules will ask."""
        found = {
            bytes(uid).hex()
            for system, value in row.numbers.items()
            for (uid,) in conn.exec_driver_sql(
                "SELECT entity.uid FROM number_key JOIN entity ON entity.id = number_key.person"
                " WHERE number_key.number = ? AND number_key.system = ?",
                (bare_number(self._kept(system, value)), system),
            )
        }
        if len(found) != 1:
            return None
        records = [each for each in reading.of_person(conn, found.pop()) if each.hidden is None]
        person = next((each for each in records if each.kind == "person"), None)
        if person is None or not self._same(person, row.person):
            return None
        stays = {each.id: each.values for each in records if each.kind == "stay"}
        stay = current_stay([{**values, "id": record} for record, values in stays.items()])
        return _Here(
            person.id,
            {str(each.values.get("system")): each.id for each in records if each.kind == "identifier"},
            str(stay["id"]) if stay and self._is_about(stay, row.stay) else None,
            any(each.kind == "assignment" and not each.values.get("until_on") for each in records),
        )

    def _same(self, person: reading.Record, given: Given) -> bool:
        surname = fold(str(given.get("surname", ""))) == fold(str(person.values.get("surname", "")))
        return surname and given.get("born_on") == person.values.get("born_on")

    def _is_about(self, stay: Any, given: Given) -> bool:
        """Whether a row speaks of this stay: it still runs, and neither place nor beginning differ."""
        place = str(given.get("establishment", stay.get("establishment"))).upper()
        return (
            not stay.get("ended_on")
            and place == str(stay.get("establishment")).upper()
            and given.get("started_on", stay.get("started_on")) == stay.get("started_on")
        )

    def _kept(self, system: str, value: str) -> str:
        """A number in the form in which it is kept."""
        try:
            kept = validate(KINDS["identifier"], {"system": system, "value": value}, today=self._today)
        except InvalidRecordError:
            return value
        return str(kept["value"])
