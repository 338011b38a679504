"""Who has not been met for too long, and who is to be rung after release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recovery_tui.practice.due import CALL, Due, corrected, plain
from recovery_tui.practice.stays import day_of, is_inside, released_day
from recovery_tui.practice.ways_out import leaving
from recovery_tui.practice.weighing import Case, Weighed, heard, maybe, shifted, surely
from recovery_tui.records.lists.plan import NEXT_WEEKS

CALL_DAYS = {1: 2, 3: 6, 7: 13, 14: 20, 21: 27}
"""Days after release on which somebody rings (journey K9), each with the last day it is told of."""

NOT_SEEN_DAYS = 10
"""A person is told of so many days after they were last seen, when no other day was agreed."""
FIRST_SEEN_DAYS = 7
"""Somebody new is seen within so many days (M22)."""

FROM_CONTACTS = frozenset({"not_seen", "call"})
"""Codes of what falls due by contacts; nothing else is weighed from these, of which there are most."""

PHONES = frozenset({"mobile", "family_phone", "hostel", "via_com"})
"""Ways to reach somebody on which one rings."""


def last_seen(case: Case) -> date | None:
    """The day the person was last met, by contacts that were held with them."""
    return max((day for each in _meetings(case) if (day := day_of(each.values, "held_on"))), default=None)


def not_seen(case: Case) -> Iterator[Due]:
    """Somebody inside whom nobody has met since the day that was agreed, or for too long.

    A day agreed further off counts only while no session has failed since, and for twelve weeks at most.
    """
    stay = leaving(case)
    if stay is None or not maybe(stay, is_inside):
        return
    met = max(_meetings(case), key=lambda each: (str(each.values.get("held_on", "")), each.id), default=None)
    seen = day_of(met.values, "held_on") if met else None
    since = seen or day_of(stay.values, "started_on")
    if since is None:
        return
    failed = [each for each in _contacts(case) if _failed(each) and str(each.values["held_on"]) >= str(since)]
    day = shifted(since, NOT_SEEN_DAYS if seen else FIRST_SEEN_DAYS)
    agreed = day_of(met.values, "next_on") if met else None
    if agreed and agreed > since:
        agreed = min(agreed, shifted(since, 7 * NEXT_WEEKS))
        day = min(agreed, day) if failed else agreed
    locked = sum(each.values.get("outcome") == "not_unlocked" for each in failed)
    yield plain("not_seen", day, None, "contact", detail=f"not unlocked x{locked}" if locked else "")


def _failed(contact: Weighed) -> bool:
    """Whether a session with the person was meant to be and was not held."""
    with_person = contact.values.get("with_whom") in (None, "person")
    return with_person and contact.values.get("outcome") != "held" and bool(contact.values.get("held_on"))


def _meetings(case: Case) -> list[Weighed]:
    return [
        each
        for each in _contacts(case)
        if each.values.get("outcome") == "held" and each.values.get("with_whom") in (None, "person")
    ]


def _contacts(case: Case) -> list[Weighed]:
    superseded = corrected(case, "contact")
    return [each for each in case.get("contact", ()) if each.id not in superseded]


def calls(case: Case) -> Iterator[Due]:
    """The next call after a release; one that was missed is not told of any more once the next one is due."""
    stay = leaving(case)
    out = _went_out(stay) if stay else None
    if stay is None or out is None or maybe(stay, is_inside):
        return
    done = {
        str(each.values.get("day"))
        for each in case.get("post_release_check", ())
        if each.values.get("stay") == stay.id
        and surely(each, lambda check: check.get("contact_made") == "yes")
    }
    for day, last in CALL_DAYS.items():
        if str(day) not in done:
            until = shifted(out, last)
            yield Due(
                "call",
                shifted(out, day),
                until,
                CALL,
                "post_release_check",
                detail=_call_words(case, day),
            )


def call_now(case: Case, today: date) -> tuple[Weighed, int, date] | None:
    """The call that is to be made today: the stay it comes after, the day after release, and since when."""
    stay = leaving(case)
    out = _went_out(stay) if stay else None
    due = next((each for each in calls(case) if each.day <= today <= each.until), None)
    return (stay, (due.day - out).days, due.day) if stay and out and due else None


def _went_out(stay: Weighed) -> date | None:
    """The earliest day anybody gives for the release."""
    return min((day for day in heard(stay, released_day) if day), default=None)


def _call_words(case: Case, day: int) -> str:
    """Which call, and whether a message may be left: only where everybody has said that it is safe."""
    routes = [
        each
        for each in case.get("contact_route", ())
        if not each.values.get("until_on") and each.values.get("route_type") in PHONES
    ]
    safe = all(surely(each, lambda route: route.get("safe_to_leave_message") == "yes") for each in routes)
    warning = "no number recorded" if not routes else "" if safe else "do not leave a message"
    return f"day-{day} call, {warning}".removesuffix(", ")
