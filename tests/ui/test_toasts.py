"""What is told in a corner is read to its end, however its words fall into lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.screen_text import screen_text
from tests.support.waiting import wait_until
from tests.ui.office import make_app, unlock

WORDS = ("the records were left as they are while the newest backup waits to be put in place " * 2).split()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_last_line_of_a_toast_is_not_under_the_footer(
    size: tuple[int, int], tmp_path: Path
) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await unlock(pilot)
        for count in range(3, len(WORDS)):
            app.clear_notifications()
            await wait_until(pilot, lambda: not app.screen.query("Toast"))
            app.notify(f"{' '.join(WORDS[:count])} END", timeout=600, markup=False)
            await wait_until(pilot, lambda: bool(app.screen.query("Toast")))
            await wait_until(pilot, lambda: "END" in screen_text(app))
