from __future__ import annotations

import subprocess
import sys

from recovery_tui.ui.environment import drop_hooks


def test_hooks_that_could_log_or_steer_the_screen_are_dropped() -> None:
    environ = {
        "TEXTUAL_LOG": "x",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL": "devtools",
        "PATH": "p",
        "NO_COLOR": "1",
    }
    assert drop_hooks(environ) == ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT")
    assert environ == {"PATH": "p", "NO_COLOR": "1"}


def test_hooks_can_be_dropped_before_textual_is_imported() -> None:
    code = (
        "import recovery_tui.ui.environment, sys; "
        "sys.exit(any(name.startswith(('textual', 'rich')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


PAINT_UNLOCK = """
import asyncio, sys, tempfile, time
from pathlib import Path
from recovery_tui.clock import Clock
from recovery_tui.ui import app as ui
from recovery_tui.ui.screens import unlock
from recovery_tui.ui.session import Session
from recovery_tui.ui.textual_compat import painted_lines

unlock.load_places = lambda: None

async def paint():
    app = ui.RecoveryApp(Session(Path(tempfile.mkdtemp()), Clock()))
    async with app.run_test() as pilot:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            await pilot.pause()
            if "A start pack" in painted_lines(app)[0]:
                return
    sys.exit("never painted")

asyncio.run(paint())
heavy = [name for name in ("sqlmodel", "sqlalchemy", "recovery_tui.ui.places") if name in sys.modules]
sys.exit(" ".join(heavy) or 0)
"""


def test_the_first_screens_are_painted_without_the_database() -> None:
    done = subprocess.run([sys.executable, "-c", PAINT_UNLOCK], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
