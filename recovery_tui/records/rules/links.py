"""Rules for referrals, appointments, peers and the release countdown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from recovery_tui.errors import Problem
from recovery_tui.records.lists.links import COMING, SENT_REFERRALS
from recovery_tui.records.lists.person import CUSTODY_STAYS
from recovery_tui.records.lists.release import CONTINUITY_DAYS
from recovery_tui.records.rules.case import Case, Values, ask, day_of, order, refuse, text_of
from recovery_tui.records.standing import standing
from recovery_tui.records.working_days import is_working_day

_USUAL_MINUTES = 30
_THERE_BY = time(12)
"""People are let out in the course of the morning, and have to travel."""

_REMOTE = frozenset({"phone", "video"})
_REASONED = frozenset({"not_done", "not_applicable"})


def referral_basis(case: Case) -> Iterator[Problem]:
    """V20: what is sent rests on a permission or another lawful basis. It was sent all the same: it may be said."""
    if not case.became("status", SENT_REFERRALS):
        return
    if case.values.get("permission") or case.values.get("lawful_basis") or _may_share(case):
        return
    yield ask("permission", "Sent without a permission on record. Say on what basis.", "V20")


def _may_share(case: Case) -> bool:
    """Whether what stands of this agency's permissions covers the class of this referral."""
    agency = case.values.get("agency")
    asked = [each for each in case.others.get("permission", ()) if each.get("agency") == agency]
    return str(case.kind.own_class(case.values)) in standing(asked, case.today)


def referral_order(case: Case) -> Iterator[Problem]:
    """V21: accepted after it was sent."""
    sent, accepted = case.day("sent_on"), case.day("accepted_on")
    if sent and accepted and accepted < sent:
        yield ask("accepted_on", "Accepted before it was sent.", "V21")


def referral_closed(case: Case) -> Iterator[Problem]:
    """A no has a reason, and stands: asking again is a new referral."""
    if case.became("status", frozenset({"rejected"})) and not case.values.get("rejected_reason"):
        yield refuse("rejected_reason", "Say why it was turned down.")
    if case.before and case.before.get("status") == "rejected" and dict(case.before) != dict(case.values):
        yield refuse(None, "A referral that was turned down stays as it is. Make a new one that follows it.")


def appointment_moved(case: Case) -> Iterator[Problem]:
    """An appointment that was moved stays as it was; the new one carries on."""
    if case.before and case.before.get("status") == "rescheduled" and dict(case.before) != dict(case.values):
        yield refuse(None, "This appointment was moved. Change the one it was moved to.")


def appointment_release(case: Case) -> Iterator[Problem]:
    """V16: structured treatment in the community can't be attended before release, unless on a day out."""
    day, release = case.day("starts_at"), _release(case)
    if not _is_coming_start(case) or case.values.get("mode") in _REMOTE:
        return
    if day and release and day < release and not _is_day_out(case, day):
        yield refuse("starts_at", "This treatment appointment is before the release date.", "V16")


def appointment_late(case: Case) -> Iterator[Problem]:
    """V16 (Q): the first treatment appointment is later than 21 days after release."""
    day, release = case.day("starts_at"), _release(case)
    if _is_coming_start(case) and day and release and day > release + timedelta(days=CONTINUITY_DAYS):
        yield refuse("starts_at", "The treatment appointment is more than 21 days after release.", "V16")


def _is_coming_start(case: Case) -> bool:
    return case.values.get("structured_treatment") == "yes" and case.values.get("status") in COMING


def _is_day_out(case: Case, day: date) -> bool:
    """Whether a time out of prison spans this day: the best way to meet the community keyworker early."""
    for absence in case.others.get("temporary_absence", ()):
        out, back = day_of(absence, "out_at"), day_of(absence, "back_at")
        if out and out <= day <= (back or out):
            return True
    return False


def _release(case: Case) -> date | None:
    stays = [each for each in case.others.get("stay", ()) if each.get("stay_type") in CUSTODY_STAYS]
    latest = max(stays, key=lambda stay: str(stay.get("started_on")), default=None)
    return (day_of(latest, "released_on") or day_of(latest, "release_expected_on")) if latest else None


def appointment_time(case: Case) -> Iterator[Problem]:
    """V17: a weekend, a bank holiday, two things at once, or no time to get there from the gate."""
    starts = case.text("starts_at")
    if starts is None or case.values.get("status") not in COMING or not case.changed("starts_at"):
        return
    begin = _wall_time(starts)
    if not is_working_day(begin.date()):
        yield ask("starts_at", "That is a weekend or a bank holiday.", "V17")
    if any(each.get("status") in COMING and _overlap(case.values, each) for each in case.rest("appointment")):
        yield ask("starts_at", "Another appointment is at that time.", "V17")
    if begin.date() == _release(case) and begin.time() < _THERE_BY and case.values.get("mode") not in _REMOTE:
        yield ask(
            "starts_at", "That is the morning of the release: there may be no time to get there.", "V17"
        )


def _overlap(one: Values, other: Values) -> bool:
    (begin, end), (other_begin, other_end) = _span(one), _span(other)
    return begin < other_end and other_begin < end


def _span(appointment: Values) -> tuple[datetime, datetime]:
    begin = _wall_time(text_of(appointment, "starts_at") or "1900-01-01T00:00")
    minutes = appointment.get("minutes")
    return begin, begin + timedelta(minutes=minutes if isinstance(minutes, int) else _USUAL_MINUTES)


def _wall_time(wire: str) -> datetime:
    """Without the zone that other software may have written behind it: one with and one without can't be compared."""
    return datetime.fromisoformat(wire[:16])


def appointment_accepted(case: Case) -> Iterator[Problem]:
    """V21: the first appointment comes after the yes."""
    day = case.day("starts_at")
    if day is None or not case.changed("starts_at"):
        return
    for referral in case.others.get("referral", ()):
        accepted = day_of(referral, "accepted_on")
        if referral.get("agency") == case.values.get("agency") and accepted and day < accepted:
            yield ask("starts_at", "The appointment is before the agency accepted the referral.", "V21")
            return


def peer_period(case: Case) -> Iterator[Problem]:
    """A peer link ends after it began."""
    yield from order(case, "introduced_on", "ended_on")


def peer_met(case: Case) -> Iterator[Problem]:
    """A meeting lies between the introduction to a peer or a group and the end of that link."""
    held, own = case.day("held_on"), case.values.get("peer_link")
    link = next((each for each in case.others.get("peer_link", ()) if each.get("id") == own), None)
    if held is None or link is None:
        return
    introduced, ended = day_of(link, "introduced_on"), day_of(link, "ended_on")
    if introduced and held < introduced:
        yield refuse("held_on", "That is before they were introduced. Put right whichever day is wrong.")
    elif ended and held > ended:
        yield refuse("held_on", "That is after the peer link ended. Put right whichever day is wrong.")


def clearance(case: Case) -> Iterator[Problem]:
    """V27 (Q): the peer's clearance has run out."""
    until = case.day("cleared_until_on")
    if until and until < case.today and not case.values.get("ended_on"):
        yield refuse("cleared_until_on", "The peer's clearance has run out.", "V27")


def item_reason(case: Case) -> Iterator[Problem]:
    """A line of the countdown that is not done says why."""
    if case.became("status", _REASONED) and not case.values.get("reason"):
        yield refuse("reason", "Say why it is not done or does not apply.")
