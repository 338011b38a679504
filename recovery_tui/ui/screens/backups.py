"""The backups at hand: which to put in place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import opening, restoring
from recovery_tui.casework.restoring import Found, Placing
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.restore_words import ABOUT, LOOKING, NONE_FOUND, backup_rows, told
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.restore import RestoreScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.unlocking import Opened
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.place_field import PlaceRow


class BackupsScreen(PlaceScreen[Opened | None]):
    """A path at the top, and below it what was found; gives the records that were in the chosen one, open."""

    PLACE = Place.BACKUPS

    BINDINGS = bindings_for(Place.BACKUPS)

    def __init__(self, session: Session, store: str | None) -> None:
        """Of `store`; None where no records stand yet."""
        super().__init__(session)
        self._store = store
        self._found: list[Found] = []

    def top(self) -> Iterable[Widget]:
        """One that lies elsewhere."""
        yield PlaceRow("path", "Another backup file", self.session.glyphs)

    def body(self) -> Iterable[Widget]:
        """What was found."""
        yield LineList(self.session.glyphs, widest=(28, 10), empty=NONE_FOUND, waiting=LOOKING, id="lying")

    def on_mount(self) -> None:
        """Look for them."""
        self.query_one(PlaceRow).start_typing()
        data, store, clock = self.session.data, self._store, self.session.clock
        self.ask(lambda: restoring.at_hand(data, store, clock), self._offer, "places")

    def _offer(self, found: tuple[Found, ...]) -> None:
        self._found = [*found]
        self._listed.show_rows(backup_rows(found), 1)
        if found and not self.query_one(PlaceRow).path:
            self._listed.focus()
        self._read_next()

    def _read_next(self) -> None:
        """Find out of one after another whether it is whole."""
        unread = (place for place, each in enumerate(self._found) if not (each.is_whole or each.fault))
        place = next(unread, None)
        if place is not None:
            found = self._found[place]
            self.ask(lambda: restoring.read_to_its_end(found), partial(self._note_read, place), "read")

    def _note_read(self, place: int, found: Found) -> None:
        self._found[place] = found
        self._listed.show_rows(backup_rows(self._found))
        self._read_next()

    @property
    def _listed(self) -> LineList:
        return self.query_one("#lying", LineList)

    @on(CursorList.RowOpened, "#lying")
    def _chosen(self, event: CursorList.RowOpened) -> None:
        event.stop()
        found = self._listed.subject(Found)
        if found is not None and found.fault:
            self.notice.say(found.fault, Tone.ACT)
        elif found is not None:
            self._look(found.path)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_look()

    def action_look(self) -> None:
        """Say what would become of the one whose path is typed."""
        path = self.query_one(PlaceRow).path
        if path is None:
            self.notice.say("Type where the backup is, or choose one of the list.", Tone.MISSING)
        else:
            self._look(path)

    def _look(self, path: Path) -> None:
        data, clock = self.session.data, self.session.clock

        def look() -> tuple[Placing, tuple[str, ...]]:
            wanted = restoring.placing(data, path, clock)
            return wanted, told(wanted, opening.where_words(data))

        self.notice.say("Looking", Tone.MUTED)
        self.ask(look, self._show, "look")

    def _show(self, looked: tuple[Placing, tuple[str, ...]]) -> None:
        self.notice.say("")
        self.app.push_screen(RestoreScreen(self.session, *looked), self._leave_with)

    def _leave_with(self, opened: Opened | None) -> None:
        """Close behind the page; gives nothing back, since Textual would await it on this very screen and fail."""
        if opened is not None:
            self.dismiss(opened)

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot; nothing was changed."""
        self.notice.say(error.message, Tone.ACT)

    def help_text(self) -> str:
        """What backups are."""
        return ABOUT
