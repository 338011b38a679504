"""Colleagues for tests: real stores with keys of their own, who have accepted each other's cards."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

from recovery_tui.bundles import cards as card_files
from recovery_tui.bundles import trust
from recovery_tui.casework import cards, receiving, sending
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.casework.sharing_views import FileResult, SendOrder, SentFile
from recovery_tui.clock import SetClock
from recovery_tui.vault import store
from recovery_tui.vault.folder import paths_of
from recovery_tui.vault.kdf import QUICK
from tests.support.desks import MONDAY, PASSPHRASE, reopened

PRISON = "Fictional Prison Service"


def colleague(
    data: Path, name: str, role: Role = Role.KEYWORKER, organisation: str = PRISON, establishment: str = "FIC"
) -> Desk:
    """A new store of somebody fictional; the name seeds their keys."""
    clock = SetClock(MONDAY, zlib.crc32(name.encode()))
    vault, _ = store.create(paths_of(data, name.split()[0].lower()), PASSPHRASE, QUICK, clock)
    return Desk(vault, clock, Owner(name, role, establishment, organisation, "Recovery worker"))


def back_again(data: Path, desk: Desk, chance: str) -> Desk:
    """A store closed and opened again; `chance` names the chance it goes on with."""
    desk.close()
    return reopened(data, desk.store_name, SetClock(desk.clock.now(), zlib.crc32(chance.encode())))


def accept(desk: Desk, other: Desk) -> None:
    """Accept somebody's card, its words compared."""
    cards.own_card(other)
    with other.journal.reading() as conn:
        own = trust.find(conn, other.me)
    assert own is not None
    with desk.vault.writing() as conn:
        trust.keep(conn, card_files.read(own.card.raw.encode()), desk.clock.now())
        trust.compare(conn, other.me, desk.clock.now())


def acquaint(*desks: Desk) -> None:
    """Everybody accepts everybody's card."""
    for desk in desks:
        for other in desks:
            if desk is not other:
                accept(desk, other)


def send(desk: Desk, folder: Path, *to: Desk, **order: object) -> Path:
    """Write a file for colleagues; gives its path."""
    sent: SentFile = sending.send(desk, SendOrder(tuple(each.me for each in to), **order), folder)  # type: ignore[arg-type]
    return folder / sent.file


def receive(desk: Desk, *paths: Path) -> Sequence[FileResult]:
    """Take files in."""
    return receiving.receive(desk, paths)
