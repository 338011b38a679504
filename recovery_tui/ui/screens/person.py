"""A person: what never scrolls away, seven areas on digit keys, and every line one key from its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import beside, changing, person_file, recording, referring
from recovery_tui.casework.asked_to_erase import REQUEST
from recovery_tui.casework.disputed import TWO_ANSWERS
from recovery_tui.casework.sending import HANDOVER
from recovery_tui.casework.views import (
    TURN,
    AddChoice,
    Area,
    AreaView,
    FormSpec,
    Line,
    Outcome,
    PersonHeader,
    RecordId,
)
from recovery_tui.ui.arriving import place_of
from recovery_tui.ui.change_words import done
from recovery_tui.ui.commands import Command, Place, bindings_for, command
from recovery_tui.ui.screens.dialogs import ChoiceDialog, in_order
from recovery_tui.ui.screens.erasing import ErasuresScreen, ask_to_erase
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.history import HistoryScreen
from recovery_tui.ui.screens.line_changes import change_status, hide
from recovery_tui.ui.screens.person_view import PersonViewScreen
from recovery_tui.ui.screens.print_plan import PrintPlanScreen
from recovery_tui.ui.screens.send import open_sending
from recovery_tui.ui.screens.timeline_filter import TimelineFilter
from recovery_tui.ui.screens.two_answers import TwoAnswersScreen
from recovery_tui.ui.screens.with_detail import Question, WithDetail
from recovery_tui.ui.sentences import HIDDEN_LEFT_OUT, NO_HISTORY
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.area_line import AREAS, AreaLine
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.head import Footer
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.person_head import PersonHead
from recovery_tui.ui.wording import key_of

BAR = 10
"""Cells of the bar beside a number that has a range."""


ADDED = "added"
"""Under this name a session remembers what was added last."""


class PersonScreen(WithDetail):
    """One person, one area at a time."""

    PLACE = Place.PERSON

    BINDINGS = bindings_for(Place.PERSON)

    def __init__(
        self,
        session: Session,
        person: RecordId,
        *,
        area: Area = Area.PLAN,
        record: RecordId | None = None,
        kind: str | None = None,
    ) -> None:
        super().__init__(session)
        self.person = person
        self.area = area
        self._wanted = record
        self._wanted_kind = kind
        self._show_hidden = False
        self._view: AreaView | None = None
        self._header: PersonHeader | None = None
        self._timeline = TimelineFilter(self, person, self._show_timeline)

    def top(self) -> Iterable[Widget]:
        """Who it is, and the areas."""
        yield PersonHead(self.session.glyphs)
        yield AreaLine(self.area)

    def body(self) -> Iterable[Widget]:
        """The area."""
        listed = LineList(self.session.glyphs, empty="Nothing here yet. {person.new} adds something.")
        yield self.with_detail(listed)

    def on_mount(self) -> None:
        """Journal the look, and show the area."""
        self.query_one(LineList).focus()
        self.ask(self._look, lambda _: None, "looked")

    def _look(self) -> None:
        person_file.looked_at(self.session.desk, self.person)

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: something may have been saved meanwhile."""
        if self.session.opened is not None:
            area, hidden = self.area, self._show_hidden
            wish = replace(self._timeline.wish, record=self._wanted)
            desk, person = self.session.desk, self.person
            self.ask(
                lambda: person_file.page_showing(desk, person, area, hidden, wish),
                partial(self._show, area),
                "person",
            )

    def _show(self, asked: Area, page: tuple[PersonHeader, AreaView]) -> None:
        header, view = page
        if asked is not self.area:
            return
        self.area = view.area
        fresh = self._view is None or self._view.area is not view.area
        self._header, self._view = header, view
        self.query_one(PersonHead).show_person(header)
        self.query_one(AreaLine).show_area(view.area, header.has_scores)
        if fresh and self._wanted is None and self._wanted_kind is None:
            self._wanted = view.begin
        rows = list(_rows(view))
        self.query_one(LineList).show_rows(rows, self._place_of_wanted(rows) or (0 if fresh else None))
        self.head.refresh()

    def _place_of_wanted(self, rows: list[Row]) -> int | None:
        wanted, kind = self._wanted, self._wanted_kind
        self._wanted = self._wanted_kind = None
        return place_of([row.subject for row in rows], wanted, kind)

    def applies(self, command: Command) -> bool:
        """What is done to a line needs one that is recorded."""
        recorded = self.line is not None and self.line.record is not None
        return super().applies(command) and (recorded or command.action not in {"status", "history", "hide"})

    @property
    def line(self) -> Line | None:
        """The line the cursor is on."""
        return self.query_one(LineList).subject(Line)

    def detail_of_line(self) -> Question | None:
        """What the line's record holds, or what is said about what is missing."""
        line, desk = self.line, self.session.opened
        if line is None or desk is None:
            return None
        return lambda: beside.of_line(desk, line)

    @on(CursorList.CursorMoved)
    def _offer_keys(self, event: CursorList.CursorMoved) -> None:
        """A need has a key of its own at the foot, and so has the timeline."""
        event.stop()
        wanted = "person.filter" if self.area is Area.EVERYTHING else "person.show"
        if self.line is not None and self.line.kind == "need":
            wanted = "person.refer"
        offered = (command(wanted) if each.id == "person.show" else each for each in self.footer())
        self.query_one(Footer).offer(tuple(offered))

    def chosen_person(self) -> tuple[RecordId, str]:
        """The person whose page this is."""
        return self.person, self.subject

    def whose(self) -> tuple[RecordId, str]:
        """The person whose page this is, wherever the cursor is."""
        return self.chosen_person()

    @property
    def subject(self) -> str:
        """How the person is named at the head of a form."""
        if self._header is None:
            return ""
        return self.session.named(self._header.name, self._header.location)

    def action_show_area(self, digit: int) -> None:
        """Show another area."""
        if 1 <= digit <= len(AREAS):
            self.area = AREAS[digit - 1]
            self.query_one(AreaLine).show_area(self.area)
            self.refresh_view()

    def action_filter(self) -> None:
        """Narrow the timeline."""
        self._timeline.choose()

    def _show_timeline(self) -> None:
        self.area, self._view = Area.EVERYTHING, None
        self.refresh_view()

    def action_show_hidden(self) -> None:
        """Show hidden lines too, or not."""
        self._show_hidden = not self._show_hidden
        self.notice.say("Hidden lines are shown too." if self._show_hidden else HIDDEN_LEFT_OUT)
        self.refresh_view()

    @on(CursorList.RowOpened)
    def _opened(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Open what the line holds, or answer what is missing."""
        line = self.line
        if line is None:
            return
        if line.kind == TWO_ANSWERS:
            self._decide(str(line.preset["conflict"]))
            return
        if line.kind == REQUEST:
            self.app.push_screen(ErasuresScreen(self.session))
            return
        if line.kind == TURN:
            self._timeline.turn(line)
            return
        desk = self.session.desk
        if line.record is not None:
            record = line.record
            self._fill_in(lambda: recording.edit_form(desk, record), line.focus)
        elif line.kind is not None:
            self._add(line.kind, line.preset, line.focus)

    def action_decide(self) -> None:
        """Go through everything about this person on which two writers disagree."""
        self._decide("")

    def _decide(self, conflict: str) -> None:
        self.app.push_screen(TwoAnswersScreen(self.session, self.person, conflict), self._decided)

    def _decided(self, outcome: Outcome | None) -> None:
        if outcome is not None and outcome.saved:
            self.offer_undo(outcome)
        elif outcome is not None:
            self.notice.say(done(outcome))

    def _add(self, kind: str, preset: Mapping[str, object], focus: str | None = None) -> None:
        desk, person = self.session.desk, self.person
        self._fill_in(lambda: recording.new_form(desk, person, kind, preset), focus)

    def _fill_in(self, make: Callable[[], FormSpec], focus: str | None = None) -> None:
        self.ask(make, partial(self._open_form, focus=focus), "form")

    def _open_form(self, spec: FormSpec, focus: str | None) -> None:
        self.app.push_screen(FormScreen(self.session, spec, self.subject, focus), self.after_form)

    def after_form(self, outcome: Outcome | None) -> None:
        """Say what came of it, and go to what was saved."""
        if outcome is not None and outcome.saved:
            self._wanted = outcome.record
        super().after_form(outcome)

    def action_new(self) -> None:
        """Add something to this area; asks what, when there are several kinds."""
        choices = self._view.can_add if self._view else ()
        if len(choices) == 1:
            self._add(choices[0].kind, choices[0].preset)
        elif choices:
            recent = self.session.last_used.get(ADDED, [])
            order = sorted(choices, key=lambda c: recent.index(c.title) if c.title in recent else len(recent))
            options = in_order((choice.title, choice) for choice in order)
            self.app.push_screen(ChoiceDialog(self.session.glyphs, "Add what?", options), self._add_chosen)
        else:
            self.notice.say("Nothing is added here. Choose another area by its digit.")

    def _add_chosen(self, choice: AddChoice | None) -> None:
        if choice is not None:
            self.session.used(ADDED, choice.title)
            self._add(choice.kind, choice.preset)

    def action_show_person(self) -> None:
        """Turn the screen to the person."""
        self.app.push_screen(PersonViewScreen(self.session, self.person))

    def action_print_plan(self) -> None:
        """Print their own copy."""
        self.app.push_screen(PrintPlanScreen(self.session, self.person))

    def action_refer(self) -> None:
        """Refer to a service, from the need the cursor is on."""
        desk, person, line = self.session.desk, self.person, self.line
        need = line.record if line is not None and line.kind == "need" else None
        self._fill_in(lambda: referring.form(desk, person, need))

    def action_hand_over(self) -> None:
        """Hand the person over to a colleague: the sending page, with this person chosen."""
        if self._header is not None:
            open_sending(self, {self.person: self._header.name}, HANDOVER)

    def action_erase(self) -> None:
        """Ask that the person be erased."""
        if self._header is not None:
            ask_to_erase(self, self.person, self._header.name, self.refresh_view)

    def action_status(self) -> None:
        """Offer the next steps that may follow."""
        change_status(self, self.line)

    def action_hide(self) -> None:
        """Hide the line with a reason, or bring it back."""
        hide(self, self.line)

    def action_history(self) -> None:
        """Every version of the line's record."""
        desk, record = self.session.desk, self.line.record if self.line is not None else None
        if record is None:
            self.notice.say(NO_HISTORY)
            return

        def show(named: str) -> None:
            self.app.push_screen(HistoryScreen(self.session, record, named), self.after_form)

        self.ask(lambda: changing.named(desk, record), show, "form")

    def offer_undo(self, outcome: Outcome) -> None:
        """Say what was done at the line it was done to, and offer to put it back."""
        self._wanted = outcome.record
        super().offer_undo(outcome)

    def undone(self, outcome: Outcome) -> None:
        """Go to what is back as it was."""
        self._wanted = outcome.record
        super().undone(outcome)

    def chosen_record(self) -> RecordId | None:
        """The record of the line the cursor is on."""
        return self.line.record if self.line is not None else None

    def help_text(self) -> str:
        """What the page is."""
        return (
            "One person. The digits show the areas; what is missing stands in its place as a line with !, "
            f"and Enter answers it. {key_of('person.new')} adds, {key_of('person.status')} changes how a line "
            f"stands, {key_of('person.hide')} hides with a reason."
        )


def _rows(view: AreaView) -> Iterable[Row]:
    for section in view.sections:
        if section.title:
            yield Row((section.title,), heading=True)
        for line in section.lines:
            hidden = f"hidden: {line.hidden}" if line.hidden is not None else ""
            note = "; ".join(text for text in (line.note, hidden) if text)
            note = f"{_bar(line.level)} {note}".rstrip() if line.level is not None else note
            yield Row(
                (line.text, note) if note else (line.text,),
                mark=line.mark,
                muted=line.hidden is not None,
                indent=line.indent,
                subject=line,
            )


def _bar(level: float) -> str:
    full = round(level * BAR)
    return "#" * full + "." * (BAR - full)
