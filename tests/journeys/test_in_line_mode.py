"""The journeys of a keyworker's day in line mode, in a real pseudo-terminal, with what is in the store afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from recovery_tui.casework import caseload, drafts
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.opening import open_desk
from recovery_tui.casework.views import CaseloadOrder, RecordId
from recovery_tui.clock import Clock, SetClock
from recovery_tui.journal.log import Change
from recovery_tui.records.day_words import spell
from tests.line.terminal import TODAY, arriving, talking
from tests.support.desks import add_person as of_nobody
from tests.support.desks import stored
from tests.ui.office import PASSPHRASE, add_goal, add_person, new_store

PROSE = "We went through Friday together; the sister will fetch him."


@pytest.fixture
def people(tmp_path: Path) -> tuple[RecordId, ...]:
    """A closed store: one's own people, in a group and waiting for a service, and one of a colleague's.

    Made at the hour it is: the process that opens it has a real clock, whatever day it is told to go by.
    """
    desk = new_store(tmp_path, SetClock(datetime.now(UTC)))
    lee = add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA")
    jo = add_person(desk, "Examplar", "Jo", "C2-15", "A2345AA")
    ray = RecordId(of_nobody(desk, "Placeholder", "Ray", "A3456AA"))
    add_goal(desk, lee, "Keep my script", "ring the clinic", "24 nov 2026")
    earlier = (TODAY - timedelta(days=9)).isoformat()
    group = {
        "intervention_type": "psysoc",
        "sub_type": "cbt_substance",
        "provider": "Fictional Prison",
        "started_on": earlier,
    }
    need = {
        "area": "links", "domain": "housing", "description": "Nowhere to go on Friday", "status": "not_started",
        "identified_on": earlier,
    }  # fmt: skip
    housing = {"name": "Fictional Housing", "agency_type": "la_housing", "phone": "0113 000"}
    waits = {
        "agency": "@agency", "agency_type": "la_housing", "domain": "housing", "status": "sent", "sent_on": earlier,
        "lawful_basis": "safeguarding",
    }  # fmt: skip
    theirs = {
        "worker": "5" * 64,
        "worker_name": "R Shah (fictional)",
        "role": "keyworker",
        "from_on": earlier,
    }
    desk.journal.save(
        [
            Change("agency", dict(housing)),
            Change("referral", dict(waits), person=jo),
            Change("need", dict(need), person=lee),
            Change("intervention", dict(group), person=lee),
            Change("intervention", dict(group), person=jo),
            Change("assignment", dict(theirs), person=ray),
        ],
        ["agency", None, None, None, None, None],
    )
    desk.close()
    return lee, jo, ray


@contextmanager
def opened(data: Path) -> Iterator[Desk]:
    desk = open_desk(data, "kim-example", PASSPHRASE, Clock())
    try:
        yield desk
    finally:
        desk.close()


def test_k1_k2_and_k11_the_day_begins_a_note_is_written_and_bad_news_in_the_middle_of_it_loses_nothing(
    tmp_path: Path, people: tuple[RecordId, ...]
) -> None:
    lee = people[0]
    with talking(tmp_path) as keyworker:
        assert "Today, " in keyworker.said
        assert "Act today" in keyworker.said
        assert "; next: " in keyworker.said.partition("Act today")[2].partition("Due")[0]
        assert "What" not in keyworker.said.partition("Next 7 days")[2].partition("Only on")[0]
        keyworker.keys = 0
        keyworker.answer("/tes", "1")
        assert "Name: TESTWELL Lee" in keyworker.said
        to_the_page = keyworker.keys

        keyworker.answer("s")
        keyworker.write(PROSE)
        keyworker.answer(".", "", "1")
        keyworker.write("me ring Forward again", " +1d")
        assert "Understood: me: ring Forward again" in keyworker.said
        assert "Happened: held" in keyworker.said
        assert f"Next: {spell(TODAY + timedelta(days=7))}" in keyworker.said
        assert "Saved " in keyworker.answer("")
        assert keyworker.keys - to_the_page <= 15
        assert keyworker.keys <= 25

        keyworker.answer("s", "He was half-way through saying")
        assert "Now: " in keyworker.answer("bad news")
        keyworker.fill({"What happened": "Found on the landing.\n.", "What, needed": "overdose"})
        assert "Saved " in keyworker.said
        keyworker.answer(".", "back", "back", "back", "keep as a draft", "back", "back")
        keyworker.leave()
    with opened(tmp_path) as desk:
        (note,) = [each for each in stored(desk, lee, "contact") if each.values.get("summary") == PROSE]
        done, new = stored(desk, lee, "step")
        assert (done.values["status"], new.values["text"]) == ("completed", "ring Forward again")
        assert note.values["touched"] == [done.id]
        assert (note.values["outcome"], note.values["minutes"]) == ("held", 20)
        assert len(stored(desk, lee, "incident")) == 1
        assert [each.values["flag_kind"] for each in stored(desk, lee, "flag")] == ["recent_overdose"]
        (begun,) = drafts.unfinished(desk)
        assert begun.values["contact.summary"] == "He was half-way through saying"


def test_k5_and_k6_a_need_is_referred_and_what_waits_is_chased(
    tmp_path: Path, people: tuple[RecordId, ...]
) -> None:
    lee, jo, _ = people
    with talking(tmp_path) as keyworker:
        keyworker.answer("find testwell", "1")
        keyworker.answer("plan")
        keyworker.answer(f"refer {keyworker.line('Nowhere to go on Friday')}")
        keyworker.fill({"Asked now": "yes", "How we know": "Kim heard it"})
        assert "Saved " in keyworker.said
        keyworker.answer("back", "back")

        assert "waits: 9d" in keyworker.answer("waiting")
        assert "no answer" in keyworker.answer("no answer 1")
        assert "Put back." in keyworker.answer("undo")
        keyworker.answer("y 1")
        keyworker.fill({"First appointment": "+8d 09:30"})
        assert "Saved " in keyworker.said
        keyworker.answer("back")
        keyworker.leave()
    with opened(tmp_path) as desk:
        (sent,) = stored(desk, lee, "referral")
        assert (sent.values["status"], sent.values["domain"]) == ("sent", "housing")
        (accepted,) = stored(desk, jo, "referral")
        (appointment,) = stored(desk, jo, "appointment")
        assert accepted.values["accepted_on"] == TODAY.isoformat()
        assert str(appointment.values["starts_at"]).endswith("T09:30")
        assert not [each for each in stored(desk, jo, "contact") if each.hidden is None]


def test_group_cover_and_k12_who_came_whose_people_and_an_end_of_day_that_leaves_nothing_unsaved(
    tmp_path: Path, people: tuple[RecordId, ...]
) -> None:
    lee, jo, _ = people
    with talking(tmp_path) as keyworker:
        keyworker.keys = 0
        assert "EXAMPLAR" in keyworker.answer("group session")
        keyworker.answer("1,2 late", "save")
        assert "Saved " in keyworker.said
        assert keyworker.keys <= 30
        keyworker.answer("cover")
        keyworker.fill({"Until": "+3d", "Why": "leave"})
        assert "1 person is yours too" in keyworker.said
        assert "only on this computer" in keyworker.answer("quit")
        keyworker.answer("stay")
        keyworker.leave()
    with opened(tmp_path) as desk:
        came = [each.values["attendance"] for person in (jo, lee) for each in stored(desk, person, "session")]
        assert sorted(map(str, came)) == ["came", "late"]
        page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=9)
        assert [row.name for row in page.rows] == ["EXAMPLAR Jo", "PLACEHOLDER Ray", "TESTWELL Lee"]
        assert drafts.unfinished(desk) == ()


NEWCOME = {
    "Surname": "Newcome", "First name": "Alex", "Date of birth": "3/5/92", "Number": "a4567aa", "Wing": "C2-20",
    "Started on": "-5d", "Expected release": "+30d",
}  # fmt: skip


def test_k3_a_newcomer_to_the_program_takes_in_a_newcomer_to_the_prison_and_finds_it_all_again(
    tmp_path: Path,
) -> None:
    with arriving(tmp_path) as keyworker:
        keyworker.answer("add one person")
        assert "Name: NEWCOME Alex" in keyworker.fill(NEWCOME)
        keyworker.answer("back", "new person")
        keyworker.answer("Newcombe", "Alex", "", "3/5/92")
        assert "The same number is here already" in keyworker.answer("a4567aa")
        assert "Name: NEWCOME Alex" in keyworker.fill({}, "open")

        keyworker.answer("treatment")
        substances, naloxone, past = map(
            keyworker.line, ("Substances: ", "Naloxone: ", "Earlier treatment: ")
        )
        keyworker.answer(keyworker.line("Medicines: "))
        keyworker.fill(
            {"What it is": "maint", "Medicine": "methadone", "Started on": "-3m", "Last dose": "today 08:30"}
        )
        keyworker.answer(substances)
        keyworker.fill(
            {"Substance": "heroin", "Last used": "-6d", "Ever overdosed": "yes", "Last overdose": "2024"}
        )
        keyworker.answer(naloxone)
        keyworker.fill({"What came of it": "declined"})
        keyworker.answer(past)
        keyworker.fill(
            {
                "Provider": "Fictional Forward",
                "Referred on, needed": "2 feb 2024",
                "What helped": "The group\n.",
            }
        )
        keyworker.answer("peers", "new", "peer, mentor or group inside")
        keyworker.fill({"Kind": "mutual aid", "Organisation": "Fictional Tuesday group"})
        keyworker.answer("home+work", "new", "agency")
        keyworker.fill({"Name": "Fictional Housing", "What it does": "supported"})
        keyworker.answer("new", "home")
        keyworker.fill({"Kind of home": "cas3", "Area": "Leeds"})
        keyworker.answer("new", "permission")
        assert "What they said: Asked" in keyworker.fill(
            {"What about": "identity, home", "How we": "I heard it"}, "list"
        )
        keyworker.answer(keyworker.line("What they said"), "given", "")
        keyworker.answer("plan")
        keyworker.answer(keyworker.line("No goal yet"))
        keyworker.fill(
            {"Goal": "Keep my script", "Area": "treat", "For when": "gate", "Step": "ring Forward"}
        )
        keyworker.answer("s", "He knows nobody here.", ".", "", "", "", "", "back")
        keyworker.leave()
    with talking(tmp_path) as keyworker:
        assert "Name: NEWCOME Alex" in keyworker.answer("/newc", "1")
        for area, words in {
            "plan": "Keep my script", "treatment": "Heroin", "peers": "Fictional Tuesday group",
            "home+work": "Leeds", "release": "Countdown", "everything": "He knows nobody here.",
        }.items():  # fmt: skip
            assert words in keyworker.answer(area)
        keyworker.answer("back", "back")
        keyworker.leave()
    with opened(tmp_path) as desk:
        page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=9)
        (alex,) = [row.person for row in page.rows]
        (medicine,) = stored(desk, alex, "intervention")
        (substance,) = stored(desk, alex, "substance")
        (offered,) = stored(desk, alex, "naloxone")
        (earlier,) = stored(desk, alex, "treatment_episode")
        (permission,) = stored(desk, alex, "permission")
        (goal,) = stored(desk, alex, "goal")
        assert (medicine.values["medicine"], medicine.values["sub_type"]) == ("methadone", "maintenance")
        assert str(medicine.values["last_dose_at"]).startswith(TODAY.isoformat())
        assert (substance.values["rank"], substance.values["overdose_ever"]) == (1, "yes")
        assert offered.values["offer_outcome"] == "declined"
        assert earlier.values["helped"] == "The group"
        assert (permission.values["decision"], permission.values["info_classes"]) == ("given", ["ID", "SOC"])
        assert goal.values["title"] == "Keep my script"
        (begun,) = drafts.unfinished(desk)
        assert begun.values["person.surname"] == "Newcombe"
