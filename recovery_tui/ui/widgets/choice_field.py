"""A choice that is typed: letters narrow the list by label and by synonym, arrows and Enter take one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework.narrowing import meant, narrowed
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.typed_input import TypedInput

MOST_SHOWN = 7


class ChoiceRow(FieldRow):
    """A coded field. What it gives is the code when a choice was taken, and otherwise what was typed."""

    DEFAULT_CSS = """
    ChoiceRow LineList {
        overlay: screen; constrain: none inside; height: auto; max-height: 9; display: none;
        background: $background; width: 1fr; border: solid $focus;
    }
    ChoiceRow LineList.-open { display: block; }
    """

    def __init__(
        self,
        field: FormField,
        value: str,
        glyphs: Glyphs,
        last_used: Sequence[str] = (),
        offered: Sequence[Choice] | None = None,
    ) -> None:
        choice = meant(field.choices, value) if value else None
        super().__init__(field, choice.label if choice else value, glyphs)
        self._taken: Choice | None = choice
        self._last_used = tuple(last_used)
        self._offered = field.choices if offered is None else offered

    def make_control(self) -> Widget:
        """A line to type in."""
        longest = max((len(choice.label) for choice in self.field.choices), default=0)
        return TypedInput(self._start, limit=max(self.field.max_length, longest, 80), gives_way=True)

    def compose(self) -> ComposeResult:
        """The line, and the list that opens below it."""
        yield from super().compose()
        if not self.field.fixed:
            empty = "Nothing fits. Clear the field."
            yield LineList(self.glyphs, widest=(40,), marks=False, is_led=True, empty=empty)

    @property
    def options(self) -> LineList:
        """The list below the line."""
        return self.query_one(LineList)

    @property
    def typed(self) -> str:
        """The value of the choice taken, or what was typed."""
        text = super().typed
        if self._taken is not None and text == self._taken.label:
            return self._taken.value
        choice = meant(self.field.choices, text)
        return choice.value if choice else text

    @property
    def is_choice(self) -> bool:
        """Whether what stands here is one of the choices."""
        return any(choice.value == self.typed for choice in self.field.choices)

    def put(self, value: str) -> None:
        """Let a value or a label stand in the field."""
        choice = meant(self.field.choices, value) if value else None
        self._taken = choice
        super().put(choice.label if choice else value)

    def offer(self, choices: Sequence[Choice]) -> None:
        """List only these from now on; what stands in the field already stays."""
        self._offered = choices

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return not self.field.fixed and self.options.has_class("-open")

    def opens_with_enter(self) -> bool:
        """Whether Enter shows the list; once a choice is taken it goes on instead."""
        return self._taken is None

    def _open(self, text: str) -> None:
        fitting = narrowed(self._offered, text, self._last_used)
        rows = [Row((choice.label, choice.help), subject=choice) for choice in fitting]
        self.options.styles.height = min(max(len(rows), 1), MOST_SHOWN) + 2
        self.options.add_class("-open")
        self.options.show_rows(rows, 0)

    def close(self) -> None:
        """Take the list away."""
        if not self.field.fixed:
            self.options.remove_class("-open")

    def _take(self) -> None:
        row = self.options.current
        if row is not None and isinstance(row.subject, Choice):
            self._taken = row.subject
            super().put(row.subject.label)
        self.close()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        taken = self._taken is not None and event.value == self._taken.label
        if event.input.has_focus and not taken:
            self._open(event.value)

    @on(CursorList.CursorMoved)
    def _keep_within(self, event: CursorList.CursorMoved) -> None:
        event.stop()

    def on_key(self, event: events.Key) -> None:
        """Arrows open the list and walk in it, Enter takes, Esc closes it."""
        if self.field.fixed or event.key not in {"down", "up", "enter", "escape", "pagedown", "pageup"}:
            return
        if not self.is_open:
            if event.key == "down" or (event.key == "enter" and self.opens_with_enter()):
                self._open("" if self._taken else super().typed)
                event.stop()
                event.prevent_default()
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self._take()
        elif event.key == "escape":
            self.close()
        elif event.key in {"down", "up"}:
            self.options.action_move(1 if event.key == "down" else -1)
        else:
            self.options.action_page(1 if event.key == "pagedown" else -1)

    def on_descendant_blur(self) -> None:
        """Leaving with one choice left, or with the list narrowed to it, takes that choice."""
        if self.is_open:
            text = super().typed.strip()
            fitting = narrowed(self._offered, text)
            if text and len(fitting) == 1:
                self._taken = fitting[0]
                super().put(fitting[0].label)
            self.close()
