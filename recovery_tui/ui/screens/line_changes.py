"""Changes made to a line without a form: how it stands, hidden or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_tui.casework import changing
from recovery_tui.casework.views import Choice, Line, RecordId
from recovery_tui.ui.change_words import why_hide_all
from recovery_tui.ui.screens.dialogs import ChoiceDialog, numbered
from recovery_tui.ui.screens.reasons import ask_reason
from recovery_tui.ui.screens.undo_offer import make_change

if TYPE_CHECKING:
    from recovery_tui.ui.screens.person import PersonScreen


class LineChanges:
    """Asks what is needed, makes the change in a thread, and tells the page what came of it."""

    def __init__(self, page: PersonScreen) -> None:
        self._page = page

    def change_status(self, line: Line | None) -> None:
        """Offer what may follow, and do it."""
        record = self._record(line)
        if record is None:
            return
        page, desk = self._page, self._page.session.desk

        def offer(found: tuple[str, tuple[Choice, ...]]) -> None:
            named, choices = found
            if not choices:
                page.notice.say("There is no next step for this line. Enter changes it.")
                return
            title = f"{named}. What now?"
            page.app.push_screen(ChoiceDialog(page.session.glyphs, title, numbered(choices)), do)

        def do(choice: Choice | None) -> None:
            if choice is not None:
                make_change(
                    page, record, lambda reasons: changing.set_status(desk, record, choice.value, reasons)
                )

        page.ask(
            lambda: (changing.named(desk, record), changing.next_statuses(desk, record)), offer, "change"
        )

    def hide(self, line: Line | None) -> None:
        """Hide the record of a line with a reason, or bring a hidden one back."""
        record = self._record(line)
        if record is None or line is None:
            return
        page, desk = self._page, self._page.session.desk
        if line.hidden is not None:
            make_change(page, record, lambda reasons: changing.unhide(desk, record))
            return

        def ask(named: str) -> None:
            ask_reason(page, record, why_hide_all(named), changing.HIDE, do)

        def do(reason: str | None) -> None:
            if reason is not None:
                make_change(page, record, lambda reasons: changing.hide(desk, record, reason))

        page.ask(lambda: changing.named(desk, record), ask, "change")

    def _record(self, line: Line | None) -> RecordId | None:
        if line is None or line.record is None:
            self._page.notice.say("There is nothing to change yet. Enter answers this line.")
            return None
        return line.record
