"""How the program is to be shown is asked once, in plain lines, before anything is painted."""

from __future__ import annotations

import ctypes
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from recovery_tui import cli, cli_commands
from recovery_tui.casework import look
from recovery_tui.casework.look import BY_LINE, LARGE, NORMAL, Look
from recovery_tui.clock import Clock, SetClock
from recovery_tui.ui import environment
from recovery_tui.ui.line import run as line_mode
from recovery_tui.ui.line.manner import ask_manner
from tests.benchmarks.terminal import running
from tests.line.heard import conversation
from tests.ui.office import furnished
from tests.ui.stage import MONDAY

QUESTION = "How should they be shown?"


@pytest.mark.parametrize(
    ("typed", "wanted"), [("\n", NORMAL), ("1\n", NORMAL), ("none\n2\n", LARGE), ("3\n", BY_LINE), ("", None)]
)
def test_the_way_chosen_is_kept_and_nothing_is_when_the_person_leaves(
    typed: str, wanted: Look | None, tmp_path: Path
) -> None:
    said = io.StringIO()
    assert ask_manner(tmp_path, Clock(), io.StringIO(typed), said) == wanted
    assert look.kept(tmp_path) == wanted
    assert QUESTION in said.getvalue()
    assert ("Error: Type a number" in said.getvalue()) == typed.startswith("none")


def test_it_is_asked_before_the_first_screen_which_then_looks_so_and_never_again(tmp_path: Path) -> None:
    command = ("-m", "recovery_tui", "--data-dir", str(tmp_path))
    with running(*command) as terminal:
        terminal.asks()
        assert b"\x1b[" not in terminal.raw
        assert all(len(line) <= 79 for line in terminal.text().splitlines())
        terminal.press("2\n")
        terminal.painted("Are you the first here?")
        assert terminal.text().isascii()
        assert b"\x1b[?25h" in terminal.raw  # the cursor a screen reader or magnifier follows
    with running(*command) as terminal:
        terminal.painted("Are you the first here?")
        assert QUESTION not in terminal.text()


def test_where_records_are_here_already_nothing_is_asked(tmp_path: Path) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    with running("-m", "recovery_tui", "--data-dir", str(tmp_path)) as terminal:
        terminal.painted("> Passphrase")
        assert QUESTION not in terminal.text()


def test_line_mode_that_was_chosen_comes_by_itself_until_another_way_is_wanted(tmp_path: Path) -> None:
    look.keep(tmp_path, BY_LINE)
    with running("-m", "recovery_tui", "--data-dir", str(tmp_path)) as terminal:
        terminal.asks()
        assert line_mode.GREETING in terminal.text()
        terminal.press("5\n")
        terminal.painted("Error: ")
        terminal.press("4\n")
        assert terminal.ended() == 0
    assert look.kept(tmp_path) is None


def test_the_settings_of_the_store_decide_how_the_next_start_looks(tmp_path: Path) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    look.keep(tmp_path, BY_LINE)
    said = conversation(tmp_path, "lantern biscuit harbour", "settings", "6", "1", "quit", "leave")
    assert "One line at a time" in said
    assert look.kept(tmp_path) == Look(line_mode=True)


def with_screen_reader(monkeypatch: pytest.MonkeyPatch, answer: int, runs: int) -> None:
    """A Windows whose SystemParametersInfoW gives `answer` and says whether a screen reader runs."""

    def asked(action: int, size: int, found: object, flags: int) -> int:
        assert action == 0x46
        found._obj.value = runs  # type: ignore[attr-defined]
        return answer

    user32 = SimpleNamespace(SystemParametersInfoW=asked)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")


@pytest.mark.parametrize(("answer", "runs", "found"), [(1, 1, True), (1, 0, False), (0, 1, False)])
def test_windows_is_asked_whether_a_screen_reader_runs(
    answer: int, runs: int, found: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not environment.screen_reader_runs()
    with_screen_reader(monkeypatch, answer, runs)
    assert environment.screen_reader_runs() is found


@pytest.mark.parametrize("command", [[], ["demo"]])
def test_line_mode_starts_by_itself_where_a_screen_reader_runs(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path] = []

    def run(data: Path, *_: object, **__: object) -> int:
        started.append(data)
        return 0

    monkeypatch.setattr(line_mode, "run", run)
    monkeypatch.setattr(cli_commands, "at_terminal", lambda: True)
    monkeypatch.setattr(environment, "screen_reader_runs", lambda: True)
    assert cli.main([*command, "--data-dir", str(tmp_path)]) == 0
    assert started == [tmp_path]
    assert look.kept(tmp_path) is None
