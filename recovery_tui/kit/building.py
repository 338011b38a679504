"""Puts a kit together: wheels, pins, scripts, licences, the page for IT, checksums; written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files as packaged
from pathlib import Path

from packaging.tags import Tag

from recovery_tui import __version__
from recovery_tui.errors import RecoveryError, UsageError
from recovery_tui.kit.archive import zipped
from recovery_tui.kit.gathering import gather
from recovery_tui.kit.licences import licence_pages
from recovery_tui.kit.target import Target
from recovery_tui.kit.wheel import Wheel
from recovery_tui.vault.atomic import plain_file_errors, write_atomically

_CARRIED = ("install.sh", "install.cmd", "install.ps1", "FOR-IT.md")
_CRLF = (".cmd", ".ps1")
"""Windows' own line ends: cmd loses its place in files without them."""


@dataclass(frozen=True)
class MadeKit:
    """What was made."""

    wheels: int
    size: int
    """Bytes."""
    sha256: str
    """Of the zip, 64 hex digits."""


def make_kit(out: Path, target: Target, source: Path | None) -> MadeKit:
    """Write a kit for `target` to `out`, with wheels from the folder `source` or from where pip looks.

    Equal wheels give equal bytes. Raises UsageError for folders that aren't there, RecoveryError when `out` exists
    or a wheel can't be had; no file is left then.
    """
    if source is not None and not source.is_dir():
        raise UsageError("The folder of wheels is not there. No kit was written. Look at its name.")
    if not out.parent.is_dir():
        raise UsageError("The folder for the kit is not there. No kit was written. Make it first.")
    if out.exists():
        raise RecoveryError("There is a file of that name already; it was left as it is. Give another name.")
    wheels = gather(target, source)
    whole = zipped(_in_one_folder(_files(wheels, target), target))
    with plain_file_errors("folder for the kit"):
        write_atomically(out, whole)
        out.chmod(0o644)  # it is handed on, and holds nothing private
    return MadeKit(len(wheels), len(whole), hashlib.sha256(whole).hexdigest())


def _files(wheels: Sequence[Wheel], target: Target) -> dict[str, bytes]:
    """Every file of the kit by its name, the checksums last."""
    about = {"version": __version__, "platform": target.platform, "python": target.python}
    files = {f"wheels/{wheel.file}": wheel.content for wheel in wheels}
    files["requirements.txt"] = "".join(
        f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}\n" for wheel in wheels
    ).encode()
    files["kit.json"] = (json.dumps(about, indent=1, sort_keys=True) + "\n").encode()
    files |= licence_pages(wheels)
    carried = packaged("recovery_tui.kit")
    files["install.py"] = carried.joinpath("install.py").read_bytes()
    for name in _CARRIED:
        text = carried.joinpath("carried", name).read_text("utf-8")
        files[name] = _filled(text, target, wheels).replace("\n", _line_end(name)).encode()
    sums = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return files | {"SHA256SUMS": "".join(sums).encode()}


def _in_one_folder(files: dict[str, bytes], target: Target) -> dict[str, bytes]:
    """Named so that unpacking anywhere makes one folder."""
    folder = f"recovery-tui-{__version__}-{target.platform}"
    return {f"{folder}/{name}": content for name, content in files.items()}


def _filled(text: str, target: Target, wheels: Sequence[Wheel]) -> str:
    """`text` with what only this kit knows in its `@PLACES@`."""
    facts = {
        "@VERSION@": __version__,
        "@PYTHON@": target.python,
        "@MINOR@": target.python.partition(".")[2],
        "@PLATFORM@": target.platform,
        "@SYSTEM@": _system(target, wheels),
    }
    for place, fact in facts.items():
        text = text.replace(place, fact)
    return text


def _system(target: Target, wheels: Sequence[Wheel]) -> str:
    """What the computer must have besides Python, in a few words."""
    if not target.platform.startswith("manylinux"):
        return f"a computer that takes `{target.platform}` wheels"
    glibc = max(_oldest_glibc(wheel.tags) for wheel in wheels)
    machine = target.markers["platform_machine"]
    return f"Linux on {machine} with glibc 2.{glibc} or newer"


def _oldest_glibc(tags: Iterable[Tag]) -> int:
    """Minor version of the oldest glibc 2 that one of `tags` is content with; 0 for a wheel without machine code."""
    names = (re.fullmatch(r"manylinux_2_(\d+)_.*", tag.platform) for tag in tags)
    return min((int(name[1]) for name in names if name), default=0)


def _line_end(name: str) -> str:
    return "\r\n" if name.endswith(_CRLF) else "\n"
