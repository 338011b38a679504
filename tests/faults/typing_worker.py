"""Runs the real app without a terminal, opens a person's session note and types for ever. Killed from outside.

Says on standard output how many characters stand on the screen, with the monotonic time at which they stood there.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from textual.widgets import TextArea

from recovery_tui.clock import Clock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.session import Session
from tests.faults.saving_worker import acknowledge
from tests.support.desks import PASSPHRASE
from tests.support.waiting import see, wait_until


async def main(data: Path, surname: str, words: str) -> None:
    app = RecoveryApp(Session(data, Clock()))
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "Passphrase")
        await pilot.press(*PASSPHRASE, "enter")
        await see(pilot, "F6 Caseload")
        await pilot.press("f6")
        await see(pilot, surname.upper())
        await pilot.press("enter")
        await see(pilot, "1 Plan")
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await see(pilot, "Session note")
        area = app.screen.query(TextArea).first()
        area.focus()
        await wait_until(pilot, lambda: app.focused is area)
        acknowledge("ready")
        while True:
            for letter in words:
                area.insert(letter)
                await pilot.pause()
                acknowledge(str(len(area.text)), str(time.monotonic()))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
