"""One received file that must be looked at: what happened, what is safe, and the keys that do the next step."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework.received_since import as_they_stand
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.ui.commands import Command, Place, bindings_for, footer_of
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.received_words import NO_CARD, file_rows
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.card import CardScreen
from recovery_tui.ui.screens.replies import write_replies
from recovery_tui.ui.screens.two_answers import decide
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.head import Footer
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.painted import Painted

TITLES = {
    "merged": "Two answers",
    "refused": "Refused, nothing was changed",
}
"""Said before the name where the sentence below does not begin with it."""


class ReceivedFileScreen(PlaceScreen[None]):
    """The sentence, the next step, the numbers."""

    PLACE = Place.RECEIVED_FILE

    BINDINGS = bindings_for(Place.RECEIVED_FILE)

    def __init__(self, session: Session, folder: Path, result: FileResult) -> None:
        super().__init__(session)
        self._folder = folder
        self._result = result

    def footer(self) -> tuple[Command, ...]:
        """Only the keys that lead on from here."""
        return tuple(each for each in footer_of(self.PLACE) if self.applies(each))

    def applies(self, command: Command) -> bool:
        """Whether it leads on from what the file is now."""
        result = self._result
        fits = {
            "received.answers": result.conflicts > 0,
            "received.card": bool(result.waits_for),
            "received.replies": result.outcome in ("merged-with-gap", "fork"),
        }
        return fits.get(command.id, True)

    def top(self) -> Iterable[Widget]:
        """What happened."""
        yield Painted(id="about")
        yield Painted(id="told")

    def body(self) -> Iterable[Widget]:
        """The numbers."""
        yield LineList(self.session.glyphs, widest=(24,), marks=False)

    def on_mount(self) -> None:
        """The cursor waits in the list."""
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Fill in what stands now: a card may have been accepted, or an answer given."""
        if self.session.opened is not None:
            result, released = self._result, self.session.released
            self.ask(lambda: as_they_stand(self.session.desk, [result], released), self._show, "file")

    def _show(self, now: tuple[FileResult, ...]) -> None:
        [result] = now
        self._result = result
        who = result.sender or result.file
        title = TITLES.get(result.outcome, "") if result.conflicts or result.code else ""
        self.query_one("#about", Painted).say(f"{title}: {who}" if title else who, Tone.STRONG)
        self.query_one("#told", Painted).say(result.told)
        self.query_one(LineList).show_rows(list(file_rows(result)), 0)
        self.query_one(Footer).offer(self.footer())

    def action_answers(self) -> None:
        """Decide where two writers disagree."""
        decide(self)

    def action_card(self) -> None:
        """The card whose words must be compared first."""
        if self._result.waits_for:
            self.app.push_screen(CardScreen(self.session, self._result.waits_for[0]), self._compared)
        else:
            self.notice.say(NO_CARD)

    def _compared(self, said: str | None) -> None:
        if said:
            self.notice.say(said, Tone.GOOD)

    def action_write_replies(self) -> None:
        """Write the replies, which ask for what is missing."""
        write_replies(self, self._folder)

    def help_text(self) -> str:
        """What to do."""
        return "What happened to this file and what to do next. Nothing that was here before was overwritten."
