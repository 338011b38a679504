"""The agencies this site works with: listed, brought in from a CSV list, and given out as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recovery_tui.casework.csv_list import Column, CsvTable, NotUnderstoodError, cell_value, plain, table_of
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_views import CsvPreview, LoadResult, Rejected
from recovery_tui.casework.loading.attempt import load
from recovery_tui.casework.loading.line_file import Line, Numbered, Unread
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.listing import fold
from recovery_tui.records import KINDS

KIND = KINDS["agency"]
_SHOWN = tuple(name for name, spec in KIND.fields.items() if not spec.hidden_in_forms)
_ALSO_CALLED = {
    "agency": "name",
    "service": "name",
    "type": "agency_type",
    "kind": "agency_type",
    "telephone": "phone",
    "contact": "contact_name",
    "days": "sla_days",
}


@dataclass(frozen=True)
class AgencyLine:
    """An agency on the list."""

    record: RecordId
    name: str
    kind: str
    area: str
    phone: str
    days: str
    """`chased after 5 days`, or empty."""


def listed(desk: Desk) -> tuple[AgencyLine, ...]:
    """The agencies by name; of those that were joined the one they are shown as, hidden ones left out."""
    lines = [_line(record) for record in _shown(desk)]
    return tuple(sorted(lines, key=lambda line: fold(line.name)))


def table(desk: Desk) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings and rows of the list, as `load_csv` takes them back."""
    rows = [tuple(_cell(name, record.values.get(name)) for name in _SHOWN) for record in _shown(desk)]
    return tuple(KIND.fields[name].title for name in _SHOWN), sorted(rows, key=lambda row: fold(row[0]))


def preview_csv(desk: Desk, path: Path) -> CsvPreview:
    """What is in a list of agencies and which rows can't come in; changes nothing. Raises what `load_csv` does."""
    read = table_of(path, _columns)
    result = load(desk, _Rows(desk, read), dry_run=True, partial=True, progress=None)
    return read.preview(result.rejected)


def load_csv(
    desk: Desk, path: Path, *, partial: bool = False, progress: Callable[[int, int], None] | None = None
) -> LoadResult:
    """Bring in a list: an agency of that name and kind here is changed where the list says more, others are added.

    Raises NotFoundError and UsageError.
    """
    read = table_of(path, _columns)
    return load(desk, _Rows(desk, read), dry_run=False, partial=partial, progress=progress)


class _Rows:
    """The rows of a list as records to be loaded."""

    def __init__(self, desk: Desk, read: CsvTable) -> None:
        self.size = read.size
        self._read = read
        self._today = desk.clock.today()
        self._here = {_who(record.values): record.id for record in _shown(desk)}

    def lines(self, tell: Callable[[int], None]) -> Iterator[Numbered]:
        """A record for each row; a row with a wrong cell is one that can't be read."""
        seen: dict[tuple[str, str], int] = {}
        for number, cells in self._read.rows:
            given, wrong = self._given(number, cells)
            first = seen.setdefault(_who(given), number)
            if first != number:
                wrong.append(Rejected(number, "name", f"This is the agency of row {first} again."))
            yield (
                number,
                Unread(tuple(wrong)) if wrong else Line("agency", given, id=self._here.get(_who(given), "")),
            )
        tell(self.size)

    def _given(self, number: int, cells: Sequence[str]) -> tuple[dict[str, Any], list[Rejected]]:
        given: dict[str, Any] = {}
        wrong: list[Rejected] = []
        for column, cell in zip(self._read.columns, cells, strict=True):
            if column is not None and cell:
                try:
                    given[column.field] = cell_value(
                        KIND.fields[column.field], cell.removeprefix("'"), self._today
                    )
                except NotUnderstoodError as error:
                    wrong.append(Rejected(number, column.field, str(error)))
        wrong += [
            Rejected(number, name, f"{KIND.fields[name].title} is needed.")
            for name in KIND.required
            if name not in given and not any(each.field == name for each in wrong)
        ]
        return given, wrong


def _columns(headings: Sequence[str]) -> tuple[Column | None, ...]:
    known = {plain(called): name for name in _SHOWN for called in (name, KIND.fields[name].title)}
    names = [known.get(plain(heading)) or _ALSO_CALLED.get(plain(heading)) for heading in headings]
    missing = [KIND.fields[name].title for name in KIND.required if name not in names]
    if missing:
        raise UsageError(
            f"This list has no column for: {', '.join(missing)}. Nothing was loaded. "
            f"Name the columns in the first row: {', '.join(KIND.fields[name].title for name in _SHOWN)}."
        )
    return tuple(
        Column("agency", name) if name and name not in names[:at] else None for at, name in enumerate(names)
    )


def _who(values: Any) -> tuple[str, str]:
    return fold(str(values.get("name", ""))), str(values.get("agency_type", ""))


def _shown(desk: Desk) -> list[reading.Record]:
    with desk.journal.reading() as conn:
        return reading.listed(conn, "agency")


def _line(record: reading.Record) -> AgencyLine:
    cells = {name: _cell(name, record.values.get(name)) for name in _SHOWN}
    days = record.values.get("sla_days")
    return AgencyLine(
        RecordId(record.id),
        cells["name"],
        cells["agency_type"],
        cells["area"],
        cells["phone"],
        f"chased after {days} days" if days else "",
    )


def _cell(name: str, value: object) -> str:
    codes = KIND.fields[name].codes
    said = "" if value is None else str(value)
    return codes.label(said) if codes is not None and said else said
