"""`u` takes a change of status back for some seconds, and says so when it is too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import changing, person_file
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, RecordId
from recovery_tui.ui.commands import command
from recovery_tui.ui.screens import undo_offer
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.waiting import see, wait_until
from tests.ui.office import make_app, unlock


async def test_undo_is_offered_for_some_seconds_and_not_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert undo_offer.UNDO_SECONDS == 10
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk, today = app.session.desk, app.screen
        assert isinstance(today, TodayScreen)
        _, view = person_file.page(desk, people[0], Area.PLAN, False)
        step = next(line.record for section in view.sections for line in section.lines if line.kind == "step")
        assert step is not None
        before = stands(desk, step)

        assert not today.applies(command("person.undo"))
        today.offer_undo(changing.set_status(desk, step, "completed", {}))
        await see(pilot, "u undo")
        assert today.applies(command("person.undo"))
        await pilot.press("u")
        await see(pilot, "Put back.")
        assert stands(desk, step) == before

        monkeypatch.setattr(undo_offer, "UNDO_SECONDS", 0.01)
        today.offer_undo(changing.set_status(desk, step, "completed", {}))
        await wait_until(pilot, lambda: not today.applies(command("person.undo")))
        await pilot.press("u")
        await see(pilot, "Nothing to undo.")
        assert stands(desk, step) == "completed"


def stands(desk: Desk, record: RecordId) -> object:
    """How a record stands."""
    stored = desk.journal.record(record)
    assert stored is not None
    return stored.values["status"]
