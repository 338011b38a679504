"""A program in a real pseudo-terminal of 80 by 24: keys go in, and the moment a text is painted comes out (POSIX)."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measure import ROOT

LINES, COLUMNS = 24, 80
PATIENCE = 60.0
"""Seconds until a text that is never painted is an error."""

_CONTROL = re.compile(
    rb"\x1b(\[[0-9;:?<>=!]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|P.*?\x1b\\|[()][A-Z0-9]|[=>78cM])", re.S
)


class Terminal:
    """One running program."""

    def __init__(self, process: subprocess.Popen[bytes], master: int, started: float) -> None:
        self._process = process
        self._master = master
        self._since = b""
        self.started = started

    def press(self, keys: str) -> float:
        """Send keys; forget what was painted before. Returns the moment they were sent."""
        self._drain()
        self._since = b""
        sent = time.perf_counter()
        os.write(self._master, keys.encode())
        return sent

    def painted(self, text: str) -> float:
        """Wait until `text` has been painted since the last `press`; returns the moment."""
        deadline = time.perf_counter() + PATIENCE
        while text not in self.text():
            if time.perf_counter() > deadline or not self._read(0.5):
                raise TimeoutError(f"never painted: {text!r}; the terminal has {self.text()!r}")
        return time.perf_counter()

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal another size and tell the program, as a window that is dragged does."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process.send_signal(signal.SIGWINCH)

    def asks(self) -> str:
        """Wait until the last line is left open, as a prompt leaves it (`Number: `); gives that line."""
        deadline = time.perf_counter() + PATIENCE
        while not self.text().endswith(": "):
            if time.perf_counter() > deadline or not self._read(0.5):
                raise TimeoutError(f"never asked anything: {self.text()[-300:]!r}")
        return self.text().rpartition("\n")[2]

    def interrupt(self) -> None:
        """What ctrl+c does where a terminal controls its program."""
        self._drain()
        self._since = b""
        self._process.send_signal(signal.SIGINT)

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait until the program has ended by itself; gives its exit status. What it said last can still be read."""
        deadline = time.perf_counter() + patience
        while self._read(0.1) and time.perf_counter() < deadline:
            continue
        return self._process.wait(patience)

    def hang_up(self, *, signalled: bool = False, patience: float = PATIENCE) -> int:
        """Close the terminal, with or without the signal that should go with it; returns the exit status."""
        if signalled:
            self._process.send_signal(signal.SIGHUP)
            return self.ended(patience)  # nobody can end who waits for room to write
        self.close()
        return self._process.wait(patience)

    def close(self) -> None:
        """Take the terminal away from the program."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def quiet(self, seconds: float = 0.15) -> None:
        """Wait until nothing more is painted for so long."""
        while self._ready(seconds):
            self._read(0)

    def text(self) -> str:
        """What was painted since the last `press`, without the commands that place and colour it."""
        return _CONTROL.sub(b"", self._since).decode("utf-8", "replace")

    def memory(self) -> float:
        """Megabytes the program holds now, as Linux counts them."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    @property
    def raw(self) -> bytes:
        """What came since the last `press`, with the commands that place and colour it."""
        return self._since

    def _ready(self, seconds: float) -> bool:
        return bool(select.select([self._master], [], [], seconds)[0])

    def _read(self, seconds: float) -> bool:
        """Take in what comes within so long; False when the program has ended."""
        if not self._ready(seconds):
            return self._process.poll() is None
        try:
            self._since += os.read(self._master, 65536)
        except OSError:
            return False
        return True

    def _drain(self) -> None:
        while self._ready(0) and self._read(0):
            pass


def _hear_ctrl_c() -> None:
    """What runs in the background of a shell is started deaf to it, and so would be whatever that starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(*command: str, **environment: str) -> Iterator[Terminal]:
    """Python with these arguments in a terminal of its own; ended when the block is left.

    The terminal controls nothing, so the program hears of its end by no signal.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    unset = {"COLUMNS", "LINES", "NO_COLOR"}
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, start_new_session=True,
        env={**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
        preexec_fn=_hear_ctrl_c,
    )  # fmt: skip
    os.close(slave)
    terminal = Terminal(process, master, started)
    try:
        yield terminal
    finally:
        process.kill()
        process.wait()
        terminal.close()
