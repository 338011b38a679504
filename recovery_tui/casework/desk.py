"""An open store as the jobs use it: its owner, its journal, and the clock."""

from __future__ import annotations

import platform
from pathlib import Path

from recovery_tui.casework.owner import Owner
from recovery_tui.clock import Clock
from recovery_tui.errors import StoreDamagedError
from recovery_tui.journal import tables
from recovery_tui.journal.journal import Journal
from recovery_tui.practice.counts import counted
from recovery_tui.records.called import call_keyworkers
from recovery_tui.vault import retired, store
from recovery_tui.vault.store import Vault

OWNER = "owner"
"""Setting that holds whose store it is."""

JOB_TITLE = "job_title"
"""Setting that holds what keyworkers are called here."""

NEWEST_VERSION = tables.NEWEST_VERSION


class Desk:
    """One unlocked store. All jobs take it as their first argument."""

    def __init__(
        self, vault: Vault, clock: Clock, owner: Owner | None = None, *, demo_folder: Path | None = None
    ) -> None:
        """Open the journal on `vault`; `owner` is given once, when the store is new."""
        self.clock = clock
        self.demo_folder = demo_folder
        self.keeps_folder = False
        self._paths = vault.paths
        self._begin(vault, owner)

    def _begin(self, vault: Vault, owner: Owner | None) -> None:
        self.vault = vault
        try:
            self.journal = Journal(vault, self.clock, computer_name())
            with vault.writing() as conn:
                if owner is not None:
                    tables.set_setting(conn, OWNER, owner.to_json())
                kept = tables.setting(conn, OWNER)
                call_keyworkers(tables.setting(conn, JOB_TITLE) or "")
                retired.forget_retired(conn, self.clock.now() - retired.OVERLAP)
        except BaseException:
            vault.lock()
            raise
        if kept is None:
            vault.lock()
            raise StoreDamagedError("This store was never finished. Nothing is in it; set it up again.")
        self.owner = Owner.from_json(kept)

    @property
    def demo(self) -> bool:
        """Whether everybody in this store is made up."""
        return self.demo_folder is not None

    @property
    def store_name(self) -> str:
        """Name of the store in the data folder."""
        return self._paths.name

    @property
    def me(self) -> str:
        """The owner's fingerprint."""
        return self.vault.author.fingerprint

    def as_worker(self, role: str = "keyworker") -> dict[str, str]:
        """The owner as somebody's worker from today: the values of an assignment."""
        today = self.clock.today().isoformat()
        return {"worker": self.me, "worker_name": self.owner.name, "role": role, "from_on": today}

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show once after unlocking."""
        failed = self.vault.failed_unlocks
        count = f"{counted(failed, 'wrong passphrase')} since this store was last open."
        return (*self.vault.notices, *self.journal.warnings, *((count,) if failed else ()))

    @property
    def locked(self) -> bool:
        """Whether the keys have been dropped."""
        return self.vault.locked

    def matches(self, passphrase: str) -> bool:
        """Whether this passphrase opens the store."""
        return self.vault.matches_passphrase(passphrase)

    def lock(self) -> None:
        """Seal, write the anchor, close the database and drop the keys. May be called twice."""
        self.journal.close()

    def unlock(self, passphrase: str) -> None:
        """Open the store again after `lock`; raises `WrongPassphraseError`."""
        vault = store.open_with_passphrase(self._paths, passphrase, self.clock, newest_version=NEWEST_VERSION)
        self._begin(vault, None)

    def close(self) -> None:
        """Lock. A demo's desk lets go of its folder, too."""
        self.lock()


def computer_name() -> str:
    """A name for this computer, as histories show it; at most 40 characters."""
    return platform.node()[:40] or "computer"
