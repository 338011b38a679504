"""The line under the head that says where one can go, and whose people are shown."""

from __future__ import annotations

from recovery_tui.ui.commands import Place, command
from recovery_tui.ui.paint import Part, Parts, Tone, spread
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.painted import Painted


class PlacesLine(Painted):
    """` F5 Today  F6 Caseload      m: my 45 people | all 120`."""

    DEFAULT_CSS = """
    PlacesLine { height: 1; }
    """

    def __init__(self, session: Session, here: Place) -> None:
        super().__init__(self._paint, id="places")
        self._session = session
        self._here = here
        self._mine = self._everyone = 0

    def count(self, mine: int, everyone: int) -> None:
        """Say how many people there are."""
        self._mine, self._everyone = mine, everyone
        self.refresh()

    def _paint(self, width: int) -> list[Parts]:
        parts = [Part(" ")]
        for place in (Place.TODAY, Place.CASELOAD):
            goes = command(f"app.{place.value}")
            here = place is self._here
            left, right = ("[", "]") if here else (" ", " ")
            parts.append(Part(f"{left}{goes.key} {goes.title}{right} ", Tone.FOCUS if here else Tone.MUTED))
        mine, everyone = f"my {self._mine} people", f"all {self._everyone}"
        shown = f"[{mine}] | {everyone} " if self._session.mine else f"{mine} | [{everyone}] "
        return [spread(parts, [], [Part("m ", Tone.STRONG), Part(shown, Tone.MUTED)], width)]
