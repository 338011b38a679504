"""Opening a store, making one, practising. Light to import: the database layer comes in with the first call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_tui.bundles.card_text import LONGEST as LONGEST_NAME
from recovery_tui.casework.look import NORMAL, Look, give
from recovery_tui.casework.owner import LONGEST_TITLE, Owner, Role
from recovery_tui.clock import Clock
from recovery_tui.errors import StoreMissingError, UsageError
from recovery_tui.vault import atomic, folder, kdf, location, passphrase, throttle

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk

__all__ = ["Owner", "Role"]

ELSEWHERE = (
    "For another folder start `recovery-tui --data-dir` with it, each time, or have IT set RECOVERY_TUI_HOME to it.",
)
"""How else than in the folder that is warned of."""


def store_names(data: Path) -> tuple[str, ...]:
    """The stores in this data folder, sorted."""
    return folder.store_names(data)


def unlock_wait(data: Path, name: str, clock: Clock) -> float:
    """Seconds until the next passphrase may be tried."""
    return throttle.wait_due(_paths(data, name).throttle, clock)


def open_desk(data: Path, name: str, secret: str, clock: Clock) -> Desk:
    """Open a store; raises `WrongPassphraseError`, `InUseError` and what `vault.store` raises."""
    from recovery_tui.casework.desk import NEWEST_VERSION, Desk
    from recovery_tui.vault import store

    return Desk(
        store.open_with_passphrase(_paths(data, name), secret, clock, newest_version=NEWEST_VERSION), clock
    )


def set_up(
    data: Path,
    owner: Owner,
    secret: str,
    clock: Clock,
    policy: kdf.KdfPolicy | None = None,
    *,
    look: Look = NORMAL,
) -> tuple[Desk, tuple[str, ...]]:
    """Make a store for `owner`; returns it open, with the twelve recovery words (they are kept nowhere)."""
    from recovery_tui.casework import settings
    from recovery_tui.casework.desk import JOB_TITLE, Desk
    from recovery_tui.vault import store

    check_owner(owner)
    paths = folder.paths_of(data, folder.name_for(owner.name, folder.store_names(data)))
    vault, words = store.create(paths, secret, policy or kdf.calibrated(clock), clock)
    desk = Desk(vault, clock, owner)
    if owner.role is Role.KEYWORKER:
        settings.change(desk, JOB_TITLE, owner.job_title)
    give(desk, look)
    return desk, words


def recover(
    data: Path,
    name: str,
    words: tuple[str, ...],
    new_secret: str,
    clock: Clock,
    policy: kdf.KdfPolicy | None = None,
) -> Desk:
    """Open a store with its recovery words and give it a new passphrase."""
    from recovery_tui.casework.desk import NEWEST_VERSION, Desk
    from recovery_tui.vault import store

    vault = store.open_with_words(
        _paths(data, name),
        words,
        new_secret,
        policy or kdf.calibrated(clock),
        clock,
        newest_version=NEWEST_VERSION,
    )
    return Desk(vault, clock)


@dataclass(frozen=True)
class Practice:
    """What a demo holds: how many made-up people, by which seed, and whether its folder stays."""

    people: int = 45
    seed: int = 1
    keep: bool = False


def open_demo(
    people: int,
    seed: int,
    clock: Clock,
    progress: Callable[[int, int], None] | None = None,
    *,
    keep: bool = False,
    look: Look = NORMAL,
) -> Desk:
    """A throwaway encrypted store of fictional people in a temporary folder, which stays only with `keep`."""
    from recovery_tui.casework import demo

    desk = demo.open_demo(people, seed, clock, progress)
    desk.keeps_folder = keep
    give(desk, look)
    return desk


def change_passphrase(desk: Desk, old: str, new: str, policy: kdf.KdfPolicy | None = None) -> None:
    """Replace the passphrase; the recovery words stay good. Raises `WrongPassphraseError`, `WeakPassphraseError`."""
    desk.vault.change_passphrase(old, new, policy or kdf.calibrated(desk.clock))


def write_document(target: Path, text: str) -> None:
    """Write a document whole or not at all, readable by its owner only."""
    with atomic.plain_file_errors("document's folder"):
        atomic.write_atomically(target, text.encode())


def no_store() -> StoreMissingError:
    """The error for a data folder without a store."""
    return StoreMissingError(
        "There is no store here yet. Set one up with `recovery-tui init`, or start the screens."
    )


def check_owner(owner: Owner) -> None:
    """Raise `UsageError` when name or establishment can't stand, here or on the card that comes later."""
    if not owner.name.strip():
        raise UsageError("A name is needed. Type your own name as colleagues know it.")
    if max(map(len, (owner.name, owner.organisation))) > LONGEST_NAME:
        raise UsageError(
            f"A name, your own or an employer's, has at most {LONGEST_NAME} characters. Shorten it."
        )
    code = owner.establishment
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise UsageError("An establishment is three capital letters, like LEI.")
    if len(owner.job_title) > LONGEST_TITLE:
        raise UsageError(f"A job title has at most {LONGEST_TITLE} characters. Shorten it.")


def strength(secret: str) -> str:
    """How strong a passphrase is, in words."""
    return str(passphrase.strength(secret))


def suggestion(clock: Clock) -> str:
    """A passphrase of five ordinary words."""
    return passphrase.suggestion(clock)


def where_words(data: Path) -> tuple[str, ...]:
    """Where the records live, in plain words, with a warning for places that are unsafe."""
    warnings = location.location_warnings(data)
    return (
        f"Your records live in one encrypted file in {data}.",
        *warnings,
        *(ELSEWHERE if warnings else ()),
    )


def _paths(data: Path, name: str) -> folder.StorePaths:
    if name not in folder.store_names(data):
        raise StoreMissingError("There is no store of that name here. Check the name, or set one up.")
    return folder.paths_of(data, name)
