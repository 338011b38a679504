"""The areas of a person as one line of text with their digits."""

from __future__ import annotations

from recovery_tui.casework.views import Area
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.widgets.painted import Painted

AREAS: tuple[Area, ...] = tuple(Area)


class AreaLine(Painted):
    """` 1 Plan  2 Treatment ...` with the shown area in brackets, so that it is told without colour."""

    DEFAULT_CSS = """
    AreaLine { height: 1; }
    """

    def __init__(self, area: Area) -> None:
        super().__init__(self._paint, id="areas")
        self._area = area

    def show_area(self, area: Area) -> None:
        """Say which area is shown."""
        self._area = area
        self.refresh()

    def _paint(self, width: int) -> list[Parts]:
        parts = [Part(" ")]
        for digit, area in enumerate(AREAS, 1):
            shown = area is self._area
            left, right = ("[", "]") if shown else (" ", " ")
            parts.append(Part(f"{left}{digit} {area.word}{right}", Tone.FOCUS if shown else Tone.MUTED))
            parts.append(Part(" "))
        return [parts]
