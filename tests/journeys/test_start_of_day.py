"""K1: the day begins with everything that must be done, worst first; two keys lead to where the answer belongs."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import covering, opening
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.clock import SetClock
from recovery_tui.journal import reading
from recovery_tui.journal.access import Act
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.secret_field import SecretRow
from tests.line.heard import LEAVE, OPENED, conversation
from tests.support.desks import write
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import PASSPHRASE, app_on, furnished
from tests.ui.stage import MONDAY

SHAH = "5" * 64


def opened(data: Path, clock: SetClock) -> Desk:
    (name,) = opening.store_names(data)
    return opening.open_desk(data, name, PASSPHRASE, clock)


def a_morning(data: Path, clock: SetClock) -> tuple[RecordId, ...]:
    """Lee leaves on Friday on medicine and nothing is booked; of the others this and that is due."""
    people = furnished(data, clock)
    desk = opened(data, clock)
    lee, jo, ray = people
    write(
        desk, "intervention", lee, intervention_type="pharm", sub_type="maintenance", medicine="methadone",
        started_on="2026-02-10",
    )  # fmt: skip
    write(desk, "naloxone", lee, offered_on="2026-11-02", offer_outcome="declined")
    for person in people:
        write(desk, "home", person, home_type="cas3", from_on="2026-11-27")
        write(desk, "contact", person, held_on="2026-11-20", outcome="held", summary="Met.")
    write(desk, "flag", jo, flag_kind="overdose_risk_now", from_on="2026-11-01", review_by_on="2026-11-20")
    write(
        desk, "plan", ray, started_on="2026-02-10", status="active", agreement="agreed", review_due_on="2026-11-18"
    )  # fmt: skip
    desk.close()
    return people


async def test_k1_two_keys_lead_from_the_passphrase_to_the_very_line(tmp_path: Path) -> None:
    clock = SetClock(MONDAY)
    lee, *_ = a_morning(tmp_path, clock)
    app, keys = app_on(tmp_path, clock), 0

    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await see(pilot, "Whose records?")
        app.screen.query_one(SecretRow).put(PASSPHRASE)
        await pilot.press("enter")
        keys += 1
        await see(pilot, "!! Act today 1")
        text = screen_text(app)
        assert "> !! TESTWELL Lee     C2-14  out Fri 27 Nov, 4d" in text
        assert "!  Due 2   o order: [worst] | wing | time" in text
        assert text.index("review 5d late") < text.index("flag to review")
        assert "Next 7 days 4" in text
        assert "release (Friday: earlier day" in text
        assert not any(word in text for word in ("ethadone", "aloxone", "verdose"))
        await pilot.press("enter")
        keys += 1
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await see(pilot, "[2 Treatment]")
        row = app.screen.query_one(LineList).current
        assert row is not None
        assert row.cells[0] == "First appointment"
        assert keys == 2
        await wait_until(pilot, lambda: bool(app.session.desk.journal.looks_at(lee)))
        assert Act.OPENED in {look.act for look in app.session.desk.journal.looks_at(lee)}


def test_k1_in_line_mode(tmp_path: Path) -> None:
    a_morning(tmp_path, SetClock(MONDAY))
    said = conversation(tmp_path, OPENED, "1", "back", *LEAVE)
    red = next(line for line in said.splitlines() if "treatment after release not booked" in line)
    assert red.startswith("1. Act today. TESTWELL Lee; where: C2-14; when: out Fri 27 Nov, 4d")
    assert said.index("Act today: 1") < said.index("Due: 2") < said.index("Next 7 days: 4")
    assert "First appointment" in said


def shahs_person(data: Path, clock: SetClock) -> RecordId:
    """One of the three is R Shah's."""
    people = furnished(data, clock)
    desk = opened(data, clock)
    with desk.journal.reading() as conn:
        (held,) = reading.of_person(conn, people[1], ("assignment",))
    theirs: dict[str, Wire] = {"worker": SHAH, "worker_name": "R Shah (fictional)"}
    desk.journal.save([Change("assignment", theirs, held.id, people[1])])
    desk.close()
    return people[1]


def covered(desk: Desk, person: RecordId) -> dict[str, Wire]:
    with desk.journal.reading() as conn:
        return reading.of_person(conn, person, ("assignment",))[-1].values


async def test_cover_for_a_colleague_takes_one_command(tmp_path: Path) -> None:
    clock = SetClock(MONDAY)
    jo = shahs_person(tmp_path, clock)
    app = app_on(tmp_path, clock)
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await see(pilot, "Whose records?")
        app.screen.query_one(SecretRow).put(PASSPHRASE)
        await pilot.press("enter")
        await see(pilot, "[my 2 people] | all 3")
        assert "EXAMPLAR" not in screen_text(app)
        await pilot.press("c")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await see(pilot, "R Shah (fictional), 1 person")
        await pilot.press("f2")
        await see(pilot, "1 person is yours too until Sun 6 Dec")
        await see(pilot, "[my 3 people] | all 3")
        await see(pilot, "EXAMPLAR")
        values = covered(app.session.desk, jo)
    assert (values["role"], values["from_on"], values["until_on"]) == ("cover", "2026-11-23", "2026-12-06")


def test_cover_in_line_mode(tmp_path: Path) -> None:
    clock = SetClock(MONDAY)
    jo = shahs_person(tmp_path, clock)
    said = conversation(tmp_path, OPENED, "cover a colleague", "", "3", "fri", "", *LEAVE)
    assert "1 person is yours too until Fri 27 Nov" in said
    desk = opened(tmp_path, clock)
    assert covered(desk, jo)["until_on"] == "2026-11-27"
    assert covering.form(desk).fields[0].choices[0].label == "R Shah (fictional), 1 person"
    desk.close()
