"""A checkout that nobody else writes to, a folder of wheels, and kits made from them without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kit.made_up_wheels import ROOT, make_folder


@dataclass(frozen=True)
class Workshop:
    """Where kits are made."""

    checkout: Path
    wheels: Path

    def run(self, *words: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
        """`python -m recovery_tui.kit` in the checkout."""
        return subprocess.run(
            [sys.executable, "-m", "recovery_tui.kit", *words],
            cwd=self.checkout,
            env=os.environ | environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def kit(self, out: Path, *words: str, **environ: str) -> Path:
        """The kit `out`, made from the folder of wheels."""
        done = self.run(out, "--wheels", self.wheels, *words, **environ)
        assert done.returncode == 0, done.stderr
        return out


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    place = tmp_path_factory.mktemp("workshop")
    checkout = place / "checkout"
    shutil.copytree(ROOT / "recovery_tui", checkout / "recovery_tui")
    shutil.copy(ROOT / "pyproject.toml", checkout)
    return Workshop(checkout, make_folder(place / "wheels"))


def unpacked(kit: Path, folder: Path) -> Path:
    """Unpack `kit` into `folder`; returns the one folder that was in it."""
    with zipfile.ZipFile(kit) as archive:
        archive.extractall(folder)
    (inside,) = folder.iterdir()
    return inside
