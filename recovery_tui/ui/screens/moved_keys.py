"""Which key gives which command, and moving a command to another one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from recovery_tui.casework import settings
from recovery_tui.casework.settings import Settings
from recovery_tui.ui import keys
from recovery_tui.ui.closing import ClosesOnce
from recovery_tui.ui.commands import Command, Place, bindings_for
from recovery_tui.ui.paint import Part, Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.setting_rows import HOLDS
from recovery_tui.ui.unlocking import SettingsChanged
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of


class PressKeyDialog(ClosesOnce, ModalScreen[str | None]):
    """Takes the next key that may be given to the command; Esc gives None."""

    PLACE: ClassVar[Place] = Place.DIALOG

    BINDINGS = bindings_for(Place.DIALOG)

    def __init__(self, moving: Command, moved: keys.Moved) -> None:
        super().__init__()
        self._moving = moving
        self._moved = moved

    def compose(self) -> ComposeResult:
        """Question and answer."""
        with Vertical(id="dialog"):
            yield Painted(id="question")
            yield Painted(id="explained")
            yield Painted(id="keys")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#question", Painted).say(
            f"Press the new key for “{self._moving.title}”, now {self._moving.all_keys}", Tone.STRONG
        )
        self.query_one("#keys", Painted).show([Part(" Esc ", Tone.STRONG), Part("leave it", Tone.MUTED)])

    def on_key(self, event: events.Key) -> None:
        """Take the key, or say why it can't be taken."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        refusal = keys.refusal(self._moving, event.key, self._moved)
        if refusal:
            self.query_one("#explained", Painted).say(refusal, Tone.ACT)
        else:
            self.dismiss(event.key)

    def action_cancel(self) -> None:
        """Leave it."""
        self.dismiss(None)


class KeysScreen(PlaceScreen[None]):
    """Every command that can be moved, by the place where it is given."""

    PLACE = Place.KEYS

    BINDINGS = bindings_for(Place.KEYS)

    def body(self) -> Iterable[Widget]:
        """The commands."""
        yield LineList(self.session.glyphs, widest=(16, 20), marks=False)

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(LineList).focus()
        self._show()

    @property
    def _moved(self) -> dict[str, str]:
        return keys.read(self.session.settings.keys if self.session.settings else "")

    def _show(self) -> None:
        by_place: dict[str, list[Row]] = {}
        moved = self._moved
        for each in keys.movable():
            place = " and ".join(place.words for place in each.places[:2])
            key = each.all_keys + (" (moved)" if each.id in moved else "")
            by_place.setdefault(place, []).append(Row((key, each.title, each.help), subject=each))
        rows: list[Row] = []
        for place, commands in by_place.items():
            rows += [Row((place,), heading=True), *commands]
        self.query_one(LineList).show_rows(rows)

    @on(CursorList.RowOpened)
    def _opened(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self.action_move_command()

    @property
    def _current(self) -> Command | None:
        return self.query_one(LineList).subject(Command)

    def action_move_command(self) -> None:
        """Ask for another key."""
        moving, moved = self._current, self._moved
        if moving is not None:
            chosen = moving.id

            def take(key: str | None) -> None:
                if key is not None:
                    self._keep({**moved, chosen: key})

            self.app.push_screen(PressKeyDialog(moving, moved), take)

    def action_restore_key(self) -> None:
        """Give the command its first key back."""
        current = self._current
        if current is None or current.id not in self._moved:
            self.notice.say("This command has its first key.")
            return
        others = {moved: key for moved, key in self._moved.items() if moved != current.id}
        refusal = keys.refusal(current, current.keys.split(",")[0], others)
        if refusal:
            self.notice.say(refusal, Tone.ACT)
        else:
            self._keep(others)

    def action_restore_all(self) -> None:
        """Give every command its first key back."""
        self._keep({})

    def _keep(self, moved: keys.Moved) -> None:
        desk = self.session.desk
        self.ask(lambda: settings.change(desk, "keys", keys.written(moved)), self._told, "change")

    def _told(self, now: Settings) -> None:
        self.app.post_message(SettingsChanged(now))
        self.app.call_later(self._show)
        self.notice.say(HOLDS, Tone.GOOD)

    def help_text(self) -> str:
        """What the page is."""
        return (
            "Enter, then the new key. Esc, Enter, Tab and the arrows stay what they are, and a key that is taken in "
            "the same place is refused. Every page and sentence names the new keys; "
            f"{key_of('app.help')} tells them all."
        )
