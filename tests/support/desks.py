"""Real encrypted stores for tests, opened at a set hour."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from recovery_tui.casework.desk import NEWEST_VERSION, Desk
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.casework.views import RecordId
from recovery_tui.clock import Clock, SetClock
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.vault import store
from recovery_tui.vault.folder import paths_of
from recovery_tui.vault.kdf import QUICK

PASSPHRASE = "four quiet herons wading"
MONDAY = datetime(2026, 11, 23, 10, 42, 7, tzinfo=UTC)
OWNER = Owner("Kim Ahmed", Role.KEYWORKER, "FIC", "Fictional Prison Service", "Recovery worker")


def new_desk(data: Path, name: str = "kim", clock: SetClock | None = None) -> Desk:
    """A new store in `data`, open; the words are dropped."""
    clock = clock or SetClock(MONDAY)
    vault, _ = store.create(paths_of(data, name), PASSPHRASE, QUICK, clock)
    return Desk(vault, clock, OWNER)


def reopened(data: Path, name: str = "kim", clock: SetClock | None = None) -> Desk:
    """The store in `data`, opened again."""
    clock = clock or SetClock(MONDAY)
    vault = store.open_with_passphrase(paths_of(data, name), PASSPHRASE, clock, newest_version=NEWEST_VERSION)
    return Desk(vault, clock)


def add_person(desk: Desk, surname: str = "Barnes", forename: str = "Lee", number: str = "A1234BC") -> str:
    """A fictional person with a number and a stay; returns the id."""
    saved = desk.journal.save(
        [
            Change(
                "person",
                {
                    "surname": surname,
                    "forename": forename,
                    "born_on": "1992-05-03",
                    "record_status": "active",
                },
            ),
            Change("identifier", {"system": "prison_number", "value": number}, person="@p"),
            Change(
                "stay",
                {
                    "stay_type": "custody",
                    "establishment": "FIC",
                    "location": "C2-14",
                    "started_on": "2026-06-01",
                    "release_expected_on": "2026-12-04",
                },
                person="@p",
            ),
        ],
        ["p", None, None],
    )
    return saved.ids[0]


def stored(desk: Desk, person: str, kind: str) -> list[reading.Record]:
    """A person's records of a kind in the order they were made, hidden ones too."""
    with desk.journal.reading() as conn:
        return list(reading.of_person(conn, person, (kind,)))


def write(desk: Desk, kind: str, person: str | None, **values: Wire) -> RecordId:
    """Write a record past forms and rules, as another program or an older version may have; returns its id."""
    return RecordId(desk.journal.save([Change(kind, values, person=person)]).ids[0])


def reopened_for_real(data: Path, clock: Clock, name: str = "kim") -> Desk:
    """The store in `data`, opened by the computer's own clock."""
    vault = store.open_with_passphrase(paths_of(data, name), PASSPHRASE, clock, newest_version=NEWEST_VERSION)
    return Desk(vault, clock)
