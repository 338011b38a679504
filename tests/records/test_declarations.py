from __future__ import annotations

from collections.abc import Iterator

import pytest

from recovery_tui.records import (
    KINDS,
    Entry,
    InfoClass,
    Merge,
    Record,
    declare,
    describe,
    field,
    register,
    unregister,
    validate,
)
from recovery_tui.records.tables import all_tables, declarations_digest, table_of
from tests.records.samples import SMALLEST, TODAY

CONTRACT = """
person: surname* forename* known_as born_on* born_estimated sex gender ethnicity language interpreter
 reading_help access_needs veteran care_leaver record_status closed_on closed_reason same_as pregnant
 parental_status
identifier: system* value* verified_on
contact_route: route_type* value* safe_to_leave_message* from_on until_on
assignment: worker* worker_name* role* from_on* until_on reason
professional: role* name* agency phone email from_on* until_on
stay: stay_type* recall_kind establishment* location started_on* ended_on end_reason legal_status
 conditional_release_on automatic_release_on sentence_end_on hdc_eligible_on parole_eligible_on top_up_ends_on
 post_recall_release_on release_expected_on release_basis no_date_reason released_on home_area jurisdiction
requirement: requirement_kind* started_on* ends_on review_weeks court_review willing_on
flag: flag_kind* note from_on* review_by_on ended_on
agency: name* agency_type* area contact_name phone email sla_days same_as
permission: agency* info_classes* purpose decision* decided_on* expires_on evidence withdrawn_on reason
disclosure: recipient* what* info_classes* lawful_basis* permission override_reason sent_on* corrects
plan: started_on* status* matters_to_me strengths barriers agreement* agreed_on early_signs what_helps
 review_due_on copy_given_on who_to_call
goal: plan* area* title* own_words horizon* target_on status* removed_reason agreement disagreed_words rank
progress: goal* noted_on* note* corrects
step: goal* text* actor* due_on status* rank
need: area* domain* description* severity status* identified_on*
review: held_on* trigger person_present* absent_reason summary next_due_on* exemption corrects
approval: plan* digest* decision* note corrects
treatment_episode: provider* referred_on* referral_source triaged_on assessed_on care_plan_on ndtms_consent
 discharged_on discharge_reason referral_on_release helped
substance: substance* rank* age_first_used route injecting_status days_used reference_period last_used_on
 overdose_ever last_overdose_on
intervention: intervention_type* sub_type* medicine form purpose daily_dose_mg supervised setting provider
 whose_choice referred_on offered_on started_on ended_on exit_status sessions_planned last_reviewed_on
 last_dose_at depot_interval_days next_dose_on next_dose_place script_days confirmed_on confirmed_how
session: intervention* held_on* attendance* minutes corrects
naloxone: offered_on* offer_outcome* trained_on trained_by issued_on product doses expires_on ready_at_gate_on
 handed_over_on held_where carer_trained
harm_reduction: recorded_on* hep_b_vaccine hep_c_test information_given
drug_test: taken_on* reason* result* substances disclosed_to
score: instrument* scoring scored_on* phase* total subscales completed_by
top: stage* taken_on* recorded_elsewhere period alcohol_days alcohol_amount opiate_days opiate_amount crack_days
 crack_amount cocaine_days cocaine_amount amphetamine_days amphetamine_amount cannabis_days cannabis_amount
 other_days other_amount other_name tobacco_days tobacco_amount injected_days shared shoplifting_days selling_days
 vehicle_theft other_theft fraud violence psychological physical quality_of_life paid_work_days education_days
 acute_housing eviction_risk
peer_link: link_kind* organisation cleared_until_on introduced_on* introduced_by where meets place
 aftercare_contact gate_meet gives_back ended_on end_reason peer_name
peer_contact: peer_link* held_on* mode attended* corrects
supporter: name* relation* involved may_contact phone
referral: agency* agency_type domain* reason status* urgency sent_on sent_how permission lawful_basis
 acknowledged_on accepted_on rejected_reason closed_on outcome supersedes
appointment: agency* agency_type purpose* starts_at* minutes place travel mode status* reason rescheduled_to
 on_release_day accompanied_by structured_treatment
home: home_type* area agency from_on* until_on confirmed_on stage
work: employment_status* detail from_on* until_on has_cv has_id has_bank_account
release_item: stay* item* status* owner due_on done_on evidence reason
temporary_absence: absence_kind* out_at* back_at medicine_plan naloxone_carried community_appointment
post_release_check: stay* day* checked_on* contact_made* housed benefits_claimed next_on in_treatment
 treatment_started_on dose_collected use_since
contact: held_on* outcome* with_whom about minutes mode areas touched mood summary next_on share_line corrects
incident: incident_kind* happened_at* what* told_to plan_change corrects
handover: to_fingerprint* reason* status* offered_on accepted_on
erasure: subject* reason* requested_on*
erasure_approval: request* subject* approved_on*
"""


def _declared() -> str:
    lines = []
    for kind in KINDS.values():
        names = [name + "*" * spec.required for name, spec in kind.fields.items()]
        lines.append(f"{kind.name}: {' '.join(names)}")
    return "\n".join(lines)


def test_kinds_and_fields_are_named_and_ordered_as_the_contract_has_them() -> None:
    assert _declared() == CONTRACT.strip().replace("\n ", " ")


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_smallest_record_of_each_kind_is_valid(kind: str) -> None:
    assert validate(KINDS[kind], SMALLEST[kind], today=TODAY) == SMALLEST[kind]


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_has_titles_help_free_of_codes_and_a_summary(kind: str) -> None:
    declared = KINDS[kind]
    assert declared.title
    assert declared.plural_title
    assert all(spec.title and "_" not in spec.title for spec in declared.fields.values())
    assert set(declared.summary) <= set(declared.fields)


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("identifier", {"system": "nhs_number"}, InfoClass.TRT),
        ("identifier", {"system": "crn"}, InfoClass.ID),
        ("flag", {"flag_kind": "recent_overdose"}, InfoClass.TRT),
        ("flag", {"flag_kind": "safeguarding_child"}, InfoClass.RISK),
        ("referral", {"agency_type": "la_housing"}, InfoClass.SOC),
        ("referral", {"agency_type": "pharmacy"}, InfoClass.TRT),
        ("referral", {}, InfoClass.TRT),
        ("appointment", {"agency_type": "dwp_jcp"}, InfoClass.SOC),
        ("appointment", {"agency_type": "gp"}, InfoClass.TRT),
        ("release_item", {"item": "rl04"}, InfoClass.REC),
        ("release_item", {"item": "rl05"}, InfoClass.TRT),
        ("release_item", {"item": "rl12"}, InfoClass.TRT),
        ("release_item", {"item": "rl13"}, InfoClass.REC),
        ("release_item", {"item": "rl25"}, InfoClass.TRT),
        ("agency", {}, None),
        ("supporter", {}, InfoClass.THIRD),
    ],
)
def test_the_class_of_a_record_follows_from_its_values(
    kind: str, values: dict[str, str], expected: InfoClass | None
) -> None:
    assert KINDS[kind].own_class(values) is expected


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("person", "surname", InfoClass.ID),
        ("person", "pregnant", InfoClass.TRT),
        ("person", "parental_status", InfoClass.SOC),
        ("plan", "who_to_call", InfoClass.THIRD),
        ("peer_link", "peer_name", InfoClass.THIRD),
        ("contact", "summary", InfoClass.TRT),
        ("contact", "share_line", InfoClass.REC),
        ("post_release_check", "housed", InfoClass.SOC),
        ("post_release_check", "use_since", InfoClass.TRT),
    ],
)
def test_a_field_may_have_a_class_of_its_own(kind: str, name: str, expected: InfoClass) -> None:
    assert KINDS[kind].class_for(name, {}) is expected


def test_what_the_class_or_the_id_hangs_on_is_fixed() -> None:
    assert KINDS["identifier"].fixed_fields == {"system", "person"}
    assert KINDS["referral"].fixed_fields == {"agency", "agency_type", "person"}
    assert KINDS["release_item"].fixed_fields == {"stay", "item", "person"}
    assert KINDS["post_release_check"].fixed_fields == {"stay", "day", "person"}
    assert KINDS["agency"].fixed_fields == frozenset()


def test_kinds_merge_as_they_should() -> None:
    merges = {name: kind.merge for name, kind in KINDS.items() if kind.merge is not Merge.REGISTER}
    assert merges == {
        "flag": Merge.SAFETY,
        "disclosure": Merge.LOG,
        "progress": Merge.LOG,
        "session": Merge.LOG,
        "review": Merge.LOG,
        "approval": Merge.LOG,
        "peer_contact": Merge.LOG,
        "contact": Merge.LOG,
        "incident": Merge.LOG,
        "erasure_approval": Merge.LOG,
    }


def test_only_people_agencies_and_what_outlives_a_person_stand_without_one() -> None:
    unowned = {name for name, kind in KINDS.items() if not kind.needs_person}
    assert unowned == {"person", "agency", "erasure", "erasure_approval"}


def test_what_outlives_a_person_has_no_class_and_no_field_for_words() -> None:
    wordless = {Entry.CODE, Entry.DATE, Entry.REF}
    for kind in (KINDS["erasure"], KINDS["erasure_approval"]):
        assert kind.own_class({}) is None
        assert all(spec.entry in wordless or name == "subject" for name, spec in kind.fields.items())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind].status_field])
def test_every_status_has_its_followers_and_none_leads_nowhere_known(kind: str) -> None:
    declared = KINDS[kind]
    codes = declared.fields[str(declared.status_field)].codes
    assert codes is not None
    assert set(declared.transitions) == set(codes.by_code)
    assert {after for legal in declared.transitions.values() for after in legal} <= set(codes.by_code)
    assert all(code not in legal for code, legal in declared.transitions.items())


@declare("garden_hour", "Garden hour", InfoClass.REC, summary=("what", "tools"))
class GardenHourFields(Record):
    what: str = field(Entry.SHORT, "What was done", required=True)
    tools: list[str] | None = field(Entry.REFS, "Tools")
    beds: int | None = field(Entry.INTEGER, "Beds", low=1, high=9)


@pytest.fixture
def garden_hour() -> Iterator[None]:
    register(GardenHourFields)
    yield
    unregister("garden_hour")


@pytest.mark.usefixtures("garden_hour")
def test_a_kind_added_at_run_time_has_its_table_validation_and_description() -> None:
    kind = KINDS["garden_hour"]
    assert list(KINDS)[-1] == "garden_hour"
    assert validate(kind, {"what": " Dug over ", "beds": 2}, today=TODAY) == {"what": "Dug over", "beds": 2}
    assert describe("garden_hour", {"what": "Dug over"}) == "Garden hour: Dug over"
    assert [column.name for column in table_of("garden_hour").columns][-3:] == ["what", "tools", "beds"]
    assert all_tables()[-1].name == "r_garden_hour"


def test_a_kind_that_is_forgotten_leaves_nothing_behind() -> None:
    before = declarations_digest()
    register(GardenHourFields)
    assert declarations_digest() != before
    with pytest.raises(ValueError):
        register(GardenHourFields)
    unregister("garden_hour")
    assert declarations_digest() == before
    assert "garden_hour" not in KINDS


def test_a_field_annotated_for_something_else_is_refused_at_once() -> None:
    with pytest.raises(TypeError):

        @declare("wrong", "Wrong", None)
        class WrongFields(Record):
            beds: str | None = field(Entry.INTEGER, "Beds")


def test_a_required_field_can_not_be_annotated_as_optional() -> None:
    with pytest.raises(TypeError):

        @declare("wrong", "Wrong", None)
        class WrongFields(Record):
            beds: int | None = field(Entry.INTEGER, "Beds", required=True)


def test_a_coded_field_without_a_list_is_refused_at_once() -> None:
    with pytest.raises(TypeError):

        @declare("wrong", "Wrong", None)
        class WrongFields(Record):
            bed: str | None = field(Entry.CODE, "Bed")
