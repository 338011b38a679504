"""Changes made to a line without a form: how it stands, hidden or not."""

from __future__ import annotations

from recovery_tui.casework import changing
from recovery_tui.casework.views import Choice, Line, RecordId
from recovery_tui.ui.change_words import why_hide_all
from recovery_tui.ui.screens.dialogs import ChoiceDialog, numbered
from recovery_tui.ui.screens.reasons import ask_reason
from recovery_tui.ui.screens.undo_offer import OffersUndo, make_change


def change_status(page: OffersUndo, line: Line | None) -> None:
    """Offer what may follow, and do it; `page` tells what came of it."""
    record = _record(page, line)
    if record is None:
        return
    desk = page.session.desk

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

    page.ask(lambda: (changing.named(desk, record), changing.next_statuses(desk, record)), offer, "change")


def hide(page: OffersUndo, line: Line | None) -> None:
    """Hide the record of a line with a reason, or bring a hidden one back."""
    record = _record(page, line)
    if record is None or line is None:
        return
    desk = page.session.desk
    if line.hidden is not None:
        make_change(page, record, lambda reasons: changing.unhide(desk, record))
        return

    def ask(named: str) -> None:
        ask_reason(page, record, why_hide_all(named), changing.HIDE, do)

    def do(reason: str | None) -> None:
        if reason is not None:
            make_change(page, record, lambda reasons: changing.hide(desk, record, reason))

    page.ask(lambda: changing.named(desk, record), ask, "change")


def _record(page: OffersUndo, line: Line | None) -> RecordId | None:
    if line is None or line.record is None:
        page.notice.say("There is nothing to change yet. Enter answers this line.")
        return None
    return line.record
