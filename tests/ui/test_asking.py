"""Screens ask in threads; looking never piles up."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from recovery_tui.ui.screens.chase import ChaseScreen
from recovery_tui.ui.work import LOOKS
from tests.support.waiting import wait_until
from tests.ui.office import make_app, unlock


async def test_of_looks_that_come_while_one_is_answered_only_the_newest_is_asked(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        screen = ChaseScreen(app.session)
        app.push_screen(screen)
        await wait_until(pilot, lambda: screen.is_mounted and not screen.asking("detail"))
        may_end = Event()
        asked: list[int] = []
        told: list[int] = []

        def question(number: int) -> int:
            asked.append(number)
            assert may_end.wait(10)
            return number

        assert "detail" in LOOKS
        for number in range(5):
            screen.ask(lambda number=number: question(number), told.append, "detail")  # type: ignore[misc]
        await wait_until(pilot, lambda: asked == [0])
        may_end.set()
        await wait_until(pilot, lambda: not screen.asking("detail"))
        assert asked == [0, 4]
        assert told == [4]
