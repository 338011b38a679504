"""Waiting for an answer: referrals by how long they wait, and one key for what the agency says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import agency_answers, chasing
from recovery_tui.casework.chasing import ChaseLine, ChaseView
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Choice, FormSpec, Outcome, RecordId
from recovery_tui.ui.chase_words import NOBODY_WAITS, REASON, no_reasons, why_no
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.safe_text import UNBROKEN
from recovery_tui.ui.screens.dialogs import ChoiceDialog, numbered
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.undo_offer import OffersUndo, make_change
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.places_line import PlacesLine

Answer = Callable[[Desk, RecordId, Mapping[str, str]], Outcome]


class ChaseScreen(OffersUndo):
    """A list that gets shorter: nobody answered, they have it, yes, no."""

    PLACE = Place.CHASE

    BINDINGS = bindings_for(Place.CHASE)

    def top(self) -> Iterable[Widget]:
        """Where one can go, and whose people these are."""
        yield PlacesLine(self.session, self.PLACE)

    def body(self) -> Iterable[Widget]:
        """What waits."""
        yield LineList(
            self.session.glyphs,
            widest=(20, 8, 11),
            empty=NOBODY_WAITS,
            waiting="",
        )

    def on_mount(self) -> None:
        """Begin in the list."""
        self._list.focus()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    @property
    def _current(self) -> ChaseLine | None:
        return self._list.subject(ChaseLine)

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: something may have been saved meanwhile."""
        if self.session.opened is not None:
            mine = self.session.mine
            self.ask(lambda: chasing.view(self.session.desk, mine=mine), self._show, "chase")

    def _show(self, view: ChaseView) -> None:
        self._list.show_rows([_row(line, self.session) for line in view.lines])
        self.query_one(PlacesLine).count(view.mine, view.everyone)
        shown = f" ({len(view.lines)} shown)" if view.total > len(view.lines) else ""
        self.head.retitle(f"{self.PLACE.words}  {view.total}{shown}")

    def action_open(self) -> None:
        """Open the person at the referral."""
        line = self._current
        if line is not None:
            page = PersonScreen(
                self.session, line.person, area=Area.LINKS, record=line.referral, kind="referral"
            )
            self.app.push_screen(page)

    def action_no_answer(self) -> None:
        """Note that nobody answered."""
        self._note(agency_answers.rang)

    def action_have_it(self) -> None:
        """Note that they have it."""
        self._note(agency_answers.acknowledge)

    def _note(self, answer: Answer) -> None:
        line, desk = self._current, self.session.desk
        if line is not None:
            make_change(self, line.referral, lambda reasons: answer(desk, line.referral, reasons))

    def action_accept(self) -> None:
        """They said yes: ask for the first appointment."""
        line, desk = self._current, self.session.desk
        if line is not None:
            subject = self.session.named(line.name, line.location)
            self.ask(
                lambda: agency_answers.accept_form(desk, line.referral),
                lambda spec: self._fill_in(spec, subject),
                "form",
            )

    def _fill_in(self, spec: FormSpec, subject: str) -> None:
        self.app.push_screen(FormScreen(self.session, spec, subject), self._accepted)

    def _accepted(self, outcome: Outcome | None) -> None:
        if outcome is not None and outcome.saved:
            self.offer_undo(outcome)

    def action_reject(self) -> None:
        """They said no: ask why."""
        line, desk = self._current, self.session.desk
        if line is None:
            return

        def do(why: Choice | None) -> None:
            if why is not None:
                self.session.used(REASON, why.value)
                make_change(
                    self,
                    line.referral,
                    lambda given: agency_answers.reject(desk, line.referral, why.value, given),
                )

        reasons = numbered(no_reasons(self.session))
        self.app.push_screen(ChoiceDialog(self.session.glyphs, why_no(line), reasons), do)

    def action_mine(self) -> None:
        """Switch between my people and everyone."""
        self.session.mine = not self.session.mine
        self.refresh_view()

    def help_text(self) -> str:
        """What stands here."""
        return (
            "Referrals that were sent and have no answer yet, the longest first; ! has waited longer than the agency "
            "is given. Ring them, then press one key for what came of it. Having it is not a yes. A yes asks for the "
            "first appointment; a no asks why. Which treatment it is stands on the person's page, not here."
        )


def _row(line: ChaseLine, session: Session) -> Row:
    what = ", ".join(text for text in (line.about, line.agency) if text)
    phone = line.phone.replace(" ", UNBROKEN)
    said = "; ".join(text for text in (what, phone, line.last_attempt) if text)
    return Row((line.name, session.place(line.location), line.waits, said), mark=line.mark, subject=line)
