"""The areas of a person as one line of text with their digits; the scores only once there are any."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.views import Area
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.widgets.painted import Painted

AREAS: tuple[Area, ...] = tuple(Area)

SHORT = {Area.LINKS: "Home", Area.EVERYTHING: "All", Area.TREATMENT: "Treat"}
"""Whole words that do where there is less room, in the order in which they are taken."""

SHORTEST = 5
"""Cells of digit and word that are kept in the narrowest window."""


class AreaLine(Painted):
    """` 1 Plan  2 Treatment ...` with the shown area in brackets, so that it is told without colour.

    Where they do not fit, some have a shorter word, and at last words are cut: the digits stay.
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
            (digit, area)
            for digit, area in enumerate(AREAS, 1)
            if area is not Area.SCORES or area is self._area or self._has_scores
        ]
        words = {area: f"{digit} {area.word}" for digit, area in shown}
        air = " " if sum(len(word) + 3 for word in words.values()) < width else ""
        for area, short in SHORT.items():
            if _cells(words) > width and area in words:
                words[area] = f"{words[area][:2]}{short}"
        for longest in range(max(map(len, words.values())), SHORTEST, -1):
            if _cells(words) > width:
                words = {area: word[:longest] for area, word in words.items()}
        parts = [Part(" ")]
        for area, word in words.items():
            here = area is self._area
            parts.append(
                Part(f"[{word}]" if here else f"{air}{word}{air}", Tone.FOCUS if here else Tone.MUTED)
            )
            parts.append(Part(" "))
        return [parts]


def _cells(words: Mapping[Area, str]) -> int:
    """How many the line takes at the closest: a space between words, brackets around one."""
    return sum(len(word) + 1 for word in words.values()) + 3
