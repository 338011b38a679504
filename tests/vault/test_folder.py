"""Stores lie where they should, under safe names, and a bad place is warned of."""

from __future__ import annotations

import os
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.errors import DiskFullError, FolderNotWritableError
from recovery_tui.vault import atomic, location
from recovery_tui.vault.folder import data_folder, location_warnings, name_for, paths_of, store_names
from tests.support.stores import make_store


def test_the_folder_asked_for_wins_then_the_environment_then_the_local_profile(tmp_path: Path) -> None:
    environ = {"RECOVERY_TUI_HOME": str(tmp_path / "home")}
    assert data_folder(tmp_path / "given", environ) == tmp_path / "given"
    assert data_folder(None, environ) == tmp_path / "home"
    assert data_folder(None, {"RECOVERY_TUI_HOME": " "}).name == "recovery_tui"
    assert data_folder(Path("relative"), {}).is_absolute()


def test_only_folders_that_hold_a_store_are_listed(tmp_path: Path) -> None:
    assert store_names(tmp_path) == ()
    for name in ("zoe", "asa"):
        make_store(tmp_path, name).vault.lock()
    (tmp_path / "stores" / "empty").mkdir()
    (tmp_path / "stores" / ".new-ben").mkdir()
    (tmp_path / "stores" / ".new-ben" / "records.keys").touch()
    assert store_names(tmp_path) == ("asa", "zoe")


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "a\\b", "C:x", "../other", "nul\0"])
def test_a_name_never_leads_out_of_the_data_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain folder name"):
        paths_of(tmp_path, name)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("Åsa O'Hare", "asa-ohare"),
        ("  Ben   Fictional ", "ben-fictional"),
        ("CON", "con-store"),
        ("李雷", "keyworker"),
    ],
)
def test_a_persons_name_becomes_a_folder_name(person: str, name: str) -> None:
    assert name_for(person, ()) == name


def test_a_taken_name_is_numbered_whatever_its_capitals() -> None:
    assert name_for("Asa", ["ASA", "asa-2"]) == "asa-3"


@given(st.text(max_size=200), st.lists(st.text("abc-23", max_size=5), max_size=20))
def test_any_name_is_safe_new_and_usable(person: str, taken: list[str]) -> None:
    name = name_for(person, taken)
    assert name not in taken
    assert 1 <= len(name) <= 40
    assert paths_of(Path("data"), name).folder.parent == Path("data") / "stores"
    assert name_for(person, [*taken, name]) not in {*taken, name}


@pytest.mark.parametrize(
    ("folder", "word"),
    [
        ("/home/asa/OneDrive - Made Up Trust/work", "OneDrive"),
        ("/home/asa/Dropbox", "Dropbox"),
        ("/home/asa/Nextcloud/x", "Nextcloud"),
        ("/home/asa/Google Drive/x", "Google Drive"),
        ("/home/asa/AppData/Roaming/recovery_tui", "roaming"),
        ("/var/tmp/recovery_tui", "temporary"),  # noqa: S108
        ("//server/share/recovery_tui", "network"),
    ],
)
def test_a_bad_place_is_warned_of_by_name(folder: str, word: str) -> None:
    assert any(word in warning for warning in [*location_warnings(Path(folder)), *_unc_warnings(folder)])


def _unc_warnings(folder: str) -> list[str]:
    """POSIX folds `//server` into `/server`, so the text is judged where Windows would see it."""
    return ["network"] if location.is_unc(folder) else []


def test_a_plain_folder_is_not_warned_of() -> None:
    assert location_warnings(Path.home() / "recovery") == ()
    assert location_warnings(Path("/srv/onedriven-by-nobody/boxes")) == ()


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (r"\\server\share\x", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\Users\asa", False),
        (r"\\.\pipe", False),
        (r"C:\Users\asa", False),
        ("/home/asa", False),
    ],
)
def test_a_unc_path_is_another_computer(path: str, network: bool) -> None:
    assert location.is_unc(path) is network


def test_roaming_is_seen_in_a_windows_path() -> None:
    roaming = cast(Path, PureWindowsPath(r"C:\Users\asa\AppData\Roaming\recovery_tui"))
    local = cast(Path, PureWindowsPath(r"C:\Users\asa\AppData\Local\recovery_tui"))
    assert location.is_roaming(roaming)
    assert not location.is_roaming(local)
    assert location.synchronised_by(cast(Path, PureWindowsPath(r"C:\Users\asa\OneDrive\x"))) == "OneDrive"


def test_the_innermost_mount_decides_what_a_folder_lies_on() -> None:
    mounts = [
        "/dev/sda1 / ext4 rw 0 0",
        "//server/share /mnt/team\\040files cifs rw 0 0",
        "/dev/sdb1 /mnt/team\\040files/stick vfat rw 0 0",
        "broken",
    ]

    def kind(folder: PurePath) -> str:
        return location.file_system_of(cast(Path, folder), mounts)

    assert kind(PurePosixPath("/home/asa")) == "ext4"
    assert kind(PurePosixPath("/mnt/team files/asa")) == "cifs"
    assert kind(PurePosixPath("/mnt/team files/stick/asa")) == "vfat"
    assert kind(PurePosixPath("/mnt/team")) == "ext4"


def test_a_file_held_by_a_scanner_is_tried_again_for_two_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target, pauses = tmp_path / "a", tmp_path / "b", list[float]()
    really = os.replace

    def held(old: Path, new: Path) -> None:
        if len(pauses) < 4:
            raise PermissionError(13, "held")
        really(old, new)

    monkeypatch.setattr(atomic, "_WINDOWS", True)
    monkeypatch.setattr(os, "replace", held)
    source.write_bytes(b"new")
    atomic.replace(source, target, pause=pauses.append)
    assert target.read_bytes() == b"new"

    source.write_bytes(b"newer")
    pauses.clear()
    monkeypatch.setattr(os, "replace", lambda old, new: held(old, new) if not pauses else _refuse())
    with pytest.raises(PermissionError):
        atomic.replace(source, target, pause=pauses.append)
    assert 1.5 < sum(pauses) < 3
    assert target.read_bytes() == b"new"


def _refuse() -> None:
    raise PermissionError(13, "held")


def test_only_our_own_left_overs_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".rp-tmp-12-3-records.keys").touch()
    (tmp_path / "records.keys").touch()
    (tmp_path / "mine.tmp").touch()
    assert atomic.sweep(tmp_path) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"records.keys", "mine.tmp"}


def test_a_refusal_never_shows_the_path() -> None:
    for number in (13, 28, 30, 2, 5):
        told = atomic.refusal_in_words(OSError(number, "x", "/home/asa-fictional/secret"))
        assert isinstance(told, DiskFullError | FolderNotWritableError)
        assert "asa-fictional" not in told.message
