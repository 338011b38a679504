"""What helps a person, and who: treatment, naloxone, peers, services, home, work and the countdown."""

from __future__ import annotations

from typing import Literal

from recovery_tui.casework.demo import names, texts
from recovery_tui.casework.demo.case import Case

Naloxone = Literal["offered", "declined", "trained", "issued", "packed", "handed over"]

ROUTES = {
    "heroin": "smoke", "crack": "smoke", "cannabis": "smoke", "synth_cannabinoid": "smoke",
    "cocaine_powder": "sniff", "ketamine": "sniff", "amphetamine_inc_meth": "sniff",
}  # fmt: skip

USUAL: dict[str, dict[str, str | int]] = {
    "methadone": {"form": "liquid", "daily_dose_mg": "60", "supervised": "yes"},
    "buprenorphine_oral": {"form": "wafer", "daily_dose_mg": "12", "supervised": "yes"},
    "buprenorphine_depot": {"form": "injection", "depot_interval_days": 28},
}
"""How a medicine is usually given."""


def agency(key: str) -> dict[str, str]:
    """The fields that name a service on a referral or appointment."""
    return {"agency": f"@agency.{key}", "agency_type": names.AGENCIES[key][1]}


def substances(case: Case, ago: int, *used: str) -> None:
    """What was used before prison, the main one first."""
    injected = "heroin" in used and case.chance.random() < 0.4
    for rank, substance in enumerate(used, 1):
        opioid = substance in {"heroin", "other_opiate", "methadone_illicit"}
        overdosed = opioid and case.chance.random() < 0.35
        case.add(
            "substance", ago, substance=substance, rank=rank, age_first_used=case.chance.randint(12, 20),
            route="inject" if injected and substance == "heroin" else ROUTES.get(substance, "oral"),
            injecting_status="previous" if injected else "never",
            days_used=case.chance.choice((28, 28, 24, 20, 12, 8, 4)), reference_period="28_days_before_custody",
            last_used_on=case.day(-ago - 1)[:7] if rank > 1 else case.day(-ago - 1),
            overdose_ever="yes" if overdosed else "no",
            last_overdose_on=str(case.today.year - 2) if overdosed else None,
        )  # fmt: skip


def medicine(case: Case, ago: int, name: str, purpose: str, *, confirmed: int = 5, **more: str | int) -> str:
    """A medicine that is taken now; confirmed so many days ago."""
    usual = USUAL.get(name, {"form": "tablet"})
    return case.add(
        "intervention", ago, intervention_type="pharm", sub_type=purpose, medicine=name, purpose=purpose,
        **{
            "setting": "prison", "provider": "Healthcare", "started_on": case.day(-ago),
            "whose_choice": case.one_of("person", "together", "together", "prescriber"),
            "last_reviewed_on": case.day(-max(min(ago, 21), 0)), "confirmed_on": case.day(-min(confirmed, ago)),
            "confirmed_how": case.one_of("chart", "healthcare_phone"), **usual, **more,
        },
    )  # fmt: skip


def talking(case: Case, ago: int, sub_type: str, planned: int, held: int, *, kind: str = "psysoc") -> str:
    """A group or one-to-one work, with who came when: one session a week, the last not long ago."""
    group = case.add(
        "intervention", ago, intervention_type=kind, sub_type=sub_type, setting="prison", provider="Recovery team",
        started_on=case.day(-ago), sessions_planned=planned, whose_choice="together",
    )  # fmt: skip
    for number in range(held):
        on = ago - 7 * number - 1
        if on < 0:
            break
        came = case.one_of("came", "came", "came", "came", "late", "not_unlocked", "declined")
        minutes = 60 if came in {"came", "late"} else None
        case.add(
            "session", on, intervention=f"@{group}", held_on=case.day(-on), attendance=came, minutes=minutes
        )
    return group


def naloxone(case: Case, ago: int, stage: Naloxone, **more: str) -> str:
    """Naloxone, as far as `stage`; each stage some days after the one before."""
    made = case.add(
        "naloxone",
        ago,
        offered_on=case.day(-ago),
        offer_outcome="declined" if stage == "declined" else "unknown",
    )
    stages: tuple[Naloxone, ...] = ("offered", "trained", "issued", "packed", "handed over")
    reached = stages.index(stage) if stage in stages else 0
    each = max(ago // 5, 1)
    trained, issued, packed, handed = (max(ago - each * n, 0) for n in (1, 2, 3, 4))
    if reached >= 1:
        case.change(made, trained, trained_on=case.day(-trained), trained_by=case.one_of("staff", "peer"))
    if reached >= 2:
        case.change(
            made, issued, offer_outcome="issued_nasal", issued_on=case.day(-issued), product="nasal", doses=2,
            expires_on=case.day(540), held_where="property",
        )  # fmt: skip
    if reached >= 3:
        case.change(made, packed, ready_at_gate_on=case.day(-packed))
    if reached >= 4:
        case.change(made, handed, handed_over_on=case.day(-handed), held_where="in_possession")
    if more:
        case.change(made, handed, **more)
    return made


def inside_peer(case: Case, ago: int, **more: str) -> str:
    """A peer mentor on the wing."""
    return case.add(
        "peer_link", ago, link_kind="peer_mentor", organisation="Wing peer mentors", introduced_on=case.day(-ago),
        introduced_by="Keyworker", where="inside", meets="Tuesdays and Fridays", place="Wing office",
        cleared_until_on=case.day(200), peer_name=case.chance.choice(names.PEERS), **more,
    )  # fmt: skip


def outside_group(case: Case, ago: int, **more: str) -> str:
    """A group near home."""
    return case.add(
        "peer_link", ago, link_kind=case.one_of("mutual_aid", "lero"), organisation="Open Door group (fictional)",
        introduced_on=case.day(-ago), introduced_by="Peer mentor", where="outside", meets="Tuesdays 19:00, weekly",
        place="Chapel hall, " + names.TOWN, **{"aftercare_contact": "yes", "gate_meet": "not_asked", **more},
    )  # fmt: skip


def referral(case: Case, key: str, domain: str, ago: int, status: str = "sent", **more: str) -> str:
    """A referral sent so many days ago, as far as `status`."""
    made = case.add(
        "referral", ago, {"V20": "verbal"}, domain=domain, reason=texts.REFERRAL_REASONS[domain], status="sent",
        sent_on=case.day(-ago), sent_how=case.one_of("secure_email", "online_form", "phone"), urgency="routine",
        **agency(key), **more,
    )  # fmt: skip
    acknowledged, answered = max(ago - 3, 0), max(ago - 8, 0)
    if status in {"acknowledged", "accepted", "started", "done"}:
        case.change(made, acknowledged, status="acknowledged", acknowledged_on=case.day(-acknowledged))
    if status in {"accepted", "started", "done"}:
        case.change(made, answered, status="accepted", accepted_on=case.day(-answered))
    if status == "rejected":
        case.change(
            made, answered, status="rejected", rejected_reason="no_capacity", closed_on=case.day(-answered)
        )
    return made


def appointment(
    case: Case, key: str, purpose: str, ago: int, on: str, at: str, *, mode: str = "in_person_at_office",
    status: str = "booked", **more: str,
) -> str:  # fmt: skip
    """An appointment on a day (wire date) at a time."""
    place = None if mode in {"phone", "video"} else more.pop("place", names.AGENCIES[key][2])
    return case.add(
        "appointment", ago, purpose=purpose, starts_at=f"{on}T{at}", minutes=30, mode=mode, status=status, place=place,
        **agency(key), **more,
    )  # fmt: skip


def countdown(
    case: Case, stay_ref: str, out: int, done: tuple[str, ...], open_items: tuple[str, ...]
) -> None:
    """Lines of the release countdown: those done, and those still open with their day."""
    for item in done:
        on = max(-out, 0) + case.chance.randint(1, 20)
        case.add(
            "release_item", on + 2, stay=f"@{stay_ref}", item=item, status="done", owner="keyworker",
            due_on=case.day(-on + 5), done_on=case.day(-on), evidence=case.one_of("Seen", "Letter in file", "Said so"),
        )  # fmt: skip
    for item in open_items:
        due = min(case.chance.randint(1, 14), max(out, 1))
        case.add(
            "release_item",
            30,
            stay=f"@{stay_ref}",
            item=item,
            status="due",
            owner="keyworker",
            due_on=case.day(due),
        )


def home(
    case: Case, ago: int, home_type: str, from_on: str, *, confirmed: bool, area: str = names.TOWN
) -> str:
    """Where they will live, or live."""
    confirmed_on = case.day(-max(ago // 2, 0)) if confirmed else None
    return case.add("home", ago, home_type=home_type, area=area, from_on=from_on, confirmed_on=confirmed_on)


def work(case: Case, ago: int, detail: str | None = None, **more: str) -> str:
    """Work inside, and what is missing for work outside."""
    usual = {"has_cv": case.one_of("yes", "no", "not_asked"), "has_id": case.one_of("yes", "no"),
             "has_bank_account": case.one_of("yes", "no", "no")}  # fmt: skip
    return case.add(
        "work", ago, employment_status=more.pop("employment_status", "voluntary"),
        detail=detail or case.chance.choice(texts.JOBS), from_on=case.day(-ago), **{**usual, **more},
    )  # fmt: skip


def supporter(case: Case, ago: int) -> None:
    """Somebody of the family."""
    relation = case.one_of("Sister", "Mother", "Partner", "Brother", "Uncle")
    case.add(
        "supporter", ago, name=case.chance.choice(("Pat", "Chris", "Robin", "Alex", "Toni")), relation=relation,
        involved="yes", may_contact=case.one_of("yes", "no", "not_asked"), phone=names.mobile(case.index),
    )  # fmt: skip
