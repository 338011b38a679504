"""Today: what must be done, worst first, for my people or everyone."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import filling_in, today
from recovery_tui.casework.today_lines import ACT, DUE
from recovery_tui.casework.today_views import NOBODY, TodayLine, TodayOrder, TodaySection, TodayView
from recovery_tui.casework.views import FormSpec, Line, Mark, RecordId
from recovery_tui.practice.day_words import spell
from recovery_tui.ui.commands import Command, Place, bindings_for
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.screens.dialogs import ChoiceDialog, in_order
from recovery_tui.ui.screens.form_of import screen_of
from recovery_tui.ui.screens.people import PeopleActions
from recovery_tui.ui.screens.two_answers import decide
from recovery_tui.ui.sentences import NOTHING_UNFINISHED
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.only_here import only_here_lines
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.places_line import PlacesLine
from recovery_tui.ui.wording import key_of

NOTHING = "Nothing is due. {people.new} adds a person, {app.caseload} shows everyone."
NOT_YET = "Counting what is due ..."


class TodayScreen(PeopleActions):
    """One list in sections; what is only on this computer and what is unfinished stand beneath."""

    PLACE = Place.TODAY

    BINDINGS = bindings_for(Place.TODAY)

    _order = TodayOrder.WORST
    _view: TodayView | None = None

    def heading(self) -> tuple[str, str | None]:
        """The day."""
        return f"Today  {spell(self.session.clock.today())}", None

    def top(self) -> Iterable[Widget]:
        """Where one can go."""
        yield PlacesLine(self.session, self.PLACE)

    def body(self) -> Iterable[Widget]:
        """What is due."""
        listed = LineList(
            self.session.glyphs,
            widest=(18, 10, 20),
            empty=NOTHING,
            waiting=NOT_YET,
        )
        yield self.with_detail(listed)

    def bottom(self) -> Iterable[Widget]:
        """What is only here."""
        yield Painted(id="only-here")

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: something may have been saved meanwhile."""
        if self.session.opened is not None:
            mine, order = self.session.mine, self._order
            desk = self.session.desk
            self.ask_counted(lambda: today.view(desk, mine=mine, order=order), self._show, "today")

    def _show(self, view: TodayView) -> None:
        self._view = view
        rows = [row for section in view.sections for row in _rows(section, self.session, self._order)]
        self.query_one(LineList).show_rows(rows)
        self.query_one(PlacesLine).count(view.mine, view.everyone)
        self.query_one("#only-here", Painted).paint_with(lambda width: _beneath(view, width))
        self.head.refresh()
        if self.focused is None:
            self.query_one(LineList).focus()

    @property
    def _current(self) -> TodayLine | None:
        return self.query_one(LineList).subject(TodayLine)

    def chosen_person(self) -> tuple[RecordId, str] | None:
        """The person of the line the cursor is on."""
        line = self._current
        if line is None or not line.person:
            return None
        return line.person, self.session.named(line.name, line.location)

    def chosen_record(self) -> RecordId | None:
        """The record the line is about."""
        line = self._current
        return line.record if line is not None and not line.conflict else None

    def action_open(self) -> None:
        """Open the person, at what the line is about."""
        line = self._current
        if line is not None and line.conflict:
            decide(self, at=line.conflict)
        elif line is not None:
            self.open_person(line.person, line.record, line.kind, line.area)

    def action_order(self) -> None:
        """Sort by the next order; the cursor goes up."""
        self._order = self._order.next
        self.query_one(LineList).cursor = 0
        self.refresh_view()

    def action_decide(self) -> None:
        """Go through everything on which two writers disagree."""
        line = self._current
        decide(self, at=line.conflict if line is not None else "")

    @property
    def _unfinished(self) -> tuple[Line, ...]:
        return self._view.unfinished if self._view is not None else ()

    def applies(self, command: Command) -> bool:
        """There must be something to finish."""
        return super().applies(command) and (bool(self._unfinished) or command.action != "finish")

    def action_finish(self) -> None:
        """Go on with something unfinished; asks which, when there are several."""
        lines = self._unfinished
        if not lines:
            self.notice.say(NOTHING_UNFINISHED)
        elif len(lines) == 1:
            self._finish(lines[0])
        else:
            options = in_order((f"{line.text}  {line.note}".rstrip(), line) for line in lines)
            self.app.push_screen(ChoiceDialog(self.session.glyphs, "Finish which?", options), self._finish)

    def _finish(self, line: Line | None) -> None:
        if line is not None:
            self.ask(lambda: self._reopened(line), self._resume, "form")

    def _reopened(self, line: Line) -> tuple[FormSpec, str]:
        """The form, and whom it is about; for a thread."""
        spec = filling_in.reopened(self.session.desk, line)
        if spec.person is None:
            return spec, ""
        return spec, self.session.named(*filling_in.about(self.session.desk, spec.person))

    def _resume(self, reopened: tuple[FormSpec, str]) -> None:
        self.app.push_screen(screen_of(self.session, *reopened, resume=True), self.after_form)

    def help_text(self) -> str:
        """What Today is."""
        return (
            "What has to be done, the worst first: !! is for today, ! is late or missing. Enter opens the "
            f"person where the answer belongs; {key_of('today.order')} sorts what is due by wing or by time. Below "
            "what is for today stands who does what next about it, or that nobody does.\n"
            "Beneath the list stand the changes that are only on this computer, and what you began to type and did "
            "not save."
        )


def _rows(section: TodaySection, session: Session, order: TodayOrder) -> Iterable[Row]:
    more = section.total - len(section.lines)
    said = f"{section.title} {section.total}" + (f" ({len(section.lines)} shown, + more)" if more > 0 else "")
    worst = max((line.mark for line in section.lines), key=lambda mark: len(mark.value), default=Mark.NONE)
    title = f"{worst.value:<2} {said}".strip()
    if section.title == DUE:
        orders = " | ".join(f"[{each}]" if each is order else each.value for each in TodayOrder)
        title = f"{title}   {key_of('today.order')} order: {orders}"
    yield Row((title,), heading=True)
    before: TodayLine | None = None
    for line in section.lines:
        again = section.title == ACT and before is not None and before.person == line.person
        # the reasons of one person stand together, and need the name but once
        who = ("", "", "") if again else (line.name, session.place(line.location), line.when)
        yield Row(
            (*who, line.text),
            mark=line.mark,
            beneath=line.next_said,
            beneath_mark=Mark.MISSING if line.following == NOBODY else Mark.NONE,
            subject=line,
        )
        before = line


def _beneath(view: TodayView, width: int) -> list[Parts]:
    lines = only_here_lines(view.only_here, view.since, view.nag, width, can_send=view.can_send)
    if view.unfinished:
        first = view.unfinished[0]
        said = ", ".join(text for text in (first.text, first.note) if text)
        finish = Part(f"{key_of('today.finish')} finish")
        lines.append([Part(f" To finish: {len(view.unfinished)} ({said})  ", Tone.MISSING), finish])
    return lines
