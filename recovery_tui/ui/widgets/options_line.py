"""One of a few, all of them in sight: arrows choose, and each has a letter of its own."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from recovery_tui.casework.narrowing import meant
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, strip_of
from recovery_tui.ui.safe_text import padded, plain
from recovery_tui.ui.widgets.form_field import FieldRow


def letters_of(labels: Sequence[str]) -> list[tuple[str, int]]:
    """Each label with the place of the letter that is its own: the first of a word where that is free."""
    given: set[str] = set()
    found = []
    for label in labels:
        begins = [at for at in range(len(label)) if at == 0 or label[at - 1] == " "]
        places = [*begins, *(at for at in range(len(label)) if at not in begins)]
        free = (at for at in places if label[at].isalnum() and label[at].casefold() not in given)
        at = next(free, len(label))
        given.add(label[at : at + 1].casefold())
        found.append((label, at))
    return found


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
        self._letters = letters_of([choice.label for choice in choices])
        self.taken = taken
        """Value of the option that is taken; empty, or what no option means, while none is."""

    def take(self, value: str) -> None:
        """Take an option without telling."""
        self.taken = value
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """Arrows and the space bar go on, a letter takes the option whose it is, wherever one is."""
        here = next((at for at, each in enumerate(self.choices) if each.value == self.taken), None)
        count = len(self.choices)
        if event.key in {"right", "space"}:
            there = 0 if here is None else (here + 1) % count
        elif event.key == "left":
            there = count - 1 if here is None else (here - 1) % count
        elif event.is_printable and event.character:
            letter = event.character.casefold()
            places = (label[at : at + 1].casefold() for label, at in self._letters)
            there = next((number for number, own in enumerate(places) if own == letter), -1)
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
        for choice, (label, at) in zip(self.choices, self._letters, strict=True):
            taken = choice.value == self.taken
            named = label[:at] + label[at : at + 1].upper() + label[at + 1 :] if at else label
            said = f"[{plain(named)}]" if taken else f" {plain(named)} "
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
