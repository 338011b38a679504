"""Print the day sheet for the wing: whose people, which part of the prison, and what would stand on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recovery_tui.casework import day_sheet
from recovery_tui.casework.day_sheet import DayRow
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.reports.day_sheet import still_to_do
from recovery_tui.ui.printed import ALL, MINE, WHOSE, Chosen, write_day_sheet
from recovery_tui.ui.screens.print_page import Preview, PrintScreen
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import Row


class PrintDaySheetScreen(PrintScreen):
    """Location, initials, open steps and room for notes: a staff document, with the classification on every page."""

    def heading(self) -> tuple[str, str | None]:
        """What it is."""
        return "Day sheet", None

    def options(self) -> Iterable[FieldRow]:
        """Whose people, and where."""
        glyphs = self.session.glyphs
        yield ChoiceRow(
            FormField("whose", "Whose", Kind.CHOICE, choices=WHOSE),
            MINE if self.session.mine else ALL,
            glyphs,
        )
        yield FieldRow(FormField("where", "Location begins with", Kind.TEXT, max_length=20), "", glyphs)

    def _people(self, chosen: Chosen) -> tuple[DayRow, ...]:
        return day_sheet.rows(self.session.desk, mine=chosen["whose"] != ALL, where=chosen["where"])

    def read(self, chosen: Chosen) -> Preview:
        """A line per person."""
        return [
            Row((f"{row.location}  {row.initials}", "; ".join(still_to_do(row))))
            for row in self._people(chosen)
        ]

    def write(self, chosen: Chosen, folder: Path) -> Path:
        """Journal that everybody on it is printed, and write it."""
        return write_day_sheet(self.session.desk, self._people(chosen), chosen, folder)

    def help_text(self) -> str:
        """What the sheet is."""
        return (
            "A sheet to carry on the wing: where, who by initials, what is still to do, and room for notes. No name, "
            "no number, no medicine and no substance stands on it. It is a staff document: the classification, who "
            "printed it and when, and the page's number stand on every page. Printing is journalled for each of them."
        )
