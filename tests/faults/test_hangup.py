"""The real app in a terminal that is closed while somebody types: the draft is kept and the store closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import drafts
from recovery_tui.clock import Clock
from tests.benchmarks.terminal import running
from tests.support.desks import PASSPHRASE, new_desk, reopened_for_real


@pytest.mark.parametrize("signalled", [True, False], ids=["told by a signal", "told by nothing"])
def test_a_closed_terminal_keeps_what_was_just_typed_and_closes_the_store(
    signalled: bool, tmp_path: Path
) -> None:
    desk = new_desk(tmp_path)
    folder = desk.vault.paths.folder
    desk.close()
    with running("-m", "recovery_tui", "--data-dir", str(tmp_path)) as terminal:
        terminal.painted("> Passphrase")
        terminal.press(f"{PASSPHRASE}\r")
        terminal.painted("Nothing is due")
        terminal.press("n")
        terminal.painted("> Surname")
        terminal.press("Quillfeather")
        terminal.painted("feather")
        assert terminal.hang_up(signalled=signalled) == 0
    assert not list(folder.glob("*-wal"))
    desk = reopened_for_real(tmp_path, Clock())
    kept = drafts.unfinished(desk)
    assert [draft.values["person.surname"] for draft in kept] == ["Quillfeather"]
    assert desk.notices == ()
    desk.close()
