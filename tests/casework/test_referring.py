"""Referring: the right agency first, what the person said about sharing, and one save for all that came of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import filling_in, recording, referring
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import FormField, FormSpec, Outcome, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.journal.reading import Record
from tests.support.desks import add_person, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: Desk) -> RecordId:
    return RecordId(add_person(desk))


def _saved(desk: Desk, kind: str, person: str | None = None, **values: Wire) -> RecordId:
    return RecordId(desk.journal.save([Change(kind, values, person=person)]).ids[0])


def _agency(desk: Desk, name: str, agency_type: str) -> RecordId:
    return _saved(desk, "agency", name=name, agency_type=agency_type)


def _need(desk: Desk, person: str, domain: str = "housing") -> RecordId:
    return _saved(
        desk, "need", person, area="links", domain=domain, description="Nowhere to go on Friday",
        status="not_started", identified_on="2026-11-02",
    )  # fmt: skip


def _permission(desk: Desk, person: str, agency: str, decision: str, classes: list[str], on: str) -> RecordId:
    return _saved(
        desk, "permission", person, agency=agency, decision=decision, info_classes=classes, decided_on=on,
        evidence="signed form",
    )  # fmt: skip


def _of(desk: Desk, person: str, kind: str) -> list[Record]:
    with desk.journal.reading() as conn:
        return list(reading.of_person(conn, person, (kind,)))


def _field(spec: FormSpec, key: str) -> FormField:
    return next(field for field in spec.fields if field.key == key)


def _sent(desk: Desk, spec: FormSpec, reasons: dict[str, str] | None = None, **typed: str) -> Outcome:
    given = {key.replace("__", "."): value for key, value in typed.items()}
    return filling_in.save(desk, spec, {**spec.values, **given}, reasons or {})


def test_the_form_comes_with_the_agency_that_fits_and_the_words_of_the_need(
    desk: Desk, person: RecordId
) -> None:
    _agency(desk, "Fictional Surgery", "gp")
    other = _agency(desk, "Aspen Housing (fictional)", "la_housing")
    used = _agency(desk, "Zebra Housing (fictional)", "la_housing")
    _saved(
        desk, "referral", person, agency=used, agency_type="la_housing", domain="housing", status="sent",
        sent_on="2026-11-02",
    )  # fmt: skip
    typed = {
        "goal.title": "A place of my own",
        "goal.area": "links",
        "goal.horizon": "gate",
        "step.text": "ask",
    }
    goal = recording.goal_form(desk, person)
    recording.save(desk, goal, {**goal.values, **typed}, {})
    spec = referring.form(desk, person, _need(desk, person))
    assert [choice.value for choice in _field(spec, referring.AGENCY).choices[:2]] == [used, other]
    assert spec.values[referring.AGENCY] == used
    assert spec.values["referral.reason"] == "Nowhere to go on Friday\nGoals: A place of my own."
    assert spec.values["referral.domain"] == "housing"


def test_a_permission_that_covers_it_is_named_and_goes_with_the_referral(
    desk: Desk, person: RecordId
) -> None:
    agency = _agency(desk, "Fictional Housing", "la_housing")
    given = _permission(desk, person, agency, "given", ["ID", "SOC"], "2026-11-03")
    spec = referring.form(desk, person, _need(desk, person))
    said = filling_in.read_back(desk, spec, _field(spec, referring.AGENCY), agency)
    assert said == "May share: they said yes on Tue 3 Nov 2026."
    assert "may share" in _field(spec, referring.AGENCY).choices[0].help
    outcome = _sent(desk, spec)
    assert outcome.saved, outcome.problems
    (referral,) = _of(desk, person, "referral")
    assert referral.id == outcome.record
    assert {name: referral.values[name] for name in ("status", "sent_on", "permission", "agency_type")} == {
        "status": "sent",
        "sent_on": "2026-11-23",
        "permission": given,
        "agency_type": "la_housing",
    }


@pytest.mark.parametrize(
    ("decision", "classes", "on", "said"),
    [
        ("given", ["ID", "TRT"], "2026-11-03", "Not covered by what they said on Tue 3 Nov 2026 (yes)."),
        ("refused", ["SOC"], "2026-11-04", "Not covered by what they said on Wed 4 Nov 2026 (no)."),
        ("asked", ["SOC"], "2026-11-05", "Asked on Thu 5 Nov 2026, no answer yet."),
    ],
)
def test_what_does_not_cover_it_is_told_and_a_basis_or_a_reason_is_asked_for(
    desk: Desk, person: RecordId, decision: str, classes: list[str], on: str, said: str
) -> None:
    agency = _agency(desk, "Fictional Housing", "la_housing")
    _permission(desk, person, agency, decision, classes, on)
    spec = referring.form(desk, person, _need(desk, person))
    assert filling_in.read_back(desk, spec, _field(spec, referring.AGENCY), agency).startswith(said)
    outcome = _sent(desk, spec)
    assert [(each.rule, each.needs_reason) for each in outcome.problems] == [("V20", True)]
    assert _of(desk, person, "referral") == []
    assert _sent(desk, spec, referral__lawful_basis="safeguarding").saved
    assert _sent(desk, spec, {"V20": "duty"}).saved
    assert [each.values.get("permission") for each in _of(desk, person, "referral")] == [None, None]


def test_what_they_say_now_is_kept_with_the_referral_that_rests_on_it(desk: Desk, person: RecordId) -> None:
    agency = _agency(desk, "Fictional Clinic", "community_drug_alcohol")
    spec = referring.form(desk, person, _need(desk, person, "drug"))
    said = filling_in.read_back(desk, spec, _field(spec, referring.AGENCY), agency)
    assert said.startswith("Not asked yet.")
    outcome = _sent(desk, spec, permission__decision="given", permission__evidence="Kim heard it")
    assert outcome.saved, outcome.problems
    (permission,) = _of(desk, person, "permission")
    (referral,) = _of(desk, person, "referral")
    assert permission.values["info_classes"] == ["ID", "TRT"]
    assert (permission.values["agency"], permission.values["decided_on"]) == (agency, "2026-11-23")
    assert referral.values["permission"] == permission.id


def test_a_no_is_kept_too_and_the_referral_then_needs_another_basis(desk: Desk, person: RecordId) -> None:
    _agency(desk, "Fictional Housing", "la_housing")
    spec = referring.form(desk, person, _need(desk, person))
    assert [each.rule for each in _sent(desk, spec, permission__decision="refused").problems] == ["V20"]
    assert _of(desk, person, "permission") == []
    outcome = _sent(desk, spec, permission__decision="refused", referral__lawful_basis="legal_obligation")
    assert outcome.saved, outcome.problems
    assert [each.values["decision"] for each in _of(desk, person, "permission")] == ["refused"]
    assert [each.values.get("permission") for each in _of(desk, person, "referral")] == [None]


def test_a_new_agency_and_a_step_come_with_the_same_save(desk: Desk, person: RecordId) -> None:
    typed = {
        "goal.title": "A place of my own",
        "goal.area": "links",
        "goal.horizon": "gate",
        "step.text": "ask",
    }
    goal = recording.goal_form(desk, person)
    recording.save(desk, goal, {**goal.values, **typed}, {})
    spec = referring.form(desk, person, _need(desk, person))
    assert [each.key for each in _sent(desk, spec).problems] == [referring.AGENCY]
    outcome = _sent(
        desk, spec, agency__name="Fictional Lodgings", agency__agency_type="supported_housing",
        agency__phone="0113 0", permission__decision="given", permission__evidence="Kim heard it",
        new_step="me ring them +7d",
    )  # fmt: skip
    assert outcome.saved, outcome.problems
    with desk.journal.reading() as conn:
        (agency,) = reading.of_kind(conn, "agency")
    (referral,) = _of(desk, person, "referral")
    (permission,) = _of(desk, person, "permission")
    assert (agency.values["name"], agency.values["phone"]) == ("Fictional Lodgings", "0113 0")
    assert referral.values["agency"] == permission.values["agency"] == agency.id
    assert (referral.values["agency_type"], referral.values["permission"]) == (
        "supported_housing",
        permission.id,
    )
    assert permission.values["info_classes"] == ["ID", "SOC"]
    assert [(each.values["text"], each.values.get("due_on")) for each in _of(desk, person, "step")][1:] == [
        ("ring them", "2026-11-30")
    ]


def test_nothing_is_kept_when_one_part_of_it_is_wrong(desk: Desk, person: RecordId) -> None:
    spec = referring.form(desk, person, _need(desk, person))
    outcome = _sent(desk, spec, agency__name="Fictional Lodgings", referral__lawful_basis="safeguarding")
    assert [each.key for each in outcome.problems] == ["agency.agency_type"]
    with desk.journal.reading() as conn:
        assert list(reading.of_kind(conn, "agency")) == []
    assert _of(desk, person, "referral") == []
