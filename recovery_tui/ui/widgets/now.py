"""What to do now, before anything is written down: the loudest lines of a page."""

from __future__ import annotations

from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.safe_text import plain, wrapped
from recovery_tui.ui.widgets.painted import Painted


class Now(Painted):
    """` NOW  ` and words folded beside it."""

    def __init__(self, words: str) -> None:
        super().__init__(self._paint, id="now")
        self._words = words

    def tell(self, words: str) -> None:
        """Say something else from now on."""
        self._words = words
        self.paint_with(self._paint)

    def _paint(self, width: int) -> list[Parts]:
        lines = wrapped(plain(self._words), max(width - 10, 20))
        return [
            [Part(" NOW  " if number == 0 else "      ", Tone.ACT), Part(line, Tone.STRONG)]
            for number, line in enumerate(lines)
        ]
