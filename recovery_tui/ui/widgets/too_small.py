"""What is shown instead of a screen when the window is too small for it."""

from __future__ import annotations

from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.safe_text import wrapped
from recovery_tui.ui.widgets.painted import Painted

NEEDS = (60, 20)
"""Columns and lines below which nothing but this is painted."""


class TooSmall(Painted):
    """Covers the screen; what is beneath keeps its cursor and what was typed."""

    DEFAULT_CSS = """
    TooSmall { layer: over; dock: top; width: 100%; height: 100%; display: none; background: $background; }
    """

    def __init__(self) -> None:
        super().__init__(self._paint)

    def _paint(self, width: int) -> list[Parts]:
        size = self.app.size
        text = (
            f"This needs a larger window: {NEEDS[0]} columns and {NEEDS[1]} lines, and there are "
            f"{size.width} and {size.height}. Make the window larger or the letters smaller; nothing typed "
            "is lost. With very large letters, start with --plain."
        )
        return [[Part(" " + line, Tone.STRONG)] for line in wrapped(text, max(width - 2, 8))]
