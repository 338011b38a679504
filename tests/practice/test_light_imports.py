from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "recovery_tui.records.codes",
        "recovery_tui.records.lists.links",
        "recovery_tui.practice.dates",
        "recovery_tui.practice.agenda",
        "recovery_tui.practice.calendar",
    ],
)
def test_screens_may_understand_dates_without_loading_the_database_layer(module: str) -> None:
    script = (
        f"import sys, {module}\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'holidays'} & sys.modules.keys()\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
