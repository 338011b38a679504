"""Two answers: what two writers said of the same thing, one key from being settled, and never settled by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import changing, conflicts, person_file
from recovery_tui.casework.conflict_views import Answer, Conflict
from recovery_tui.casework.views import FormSpec, Outcome, RecordId, Undo
from recovery_tui.ui.change_words import done, unchanged, why_not
from recovery_tui.ui.commands import ANSWER_KEYS, Place, bindings_for
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.safe_text import cut, plain, plain_lines, wrapped
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ConfirmDialog
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.history import HistoryScreen
from recovery_tui.ui.screens.reasons import change_with_reasons
from recovery_tui.ui.sentences import NO_THIRD_ANSWER
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of

TOLD = "Nothing is lost: both stay in the history. Until you choose, every screen and print shows BOTH."

TEXT_WIDTH = 66
"""Cells of a line of a long text: each line is a row, so that the arrows scroll through it."""


class TwoAnswersScreen(PlaceScreen[Outcome | None]):
    """One conflict after the other; gives the last outcome when all are settled, None when some are left for later."""

    PLACE = Place.TWO_ANSWERS

    BINDINGS = bindings_for(Place.TWO_ANSWERS)

    def __init__(self, session: Session, person: RecordId | None = None, at: str = "") -> None:
        super().__init__(session)
        self._person = person
        self._at = at
        self._all: tuple[Conflict, ...] = ()
        self._place = 0
        self._last: Outcome | None = None
        self._undo: Undo | None = None
        self._looked: set[RecordId | None] = {None}

    def top(self) -> Iterable[Widget]:
        """What is safe, before anything has to be decided."""
        yield Painted(id="told")

    def body(self) -> Iterable[Widget]:
        """What it is about, and the answers."""
        yield Painted(id="about")
        yield LineList(self.session.glyphs, widest=(1, 30), marks=False, id="answers")

    def bottom(self) -> Iterable[Widget]:
        """What hangs on it, and who is being asked."""
        yield Painted(id="depends")
        yield Painted(id="asked")

    def on_mount(self) -> None:
        """Say what is safe."""
        self.query_one("#told", Painted).say(TOLD)
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: something may have been settled or have arrived meanwhile."""
        if self.session.opened is not None:
            person, mine = self._person, self.session.mine and self._person is None
            self.ask(lambda: conflicts.listed(self.session.desk, person, mine=mine), self._show, "conflicts")

    def _show(self, found: tuple[Conflict, ...]) -> None:
        if self.is_opening:
            return  # an answer is being kept: what came of it is told first, and then this is asked again
        self._all = found
        if not found:
            self.dismiss(self._last or Outcome(said="Nobody disagrees about anything here"))
            return
        ids = [conflict.id for conflict in found]
        self._place = ids.index(self._at) if self._at in ids else min(self._place, len(found) - 1)
        self._paint()

    @property
    def _conflict(self) -> Conflict | None:
        return self._all[self._place] if self._all else None

    def _paint(self) -> None:
        conflict = self._all[self._place]
        self._at = conflict.id
        self.head.retitle(f"Two answers, {self._place + 1} of {len(self._all)}", self._whose(conflict))
        self.query_one("#about", Painted).paint_with(lambda width: _about(conflict, width))
        self.query_one(LineList).show_rows([row for answer in conflict.answers for row in _rows(answer)], 0)
        depends = f"Depends on it: {'; '.join(conflict.depends)}" if conflict.depends else ""
        self.query_one("#depends", Painted).say(depends, Tone.MUTED)
        asked = f"Asked on {conflict.asked_on}. {conflict.ask}" if conflict.asked_on else ""
        self.query_one("#asked", Painted).say(asked, Tone.MISSING)
        if conflict.person not in self._looked:
            self._looked.add(conflict.person)
            person = conflict.person or RecordId("")
            self.ask(lambda: person_file.looked_at(self.session.desk, person), lambda _: None, "looked")

    def _whose(self, conflict: Conflict) -> str:
        return self.session.named(conflict.name, conflict.location)

    def action_turn(self, step: int) -> None:
        """To another conflict; the list has no end."""
        if self._all:
            self._place = (self._place + step) % len(self._all)
            self._paint()

    def action_keep(self, key: str) -> None:
        """Keep the answer with this letter."""
        conflict = self._conflict
        if conflict is not None and ANSWER_KEYS.index(key) < len(conflict.answers):
            self._choose(conflict, ANSWER_KEYS.index(key) + 1)
        elif conflict is not None:
            self.notice.say(f"There is no answer {key}.")

    @on(CursorList.RowOpened)
    def _opened(self, event: CursorList.RowOpened) -> None:
        """Enter asks first: it may have been meant for the line that led here."""
        event.stop()
        conflict, answer = self._conflict, self.query_one(LineList).subject(Answer)
        if conflict is None or answer is None:
            return
        question = ConfirmDialog(
            self.session.glyphs,
            f"Keep this answer of {answer.by}?",
            "The other stays in the history.",
            "keep it",
            "not now",
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self._choose(conflict, answer.n)

        self.app.push_screen(question, answered)

    def _choose(self, conflict: Conflict, n: int) -> None:
        desk = self.session.desk

        def told(outcome: Outcome | None) -> None:
            if outcome is None:
                self.notice.say(unchanged())
            elif outcome.saved:
                self._settled(outcome)
            else:
                self.notice.say(unchanged(why_not(outcome)), Tone.ACT)
                self.refresh_view()

        def choose(reasons: Mapping[str, str]) -> Outcome:
            return conflicts.choose(desk, conflict, n, reasons)

        change_with_reasons(self, conflict.record, choose, told)

    def _settled(self, outcome: Outcome | None) -> None:
        if outcome is None or not outcome.saved:
            return
        self.session.saved_at = outcome.saved_at
        kept = cut(" ".join(outcome.said.split()), TEXT_WIDTH // 2, self.session.glyphs.cut)
        self._last = replace(outcome, said=f"All answered. Kept: {kept}")
        self._undo = outcome.undo
        other = f"   {key_of('answers.undo')} the other one" if outcome.undo else ""
        self.notice.say(f"Saved {outcome.saved_at}. Kept: {kept}.{other}", Tone.GOOD)
        self.refresh_view()

    def action_undo(self) -> None:
        """Keep the other of two answers after all."""
        undo, self._undo = self._undo, None
        if undo is None:
            self.notice.say(f"Nothing to undo here. {key_of('answers.history')} shows every version.")
            return
        self.ask(lambda: changing.undo(self.session.desk, undo), self._undone, "change")

    def _undone(self, outcome: Outcome) -> None:
        self.session.saved_at = outcome.saved_at or self.session.saved_at
        said = f"Saved {outcome.saved_at}. The other answer stands now." if outcome.saved else unchanged()
        self.notice.say(said, Tone.GOOD)
        self.refresh_view()

    def action_third(self) -> None:
        """Type another answer in the field's own form."""
        conflict = self._conflict
        if conflict is None:
            return
        if not conflict.can_type:
            self.notice.say(NO_THIRD_ANSWER)
            return
        form = lambda: conflicts.third_answer_form(self.session.desk, conflict.record, conflict.field)  # noqa: E731
        self.ask(form, self._open_form, "form")

    def _open_form(self, spec: FormSpec) -> None:
        conflict = self._conflict
        subject = self._whose(conflict) if conflict else ""
        self.app.push_screen(FormScreen(self.session, spec, subject), self._settled)

    def action_ask_both(self) -> None:
        """Note that the writers are being asked, and say whom to ring."""
        conflict = self._conflict
        if conflict is not None:
            self.ask(
                lambda: conflicts.ask_both(self.session.desk, conflict.id),
                lambda _: self.refresh_view(),
                "change",
            )

    def action_history(self) -> None:
        """Every version of the record."""
        conflict = self._conflict
        if conflict is not None:
            self.app.push_screen(HistoryScreen(self.session, conflict.record, conflict.about))

    def help_text(self) -> str:
        """What the page is."""
        return (
            "Two people wrote different things about the same question, and neither had seen what the other wrote.\n"
            f"A letter keeps that answer; {key_of('answers.third')} types another one. Esc leaves it for later: both "
            "answers stand until then."
        )


def decide(screen: PlaceScreen[Any], person: RecordId | None = None, at: str = "") -> None:
    """Go through what two writers disagree on, and say on `screen` what came of it."""

    def told(outcome: Outcome | None) -> None:
        if outcome is not None:
            screen.notice.say(done(outcome), Tone.GOOD if outcome.saved else Tone.TEXT)

    screen.app.push_screen(TwoAnswersScreen(screen.session, person, at), told)


def _about(conflict: Conflict, width: int) -> list[Parts]:
    """The question, the record it is about, and what was there before."""
    before = conflict.before
    if before is None:
        said = "before: nothing that is known here"
    elif conflict.is_long:
        said = f"before: {before.at}, {before.by}.  [-taken out-] {{+put in+}} since"
    else:
        said = f"before: {before.words} ({before.at}, {before.by})"
    texts = ((conflict.title.upper(), Tone.STRONG), (conflict.about, Tone.MUTED), (said, Tone.TEXT))
    return [
        [Part(" " + line, tone)] for text, tone in texts for line in wrapped(plain(text), max(width - 2, 1))
    ]


def _rows(answer: Answer) -> Iterable[Row]:
    """A line for a short answer; for a long one who wrote it, and its lines beneath."""
    key = ANSWER_KEYS[answer.n - 1] if answer.n <= len(ANSWER_KEYS) else " "
    origin = f"{answer.at}  {', '.join(part for part in (answer.by, answer.computer) if part)}"
    if not answer.marked:
        yield Row((key, answer.words, origin), subject=answer)
        return
    yield Row((key, origin), subject=answer)
    for whole in plain_lines(answer.marked):
        for line in wrapped(whole, TEXT_WIDTH):
            yield Row((" ", line), subject=answer)
