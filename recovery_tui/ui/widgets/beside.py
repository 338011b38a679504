"""The detail of the line the cursor is on, beside the list, where the window is wide enough for both."""

from __future__ import annotations

from collections.abc import Iterator

from textual.strip import Strip
from textual.widget import Widget

from recovery_tui.casework.views import Detail, Line, Mark
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, strip_of, tone_of
from recovery_tui.ui.safe_text import plain, wrapped

_NOTHING = Detail("", ())
_HANGING = "  "
"""Before what is folded, so that the beginnings stand out."""


class Beside(Widget):
    """Painted, never focused. Shown in wide windows only (see the style sheet), once it has the class -wanted."""

    DEFAULT_CSS = """
    Beside { display: none; width: 1fr; height: 1fr; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._detail = _NOTHING
        self._lines: list[Parts] = []
        self._folded_for = 0

    def show_detail(self, detail: Detail | None) -> None:
        """Show `detail` from now on, or nothing."""
        self._detail, self._folded_for = detail or _NOTHING, 0
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of it beside the rule; the last one says when there is more."""
        width, height = self.size
        if self._folded_for != width:
            self._lines, self._folded_for = list(_folded(self._detail, width - 3)), width
        left = len(self._lines) - height
        shown = self._lines[y] if y < len(self._lines) else []
        if left > 0 and y == height - 1:
            shown = [Part(f"and {left + 1} lines more", Tone.MUTED)]
        return strip_of(self, [Part(f" {self._glyphs.side} ", Tone.MUTED), *shown], width)


def _folded(detail: Detail, width: int) -> Iterator[Parts]:
    if detail.title:
        yield from _text(detail.title, width, Tone.STRONG)
    for section in detail.sections:
        if section.title:
            yield []
            yield from _text(section.title, width, Tone.STRONG)
        for line in section.lines:
            yield from _line(line, width) if section.title else _fact(line, width)


def _fact(line: Line, width: int) -> Iterator[Parts]:
    """`title: value`, the title quieter."""
    title = f"{plain(line.text)}: " if line.note else ""
    first, *rest = wrapped(title + plain(line.note or line.text), width)
    if first.startswith(title):
        yield [Part(title, Tone.MUTED), Part(first.removeprefix(title))]
    else:
        yield [Part(first)]
    yield from ([Part(_HANGING + each)] for each in wrapped(" ".join(rest), width - 2) if each)


def _line(line: Line, width: int) -> Iterator[Parts]:
    """A thing to do with its mark, and beneath it what is said about it."""
    mark = f"{line.mark.value} " if line.mark is not Mark.NONE else ""
    yield from _text(mark + line.text, width, tone_of(line.mark))
    if line.note:
        yield from ([Part(_HANGING), *parts] for parts in _text(line.note, width - 2, Tone.MUTED))


def _text(text: str, width: int, tone: Tone) -> Iterator[Parts]:
    first, *rest = wrapped(plain(text), width)
    yield [Part(first, tone)]
    yield from ([Part(_HANGING + each, tone)] for each in wrapped(" ".join(rest), width - 2) if each)
