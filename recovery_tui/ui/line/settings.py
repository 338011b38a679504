"""Settings in line mode: every one in a line with how it stands; a number changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from recovery_tui.casework import bad_news_words, cover_pin, safekeeping, settings
from recovery_tui.casework.settings import SettingLine
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.agencies import AgenciesPage
from recovery_tui.ui.line.files import ask_folder
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.wording import written_words

ENDING = ".rpbackup"


@dataclass(frozen=True)
class _Subject:
    change: Callable[[], object]


class SettingsPage(Page):
    """The settings in their groups, then PIN, backups and agencies."""

    PLACE = Place.SETTINGS

    def items(self) -> Iterable[Item]:
        """How everything stands."""
        for group, lines in groupby(settings.lines(self.desk), key=lambda line: line.setting.group):
            yield Item(f"{group}:")
            for line in lines:
                said = f"{line.setting.title}: {line.said}. {line.setting.help}"
                yield Item(said, _Subject(partial(self._choose, line)))
        kept = safekeeping.kept(self.desk)
        newest = written_words(kept.newest.isoformat()) if kept.newest else "none yet"
        pin = "set" if cover_pin.is_set(self.desk) else "none, the passphrase opens it"
        yield Item("Besides:")
        yield Item(f"PIN for what is covered: {pin}", _Subject(self._choose_pin))
        yield Item(f"Newest backup: {newest}; {kept.count} in {kept.folder}", _Subject(self._back_up_now))
        yield Item("Back up to another place", _Subject(self._back_up))
        yield Item("What to do first at bad news, with your own radio calls", _Subject(self._bad_news))
        yield Item("Agencies", _Subject(AgenciesPage(self.talk).run))

    def do_open(self, rest: str) -> None:
        """Change a line."""
        self.item(rest, _Subject).change()

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
        self.talk.say("It holds from now on.")

    def _choose_pin(self) -> None:
        self.talk.say(cover_pin.TRADE)
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

    def _bad_news(self) -> None:
        Form(self.talk, bad_news_words.words_form(self.desk)).run()

    def _back_up_now(self) -> None:
        self.talk.say("Making a backup, every page is checked.")
        safekeeping.back_up_now(self.desk)
        self.talk.say("Backed up.")

    def _back_up(self) -> None:
        folder = ask_folder(self.talk, "Back up where?")
        file = folder if folder.suffix == ENDING else folder / f"{self.desk.store_name}{ENDING}"
        self.talk.say("Making a backup, every page is checked.")
        safekeeping.back_up(self.desk, file)
        self.talk.say(f"Backed up: {file}")

    def help_text(self) -> str:
        """What the page is."""
        return "What can be set; a number changes it, and it holds at once. Keys are of the screens only."
