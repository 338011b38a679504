"""Installs the program from the unpacked kit that this file lies in, for the person who runs it.

It is copied into every kit and runs there by itself: it knows the standard library only. Nothing is written before
the whole kit is found undamaged; the start script is written last, so that a broken run leaves the old version going.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

WINDOWS = os.name == "nt"

_PINNED = {"install.py", "kit.json", "requirements.txt"}
"""What SHA256SUMS must name even when it was cut short; the wheels are pinned once more by requirements.txt."""


def main() -> None:
    """Check the kit, install it, say how to start it. Ends with status 1 and a sentence when something is wrong."""
    options = _parser().parse_args()
    kit = Path(__file__).resolve().parent
    check(kit)
    about = json.loads((kit / "kit.json").read_text("utf-8"))
    if about["python"] != f"{sys.version_info.major}.{sys.version_info.minor}":
        raise _refusal(f"This kit needs Python {about['python']}, and this is another. Nothing was changed.")
    folder = (options.folder or usual_folder()).expanduser().absolute()
    if (folder / "stores").exists():
        raise _refusal("That folder holds records. Nothing was changed. Choose another for the program.")
    home = _new_place(folder, about["version"])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _install(kit, home)
        start = _write_start_script(folder, home)
    except OSError as refusal:
        raise _refusal(
            f"The folder could not be used ({refusal.strerror}). An older version there still starts. "
            "Choose another folder, or free some space."
        ) from None
    sys.stdout.write(f"recovery-tui {about['version']} is installed. Start it with:\n  {start}\n")


def check(kit: Path) -> None:
    """Compare every file with SHA256SUMS; ends the program when one is missing or differs."""
    try:
        sums = [line.split("  ", 1) for line in (kit / "SHA256SUMS").read_text("utf-8").splitlines()]
        if _PINNED - {name for *_, name in sums}:
            raise _damaged("SHA256SUMS")
        for *digest, name in sums:
            if digest != [hashlib.sha256((kit / name).read_bytes()).hexdigest()]:
                raise _damaged(name)
    except OSError:
        raise _refusal(
            "Part of the kit is missing. Nothing was changed. Unpack the whole zip and try again."
        ) from None


def usual_folder() -> Path:
    """Where programs of one person lie that needed no administrator."""
    if WINDOWS:
        local = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(local) / "Programs" / "recovery-tui"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "recovery-tui-program"
    local = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(local) / "recovery-tui-program"


def _new_place(folder: Path, version: str) -> Path:
    """Where nothing is yet, so that whatever is installed and perhaps open stays as it is."""
    return next(place for number in count(1) if not (place := folder / f"{version}-{number}").exists())


def _install(kit: Path, home: Path) -> None:
    """Make an environment in `home` and fill it from the kit alone; nothing is left of it when that fails."""
    try:
        _make_environment(home)
        _fill(kit, home)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise


def _make_environment(home: Path) -> None:
    if _run(sys.executable, "-I", "-m", "venv", str(home)):
        raise _refusal(
            "Python could not make an environment; its reason is above. An older version there still starts. "
            "On Debian and Ubuntu the package python3-venv is needed."
        )


def _fill(kit: Path, home: Path) -> None:
    """Let pip install what is pinned, from the kit's wheels alone."""
    failed = _run(
        *(
            str(_python(home)),
            "-I",
            "-m",
            "pip",
            "--isolated",
            "--disable-pip-version-check",
            "install",
            "--quiet",
        ),
        *("--no-cache-dir", "--no-index", "--find-links", str(kit / "wheels"), "--only-binary=:all:"),
        *("--require-hashes", "--requirement", str(kit / "requirements.txt")),
    )
    if failed:
        raise _refusal(
            "pip could not install the wheels; its reason is above. An older version there still starts. "
            "Look whether this kit is made for this kind of computer: FOR-IT.md tells."
        )


def _write_start_script(folder: Path, home: Path) -> Path:
    """Put the command in place of the one before; returns its path."""
    if WINDOWS:
        # %~dp0 is the script's own folder: no letter of a person's name need survive the console's code page
        start, text = (
            folder / "recovery-tui.cmd",
            f'@"%~dp0{home.name}\\Scripts\\python.exe" -I -m recovery_tui %*\r\n',
        )
    else:
        start = folder / "recovery-tui"
        text = f'#!/bin/sh\nexec {shlex.quote(str(_python(home)))} -I -m recovery_tui "$@"\n'
    unfinished = start.with_name(".new-" + start.name)
    unfinished.write_bytes(os.fsencode(text))
    unfinished.chmod(0o755)
    unfinished.replace(start)
    return start


def _python(home: Path) -> Path:
    return home / "Scripts" / "python.exe" if WINDOWS else home / "bin" / "python"


def _run(*command: str) -> int:
    # no file of settings may send pip to a network, or elsewhere
    surroundings = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    return subprocess.run(command, env=surroundings, check=False).returncode  # noqa: S603 - no shell, our words


def _damaged(name: str) -> SystemExit:
    return _refusal(f"{name} is damaged. Nothing was changed. Fetch the kit again, and compare its SHA-256.")


def _refusal(sentence: str) -> SystemExit:
    return SystemExit(f"install: {sentence}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="install", description="Installs recovery-tui without a network and without an administrator."
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="where to; else among your own programs"
    )
    return parser


if __name__ == "__main__":
    main()
