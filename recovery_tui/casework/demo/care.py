"""What practice adds to a story: courses of treatment, tests, scores, reviews, needs, permissions, days out."""

from __future__ import annotations

from recovery_tui.casework.demo import names, texts
from recovery_tui.casework.demo.case import Case, Value

TEAM = "Recovery team"
"""The provider of what is done inside."""

_FOUR = ("treatment", "peers", "home and work", "life after release")


def course(case: Case, ago: int, provider: str = TEAM, **more: str) -> str:
    """A course of treatment: referred so many days ago, seen and assessed in the first two weeks."""
    return case.add(
        "treatment_episode", ago, provider=provider, referred_on=case.day(-ago), referral_source="prison",
        triaged_on=case.day(-ago + 4), assessed_on=case.day(-ago + 7), care_plan_on=case.day(-ago + 14),
        **{"ndtms_consent": "yes", **more},
    )  # fmt: skip


def earlier_course(case: Case, years: int, helped: str) -> None:
    """A course outside, before this time in prison, and what helped then."""
    begun = years * 365
    case.add(
        "treatment_episode", 60, provider=names.AGENCIES["recovery"][0], referred_on=case.day(-begun),
        referral_source="probation", triaged_on=case.day(-begun + 9), discharged_on=case.day(-begun + 240),
        discharge_reason="dropped_out", helped=helped,
    )  # fmt: skip


def drug_test(case: Case, ago: int, result: str, reason: str = "voluntary", *found: str) -> None:
    """A test and what it found."""
    case.add(
        "drug_test",
        ago,
        taken_on=case.day(-ago),
        reason=reason,
        result=result,
        substances=list(found) or None,
    )


def own_rating(case: Case, ago: int, phase: str, *ratings: int) -> None:
    """How the person rates their own four areas."""
    case.add(
        "score", ago, instrument="four_areas", scored_on=case.day(-ago), phase=phase, completed_by="person",
        subscales={name: str(rating) for name, rating in zip(_FOUR, ratings, strict=True)},
    )  # fmt: skip


def score(case: Case, ago: int, instrument: str, total: int, phase: str, **more: Value) -> None:
    """The total of a recovery-capital instrument."""
    case.add(
        "score", ago, instrument=instrument, total=str(total), scored_on=case.day(-ago), phase=phase,
        completed_by="with_keyworker", **more,
    )  # fmt: skip


def top(case: Case, ago: int, stage: str, **figures: Value) -> None:
    """A Treatment Outcomes Profile; without figures they are kept in another system."""
    answers = dict.fromkeys(
        ("shared", "vehicle_theft", "other_theft", "fraud", "violence", "acute_housing", "eviction_risk"),
        "no",
    )
    case.add(
        "top", ago, stage=stage, taken_on=case.day(-ago), recorded_elsewhere="no" if figures else "yes",
        period="28_days_before_custody" if stage == "start" else "last_28_days",
        **({**answers, **figures} if figures else {}),
    )  # fmt: skip


def review(case: Case, ago: int, due: int, trigger: str = "scheduled", **more: str) -> None:
    """A review so many days ago; the next one is due in `due` days."""
    case.add(
        "review", ago, held_on=case.day(-ago), trigger=trigger, next_due_on=case.workday(due),
        **{"person_present": "yes", "summary": texts.REVIEWS[case.index % len(texts.REVIEWS)], **more},
    )  # fmt: skip


def need(case: Case, ago: int, area: str, domain: str, description: str, status: str = "in_progress") -> None:
    """Something the person needs help with."""
    case.add(
        "need", ago, area=area, domain=domain, description=description, severity="high" if ago < 60 else "med",
        status=status, identified_on=case.day(-ago),
    )  # fmt: skip


def met_peer(case: Case, link: str, *ago: int) -> None:
    """Meetings with a peer: that they were, never what was said."""
    for number, each in enumerate(ago):
        came = "no" if number == 1 else "yes"
        case.add(
            "peer_contact",
            each,
            peer_link=f"@{link}",
            held_on=case.day(-each),
            mode="in_person",
            attended=came,
        )


def permission(case: Case, key: str, ago: int, decision: str, *classes: str) -> str:
    """What the person said when asked whether a service may know."""
    yes = decision in {"given", "limited"}
    return case.add(
        "permission", ago, agency=f"@agency.{key}", info_classes=list(classes), decision=decision,
        decided_on=case.day(-ago), purpose="Help after release", evidence="Signed form in the file" if yes else None,
        expires_on=case.day(400) if yes else None,
    )  # fmt: skip


def letter(case: Case, key: str, ago: int, permitted: str, *classes: str) -> None:
    """A letter that left, on the person's own word."""
    case.add(
        "disclosure", ago, recipient=names.AGENCIES[key][0], what="letter", info_classes=list(classes),
        lawful_basis="permission", permission=f"@{permitted}", sent_on=case.day(-ago),
    )  # fmt: skip


def on_licence(case: Case, ago: int, kind: str = "licence_drug_appointment") -> None:
    """A condition of the licence since the release so many days ago."""
    case.add("requirement", ago, requirement_kind=kind, started_on=case.day(-ago), ends_on=case.day(170))


def day_out(case: Case, ago: int, kind: str = "resettlement_day", **more: str) -> None:
    """A day out of prison, there and back."""
    on = case.workday_before(-ago)
    case.add(
        "temporary_absence", ago, absence_kind=kind, out_at=f"{on}T08:30Z", back_at=f"{on}T16:45Z", **more
    )


def bad_news(case: Case, ago: int, kind: str, what: str, told: str, change: str | None = None) -> None:
    """Something that happened, and who was told."""
    case.add(
        "incident", ago, incident_kind=kind, happened_at=f"{case.day(-ago)}T15:40Z", what=what, told_to=told,
        plan_change=change,
    )  # fmt: skip


def harm_reduction(case: Case, ago: int) -> None:
    """Vaccine, test and information, as they were offered."""
    case.add(
        "harm_reduction", ago, recorded_on=case.day(-ago), hep_b_vaccine="complete" if case.index % 2 else "declined",
        hep_c_test="result_known", information_given="yes",
    )  # fmt: skip


def usual(case: Case, ago: int, out: int | None, review_due: int) -> None:
    """One or two of these for everybody, so that no two files in a row look alike."""
    match case.index % 4:
        case 0:
            course(case, ago + 10)
            need(case, ago - 5, "links", "identity_documents", "A birth certificate, for everything else")
        case 1:
            own_rating(case, min(ago, 70), "baseline", 4, 2, 3, 5)
            own_rating(case, min(ago - 3, 12), "review", 6, 5, 3, 6)
        case 2 if out is None or out > 100:
            review(case, max(min(ago - 8, 75 - review_due), 1), review_due)
        case 2:
            need(case, ago - 5, "links", "money", "Help with old debts before the letters start again")
        case _:
            harm_reduction(case, ago)
            drug_test(case, min(ago - 1, 24), "neg", "voluntary")


def approval(case: Case, plan: str, ago: int, decision: str, note: str) -> None:
    """A supervisor's word on the plan as it stood so many days ago; what it signs is known to the store alone."""
    case.add("approval", ago, plan=f"@{plan}", decision=decision, note=note)


def handover(case: Case, ago: int, reason: str, *, accepted: int | None = None) -> None:
    """Offered to a colleague so many days ago, and taken on if `accepted`."""
    offered = case.add(
        "handover", ago, to_fingerprint=names.COLLEAGUE, reason=reason, status="offered", offered_on=case.day(-ago)
    )  # fmt: skip
    if accepted is not None:
        case.change(offered, accepted, status="accepted", accepted_on=case.day(-accepted))
        case.add(
            "assignment", accepted, worker=names.COLLEAGUE, worker_name=names.COLLEAGUE_NAME, role="keyworker",
            from_on=case.day(-accepted),
        )  # fmt: skip
