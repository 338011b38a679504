"""The real program in terminals that can do little: no colour, TERM=linux, ASCII only, and resized while one types."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import drafts
from recovery_tui.clock import Clock
from tests.benchmarks.terminal import running
from tests.support.desks import PASSPHRASE, new_desk, reopened_for_real

POOR = {
    "TERM": "linux",
    "NO_COLOR": "1",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "COLORTERM": "",
}


DUMB = pytest.param({"NO_COLOR": "", "TERM": "dumb"}, id="dumb", marks=pytest.mark.long)


@pytest.mark.parametrize("more", [pytest.param({}, id="no colour"), DUMB])
def test_everything_is_ascii_and_a_form_keeps_its_text_through_a_storm_of_resizes(
    more: dict[str, str], tmp_path: Path
) -> None:
    desk = new_desk(tmp_path)
    desk.close()
    with running("-m", "recovery_tui", "--data-dir", str(tmp_path), **{**POOR, **more}) as terminal:
        terminal.painted("> Passphrase")
        terminal.press(f"{PASSPHRASE}\r")
        terminal.painted("Nothing is due")
        terminal.press("n")
        terminal.painted("> Surname")
        terminal.press("Quill")
        terminal.painted("ill")
        for columns, lines in ((60, 20), (200, 60), (30, 8), (120, 40), (60, 20)):
            terminal.resize(columns, lines)
        terminal.press("feather")
        terminal.painted("her")
        terminal.resize(80, 24)
        terminal.painted("Quillfeather")
        assert terminal.text().isascii()
        assert "\\u" not in terminal.text()
        terminal.hang_up()
    desk = reopened_for_real(tmp_path, Clock())
    assert [draft.values["person.surname"] for draft in drafts.unfinished(desk)] == ["Quillfeather"]
    desk.close()
