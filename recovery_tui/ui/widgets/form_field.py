"""One field of a form: label, where it is typed, what was understood, and what is wrong with it."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from recovery_tui.casework.echo import is_understood
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, strip_of
from recovery_tui.ui.safe_text import cut, padded, plain, plain_lines, wrapped
from recovery_tui.ui.widgets.typed_input import CutOff, PairsArea, TypedArea, TypedInput

LABEL = 29
"""Cells for the label before a one-line field, with the sign of the focus."""
EDGE = "|"
"""Stands before and after what can be typed in."""

DATES = frozenset({Kind.DATE, Kind.PARTIAL_DATE, Kind.DATE_TIME})
SHORT = {Kind.DATE: 16, Kind.PARTIAL_DATE: 16, Kind.DATE_TIME: 24, Kind.NUMBER: 12, Kind.DECIMAL: 12}
TALL = {Kind.LONG: 5, Kind.PAIRS: 6}


class FieldRow(Widget):
    """A field. It paints label, echo and error itself, so that a form needs two widgets a field."""

    DEFAULT_CSS = """
    FieldRow { width: 1fr; height: 1; layout: vertical; padding: 0 2 0 29; }
    FieldRow.-tall { padding: 1 2 0 3; }
    """

    class Typed(Message):
        """What stands in the field is something else now."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: FormField, value: str, glyphs: Glyphs) -> None:
        super().__init__(id=f"field-{field.key.replace('.', '--')}")
        self.field = field
        self.glyphs = glyphs
        self.error = ""
        self.echo = ""
        """What was understood, painted beside or beneath what was typed."""
        self._start = value

    def compose(self) -> ComposeResult:
        """Where it is typed; nothing for a field that can't be changed."""
        if not self.field.fixed:
            yield self.make_control()

    def make_control(self) -> Widget:
        """The widget that takes the typing."""
        control = TypedInput(self._start, limit=self.field.max_length, gives_way=True)
        if self.field.widget in SHORT:
            control.styles.width = SHORT[self.field.widget]
        return control

    @property
    def control(self) -> Widget | None:
        """The widget that takes the typing, or None."""
        return next(iter(self.children), None)

    @property
    def typed(self) -> str:
        """What stands in the field, as it was typed."""
        control = self.control
        return control.value if isinstance(control, Input) else self._start

    def put(self, value: str) -> None:
        """Let `value` stand in the field."""
        if isinstance(self.control, Input):
            self.control.value = value
            self.control.cursor_position = len(value)

    def start_typing(self, *, going_on: bool = False) -> None:
        """Put the cursor here; with `going_on` behind what stands here, which then stays."""
        if going_on and isinstance(self.control, TypedInput):
            self.control.go_on()
        if self.control is not None:
            self.screen.set_focus(self.control)

    def show_error(self, error: str) -> None:
        """Say under the field what is wrong; empty takes it away."""
        if error != self.error:
            self.error = error
            self._measure()

    def show_echo(self, echo: str) -> None:
        """Say what was understood."""
        if echo != self.echo:
            self.echo = echo
            self._measure()

    def on_mount(self) -> None:
        """Take the height that is needed."""
        self._measure()

    def on_resize(self, event: events.Resize) -> None:
        """Errors fold anew."""
        self._measure()

    def on_descendant_focus(self) -> None:
        """Show that the cursor is here."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Show that it is not."""
        self.refresh()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _tell_typed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Typed(self))

    @on(CutOff)
    def _tell_cut(self, event: CutOff) -> None:
        event.stop()
        self.show_error(f"Cut off: this field holds {event.kept:,} characters. Put the rest elsewhere.")

    def control_height(self) -> int:
        """Lines that the control takes, with the label if that stands above."""
        return 1

    def _measure(self) -> None:
        self.styles.height = self.control_height() + len(self._below())
        self.refresh()

    def _below(self) -> list[Part]:
        width = max(self.outer_size.width - LABEL - 2, 20)
        lines = (
            [Part(line, Tone.ACT) for line in wrapped(f"! {plain(self.error)}", width)] if self.error else []
        )
        if self.echo and not self._echo_beside():
            tone = Tone.GOOD if is_understood(self.echo) else Tone.MISSING
            lines += [Part(line, tone) for line in wrapped(f"= {plain(self.echo)}", width)]
        return lines

    def _echo_beside(self) -> bool:
        if self.field.widget not in SHORT:
            return False
        used = LABEL + SHORT[self.field.widget] + 2
        return used + cell_len(self.echo) < max(self.outer_size.width, 60)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint label, echo and error around the control."""
        width = self.outer_size.width
        return [
            strip_of(self, self._line(y), width).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)
        ]

    def _line(self, y: int) -> Parts:
        if y == 0:
            return self._first_line()
        if y < self.control_height():
            return self._edges([Part(" " * (LABEL - 1))])
        below = self._below()
        index = y - self.control_height()
        return [Part(" " * LABEL), below[index]] if 0 <= index < len(below) else []

    def label(self, width: int) -> Part:
        """The label, with a sign when the cursor is here and a star when it must be filled in."""
        here = self.control is not None and self.control.has_focus
        sign = self.glyphs.cursor if here else " "
        star = " *" if self.field.required else ""
        title = cut(plain(self.field.title), width - 4 - len(star), self.glyphs.cut)
        tone = Tone.FOCUS if here else Tone.TEXT if not self.error else Tone.ACT
        return Part(padded(f" {sign} {title}{star}", width, self.glyphs.cut), tone)

    def _edges(self, before: list[Part]) -> list[Part]:
        """Where typing begins and ends, told without colour; `before` reaches up to the first edge."""
        start = sum(cell_len(part.text) for part in before) + 1
        control = self.control
        width = control.outer_size.width if control is not None else 0
        if not width:
            return before
        room = max(min(width, self.outer_size.width - start - 1), 0)
        return [*before, Part(EDGE, Tone.MUTED), Part(" " * room), Part(EDGE, Tone.MUTED)]

    def _first_line(self) -> Parts:
        parts = self._edges([self.label(LABEL - 1)])
        if self.field.fixed:
            return [
                *parts,
                Part(" "),
                Part(plain(self._start) or "-"),
                Part("  (can't be changed here)", Tone.MUTED),
            ]
        if self.echo and self._echo_beside():
            tone = Tone.GOOD if is_understood(self.echo) else Tone.MISSING
            parts += [Part(" "), Part(plain(self.echo), tone)]
        return parts


class LongRow(FieldRow):
    """A field of many lines: the label stands above, with who will see what is written."""

    def __init__(self, field: FormField, value: str, glyphs: Glyphs) -> None:
        super().__init__(field, value, glyphs)
        self.set_class(not field.fixed, "-tall")

    def make_control(self) -> Widget:
        """Some lines, as the kind of field needs."""
        kind = PairsArea if self.field.widget is Kind.PAIRS else TypedArea
        area = kind(self._start, limit=self.field.max_length)
        area.styles.height = TALL[self.field.widget]
        return area

    @property
    def typed(self) -> str:
        """What was typed, line ends as they are."""
        return self.control.text if isinstance(self.control, TextArea) else self._start

    def put(self, value: str) -> None:
        """Let `value` stand in the field, the cursor behind it."""
        if isinstance(self.control, TextArea):
            self.control.text = value
            self.control.move_cursor(self.control.document.end)

    def _line(self, y: int) -> Parts:
        if 0 < y < self.control_height():
            return self._edges([Part("  ")])
        return super()._line(y)

    def control_height(self) -> int:
        """The label and the lines; a fixed text as long as it is."""
        if self.field.fixed:
            return max(len(plain_lines(self._start)), 1)
        return TALL[self.field.widget] + 1

    def _first_line(self) -> Parts:
        if self.field.fixed:
            return super()._first_line()
        seen = plain(self.field.seen_by)
        hint = "a name and a number a line" if self.field.widget is Kind.PAIRS else ""
        width = min(cell_len(plain(self.field.title)) + 6, 60)
        said = "  ".join(text for text in (hint, seen) if text)
        room = max(self.size.width - width - 1, 0)  # the foot says it whole
        return [self.label(width), Part(cut(said, room, self.glyphs.cut), Tone.MUTED)]
