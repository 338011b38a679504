"""How the program looks before anything is unlocked is kept beside the stores, and tells nothing about anybody."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

import pytest

from recovery_tui.casework import look, opening, settings, start_packs
from recovery_tui.casework.look import BY_LINE, LARGE, NORMAL
from recovery_tui.clock import Clock
from recovery_tui.vault.kdf import QUICK
from tests.support.desks import PASSPHRASE, new_desk
from tests.ui.office import KIM


@pytest.mark.parametrize("wanted", [NORMAL, LARGE, BY_LINE])
def test_what_was_chosen_is_kept_for_the_owner_alone_and_holds_nothing_else(
    wanted: look.Look, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    assert look.kept(data) is None
    look.keep(data, wanted)
    assert look.kept(data) == wanted
    file = data / look.FILE
    assert all(name in file.read_text("utf-8") for name in asdict(wanted))
    assert len(file.read_bytes()) < 80
    if os.name == "posix":
        assert (file.stat().st_mode & 0o777, data.stat().st_mode & 0o777) == (0o600, 0o700)
    look.forget(data)
    assert look.kept(data) is None


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        "\x00",
        "{",
        '{"theme": ["dark"]}',
        '{"accessible": 1}',
        '{"name": "Kim"}',
        "[" * 900,
    ],
)
def test_a_file_that_can_not_be_read_is_as_none(damaged: str, tmp_path: Path) -> None:
    (tmp_path / look.FILE).write_text(damaged, "utf-8")
    assert look.kept(tmp_path) is None


def test_a_folder_that_can_not_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    look.keep(tmp_path / "file", LARGE)
    look.forget(tmp_path / "file")
    assert look.kept(tmp_path / "file") is None


def test_what_nobody_chose_looks_as_the_settings_come() -> None:
    assert look.of_settings(settings.Settings()) == NORMAL


def test_a_new_store_and_a_demo_look_as_what_was_on_the_screen_when_they_were_made(tmp_path: Path) -> None:
    desk, _ = opening.set_up(tmp_path, KIM, PASSPHRASE, Clock(), QUICK, look=BY_LINE)
    assert look.of_settings(settings.read(desk)) == BY_LINE
    desk.close()
    demo = opening.open_demo(1, 1, Clock(), look=LARGE)
    assert look.of_settings(settings.read(demo)) == LARGE
    demo.close()


def test_a_theme_that_is_not_known_here_keeps_no_store_from_being_made(tmp_path: Path) -> None:
    look.keep(tmp_path, look.Look(theme="of a later version", accessible=True))
    found = look.kept(tmp_path)
    assert found is not None
    desk, _ = opening.set_up(tmp_path, KIM, PASSPHRASE, Clock(), QUICK, look=found)
    assert look.of_settings(settings.read(desk)) == look.Look(accessible=True)
    desk.close()


def test_a_start_pack_never_changes_how_somebodys_screen_looks(tmp_path: Path) -> None:
    rosa = new_desk(tmp_path / "rosa")
    settings.change(rosa, "theme", "light")
    start_packs.write(rosa, tmp_path / "team.rpstart")
    rosa.close()
    kim, _ = opening.set_up(tmp_path / "kim", KIM, PASSPHRASE, Clock(), QUICK, look=LARGE)
    start_packs.take_in(kim, tmp_path / "team.rpstart")
    assert settings.read(kim).theme == "contrast"
    kim.close()
