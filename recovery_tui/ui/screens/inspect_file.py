"""Inside a file, before anything is trusted or changed: who, for whom, when, what, and what would come of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget

from recovery_tui.casework import receiving
from recovery_tui.casework.sharing_views import InspectView
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.inspect_words import inspect_rows
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of


class InspectScreen(PlaceScreen[bool]):
    """Gives True when the file is to be received."""

    PLACE = Place.INSPECT

    BINDINGS = bindings_for(Place.INSPECT)

    def __init__(self, session: Session, path: Path, view: InspectView) -> None:
        super().__init__(session)
        self._path = path
        self._view = view
        self._details = False

    def top(self) -> Iterable[Widget]:
        """Which file."""
        yield Painted(id="about")

    def body(self) -> Iterable[Widget]:
        """What it says of itself."""
        yield LineList(self.session.glyphs, widest=(18,))

    def on_mount(self) -> None:
        """Fill in."""
        self.query_one("#about", Painted).say(self._path.name, Tone.STRONG)
        self.query_one(LineList).focus()
        self._show()

    def _show(self) -> None:
        self.query_one(LineList).show_rows(list(inspect_rows(self._view, self._details)))
        self.notice.say(f"Nothing is changed yet. {key_of('receive.take')} takes it in.", Tone.MUTED)

    def action_details(self) -> None:
        """Show or hide fingerprint, feeds and versions."""
        self._details = not self._details
        self._show()

    def action_look_at_all(self) -> None:
        """Read all of it, and say what would come of it."""
        path, desk = self._path, self.session.desk
        self.notice.say("Reading the whole file", Tone.MUTED)
        self.ask(lambda: receiving.look(desk, path, full=True), self._take_view, "look")

    def _take_view(self, view: InspectView) -> None:
        self._view = view
        self._show()

    def action_take(self) -> None:
        """Receive it."""
        self.dismiss(True)

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot."""
        self.notice.say(error.message, Tone.ACT)

    def help_text(self) -> str:
        """What is shown."""
        return (
            "What the file says of itself. Only its first part was read: its signature is right, and it opens with "
            f"your key. {key_of('inspect.full')} reads all of it and tells what would change. "
            f"{key_of('receive.take')} takes it in, Esc leaves it."
        )
