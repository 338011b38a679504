"""What stands beside a list: of a person only what lists may say, of a record all that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import beside, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Detail, Line, Mark, RecordId
from recovery_tui.journal.event import Wire
from tests.support.desks import add_person, write
from tests.support.two_writers import TwoWriters, two_writers

CLINICAL = ("methadone", "heroin", "naloxone", "turning tide")


@pytest.fixture
def lee(desk: Desk) -> RecordId:
    """Out on Fri 4 December, on a substitute, with a referral to a service that treats."""
    person = RecordId(add_person(desk))
    clinic = write(
        desk, "agency", None, name="Turning Tide (fictional)", agency_type="community_drug_alcohol"
    )
    write(desk, "substance", person, substance="heroin", rank=1)
    write(
        desk, "intervention", person, intervention_type="pharm", sub_type="maintenance", medicine="methadone"
    )
    referral: dict[str, Wire] = {"agency": clinic, "agency_type": "community_drug_alcohol", "domain": "drug"}
    write(desk, "referral", person, **referral, status="sent", sent_on="2026-11-20")
    write(desk, "contact", person, held_on="2026-11-16", outcome="held", summary="Told me about methadone.")
    write(desk, "contact", person, held_on="2026-11-19", outcome="declined")
    return person


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoWriters]:
    writers = two_writers(tmp_path)
    yield writers
    writers.close()


def facts(detail: Detail | None) -> dict[str, str]:
    assert detail is not None
    return {line.text: line.note for line in detail.sections[0].lines}


def test_a_person_is_told_in_words_that_lists_may_say(desk: Desk, lee: RecordId) -> None:
    found = beside.of_person(desk, lee)
    assert found is not None
    assert found.title == "BARNES Lee"
    assert [section.title for section in found.sections] == ["", "Act today", "Due"]
    assert facts(found)["out"] == "Fri 4 Dec, 11d"
    assert facts(found)["last seen"] == "Mon 16 Nov, declined Thu 19 Nov"
    act, due = found.sections[1:]
    assert act.lines[0] == Line("gate kit not offered", "next: ! nobody yet", Mark.ACT)
    assert act.lines[1].note == "next: answer from a service, since Fri 20 Nov"
    assert ("out Fri 4 Dec, 11d  no place for the first night", Mark.MISSING) in [
        (line.text, line.mark) for line in due.lines
    ]
    assert not any(word in repr(found).casefold() for word in CLINICAL)


def test_clinical_words_stand_there_where_the_site_has_them_on_lists(desk: Desk, lee: RecordId) -> None:
    settings.change(desk, "clinical_on_lists", "yes")
    assert "Turning Tide" in repr(beside.of_person(desk, lee))


def test_to_show_it_is_no_opening_of_the_person(desk: Desk, lee: RecordId) -> None:
    beside.of_person(desk, lee)
    assert desk.journal.looks_at(lee) == ()


def test_nothing_is_told_of_somebody_who_is_not_here(desk: Desk) -> None:
    assert beside.of_person(desk, RecordId("0" * 32)) is None
    assert beside.of_line(desk, Line("gone", record=RecordId("0" * 32))) is None


def test_a_record_is_told_field_by_field_with_what_it_points_to(desk: Desk, lee: RecordId) -> None:
    agency = write(desk, "agency", None, name="Fictional Housing", agency_type="la_housing")
    referral = write(
        desk, "referral", lee, agency=agency, agency_type="la_housing", domain="housing", status="sent",
        sent_on="2026-11-20", reason="Nowhere to sleep.",
    )  # fmt: skip
    found = facts(beside.of_line(desk, Line("housing", record=referral)))
    assert found == {
        "Agency": "Fictional Housing, council housing team",
        "About": "Housing",
        "Why": "Nowhere to sleep.",
        "Status": "Sent",
        "Sent on": "Fri 20 Nov 2026",
        "written": "Mon 23 Nov",
    }


def test_where_writers_disagree_all_their_answers_are_told(both: TwoWriters) -> None:
    home = both.disagree("home", {"home_type": "cas3", "from_on": "2026-11-27"}, "area", "Leeds", "Bradford")
    assert facts(beside.of_line(both.kim, Line("home", record=RecordId(home))))["Area"] in (
        "Leeds or Bradford",
        "Bradford or Leeds",
    )


def test_what_is_missing_is_told_as_its_line_tells_it(desk: Desk) -> None:
    missing = Line("first appointment", "none; Fri 18 Dec is the last day that counts", Mark.ACT)
    found = beside.of_line(desk, missing)
    assert found is not None
    assert (found.title, found.sections[0].lines[0].text) == (missing.text, missing.note)
