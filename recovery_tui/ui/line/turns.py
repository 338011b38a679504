"""Where a conversation goes when it does not simply go on."""

from __future__ import annotations


class Turn(Exception):  # noqa: N818  (not an error: somebody wants something else)
    """The conversation goes on elsewhere."""


class Back(Turn):
    """One level back."""


class SaveNow(Turn):
    """Save what was typed so far."""


class GoTo(Turn):
    """To a top-level place."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class Locked(Turn):
    """The records are locked; they can be opened again."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Left(Turn):
    """The program is left."""


class Gone(Turn):
    """Nobody is at the other end any more: the terminal was closed, or the file that was read has ended."""
