"""Waiting for an answer, in line mode: referrals by how long they wait, and what the agency says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from recovery_tui.casework import agency_answers, chasing
from recovery_tui.casework.chasing import ChaseLine
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Outcome, RecordId
from recovery_tui.ui.chase_words import NOBODY_WAITS, REASON, no_reasons, why_no
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.forms import form_of
from recovery_tui.ui.line.page import Item
from recovery_tui.ui.line.undo import UndoPage
from recovery_tui.ui.line.words import labelled, with_state

Answer = Callable[[Desk, RecordId, Mapping[str, str]], Outcome]


class ChasePage(UndoPage):
    """A list that gets shorter: nobody answered, they have it, yes, no."""

    PLACE = Place.CHASE

    def items(self) -> Iterable[Item]:
        """What waits."""
        view = chasing.view(self.desk, mine=self.session.mine)
        for line in view.lines:
            yield Item(self._line(line), line)
        if view.total > len(view.lines):
            yield Item(f"{view.total - len(view.lines):,} more wait; these have waited longest.")

    def _line(self, line: ChaseLine) -> str:
        said = labelled(
            ("", line.name),
            ("where", self.session.place(line.location)),
            ("waits", line.waits),
            ("about", line.about),
            ("agency", line.agency),
            ("ring", line.phone),
            ("last", line.last_attempt),
        )
        return with_state(line.mark, said)

    def empty(self) -> str:
        """Nothing waits."""
        return NOBODY_WAITS

    def do_open(self, rest: str) -> None:
        """The person at the referral."""
        from recovery_tui.ui.line.person import PersonPage

        line = self.item(rest, ChaseLine)
        PersonPage(self.talk, line.person, area=Area.LINKS, record=line.referral, kind="referral").run()

    def do_no_answer(self, rest: str) -> None:
        """Rang, and nobody answered."""
        self._note(agency_answers.rang, rest)

    def do_have_it(self, rest: str) -> None:
        """They have it."""
        self._note(agency_answers.acknowledge, rest)

    def _note(self, answer: Answer, rest: str) -> None:
        referral = self.item(rest, ChaseLine).referral
        self.change(lambda reasons: answer(self.desk, referral, reasons))

    def do_accept(self, rest: str) -> None:
        """They said yes: the first appointment is asked."""
        line = self.item(rest, ChaseLine)
        self.offer_undo(
            form_of(self.talk, agency_answers.accept_form(self.desk, line.referral), line.name).run()
        )

    def do_reject(self, rest: str) -> None:
        """They said no: why is asked."""
        line = self.item(rest, ChaseLine)
        options = [(each.label, each.value) for each in no_reasons(self.session)]
        why = self.talk.choose(why_no(line), options)
        self.session.used(REASON, why)
        self.change(lambda reasons: agency_answers.reject(self.desk, line.referral, why, reasons))

    def do_mine(self, rest: str) -> None:
        """My people or everyone."""
        self.session.mine = not self.session.mine
        self.show()

    def help_text(self) -> str:
        """What stands here."""
        return (
            "Referrals that were sent and have no answer yet, the longest first. Ring them, then say what came of it "
            "with the number of the line. Having it is not a yes."
        )
