"""Where people type: one line or many, with undo, and with a limit that cuts a paste to fit."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input, TextArea

from recovery_tui.ui.commands import Place, bindings_for

UNDO_STEPS = 200


class CutOff(Message):
    """More was pasted or typed than the field can hold; `kept` characters are there."""

    def __init__(self, kept: int) -> None:
        super().__init__()
        self.kept = kept


class TypedInput(Input):
    """One line. Ctrl+z takes typing back (Textual's Input can't), and pasted text is cut to fit."""

    BINDINGS = bindings_for(Place.FIELD)

    DEFAULT_CSS = """
    TypedInput { height: 1; border: none; padding: 0; width: 1fr; background: $field; color: $foreground; }
    TypedInput:focus { border: none; background: $field; background-tint: $field 0%; }
    TypedInput > .input--selection { background: $field; color: $foreground; text-style: reverse; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        limit: int = 200,
        placeholder: str = "",
        password: bool = False,
        id: str | None = None,
        gives_way: bool = False,
    ) -> None:
        """With `gives_way` what stands here is replaced by what is typed first; the arrows and ctrl+z keep it."""
        super().__init__(
            value, placeholder=placeholder, password=password, max_length=limit, id=id, select_on_focus=gives_way,
            compact=True,
        )  # fmt: skip
        self.limit = limit
        self._gives_way = gives_way
        self._past: list[str] = []
        self._future: list[str] = []
        self._now = value

    def go_on(self) -> None:
        """The cursor comes to go on with what stands here, this once."""
        self.select_on_focus = False
        self.cursor_position = len(self.value)

    def on_blur(self) -> None:
        """Who comes back later may begin afresh."""
        self.select_on_focus = self._gives_way

    def on_input_changed(self) -> None:
        """Keep a step for ctrl+z."""
        if self.value != self._now and not self.password:
            self._past.append(self._now)
            del self._past[:-UNDO_STEPS]
            self._future.clear()
        self._now = self.value

    def action_undo_typing(self) -> None:
        """Put back what stood here before the last change."""
        self._travel(self._past, self._future)

    def action_redo_typing(self) -> None:
        """Take the last undo back."""
        self._travel(self._future, self._past)

    def _travel(self, source: list[str], target: list[str]) -> None:
        if source:
            target.append(self.value)
            self._now = source.pop()
            self.value = self._now
            self.cursor_position = len(self.value)

    def forget(self) -> None:
        """Empty the field and everything that could bring its text back."""
        self._past.clear()
        self._future.clear()
        self._now = ""
        self.value = ""

    def restricted(self) -> None:
        """Tell that a letter found no room, instead of ringing a bell."""
        self.post_message(CutOff(self.limit))

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste of the terminal."""
        event.prevent_default()
        event.stop()
        self._take(event.text)

    def action_paste(self) -> None:
        """Take what was copied in the program."""
        self._take(self.app.clipboard)

    def _take(self, pasted: str) -> None:
        """As much as fits, line ends as spaces."""
        start, end = sorted(self.selection)
        room = self.limit - (len(self.value) - (end - start))
        text = " ".join(pasted[: 4 * self.limit + 4].split())
        if room > 0 and text:
            self.replace(text[:room], start, end)
        if len(text) > room:
            self.post_message(CutOff(self.limit))


class TypedArea(TextArea):
    """Many lines; Tab goes on to the next field, ctrl+z and ctrl+y travel, and a limit holds."""

    DEFAULT_CSS = """
    TypedArea {
        height: 5; border: none; padding: 0; width: 1fr; background: $field; color: $foreground;
        scrollbar-size-vertical: 1;
    }
    TypedArea:focus { border: none; background: $field; background-tint: $field 0%; }
    TypedArea .text-area--cursor-line { background: $field; }
    """

    _LEFT_ALONE = frozenset({"select_line", "select_all"})

    def __init__(self, value: str = "", *, limit: int = 20_000, id: str | None = None) -> None:
        super().__init__(value, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.limit = limit

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave F6 and F7 to the places: for Textual they select in a text, and the next letter would replace it."""
        return action not in self._LEFT_ALONE and super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Take no more characters than the field can hold."""
        types = event.is_printable or event.key == "enter"
        if types and len(self.text) - len(self.selected_text) >= self.limit:
            event.prevent_default()
            event.stop()
            self.post_message(CutOff(self.limit))

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste of the terminal."""
        event.prevent_default()
        event.stop()
        self._take(event.text)

    def action_paste(self) -> None:
        """Take what was copied in the program."""
        self._take(self.app.clipboard)

    def _take(self, pasted: str) -> None:
        """As much as fits."""
        room = self.limit - (len(self.text) - len(self.selected_text))
        if room > 0 and pasted:
            result = self.replace(pasted[:room], *self.selection)
            self.move_cursor(result.end_location)
        if len(pasted) > room:
            self.post_message(CutOff(self.limit))


class PairsArea(TypedArea):
    """Names with a number each, one a line: up, down and Enter lead to the end of a line, where its number stands."""

    _STEPS = {"up": -1, "down": 1, "enter": 1}

    def on_focus(self) -> None:
        """Begin at the first name that waits for its number."""
        waiting = (at for at in range(self.document.line_count) if self._waits(at))
        self._to_end_of(next(waiting, self.cursor_location[0]))

    def on_key(self, event: events.Key) -> None:
        """Go from number to number; elsewhere keys do what they do in any text."""
        line = self.cursor_location[0] + self._STEPS.get(event.key, 0)
        if event.key in self._STEPS and 0 <= line < self.document.line_count:
            event.prevent_default()
            event.stop()
            self._to_end_of(line)

    def _waits(self, line: int) -> bool:
        return self.document.get_line(line).rstrip().endswith(":")

    def _to_end_of(self, line: int) -> None:
        self.move_cursor((line, len(self.document.get_line(line))))
