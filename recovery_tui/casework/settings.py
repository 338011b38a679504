"""What the site or the owner has set: how soon the screen is covered, which theme, which line stands on top."""

from __future__ import annotations

from dataclasses import dataclass, fields

from recovery_tui.casework.desk import Desk
from recovery_tui.errors import UsageError
from recovery_tui.journal import tables


@dataclass(frozen=True)
class Settings:
    """The settings with their defaults."""

    cover_minutes: int = 5
    """Idle minutes until the screen is covered."""
    lock_minutes: int = 15
    """Idle minutes until the keys are dropped."""
    classification: str = "OFFICIAL-SENSITIVE"
    theme: str = "dark"


def read(desk: Desk) -> Settings:
    """The settings of this store."""
    with desk.journal.reading() as conn:
        kept = {field.name: tables.setting(conn, field.name) for field in fields(Settings)}
    given = {
        name: int(value) if name.endswith("_minutes") else value for name, value in kept.items() if value
    }
    return Settings(**given)  # type: ignore[arg-type]


def change(desk: Desk, name: str, value: str) -> None:
    """Set one setting; raises `UsageError` for an unknown name or a number out of range."""
    if name not in {field.name for field in fields(Settings)}:
        raise UsageError("There is no such setting. Nothing was changed.")
    if name.endswith("_minutes") and not (value.isdigit() and 1 <= int(value) <= 120):
        raise UsageError("Minutes are a whole number from 1 to 120. Nothing was changed.")
    with desk.vault.writing() as conn:
        tables.set_setting(conn, name, value)
