"""Opening records from a thread: passphrase work and heavy imports never happen while painting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.casework.settings import Settings

PLACES_MODULE = "recovery_tui.ui.places"
"""The screens behind the unlock screen; with them come the database and the schema."""


PRACTISE = "practise"
"""What is asked for by who would rather try everything with made-up people first."""


@dataclass(frozen=True)
class Opened:
    """Records that have just been opened, and where to go first."""

    desk: Desk
    settings: Settings
    first: str = "today"
    """`today`, `csv`, `new-person`, or `practise`, for which these records are closed again."""


class DeskOpened(Message):
    """Tells the app that there is work to do now."""

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self.opened = opened


class SettingsChanged(Message):
    """Tells the app that something was set."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings


def load_places() -> None:
    """Import the screens and all beneath them; slow, so never where something is painted."""
    import_module(PLACES_MODULE)


def opened_by(opening: Callable[[], Desk]) -> Opened:
    """Open the records and get ready to show them; for a thread. Raises what `opening` raises."""
    desk = opening()
    load_places()
    from recovery_tui.casework import settings

    return Opened(desk, settings.read(desk))
