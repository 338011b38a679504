"""Print my plan: what the person wants on their copy, in which size, and that they were given it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recovery_tui.casework import my_plan
from recovery_tui.casework.views import FormField, Outcome, RecordId
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.reports.plan_sheet import plan_sheet
from recovery_tui.reports.sheet import Sheet
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.printed import (
    NORMAL,
    SIZES,
    TICKS,
    Chosen,
    given_words,
    sheet_rows,
    ticks_of,
    will_get_it,
    write_plan,
)
from recovery_tui.ui.screens.dialogs import ConfirmDialog
from recovery_tui.ui.screens.print_page import Preview, PrintScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.check_list import CheckRow
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.form_field import FieldRow


class PrintPlanScreen(PrintScreen):
    """Ask the person before ticking anything: a cell is shared. Nothing is ticked the next time."""

    def __init__(self, session: Session, person: RecordId) -> None:
        super().__init__(session)
        self.person = person

    def heading(self) -> tuple[str, str | None]:
        """Whose eyes it is for."""
        return "Print my plan", None

    def options(self) -> Iterable[FieldRow]:
        """What the person wants besides, and the size."""
        glyphs = self.session.glyphs
        yield CheckRow(FormField("ticks", "They also want", Kind.CHOICES, choices=TICKS), "", glyphs)
        yield ChoiceRow(FormField("size", "Size", Kind.CHOICE, choices=SIZES), NORMAL, glyphs)

    def _sheet(self, chosen: Chosen) -> Sheet:
        return plan_sheet(my_plan.own_plan(self.session.desk, self.person, ticks_of(chosen["ticks"])))

    def read(self, chosen: Chosen) -> Preview:
        """The plan as it would stand on the paper."""
        return list(sheet_rows(self._sheet(chosen)))

    def write(self, chosen: Chosen, folder: Path) -> Path:
        """Journal that it is printed, and write it."""
        return write_plan(self.session.desk, self.person, self._sheet(chosen), chosen, folder)

    def after(self, chosen: Chosen) -> None:
        """Say how it is printed, and offer to note that the person has it."""
        question = ConfirmDialog(self.session.glyphs, *will_get_it(chosen))
        self.app.push_screen(question, self._note_given)

    def _note_given(self, given: bool | None) -> None:
        if given:
            desk, person = self.session.desk, self.person
            self.ask(lambda: my_plan.copy_given(desk, person), self._noted, "save")

    def _noted(self, outcome: Outcome) -> None:
        if outcome.saved:
            self.session.saved_at = outcome.saved_at
        self.notice.say(given_words(outcome), Tone.GOOD if outcome.saved else Tone.ACT)

    def help_text(self) -> str:
        """What the copy is."""
        return (
            "The person's own copy: seven parts in plain words, with room to write where something is open. No "
            "classification line, and no medicine, substance, number, service that tells, or other person's name "
            "stands on it unless the person wants it: then tick it with the space bar. Where such a word stood there "
            "is a gap. Large print is 18 point. A4 folds to A5 with the writing inside.\n"
            "Printing is journalled. Nothing can be printed for somebody who has died."
        )
