"""Line mode: one item a line, numbered, four words at every prompt, and nothing typed is lost."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from recovery_tui.casework import caseload, drafts
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.marks import marks_in
from recovery_tui.casework.opening import Practice, open_desk
from recovery_tui.casework.views import CaseloadOrder, Choice, FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.clock import SetClock
from recovery_tui.ui.line.marks import ask_marks
from recovery_tui.ui.line.run import run
from recovery_tui.ui.line.talk import Talk
from tests.line.heard import LEAVE, OPENED, conversation
from tests.ui.office import PASSPHRASE, furnished
from tests.ui.stage import MONDAY, session_at


@pytest.fixture
def data(tmp_path: Path) -> Path:
    furnished(tmp_path, SetClock(MONDAY))
    return tmp_path


def opened(data: Path) -> Desk:
    return open_desk(data, "kim-example", PASSPHRASE, SetClock(MONDAY))


def names(desk: Desk) -> list[str]:
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=False, offset=0, limit=50)
    return [row.name for row in page.rows]


def test_line_mode_loads_no_textual() -> None:
    code = (
        "import sys, pkgutil, importlib, recovery_tui.ui.line as line\n"
        "[importlib.import_module(f'{line.__name__}.{each.name}') for each in pkgutil.iter_modules(line.__path__)]\n"
        "sys.exit(' '.join(sorted(m for m in sys.modules if m.split('.')[0] == 'textual')) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_today_says_one_item_a_line_and_a_number_opens_the_person(data: Path) -> None:
    said = conversation(data, OPENED, "caseload", "3", "back", "where", *LEAVE)
    lines = said.splitlines()
    assert any(line.startswith("Today, Mon 23 Nov 2026, my 3 people of 3") for line in lines)
    assert "TESTWELL Lee; where: C2-14; number: A1234AA" in said
    assert "Name: TESTWELL Lee" in lines
    assert not re.search(r"[─|]|---", said)
    assert lines[-1] == "Locked."


def test_a_line_indented_on_the_screens_says_what_it_belongs_to(data: Path) -> None:
    said = conversation(data, OPENED, "caseload", "3", "more", *LEAVE).splitlines()
    assert any("ring the clinic" in line and line.endswith("; under Keep my script") for line in said)
    assert not any("under" in line for line in said if "Keep my script: " in line)


def test_every_prompt_knows_help_where_and_that_nothing_is_unsaved(data: Path) -> None:
    said = conversation(data, OPENED, "help", "save", "where", "nonsense", "caseload", "help", *LEAVE)
    assert "new person or n: Add a person." in said
    assert "Nothing is unsaved here." in said
    assert "Error: There is no such command here." in said
    assert "order or o:" in said


def test_help_is_short_and_any_command_explains_the_others(data: Path) -> None:
    helped = conversation(data, OPENED, "help", *LEAVE)
    assert "Besides, in every place: Today, Caseload, Send and receive" in helped
    assert "Glossary: What" not in helped
    assert "Glossary: What the words of the field mean." in conversation(data, OPENED, "any command", *LEAVE)
    assert "session: Write a session note" in conversation(data, OPENED, "any command note", *LEAVE)


NEWCOME = {
    "Surname": "Newcome",
    "First name": "Alex",
    "Date of birth": "3 jun 1990",
    "Number": "A4567AA",
    "Started on": "2 feb 2026",
}


def test_a_person_is_added_field_by_field_and_shown(data: Path) -> None:
    said = conversation(data, OPENED, "new person", NEWCOME, "back", *LEAVE)
    assert "Name: NEWCOME Alex" in said
    desk = opened(data)
    try:
        assert "NEWCOME Alex" in names(desk)
    finally:
        desk.close()


def test_what_is_not_understood_is_told_and_asked_again(data: Path) -> None:
    said = conversation(
        data, OPENED, "new person", {**NEWCOME, "Date of birth": "40 jun 1990\n3 jun 1990"}, *LEAVE
    )
    assert "Error: Not understood: " in said
    assert "Understood: Sun 3 Jun 1990" in said
    assert "Name: NEWCOME Alex" in said


def test_what_was_typed_before_the_line_was_lost_is_a_draft_and_is_taken_up_again(data: Path) -> None:
    conversation(data, OPENED, "new person", "Halfway", "Jo")
    desk = opened(data)
    try:
        kept = drafts.unfinished(desk)[0].values
        assert (kept["person.surname"], kept["person.forename"]) == ("Halfway", "Jo")
    finally:
        desk.close()
    said = conversation(data, OPENED, "new person", "resume", "back", "keep as a draft", *LEAVE)
    assert "1. Surname: Halfway" in said


def test_practising_takes_made_up_people(tmp_path: Path) -> None:
    said = conversation(tmp_path, "caseload", *LEAVE, practice=Practice(people=3))
    assert "Demo: everybody here is made up." in said
    assert "Caseload, my 3 people of 3" in said


def test_marks_are_typed_in_one_line_with_spaces_or_commas() -> None:
    field = FormField(
        "attended",
        "Who came",
        Kind.MARKS,
        choices=(Choice("a", "TESTWELL Lee"), Choice("b", "EXAMPLAR Jo")),
        marks=(Choice("came", "came"), Choice("late", "late"), Choice("refused", "refused")),
    )
    for typed in ("1 2-\nlate", "1, 2 late"):
        said = io.StringIO()
        talk = Talk(session_at(Path()), io.StringIO(f"{typed}\n"), said)
        assert marks_in(ask_marks(talk, field, "")) == {"a": "came", "b": "late"}
        assert "in one line like 1, 2-" in said.getvalue()


def test_a_choice_narrows_what_is_asked_after_it(data: Path) -> None:
    group = {"What it is": "list\ncounselling"}
    said = conversation(data, OPENED, "caseload", "3", "treatment", "new", "group", group, *LEAVE)
    asked = said[said.index("What it is:") :]
    assert "Motivational work" in asked
    assert "Methadone" not in asked[: asked.index("Taken: Counselling")]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_line_as_long_as_a_terminal_takes_is_doubted(data: Path) -> None:
    for typed, doubted in (("a" * 4095, True), ("\u00e9" * 2047 + "\ufffd", True), ("\u00e9" * 2000, False)):
        said = io.StringIO()
        assert Talk(session_at(data), _Terminal(f"{typed}\n"), said).ask("Summary") == typed
        assert ("look whether its end is missing" in said.getvalue()) is doubted


def test_half_a_letter_does_not_end_line_mode(data: Path) -> None:
    said = io.StringIO()
    heard = io.TextIOWrapper(
        io.BytesIO(f"{PASSPHRASE}\nfind T\udcc3\nquit\nleave\n".encode(errors="surrogateescape"))
    )
    assert run(data, SetClock(MONDAY), heard=heard, said=said) == 0
    assert said.getvalue().endswith("Locked.\n")
