"""Backups: a proven copy every day without being asked, and one wherever the person wants it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from recovery_tui.casework.desk import Desk
from recovery_tui.errors import RecoveryError, StoreDamagedError, StoreLockedError
from recovery_tui.vault import backup

GENERATIONS = 7
"""Daily backups that stay."""


def keep_daily(desk: Desk) -> str:
    """Make today's backup if there is none, every page checked on the way. For a thread, after unlocking.

    Returns a sentence when something is wrong with the store or the backup could not be made, else nothing.
    """
    today = f"records-{desk.clock.now():%Y%m%d}"
    if desk.demo or any(path.name.startswith(today) for path in backup.generations(desk.vault.paths)):
        return ""
    try:
        backup.keep_generation(desk.vault, desk.clock, GENERATIONS)
    except StoreLockedError:
        return ""
    except StoreDamagedError:
        return (
            "Part of the records file is damaged. Stop working, and restore the newest backup with support."
        )
    except RecoveryError as error:
        return f"Today's backup could not be made. {error.message}"
    return ""


def renew_daily(desk: Desk) -> None:
    """Make a backup now and drop all older daily ones: after an erasure they hold what must be gone."""
    if desk.demo:
        return
    old = backup.generations(desk.vault.paths)
    try:
        backup.keep_generation(desk.vault, desk.clock, GENERATIONS)
    except RecoveryError:
        return  # the old ones are the only ones: they stay until there is a new one
    kept = backup.generations(desk.vault.paths)[:1]
    for path in {*old} - {*kept}:
        with suppress(OSError):
            path.unlink()


def back_up(desk: Desk, target: Path) -> None:
    """One proven backup file at `target`; raises what `vault.backup.back_up` raises."""
    backup.back_up(desk.vault, target, desk.clock)
