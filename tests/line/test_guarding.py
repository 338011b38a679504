"""Line mode withdraws when nobody answers, and nothing typed is lost when it does or when the terminal goes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from recovery_tui.casework import drafts, opening
from recovery_tui.clock import Clock, SetClock
from recovery_tui.ui.glyphs import UNICODE
from recovery_tui.ui.line.talk import WIPE, Talk
from recovery_tui.ui.line.turns import Locked
from recovery_tui.ui.session import Session
from tests.line.terminal import talking
from tests.ui.office import PASSPHRASE, furnished
from tests.ui.stage import MONDAY


class Heard(io.StringIO):
    """Answers, before each of which something may happen."""

    def __init__(self, clock: SetClock, *answers: tuple[int, str]) -> None:
        super().__init__()
        self._clock = clock
        self._answers = list(answers)
        self.talk: Talk | None = None

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        minutes, answer = self._answers.pop(0)
        self._clock.advance(minutes=minutes)
        if self.talk is not None:
            self.talk.guard.look()
        return f"{answer}\n"


def conversation(data: Path, *answers: tuple[int, str]) -> tuple[Talk, io.StringIO]:
    """A conversation over opened records; before each answer so many minutes pass."""
    clock = SetClock(MONDAY)
    furnished(data, clock)
    said, heard = io.StringIO(), Heard(clock, *answers)
    session = Session(data, clock, UNICODE)
    session.opened = opening.open_desk(data, "kim-example", PASSPHRASE, clock)
    heard.talk = talk = Talk(session, heard, said)
    talk.guard.begin(5, 15)
    return talk, said


def test_after_some_minutes_the_passphrase_is_asked_and_what_was_typed_is_offered_back(
    tmp_path: Path,
) -> None:
    talk, said = conversation(tmp_path, (6, "half a line"), (0, "wrong"), (0, PASSPHRASE), (0, "use it"))
    assert talk.ask("What") == "half a line"
    assert "Covered, because nothing was typed for a while." in said.getvalue()
    assert "Error: That is not the passphrase." in said.getvalue()
    assert "half a line" not in said.getvalue(), "it might have been the passphrase with one letter wrong"
    talk.session.desk.close()


def test_the_passphrase_typed_at_once_opens_and_is_no_answer(tmp_path: Path) -> None:
    talk, said = conversation(tmp_path, (6, PASSPHRASE), (0, "the answer"))
    assert talk.ask("What") == "the answer"
    assert PASSPHRASE not in said.getvalue()
    talk.session.desk.close()


def test_later_the_keys_are_dropped_and_three_wrong_passphrases_do_the_same(tmp_path: Path) -> None:
    talk, _ = conversation(tmp_path / "late", (6, "x"), (10, ""))
    with pytest.raises(Locked, match="without an answer"):
        talk.ask("What")
    assert talk.session.desk.locked
    talk, _ = conversation(tmp_path / "wrong", (6, ""), (0, "no"), (0, "no"), (0, "no"))
    with pytest.raises(Locked, match="wrong passphrases"):
        talk.ask("What")
    talk.session.desk.close()


def test_while_answers_come_nothing_is_covered(tmp_path: Path) -> None:
    talk, said = conversation(tmp_path, (4, "one"), (4, "two"), (4, "three"))
    assert [talk.ask("What") for _ in range(3)] == ["one", "two", "three"]
    assert "Covered" not in said.getvalue()
    talk.session.desk.close()


@pytest.mark.parametrize("how", ["signal", "terminal", "ctrl+c"])
def test_a_lost_terminal_or_ctrl_c_keeps_what_was_answered_and_closes_the_store(
    how: str, tmp_path: Path
) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    with talking(tmp_path) as keyworker:
        keyworker.answer("new person", "Quillfeather", "Jo")
        if how == "ctrl+c":
            keyworker.terminal.interrupt()
            assert keyworker.terminal.ended() == 130
            assert keyworker.terminal.text().replace("\r", "").endswith("Locked.\n")
        else:
            assert keyworker.terminal.hang_up(signalled=how == "signal") == 0
    assert not list(tmp_path.rglob("*-wal"))
    desk = opening.open_desk(tmp_path, "kim-example", PASSPHRASE, Clock())
    (begun,) = drafts.unfinished(desk)
    assert (begun.values["person.surname"], begun.values["person.forename"]) == ("Quillfeather", "Jo")
    desk.close()


def test_lock_and_exit_wipe_the_screen_and_what_was_scrolled_away(tmp_path: Path) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    with talking(tmp_path) as keyworker:
        keyworker.answer("caseload")
        keyworker.terminal.press("lock\n")
        keyworker.terminal.painted("Passphrase: ")
        assert WIPE.encode() in keyworker.terminal.raw
        keyworker.answer(PASSPHRASE, "quit")
        keyworker.terminal.press("leave\n")
        assert keyworker.terminal.ended() == 0
        assert keyworker.terminal.raw.endswith(WIPE.encode() + b"Locked.\r\n")
