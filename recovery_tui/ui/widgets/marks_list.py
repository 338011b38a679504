"""A list whose lines are marked: the space bar gives the usual mark, a letter or `-` another one."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.widget import Widget

from recovery_tui.casework.marks import marks_in, marks_typed
from recovery_tui.casework.views import FormField
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.safe_text import cut, padded, plain
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.form_field import LABEL, FieldRow

MOST_LINES = 12


class MarksList(CursorList):
    """Lines with a mark before them; a mark that is not the usual one stands behind in words."""

    DEFAULT_CSS = """
    MarksList { background: $field; }
    """

    class Marked(Message):
        """A line has another mark."""

    class Asked(Message):
        """Another mark than the usual one is wanted: a screen offers them and calls `give`."""

        def __init__(self, asked_in: MarksList) -> None:
            super().__init__()
            self.asked_in = asked_in

    def __init__(self, field: FormField, given: dict[str, str], glyphs: Glyphs) -> None:
        super().__init__(glyphs, empty="Nobody and nothing here.")
        self.choices = field.choices
        self.marks = field.marks
        self._ticks = {mark.value for mark in field.marks[: field.ticks]}
        self.given = given
        """Value of a mark, or a reason in words, by the value of the line."""

    def row_count(self) -> int:
        """One row a choice."""
        return len(self.choices)

    def span(self, row: int) -> tuple[int, int]:
        """One line a choice."""
        return row, 1

    def row_at(self, line: int) -> int | None:
        """One line a choice."""
        return line

    def parts_at(self, line: int, width: int) -> Parts:
        """`[x] label          help`, `[-] label: no time for it`."""
        choice = self.choices[line]
        given = self.given.get(choice.value, "")
        usual = given == self.marks[0].value
        sign = "x" if given in self._ticks else "-" if given else " "
        said = self._words(given) if given and not usual else plain(choice.help)
        room = max(width - 10 - cell_len(said), 12)
        shown = padded(cut(plain(choice.label), room, self.glyphs.cut), room, self.glyphs.cut)
        tone = Tone.MISSING if said.endswith("late") or (given and not usual) else Tone.MUTED
        return [Part(f"{self.lead_in(line, line)}[{sign}] {shown}  "), Part(said, tone)]

    def _words(self, given: str) -> str:
        return next((mark.label for mark in self.marks if mark.value == given), plain(given))

    def on_show(self) -> None:
        """Measure."""
        self.rows_changed()

    def on_key(self, event: events.Key) -> None:
        """Space or Enter gives the usual mark or takes any away; a letter gives its own; `-` asks which."""
        letters = {letter: mark.value for mark in self.marks for letter in mark.synonyms if len(letter) == 1}
        if not self.choices:
            return
        if event.key in {"space", "enter"}:
            self.give("" if self._here in self.given else self.marks[0].value)
        elif event.character == "-":
            self.post_message(self.Asked(self))
        elif event.character in letters:
            self.give(letters[event.character])
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def _here(self) -> str:
        return self.choices[self.cursor].value

    def give(self, mark: str) -> None:
        """Mark the line the cursor is on, and go on to the next; empty takes its mark away."""
        if mark:
            self.given[self._here] = mark
        else:
            self.given.pop(self._here, None)
        self.refresh()
        self.post_message(self.Marked())
        self.action_move(1)

    @property
    def current_words(self) -> str:
        """The words of the line the cursor is on."""
        return plain(self.choices[self.cursor].label)


class MarksRow(FieldRow):
    """A list to be marked, as one field of a form."""

    DEFAULT_CSS = """
    MarksRow { padding: 1 2 0 1; }
    """

    def __init__(self, field: FormField, value: str, glyphs: Glyphs) -> None:
        super().__init__(field, value, glyphs)
        self._given = marks_in(value)

    def make_control(self) -> Widget:
        """The list."""
        made = MarksList(self.field, self._given, self.glyphs)
        made.styles.height = self.control_height() - 1
        return made

    @property
    def typed(self) -> str:
        """The marks in the order of the list."""
        known = {choice.value: self._given.get(choice.value, "") for choice in self.field.choices}
        return marks_typed({**known, **self._given})

    def put(self, value: str) -> None:
        """Give the marks that `value` tells."""
        self._given.clear()
        self._given.update(marks_in(value))
        if self.control is not None:
            self.control.refresh()

    def control_height(self) -> int:
        """The title and some lines; more are reached with the arrows."""
        return min(len(self.field.choices), MOST_LINES) + 1

    def _first_line(self) -> Parts:
        fits = LABEL + cell_len(self.field.help) <= self.outer_size.width
        return [self.label(LABEL), Part(plain(self.field.help) if fits else "", Tone.MUTED)]

    def _line(self, y: int) -> Parts:
        if 0 < y < self.control_height():
            return []
        return super()._line(y)

    def on_marks_list_marked(self, event: MarksList.Marked) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Typed(self))
