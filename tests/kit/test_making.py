"""A kit holds everything, says what it holds, depends on its wheels alone, and is written whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import sys
import zipfile
from pathlib import Path

import pytest

from recovery_tui import __version__
from tests.kit.conftest import Workshop, unpacked
from tests.kit.made_up_wheels import LICENCE_TEXT, dependencies, make_wheel

WINDOWS = ("--platform", "win_amd64", "--python", "3.12")
SCRIPTS = ("install.sh", "install.cmd", "install.ps1", "install.py")


@pytest.fixture(scope="module")
def windows_zip(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workshop.kit(tmp_path_factory.mktemp("out") / "windows.zip", *WINDOWS)


@pytest.fixture(scope="module")
def windows(windows_zip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(windows_zip, tmp_path_factory.mktemp("windows"))


def _pins(kit: Path) -> dict[str, str]:
    lines = (kit / "requirements.txt").read_text("utf-8").splitlines()
    found = [re.fullmatch(r"([a-z0-9-]+)==\S+ --hash=sha256:([0-9a-f]{64})", line) for line in lines]
    return {match[1]: match[2] for match in found if match}


def test_a_kit_holds_the_program_and_all_it_depends_on_each_pinned_by_its_hash(windows: Path) -> None:
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (windows / "wheels").iterdir()}
    pins = _pins(windows)
    assert set(pins) >= {"recovery-tui"} | {wanted.name for wanted in dependencies()}
    assert set(pins.values()) == digests
    assert len(pins) == len(digests) == len((windows / "requirements.txt").read_text().splitlines())


def test_what_only_the_other_system_needs_is_in_its_kit_and_nothing_else(
    windows: Path, workshop: Workshop, tmp_path: Path
) -> None:
    words = ("--platform", "manylinux2014_aarch64", "--python", "3.12")
    arm = unpacked(workshop.kit(tmp_path / "arm.zip", *words), tmp_path / "arm")
    assert {name for name in _pins(windows) if name.startswith("made-up")} == {"made-up-windows"}
    assert {name for name in _pins(arm) if name.startswith("made-up")} == {"made-up-arm"}
    assert "Linux on aarch64 with glibc 2.27 or newer" in (arm / "FOR-IT.md").read_text("utf-8")


def test_the_checksums_name_every_file_and_match(windows: Path) -> None:
    lines = (windows / "SHA256SUMS").read_text("utf-8").splitlines()
    named = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {path.relative_to(windows).as_posix(): path for path in windows.rglob("*") if path.is_file()}
    assert set(named) == set(files) - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == named[name] for name in named)
    assert {*SCRIPTS, "FOR-IT.md", "requirements.txt", "kit.json", "LICENCES/LICENCES.md"} <= set(files)


def test_the_same_wheels_give_the_same_bytes_at_another_time(
    windows_zip: Path, workshop: Workshop, tmp_path: Path
) -> None:
    for path in (*workshop.wheels.iterdir(), *workshop.checkout.rglob("*.py")):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    again = workshop.kit(tmp_path / "again.zip", *WINDOWS, PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    assert again.read_bytes() == windows_zip.read_bytes()


def test_what_is_printed_is_the_hash_of_the_zip(workshop: Workshop, tmp_path: Path) -> None:
    done = workshop.run(tmp_path / "kit.zip", "--wheels", workshop.wheels, *WINDOWS)
    assert hashlib.sha256((tmp_path / "kit.zip").read_bytes()).hexdigest() in done.stdout


def test_the_programs_own_wheel_is_the_checkouts_and_its_record_is_true(
    windows: Path, workshop: Workshop
) -> None:
    with zipfile.ZipFile(windows / "wheels" / f"recovery_tui-{__version__}-py3-none-any.whl") as wheel:
        content = {name: wheel.read(name) for name in wheel.namelist()}
    info = f"recovery_tui-{__version__}.dist-info"
    recorded = [line.rsplit(",", 2) for line in content.pop(f"{info}/RECORD").decode().splitlines()]
    listed = {name: digest.removeprefix("sha256=") for name, digest, _ in recorded if digest}
    assert listed == {
        name: base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        for name, data in content.items()
    }
    sources = {
        path.relative_to(workshop.checkout).as_posix()
        for path in (workshop.checkout / "recovery_tui").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {name for name in content if not name.startswith(info)} == sources
    metadata = content[f"{info}/METADATA"].decode()
    assert all(f"Requires-Dist: {wanted.name}" in metadata for wanted in dependencies())


def test_every_part_states_its_licence_and_brings_its_text(windows: Path) -> None:
    table = (windows / "LICENCES" / "LICENCES.md").read_text("utf-8")
    assert "| textual | 8.2.8 | MIT-0 | LICENCE |" in table
    assert all(f"| {name} | " in table for name in _pins(windows))
    assert (windows / "LICENCES" / "textual-8.2.8" / "LICENCE").read_text("utf-8") == LICENCE_TEXT


def test_no_file_tells_where_it_was_made_or_where_wheels_came_from(windows: Path, workshop: Workshop) -> None:
    here = [str(workshop.checkout.parent), str(Path.home()), sys.prefix]
    for path in windows.rglob("*"):
        if path.is_file():
            assert not any(place.encode() in path.read_bytes() for place in here), path.name
    for name in (*SCRIPTS, "FOR-IT.md", "requirements.txt", "kit.json"):
        assert "://" not in (windows / name).read_text("utf-8"), name


def test_scripts_are_ascii_with_the_line_ends_of_their_system_and_no_absolute_path(windows: Path) -> None:
    for name in SCRIPTS:
        raw = (windows / name).read_bytes()
        text = raw.decode("ascii")
        assert raw.count(b"\r\n") == (raw.count(b"\n") if name.endswith((".cmd", ".ps1")) else 0), name
        assert not re.search(r"@[A-Z]+@", text), f"{name} has a place that nobody filled"
        bare = text.replace("#!/bin/sh", "").replace("/dev/null", "")
        assert not re.search(r"""(?<![\w.$*)}"])/[a-z]+/|\b[A-Z]:\\""", bare), name
    assert json.loads((windows / "kit.json").read_text())["python"] == "3.12"


def test_a_missing_wheel_is_named_and_no_file_is_left(workshop: Workshop, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    for path in workshop.wheels.iterdir():
        if not path.name.startswith("holidays"):
            (wheels / path.name).hardlink_to(path)
    out = tmp_path / "out"
    out.mkdir()
    done = workshop.run(out / "kit.zip", "--wheels", wheels, *WINDOWS)
    assert done.returncode == 1
    assert "There is no wheel of holidays" in done.stderr
    assert "for win_amd64 and Python 3.12" in done.stderr
    assert list(out.iterdir()) == []


def test_a_wheel_missing_on_the_other_system_only_is_named_too(workshop: Workshop, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    for path in workshop.wheels.iterdir():
        if not path.name.startswith("made_up_windows"):
            (wheels / path.name).hardlink_to(path)
    done = workshop.run(tmp_path / "kit.zip", "--wheels", wheels, *WINDOWS)
    assert done.returncode == 1
    assert "There is no wheel of made-up-windows" in done.stderr
    assert not (tmp_path / "kit.zip").exists()


def test_a_damaged_wheel_makes_no_kit(workshop: Workshop, tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    for path in workshop.wheels.iterdir():
        (wheels / path.name).write_bytes(path.read_bytes())
    damaged = make_wheel(wheels, "holidays", "0.999")
    damaged.write_bytes(damaged.read_bytes()[:-40])
    done = workshop.run(tmp_path / "kit.zip", "--wheels", wheels, *WINDOWS)
    assert done.returncode == 1
    assert "No kit was written." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "kit.zip").exists()


def test_a_file_of_that_name_is_left_as_it_is(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "kit.zip").write_text("something else")
    done = workshop.run(tmp_path / "kit.zip", "--wheels", workshop.wheels)
    assert done.returncode == 1
    assert "it was left as it is" in done.stderr
    assert (tmp_path / "kit.zip").read_text() == "something else"


@pytest.mark.parametrize(
    "words",
    [
        ("kit.zip", "--platform", "musllinux_1_2_x86_64"),
        ("kit.zip", "--python", "2"),
        ("kit.zip", "--wheels", "nowhere"),
        ("nowhere/kit.zip",),
        (),
    ],
)
def test_what_was_put_wrongly_is_status_2_and_a_sentence(
    words: tuple[str, ...], workshop: Workshop, tmp_path: Path
) -> None:
    placed = [str(tmp_path / word) if word.endswith((".zip", "nowhere")) else word for word in words]
    done = workshop.run(*placed)
    assert done.returncode == 2
    assert done.stderr.startswith("recovery-tui kit: usage: ")
    assert list(tmp_path.iterdir()) == []
