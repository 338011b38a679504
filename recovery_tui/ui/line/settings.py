"""Settings in line mode: every one in a line with how it stands; a number changes it."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import bad_news_words, cover_pin, safekeeping, settings
from recovery_tui.casework.settings import SettingLine
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.agencies import AgenciesPage
from recovery_tui.ui.line.files import ask_folder
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.words import said_row
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


class SettingsPage(Page):
    """The settings in their groups; keys are of the screens only."""

    PLACE = Place.SETTINGS

    def items(self) -> Iterable[Item]:
        """How everything stands, and what it means."""
        for row in setting_rows(self.desk):
            subject = row.subject
            if not isinstance(subject, Subject):
                yield Item(f"{said_row(row)}:")
            elif subject.what is not Besides.KEYS:
                yield Item(f"{said_row(row)}. {subject.help}", subject)

    def do_open(self, rest: str) -> None:
        """Change a line."""
        what = self.item(rest, Subject).what
        if isinstance(what, SettingLine):
            self._choose(what)
        elif what is Besides.PIN:
            self._choose_pin()
        elif what is Besides.BAD_NEWS:
            Form(self.talk, bad_news_words.words_form(self.desk)).run()
        elif what is Besides.BACK_UP_NOW:
            self._back_up_now()
        elif what is Besides.BACK_UP:
            self._back_up()
        else:
            AgenciesPage(self.talk).run()

    def _choose(self, line: SettingLine) -> None:
        setting = line.setting
        if setting.choices:
            value = self.talk.choose(setting.title, [(each.label, each.value) for each in setting.choices])
        else:
            value = self.talk.ask(f"{setting.title}, now {line.said}").strip() or line.value
        settings.change(self.desk, setting.name, value)
        self._holds()

    def _holds(self) -> None:
        now = settings.read(self.desk)
        self.session.use(now)
        self.talk.guard.begin(now.cover_minutes, now.lock_minutes)
        self.talk.say(HOLDS)

    def _choose_pin(self) -> None:
        options = [("set a PIN", True)]
        if cover_pin.is_set(self.desk):
            options.append(("take the PIN away", False))
        if not self.talk.choose("A PIN for what is covered", options):
            cover_pin.take_away(self.desk)
        else:
            passphrase = self.talk.secret("Passphrase")
            wanted = self.talk.secret("Six digits")
            if self.talk.secret("The same again") != wanted:
                self.talk.error("The two are not the same. No PIN was set.")
                return
            cover_pin.put(self.desk, passphrase, wanted)
        self._holds()

    def _back_up_now(self) -> None:
        self.talk.say(BACKING_UP)
        safekeeping.back_up_now(self.desk)
        self.talk.say(backed_up())

    def _back_up(self) -> None:
        file = backup_in(ask_folder(self.talk, BACK_UP_WHERE), self.desk)
        self.talk.say(BACKING_UP)
        safekeeping.back_up(self.desk, file)
        self.talk.say(backed_up(file))

    def help_text(self) -> str:
        """What the page is."""
        return "What can be set; a number changes it, and it holds at once. Keys are of the screens only."
