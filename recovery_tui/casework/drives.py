"""Where files are carried to and from: sticks and other drives that can be taken out, and the files on them."""

from __future__ import annotations

import os
import string
from pathlib import Path

_MOUNT_ROOTS = ("/media", "/run/media", "/Volumes")
_DRIVE_REMOVABLE = 2
"""GetDriveTypeW's answer for a stick or a card."""


def removable_drives() -> tuple[Path, ...]:
    """The drives that can be taken out and are there now; none when that can't be told."""
    if os.name == "nt":
        return tuple(drive for drive in _windows_drives() if _windows_type(drive) == _DRIVE_REMOVABLE)
    return tuple(place for root in _MOUNT_ROOTS for place in _mounted_below(Path(root)))


def is_removable(folder: Path) -> bool:
    """Whether a folder lies on a drive that can be taken out."""
    try:
        place = folder.resolve()
    except OSError:
        return False
    if os.name == "nt":
        return _windows_type(Path(place.anchor)) == _DRIVE_REMOVABLE
    return any(place.is_relative_to(drive) for drive in removable_drives())


def files_in(folder: Path, ending: str) -> list[Path]:
    """The files in a folder whose name has this ending, by name; none where the folder can't be read."""
    try:
        return sorted(each for each in folder.iterdir() if each.suffix.lower() == ending and each.is_file())
    except OSError:
        return []


def file_in(place: Path, ending: str, name: str) -> Path:
    """The file to write: in a folder one of this name and ending; a file that was named stands."""
    return place if place.suffix.lower() == ending else place / f"{name}{ending}"


def _mounted_below(root: Path) -> list[Path]:
    """What is mounted below a folder, directly or in a folder of the user's own."""
    try:
        below = sorted(place for place in root.iterdir() if place.is_dir())
        return [
            drive
            for place in below
            for drive in ([place] if place.is_mount() else sorted(place.iterdir()))
            if drive.is_mount()
        ]
    except OSError:
        return []


def _windows_drives() -> list[Path]:
    return [Path(f"{letter}:\\") for letter in string.ascii_uppercase if Path(f"{letter}:\\").exists()]


def _windows_type(drive: Path) -> int:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    return int(windll.kernel32.GetDriveTypeW(str(drive))) if windll is not None else 0
