"""What Today and the caseload have in common: opening a person, a new person, mine or all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from recovery_tui.casework import beside, covering, recording, today
from recovery_tui.casework.views import Area, FormSpec, Outcome, RecordId
from recovery_tui.ui.change_words import done
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.progress import Progressed
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.with_detail import Question, WithDetail

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class _Left:
    """People of whom it is not worked out yet what is due."""

    people: int


class PeopleActions(WithDetail):
    """A top-level place with a list of people."""

    _to_count = 0
    """Of how many people it had to be worked out what is due, while that goes on."""

    def ask_counted(
        self, question: Callable[[], Answer], then: Callable[[Answer], object], group: str
    ) -> None:
        """Ask what rests on everything that is due. After much work came in, that is worked out first.

        How far it is stands beneath the list; nothing is shown that would lack somebody.
        """
        desk = self.session.opened
        if desk is None:
            return

        def go_on(found: Answer | _Left) -> None:
            if isinstance(found, _Left):
                self._tell_counting(found.people)
                self.ask_counted(question, then, group)
            else:
                self._tell_counting(0)
                then(found)

        def counted() -> Answer | _Left:
            left = today.make_ready(desk)
            return _Left(left) if left else question()

        self.ask(counted, go_on, group)

    def _tell_counting(self, left: int) -> None:
        if left:
            self._to_count = max(self._to_count, left)
            bar = Progressed(self._to_count - left, self._to_count).words("people")
            self.notice.say(f"Counting what is due  {bar}", Tone.MUTED)
        elif self._to_count:
            self._to_count = 0
            self.notice.say("")

    def detail_of_line(self) -> Question | None:
        """The person, as lists may show them."""
        chosen, desk = self.chosen_person(), self.session.opened
        if chosen is None or desk is None:
            return None
        person = chosen[0]
        return lambda: beside.of_person(desk, person)

    def open_person(
        self,
        person: RecordId,
        record: RecordId | None = None,
        kind: str | None = None,
        area: Area | None = None,
    ) -> None:
        """Show a person on top of this list."""
        where = area or Area.PLAN
        self.app.push_screen(PersonScreen(self.session, person, area=where, record=record, kind=kind))

    def action_new_person(self) -> None:
        """Add a person; then show them."""
        self.ask(lambda: recording.new_person_form(self.session.desk), self._new_person, "form")

    def _new_person(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec), self._show_new)

    def _show_new(self, outcome: Outcome | None) -> None:
        self.after_form(outcome)
        if outcome is not None and outcome.person is not None:
            self.open_person(outcome.person)

    def action_cover_colleague(self) -> None:
        """Look after a colleague's people for some days."""
        self.ask(lambda: covering.form(self.session.desk), self._cover_colleague, "form")

    def _cover_colleague(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec), self._say_covered)

    def _say_covered(self, outcome: Outcome | None) -> None:
        if outcome is not None and outcome.saved:
            self.notice.say(done(outcome), Tone.GOOD)

    def action_mine(self) -> None:
        """Switch between my people and everyone."""
        self.session.mine = not self.session.mine
        self.refresh_view()
