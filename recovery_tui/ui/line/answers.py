"""Two answers in line mode: what two writers said of the same thing, settled by a letter or left for later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from recovery_tui.casework import changing, conflicts, person_file
from recovery_tui.casework.conflict_views import Conflict
from recovery_tui.casework.views import Outcome, RecordId, Undo
from recovery_tui.ui.change_words import unchanged
from recovery_tui.ui.commands import ANSWER_KEYS, Command, Place
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.history import HistoryPage
from recovery_tui.ui.line.line_changes import make
from recovery_tui.ui.line.page import Doing, Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.sentences import NO_THIRD_ANSWER

TOLD = "Nothing is lost: both stay in the history. Until you choose, every list and print shows both."


class AnswersPage(Page):
    """One conflict after the other, until all are settled or left for later."""

    PLACE = Place.TWO_ANSWERS

    def __init__(self, talk: Talk, person: RecordId | None = None, at: str = "") -> None:
        super().__init__(talk)
        self._person = person
        self._at = at
        self._place = 0
        self._all: tuple[Conflict, ...] = ()
        self._undo: Undo | None = None

    def title(self) -> str:
        """Which of how many."""
        return f"Two answers, {self._place + 1} of {len(self._all)}" if self._all else "Two answers"

    def goes_on(self) -> bool:
        """Until nobody disagrees, and nothing can be undone."""
        return bool(self._all) or self._undo is not None

    def items(self) -> Iterable[Item]:
        """What it is about, the answers, what hangs on them."""
        mine = self.session.mine and self._person is None
        self._all = conflicts.listed(self.desk, self._person, mine=mine)
        if not self._all:
            return
        ids = [conflict.id for conflict in self._all]
        self._place = ids.index(self._at) if self._at in ids else min(self._place, len(ids) - 1)
        conflict = self._all[self._place]
        self._at = conflict.id
        if conflict.person is not None:
            person_file.looked_at(self.desk, conflict.person)
        yield Item(TOLD)
        yield from (Item(line) for line in _about(conflict))
        for answer in conflict.answers:
            key = ANSWER_KEYS[answer.n - 1] if answer.n <= len(ANSWER_KEYS) else str(answer.n)
            who = ", ".join(part for part in (answer.at, answer.by, answer.computer) if part)
            yield Item(f"Answer {key}: {answer.marked or answer.words}; written: {who}")
        if conflict.depends:
            yield Item(f"Depends on it: {'; '.join(conflict.depends)}")
        if conflict.asked_on:
            yield Item(f"Asked on {conflict.asked_on}. {conflict.ask}")

    def empty(self) -> str:
        """All settled."""
        return "Nobody disagrees about anything here."

    @property
    def _conflict(self) -> Conflict:
        return self._all[self._place]

    def offered(self) -> Iterator[tuple[Command, Doing]]:
        """A letter only where there is such an answer."""
        count = len(self._conflict.answers) if self._all else 0
        left_out = {f"answers.keep-{letter}" for letter in ANSWER_KEYS[count:]}
        return ((command, doing) for command, doing in super().offered() if command.id not in left_out)

    def do_keep(self, rest: str, key: str) -> None:
        """Keep the answer with this letter."""
        conflict, n = self._conflict, ANSWER_KEYS.index(key) + 1
        outcome = make(self.talk, lambda reasons: _kept(conflicts.choose(self.desk, conflict, n, reasons)))
        if outcome is not None:
            self._undo = outcome.undo
            if outcome.undo is not None:
                self.talk.say("undo keeps the other one.")
        self.show()

    def do_third(self, rest: str) -> None:
        """Type another answer."""
        conflict = self._conflict
        if not conflict.can_type:
            self.talk.say(NO_THIRD_ANSWER)
            return
        spec = conflicts.third_answer_form(self.desk, conflict.record, conflict.field)
        Form(self.talk, spec, conflict.name, spec.fields[0].key).run()
        self.show()

    def do_ask_both(self, rest: str) -> None:
        """Note that the writers are being asked, and whom to ring."""
        self.talk.say(conflicts.ask_both(self.desk, self._conflict.id).ask)

    def do_turn(self, rest: str, step: int) -> None:
        """To another question."""
        self._place = (self._place + step) % len(self._all)
        self._at = self._all[self._place].id
        self.show()

    def do_history(self, rest: str) -> None:
        """Every version of the record."""
        HistoryPage(self.talk, self._conflict.record, self._conflict.about).run()

    def do_undo(self, rest: str) -> None:
        """Keep the other answer after all."""
        undo, self._undo = self._undo, None
        if undo is None:
            self.talk.say("Nothing to undo here. history tells every version.")
            return
        outcome = changing.undo(self.desk, undo)
        self.talk.say("The other answer stands now." if outcome.saved else unchanged())
        self.show()

    def help_text(self) -> str:
        """What the page is."""
        return (
            "Two people wrote different things, neither having seen the other's. A letter keeps that answer."
        )


def _about(conflict: Conflict) -> Iterator[str]:
    yield f"Whose: {conflict.name}, {conflict.location}".rstrip(", ")
    yield f"Question: {conflict.title}"
    yield f"Record: {conflict.about}"
    before = conflict.before
    if before is None:
        yield "Before: nothing that is known here"
    else:
        words = "" if conflict.is_long else f"{before.words}; "
        yield f"Before: {words}{before.at}, {before.by}"


def _kept(outcome: Outcome) -> Outcome:
    return replace(outcome, said=f"kept {' '.join(outcome.said.split())}") if outcome.saved else outcome
