"""The commands that can be given in every place of line mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.turns import GoTo, Left, Locked
from recovery_tui.ui.withdrawal import parting

if TYPE_CHECKING:
    from recovery_tui.ui.line.page import Page

LEAVE, STAY, SEND = "leave", "stay", "send"


class Everywhere:
    """Opens other places on top of a page, or goes elsewhere; few use what is typed after the command."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._talk = page.talk

    def do_go(self, rest: str, place: str) -> None:
        """To a top-level place."""
        raise GoTo(place)

    def do_send(self, rest: str) -> None:
        """Write a file for a colleague."""
        from recovery_tui.ui.line.send import send

        send(self._page)

    def do_receive(self, rest: str) -> None:
        """Take in a file, or every file on a stick."""
        from recovery_tui.ui.line.receive import receive

        receive(self._page)

    def do_find(self, rest: str) -> None:
        """Anything: a name, a number, words of a note."""
        from recovery_tui.ui.line.find import FindPage

        FindPage(self._talk, rest).run()

    def do_cards(self, rest: str) -> None:
        """One's own identity card, and those of colleagues."""
        from recovery_tui.ui.line.cards import CardsPage

        CardsPage(self._talk).run()

    def do_chase(self, rest: str) -> None:
        """Referrals by how long they wait."""
        from recovery_tui.ui.line.chase import ChasePage

        ChasePage(self._talk).run()

    def do_bad_news(self, rest: str) -> None:
        """What to do now, then what happened."""
        from recovery_tui.ui.line.bad_news import tell_bad_news

        tell_bad_news(self._talk)

    def do_day_sheet(self, rest: str) -> None:
        """A sheet for the wing."""
        from recovery_tui.ui.line.print_out import print_day_sheet

        print_day_sheet(self._page)

    def do_settings(self, rest: str) -> None:
        """Cover and lock, PIN, agencies, backups."""
        from recovery_tui.ui.line.settings import SettingsPage

        SettingsPage(self._talk).run()

    def do_agencies(self, rest: str) -> None:
        """The agencies this site works with."""
        from recovery_tui.ui.line.agencies import AgenciesPage

        AgenciesPage(self._talk).run()

    def do_glossary(self, rest: str) -> None:
        """What the words of the field mean."""
        from recovery_tui.ui.line.explained import GlossaryPage

        GlossaryPage(self._talk, rest).run()

    def do_guide(self, rest: str) -> None:
        """A short guide to the work."""
        from recovery_tui.ui.line.explained import GuidePage

        GuidePage(self._talk).run()

    def do_bring_in_list(self, rest: str) -> None:
        """People from a CSV file."""
        from recovery_tui.ui.line.csv_load import bring_in

        bring_in(self._page)

    def do_hide_screen(self, rest: str) -> None:
        """Cover at once."""
        self._talk.cover()

    def do_lock(self, rest: str) -> None:
        """Lock the records and drop the keys."""
        raise Locked("Locked. Drafts are kept.")

    def do_help(self, rest: str) -> None:
        """What the page is, and what can be done in it."""
        for line in self._page.help_lines():
            self._talk.say(line)

    def do_palette(self, rest: str) -> None:
        """The commands of every place; with a word after it, all commands here that speak of it."""
        from recovery_tui.ui.line.page import help_of

        word = rest.strip().casefold()
        for command, _ in self._page.offered():
            said = f"{command.title}: {help_of(command)}"
            if word in said.casefold() if word else Place.APP in command.places:
                self._talk.say(said)

    def do_leave(self, rest: str) -> None:
        """Leave the program, after saying what is only on this computer."""
        said = parting(self._page.session.desk)
        options = [("leave", LEAVE), ("stay", STAY)]
        if said.can_send:
            options.append(("send now", SEND))
        self._talk.say_all(said.text)
        answer = self._talk.choose("Leave?", options)
        if answer == LEAVE:
            raise Left
        if answer == SEND:
            self.do_send(rest)
