"""Any kind of record is typed on a form that is made from its declaration."""

from __future__ import annotations

import pytest

from recovery_tui.casework import changing, recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.narrowing import meant
from recovery_tui.casework.typed import understood, with_names
from recovery_tui.casework.views import Choice, FormField, RecordId, Widget
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS
from recovery_tui.records.lists.scores import DOMAINS
from recovery_tui.records.lists.treatment import SUB_TYPE, SUB_TYPES_OF
from tests.records.samples import sample
from tests.support.desks import add_person

LONGEST_LABEL = 24
"""Characters that fit before a field at 80 columns, two fewer where a star marks it as needed."""


@pytest.fixture
def person(desk: Desk) -> RecordId:
    return RecordId(add_person(desk))


def field_of(desk: Desk, person: RecordId, kind: str, name: str) -> FormField:
    return next(each for each in recording.new_form(desk, person, kind, {}).fields if each.key == name)


def test_the_pages_of_top_begin_where_its_declaration_has_them(desk: Desk, person: RecordId) -> None:
    pages = recording.new_form(desk, person, "top", {}).pages
    assert [page[0].key for page in pages] == ["stage", "amphetamine_days", "injected_days", "psychological"]
    assert all(len(page) <= 12 for page in pages)


def test_a_form_cut_by_its_length_has_even_pages_and_begins_with_what_is_needed(
    desk: Desk, person: RecordId
) -> None:
    pages = recording.new_form(desk, person, "intervention", {}).pages
    assert [len(page) for page in pages] == [12, 12]
    stay = recording.new_form(desk, person, "stay", {}).pages
    assert [each.key for each in stay[0][:3]] == ["stay_type", "establishment", "started_on"]
    assert max(map(len, stay)) - min(map(len, stay)) <= 1


def test_a_short_form_is_in_the_order_of_its_declaration(desk: Desk, person: RecordId) -> None:
    (page,) = recording.new_form(desk, person, "review", {}).pages
    shown = [spec.name for spec in KINDS["review"].fields.values() if not spec.hidden_in_forms]
    assert [each.key for each in page] == shown


@pytest.mark.parametrize("kind", list(KINDS))
def test_no_label_is_cut_at_eighty_columns(desk: Desk, person: RecordId, kind: str) -> None:
    beside = [
        each for each in recording.new_form(desk, person, kind, {}).fields if each.widget is not Widget.LONG
    ]
    cut = [each.title for each in beside if len(each.title) > LONGEST_LABEL - 2 * each.required]
    assert cut == []


@pytest.mark.parametrize("instrument", list(DOMAINS))
def test_a_score_offers_the_domains_of_its_instrument_and_keeps_those_with_a_number(
    desk: Desk, person: RecordId, instrument: str
) -> None:
    spec = recording.new_form(desk, person, "score", {"instrument": instrument})
    offered = spec.values["subscales"].splitlines()
    assert [row.rstrip(": ") for row in offered] == list(DOMAINS[instrument])
    filled = "\n".join([offered[0] + "5", *offered[1:]])
    typed = {"scored_on": "today", "phase": "baseline", "scoring": "binary50", "subscales": filled}
    outcome = recording.save(desk, spec, {**spec.values, **typed}, {})
    assert outcome.saved, outcome.problems
    kept = desk.journal.record(outcome.record or "")
    assert kept is not None
    assert kept.values["subscales"] == {DOMAINS[instrument][0]: "5"}
    again = recording.edit_form(desk, RecordId(kept.id))
    assert again.values["subscales"].splitlines() == [offered[0] + "5", *offered[1:]]


def test_another_instrument_brings_its_own_domains_and_takes_no_number_away(
    desk: Desk, person: RecordId
) -> None:
    field = field_of(desk, person, "score", "subscales")
    assert (field.named_by, field.widget) == ("instrument", Widget.PAIRS)
    sure = with_names(field, "sure", "self-care: 9\nsleep 3")
    assert sure.splitlines()[:2] == ["substance use: ", "self-care: 9"]
    assert sure.splitlines()[-1] == "sleep: 3"
    own = with_names(field, "four_areas", sure)
    assert own.splitlines() == [
        "treatment: ", "peers: ", "home and work: ", "life after release: ", "self-care: 9", "sleep: 3",
    ]  # fmt: skip
    assert with_names(field, "barc_10", own) == "self-care: 9\nsleep: 3"


@pytest.mark.parametrize("typed", ["7", ": 7", "self-care: 3\nself-care: 4"])
def test_a_number_needs_a_name_of_its_own(desk: Desk, person: RecordId, typed: str) -> None:
    with pytest.raises(ValueError, match=r"line"):
        understood(desk, field_of(desk, person, "score", "subscales"), typed)


def test_what_a_contact_is_about_is_chosen_among_referrals_and_appointments(
    desk: Desk, person: RecordId
) -> None:
    assert field_of(desk, person, "contact", "about").widget is Widget.CHOICE
    agency = desk.journal.save(
        [Change("agency", {"name": "Forward Valley (fictional)", "agency_type": "la_housing"})]
    ).ids[0]
    referral = {"agency": agency, "agency_type": "la_housing", "domain": "housing", "status": "draft"}
    made = desk.journal.save([Change("referral", referral, person=person)]).ids[0]
    choices = field_of(desk, person, "contact", "about").choices
    assert [(each.value, each.label) for each in choices] == [
        (made, "Referral: Housing, not sent yet, Forward Valley (fictional)")
    ]


def test_what_a_job_writes_is_shown_and_neither_typed_nor_moved_on(desk: Desk, person: RecordId) -> None:
    offered = {"to_fingerprint": "b" * 32, "reason": "Moves prison", "status": "offered"}
    record = RecordId(desk.journal.save([Change("handover", offered, person=person)]).ids[0])
    plan = desk.journal.save([Change("plan", sample("plan"), person=person)]).ids[0]
    approval = Change("approval", sample("approval", plan=plan), person=person)
    approved = RecordId(desk.journal.save([approval]).ids[0])
    for each in (record, approved):
        assert all(field.fixed for field in recording.edit_form(desk, each).fields)
    assert changing.next_statuses(desk, approved) == ()
    assert "accepted" not in {each.value for each in changing.next_statuses(desk, record)}
    assert not changing.set_status(desk, record, "accepted", {}).saved


def test_every_word_for_a_choice_is_understood_as_the_choice_a_field_shows_for_it(desk: Desk) -> None:
    lists = {
        spec.codes.name: spec.codes for kind in KINDS.values() for spec in kind.fields.values() if spec.codes
    }
    for codes in lists.values():
        choices = tuple(Choice(each.code, each.label, each.synonyms) for each in codes)
        field = FormField("code", "Code", Widget.CHOICE, choices=choices)
        for word in {word for each in choices for word in (each.value, each.label, *each.synonyms)}:
            shown = meant(choices, word)
            assert shown is None or understood(desk, field, word) == shown.value, (codes.name, word)


def test_who_writes_me_means_themselves(desk: Desk, person: RecordId) -> None:
    field = field_of(desk, person, "step", "actor")
    assert understood(desk, field, "me") == understood(desk, field, "keyw") == "keyworker"
    with pytest.raises(ValueError, match="first letters"):
        understood(desk, field, "c")


def test_the_kind_of_a_treatment_narrows_what_it_is(desk: Desk, person: RecordId) -> None:
    field = field_of(desk, person, "intervention", "sub_type")
    assert field.narrowed_by == "intervention_type"
    assert {each.value for each in field.choices_for({})} == set(SUB_TYPE.by_code)
    for kind, fitting in SUB_TYPES_OF.items():
        assert {each.value for each in field.choices_for({"intervention_type": kind})} == fitting


def test_what_does_not_fit_the_kind_is_refused_and_what_stands_already_stays(
    desk: Desk, person: RecordId
) -> None:
    spec = recording.new_form(desk, person, "intervention", {})
    refused = recording.save(desk, spec, {"intervention_type": "psysoc", "sub_type": "methadone"}, {})
    assert [problem.key for problem in refused.problems] == ["sub_type"]
    misfit = sample("intervention", intervention_type="psysoc", sub_type="methadone")
    came = RecordId(desk.journal.save([Change("intervention", misfit, person=person)]).ids[0])
    form = recording.edit_form(desk, came)
    assert form.values["sub_type"] == "methadone"
    assert "methadone" in {each.value for each in next(f for f in form.fields if f.key == "sub_type").choices}
    assert recording.save(desk, form, {**form.values, "provider": "Example team"}, {}).saved
