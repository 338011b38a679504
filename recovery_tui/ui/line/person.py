"""A person in line mode: who it is, one area at a time, and every line one number from its answer."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import changing, person_file, recording, referring
from recovery_tui.casework.asked_to_erase import REQUEST
from recovery_tui.casework.disputed import TWO_ANSWERS
from recovery_tui.casework.views import (
    TURN,
    AddChoice,
    Area,
    AreaView,
    FormSpec,
    Line,
    PersonHeader,
    RecordId,
    TimelineWish,
)
from recovery_tui.ui.arriving import place_of
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.group_session import write_group
from recovery_tui.ui.line.history import HistoryPage
from recovery_tui.ui.line.line_changes import change_status, hide
from recovery_tui.ui.line.outcome import ask_outcome
from recovery_tui.ui.line.page import Item
from recovery_tui.ui.line.person_view import PersonViewPage
from recovery_tui.ui.line.print_out import print_plan
from recovery_tui.ui.line.session_note import write_later, write_note
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.timeline import narrowed_timeline, turned
from recovery_tui.ui.line.undo import UndoPage
from recovery_tui.ui.line.words import told, with_state
from recovery_tui.ui.sentences import HIDDEN_LEFT_OUT, NO_HISTORY

AREAS = tuple(Area)


class PersonPage(UndoPage):
    """One person, one area at a time."""

    PLACE = Place.PERSON

    def __init__(
        self,
        talk: Talk,
        person: RecordId,
        *,
        area: Area = Area.PLAN,
        record: RecordId | None = None,
        kind: str | None = None,
    ) -> None:
        """`record` or `kind` name the line that matters: it is said first, with its number."""
        super().__init__(talk)
        self.person = person
        self._area = area
        self._wanted = record
        self._wanted_kind = kind
        self._show_hidden = False
        self._wish = TimelineWish()
        self._header: PersonHeader | None = None
        self._view: AreaView | None = None

    def run(self) -> None:
        """As any page; meanwhile bad news is about this person."""
        before, self.talk.about = self.talk.about, (self.person, "")
        try:
            super().run()
        finally:
            self.talk.about = before

    @property
    def _name(self) -> str:
        return self._header.name if self._header is not None else self.PLACE.words

    def title(self) -> str:
        """Whom it is about, and which area."""
        return f"{self._name}, {self._area.word}"

    def items(self) -> Iterable[Item]:
        """Who it is the first time, then the area."""
        if self._header is None:
            person_file.looked_at(self.desk, self.person)
            header, view = self._found()
            yield from (Item(line) for line in self._header_lines(header))
        else:
            header, view = person_file.page(self.desk, self.person, self._area, self._show_hidden, self._wish)
        self._header, self._view, self._area = header, view, view.area
        self.talk.about = (self.person, header.name)
        yield Item(f"Area {view.area.word}")
        for section in view.sections:
            yield Item(f"{section.title}:")
            above = ""
            for line in section.lines:
                yield Item(_line(line, above if line.indent else ""), line)
                above = above if line.indent else line.text

    def _found(self) -> tuple[PersonHeader, AreaView]:
        """The area asked for, or the one that shows the wanted record."""
        wish = TimelineWish(record=self._wanted)
        return person_file.page_showing(self.desk, self.person, self._area, False, wish)

    def _header_lines(self, header: PersonHeader) -> Iterable[str]:
        told = {
            "Name": header.name,
            "Number": header.number,
            "Age": header.age,
            "Where": self.session.place(header.location),
            "Release": header.release,
            "To act on": with_state(header.worst_mark, header.worst) if header.worst else "",
            "Next": header.next_action,
            "May share": header.sharing,
            "Community": header.community,
            "As known": header.as_known,
            "Handed over": header.handed_over,
            "Areas": ", ".join(area.word for area in AREAS),
        }
        return (f"{label}: {value}" for label, value in told.items() if value)

    def show(self) -> None:
        """The page, and on arrival which line it was opened for."""
        super().show()
        wanted, kind = self._wanted, self._wanted_kind
        self._wanted = self._wanted_kind = None
        place = place_of(self._subjects, wanted, kind)
        if place is not None:
            said = [item.text for item in self._items if item.subject is not None]
            self.talk.say(f"You came for line {place + 1}. {said[place]}")

    def empty(self) -> str:
        """Nothing."""
        return "Nothing here yet. new adds something."

    def do_show_area(self, rest: str, digit: int) -> None:
        """Show another area."""
        self._area = AREAS[digit - 1]
        self.show()

    def do_edit(self, rest: str) -> None:
        """Open what the line holds, or answer what is missing."""
        line = self.item(rest, Line)
        if line.kind == TURN:
            self._wish = turned(self._wish, line)
            self.show()
        elif line.kind == REQUEST:
            from recovery_tui.ui.line.erasing import ErasuresPage

            ErasuresPage(self.talk).run()
        elif line.kind == TWO_ANSWERS:
            self._decide(str(line.preset["conflict"]))
        elif line.record is not None:
            self.fill_in(recording.edit_form(self.desk, line.record), line.focus)
        elif line.kind is not None:
            self._add(line.kind, line.preset, line.focus)
        else:
            self.talk.say("Nothing opens here.")

    def do_filter(self, rest: str) -> None:
        """Narrow the timeline."""
        self._wish = narrowed_timeline(self.talk, self.person, self._wish)
        self._area = Area.EVERYTHING
        self.show()

    def do_new(self, rest: str) -> None:
        """Add something to this area."""
        choices: tuple[AddChoice, ...] = self._view.can_add if self._view is not None else ()
        if not choices:
            self.talk.say("Nothing is added here. Choose another area by its name.")
            return
        options = [(choice.title, choice) for choice in choices]
        choice = choices[0] if len(choices) == 1 else self.talk.choose("Add what?", options)
        self._add(choice.kind, choice.preset)

    def _add(self, kind: str, preset: object, focus: str | None = None) -> None:
        wanted = dict(preset) if isinstance(preset, dict) else {}
        self.fill_in(recording.new_form(self.desk, self.person, kind, wanted), focus)

    def fill_in(self, spec: FormSpec, focus: str | None = None) -> None:
        """Ask a form about this person."""
        self.offer_undo(Form(self.talk, spec, self._name, focus).run())

    def do_session(self, rest: str) -> None:
        """Write a session note."""
        self.offer_undo(write_note(self.talk, self.person, self._name))

    def do_write_later(self, rest: str) -> None:
        """A line about a session, to be written up."""
        write_later(self.talk, self.person)

    def do_outcome(self, rest: str) -> None:
        """What came of an appointment, or of a call to the person."""
        record = self.item(rest, Line).record if rest else None
        ask_outcome(self, self.person, self._name, record)

    def do_group_session(self, rest: str) -> None:
        """Who came to a group."""
        write_group(self.talk)

    def do_refer(self, rest: str) -> None:
        """Refer to a service: from the need with that number, or without one."""
        line = self.item(rest, Line) if rest else None
        need = line.record if line is not None and line.kind == "need" else None
        self.fill_in(referring.form(self.desk, self.person, need))

    def do_show_person(self, rest: str) -> None:
        """Tell the person their own plan only."""
        PersonViewPage(self.talk, self.person).run()

    def do_print_plan(self, rest: str) -> None:
        """Print their own copy."""
        print_plan(self, self.person)

    def do_status(self, rest: str) -> None:
        """Change how a line stands."""
        self.offer_undo(change_status(self.talk, self.item(rest, Line)))

    def do_hide(self, rest: str) -> None:
        """Hide a line with a reason, or bring it back."""
        self.offer_undo(hide(self.talk, self.item(rest, Line)))

    def do_history(self, rest: str) -> None:
        """Every version of a line."""
        line = self.item(rest, Line)
        if line.record is None:
            self.talk.say(NO_HISTORY)
        else:
            HistoryPage(self.talk, line.record, changing.named(self.desk, line.record)).run()

    def do_show_hidden(self, rest: str) -> None:
        """Hidden lines too, or not."""
        self._show_hidden = not self._show_hidden
        self.talk.say("Hidden lines are told too." if self._show_hidden else HIDDEN_LEFT_OUT)
        self.show()

    def do_decide(self, rest: str) -> None:
        """Everything about this person on which two writers disagree."""
        self._decide("")

    def _decide(self, conflict: str) -> None:
        from recovery_tui.ui.line.answers import AnswersPage

        AnswersPage(self.talk, self.person, conflict).run()

    def do_hand_over(self, rest: str) -> None:
        """Hand the person over to a colleague."""
        from recovery_tui.ui.line.send import send

        if self._header is not None:
            send(self, {self.person: self._header.name}, "handover")

    def do_erase(self, rest: str) -> None:
        """Ask that the person be erased."""
        from recovery_tui.ui.line.erasing import ask_to_erase

        ask_to_erase(self, self.person, self._name)

    def help_text(self) -> str:
        """What the page is."""
        return (
            "One person. The name of an area tells it; a number answers what is missing, or changes the line."
        )


def _line(line: Line, above: str) -> str:
    """A line alone; `above` is what the screens show it indented under."""
    hidden = f"hidden: {line.hidden}" if line.hidden is not None else ""
    said = with_state(line.mark, told(line.text, "; ".join(part for part in (line.note, hidden) if part)))
    return f"{said}; under {above}" if above else said
