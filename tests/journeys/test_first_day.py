"""The main job, the whole way through: set up, record a person's plan in every area, leave, come back, find it all."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from recovery_tui.clock import SetClock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.guarding import LeaveDialog
from recovery_tui.ui.screens.dialogs import ChoiceDialog
from recovery_tui.ui.screens.first_run import FirstRunScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.session import Session
from recovery_tui.vault import kdf
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.stage import MONDAY

PASSPHRASE = "four quiet herons wading"


async def _type(pilot: Pilot[int], text: str) -> None:
    """Give text to whatever has the cursor, in one go."""
    focused = pilot.app.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()


async def _fill(pilot: Pilot[int], **fields: str) -> None:
    """Walk through the form with Tab and type into the fields named by their keys (`goal__title`)."""
    form = pilot.app.screen
    assert isinstance(form, FormScreen)
    wanted = {key.replace("__", "."): value for key, value in fields.items()}
    for row in form.rows():
        if row.field.key in wanted:
            row.start_typing()
            await wait_until(pilot, lambda row=row: row.control is pilot.app.focused)  # type: ignore[misc]
            await _type(pilot, wanted[row.field.key])
            await wait_until(pilot, lambda row=row: bool(row.typed.strip()))  # type: ignore[misc]


async def _save(pilot: Pilot[int]) -> None:
    await pilot.press("f2")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))


async def _add(pilot: Pilot[int], digit: str, choice: str, **fields: str) -> None:
    """Press an area's digit, `n`, the choice, fill in and save."""
    await pilot.press(digit, "n")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
    assert choice in screen_text(pilot.app)
    line = next(line for line in screen_text(pilot.app).splitlines() if choice in line)
    await pilot.press(next(char for char in line if char.isdigit()))
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    await _fill(pilot, **fields)
    await _save(pilot)


async def _set_up(pilot: Pilot[int]) -> None:
    """The first run, by keyboard, the two words looked up on the 'paper'."""
    app = pilot.app
    await see(pilot, "Are you the first here?")
    await pilot.press("f2")
    await see(pilot, "Your name")
    await _type(pilot, "Kim Ahmed")
    await pilot.press("tab", "tab", "tab")
    await _type(pilot, "FIC")
    await pilot.press("f2")
    await see(pilot, "The same again")
    await _type(pilot, PASSPHRASE)
    await pilot.press("tab")
    await _type(pilot, PASSPHRASE)
    await pilot.press("f2")
    await see(pilot, "Make the store")
    await pilot.press("f2")
    await see(pilot, "on paper")
    words = screen_text(app).split()
    paper = {int(number): word for number, word in pairwise(words) if number.isdigit()}
    await pilot.press("f2")
    await see(pilot, "Type these two")
    asked = [line for line in screen_text(app).splitlines() if "Word " in line]
    for place, line in enumerate(asked):
        if place:
            await pilot.press("tab")
        await _type(pilot, paper[int(line.split("Word ")[1].split()[0])])
    await pilot.press("f2")
    await see(pilot, "How do you want to begin")
    assert isinstance(app.screen, FirstRunScreen)


async def test_a_keyworkers_first_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "calibrated", lambda clock: kdf.QUICK)
    app = RecoveryApp(Session(tmp_path, SetClock(MONDAY)))
    async with app.run_test(size=(80, 24)) as pilot:
        await _set_up(pilot)
        await pilot.press("down", "f2")
        await see(pilot, "Surname")
        await _fill(
            pilot,
            person__surname="Barnes",
            person__forename="Lee",
            person__born_on="3/5/92",
            identifier__value="a1234bc",
            stay__location="C2-14",
            stay__started_on="-5m",
            stay__release_expected_on="+30d",
        )
        await _save(pilot)
        await see(pilot, "BARNES Lee")
        await _add(
            pilot, "1", "Goal", goal__title="Keep my script", goal__area="Treatment",
            goal__horizon="At the gate", step__text="ring Forward", step__due_on="+1d",
        )  # fmt: skip
        await see(pilot, "Keep my script")
        await _add(
            pilot,
            "2",
            "Medicine",
            sub_type="Maintenance",
            medicine="Methadone",
            started_on="-3m",
        )
        await see(pilot, "Methadone")
        await _add(pilot, "3", "inside", link_kind="Mutual aid", organisation="Fictional Tuesday group")
        await see(pilot, "Fictional")
        await _add(pilot, "4", "Home", home_type="CAS3", area="Leeds")
        await see(pilot, "Leeds")
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await _fill(pilot, contact__summary="We went through Friday together.")
        await _save(pilot)
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await pilot.press("enter")
        await wait_until(pilot, lambda: not app.is_running or app._exit)

    again = RecoveryApp(Session(tmp_path, SetClock(MONDAY)))
    async with again.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Passphrase")
        await _type(pilot, PASSPHRASE)
        await pilot.press("enter")
        await see(pilot, "F6 Caseload")
        await pilot.press("slash", *"bar")
        await see(pilot, "BARNES Lee")
        await pilot.press("enter")
        for digit, words in {
            "1": "Keep my script",
            "2": "Methadone",
            "3": "Tuesday group",
            "4": "Leeds",
            "5": "Countdown",
            "7": "We went through Friday",
        }.items():
            await wait_until(pilot, lambda: isinstance(again.screen, PersonScreen))
            await pilot.press(digit)
            await see(pilot, words)
