"""Two fictional colleagues with stores of their own, and the app on the store of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.clock import SetClock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.widgets.form_field import FieldRow
from tests.support.desks import MONDAY, PASSPHRASE, add_person
from tests.support.exchange import acquaint, colleague
from tests.support.waiting import see
from tests.ui.office import app_on, unlock

KIM, ROSA = "Kim Example", "Rosa Placeholder"


def kim(data: Path) -> Desk:
    """A keyworker's store in `data`."""
    return colleague(data / "kim", KIM)


def rosa(data: Path) -> Desk:
    """A supervisor's store in `data`."""
    return colleague(data / "rosa", ROSA, Role.SUPERVISOR)


@contextmanager
def both(data: Path, *, acquainted: bool = True) -> Iterator[tuple[Desk, Desk]]:
    """Kim's and Rosa's stores, made and open; closed afterwards."""
    ours, theirs = kim(data), rosa(data)
    if acquainted:
        acquaint(ours, theirs)
    try:
        yield ours, theirs
    finally:
        ours.close()
        theirs.close()


def kims_team(data: Path, people: int = 1) -> None:
    """Kim's and Rosa's stores, closed again: acquainted, and Kim with some people."""
    with both(data) as (ours, _):
        for number in range(people):
            add_person(ours, f"Testwell{number or ''}", "Lee", f"A{1000 + number}AA")


def app_of(data: Path, name: str) -> RecoveryApp:
    """The app on the store of `kim` or `rosa`."""
    return app_on(data / name, SetClock(MONDAY, 7))


async def unlocked(pilot: Pilot[int]) -> None:
    """Open the store."""
    await unlock(pilot, PASSPHRASE)


async def go_to_exchange(pilot: Pilot[int]) -> None:
    """To Send and receive."""
    await pilot.press("f7")
    await see(pilot, "[F7 Send and receive]")


def put(pilot: Pilot[int], key: str, value: str) -> None:
    """Let a value stand in a field of the page."""
    pilot.app.screen.query_one(f"#field-{key}", FieldRow).put(value)
