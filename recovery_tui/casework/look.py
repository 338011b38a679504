"""How the program looks before anything is unlocked: kept beside the stores, without a name or anything secret.

There is one for the data folder, however many stores it holds. The settings of a store decide as soon as it is open,
and from then on the look is theirs: so the next start looks as it did to whoever opened their records last.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_tui.errors import UsageError
from recovery_tui.vault import atomic

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.casework.settings import Settings

FILE = "display.json"

_LARGEST_FILE = 1024


@dataclass(frozen=True)
class Look:
    """The settings that hold before a passphrase is given, under their names."""

    theme: str = "dark"
    accessible: bool = False
    line_mode: bool = False


NORMAL = Look()
LARGE = Look(theme="contrast", accessible=True)
"""For large text: a terminal sets the size of its letters, so this gives them contrast and takes lines away."""
BY_LINE = Look(accessible=True, line_mode=True)
"""For screen readers and braille."""


def kept(data: Path) -> Look | None:
    """The look kept in the data folder; None when there is none, or none that can be read."""
    try:
        with (data / FILE).open("rb") as file:
            found = Look(**json.loads(file.read(_LARGEST_FILE)))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    sound = type(found.theme) is str and {type(found.accessible), type(found.line_mode)} == {bool}
    return found if sound else None


def keep(data: Path, look: Look) -> None:
    """Keep it for the next start. A folder that can't be written to is no reason to fail."""
    if look == kept(data):
        return
    with suppress(OSError):
        atomic.make_private_folder(data)
        atomic.write_atomically(data / FILE, json.dumps(asdict(look), sort_keys=True).encode())


def forget(data: Path) -> None:
    """Have the next start ask again, where there are no records yet."""
    with suppress(OSError):
        (data / FILE).unlink(missing_ok=True)


def of_settings(settings: Settings) -> Look:
    """The look that a store's settings ask for."""
    return Look(settings.theme, settings.accessible, settings.line_mode)


def give(desk: Desk, look: Look) -> None:
    """Set a new store's settings so that it looks as what was on the screen when it was made."""
    from recovery_tui.casework import settings

    for name, value in asdict(look).items():
        if value != getattr(NORMAL, name):
            with suppress(UsageError):  # a theme of another version
                settings.change(desk, name, value if isinstance(value, str) else "yes")
