"""Where a person's store lies on disk, and what each file in it is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from recovery_tui.vault.location import location_warnings, on_network

__all__ = [
    "StorePaths",
    "data_folder",
    "location_warnings",
    "name_for",
    "on_network",
    "paths_of",
    "store_names",
]

_LONGEST_NAME = 40
"""Characters; keeps the whole path well under the 260 that old Windows programs manage."""

_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
"""Names that Windows keeps for devices (Microsoft: Naming Files, Paths, and Namespaces)."""

_SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class StorePaths:
    """The files of one person's store."""

    name: str
    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "records.db"

    @property
    def keyring(self) -> Path:
        """The key file; a second copy lies beside it, ending in `.bak`."""
        return self.folder / "records.keys"

    @property
    def keyring_copy(self) -> Path:
        """The second copy of the key file."""
        return self.folder / "records.keys.bak"

    @property
    def anchor(self) -> Path:
        """How far this computer's feeds have come; never part of a backup."""
        return self.folder / "feed.anchor"

    @property
    def lock(self) -> Path:
        """Held while the store is open; always empty."""
        return self.folder / "store.lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock."""
        return self.folder / "store.holder"

    @property
    def throttle(self) -> Path:
        """How many wrong passphrases were given."""
        return self.folder / "unlock.count"

    @property
    def backups(self) -> Path:
        """Dated backups made by the program itself."""
        return self.folder / "backups"

    @property
    def restoring(self) -> Path:
        """Files of a backup on their way in; swapped in whole, even after a crash."""
        return self.folder / ".rp-restore"

    @property
    def restore_ready(self) -> Path:
        """Written once everything in `restoring` is verified."""
        return self.restoring / "ready"

    def exist(self) -> bool:
        """Whether there is a store: its database, its key file, or a backup about to take their place."""
        return any(
            path.exists() for path in (self.database, self.keyring, self.keyring_copy, self.restore_ready)
        )


def data_folder(explicit: Path | None, environ: Mapping[str, str]) -> Path:
    """The folder that holds every store: as given, else RECOVERY_TUI_HOME, else the user's local data folder.

    Local, not roaming: a roaming profile would copy the live store over the network at each log-in.
    """
    if explicit is not None:
        return explicit.expanduser().absolute()
    home = environ.get("RECOVERY_TUI_HOME", "").strip()
    if home:
        return Path(home).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("recovery_tui", appauthor=False, roaming=False)


def store_names(data: Path) -> tuple[str, ...]:
    """The names of the stores under `data`, sorted; none when the folder is missing or can't be read."""
    try:
        folders = sorted(place.name for place in (data / "stores").iterdir() if place.is_dir())
    except OSError:
        return ()
    return tuple(name for name in folders if not name.startswith(".") and paths_of(data, name).exist())


def paths_of(data: Path, name: str) -> StorePaths:
    """The files of the store called `name`.

    Raises ValueError when `name` could lead outside the data folder.
    """
    if not name or name in {".", ".."} or any(mark in name for mark in ("/", "\\", ":", "\0")):
        raise ValueError("A store's name is one plain folder name.")
    return StorePaths(name=name, folder=data / "stores" / name)


def name_for(person_name: str, taken: Collection[str]) -> str:
    """A folder name from a person's name, safe on every system and not in `taken`: `Åsa O'Hare` -> `asa-ohare`."""
    plain = unicodedata.normalize("NFKD", person_name).encode("ascii", "ignore").decode().lower()
    base = (
        re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:_LONGEST_NAME].strip("-")
        or "keyworker"
    )
    if base in _RESERVED:
        base = f"{base}-store"
    used = {name.lower() for name in taken}
    candidate, number = base, 2
    while candidate in used:
        suffix = f"-{number}"
        candidate, number = base[: _LONGEST_NAME - len(suffix)] + suffix, number + 1
    if not _SAFE_NAME.fullmatch(candidate):
        raise AssertionError(f"unsafe store name of {len(candidate)} characters")
    return candidate
