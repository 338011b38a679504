"""Real encrypted stores for tests, made quickly: made-up people, little key stretching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from recovery_tui.clock import Clock, SetClock
from recovery_tui.vault.folder import StorePaths, paths_of
from recovery_tui.vault.kdf import QUICK
from recovery_tui.vault.store import Vault, create, open_with_passphrase

PASSPHRASE = "marble-otter-quilt-seven"
NEW_PASSPHRASE = "velvet-harbour-eleven-spoons"
CANARY = "Zanzibarquartz"
"""A word that stands nowhere but in what is typed."""
NEWEST = 99
"""A schema number above any the tests set."""


def a_clock(seed: int = 1) -> SetClock:
    """Mon 23 Nov 2026, 09:30."""
    return SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC), seed)


@dataclass
class MadeStore:
    """A store just made, open."""

    vault: Vault
    words: tuple[str, ...]
    clock: Clock

    @property
    def paths(self) -> StorePaths:
        """Its files."""
        return self.vault.paths

    def reopen(self) -> Vault:
        """Lock it and open it again."""
        self.vault.lock()
        self.vault = reopen(self.paths, self.clock)
        return self.vault


def make_store(data: Path, name: str = "asa-fictional", clock: Clock | None = None) -> MadeStore:
    """Make a store called `name` under `data`; the caller locks it."""
    clock = clock or a_clock()
    vault, words = create(paths_of(data, name), PASSPHRASE, QUICK, clock)
    return MadeStore(vault, words, clock)


def reopen(paths: StorePaths, clock: Clock | None = None, passphrase: str = PASSPHRASE) -> Vault:
    """Open a store made by `make_store`."""
    return open_with_passphrase(paths, passphrase, clock or a_clock(), newest_version=NEWEST)


def save_note(vault: Vault, note: str) -> None:
    """Write a line into a table of the test's own."""
    with vault.writing() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS note (words TEXT)"))
        connection.execute(text("INSERT INTO note VALUES (:note)"), {"note": note})


def notes(vault: Vault) -> list[str]:
    """The lines that `save_note` wrote, in order."""
    with vault.reading() as connection:
        return [row[0] for row in connection.execute(text("SELECT words FROM note ORDER BY rowid"))]
