"""A widget that shows a few painted lines and nothing else: heads, feet, rules, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from recovery_tui.ui.paint import Part, Parts, Tone, strip_of
from recovery_tui.ui.safe_text import plain_lines, wrapped

Painter = Callable[[int], Sequence[Parts]]
"""Gives the lines for a width in cells."""


class Painted(Widget):
    """Lines made by a painter for the width there is; as high as the painter's lines."""

    DEFAULT_CSS = """
    Painted { height: auto; width: 1fr; }
    """

    def __init__(self, painter: Painter | None = None, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._painter: Painter = painter or (lambda width: [])

    def show(self, *lines: Parts) -> None:
        """Show these lines from now on; none makes the widget vanish."""
        self.paint_with(lambda width: list(lines))

    def say(self, text: str, tone: Tone = Tone.TEXT) -> None:
        """Show one text, folded between words where it is too long; empty makes the widget vanish."""

        def paint(width: int) -> list[Parts]:
            if not text:
                return []
            return [
                [Part(" " + line, tone)]
                for whole in plain_lines(text)
                for line in wrapped(whole, max(width - 2, 1))
            ]

        self.paint_with(paint)

    def paint_with(self, painter: Painter) -> None:
        """Show what `painter` gives; the page is laid out anew only for another number of lines."""
        self._painter = painter
        width, height = self.size
        self.refresh(layout=not width or height != len(painter(width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the painter gives for `width`."""
        return len(self._painter(width))

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        lines = self._painter(self.size.width)
        return strip_of(self, lines[y] if y < len(lines) else [], self.size.width)


class Rule(Painted):
    """A single line across the screen."""

    DEFAULT_CSS = """
    Rule { height: 1; }
    """

    def __init__(self, sign: str) -> None:
        super().__init__(lambda width: [[Part(" " + sign * max(width - 2, 0), Tone.MUTED)]])
