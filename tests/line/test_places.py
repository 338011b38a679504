"""The places of line mode beside Today and people: first run, exchange, two answers, settings, my plan."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest

from recovery_tui.casework import caseload, conflicts, erasing, opening, receiving
from recovery_tui.casework.owner import Role
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.clock import SetClock
from recovery_tui.journal.log import Change
from recovery_tui.ui.line.run import run
from recovery_tui.vault import kdf
from tests.line.heard import LEAVE, MOST, OPENED, conversation
from tests.support.desks import PASSPHRASE as TEAM
from tests.support.desks import add_person
from tests.support.exchange import acquaint, colleague, send
from tests.ui.office import PASSPHRASE, furnished
from tests.ui.stage import MONDAY


class Newcomer(io.StringIO):
    """Goes through the first run and copies the words from the 'paper'."""

    def __init__(self, said: io.StringIO, begins: str = "go to Today") -> None:
        super().__init__()
        self._said = said
        self._begins = begins
        self._prompts = 0

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        said = self._said.getvalue()
        self._prompts += 1
        assert self._prompts < MOST, f"never came to the end:\n{said[-2000:]}"
        prompt = said.rpartition("\n")[2]
        if prompt.startswith("Word "):
            paper = said.rpartition("Twelve words.")[2].splitlines()
            return next(line.split()[1] for line in paper if line.startswith(f"{prompt.split()[1]}. ")) + "\n"
        answers = {
            "Where the start pack": "",
            "Your name": "Kim Example",
            "Prison": "LEI",
            "New passphrase": PASSPHRASE,
            "The same again": PASSPHRASE,
            "Leave?": "leave",
            "Today": "quit",
        }
        if prompt.startswith("Number"):
            question = said.rstrip().rpartition("\n1. ")[0].rpartition("\n")[2]
            chosen = {
                "There are no": "start",
                "Role": "1",
                "Everything is saved": self._begins,
                "Leave?": "leave",
            }
            return next(answer for begins, answer in chosen.items() if question.startswith(begins)) + "\n"
        return next((answer for begins, answer in answers.items() if prompt.startswith(begins)), "") + "\n"


def test_the_first_run_makes_a_store_asks_for_two_words_and_ends_with_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdf, "calibrated", lambda clock: kdf.QUICK)
    said = io.StringIO()
    assert run(tmp_path, SetClock(MONDAY), heard=Newcomer(said), said=said) == 0
    assert "How do you want to begin?" in said.getvalue()
    assert "Today, Mon 23 Nov 2026, my 0 people of 0" in said.getvalue()
    desk = opening.open_desk(tmp_path, "kim-example", PASSPHRASE, SetClock(MONDAY))
    assert desk.owner.name == "Kim Example"
    desk.close()


def test_who_would_practise_after_the_first_run_gets_made_up_people_and_has_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdf, "calibrated", lambda clock: kdf.QUICK)
    monkeypatch.setattr(opening, "Practice", partial(opening.Practice, people=2))
    said = io.StringIO()
    assert run(tmp_path, SetClock(MONDAY), heard=Newcomer(said, "practise"), said=said) == 0
    assert "Demo: everybody here is made up." in said.getvalue()
    opening.open_desk(tmp_path, "kim-example", PASSPHRASE, SetClock(MONDAY)).close()


def test_with_several_stores_one_says_whose(tmp_path: Path) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    colleague(tmp_path, "Rosa Placeholder").close()
    said = conversation(tmp_path, "kim-example", PASSPHRASE, *LEAVE)
    assert "2. rosa" in said
    assert "Today, Mon 23 Nov 2026" in said


def test_a_file_is_sent_and_at_the_other_end_looked_into_taken_in_and_answered(tmp_path: Path) -> None:
    kim, rosa = (
        colleague(tmp_path / "kim", "Kim Example"),
        colleague(tmp_path / "rosa", "Rosa Placeholder", Role.SUPERVISOR),
    )
    acquaint(kim, rosa)
    add_person(kim, "Testwell", "Lee", "A1234AA")
    kim.close()
    rosa.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    said = conversation(
        tmp_path / "kim", TEAM, "send now", "send", str(stick), "back", "send and receive", *LEAVE
    )
    assert "To whom: Rosa Placeholder, supervisor" in said
    assert "Would leave: 3 changes about 1 person" in said
    assert "It counts as only here until their reply has come." in said
    (file,) = stick.glob("*.rpb")
    said = conversation(
        tmp_path / "rosa", TEAM, "receive", str(file), "look at all", "receive", "replies", "back", "mine/all",
        "caseload", *LEAVE, clock=SetClock(MONDAY, 7),
    )  # fmt: skip
    assert "Who: Kim Example, keyworker" in said
    assert "Would bring: 3 new" in said
    assert "1 reply written" in said
    assert "TESTWELL Lee" in said
    said = conversation(tmp_path / "kim", TEAM, "receive", str(stick), "receive", "back", *LEAVE)
    assert "Of yours confirmed: 1 file" in said


def test_two_answers_stand_until_a_letter_keeps_one(tmp_path: Path) -> None:
    kim, rosa = (
        colleague(tmp_path / "kim", "Kim Example"),
        colleague(tmp_path / "rosa", "Rosa Placeholder", Role.SUPERVISOR),
    )
    acquaint(kim, rosa)
    person = add_person(kim, "Testwell", "Lee", "A1234AA")
    receiving.receive(rosa, [send(kim, tmp_path, rosa)])
    for desk, called in ((kim, "Lefty"), (rosa, "Lee-Lee")):
        desk.journal.save([Change("person", {"known_as": called}, person)])
    receiving.receive(kim, [send(rosa, tmp_path, kim)])
    kim.close()
    rosa.close()
    said = conversation(tmp_path / "kim", TEAM, "two answers", "keep b", "back", *LEAVE)
    assert "Answer a: Lefty" in said or "Answer b: Lefty" in said
    assert "kept " in said
    desk = opening.open_desk(tmp_path / "kim", "kim", TEAM, SetClock(MONDAY))
    assert conflicts.listed(desk) == ()
    desk.close()


def test_settings_glossary_and_the_persons_own_view_are_told(tmp_path: Path) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    said = conversation(
        tmp_path, OPENED, "settings", "1", "7", "back", "glossary naloxone", "back", "caseload", "3", "show person",
        "back", "next", "I agree", "records", "back", *LEAVE,
    )  # fmt: skip
    assert "Cover the screen after: 5 minutes" in said
    assert "It holds from now on." in said
    assert "naloxone" in said.casefold()
    assert "Page 1 of " in said
    own = said.partition("Page 1 of ")[2].partition("records")[0]
    assert "A1234AA" not in own
    assert "Saved 10:42" in said


def test_one_asks_that_a_person_be_erased_and_a_supervisor_says_no_or_yes(tmp_path: Path) -> None:
    kim, rosa = (
        colleague(tmp_path / "kim", "Kim Example"),
        colleague(tmp_path / "rosa", "Rosa Placeholder", Role.SUPERVISOR),
    )
    acquaint(kim, rosa)
    for surname, number in (("Testwell", "A1234AA"), ("Madeup", "A2345AA")):
        add_person(kim, surname, "Lee", number)
    kim.close()
    said = conversation(
        tmp_path / "kim", TEAM, "/testwell", "1", "erase this record", "the person", "back", "back", "/madeup", "1",
        "erase", "entered", "back", "back", "send and receive", "to be erased", "1", "back", *LEAVE,
    )  # fmt: skip
    assert "This only asks." in said
    assert "Nothing is erased until a supervisor approves it" in said
    assert "To erase: 2 requests" in said
    assert "TESTWELL Lee; state: waits for a supervisor" in said
    desk = opening.open_desk(tmp_path / "kim", "kim", TEAM, SetClock(MONDAY))
    receiving.receive(rosa, [send(desk, tmp_path, rosa)])
    desk.close()
    rosa.close()
    said = conversation(
        tmp_path / "rosa", TEAM, "send and receive", "to be erased", "1", "no", "1", "approve", "not now", "1",
        "approve", "erase for good", "back", *LEAVE,
    )  # fmt: skip
    assert "The record stays." in said
    assert said.count("Erased here.") == 1
    assert "state: erased here" in said
    desk = opening.open_desk(tmp_path / "rosa", "rosa", TEAM, SetClock(MONDAY))
    assert len([each for each in erasing.listed(desk) if each.done]) == 1
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=False, offset=0, limit=9)
    assert len(page.rows) == 1
    desk.close()


def test_what_is_typed_where_one_finds_is_looked_for(tmp_path: Path) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    said = conversation(tmp_path, OPENED, "/nobody", "1", "examplar", "1", "back", "back", *LEAVE)
    assert "Error: There is no line here to choose." in said
    assert "Name: EXAMPLAR Jo" in said
