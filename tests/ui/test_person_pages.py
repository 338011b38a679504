from __future__ import annotations

from pathlib import Path

from recovery_tui.casework.views import RecordId
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.session import Session
from tests.support.area_pages import Somebody
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock

AREAS = ("Plan", "Treatment", "Peers", "Home+work", "Release", "Scores", "Everything")


def fill(session: Session, person: RecordId) -> None:
    """A plan in the middle of its life, for one of the made-up people of the office."""
    lee = Somebody(session.desk, person)
    lee.has(
        "flag",
        flag_kind="do_not_visit_alone",
        from_on="2026-11-02",
        review_by_on="2026-12-01",
        note="Two of us",
    )
    lee.has(
        "need", area="links", domain="money", description="Court fines", severity="high", status="in_progress",
        identified_on="2026-11-02",
    )  # fmt: skip
    lee.has(
        "intervention", intervention_type="pharm", sub_type="maintenance", medicine="methadone", purpose="maintenance",
        supervised="yes", started_on="2026-09-02", whose_choice="person", provider="Healthcare",
        last_reviewed_on="2026-11-02", confirmed_on="2026-11-09", confirmed_how="chart",
        last_dose_at="2026-11-23T08:15Z",
    )  # fmt: skip
    group = lee.has(
        "intervention", intervention_type="psysoc", sub_type="cbt_substance", started_on="2026-10-01",
        sessions_planned=8,
    )  # fmt: skip
    for day, came in (("2026-11-05", "came"), ("2026-11-12", "not_unlocked"), ("2026-11-19", "came")):
        lee.has("session", intervention=group, held_on=day, attendance=came)
    lee.has(
        "substance", substance="heroin", rank=1, last_used_on="2026-05", overdose_ever="yes", last_overdose_on="2024",
        injecting_status="previous",
    )  # fmt: skip
    lee.has(
        "naloxone",
        offered_on="2026-11-03",
        offer_outcome="unknown",
        trained_on="2026-11-10",
        trained_by="peer",
    )
    link = lee.has(
        "peer_link", link_kind="peer_mentor", peer_name="Sam", organisation="Wing mentors", introduced_on="2026-09-07",
        introduced_by="Keyworker", where="inside", meets="Tuesdays", place="Wing office", cleared_until_on="2026-11-20",
        gate_meet="yes",
    )  # fmt: skip
    for day, came in (("2026-11-03", "yes"), ("2026-11-10", "no"), ("2026-11-17", "yes")):
        lee.has("peer_contact", peer_link=link, held_on=day, attended=came)
    council = lee.agency("Leeds Options (fictional)", "la_housing")
    lee.has(
        "referral", agency=council, agency_type="la_housing", domain="housing", status="sent", sent_on="2026-11-02"
    )  # fmt: skip
    lee.has(
        "permission", agency=council, info_classes=["ID", "SOC"], decision="given", decided_on="2026-11-02"
    )
    lee.has(
        "appointment", agency=council, agency_type="la_housing", purpose="Homeless interview", status="booked",
        starts_at="2026-11-27T14:00", place="Civic Hall", travel="Bus 12", accompanied_by="Sam",
    )  # fmt: skip
    lee.has("home", home_type="cas3", area="Leeds", from_on="2026-11-27", confirmed_on="2026-11-20")
    lee.has("professional", role="com", name="J Pike", phone="0113 496 0001", from_on="2026-09-07")
    for day, total in (("2026-06-08", "38"), ("2026-11-16", "46")):
        lee.has("score", instrument="barc_10", scored_on=day, phase="review", total=total)
    lee.has("top", stage="start", taken_on="2026-09-10", opiate_days=28, psychological=6)
    lee.has("top", stage="review", taken_on="2026-11-16", opiate_days=2, psychological=11, shared="no")


async def test_every_page_of_a_full_plan_looks_as_it_should(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        fill(app.session, people[0])
        screen = PersonScreen(app.session, people[0])
        app.push_screen(screen)
        await see(pilot, "Know this first")
        for digit, area in enumerate(AREAS, 1):
            await pilot.press(str(digit))
            await see(pilot, f"[{digit} {area}]")
            await wait_until(pilot, lambda: not screen.asking("person"))
            await see_golden(pilot, f"person-full-{digit}")
        await pilot.resize_terminal(60, 20)
        for digit in range(1, 8):
            await pilot.press(str(digit))
            await wait_until(pilot, lambda digit=digit: f"[{digit} " in screen_text(app))  # type: ignore[misc]
            await wait_until(pilot, lambda: not screen.asking("person"))
            assert all(len(line) <= 60 for line in screen_text(app).splitlines())
            assert all(f"{other} " in screen_text(app).splitlines()[4] for other in range(1, 8))
