"""A signal is heard also when it does not interrupt the reading."""

from __future__ import annotations

import io
import os
import pty
import signal
import sys
from pathlib import Path

import pytest

from recovery_tui.ui.line.hangups import Hangups
from recovery_tui.ui.line.turns import Gone
from tests.benchmarks.terminal import Terminal, running

CONVERSATION = """
import os, signal, sys, threading
from recovery_tui.ui.line.hangups import Hangups
from recovery_tui.ui.line.turns import Gone

hangups = Hangups()
with hangups.heard():
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, signal.SIGTERM})
    print("process", os.getpid(), "Name: ", flush=True, end="")
    try:
        hangups.wait(sys.stdin)
        sys.stdin.readline()
        print("a line")
    except Gone:
        print("gone")
"""
"""Its main thread is never interrupted: another one takes the signals."""


def _is_asleep(process: int) -> bool:
    status = Path(f"/proc/{process}/task/{process}/stat").read_text(encoding="utf-8")
    return status.rpartition(")")[2].split()[0] == "S"


def _asked(terminal: Terminal) -> int:
    """Which process asks, once it has begun to wait."""
    terminal.asks()
    process = int(terminal.text().split()[1])
    while not _is_asleep(process):
        continue
    return process


@pytest.mark.skipif(sys.platform != "linux", reason="needs to know whether a process sleeps")
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_signal_that_interrupts_nothing_ends_the_waiting(name: str) -> None:
    """As with one that comes after Python last looked for signals and before it reads."""
    with running("-c", CONVERSATION) as terminal:
        os.kill(_asked(terminal), signal.Signals[name])
        terminal.painted("gone")


def test_lines_that_are_there_are_not_waited_for() -> None:
    master, slave = pty.openpty()
    hangups = Hangups()
    with os.fdopen(slave, encoding="utf-8") as heard, hangups.heard():
        os.write(master, b"one\ntwo\n")
        for line in ("one\n", "two\n"):
            hangups.wait(heard)
            assert heard.readline() == line
    os.close(master)


def test_only_the_first_interrupts_and_where_it_was_swallowed_the_next_prompt_tells() -> None:
    hangups = Hangups()
    with hangups.heard():
        with pytest.raises(Gone):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(Gone):
            hangups.wait(io.StringIO("a line"))


def test_while_the_records_are_locked_nothing_interrupts() -> None:
    hangups = Hangups()
    with hangups.heard():
        hangups.ignore()
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
