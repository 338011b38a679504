"""Killing an operation at each of its steps, to see what it leaves behind (POSIX)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod", "shutil.copyfile"}
"""Audit events of Python that mean the disk is about to be touched."""

_MOST_STEPS = 200


def kill_at_every_step(under: Path, operation: Callable[[], object], after: Callable[[int], None]) -> int:
    """Run `operation` in a child killed before its first touch of a file `under`, then before its second, and so on.

    `after(n)` looks at what the n-th kill left. Ends when the operation survives; how many steps it had.
    """
    for step in range(1, _MOST_STEPS):
        child = os.fork()
        if child == 0:
            _run_killed_at(step, str(under), operation)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                raise AssertionError(f"failed by itself at step {step}")
            return step - 1
        after(step)
    raise AssertionError("never finished")


def run_python(script: str, *arguments: str | Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run `script` in another Python that can import the package and the tests."""
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def _run_killed_at(step: int, under: str, operation: Callable[[], object]) -> None:
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in _STEPS and any(str(argument).startswith(under) for argument in arguments):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    status = 1
    try:
        sys.addaudithook(watch)
        operation()
        status = 0
    finally:
        os._exit(status)
