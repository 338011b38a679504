"""People in the middle of a sentence, each with something that matters: one small function tells one situation."""

from __future__ import annotations

from recovery_tui.casework.demo import blocks, care, names, support
from recovery_tui.casework.demo.case import Case
from recovery_tui.casework.demo.ordinary import background


def declined_peers(case: Case) -> None:
    """Wants no peer support, and that is an answer."""
    blocks.named(case, 130)
    stay = blocks.stay(case, 130, out=70)
    blocks.staff(case, 125)
    support.substances(case, 120, "cannabis")
    plan = background(case, 100, out=70, peers=False)
    blocks.goal(
        case, plan, "peer", 80, which=1, status="removed", removed_reason="no_longer_wanted", agreement="do_not_agree",
        disagreed_words="I keep myself to myself. Ask me again when I am out.",
    )  # fmt: skip
    for item in ("rl23", "rl24"):
        case.add(
            "release_item",
            20,
            stay=f"@{stay}",
            item=item,
            status="not_applicable",
            reason="Declined, does not want peers",
        )


def transferred_in(case: Case) -> None:
    """Came from another prison four days ago; the old keyworker's part has ended."""
    blocks.named(case, 240)
    before = blocks.stay(case, 240, out=140, establishment=names.OLD_PLACE)
    case.add(
        "assignment", 240, worker=f"{case.index:032x}", worker_name=names.STAFF[3], role="keyworker",
        from_on=case.day(-240), until_on=case.day(-4), reason="Moved prison",
    )  # fmt: skip
    support.substances(case, 230, "amphetamine_inc_meth", "cannabis")
    plan = background(case, 200, out=140)
    blocks.goal(case, plan, "links", 50, which=1, out=140)
    case.change(before, 4, ended_on=case.day(-4), end_reason="transfer_prison")
    blocks.stay(case, 4, out=140)
    blocks.staff(case, 3)
    case.change(plan, 3, review_due_on=case.workday(6))
    care.review(
        case, 3, 6, "reception", person_present="no", absent_reason="Still on induction", summary="Read in."
    )


def empty_plan(case: Case) -> None:
    """A plan begun yesterday with nothing in it yet."""
    blocks.named(case, 5)
    blocks.stay(case, 5, out=240)
    case.add("professional", 4, role="pom", name=names.STAFF[5], from_on=case.day(-4))
    case.add("plan", 1, started_on=case.day(-1), status="draft", agreement="draft")
    blocks.missed(case, 1, "not_unlocked")


def depot(case: Case) -> None:
    """On long-acting buprenorphine; the next injection is known."""
    blocks.named(case, 150)
    blocks.stay(case, 150, out=46)
    blocks.staff(case, 140)
    support.substances(case, 140, "heroin")
    support.medicine(
        case, 100, "buprenorphine_depot", "maintenance", confirmed=6, last_dose_at=f"{case.workday_before(-16)}T10:15Z",
        next_dose_on=case.workday(12), next_dose_place="Healthcare, treatment room 2",
    )  # fmt: skip
    background(case, 100, out=46)
    support.naloxone(case, 30, "offered")
    care.top(
        case, 96, "start", opiate_days=28, opiate_amount="0.4", crack_days=6, injected_days=4, shoplifting_days=9,
        psychological=7, physical=6, quality_of_life=5, paid_work_days=0, education_days=0, acute_housing="yes",
    )  # fmt: skip
    care.top(
        case, 12, "review", opiate_days=0, crack_days=0, injected_days=0, shoplifting_days=0, psychological=12,
        physical=11, quality_of_life=11, paid_work_days=12, education_days=4,
    )  # fmt: skip


def overdue_steps(case: Case) -> None:
    """Three things that should have been done."""
    blocks.named(case, 300)
    blocks.stay(case, 300, out=120)
    blocks.staff(case, 290)
    support.substances(case, 280, "alcohol", "cocaine_powder")
    plan = background(case, 250, out=120)
    for area in ("treatment", "links", "aftercare"):
        blocks.goal(case, plan, area, 60, out=120, late=True, which=1)


def unanswered_referrals(case: Case) -> None:
    """Two services asked weeks ago; neither has said a word."""
    blocks.named(case, 160)
    blocks.stay(case, 160, out=40)
    blocks.staff(case, 150)
    support.substances(case, 150, "ketamine", "cannabis")
    background(case, 120, out=40)
    support.referral(case, "housing", "housing", 26)
    support.referral(case, "mental-health", "mental_health", 33)
    case.add(
        "contact", 9, held_on=case.workday_before(-9), outcome="no_answer", with_whom="agency", mode="phone",
        share_line="Rang housing, no answer.",
    )  # fmt: skip


def disagrees(case: Case) -> None:
    """Has a goal in the plan that is not theirs, and says so."""
    blocks.named(case, 140)
    blocks.stay(case, 140, out=200)
    blocks.staff(case, 130)
    support.substances(case, 120, "cannabis", "alcohol")
    plan = background(case, 100, out=200, agreement="do_not_agree")
    blocks.goal(
        case, plan, "treatment", 60, which=3, out=200, agreement="do_not_agree",
        disagreed_words="Drink was never my problem. The court says so, I don't.",
    )  # fmt: skip
    care.permission(case, "probation", 50, "refused", "REC", "SOC")
    care.approval(
        case, plan, 40, "changes_asked", f"By telephone, {names.SUPERVISOR}: ask again what he wants to work on first."
    )  # fmt: skip


def gives_back(case: Case) -> None:
    """Well for two years, and now a peer mentor for others."""
    blocks.named(case, 1100)
    blocks.stay(case, 1100, out=400)
    blocks.staff(case, 1000)
    support.substances(case, 1000, "heroin", "crack")
    plan = background(case, 700, out=400, sessions=6)
    blocks.goal(case, plan, "peer", 500, which=1, status="achieved")
    case.add(
        "peer_link", 300, link_kind="peer_mentor", organisation="Wing peer mentors", introduced_on=case.day(-300),
        where="inside", meets="Every weekday", place="Recovery wing", gives_back="Runs the Tuesday group",
        cleared_until_on=case.day(90), aftercare_contact="yes",
    )  # fmt: skip
    case.add("flag", 250, flag_kind="substance_free_unit", from_on=case.day(-250), review_by_on=case.workday(30),
             note="Lives on the recovery wing by choice.")  # fmt: skip
    support.work(case, 280, "Peer mentor, recovery wing")
    care.score(case, 600, "barc_10", 31, "baseline")
    care.score(case, 20, "barc_10", 52, "review")
    for ago in (80, 45, 9):
        care.drug_test(case, ago, "neg", "isfl_unit")


def care_leaver(case: Case) -> None:
    """Twenty, grew up in care, the council still owes support."""
    blocks.named(
        case, 100, care_leaver="yes", born_on=f"{case.today.year - 20}-01-11", parental_status="not_parent"
    )
    blocks.stay(case, 100, out=90)
    blocks.staff(case, 95)
    case.add("professional", 60, role="social_worker", name=names.STAFF[7], from_on=case.day(-60),
             agency="@agency.children", phone=names.landline(case.index + 5))  # fmt: skip
    support.substances(case, 90, "cannabis", "nitrous")
    background(case, 80, out=90)
    support.referral(case, "supported", "housing", 25, "acknowledged")
    care.handover(case, 2, "Moves to the young adults' wing on Monday")


def veteran(case: Case) -> None:
    """Served eleven years; the veterans' service has said yes."""
    blocks.named(case, 180, veteran="yes", born_on=f"{case.today.year - 44}-06-02")
    blocks.stay(case, 180, out=150)
    blocks.staff(case, 170)
    support.substances(case, 170, "alcohol", "prescribed_misused")
    background(case, 150, out=150)
    given = care.permission(case, "veterans", 45, "limited", "ID", "SOC")
    support.referral(case, "veterans", "other", 40, "accepted", permission=f"@{given}")
    support.appointment(case, "veterans", "Visit by the veterans' worker", 8, case.workday(9), "10:00",
                       mode="in_person_elsewhere", place="Visits hall")  # fmt: skip


def pregnant(case: Case) -> None:
    """Twenty-six weeks, on methadone by her own decision."""
    blocks.named(
        case, 70, woman=True, pregnant="yes", parental_status="none", born_on=f"{case.today.year - 29}-09-23"
    )
    blocks.stay(case, 70, out=80)
    blocks.staff(case, 65)
    support.substances(case, 66, "heroin", "tobacco_vape")
    support.medicine(
        case, 60, "methadone", "maintenance", confirmed=2, whose_choice="person", daily_dose_mg="45"
    )
    case.add("flag", 66, flag_kind="pregnant", from_on=case.day(-66), review_by_on=case.workday(10),
             note="Dose is never reduced without the midwife.")  # fmt: skip
    background(case, 55, out=80)
    support.referral(case, "perinatal", "mental_health", 30, "accepted")
    support.appointment(case, "perinatal", "Scan and review together", 7, case.workday(6), "09:15",
                       mode="in_person_elsewhere", place="Healthcare")  # fmt: skip
    support.naloxone(case, 30, "trained")
    care.day_out(
        case, 14, "hospital", medicine_plan="Dose in healthcare before leaving.", naloxone_carried="yes"
    )


def reading_help(case: Case) -> None:
    """Can't read; everything is gone through aloud."""
    blocks.named(
        case,
        120,
        reading_help="cannot_read",
        access_needs="Reads aloud together. Picture cards for the plan. Hears badly on the left.",
    )
    blocks.stay(case, 120, out=210)
    blocks.staff(case, 110)
    support.substances(case, 110, "alcohol")
    plan = background(case, 90, out=210)
    blocks.goal(case, plan, "links", 40, which=4, out=210)
    care.bad_news(
        case, 18, "bereavement", "His nan died at the weekend. Rang from the chapel with the chaplain.",
        "Chaplain, wing staff, Listener.", "No new steps this month. Review brought forward.",
    )  # fmt: skip


def died(case: Case) -> None:
    """Died three weeks ago; the plan stands as it was and nothing is chased."""
    blocks.named(case, 260)
    stay = blocks.stay(case, 260, out=120)
    blocks.staff(case, 250)
    support.substances(case, 250, "heroin", "alcohol")
    plan = blocks.plan(case, 230, review=-30)
    blocks.goal(case, plan, "links", 200, which=3, out=120, progress=False)
    support.supporter(case, 200)
    blocks.notes(case, 230, 5, last=25)
    case.change(stay, 21, ended_on=case.day(-21), end_reason="died")
    case.change(case.person, 20, record_status="died", closed_on=case.day(-21))


def closed(case: Case) -> None:
    """Finished licence in the summer; the record is closed."""
    blocks.named(case, 600)
    stay = blocks.stay(case, 600, out=-230, basis="automatic")
    support.substances(case, 590, "cocaine_powder")
    plan = blocks.plan(case, 560, review=-200)
    blocks.goal(case, plan, "links", 500, which=2, status="achieved")
    blocks.notes(case, 500, 6, last=240)
    case.change(stay, 230, released_on=case.day(-230), ended_on=case.day(-230), end_reason="released_licence")
    case.change(plan, 60, status="closed")
    case.change(
        case.person,
        60,
        record_status="closed",
        closed_on=case.day(-60),
        closed_reason="Licence ended, in work",
    )


def not_seen(case: Case) -> None:
    """Not unlocked twice running; nobody has seen them for a while."""
    blocks.named(case, 230)
    blocks.stay(case, 230, out=300)
    blocks.staff(case, 220)
    support.substances(case, 220, "synth_cannabinoid")
    background(case, 200, out=300, last_seen=26)
    blocks.missed(case, 12, "not_unlocked")
    blocks.missed(case, 5, "not_unlocked")


def handed_over(case: Case) -> None:
    """A colleague on another wing has taken them on: only late notes are written here now."""
    blocks.named(case, 190)
    blocks.stay(case, 190, out=260)
    blocks.staff(case, 180)
    support.substances(case, 180, "cocaine_powder", "alcohol")
    plan = background(case, 160, out=260, last_seen=20)
    blocks.goal(case, plan, "links", 90, which=2, out=260)
    care.handover(case, 17, "Lives on B wing now", accepted=14)
