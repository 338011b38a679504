"""One of a few, all of them in sight: arrows or a first letter choose."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from recovery_tui.casework.views import Choice, FormField
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.narrowing import meant
from recovery_tui.ui.paint import Part, Parts, Tone, strip_of
from recovery_tui.ui.safe_text import padded, plain
from recovery_tui.ui.widgets.form_field import FieldRow


class OptionsLine(Widget, can_focus=True):
    """The options, folded where they don't fit; the one that is taken stands in brackets."""

    DEFAULT_CSS = """
    OptionsLine { height: auto; width: 1fr; background: $field; }
    """

    class Taken(Message):
        """Another option is taken."""

    def __init__(self, choices: tuple[Choice, ...], taken: str) -> None:
        super().__init__()
        self.choices = choices
        self.taken = taken
        """Value of the option that is taken; empty, or what no option means, while none is."""

    def take(self, value: str) -> None:
        """Take an option without telling."""
        self.taken = value
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """Arrows and the space bar go on, a letter goes to the next option that begins with it."""
        here = next((at for at, each in enumerate(self.choices) if each.value == self.taken), None)
        count = len(self.choices)
        if event.key in {"right", "space"}:
            there = 0 if here is None else (here + 1) % count
        elif event.key == "left":
            there = count - 1 if here is None else (here - 1) % count
        elif event.is_printable and event.character:
            letter = event.character.casefold()
            start = 0 if here is None else here + 1
            turns = [(start + step) % count for step in range(count)]
            there = next((at for at in turns if self.choices[at].label.casefold().startswith(letter)), -1)
        else:
            return
        event.stop()
        event.prevent_default()
        if there >= 0 and there != here:
            self.take(self.choices[there].value)
            self.post_message(self.Taken())

    def folded(self, width: int) -> list[list[Part]]:
        """The options on as many lines as they need."""
        lines: list[list[Part]] = [[]]
        used = 0
        for choice in self.choices:
            taken = choice.value == self.taken
            said = f"[{plain(choice.label)}]" if taken else f" {plain(choice.label)} "
            if used and used + cell_len(said) > width:
                lines.append([])
                used = 0
            lines[-1].append(Part(said, Tone.STRONG if taken else Tone.TEXT))
            used += cell_len(said)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need."""
        return len(self.folded(width))

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        lines = self.folded(self.size.width)
        return strip_of(self, lines[y] if y < len(lines) else [], self.size.width)


class OptionsRow(FieldRow):
    """A coded field with few codes; gives the code."""

    def __init__(self, field: FormField, value: str, glyphs: Glyphs) -> None:
        choice = meant(field.choices, value) if value else None
        super().__init__(field, choice.value if choice else value, glyphs)
        self._label = cell_len(plain(field.title)) + 4
        """Cells for the label: the options need the rest."""
        self.styles.padding = (0, 2, 0, self._label)

    def make_control(self) -> Widget:
        """The options."""
        return OptionsLine(self.field.choices, self._start)

    @property
    def typed(self) -> str:
        """The code of the option taken."""
        return self.control.taken if isinstance(self.control, OptionsLine) else self._start

    def put(self, value: str) -> None:
        """Take what `value` names."""
        if isinstance(self.control, OptionsLine):
            choice = meant(self.field.choices, value) if value else None
            self.control.take(choice.value if choice else value)
            self._measure()

    def control_height(self) -> int:
        """As many lines as the options need."""
        control = self.control
        return len(control.folded(control.size.width or 80)) if isinstance(control, OptionsLine) else 1

    def _line(self, y: int) -> Parts:
        if y >= self.control_height():
            return super()._line(y)
        here = self.control is not None and self.control.has_focus
        tone = Tone.FOCUS if here else Tone.ACT if self.error else Tone.TEXT
        said = f" {self.glyphs.cursor if here else ' '} {plain(self.field.title)}" if y == 0 else ""
        return self._edges([Part(padded(said, self._label - 1, self.glyphs.cut), tone)])

    def on_options_line_taken(self, event: OptionsLine.Taken) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.Typed(self))
