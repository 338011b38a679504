"""The ordinary caseload: people who are getting on with it, and what everybody's file holds in the middle."""

from __future__ import annotations

from recovery_tui.casework.demo import blocks, care, support
from recovery_tui.casework.demo.case import Case


def background(
    case: Case,
    ago: int,
    *,
    out: int | None,
    peers: bool = True,
    agreement: str = "agreed",
    sessions: int = 4,
    last_seen: int | None = None,
) -> str:
    """Plan, a goal, group work, sessions, work inside, a peer, family: returns the plan."""
    chance = case.chance
    review = chance.randint(7, 70)
    plan = blocks.plan(case, ago, agreement=agreement, review=review)
    area = case.one_of("treatment", "links", "aftercare")
    blocks.goal(case, plan, area, max(ago - 10, 1), out=out)
    if chance.random() < 0.7:
        held = chance.randint(2, 6)
        begun = min(ago, 7 * held + chance.randint(0, 4))
        support.talking(case, begun, case.one_of("cbt_substance", "motivational", "twelve_step"), 8, held)
    seen = last_seen if last_seen is not None else chance.randint(1, 9)
    blocks.notes(case, min(ago, 80), sessions, last=min(seen, ago), next_in=chance.randint(1, 12))
    if chance.random() < 0.6:
        support.work(case, max(ago - 20, 1))
    if peers and chance.random() < 0.6:
        peer = support.inside_peer(
            case, max(ago - 15, 1), aftercare_contact=case.one_of("yes", "no", "not_asked")
        )
        care.met_peer(case, peer, *(each for each in (27, 13) if each < ago - 16))
    if chance.random() < 0.5:
        support.supporter(case, max(ago - 5, 1))
    care.usual(case, ago, out, review)
    return plan


def ordinary(case: Case) -> None:
    """Sentenced, some months to go, working on the plan."""
    ago, out = case.chance.randint(60, 400), case.chance.randint(95, 600)
    blocks.named(case, ago, woman=case.chance.random() < 0.1)
    blocks.stay(case, ago, out=out)
    blocks.staff(case, ago - 10)
    support.substances(
        case, ago - 10, *case.chance.choice((("heroin",), ("crack", "heroin"), ("cocaine_powder",)))
    )
    if case.chance.random() < 0.4:
        support.medicine(
            case, ago - 15, case.one_of("methadone", "buprenorphine_oral"), "maintenance", confirmed=9
        )
        support.naloxone(case, min(40, ago - 15), case.chance.choice(("offered", "trained")))
    plan = background(case, ago - 20, out=out)
    blocks.goal(case, plan, case.one_of("peer", "links"), ago // 2, out=out)


def spice_user(case: Case) -> None:
    """Spice on the wing, off and on."""
    ago, out = case.chance.randint(40, 200), case.chance.randint(40, 300)
    blocks.named(case, ago)
    blocks.stay(case, ago, out=out)
    blocks.staff(case, ago - 5)
    support.substances(case, ago - 6, "synth_cannabinoid", "cannabis")
    plan = background(case, ago - 10, out=out)
    blocks.goal(case, plan, "treatment", ago // 2, which=1, out=out)
    if case.chance.random() < 0.4:
        case.add("flag", 20, flag_kind="debt_or_bullying_drugs", from_on=case.day(-20), review_by_on=case.workday(8),
                 note="Ask quietly, not on the landing.")  # fmt: skip
    care.bad_news(
        case, 16, "lapse", "Smoked spice on Friday, told us himself on Monday. No blame: he came and said so.",
        "Keyworker and healthcare, the same day.", "Tolerance gone through again. Seen twice a week for a month.",
    )  # fmt: skip
    care.drug_test(case, 12, "pos", "isfl_unit", "synth_cannabinoid")


def alcohol_worker(case: Case) -> None:
    """Drink was the trouble; works in the gardens and wants work outside."""
    ago, out = case.chance.randint(60, 250), case.chance.randint(50, 200)
    blocks.named(case, ago)
    blocks.stay(case, ago, out=out)
    blocks.staff(case, ago - 5)
    support.substances(case, ago - 5, "alcohol")
    plan = background(case, ago - 15, out=out)
    blocks.goal(case, plan, "treatment", ago // 2, which=3, out=out)
    support.referral(case, "employment", "work", 30, case.one_of("sent", "acknowledged", "accepted"))


def long_sentence(case: Case) -> None:
    """Years to go; the plan is about now."""
    ago, out = case.chance.randint(700, 2000), case.chance.randint(800, 2500)
    blocks.named(case, ago)
    blocks.stay(case, ago, out=out, basis="parole_directed" if case.chance.random() < 0.3 else "conditional")
    blocks.staff(case, ago - 30, com=False)
    support.substances(case, ago - 30, case.one_of("heroin", "cannabis", "steroid_iped"))
    plan = background(case, 300, out=180)
    blocks.goal(case, plan, "peer", 120, which=1, out=180)


def newly_arrived(case: Case) -> None:
    """Three days here: first questions asked, first goal agreed."""
    blocks.named(case, 3)
    blocks.stay(case, 3, out=130)
    case.add("professional", 2, role="pom", name="M Larkrise", from_on=case.day(-2))
    support.substances(case, 2, "heroin", "alcohol")
    support.medicine(case, 2, "methadone", "assess_stabilise", confirmed=1, daily_dose_mg="30")
    plan = case.add("plan", 1, started_on=case.day(-1), status="draft", agreement="draft",
                    matters_to_me="Being able to sleep. Then we can talk.")  # fmt: skip
    blocks.goal(case, plan, "treatment", 1, which=4, out=130, agreement="not_asked")
    care.top(case, 1, "start")
    care.need(
        case, 2, "treatment", "mental_health", "Sleep: three hours a night since he came", "not_started"
    )
    blocks.notes(case, 3, 1, last=1, next_in=3)
