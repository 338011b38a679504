"""People who leave soon, have just left, or should have been ready: one small function tells one situation."""

from __future__ import annotations

from recovery_tui.casework.demo import blocks, care, names, support
from recovery_tui.casework.demo.case import Case
from recovery_tui.casework.demo.ordinary import background


def ost_without_appointment(case: Case) -> None:
    """On methadone, out in four days, and no community service has given a time."""
    out = case.leaving(4)
    blocks.named(case, 170)
    stay = blocks.stay(case, 170, out=out, basis="confirmed")
    blocks.staff(case, 165)
    support.substances(case, 160, "heroin", "crack")
    support.medicine(case, 150, "methadone", "maintenance", confirmed=14)
    plan = background(case, 140, out=out)
    blocks.goal(case, plan, "treatment", 120, which=0, out=out, late=True)
    support.referral(case, "recovery", "drug", 20)
    support.naloxone(case, 20, "trained")
    care.earlier_course(case, 4, "The morning group, and one worker who stayed the same throughout.")
    care.top(
        case, 147, "start", opiate_days=28, opiate_amount="0.5", crack_days=20, crack_amount="0.8", injected_days=0,
        shoplifting_days=12, selling_days=3, psychological=6, physical=7, quality_of_life=4, paid_work_days=0,
        acute_housing="yes", eviction_risk="not_asked",
    )  # fmt: skip
    support.home(case, 12, "friends_family_settled", case.day(out), confirmed=True)
    support.countdown(
        case, stay, 4, ("rl01", "rl03", "rl04", "rl05"), ("rl06", "rl08", "rl09", "rl11", "rl15")
    )


def remand_with_court(case: Case) -> None:
    """On remand, in court this week, may walk free from there."""
    days = case.days_to_next(3, at_least=1)
    court = case.workday(days)
    blocks.named(case, 45)
    stay = blocks.stay(case, 45, out=days, kind="remand", basis="unknown")
    blocks.staff(case, 44, com=False)
    support.substances(case, 40, "crack", "alcohol")
    plan = blocks.plan(case, 35, review=21)
    goal = blocks.goal(case, plan, "aftercare", 30, which=1)
    case.add(
        "step", 6, goal=f"@{goal}", text="Have the small kit ready in case the court lets me go", actor="keyworker",
        due_on=court, status="in_progress", rank="b1",
    )  # fmt: skip
    blocks.notes(case, 40, 4, last=3, next_in=7)
    for item, done in (("rl29", False), ("rl11", False), ("rl15", False), ("rl05", True), ("rl12", True)):
        support.countdown(case, stay, 3, (item,) if done else (), () if done else (item,))
    support.naloxone(case, 15, "offered")


def friday_release(case: Case) -> None:
    """Release falls on a Friday; nobody has asked for an earlier day yet."""
    out = case.days_to_next(4, at_least=3)
    blocks.named(case, 200)
    stay = blocks.stay(case, 200, out=out)
    blocks.staff(case, 190)
    support.substances(case, 190, "cocaine_powder", "alcohol")
    plan = background(case, 150, out=out)
    care.approval(case, plan, 90, "approved", f"Signed on paper by {names.SUPERVISOR}.")
    blocks.goal(case, plan, "aftercare", 60, which=0, out=out)
    given = care.permission(case, "recovery", 45, "given", "ID", "JUS", "TRT", "REC")
    support.referral(case, "recovery", "drug", 40, "accepted", permission=f"@{given}")
    care.letter(case, "recovery", 39, given, "ID", "TRT", "REC")
    support.appointment(
        case, "recovery", "First appointment, recovery service", 20, case.workday(out + 3), "10:00",
        structured_treatment="yes", travel="Bus 12 from the station",
    )  # fmt: skip
    support.home(case, 30, "friends_family_settled", case.day(out), confirmed=True)
    support.countdown(case, stay, out, ("rl01", "rl05", "rl06", "rl15"), ("rl02", "rl25", "rl26"))


def no_first_night(case: Case) -> None:
    """Out in nine days with nowhere to sleep."""
    blocks.named(case, 110)
    stay = blocks.stay(case, 110, out=9)
    blocks.staff(case, 100)
    support.substances(case, 100, "synth_cannabinoid", "alcohol")
    plan = background(case, 90, out=9)
    blocks.goal(case, plan, "links", 60, which=0, out=9, late=True)
    support.referral(case, "housing", "housing", 50, "acknowledged")
    support.referral(case, "cas3", "housing", 35, "rejected")
    support.referral(case, "recovery", "drug", 60, "accepted")
    support.appointment(
        case, "recovery", "First appointment", 14, case.workday(11), "14:00", structured_treatment="yes"
    )
    support.countdown(case, stay, 9, ("rl01", "rl13", "rl14"), ("rl15", "rl19", "rl28"))
    care.need(case, 70, "links", "housing", "Somewhere to sleep on the first night")
    case.add("professional", 20, role="work_coach", name=names.STAFF[9], from_on=case.day(-20),
             agency="@agency.work-coach")  # fmt: skip


def out_today(case: Case) -> None:
    """Leaves this morning; the kit is packed but not in hand."""
    blocks.named(case, 90)
    stay = blocks.stay(case, 90, out=0, basis="confirmed")
    blocks.staff(case, 85)
    support.substances(case, 80, "heroin")
    support.medicine(
        case, 70, "methadone", "maintenance", confirmed=1, script_days=7, next_dose_on=case.day(1),
        next_dose_place=names.AGENCIES["pharmacy"][0],
    )  # fmt: skip
    background(case, 70, out=3)
    support.referral(case, "recovery", "drug", 40, "accepted")
    support.appointment(
        case, "recovery", "First appointment", 10, case.workday(1), "09:30", structured_treatment="yes"
    )
    support.naloxone(case, 25, "packed")
    support.home(case, 20, "supported_housing", case.day(0), confirmed=True)
    support.countdown(case, stay, 0, ("rl01", "rl06", "rl08", "rl09", "rl15"), ("rl28",))


def day_seven_check(case: Case) -> None:
    """Released a week ago: reached on days one and three, day seven is due."""
    blocks.named(case, 220)
    stay = blocks.stay(case, 220, out=-7, basis="confirmed")
    blocks.staff(case, 200)
    support.substances(case, 210, "heroin", "benzo")
    support.medicine(
        case, 200, "buprenorphine_oral", "maintenance", confirmed=9, setting="community", script_days=14,
        provider=names.AGENCIES["recovery"][0], next_dose_on=case.workday(0),
        next_dose_place=names.AGENCIES["pharmacy"][0],
    )  # fmt: skip
    background(case, 190, out=14)
    support.referral(case, "recovery", "drug", 60, "started")
    support.appointment(
        case,
        "recovery",
        "First appointment",
        30,
        case.workday_before(-6),
        "14:30",
        status="kept",
        structured_treatment="yes",
    )
    support.appointment(case, "probation", "Probation appointment", 8, case.workday(2), "11:00")
    support.naloxone(case, 40, "handed over")
    support.home(case, 20, "friends_family_transient", case.day(-7), confirmed=True)
    case.add(
        "contact_route", 7, route_type="mobile", value=names.mobile(case.index), safe_to_leave_message="no"
    )
    support.countdown(case, stay, -7, ("rl01", "rl06", "rl08", "rl09", "rl11", "rl15", "rl28"), ())
    case.change(stay, 7, released_on=case.day(-7), ended_on=case.day(-7), end_reason="released_licence")
    care.on_licence(case, 7)
    for day, ago in ((1, 6), (3, 4)):
        case.add(
            "post_release_check", ago, stay=f"@{stay}", day=day, checked_on=case.day(-ago), contact_made="yes",
            housed="friends_family_transient", benefits_claimed="yes" if day == 3 else "not_asked", in_treatment="yes",
            treatment_started_on=case.workday_before(-6), dose_collected="yes", use_since="none",
            next_on=case.day(-7 + (3 if day == 1 else 7)),
        )  # fmt: skip


def released_yesterday(case: Case) -> None:
    """Went out yesterday with the kit in hand; the first call is due today."""
    blocks.named(case, 130)
    stay = blocks.stay(case, 130, out=-1, basis="confirmed")
    blocks.staff(case, 120)
    support.substances(case, 120, "heroin", "crack")
    background(case, 110, out=20)
    support.naloxone(case, 30, "handed over")
    support.referral(case, "recovery", "drug", 50, "accepted")
    support.appointment(
        case, "recovery", "First appointment", 9, case.workday(1), "11:30", structured_treatment="yes"
    )
    support.home(case, 15, "cas3", case.day(-1), confirmed=True)
    case.add(
        "contact_route", 1, route_type="mobile", value=names.mobile(case.index), safe_to_leave_message="yes"
    )
    support.countdown(case, stay, -1, ("rl01", "rl06", "rl11", "rl15", "rl28"), ())
    case.change(stay, 1, released_on=case.day(-1), ended_on=case.day(-1), end_reason="released_licence")
    care.on_licence(case, 1, "licence_drug_test")


def short_recall(case: Case) -> None:
    """Back for 28 days after missing appointments; out again before anything is quick enough."""
    blocks.named(case, 400)
    before = blocks.stay(case, 400, out=-120, basis="automatic")
    case.change(
        before, 120, released_on=case.day(-120), ended_on=case.day(-120), end_reason="released_licence"
    )
    stay = blocks.stay(
        case,
        10,
        out=18,
        kind="recall",
        basis="recall_end",
        recall_kind="fixed_term_28",
        post_recall_release_on=case.day(18),
    )
    blocks.staff(case, 9)
    support.substances(case, 9, "heroin", "crack", "benzo")
    support.medicine(case, 8, "methadone", "assess_stabilise", confirmed=3)
    plan = blocks.plan(case, 8, review=12)
    blocks.goal(case, plan, "treatment", 7, which=0, out=18)
    blocks.goal(case, plan, "links", 7, which=0, out=18)
    blocks.notes(case, 9, 2, last=2, next_in=5)
    support.referral(case, "recovery", "drug", 6)
    support.naloxone(case, 6, "offered")
    case.add(
        "flag", 9, flag_kind="tolerance_lost", from_on=case.day(-9), review_by_on=case.workday(14),
        note="Was not using before the recall. Go through tolerance again before the gate.",
    )  # fmt: skip
    support.countdown(case, stay, 18, ("rl01",), ("rl04", "rl06", "rl10", "rl15", "rl29"))


def date_moved(case: Case) -> None:
    """The release date has moved by five weeks, with the reason kept."""
    blocks.named(case, 210)
    stay = blocks.stay(case, 210, out=95)
    blocks.staff(case, 200)
    support.substances(case, 200, "heroin", "gabapentinoid")
    background(case, 180, out=60)
    case.change(
        stay,
        11,
        {"V15": "recalculated"},
        release_expected_on=case.day(60),
        conditional_release_on=case.day(60),
    )
    support.naloxone(case, 20, "declined")


def kit_in_property(case: Case) -> None:
    """The naloxone kit is issued and lies in property, where it helps nobody at the gate."""
    blocks.named(case, 140)
    blocks.stay(case, 140, out=25)
    blocks.staff(case, 130)
    support.substances(case, 130, "other_opiate", "benzo")
    background(case, 110, out=25)
    support.naloxone(case, 45, "issued")
    support.referral(case, "recovery", "drug", 40, "acknowledged")
    care.bad_news(
        case, 52, "overdose", "Found drowsy on the landing after mixing tablets. Officers gave naloxone; came round.",
        "Healthcare and the orderly officer at once.", "Naloxone trained again. No mixing: said so in his own words.",
    )  # fmt: skip
    case.add("flag", 52, flag_kind="recent_overdose", from_on=case.day(-52), review_by_on=case.workday(12),
             note="Mixed tablets. Ask every time what else was taken.")  # fmt: skip


def all_in_place(case: Case) -> None:
    """Long and steady: treatment settled, home kept, work waiting, group found."""
    out = case.leaving(55)
    blocks.named(case, 900)
    stay = blocks.stay(case, 900, out=out, basis="confirmed")
    blocks.staff(case, 880)
    support.substances(case, 880, "heroin", "alcohol")
    support.medicine(
        case, 600, "buprenorphine_oral", "maintenance", confirmed=3, next_dose_on=case.day(56), script_days=14,
        next_dose_place=names.AGENCIES["pharmacy"][0],
    )  # fmt: skip
    plan = background(case, 500, out=out, sessions=3)
    blocks.goal(case, plan, "treatment", 300, which=2, status="achieved")
    blocks.goal(case, plan, "aftercare", 200, which=2, out=out)
    care.approval(
        case, plan, 100, "approved", f"Signed on paper by {names.SUPERVISOR}. A plan to show to others."
    )
    given = care.permission(case, "recovery", 70, "given", "ID", "JUS", "TRT", "REC", "SOC")
    support.referral(case, "recovery", "drug", 60, "accepted", permission=f"@{given}")
    care.course(case, 610, "Healthcare")
    care.day_out(case, 12, medicine_plan="Dose before leaving, back before the evening one.", naloxone_carried="yes",
                 community_appointment="yes")  # fmt: skip
    support.appointment(
        case, "recovery", "First appointment", 12, case.workday(56), "10:30", structured_treatment="yes",
        accompanied_by="Peer mentor",
    )  # fmt: skip
    support.outside_group(case, 60, gate_meet="yes")
    support.naloxone(case, 50, "issued")
    support.home(case, 90, "social_rent", case.day(out), confirmed=True)
    support.work(case, 30, "Starts with the old firm in the second week", employment_status="employed", has_id="yes",
                has_bank_account="yes", has_cv="yes")  # fmt: skip
    support.countdown(case, stay, out, ("rl01", "rl05", "rl06", "rl10", "rl15"), ())


def going_to_wales(case: Case) -> None:
    """In an English prison, going home to Wales: other services, Welsh preferred."""
    out = case.leaving(33)
    blocks.named(case, 150, language="Welsh")
    stay = blocks.stay(case, 150, out=out, home=names.WELSH_TOWN)
    blocks.staff(case, 140)
    support.substances(case, 140, "amphetamine_inc_meth", "alcohol")
    background(case, 100, out=out)
    support.referral(case, "recovery-wales", "drug", 30, "accepted")
    support.referral(case, "housing-wales", "housing", 45, "acknowledged")
    support.appointment(
        case,
        "recovery-wales",
        "First appointment, in Welsh",
        10,
        case.workday(35),
        "13:30",
        structured_treatment="yes",
    )
    support.home(case, 20, "la_temp", case.day(out), confirmed=False, area=names.WELSH_TOWN)
    support.countdown(case, stay, out, ("rl01", "rl04", "rl05", "rl06", "rl13"), ("rl15", "rl16", "rl26"))
