"""`python -m recovery_tui.kit OUT.zip` makes a kit. Exit codes: 0 made, 1 refused and nothing written, 2 usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from recovery_tui.errors import RecoveryError, UsageError

INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the program's own way."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(
            f"{message[:1].upper()}{message[1:]}. `python -m recovery_tui.kit --help` tells more."
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Make the kit that was asked for and say what it is; returns the exit status."""
    try:
        options = _parser().parse_args(argv)
        sys.stdout.write(f"{_make(options)}\n")
        return 0
    except RecoveryError as error:
        sys.stderr.write(f"recovery-tui kit: {error.code}: {error.message}\n")
        return error.exit_status
    except KeyboardInterrupt:
        sys.stderr.write("recovery-tui kit: interrupted: Stopped. No kit was written.\n")
        return INTERRUPTED


def _make(options: argparse.Namespace) -> str:
    try:
        from recovery_tui.kit import building, target
    except ModuleNotFoundError as missing:
        if missing.name != "packaging":
            raise
        raise RecoveryError(
            "Making a kit needs the library `packaging`, which is not here. No kit was written. "
            "Install it with `pip install packaging`."
        ) from None
    wanted = target.target(options.platform or target.this_platform(), options.python)
    made = building.make_kit(options.out, wanted, options.wheels)
    return (
        f"{options.out.name}: {made.wheels} wheels for {wanted.platform}, Python {wanted.python}, "
        f"{made.size / 1e6:.1f} MB\nSHA-256 {made.sha256}\n"
        "Tell whoever installs it these 64 digits by another way than the kit travels."
    )


def _parser() -> _Parser:
    parser = _Parser(
        prog="python -m recovery_tui.kit",
        description="A zip that installs recovery-tui without a network and without an administrator's rights.",
    )
    parser.add_argument("out", type=Path, metavar="OUT.zip")
    parser.add_argument(
        "--platform",
        metavar="NAME",
        help="win_amd64, manylinux2014_x86_64, macosx_11_0_arm64 and the like; else this computer's",
    )
    parser.add_argument(
        "--python",
        default=f"{sys.version_info.major}.{sys.version_info.minor}",
        metavar="3.12",
        help="the Python on the computers it is for; else this one's",
    )
    parser.add_argument(
        "--wheels", type=Path, metavar="FOLDER", help="take wheels from here only, without a network"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
