"""The kit's script installs from the kit alone, refuses a damaged one, and never breaks what was there."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.conftest import Workshop, unpacked

pytestmark = pytest.mark.skipif(os.name != "posix", reason="runs install.sh")

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture(scope="module")
def made(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("here")
    return unpacked(workshop.kit(place / "kit.zip"), place / "kit")


@pytest.fixture
def kit(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "kit")


def install(kit: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """`sh install.sh`, with a home folder of its own beside the kit."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = kit.parent / "home"
    return subprocess.run(
        ["sh", str(kit / "install.sh"), *words],
        env={"PATH": path, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def _seal_again(kit: Path) -> None:
    """Make SHA256SUMS fit what is in the kit now."""
    names = [line.split("  ", 1)[1] for line in (kit / "SHA256SUMS").read_text("utf-8").splitlines()]
    lines = (f"{hashlib.sha256((kit / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (kit / "SHA256SUMS").write_text("".join(lines), "utf-8")


def test_the_installed_program_starts_and_a_broken_update_leaves_it_starting(
    kit: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my programs"
    done = install(kit, folder)
    assert done.returncode == 0, done.stderr
    start = folder / "recovery-tui"
    assert str(start) in done.stdout
    before = start.read_bytes()

    wheel = next((kit / "wheels").glob("holidays-*"))
    wheel.write_bytes(wheel.read_bytes() + b"one byte more")
    _seal_again(kit)
    done = install(kit, folder)
    assert done.returncode == 1
    assert "An older version there still starts." in done.stderr
    assert start.read_bytes() == before
    assert len(list(folder.iterdir())) == 2, "the start script and the environment it starts"
    help_page = subprocess.run([start, "--help"], capture_output=True, text=True, check=True)
    assert help_page.stdout.startswith("usage: recovery-tui")


def test_a_tampered_wheel_is_refused_before_anything_is_written(kit: Path, tmp_path: Path) -> None:
    wheel = next((kit / "wheels").glob("holidays-*"))
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    wheel.write_bytes(content)
    done = install(kit)
    assert done.returncode == 1
    assert wheel.name in done.stderr
    assert "Nothing was changed." in done.stderr
    assert not (tmp_path / "home").exists()


def test_a_kit_unpacked_in_part_is_refused_before_anything_is_written(kit: Path, tmp_path: Path) -> None:
    (kit / "requirements.txt").unlink()
    done = install(kit, tmp_path / "program")
    assert done.returncode == 1
    assert "Unpack the whole zip" in done.stderr
    assert not (tmp_path / "program").exists()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_checksums_cut_short_are_refused(share: float, kit: Path, tmp_path: Path) -> None:
    sums = kit / "SHA256SUMS"
    whole = sums.read_bytes()
    sums.write_bytes(whole[: int(len(whole) * share)])
    done = install(kit, tmp_path / "program")
    assert done.returncode == 1
    assert "Nothing was changed." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "program").exists()


def test_the_folder_that_holds_records_is_not_taken_for_the_program(kit: Path, tmp_path: Path) -> None:
    (tmp_path / "recovery_tui" / "stores").mkdir(parents=True)
    done = install(kit, tmp_path / "recovery_tui")
    assert done.returncode == 1
    assert "holds records" in done.stderr
    assert [path.name for path in (tmp_path / "recovery_tui").iterdir()] == ["stores"]


def test_another_python_than_the_kits_is_refused(kit: Path, tmp_path: Path) -> None:
    about = kit / "kit.json"
    about.write_text(about.read_text("utf-8").replace(f'"{PYTHON}"', '"3.99"'), "utf-8")
    _seal_again(kit)
    done = install(kit, tmp_path / "program")
    assert done.returncode == 1
    assert "needs Python 3.99" in done.stderr
    assert not (tmp_path / "program").exists()
