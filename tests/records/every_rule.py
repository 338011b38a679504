"""Every numbered rule once: a record that breaks it, and the one change that puts it right."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from tests.records.samples import AGENCY, GOAL, INTERVENTION, PEER_LINK, Values, sample

Severity = Literal["E", "W", "Q"]
Others = dict[str, list[Values]]

ELSEWHERE = {
    # never blocks: there is nothing to break
    "V19": ("records.test_rules_care", "test_v19_naloxone_for_somebody_without_opioids_is_never_held_up"),
    # the digest of a plan, not a record
    "V24": ("casework.test_approval", "test_v24_progress_leaves_an_approval_standing_and_a_change_voids_it"),
    # needs to ask about everybody else's numbers
    "V29": ("records.test_rules_people", "test_v29_a_number_another_person_has_is_refused"),
    # the clocks of computers; also tests/journal/test_journal.py
    "V31": (
        "casework.test_exchanging",
        "test_v31_a_file_dated_in_the_future_says_so_and_is_taken_all_the_same",
    ),
}
"""Rules that are not about a record in the company of one person's, and the test of each."""


@dataclass(frozen=True)
class Row:
    """How one rule speaks."""

    rule: str
    severity: Severity
    field: str | None
    kind: str
    broken: Values
    put_right: Values
    """The change to `broken` after which the rule is silent; None clears a field."""
    others: Others = dataclasses.field(default_factory=dict)
    before: Values | None = None
    then: Others | None = None
    """The company in which it is silent, where that is what has to change."""

    @property
    def id(self) -> str:
        """For the test's name."""
        return f"{self.rule}-{self.severity}-{self.kind}-{self.field}"


BORN = {"person": [sample("person")]}
DIED = {"person": [sample("person", record_status="died")]}
INSIDE = {"stay": [sample("stay", release_expected_on="2026-12-11")]}
DRAFT = sample("plan")
KEPT = {"started_on": "2026-09-02", "ended_on": "2026-11-20", "exit_status": "planned"}
COURSE = sample("treatment_episode", triaged_on="2026-09-08")
OVER = sample("treatment_episode", discharged_on="2026-11-10", discharge_reason="dropped_out")
RUNS = sample("intervention", id=INTERVENTION, started_on="2026-09-02")
PERMITTED = {
    "permission": [sample("permission", decision="given", info_classes=["SOC"], evidence="Heard by K Ahmed")]
}
START_TOP = sample("top", taken_on="2026-09-17")

ROWS: tuple[Row, ...] = (
    Row("V01", "E", "born_on", "person", sample("person", born_on="2026-11-23"), {"born_on": "1992-03-04"}),
    Row("V01", "W", "born_on", "person", sample("person", born_on="2008-11-24"), {"born_on": "2008-11-23"}),
    Row("V01", "W", "referred_on", "treatment_episode", sample("treatment_episode", referred_on="2010-03-03"),
        {"referred_on": "2010-03-04"}, BORN),
    Row("V02", "E", "referred_on", "treatment_episode", sample("treatment_episode", referred_on="1992-03-04"),
        {"referred_on": "1992-03-05"}, BORN),
    Row("V02", "E", "triaged_on", "treatment_episode", sample("treatment_episode", triaged_on="2026-08-31"),
        {"triaged_on": "2026-09-01"}),
    Row("V02", "W", "assessed_on", "treatment_episode", {**COURSE, "assessed_on": "2026-09-07"},
        {"assessed_on": "2026-09-08"}),
    Row("V02", "W", "care_plan_on", "treatment_episode",
        {**COURSE, "assessed_on": "2026-09-10", "care_plan_on": "2026-09-09"}, {"care_plan_on": "2026-09-10"}),
    Row("V03", "E", "ended_on", "intervention", sample("intervention", **{**KEPT, "ended_on": "2026-09-01"}),
        {"ended_on": "2026-09-02"}),
    Row("V03", "E", "exit_status", "intervention", sample("intervention", ended_on="2026-11-20"),
        {"exit_status": "planned"}),
    Row("V03", "E", "started_on", "intervention", sample("intervention", started_on="2026-09-07"),
        {"started_on": "2026-09-08"}, {"treatment_episode": [COURSE]}),
    Row("V03", "E", "triaged_on", "treatment_episode", {**COURSE, "triaged_on": "2026-09-03"},
        {"triaged_on": "2026-09-02"}, {"intervention": [RUNS]}),
    Row("V04", "Q", "next_dose_on", "intervention", sample("intervention"), {"next_dose_on": "2026-12-12"}, INSIDE),
    Row("V05", "E", "discharged_on", "treatment_episode", OVER, {"discharged_on": None, "discharge_reason": None},
        {"intervention": [RUNS]}),
    Row("V05", "E", "ended_on", "intervention", sample("intervention", **KEPT), {"ended_on": "2026-11-10"},
        {"treatment_episode": [OVER]}),
    Row("V06", "W", "discharge_reason", "treatment_episode", {**OVER, "discharge_reason": "completed_drug_free"},
        {"discharge_reason": "completed_occasional"}, {"drug_test": [sample("drug_test", result="pos")]}),
    Row("V07", "E", "agreement", "plan", {**DRAFT, "agreement": "agreed"}, {"agreement": "could_not_answer"},
        before=DRAFT),
    Row("V07", "E", "rank", "substance", sample("substance"), {"rank": 2},
        {"substance": [sample("substance", substance="crack")]}),
    Row("V08", "E", "alcohol_amount", "top", sample("top", alcohol_days=0, alcohol_amount="4"),
        {"alcohol_amount": "0"}),
    Row("V08", "E", "other_amount", "top", sample("top", other_days=3, other_amount="0"), {"other_days": 0}),
    Row("V09", "Q", "shared", "top",
        sample("top", injected_days=3, vehicle_theft="no", other_theft="no", fraud="no", violence="no",
               acute_housing="declined", eviction_risk="not_asked"), {"shared": "unknown"}),
    Row("V10", "E", "taken_on", "top", sample("top", taken_on="2026-11-24"), {"taken_on": "2026-11-23"}),
    Row("V10", "E", "scored_on", "score", sample("score", scored_on="2026-11-24"), {"scored_on": "2026-11-23"}),
    Row("V10", "W", "period", "top", sample("top", period="28_days_before_custody"), {"period": "last_28_days"}),
    Row("V10", "W", "taken_on", "top", START_TOP, {"taken_on": "2026-09-16"}, {"intervention": [RUNS]}),
    Row("V11", "E", "total", "score", sample("score", total="9"), {"total": "10"}),
    Row("V11", "E", "scoring", "score", sample("score", instrument="arc", total="38"), {"scoring": "binary50"}),
    Row("V11", "E", "subscales", "score",
        sample("score", instrument="four_areas", total=None, subscales={"peers": "10.5"}),
        {"subscales": {"peers": "10"}}),
    Row("V12", "W", "injecting_status", "substance", sample("substance", injecting_status="never", route="inject"),
        {"route": "smoke"}),
    Row("V13", "E", "age_first_used", "substance", sample("substance", age_first_used=35), {"age_first_used": 34},
        BORN),
    Row("V14", "E", "ended_on", "stay", sample("stay", released_on="2026-11-20"), {"ended_on": "2026-11-20"}),
    Row("V14", "E", "released_on", "stay", sample("stay", ended_on="2026-11-20", end_reason="released_licence"),
        {"released_on": "2026-11-20"}),
    Row("V14", "E", "ended_on", "stay", sample("stay", ended_on="2026-11-24"), {"ended_on": "2026-11-23"}),
    Row("V14", "Q", "released_on", "stay", sample("stay", release_expected_on="2026-11-22"),
        {"release_expected_on": "2026-11-23"}),
    Row("V15", "W", "release_expected_on", "stay", sample("stay", release_expected_on="2026-12-19"),
        {"release_expected_on": "2026-12-18"}, before=INSIDE["stay"][0]),
    Row("V16", "E", "starts_at", "appointment",
        sample("appointment", structured_treatment="yes", starts_at="2026-12-10T14:00"),
        {"starts_at": "2026-12-11T14:00"}, INSIDE),
    Row("V16", "Q", "starts_at", "appointment",
        sample("appointment", structured_treatment="yes", starts_at="2027-01-02T14:00"),
        {"starts_at": "2027-01-01T14:00"}, INSIDE),
    Row("V17", "W", "starts_at", "appointment", sample("appointment", starts_at="2026-12-25T09:30"),
        {"starts_at": "2026-12-24T09:30"}),
    Row("V18", "W", "trained_on", "naloxone", sample("naloxone", offer_outcome="issued_nasal"),
        {"trained_by": "declined_training"}),
    Row("V20", "W", "permission", "referral", sample("referral", status="sent", agency_type="la_housing"),
        {"lawful_basis": "safeguarding"}),
    Row("V21", "W", "accepted_on", "referral", sample("referral", sent_on="2026-11-10", accepted_on="2026-11-09"),
        {"accepted_on": "2026-11-10"}),
    Row("V21", "W", "starts_at", "appointment", sample("appointment"), {"starts_at": "2026-12-01T09:30"},
        {"referral": [sample("referral", agency=AGENCY, accepted_on="2026-12-01")]}),
    Row("V22", "W", "target_on", "goal", sample("goal", target_on="2026-11-22"), {"target_on": "2026-11-23"}),
    Row("V22", "W", "due_on", "step", sample("step", due_on="2026-12-11"), {"due_on": "2026-12-10"},
        {"goal": [sample("goal", id=GOAL, target_on="2026-12-10")]}),
    Row("V23", "W", "status", "goal", sample("goal"), {"status": "future"},
        {"goal": [sample("goal", id=f"{number:032x}") for number in range(7)]}),
    Row("V23", "Q", None, "goal", sample("goal", id=GOAL), {"status": "future"}),
    Row("V25", "E", "expires_on", "permission", sample("permission", expires_on="2026-11-20"),
        {"expires_on": "2026-11-21"}),
    Row("V25", "W", "evidence", "permission", sample("permission", decision="given"), {"evidence": "Signed form"}),
    Row("V26", "W", "held_on", "review", sample("review", held_on="2026-11-24"), {"held_on": "2026-11-23"}),
    Row("V26", "W", "next_on", "contact", sample("contact", held_on="2026-11-23", next_on="2027-02-16"),
        {"next_on": "2027-02-15"}),
    Row("V26", "W", "next_due_on", "review", sample("review", next_due_on="2027-02-21"),
        {"next_due_on": "2027-02-20"}, {"stay": [sample("stay", stay_type="remand")]}),
    Row("V27", "Q", "cleared_until_on", "peer_link", sample("peer_link", cleared_until_on="2026-11-22"),
        {"cleared_until_on": "2026-11-23"}),
    Row("V28", "E", "establishment", "stay", sample("stay", establishment="Leeds"), {"establishment": "MDI"}),
    Row("V28", "E", "stay_type", "stay", sample("stay"), {"stay_type": "remand"}, {"stay": [sample("stay")]}),
    Row("V30", "W", "note", "progress", sample("progress", note="Owes B4321XY"), {"note": "Owes somebody"}),
    Row("V32", "E", None, "goal", sample("goal", title="Other"), {}, DIED, sample("goal"), then=BORN),
    # what has no number in the domain paper, and is refused all the same
    Row("", "E", "value", "identifier", sample("identifier", value="A12"), {"value": "A1234BC"}),
    Row("", "E", "until_on", "home", sample("home", until_on="2026-11-26"), {"until_on": "2026-11-27"}),
    Row("", "E", "review_by_on", "flag", sample("flag", review_by_on="2026-10-31"), {"review_by_on": "2026-11-01"}),
    Row("", "E", "ends_on", "requirement", sample("requirement", ends_on="2026-08-31"), {"ends_on": "2026-09-01"}),
    Row("", "Q", "willing_on", "requirement", sample("requirement"), {"willing_on": "2026-08-20"}),
    Row("", "Q", "court_review", "requirement", sample("requirement", ends_on="2027-09-01"), {"ends_on": "2027-08-31"}),
    Row("", "E", "removed_reason", "goal", sample("goal", status="removed"), {"removed_reason": "other"}),
    Row("", "E", "rejected_reason", "referral", sample("referral", status="rejected"),
        {"rejected_reason": "no_capacity"}, PERMITTED),
    Row("", "E", None, "appointment", {**sample("appointment", status="rescheduled"), "minutes": 20},
        {"minutes": None}, before=sample("appointment", status="rescheduled")),
    Row("", "E", "ended_on", "peer_link", sample("peer_link", ended_on="2026-09-30"), {"ended_on": "2026-10-01"}),
    Row("", "E", "held_on", "peer_contact", sample("peer_contact", held_on="2026-09-30"), {"held_on": "2026-10-01"},
        {"peer_link": [sample("peer_link", id=PEER_LINK)]}),
    Row("", "E", "held_on", "peer_contact", sample("peer_contact", held_on="2026-11-02"), {"held_on": "2026-11-01"},
        {"peer_link": [sample("peer_link", id=PEER_LINK, ended_on="2026-11-01")]}),
    Row("", "E", "sub_type", "intervention", sample("intervention", sub_type="counselling_accredited"),
        {"intervention_type": "psysoc"}),
    Row("", "E", "substances", "drug_test", sample("drug_test", substances=["heroin"]), {"result": "pos"}),
    Row("", "E", "back_at", "temporary_absence", sample("temporary_absence", back_at="2026-11-20T07:59Z"),
        {"back_at": "2026-11-20T08:00Z"}),
    Row("", "E", "reason", "release_item", sample("release_item", status="not_done"), {"reason": "No time"}),
    Row("", "E", "summary", "contact", sample("contact", outcome="held"), {"summary": "Met."}),
    Row("V25", "E", "withdrawn_on", "permission", sample("permission", decision="withdrawn", withdrawn_on="2026-11-19"),
        {"withdrawn_on": "2026-11-20"}),
    Row("V25", "E", "decision", "permission", sample("permission", withdrawn_on="2026-11-21"), {"withdrawn_on": None}),
    Row("", "E", "system", "identifier", sample("identifier", system="other", value="12"),
        {"system": "prison_number", "value": "A1234BC"}, before=sample("identifier")),
    Row("", "E", None, "session", {**sample("session"), "minutes": 20}, {"minutes": None}, before=sample("session")),
    Row("", "E", "status", "step", sample("step", status="in_progress"), {"status": "completed"},
        before=sample("step", status="completed")),
)  # fmt: skip
