"""Receiving: which file or folder; one file is looked into first, a folder is taken in whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import InspectView
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.found_files import FOLDER, folders_with_files
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.progress import Progressed
from recovery_tui.ui.received_files import Received, take_in
from recovery_tui.ui.received_words import STOPPED
from recovery_tui.ui.screens.inspect_file import InspectScreen
from recovery_tui.ui.screens.long_work import LongWorkScreen
from recovery_tui.ui.screens.received import ReceivedScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.place_field import PlaceRow
from recovery_tui.ui.wording import counted, key_of


class ReceiveScreen(LongWorkScreen[None]):
    """A path at the top, and below it the places where files lie."""

    PLACE = Place.RECEIVE

    BINDINGS = bindings_for(Place.RECEIVE)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looked: Path | None = None
        """The folder whose files were counted."""

    def top(self) -> Iterable[Widget]:
        """Which file or folder."""
        yield PlaceRow("path", "File, folder or stick", self.session.glyphs)

    def body(self) -> Iterable[Widget]:
        """Where files lie."""
        yield LineList(
            self.session.glyphs,
            marks=False,
            empty="No stick with files was found. Type where they are.",
            waiting="Looking for sticks",
            id="lying",
        )

    def on_mount(self) -> None:
        """Look for sticks."""
        self.query_one(PlaceRow).start_typing()
        self.ask(lambda: folders_with_files(self.session), self._offer, "places")

    def _offer(self, places: tuple[tuple[str, Path], ...]) -> None:
        rows = [Row(("Files lie here:",), heading=True)]
        rows += [Row((words,), subject=path) for words, path in places]
        listed = self.query_one("#lying", LineList)
        listed.show_rows(rows if places else [], 1)
        if places and not self.query_one(PlaceRow).path:
            listed.focus()

    @on(PlaceRow.Typed)
    def _typed(self, event: PlaceRow.Typed) -> None:
        event.stop()
        event.row.show_error("")
        self._looked = None
        self.query_one("#lying").display = True

    @on(CursorList.RowOpened, "#lying")
    def _chosen(self, event: CursorList.RowOpened) -> None:
        event.stop()
        place = self.query_one("#lying", LineList).subject(Path)
        if place is not None:
            self.query_one(PlaceRow).put(str(place))
            self._look(place)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_look()

    def action_look(self) -> None:
        """Look into the file, or count what is in the folder."""
        path = self.query_one(PlaceRow).path
        if path is None:
            self.notice.say("Type where the file is, or the folder with the files.", Tone.MISSING)
        elif not self.is_at_work:
            self._look(path)

    def _look(self, path: Path) -> None:
        self.notice.say("Looking", Tone.MUTED)
        self.ask(partial(_look_at, self.session.desk, path), partial(self._show, path), "look")

    def _show(self, path: Path, found: InspectView | int) -> None:
        if isinstance(found, int):
            self._looked = path
            lying = self.query_one("#lying", LineList)
            lying.display = bool(lying.rows)
            there = counted(found, "file", "files")
            self.notice.say(f"{there} there. {key_of('receive.take')} takes them all in.", Tone.GOOD)
        else:
            self.notice.say("")
            answered = partial(self._answered, path)
            self.app.push_screen(InspectScreen(self.session, path, found), answered)

    def _answered(self, path: Path, receive: bool | None) -> None:
        if receive:
            self._receive(path)

    def action_take(self) -> None:
        """Take in every file of the folder; a single file is looked into first.

        While nothing is typed it is the place the cursor is on.
        """
        row, place = self.query_one(PlaceRow), self.query_one("#lying", LineList).subject(Path)
        if row.path is None and place is not None:
            row.put(str(place))
            self._looked = place
        path = row.path
        if self._looked is not None and self._looked == path:
            self._receive(path)
        else:
            self.action_look()

    def _receive(self, path: Path) -> None:
        desk = self.session.desk
        if not self.is_at_work:
            self.work("Taking in", STOPPED, partial(take_in, desk, path), partial(self._received, path))

    def progress_words(self, so_far: Progressed) -> str:
        """How many files of many are taken in, or how much of a few."""
        if so_far.total > 100:
            done = Progressed(so_far.done // 100, so_far.total // 100)
            return f"{done.words('files')}   Esc stops"
        return f"{so_far.words('hundredths')}   Esc stops"

    def _received(self, path: Path, received: Received) -> None:
        self._looked = None
        if any(result.new for result in received.results):
            self.session.saved_at = self.session.clock.wall_time()
        folder = path if path.is_dir() else path.parent
        self.session.used(FOLDER, str(folder))
        self.notice.say("")
        self.app.push_screen(ReceivedScreen(self.session, folder, received), self._leave_too)

    def _leave_too(self, _: None) -> None:
        """Close behind the table; gives nothing back, since Textual would await it on this very screen and fail."""
        self.dismiss(None)

    def help_text(self) -> str:
        """What receiving is."""
        return (
            f"Enter on a file looks inside and changes nothing; {key_of('receive.take')} then takes it in. Of a folder "
            "or a stick it takes in every file, in whatever order. Each file comes in whole or not at all. Nothing "
            "here is overwritten: where two writers disagree, both answers stay until somebody chooses."
        )


def _look_at(desk: Desk, path: Path) -> InspectView | int:
    """What a file says, or how many files a folder has; for a thread. Raises what `receiving.look` does."""
    if not path.is_dir():
        return receiving.look(desk, path)
    return len(receiving.files(path))
