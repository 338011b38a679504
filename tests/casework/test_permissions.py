"""May we share: what a page shows of it, and what may leave for an organisation, for many people at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from recovery_tui.casework import joining, permissions, person_file, recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_files import load_file
from recovery_tui.casework.views import Area, Mark, RecordId, Section
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, InfoClass
from tests.support.desks import add_person
from tests.support.line_files import write
from tests.support.two_writers import two_writers

SOME = frozenset({InfoClass.ID, InfoClass.SOC})


def _agency(desk: Desk, name: str = "Leeds Options (fictional)") -> RecordId:
    return RecordId(desk.journal.save([Change("agency", {"name": name, "agency_type": "la_housing"})]).ids[0])


def _said(agency: str, decision: str = "given", day: str = "2026-11-02", **more: Wire) -> dict[str, Wire]:
    classes: Wire = ["ID", "SOC"]
    return {"agency": agency, "info_classes": classes, "decision": decision, "decided_on": day, **more}


def _say(desk: Desk, person: str, values: dict[str, Wire]) -> str:
    return desk.journal.save([Change("permission", values, person=person)]).ids[0]


def _allowed(desk: Desk, people: list[str], organisation: str) -> dict[str, frozenset[InfoClass]]:
    with desk.journal.reading() as conn:
        return permissions.allowed_classes(desk, conn, people, organisation)


def test_what_may_leave_is_each_persons_own_and_for_that_organisation_only(desk: Desk) -> None:
    lee, jo = add_person(desk), add_person(desk, "Carter", "Jo", "A2345BC")
    _say(desk, lee, _said(_agency(desk)))
    assert _allowed(desk, [lee, jo], "  LEEDS óptions (Fictional) ") == {lee: SOME, jo: frozenset()}
    assert _allowed(desk, [lee, jo], "York Options (fictional)") == {lee: frozenset(), jo: frozenset()}
    assert _allowed(desk, [lee], "") == {lee: frozenset()}


def test_a_no_that_is_taken_up_from_elsewhere_ends_a_yes(tmp_path: Path) -> None:
    both = two_writers(tmp_path)
    agency = _agency(both.kim)
    both.disagree("permission", _said(agency, "asked"), "decision", "given", "refused")
    assert _allowed(both.kim, [both.person], "Leeds Options (fictional)") == {both.person: frozenset()}
    header, _ = person_file.page(both.kim, both.person, Area.PLAN)
    assert header.sharing == "no"
    both.close()


def test_a_hidden_permission_lets_nothing_leave(desk: Desk) -> None:
    lee = add_person(desk)
    record = _say(desk, lee, _said(_agency(desk)))
    desk.journal.save([Change("permission", {}, record, lee, hide="entered for the wrong person")])
    assert _allowed(desk, [lee], "Leeds Options (fictional)") == {lee: frozenset()}


def test_agencies_that_were_joined_are_one_organisation(desk: Desk) -> None:
    lee = add_person(desk)
    old, new = _agency(desk), _agency(desk, "Leeds Housing Options (fictional)")
    _say(desk, lee, _said(old))
    assert _allowed(desk, [lee], "Leeds Housing Options (fictional)") == {lee: frozenset()}
    joining.join(desk, old, new)
    assert _allowed(desk, [lee], "Leeds Housing Options (fictional)") == {lee: SOME}
    _say(desk, lee, _said(new, "refused", "2026-11-09"))
    assert _allowed(desk, [lee], "Leeds Options (fictional)") == {lee: frozenset()}
    header, area = person_file.page(desk, RecordId(lee), Area.LINKS)
    assert header.sharing == "no"
    assert len(_section(area.sections).lines) == 1


def test_a_person_who_was_joined_has_said_what_any_of_their_records_says(desk: Desk) -> None:
    lee, baz = add_person(desk), add_person(desk, "Barnes", "Baz", "A2345BC")
    _say(desk, lee, _said(_agency(desk)))
    joining.join(desk, RecordId(lee), RecordId(baz))
    assert _allowed(desk, [lee, baz], "Leeds Options (fictional)") == {lee: SOME, baz: SOME}


def test_thousands_of_people_take_a_few_queries(desk: Desk) -> None:
    agency = _agency(desk)
    born: dict[str, Wire] = {"surname": "Made", "forename": "Up", "born_on": "1990-01-01"}
    people = list(desk.journal.save([Change("person", born) for _ in range(1500)]).ids)
    desk.journal.save([Change("permission", _said(agency), person=person) for person in people])
    asked: list[str] = []
    with desk.journal.reading() as conn:
        event.listen(conn, "before_cursor_execute", lambda *said: asked.append(said[2]))
        found = permissions.allowed_classes(desk, conn, people, "Leeds Options (fictional)")
    assert set(found.values()) == {SOME}
    assert len(asked) <= 10


def _section(sections: tuple[Section, ...]) -> Section:
    return next(each for each in sections if each.title == "May we share?")


def test_nobody_asked_is_said_in_the_header_and_can_be_put_right_from_its_line(desk: Desk) -> None:
    lee = RecordId(add_person(desk))
    header, area = person_file.page(desk, lee, Area.LINKS)
    assert header.sharing == "not asked"
    (line,) = _section(area.sections).lines
    assert (line.mark, line.kind, line.record) == (Mark.MISSING, "permission", None)
    assert "permission" in {each.kind for each in area.can_add}


def test_each_agencys_newest_answer_stands_on_the_page(desk: Desk) -> None:
    lee = RecordId(add_person(desk))
    leeds, york = _agency(desk), _agency(desk, "York Options (fictional)")
    _say(desk, lee, _said(leeds, "refused"))
    _say(desk, lee, _said(leeds, "limited", "2026-11-09", expires_on="2027-11-09"))
    _say(desk, lee, _said(york, "asked"))
    header, area = person_file.page(desk, lee, Area.LINKS)
    assert header.sharing == "some"
    assert [(line.text, line.note, line.mark) for line in _section(area.sections).lines] == [
        (
            "Leeds Options (fictional), yes, some of it",
            "identity, home, work and links, until Tue 9 Nov 2027",
            Mark.NONE,
        ),
        ("York Options (fictional), asked, no answer yet", "", Mark.MISSING),
    ]


def test_a_permission_is_asked_and_saved_on_its_form(desk: Desk) -> None:
    lee, agency = RecordId(add_person(desk)), _agency(desk)
    spec = recording.new_form(desk, lee, "permission", {})
    typed = {**spec.values, "info_classes": "id, soc", "decision": "yes", "agency": agency}
    asked = recording.save(desk, spec, typed, {})
    assert [(each.rule, each.needs_reason) for each in asked.problems] == [("V25", True)]
    assert recording.save(desk, spec, typed, {"V25": "verbal"}).saved
    assert _allowed(desk, [lee], "Leeds Options (fictional)") == {lee: SOME}


def test_a_referral_chooses_among_permissions_by_what_was_said_and_for_whom(desk: Desk) -> None:
    lee = RecordId(add_person(desk))
    _say(desk, lee, _said(_agency(desk), "limited"))
    fields = {each.key: each for each in recording.new_form(desk, lee, "referral", {}).fields}
    (choice,) = fields["permission"].choices
    assert choice.label == (
        "Permission to share: Yes, some of it, identity, home, work and links, said on Mon 2 Nov 2026,"
        " Leeds Options (fictional)"
    )


def test_what_outlives_a_person_is_never_offered_for_typing(desk: Desk) -> None:
    lee = RecordId(add_person(desk))
    offered = {each.kind for area in Area for each in person_file.page(desk, lee, area)[1].can_add}
    assert offered.isdisjoint({"erasure", "erasure_approval", "handover"})
    assert {"permission", "disclosure"} <= offered


@pytest.mark.parametrize("more", [{"hidden": "Lee asked on the wing"}, {"reasons": {"V30": "Lee asked"}}])
def test_no_words_are_loaded_with_an_erasure(desk: Desk, tmp_path: Path, more: dict[str, object]) -> None:
    fields = {"subject": "c" * 32, "reason": "court_order", "requested_on": "2026-11-20"}
    line = {"kind": "erasure", "ref": "e", "fields": fields}
    refused = load_file(desk, write(tmp_path / "in.jsonl", [{**line, **more}]))
    assert len(refused.rejected) == 1
    assert load_file(desk, write(tmp_path / "in.jsonl", [line])).rejected == ()
    assert KINDS["erasure"].wordless
