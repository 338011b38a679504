"""Whether a folder is a good place for a store: warned of are roaming, synchronised, network, temporary."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

_SYNCHRONISED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "box sync": "Box",
    "syncthing": "Syncthing",
}
"""How a folder's name begins (lower case) when a program copies it elsewhere behind the user's back."""

_NETWORK_FILE_SYSTEMS = {
    "nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs",
    "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse",
}  # fmt: skip

_TEMPORARY = ("/tmp", "/var/tmp")  # noqa: S108 - looked for, not used

_DRIVE_REMOTE = 4
"""GetDriveTypeW's answer for a mapped network drive."""


def location_warnings(folder: Path) -> tuple[str, ...]:
    """What is unwise about keeping a store in `folder`, one plain sentence each; none when all is well.

    The folder need not exist yet. Never raises: a place that can't be examined gives no warning.
    """
    place = _real(folder)
    found = []
    service = synchronised_by(place)
    if service:
        found.append(
            f"This folder is copied by {service}: it could mix two computers' states. "
            "Keep the store outside it, and pass work on by file."
        )
    if on_network(place):
        found.append(
            "This folder is on a network drive, where locks and saves can't be relied on. "
            "Keep the store on this computer's own disk."
        )
    if is_roaming(place):
        found.append(
            "This folder is part of a roaming profile and is copied at each log-in and log-out. "
            "Keep the store in the local profile."
        )
    if is_temporary(place):
        found.append(
            "This is a folder for temporary files: the computer may empty it. Keep the store elsewhere."
        )
    return tuple(found)


def synchronised_by(folder: Path) -> str | None:
    """The name of the service that copies `folder` elsewhere, judged by the names of the folders above it."""
    for part in folder.parts:
        name = part.lower()
        for beginning, service in _SYNCHRONISED.items():
            if name == beginning or name.startswith((f"{beginning} ", f"{beginning}-")):
                return service
    return None


def on_network(folder: Path) -> bool:
    """Whether `folder` lies on another computer: a UNC path, a mapped drive, or an nfs/cifs mount."""
    if is_unc(str(folder)):
        return True
    if os.name == "nt":
        return _is_mapped_drive(folder)
    return file_system_of(_real(folder), _mount_lines()) in _NETWORK_FILE_SYSTEMS


def is_unc(path: str) -> bool:
    r"""Whether `path` names another computer: `\\server\share`, `\\?\UNC\server\share`, `//server/share`."""
    slashed = path.replace("/", "\\")
    if slashed.upper().startswith("\\\\?\\UNC\\"):
        return True
    return slashed.startswith("\\\\") and not slashed.startswith(("\\\\?\\", "\\\\.\\"))


def is_roaming(folder: Path) -> bool:
    """Whether `folder` lies in a Windows roaming profile."""
    names = [part.lower() for part in folder.parts]
    return any(pair == ("appdata", "roaming") for pair in pairwise(names))


def is_temporary(folder: Path) -> bool:
    """Whether `folder` lies under the system's folder for temporary files."""
    return any(folder.is_relative_to(_real(Path(root))) for root in (tempfile.gettempdir(), *_TEMPORARY))


def file_system_of(folder: Path, mount_lines: Iterable[str]) -> str:
    """The type of the file system that holds `folder`, from lines of `/proc/mounts`; empty when not found."""
    longest, kind = -1, ""
    for line in mount_lines:
        columns = line.split()
        if len(columns) < 3:
            continue
        mounted = Path(columns[1].encode().decode("unicode_escape", "replace"))
        if folder.is_relative_to(mounted) and len(mounted.parts) >= longest:
            longest, kind = len(mounted.parts), columns[2].lower()
    return kind


def _mount_lines() -> list[str]:
    try:
        return Path("/proc/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _is_mapped_drive(folder: Path) -> bool:
    import ctypes

    windll = getattr(ctypes, "windll", None)
    if windll is None or not folder.drive:
        return False
    return bool(windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _DRIVE_REMOTE)


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()
