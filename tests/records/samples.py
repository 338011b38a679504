"""Records of fictional people, as wire values, for the tests of this room."""

from __future__ import annotations

from datetime import date

from recovery_tui.records import KINDS, Wire, breaches, quality
from recovery_tui.records.rules import QualityNote

TODAY = date(2026, 11, 23)
"""A Monday."""

PLAN = "1" * 32
GOAL = "2" * 32
AGENCY = "3" * 32
STAY = "4" * 32
INTERVENTION = "5" * 32
ERASURE = "6" * 32
PEER_LINK = "7" * 32

Values = dict[str, Wire]

SMALLEST: dict[str, Values] = {
    "person": {"surname": "Barnes", "forename": "Lee", "born_on": "1992-03-04"},
    "identifier": {"system": "prison_number", "value": "A1234BC"},
    "contact_route": {"route_type": "mobile", "value": "07700 900123", "safe_to_leave_message": "no"},
    "assignment": {
        "worker": "a" * 32,
        "worker_name": "Kim Ahmed",
        "role": "keyworker",
        "from_on": "2026-09-01",
    },
    "professional": {"role": "com", "name": "J Pike", "from_on": "2026-09-01"},
    "stay": {"stay_type": "custody", "establishment": "MDI", "started_on": "2026-05-01"},
    "requirement": {"requirement_kind": "drr", "started_on": "2026-09-01"},
    "flag": {"flag_kind": "medical_hold", "from_on": "2026-11-01"},
    "agency": {"name": "Forward Valley", "agency_type": "community_drug_alcohol"},
    "permission": {
        "agency": AGENCY,
        "info_classes": ["ID", "SOC"],
        "decision": "asked",
        "decided_on": "2026-11-20",
    },
    "disclosure": {
        "recipient": "Leeds Options (fictional)",
        "what": "letter",
        "info_classes": ["SOC"],
        "lawful_basis": "permission",
        "sent_on": "2026-11-20",
    },
    "plan": {"started_on": "2026-09-02", "status": "draft", "agreement": "draft"},
    "goal": {
        "plan": PLAN,
        "area": "treatment",
        "title": "Keep my script",
        "horizon": "gate",
        "status": "active",
    },
    "progress": {"goal": GOAL, "noted_on": "2026-11-20", "note": "Spoke to healthcare."},
    "step": {"goal": GOAL, "text": "Ring Forward Valley", "actor": "keyworker", "status": "not_started"},
    "need": {
        "area": "links",
        "domain": "housing",
        "description": "A room of his own",
        "status": "not_started",
        "identified_on": "2026-11-02",
    },
    "review": {"held_on": "2026-11-20", "person_present": "yes", "next_due_on": "2027-02-12"},
    "approval": {"plan": PLAN, "digest": "d" * 64, "decision": "approved"},
    "treatment_episode": {"provider": "Forward Valley (fictional)", "referred_on": "2026-09-01"},
    "substance": {"substance": "heroin", "rank": 1},
    "intervention": {"intervention_type": "pharm", "sub_type": "maintenance"},
    "session": {"intervention": INTERVENTION, "held_on": "2026-11-19", "attendance": "came"},
    "naloxone": {"offered_on": "2026-11-03", "offer_outcome": "declined"},
    "harm_reduction": {"recorded_on": "2026-11-03"},
    "drug_test": {"taken_on": "2026-11-10", "reason": "voluntary", "result": "neg"},
    "score": {"instrument": "barc_10", "scored_on": "2026-11-10", "phase": "baseline", "total": "38"},
    "top": {"stage": "start", "taken_on": "2026-09-05"},
    "peer_link": {"link_kind": "peer_mentor", "introduced_on": "2026-10-01"},
    "peer_contact": {"peer_link": PEER_LINK, "held_on": "2026-11-17", "attended": "yes"},
    "supporter": {"name": "Mo Barnes", "relation": "sister"},
    "referral": {"agency": AGENCY, "domain": "housing", "status": "draft"},
    "appointment": {
        "agency": AGENCY,
        "purpose": "First",
        "starts_at": "2026-11-30T09:30",
        "status": "booked",
    },
    "home": {"home_type": "social_rent", "from_on": "2026-11-27"},
    "work": {"employment_status": "employed", "from_on": "2026-11-27"},
    "release_item": {"stay": STAY, "item": "rl01", "status": "due"},
    "temporary_absence": {"absence_kind": "resettlement_day", "out_at": "2026-11-20T08:00Z"},
    "post_release_check": {"stay": STAY, "day": 3, "checked_on": "2026-11-30", "contact_made": "yes"},
    "contact": {"held_on": "2026-11-20", "outcome": "no_answer"},
    "incident": {
        "incident_kind": "lapse",
        "happened_at": "2026-11-20T18:30Z",
        "what": "Used once, told us himself.",
    },
    "handover": {"to_fingerprint": "b" * 32, "reason": "Moves to another prison", "status": "offered"},
    "erasure": {"subject": "c" * 32, "reason": "retention_ended", "requested_on": "2026-11-20"},
    "erasure_approval": {"request": ERASURE, "subject": "c" * 32, "approved_on": "2026-11-21"},
}
"""The least each kind can hold."""


def sample(kind: str, **more: Wire) -> Values:
    """The smallest record of a kind, with some values set and those given as None left out."""
    return {name: value for name, value in {**SMALLEST[kind], **more}.items() if value is not None}


def told(
    kind: str, values: Values, others: dict[str, list[Values]] | None = None, before: Values | None = None
) -> list[tuple[str | None, str | None, bool]]:
    """What the rules say: (rule, field, needs a reason)."""
    found = breaches(KINDS[kind], values, others or {}, TODAY, before)
    return [(each.rule, each.field, each.needs_reason) for each in found]


def noted(kind: str, values: Values, others: dict[str, list[Values]] | None = None) -> list[QualityNote]:
    """What is listed about a kept record."""
    return quality(KINDS[kind], values, others or {}, TODAY)
