"""In a wide window the detail of a line stands beside its list, and keeps out of the way everywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import beside, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Detail, RecordId
from recovery_tui.ui.screens.caseload import NARROW, WIDE
from recovery_tui.ui.widgets.beside import Beside
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.record_list import RecordList
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock


def side(pilot: Pilot[int]) -> str:
    """What stands right of the rule between list and detail."""
    lines = screen_text(pilot.app).splitlines()
    return "\n".join(line.rpartition("│")[2].removeprefix(" ").rstrip() for line in lines if "│" in line)


async def beside_is(pilot: Pilot[int], text: str) -> None:
    await wait_until(pilot, lambda: text in side(pilot))


async def test_the_detail_follows_the_line_and_never_takes_a_key(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await unlock(pilot)
        await beside_is(pilot, "EXAMPLAR Jo\nA2345AA, LEI A1-03")
        await beside_is(pilot, "!! no place for the first night\n  next: ! nobody yet")
        await see_golden(pilot, "today-wide")
        await pilot.press("down")
        await beside_is(pilot, "PLACEHOLDER Ray")
        assert not app.session.desk.journal.looks_at(people[2])
        await pilot.press("f6")
        await beside_is(pilot, "EXAMPLAR Jo")
        assert app.screen.query_one(RecordList).columns == NARROW
        await pilot.press("down", "down", "enter")
        await see(pilot, "What matters")
        await pilot.press("end")
        await beside_is(pilot, "Last review\nnone held yet")
        await pilot.press("home", "down")
        await beside_is(pilot, "Plan\nStarted on: Mon 23 Nov 2026\nStatus: Draft")
        assert not any(isinstance(each, Beside) for each in app.screen.focus_chain)


async def test_below_110_columns_and_with_a_screen_reader_there_is_one_column(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test(size=(109, 40)) as pilot:
        await unlock(pilot)
        await see(pilot, "EXAMPLAR")
        assert not app.screen.query_one(Beside).display
        await pilot.resize_terminal(110, 40)
        await beside_is(pilot, "EXAMPLAR Jo")
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: "│" not in screen_text(app))
        await pilot.resize_terminal(200, 40)
        await pilot.press("f6")
        await beside_is(pilot, "EXAMPLAR Jo")
        assert app.screen.query_one(RecordList).columns == WIDE
        settings.change(app.session.desk, "accessible", "yes")
        app.use_settings(settings.read(app.session.desk))
        await pilot.press("f5")
        await wait_until(pilot, lambda: not app.screen.query_one(Beside).display)


async def test_while_keys_repeat_nothing_is_read_and_only_the_last_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _, people = make_app(tmp_path)
    asked: list[RecordId] = []
    real = beside.of_person

    def counted(desk: Desk, person: RecordId) -> Detail | None:
        asked.append(person)
        return real(desk, person)

    async with app.run_test(size=(120, 40)) as pilot:
        await unlock(pilot)
        await beside_is(pilot, "EXAMPLAR")
        monkeypatch.setattr(beside, "of_person", counted)
        listed = app.screen.query_one(LineList)
        for step in (1, 1, -1, 1):
            listed.action_move(step)
        await beside_is(pilot, "TESTWELL")
        assert asked == [people[0]]
