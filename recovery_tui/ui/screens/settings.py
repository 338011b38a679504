"""Settings: every one in a line with how it stands; Enter changes it, and it holds at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import bad_news_words, cover_pin, safekeeping, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.setting_list import Taken
from recovery_tui.casework.settings import SettingLine, Settings
from recovery_tui.casework.views import Choice, FormSpec
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.agencies import AgenciesScreen
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ChoiceDialog, Option, numbered
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.line_dialog import LineDialog
from recovery_tui.ui.screens.moved_keys import KeysScreen
from recovery_tui.ui.screens.pin import PinScreen
from recovery_tui.ui.screens.place_dialog import ask_folder
from recovery_tui.ui.setting_rows import (
    BACK_UP_WHERE,
    BACKING_UP,
    HOLDS,
    Besides,
    Subject,
    backed_up,
    backup_in,
    setting_rows,
)
from recovery_tui.ui.unlocking import SettingsChanged
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted

DRAWN_LATER = "It holds from now on; pages that are open already are drawn anew after the next lock."


class SettingsScreen(PlaceScreen[None]):
    """Lines in groups; what the line under the cursor means stands below."""

    PLACE = Place.SETTINGS

    BINDINGS = bindings_for(Place.SETTINGS)

    def body(self) -> Iterable[Widget]:
        """The settings."""
        yield LineList(self.session.glyphs, widest=(34,), marks=False)

    def bottom(self) -> Iterable[Widget]:
        """What the line under the cursor means."""
        yield Painted(id="field-help")

    def on_mount(self) -> None:
        """The cursor waits in the list."""
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: a page opened from here may have changed something."""
        if self.session.opened is not None:
            self.ask(lambda: setting_rows(self.session.desk), self._show, "settings")

    def _show(self, rows: list[Row]) -> None:
        self.query_one(LineList).show_rows(rows)
        self.head.refresh()

    @on(CursorList.CursorMoved)
    def _explain(self, event: CursorList.CursorMoved) -> None:
        event.stop()
        subject = self.query_one(LineList).subject(Subject)
        if subject is not None:
            self.query_one("#field-help", Painted).say(subject.help, Tone.MUTED)

    def action_open(self) -> None:
        """Change what the cursor is on."""
        subject = self.query_one(LineList).subject(Subject)
        if subject is None:
            return
        what, desk = subject.what, self.session.desk
        if isinstance(what, SettingLine):
            self._choose(what)
        elif what is Besides.PIN:
            self._choose_pin()
        elif what is Besides.BAD_NEWS:
            self.ask(lambda: bad_news_words.words_form(desk), self._fill_in, "form")
        elif what is Besides.BACK_UP_NOW:
            self._back_up_now()
        elif what is Besides.BACK_UP:
            ask_folder(self, BACK_UP_WHERE, self._back_up)
        elif what is Besides.KEYS:
            self.app.push_screen(KeysScreen(self.session))
        else:
            self.app.push_screen(AgenciesScreen(self.session))

    def _fill_in(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec))

    def _choose(self, line: SettingLine) -> None:
        setting = line.setting
        if setting.choices:
            now = next((n for n, each in enumerate(setting.choices) if each.value == line.value), 0)
            dialog = ChoiceDialog(
                self.session.glyphs, setting.title, numbered(setting.choices), setting.help, cursor=now
            )
            self.app.push_screen(dialog, lambda choice: self._take_choice(line, choice))
        else:
            unit = "Minutes, from 1 to 120. " if setting.taken is Taken.MINUTES else ""
            asked = LineDialog(setting.title, unit + setting.help, value=line.value)
            self.app.push_screen(asked, lambda words: None if words is None else self._change(line, words))

    def _take_choice(self, line: SettingLine, choice: Choice | None) -> None:
        if choice is not None:
            self._change(line, choice.value)

    def _change(self, line: SettingLine, value: str) -> None:
        desk, name = self.session.desk, line.setting.name
        said = DRAWN_LATER if name == "accessible" else ""
        self.ask(lambda: settings.change(desk, name, value), lambda now: self._told(now, said), "change")

    def _told(self, now: Settings, said: str = "") -> None:
        self.notice.say(said or HOLDS, Tone.GOOD)
        self.app.post_message(SettingsChanged(now))
        self.app.call_later(self.refresh_view)

    def _choose_pin(self) -> None:
        has_one = self.session.settings is not None and bool(self.session.settings.pin)
        options = [Option("s", "set another PIN" if has_one else "set a PIN", "set")]
        if has_one:
            options.append(Option("t", "take the PIN away; the passphrase opens the cover", "away"))
        dialog = ChoiceDialog(self.session.glyphs, "A PIN for the covered screen", options, cover_pin.TRADE)
        self.app.push_screen(dialog, self._take_pin)

    def _take_pin(self, answer: str | None) -> None:
        desk = self.session.desk
        if answer == "set":
            self.app.push_screen(PinScreen(self.session), lambda now: self._told(now) if now else None)
        elif answer == "away":
            self.ask(lambda: _without_pin(desk), self._told, "change")

    def _back_up_now(self) -> None:
        self.notice.say(BACKING_UP)
        desk = self.session.desk
        self.ask(lambda: safekeeping.back_up_now(desk), lambda _: self._backed_up(), "save")

    def _back_up(self, folder: Path) -> None:
        desk, file = self.session.desk, backup_in(folder, self.session.desk)
        self.notice.say(BACKING_UP)
        self.ask(lambda: safekeeping.back_up(desk, file), lambda _: self._backed_up(file), "save")

    def _backed_up(self, file: Path | None = None) -> None:
        self.notice.say(backed_up(file), Tone.GOOD)
        self.refresh_view()

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot; nothing was changed."""
        self.notice.say(error.message, Tone.ACT)

    def help_text(self) -> str:
        """What the page is."""
        return (
            "What can be set. A start pack carries the site's settings to a newcomer: cover and lock, the line on "
            "top, clinical words on lists, the words for bad news. How it looks, PIN, keys and backups stay here."
        )


def _without_pin(desk: Desk) -> Settings:
    cover_pin.take_away(desk)
    return settings.read(desk)
