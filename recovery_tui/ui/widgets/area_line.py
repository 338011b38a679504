"""The areas of a person as one line of text with their digits; the scores only once there are any."""

from __future__ import annotations

from recovery_tui.casework.views import Area
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.widgets.painted import Painted

AREAS: tuple[Area, ...] = tuple(Area)

SHORTEST = 5
"""Cells of digit and word that are kept in the narrowest window."""


class AreaLine(Painted):
    """` 1 Plan  2 Treatment ...` with the shown area in brackets, so that it is told without colour.

    Where they do not fit they come closer, then their words are cut: the digits stay.
    """

    DEFAULT_CSS = """
    AreaLine { height: 1; }
    """

    def __init__(self, area: Area) -> None:
        super().__init__(self._paint, id="areas")
        self._area = area
        self._has_scores = False

    def show_area(self, area: Area, has_scores: bool | None = None) -> None:
        """Say which area is shown, and from now on whether the scores are on the line."""
        self._area = area
        self._has_scores = self._has_scores if has_scores is None else has_scores
        self.refresh()

    def _paint(self, width: int) -> list[Parts]:
        shown = [
            (f"{digit} {area.word}", area is self._area)
            for digit, area in enumerate(AREAS, 1)
            if area is not Area.SCORES or area is self._area or self._has_scores
        ]
        words = [f"[{word}]" if here else f" {word} " for word, here in shown]
        for longest in range(max(len(word) for word, _ in shown), SHORTEST, -1):
            if sum(len(word) + 1 for word in words) < width:
                break
            words = [f"[{word[:longest]}]" if here else word[:longest] for word, here in shown]
        parts = [Part(" ")]
        for word, (_, here) in zip(words, shown, strict=True):
            parts += [Part(word, Tone.FOCUS if here else Tone.MUTED), Part(" ")]
        return [parts]
