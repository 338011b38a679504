"""Backups: a proven copy every day (or as set) without being asked, and one wherever the person wants it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from recovery_tui.casework import settings
from recovery_tui.casework.desk import Desk
from recovery_tui.errors import RecoveryError, StoreDamagedError, StoreLockedError, UsageError
from recovery_tui.vault import backup

GENERATIONS = 7
"""Daily backups that stay."""

_MADE = re.compile(r"records-([0-9]{8}T[0-9]{6})Z")


@dataclass(frozen=True)
class Backups:
    """The backups that were made without being asked."""

    folder: Path
    count: int
    newest: datetime | None
    """Wall time here; None while there is none."""


def kept(desk: Desk) -> Backups:
    """Where they lie, how many there are, and when the newest was made."""
    found = backup.generations(desk.vault.paths)
    newest = _made_at(found[0]) if found else None
    return Backups(desk.vault.paths.backups, len(found), desk.clock.to_local(newest) if newest else None)


def _made_at(path: Path) -> datetime | None:
    made = _MADE.match(path.name)
    return datetime.strptime(made.group(1), "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if made else None


def keep_daily(desk: Desk) -> str:
    """Make a backup when one is due, every page checked on the way. For a thread, after unlocking.

    Returns a sentence when something is wrong with the store or the backup could not be made, else nothing.
    """
    if desk.demo:
        return ""
    try:
        if not _is_due(desk):
            return ""
        backup.keep_generation(desk.vault, desk.clock, GENERATIONS)
    except StoreLockedError:
        return ""
    except StoreDamagedError:
        return (
            "Part of the records file is damaged. Stop working and lock; “I have a backup”, on the first page, puts "
            "the newest backup in place."
        )
    except RecoveryError as error:
        return f"Today's backup could not be made. {error.message}"
    return ""


def _is_due(desk: Desk) -> bool:
    """Whether the newest is as many days old as was set; one of a day to come says nothing."""
    made = {_made_at(path) for path in backup.generations(desk.vault.paths)}
    days = settings.read(desk).backup_days
    today = desk.clock.now().date()
    return not any(day is not None and 0 <= (today - day.date()).days < days for day in made)


def back_up_now(desk: Desk) -> None:
    """One more of the kept backups; raises what `vault.backup.keep_generation` raises, in the demo UsageError."""
    _require_lasting(desk)
    backup.keep_generation(desk.vault, desk.clock, GENERATIONS)


def _require_lasting(desk: Desk) -> None:
    if desk.demo:
        raise UsageError("The made-up people are gone when you leave: nothing of them is backed up.")


def renew_daily(desk: Desk) -> None:
    """Make a backup now and drop all older daily ones: after an erasure they hold what must be gone."""
    if desk.demo:
        return
    old = backup.generations(desk.vault.paths)
    try:
        new = backup.keep_generation(desk.vault, desk.clock, GENERATIONS)
    except RecoveryError:
        return  # the old ones are the only ones: they stay until there is a new one
    for path in {*old} - {new}:
        with suppress(OSError):
            path.unlink()


def back_up(desk: Desk, target: Path) -> None:
    """One proven backup file at `target`; raises what `vault.backup.back_up` raises, in the demo UsageError."""
    _require_lasting(desk)
    backup.back_up(desk.vault, target, desk.clock)
