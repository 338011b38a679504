"""A folder of tiny made-up wheels that stand for everything the program depends on."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LICENCE_TEXT = "Made up: do with it what you like.\n"
ON_WINDOWS = 'made-up-windows>=1; sys_platform == "win32"'
ON_ARM = 'made-up-arm>=1; platform_machine == "aarch64"'


def dependencies() -> list[Requirement]:
    """What `pyproject.toml` names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def make_wheel(
    folder: Path, name: str, version: str, needs: Sequence[str] = (), tag: str = "py3-none-any"
) -> Path:
    """A wheel with one empty module, a licence and `needs`."""
    plain = name.replace("-", "_")
    info = f"{plain}-{version}.dist-info"
    metadata = [f"Name: {name}", f"Version: {version}", "License-Expression: MIT-0", "License-File: LICENCE"]
    metadata += [f"Requires-Dist: {need}" for need in needs]
    wheel = folder / f"{plain}-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"made_up_{plain}.py", "")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.4\n" + "\n".join(metadata) + "\n")
        archive.writestr(f"{info}/licenses/LICENCE", LICENCE_TEXT)
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel


def make_folder(folder: Path) -> Path:
    """A wheel for each dependency in its lowest version; `textual` needs one more on Windows, and one on ARM."""
    folder.mkdir()
    for wanted in dependencies():
        lowest = min(part.version for part in wanted.specifier if part.operator in {"==", ">="})
        make_wheel(folder, wanted.name, lowest, [ON_WINDOWS, ON_ARM] if wanted.name == "textual" else [])
    make_wheel(folder, "made-up-windows", "1.0")
    make_wheel(folder, "made-up-arm", "1.0", tag="py3-none-manylinux_2_27_aarch64")
    make_wheel(folder, "made-up-unneeded", "1.0")
    return folder
