"""A real encrypted store with a few fictional people, and the app on top of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import opening, recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.casework.views import FormSpec, Outcome, RecordId
from recovery_tui.clock import SetClock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.glyphs import UNICODE, Glyphs
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.secret_field import SecretRow
from recovery_tui.vault.keyring import QUICK
from tests.support.waiting import see, wait_until
from tests.ui.stage import MONDAY

PASSPHRASE = "lantern biscuit harbour"
KIM = Owner("Kim Example", Role.KEYWORKER, "LEI", "Example Prison", "Keyworker")


def new_store(data: Path, clock: SetClock, owner: Owner = KIM) -> Desk:
    """An open store made cheaply."""
    desk, _ = opening.set_up(data, owner, PASSPHRASE, clock, QUICK)
    return desk


def saved(desk: Desk, spec: FormSpec, typed: Mapping[str, str]) -> Outcome:
    """What came of saving `typed` over what the form came with."""
    outcome = recording.save(desk, spec, {**spec.values, **typed}, {})
    assert outcome.saved, outcome.problems
    return outcome


def add_person(desk: Desk, surname: str, forename: str, location: str, number: str) -> RecordId:
    """A fictional person with a stay."""
    typed = {
        "person.surname": surname,
        "person.forename": forename,
        "person.born_on": "3 mar 1990",
        "identifier.system": "prison_number",
        "identifier.value": number,
        "stay.location": location,
        "stay.started_on": "2 feb 2026",
        "stay.release_expected_on": "27 nov 2026",
    }
    person = saved(desk, recording.new_person_form(desk), typed).person
    assert person is not None
    return person


def add_goal(desk: Desk, person: RecordId, title: str, step: str, due: str = "fri") -> RecordId:
    """A goal with its first step."""
    typed = {
        "goal.title": title,
        "goal.area": "treatment",
        "goal.horizon": "gate",
        "step.text": step,
        "step.due_on": due,
    }
    outcome = saved(desk, recording.goal_form(desk, person), typed)
    assert outcome.record is not None
    return outcome.record


def furnished(data: Path, clock: SetClock) -> tuple[RecordId, ...]:
    """A locked store with three people; the first has a goal."""
    desk = new_store(data, clock)
    people = (
        add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA"),
        add_person(desk, "Examplar", "Jo", "A1-03", "A2345AA"),
        add_person(desk, "Placeholder", "Ray", "B3-20", "A3456AA"),
    )
    add_goal(desk, people[0], "Keep my script", "ring the clinic")
    desk.close()
    return people


def app_on(data: Path, clock: SetClock, glyphs: Glyphs = UNICODE) -> RecoveryApp:
    """The app before anything is opened."""
    return RecoveryApp(Session(data, clock, glyphs))


def make_app(data: Path) -> tuple[RecoveryApp, SetClock, tuple[RecordId, ...]]:
    """The app on a furnished store, its clock, and the people in it."""
    clock = SetClock(MONDAY)
    people = furnished(data, clock)
    return app_on(data, clock), clock, people


async def unlock(pilot: Pilot[int], passphrase: str = PASSPHRASE) -> None:
    """Give the passphrase and wait for Today."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, UnlockScreen))
    await see(pilot, "Whose records?")
    row = pilot.app.screen.query_one(SecretRow)
    row.put(passphrase)
    await pilot.press("enter")
    await see(pilot, "[F5 Today]")
    await see(pilot, "] | all")
