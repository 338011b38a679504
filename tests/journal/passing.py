"""Passing events between stores without a bundle: stretches out of one journal and into another."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

from recovery_tui.casework.desk import Desk
from recovery_tui.clock import SetClock
from recovery_tui.journal.outgoing import Logged, Outgoing, events_of, outgoing
from recovery_tui.journal.stretch import Taken
from tests.support.desks import MONDAY, new_desk, reopened

Passed = tuple[Outgoing, tuple[Logged, ...]]


def desk_of(data: Path, name: str) -> Desk:
    """A new store with keys and salts of its own."""
    return new_desk(data, name, SetClock(MONDAY, zlib.crc32(name.encode())))


def again(data: Path, name: str, chance: str) -> Desk:
    """A store opened again; `chance` names the chance it goes on with."""
    return reopened(data, name, SetClock(MONDAY, zlib.crc32(chance.encode())))


def everything_of(desk: Desk) -> list[Passed]:
    """Every stretch of a store, with its events."""
    with desk.journal.reading() as conn:
        return [(out, tuple(events_of(conn, out.pieces))) for out in outgoing(conn, {})]


def take_in(
    desk: Desk, passed: list[Passed], shown: Callable[[Logged], bool] = lambda _: True
) -> list[Taken]:
    """Take stretches into a store, in one transaction; bodies for which `shown` says no come as bare leaves."""
    taken = []
    with desk.journal.receiving() as intake:
        for out, events in passed:
            taken.append(intake.begin(out.stretch))
            intake.prepare(out.stretch.first, out.stretch.last)
            for event in events:
                if event.raw is not None and shown(event):
                    intake.take(event.raw)
                else:
                    intake.take_leaf(event.leaf)
            intake.seal(out.stretch.last, out.seal)
            intake.end()
    return taken
