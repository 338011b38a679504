"""The agencies this site works with, in line mode."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import agencies, changing, recording
from recovery_tui.casework.agencies import AgencyLine
from recovery_tui.ui import agency_words
from recovery_tui.ui.change_words import why_hide
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.csv_load import bring_in_agencies
from recovery_tui.ui.line.files import ask_folder
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.history import HistoryPage
from recovery_tui.ui.line.line_changes import make
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.reasons import ask_reason
from recovery_tui.ui.line.words import labelled


class AgenciesPage(Page):
    """A line for each."""

    PLACE = Place.AGENCIES

    def items(self) -> Iterable[Item]:
        """The agencies by name."""
        for each in agencies.listed(self.desk):
            said = labelled(
                ("", each.name),
                ("does", each.kind),
                ("area", each.area),
                ("ring", each.phone),
                ("days", each.days),
            )
            yield Item(said, each)

    def empty(self) -> str:
        """None yet."""
        return "No agencies yet. new adds one, bring in takes a list."

    def do_open(self, rest: str) -> None:
        """Change one."""
        Form(self.talk, recording.edit_form(self.desk, self.item(rest, AgencyLine).record)).run()

    def do_new_agency(self, rest: str) -> None:
        """Add one."""
        Form(self.talk, recording.new_form(self.desk, None, "agency", {})).run()

    def do_hide(self, rest: str) -> None:
        """Hide one with a reason."""
        agency = self.item(rest, AgencyLine)
        reason = ask_reason(self.talk, why_hide(agency.name), changing.HIDE)
        make(self.talk, lambda reasons: changing.hide(self.desk, agency.record, reason))

    def do_history(self, rest: str) -> None:
        """Every version of one."""
        agency = self.item(rest, AgencyLine)
        HistoryPage(self.talk, agency.record, agency.name).run()

    def do_bring_in(self, rest: str) -> None:
        """Bring in a list."""
        bring_in_agencies(self)

    def do_give_out(self, rest: str) -> None:
        """Write the list as a file."""
        file = agency_words.write(self.desk, ask_folder(self.talk, agency_words.WHERE))
        self.talk.say(agency_words.written(file))
