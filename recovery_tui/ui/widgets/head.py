"""The first line of every screen: classification, where we are, who we are, when the last save was."""

from __future__ import annotations

from rich.cells import cell_len

from recovery_tui.ui.commands import Command, Place
from recovery_tui.ui.paint import Part, Parts, Tone, spread
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.painted import Painted


class Head(Painted):
    """One line, never scrolled away; in the demo it says so on every screen."""

    DEFAULT_CSS = """
    Head { height: 1; }
    """

    def __init__(self, session: Session, title: str, right: str | None = None) -> None:
        super().__init__(self._paint, id="head")
        self._session = session
        self._title = title
        self._right = right

    def retitle(self, title: str, right: str | None = None) -> None:
        """Say that we are somewhere else."""
        self._title, self._right = title, right
        self.refresh()

    def _paint(self, width: int) -> list[Parts]:
        left = [Part(" ")]
        if self._session.demo:
            left.append(Part("DEMO  ", Tone.MISSING))
        left.append(Part(self._session.classification, Tone.STRONG))
        title = self._title
        room = width - sum(cell_len(part.text) for part in left) - 3
        if self._right and cell_len(title) + cell_len(self._right) >= room:
            title = ""  # whose page it is counts more than which
        right = next((text for text in self._rights() if cell_len(title) + cell_len(text) < room), "")
        return [spread(left, [Part(title, Tone.STRONG)], [Part(right + " ", Tone.MUTED)], width)]

    def _rights(self) -> list[str]:
        """What may stand on the right, the fullest first."""
        if self._right is not None:
            return [self._right]
        if self._session.opened is None:
            return []
        name = self._session.opened.owner.name
        saved = f"saved {self._session.saved_at}" if self._session.saved_at else ""
        return [f"{name}  {saved}", saved] if saved else [name]


GAP = 3
"""Cells between two keys at the foot."""


class Footer(Painted):
    """The last line of every screen: at most six keys, and none that is cut off; help stays."""

    DEFAULT_CSS = """
    Footer { height: 1; }
    """

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__(self._paint, id="footer")
        self._commands = commands

    def offer(self, commands: tuple[Command, ...]) -> None:
        """Show the keys of other commands."""
        if commands != self._commands:
            self._commands = commands
            self.refresh()

    def _paint(self, width: int) -> list[Parts]:
        shown = list(self._commands)
        while sum(map(_cells, shown)) - GAP > width - 1:
            own = [command for command in shown if Place.APP not in command.places]
            shown.remove(own[-1] if own else shown[0])  # help, which stays, says what the others are
        parts: list[Part] = [Part(" ")]
        for command in shown:
            parts += [Part(command.key, Tone.STRONG), Part(f" {command.title}{' ' * GAP}", Tone.MUTED)]
        return [parts]


def _cells(command: Command) -> int:
    return cell_len(command.key) + 1 + cell_len(command.title) + GAP
