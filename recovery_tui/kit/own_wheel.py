"""The program's own wheel, put together from the files it runs from; no build tool is needed."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import recovery_tui
from recovery_tui import __version__
from recovery_tui.kit.archive import zipped

NAME = f"recovery_tui-{__version__}-py3-none-any.whl"
_INFO = f"recovery_tui-{__version__}.dist-info"
_WHEEL = "Wheel-Version: 1.0\nGenerator: recovery_tui.kit\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def own_wheel() -> bytes:
    """The wheel of the running program; the same files give the same bytes."""
    package = Path(recovery_tui.__file__).parent
    files = {
        path.relative_to(package.parent).as_posix(): path.read_bytes()
        for path in package.rglob("*")
        if path.is_file() and _belongs(path.relative_to(package))
    }
    metadata, commands = _described(package.parent / "pyproject.toml")
    files[f"{_INFO}/METADATA"] = metadata.encode()
    files[f"{_INFO}/entry_points.txt"] = commands.encode()
    files[f"{_INFO}/WHEEL"] = _WHEEL.encode()
    files[f"{_INFO}/RECORD"] = _record(files).encode()
    return zipped(files)


def _belongs(path: Path) -> bool:
    """Neither compiled nor an editor's or the system's hidden file."""
    return path.suffix != ".pyc" and not any(part.startswith((".", "__pycache__")) for part in path.parts)


def _described(project_file: Path) -> tuple[str, str]:
    """METADATA and entry_points.txt: a checkout's own, for its installed ones may be older; else as installed."""
    if not project_file.is_file():
        installed = distribution("recovery-tui")
        return installed.read_text("METADATA") or "", installed.read_text("entry_points.txt") or ""
    project = tomllib.loads(project_file.read_text("utf-8"))["project"]
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {project['name']}",
        f"Version: {__version__}",
        f"Summary: {project['description']}",
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {requirement}" for requirement in project["dependencies"]),
    ]
    scripts = "".join(f"{name} = {place}\n" for name, place in project["scripts"].items())
    return "\n".join(lines) + "\n", f"[console_scripts]\n{scripts}"


def _record(files: dict[str, bytes]) -> str:
    """Name, digest and size of each file, as the wheel format has it (PEP 427)."""
    lines = []
    for name in sorted(files):
        digest = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(files[name])}\n")
    return "".join(lines) + f"{_INFO}/RECORD,,\n"
