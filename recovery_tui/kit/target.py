"""The computers a kit is for: which wheels they can use, and what is true there."""

from __future__ import annotations

import platform
import re
import sys
from dataclasses import dataclass

from packaging.tags import mac_platforms, platform_tags

from recovery_tui.errors import UsageError

_SHAPE = re.compile(
    r"""(?P<windows>win32|win_amd64|win_arm64)
    |(?P<linux>manylinux(?:2014|_2_\d+))_(?P<machine>\w+)
    |macosx_(?P<major>\d+)_(?P<minor>\d+)_(?P<mac>x86_64|arm64)""",
    re.VERBOSE,
)

_NEWEST_GLIBC = 28
"""Minor version of glibc 2 up to which wheels are taken for any Linux: sqlcipher3 has none for an older one."""

_OLDEST_GLIBC = 5
"""No manylinux wheel is built for an older one (PEP 600)."""

_OLD_NAMES = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
"""What these versions were called before PEP 600."""


@dataclass(frozen=True)
class Target:
    """A kind of computer and the Python on it."""

    platform: str
    """The platform tag it was asked for by, such as `win_amd64`."""
    python: str
    """`3.12`."""
    accepted: tuple[str, ...]
    """Platform tags whose wheels run there, the most widely usable first where there is a choice."""
    markers: dict[str, str]
    """What is true there, in the words of dependency specifiers (PEP 508)."""


def target(name: str, python: str) -> Target:
    """The computers called `name` (a platform tag) with `python` (`3.12`); raises UsageError for any other shape."""
    found = _SHAPE.fullmatch(name)
    if not found:
        raise UsageError(
            "There is no kit for a platform of that name. Known are win_amd64, win_arm64, win32, "
            "manylinux2014_x86_64 (or another machine) and macosx_11_0_arm64 (or another version, or x86_64)."
        )
    if not re.fullmatch(r"3\.\d{1,2}", python):
        raise UsageError("The Python is given as two numbers, like 3.12.")
    if found["windows"]:
        machine = {"win32": "x86", "win_amd64": "AMD64", "win_arm64": "ARM64"}[name]
        return Target(name, python, (name,), _markers(python, "nt", "win32", "Windows", machine))
    if found["linux"]:
        machine = found["machine"]
        return Target(
            name,
            python,
            tuple(_linux_tags(found["linux"], machine)),
            _markers(python, "posix", "linux", "Linux", machine),
        )
    tags = tuple(mac_platforms((int(found["major"]), int(found["minor"])), found["mac"]))
    return Target(name, python, tags, _markers(python, "posix", "darwin", "Darwin", found["mac"]))


def this_platform() -> str:
    """The platform tag of this computer; on Linux the one that most others of its machine share."""
    if sys.platform == "linux":
        return f"manylinux2014_{platform.machine()}"
    return next(iter(platform_tags()))


def _linux_tags(family: str, machine: str) -> list[str]:
    """From the named glibc down, then the younger ones up to the newest that is taken."""
    named = 17 if family == "manylinux2014" else int(family.rpartition("_")[2])
    order = [*range(named, _OLDEST_GLIBC - 1, -1), *range(named + 1, _NEWEST_GLIBC + 1)]
    tags = []
    for minor in order:
        tags.append(f"manylinux_2_{minor}_{machine}")
        if minor in _OLD_NAMES:
            tags.append(f"{_OLD_NAMES[minor]}_{machine}")
    return tags


def _markers(python: str, os_name: str, sys_platform: str, system: str, machine: str) -> dict[str, str]:
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": os_name,
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": system,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": sys_platform,
    }
