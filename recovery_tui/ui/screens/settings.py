"""Settings: every one in a line with how it stands; Enter changes it, and it holds at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import agencies, bad_news_words, cover_pin, safekeeping, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.safekeeping import Backups
from recovery_tui.casework.setting_list import Taken
from recovery_tui.casework.settings import SettingLine, Settings
from recovery_tui.casework.views import Choice, FormSpec
from recovery_tui.errors import RecoveryError
from recovery_tui.practice.day_words import spell_short
from recovery_tui.ui import keys
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.agencies import AgenciesScreen
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ChoiceDialog, Option, numbered
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.found_files import places
from recovery_tui.ui.screens.line_dialog import LineDialog
from recovery_tui.ui.screens.moved_keys import KeysScreen
from recovery_tui.ui.screens.pin import PinScreen
from recovery_tui.ui.screens.place_dialog import PlaceDialog
from recovery_tui.ui.unlocking import SettingsChanged
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import counted

ENDING = ".rpbackup"
DRAWN_LATER = "It holds from now on; pages that are open already are drawn anew after the next lock."


@dataclass(frozen=True)
class Subject:
    """What a line is about: what it means, and what Enter does."""

    help: str
    change: Callable[[], object]


@dataclass(frozen=True)
class _Page:
    """What the page shows."""

    lines: tuple[SettingLine, ...]
    settings: Settings
    agencies: int
    backups: Backups


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
            self.ask(lambda: _read(self.session.desk), self._show, "settings")

    def _show(self, page: _Page) -> None:
        own = {"Safety": self._pin_row, "Words": self._bad_news_row, "Backups": self._backup_rows}
        rows: list[Row] = []
        for group, lines in groupby(page.lines, key=lambda line: line.setting.group):
            rows.append(Row((group,), heading=True))
            rows += [
                Row(
                    (line.setting.title, line.said),
                    subject=Subject(line.setting.help, partial(self._choose, line)),
                )
                for line in lines
            ]
            more = own.get(group)
            rows += more(page) if more else ()
        rows += self._other_rows(page)
        self.query_one(LineList).show_rows(rows)
        self.head.refresh()

    def _pin_row(self, page: _Page) -> list[Row]:
        said = "set" if page.settings.pin else "none, the passphrase opens it"
        return [Row(("PIN for the covered screen", said), subject=Subject(cover_pin.TRADE, self._choose_pin))]

    def _bad_news_row(self, page: _Page) -> list[Row]:
        said = "the site's own" if page.settings.bad_news_words else "ours"
        help_text = "What the page for bad news says to do at once, with your own radio calls and numbers."
        return [Row(("Bad news: what to do first", said), subject=Subject(help_text, self._edit_bad_news))]

    def _edit_bad_news(self) -> None:
        self.ask(lambda: bad_news_words.words_form(self.session.desk), self._fill_in, "form")

    def _fill_in(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec))

    def _backup_rows(self, page: _Page) -> list[Row]:
        kept = page.backups
        newest = (
            f"{spell_short(kept.newest.date().isoformat())} {kept.newest:%H:%M}"
            if kept.newest
            else "none yet"
        )
        where = f"{counted(kept.count, 'backup', 'backups')} in {kept.folder}"
        elsewhere = (
            "One file on a stick or another disk. It opens with the passphrase and the words that hold now."
        )
        return [
            Row(
                ("Newest backup", newest),
                subject=Subject(f"{where}. Enter makes one now.", self._back_up_now),
            ),
            Row(("Back up to another place", ""), subject=Subject(elsewhere, self._ask_where)),
        ]

    def _other_rows(self, page: _Page) -> Iterable[Row]:
        moved = len(keys.read(page.settings.keys))
        yield Row(("Keys and agencies",), heading=True)
        yield Row(
            ("Keys", counted(moved, "command moved", "commands moved") if moved else "all as they came"),
            subject=Subject(
                "Which key gives which command.", lambda: self.app.push_screen(KeysScreen(self.session))
            ),
        )
        yield Row(
            ("Agencies", counted(page.agencies, "agency", "agencies")),
            subject=Subject(
                "The services that can be chosen for referrals and appointments.",
                lambda: self.app.push_screen(AgenciesScreen(self.session)),
            ),
        )

    @on(CursorList.CursorMoved)
    def _explain(self, event: CursorList.CursorMoved) -> None:
        event.stop()
        subject = self.query_one(LineList).subject(Subject)
        if subject is not None:
            self.query_one("#field-help", Painted).say(subject.help, Tone.MUTED)

    def action_open(self) -> None:
        """Change what the cursor is on."""
        subject = self.query_one(LineList).subject(Subject)
        if subject is not None:
            subject.change()

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
        self.ask(lambda: _changed(desk, name, value), lambda now: self._told(now, said), "change")

    def _told(self, now: Settings, said: str = "") -> None:
        self.notice.say(said or "It holds from now on.", Tone.GOOD)
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
        self.notice.say("Making a backup, every page is checked")
        desk = self.session.desk
        self.ask(lambda: safekeeping.back_up_now(desk), lambda _: self._backed_up(), "save")

    def _ask_where(self) -> None:
        def show(found: tuple[tuple[str, Path], ...]) -> None:
            dialog = PlaceDialog(self.session.glyphs, "Back up where?", found, "folder or stick, then Enter")
            self.app.push_screen(dialog, self._back_up)

        self.ask(lambda: places(self.session), show, "places")

    def _back_up(self, folder: Path | None) -> None:
        if folder is not None:
            self.notice.say("Making a backup, every page is checked")
            file = folder if folder.suffix == ENDING else folder / f"{self.session.desk.store_name}{ENDING}"
            self.ask(
                lambda: safekeeping.back_up(self.session.desk, file), lambda _: self._backed_up(file), "save"
            )

    def _backed_up(self, file: Path | None = None) -> None:
        self.notice.say(f"Backed up: {file}" if file else "Backed up.", Tone.GOOD)
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


def _read(desk: Desk) -> _Page:
    """What the page shows; for a thread."""
    return _Page(
        settings.lines(desk), settings.read(desk), len(agencies.listed(desk)), safekeeping.kept(desk)
    )


def _changed(desk: Desk, name: str, value: str) -> Settings:
    settings.change(desk, name, value)
    return settings.read(desk)


def _without_pin(desk: Desk) -> Settings:
    cover_pin.take_away(desk)
    return settings.read(desk)
