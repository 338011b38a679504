"""One wheel: its name, what it needs, and under which licence it is given."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, NormalizedName, parse_wheel_filename
from packaging.version import Version

from recovery_tui.errors import RecoveryError

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_CLASSIFIER = "License :: "


@dataclass(frozen=True)
class Wheel:
    """A wheel and its bytes."""

    file: str
    name: NormalizedName
    version: Version
    tags: frozenset[Tag]
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """64 hex digits."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def needs(self) -> tuple[Requirement, ...]:
        """What it asks for, with the conditions."""
        return tuple(Requirement(line) for line in self._metadata.get_all("Requires-Dist", []))

    @property
    def licence(self) -> str:
        """The licence in a few words, as the wheel states it; empty when it states none."""
        stated = self._metadata.get("License-Expression") or self._metadata.get("License") or ""
        if stated and len(stated) <= 80 and "\n" not in stated:
            return str(stated)
        kinds = (line for line in self._metadata.get_all("Classifier", []) if line.startswith(_CLASSIFIER))
        return ", ".join(line.rpartition(" :: ")[2] for line in kinds)

    @cached_property
    def licence_files(self) -> dict[str, bytes]:
        """The licence texts it carries, by name."""
        with self._opened() as archive:
            return {
                "-".join(PurePosixPath(name).parts[1:]).removeprefix("licenses-"): archive.read(name)
                for name in archive.namelist()
                if not name.endswith("/") and _is_licence(PurePosixPath(name))
            }

    @cached_property
    def _metadata(self) -> Message:
        with self._opened() as archive:
            (place,) = (
                name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
            )
            return BytesParser().parsebytes(archive.read(place), headersonly=True)

    def _opened(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.content))


def read_wheel(path: Path) -> Wheel:
    """The wheel at `path`; raises RecoveryError when it isn't one."""
    try:
        name, version, _, tags = parse_wheel_filename(path.name)
        wheel = Wheel(path.name, name, version, tags, path.read_bytes())
        _ = wheel.needs
    except (InvalidWheelFilename, ValueError, zipfile.BadZipFile):
        raise RecoveryError(
            "One of the wheels can't be read. No kit was written. Fetch the wheels anew and try again."
        ) from None
    return wheel


def _is_licence(path: PurePosixPath) -> bool:
    if not path.parts[0].endswith(".dist-info"):
        return False
    return path.parts[1] == "licenses" or (len(path.parts) == 2 and bool(_LICENCE_FILE.match(path.name)))
