"""Several choices at once: a short list where the space bar ticks."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widget import Widget

from recovery_tui.casework.narrowing import meant, narrowed
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts
from recovery_tui.ui.safe_text import plain
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.form_field import FieldRow

MOST_LINES = 5


class CheckList(CursorList):
    """Boxes to tick. Letters jump to the first choice that fits them."""

    DEFAULT_CSS = """
    CheckList { background: $field; }
    """

    class Ticked(Message):
        """A box was ticked or emptied."""

    def __init__(self, choices: tuple[Choice, ...], ticked: set[str], glyphs: Glyphs) -> None:
        super().__init__(glyphs, empty="Nothing to choose from yet.")
        self.choices = choices
        self.ticked = ticked
        self._letters = ""

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
        """`[x] label`."""
        choice = self.choices[line]
        box = "[x]" if choice.value in self.ticked else "[ ]"
        return [Part(f"{self.lead_in(line, line)}{box} {plain(choice.label)}")]

    def on_show(self) -> None:
        """Measure."""
        self.rows_changed()

    def on_key(self, event: events.Key) -> None:
        """Space or Enter ticks; letters look for a choice."""
        if event.key in {"space", "enter"} and self.choices:
            self.ticked.symmetric_difference_update({self.choices[self.cursor].value})
            self._letters = ""
            self.refresh()
            self.post_message(self.Ticked())
        elif event.is_printable and event.character:
            self._letters += event.character
            found = narrowed(self.choices, self._letters) or narrowed(self.choices, event.character)
            if found:
                self.move_to(self.choices.index(found[0]))
        else:
            self._letters = ""
            return
        event.stop()
        event.prevent_default()


class CheckRow(FieldRow):
    """A field with several codes; gives them as `code, code`, with any it does not know left as they are."""

    def __init__(self, field: FormField, value: str, glyphs: Glyphs) -> None:
        super().__init__(field, value, glyphs)
        self._ticked, self._unknown = codes_in(field, value)

    def make_control(self) -> Widget:
        """The boxes."""
        boxes = CheckList(self.field.choices, self._ticked, self.glyphs)
        boxes.styles.height = self.control_height()
        return boxes

    @property
    def typed(self) -> str:
        """The codes in the order of the list."""
        return self._start if self.field.fixed else joined(self.field, self._ticked, self._unknown)

    def put(self, value: str) -> None:
        """Tick what `value` names."""
        ticked, self._unknown = codes_in(self.field, value)
        self._ticked.clear()
        self._ticked.update(ticked)
        if isinstance(self.control, CheckList):
            self.control.refresh()

    def control_height(self) -> int:
        """A few lines; more are reached with the arrows."""
        return 1 if self.field.fixed else min(max(len(self.field.choices), 1), MOST_LINES)

    def on_check_list_ticked(self, event: CheckList.Ticked) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Typed(self))


def codes_in(field: FormField, value: str) -> tuple[set[str], list[str]]:
    """The values of the choices that `value` names, and what it names besides."""
    known, unknown = set(), []
    for part in (part.strip() for part in value.split(",")):
        choice = meant(field.choices, part) if part else None
        if choice is not None:
            known.add(choice.value)
        elif part:
            unknown.append(part)
    return known, unknown


def joined(field: FormField, known: set[str], unknown: list[str]) -> str:
    """Codes as one text, in the order of the field's choices."""
    return ", ".join([*(choice.value for choice in field.choices if choice.value in known), *unknown])
