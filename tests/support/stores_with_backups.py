"""A store that has backups of its own, and something written since the newest."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import opening, safekeeping
from recovery_tui.clock import SetClock
from recovery_tui.vault.folder import StorePaths, paths_of
from recovery_tui.vault.keyring import QUICK
from tests.ui.office import KIM, PASSPHRASE, add_person


def a_store_with_backups(data: Path, clock: SetClock) -> tuple[StorePaths, tuple[str, ...]]:
    """Locked, with a person in two backups and one written since; its files and its words."""
    desk, words = opening.set_up(data, KIM, PASSPHRASE, clock, QUICK)
    add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA")
    safekeeping.keep_daily(desk)
    clock.advance(days=1)
    safekeeping.keep_daily(desk)
    add_person(desk, "Placeholder", "Ray", "B3-20", "A3456AA")
    desk.close()
    return paths_of(data, desk.store_name), words
