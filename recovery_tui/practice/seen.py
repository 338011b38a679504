"""Who has not been met for too long, and who is to be rung after release."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recovery_tui.practice.due import SOON, Due, corrected, plain
from recovery_tui.practice.safety import leaving
from recovery_tui.practice.stays import day_of, is_inside
from recovery_tui.practice.weighing import Case, Weighed, maybe, shifted, surely

CALL_DAYS = {1: 2, 3: 6, 7: 13, 14: 20, 21: 27}
"""Days after release on which somebody rings (journey K9), each until the eve of the next."""

NOT_SEEN_DAYS = 10
"""A person is told of so many days after they were last seen, when no other day was agreed."""
FIRST_SEEN_DAYS = 7
"""Somebody new is seen within so many days (M22)."""

_PHONES = frozenset({"mobile", "family_phone", "hostel", "via_com"})


def last_seen(case: Case) -> date | None:
    """The day the person was last met, by contacts that were held with them."""
    return max((day for each in _meetings(case) if (day := day_of(each.values, "held_on"))), default=None)


def not_seen(case: Case) -> Iterator[Due]:
    """Somebody inside whom nobody has met since the day that was agreed, or for too long."""
    stay = leaving(case)
    if stay is None or not maybe(stay, is_inside):
        return
    met = sorted(_meetings(case), key=lambda each: str(each.values.get("held_on", "")))
    seen = day_of(met[-1].values, "held_on") if met else None
    if met and seen:
        agreed = day_of(met[-1].values, "next_on")
        day = agreed if agreed and agreed > seen else shifted(seen, NOT_SEEN_DAYS)
    else:
        began = day_of(stay.values, "started_on")
        if began is None:
            return
        day = shifted(began, FIRST_SEEN_DAYS)
    locked = sum(
        each.values.get("outcome") == "not_unlocked"
        and str(each.values.get("held_on", "")) >= str(seen or "")
        for each in _contacts(case)
    )
    yield plain("not_seen", day, None, "contact", detail=f"not unlocked x{locked}" if locked else "")


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
    out = day_of(stay.values, "released_on") if stay else None
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
                SOON,
                "post_release_check",
                at="",
                detail=_call_words(case, day),
            )


def _call_words(case: Case, day: int) -> str:
    """Which call, and whether a message may be left: only where everybody has said that it is safe."""
    routes = [
        each
        for each in case.get("contact_route", ())
        if not each.values.get("until_on") and each.values.get("route_type") in _PHONES
    ]
    safe = all(surely(each, lambda route: route.get("safe_to_leave_message") == "yes") for each in routes)
    warning = "no number recorded" if not routes else "" if safe else "do not leave a message"
    return f"day-{day} call, {warning}".removesuffix(", ")
