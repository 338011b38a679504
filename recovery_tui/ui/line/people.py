"""What Today and the caseload have in common in line mode: opening a person, a note, a new person, mine or all."""

from __future__ import annotations

from abc import abstractmethod

from recovery_tui.casework import covering, recording
from recovery_tui.casework.today_views import TodayLine
from recovery_tui.casework.views import Area, CaseloadRow, RecordId
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.group_session import write_group
from recovery_tui.ui.line.outcome import ask_outcome
from recovery_tui.ui.line.session_note import write_later, write_note
from recovery_tui.ui.line.undo import UndoPage
from recovery_tui.ui.wording import counted


class PeoplePage(UndoPage):
    """A top-level place with a list of people."""

    @abstractmethod
    def chosen(self, rest: str) -> CaseloadRow | TodayLine:
        """The line with the number that was typed. Raises Back."""

    def whose(self, mine: int, everyone: int) -> str:
        """Whose people are listed."""
        if self.session.mine:
            return f"my {counted(mine, 'person', 'people')} of {everyone:,}"
        return f"all {counted(everyone, 'person', 'people')}"

    def open_person(
        self,
        person: RecordId,
        record: RecordId | None = None,
        kind: str | None = None,
        area: Area | None = None,
    ) -> None:
        """Show a person, at a record or in an area."""
        from recovery_tui.ui.line.person import PersonPage

        PersonPage(self.talk, person, area=area or Area.PLAN, record=record, kind=kind).run()

    def do_session(self, rest: str) -> None:
        """A session note about the person of a line."""
        whom = self.chosen(rest)
        self.offer_undo(write_note(self.talk, whom.person, whom.name))

    def do_write_later(self, rest: str) -> None:
        """A line about a session of the person of a line, to be written up."""
        write_later(self.talk, self.chosen(rest).person)

    def do_new_person(self, rest: str) -> None:
        """Add a person; then show them."""
        outcome = Form(self.talk, recording.new_person_form(self.desk)).run()
        if outcome is not None and outcome.person is not None:
            self.open_person(outcome.person)

    def do_outcome(self, rest: str) -> None:
        """What came of an appointment or a call."""
        whom = self.chosen(rest)
        record = whom.record if isinstance(whom, TodayLine) else None
        ask_outcome(self, whom.person, whom.name, record)

    def do_group_session(self, rest: str) -> None:
        """Who came to a group."""
        write_group(self.talk)

    def do_cover_colleague(self, rest: str) -> None:
        """Look after a colleague's people for some days."""
        outcome = Form(self.talk, covering.form(self.desk)).run()
        if outcome is not None and outcome.said:
            self.talk.say(f"{outcome.said}.")

    def do_mine(self, rest: str) -> None:
        """Switch between my people and everyone."""
        self.session.mine = not self.session.mine
        self.show()
