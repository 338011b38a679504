"""Every wheel that a kit needs: pip finds them, and what pip judged by this computer is judged again for the other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from recovery_tui.errors import RecoveryError
from recovery_tui.kit.own_wheel import NAME, own_wheel
from recovery_tui.kit.target import Target
from recovery_tui.kit.wheel import Wheel, read_wheel

_OWN = canonicalize_name("recovery-tui")
_MISSING = re.compile(r"No matching distribution found for ([\w.-]+)")


def gather(target: Target, source: Path | None) -> tuple[Wheel, ...]:
    """The program's wheel and those of all it depends on, sorted by name, for the computers of `target`.

    They come from the folder `source` without a network, else from where pip is set to look. Raises RecoveryError
    when one can't be had.
    """
    with tempfile.TemporaryDirectory(prefix="recovery-tui-kit-") as place:
        own = Path(place, NAME)
        own.write_bytes(own_wheel())
        asked = [str(own)]
        while True:
            with tempfile.TemporaryDirectory(dir=place) as folder:
                _download(asked, Path(folder), target, source)
                found = {wheel.name: wheel for wheel in map(read_wheel, Path(folder).glob("*.whl"))}
            needed, lacking = _needed(found, target)
            if not lacking:
                return tuple(found[name] for name in sorted(needed))
            if lacking <= set(asked):
                raise _not_found(min(lacking), target)
            asked += sorted(lacking)


def _needed(found: Mapping[NormalizedName, Wheel], target: Target) -> tuple[set[NormalizedName], set[str]]:
    """Which of `found` the program needs on the `target`, and the requirements that none of them meets.

    pip asks whether `sys_platform == "win32"` of the computer it runs on, whatever `--platform` says.
    """
    seen: set[tuple[NormalizedName, str]] = set()
    lacking: set[str] = set()
    open_ends = [(_OWN, "")]
    while open_ends:
        name, extra = end = open_ends.pop()
        if end in seen:
            continue
        seen.add(end)
        for wanted in found[name].needs:
            if wanted.marker and not wanted.marker.evaluate({**target.markers, "extra": extra}):
                continue
            key = canonicalize_name(wanted.name)
            if key in found and wanted.specifier.contains(found[key].version, prereleases=True):
                open_ends += [(key, more) for more in ("", *wanted.extras)]
            else:
                lacking.add(_without_marker(wanted))
    return {name for name, _ in seen}, lacking


def _without_marker(wanted: Requirement) -> str:
    extras = f"[{','.join(sorted(wanted.extras))}]" if wanted.extras else ""
    return f"{wanted.name}{extras}{wanted.specifier}"


def _download(asked: list[str], folder: Path, target: Target, source: Path | None) -> None:
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"),
        *("--only-binary=:all:", "--dest", str(folder), "--python-version", target.python),
        *("--implementation", "cp", "--abi", "cp" + target.python.replace(".", "")),
        *(word for tag in target.accepted for word in ("--platform", tag)),
    ]
    surroundings = dict(os.environ)
    if source is not None:
        command += ["--isolated", "--no-index", "--find-links", str(source)]
        surroundings["PIP_CONFIG_FILE"] = os.devnull
    done = subprocess.run(  # noqa: S603 - our own words and requirements, no shell
        [*command, *asked], env=surroundings, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        missing = _MISSING.search(done.stderr)
        if missing:
            raise _not_found(missing[1], target)
        raise RecoveryError(
            "pip could not put the wheels together. No kit was written. "
            "Look whether `python -m pip download textual` works here, and try again."
        )


def _not_found(requirement: str, target: Target) -> RecoveryError:
    return RecoveryError(
        f"There is no wheel of {requirement} for {target.platform} and Python {target.python}. No kit was "
        "written. Look whether the place the wheels come from can be reached and has it, or choose another "
        "platform or Python."
    )
