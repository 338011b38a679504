"""One page of text to be read by two people at one screen: a title, wide margins, room between the lines."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.safe_text import plain_lines, wrapped
from recovery_tui.ui.widgets.painted import Painted

MARGIN = 6
WIDEST = 66
"""Columns of a line: longer ones are hard to follow with a finger."""

Paragraph = tuple[str, Tone]


class LargeText(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A title and paragraphs; the lines stand apart where there is room for that."""

    DEFAULT_CSS = """
    LargeText { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: tuple[Paragraph, ...] = ()

    def compose(self) -> ComposeResult:
        """What is painted, which scrolls when it is longer than the screen."""
        yield Painted(self._paint)

    def show_page(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        """Show another page, from its beginning."""
        self._paragraphs = ((title.upper(), Tone.FOCUS), *paragraphs)
        self.query_one(Painted).refresh(layout=True)
        self.scroll_home(animate=False)

    def _paint(self, width: int) -> list[Parts]:
        margin = MARGIN if width > WIDEST else 2
        folded = [
            [
                line
                for whole in plain_lines(text)
                for line in wrapped(whole, max(min(width - 2 * margin, WIDEST), 1))
            ]
            for text, _ in self._paragraphs
        ]
        needed = sum(2 * len(lines) for lines in folded)
        apart = needed <= self.size.height
        painted: list[Parts] = [[]] if apart else []
        for (_, tone), lines in zip(self._paragraphs, folded, strict=True):
            for line in lines:
                painted.append([Part(" " * margin + line, tone)])
                painted += [[]] if apart else []
            painted += [] if apart else [[]]
        return painted
