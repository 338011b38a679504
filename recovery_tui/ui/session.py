"""What all screens share while the program runs: the opened desk, the settings, the last save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from recovery_tui.casework.look import NORMAL, Look, keep, of_settings
from recovery_tui.clock import Clock
from recovery_tui.errors import StoreLockedError
from recovery_tui.ui.glyphs import ASCII, UNICODE, Glyphs, glyphs_for

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.casework.settings import Settings
    from recovery_tui.casework.sharing_views import FileResult


DEBOUNCE = 1.5
"""Seconds after a change until it is written, so that nothing older than two seconds can be lost."""


class KeepsDraft(Protocol):
    """A screen with something typed that must survive a lock or an exit."""

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that was not there when it was opened."""

    def keep_draft_now(self) -> None:
        """Write what is typed to the store; may be called from any thread, raises RecoveryError."""


@dataclass
class Session:
    """One run of the program, locked or unlocked."""

    data: Path
    clock: Clock
    glyphs: Glyphs = UNICODE
    look: Look = NORMAL
    """How it looks while nothing is open, and how a store made now will."""
    opened: Desk | None = None
    settings: Settings | None = None
    saved_at: str = ""
    """`10:42`, when the last save of this session was."""
    covered: bool = False
    mine: bool = True
    """Whether lists show my people or everyone."""
    last_used: dict[str, list[str]] = field(default_factory=dict)
    """For each field of a form, the values last chosen, newest first."""
    forms: list[KeepsDraft] = field(default_factory=list)
    """Open forms, to be kept as drafts before a lock."""
    released: dict[str, FileResult] = field(default_factory=dict)
    """What came of files that had been kept aside, since a card was accepted, by the number of the bundle."""
    held: list[Callable[[], object]] = field(default_factory=list)
    """What came in while the screen was covered, to be shown once it is open again."""

    @property
    def desk(self) -> Desk:
        """The opened desk; raises StoreLockedError when the records are locked."""
        if self.opened is None:
            raise StoreLockedError("The records are locked. Everything saved is safe; open them again.")
        return self.opened

    @property
    def classification(self) -> str:
        """The line that stands on every screen."""
        return self.settings.classification if self.settings else "OFFICIAL-SENSITIVE"

    @property
    def demo(self) -> bool:
        """Whether the people on the screen are made up."""
        return self.opened is not None and self.opened.demo

    def use(self, settings: Settings) -> None:
        """Take the settings of the open store; the next start looks as they say."""
        self.settings = settings
        if not self.demo:
            self.look = of_settings(settings)
            keep(self.data, self.look)

    def draw_plainly(self, wanted: bool) -> None:
        """Have pages drawn with plain characters from now on, or with those the terminal can show."""
        own = glyphs_for(self.glyphs.encoding)
        self.glyphs = replace(ASCII, encoding=self.glyphs.encoding) if wanted else own

    def place(self, location: str) -> str:
        """A location without our own prison's letters, which would stand on every line."""
        own = self.opened.owner.establishment if self.opened is not None else ""
        return location.removeprefix(f"{own} ") if own else location

    def named(self, name: str, location: str) -> str:
        """`BARNES Lee  C2-14`: a person at the head of a page."""
        return f"{name}  {self.place(location)}".rstrip()

    def used(self, field_key: str, value: str) -> None:
        """Remember that `value` was chosen in a field."""
        values = self.last_used.setdefault(field_key, [])
        if value in values:
            values.remove(value)
        values.insert(0, value)
        del values[5:]

    def forget(self) -> None:
        """Drop everything that came out of the store."""
        self.opened = None
        self.settings = None
        self.saved_at = ""
        self.covered = False
        self.last_used.clear()
        self.forms.clear()
        self.released.clear()
        self.held.clear()
