"""Home+work: who holds what, said yes or not, waiting for whom, under which permission; home, work, appointments."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.areas.appointments import appointments
from recovery_tui.casework.areas.home import home, work
from recovery_tui.casework.areas.services import people, services
from recovery_tui.casework.permissions import by_agency, readings_of
from recovery_tui.casework.person_records import (
    PersonRecords,
    choices,
    joined,
    line,
    missing,
    section,
    text,
    words,
)
from recovery_tui.casework.said_yes import NOT_WRITTEN, agency_of, to_write_down
from recovery_tui.casework.views import Area, AreaView, Line, Mark, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.counts import counted
from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.permissions import standing
from recovery_tui.practice.referrals import days_waiting
from recovery_tui.records.lists.links import CLOSED_REFERRALS, WAITING_REFERRALS
from recovery_tui.records.lists.sharing import YES


def view(person: PersonRecords, agencies: Mapping[str, str]) -> AreaView:
    """The home and work area; `agencies` are names by record id."""
    return AreaView(
        Area.LINKS,
        (
            home(person, agencies),
            _referrals(person, agencies),
            appointments(person, agencies),
            work(person),
            services(person),
            _permissions(person, agencies),
            people(person),
        ),
        choices(
            "home", "work", "referral", "permission", "appointment", "need", "professional", "contact_route", "agency"
        ),
    )  # fmt: skip


def _referrals(person: PersonRecords, agencies: Mapping[str, str]) -> Section:
    found = sorted(person.of("referral"), key=lambda r: (text(r, "status") in CLOSED_REFERRALS, r.made))
    lines = [one for each in found for one in _referral(person, each, agencies)]
    if not any(each.hidden is None for each in found):
        lines.append(missing("referral", "Other services", "nobody asked yet"))
    return section("Who holds what", lines)


def _referral(person: PersonRecords, referral: Record, agencies: Mapping[str, str]) -> list[Line]:
    said = joined(words(referral, "domain"), agencies.get(text(referral, "agency"), ""))
    shown = line(referral, said, _standing(person, referral))
    if referral.hidden is not None or text(referral, "status") in CLOSED_REFERRALS:
        return [shown]
    return [shown, _covered(person, referral, agencies)]


def _standing(person: PersonRecords, referral: Record) -> str:
    """Whether they said yes, and who waits for whom since when."""
    status = text(referral, "status")
    word = words(referral, "status").lower()
    if status == "draft":
        return joined(word, "waits for us")
    if status in WAITING_REFERRALS:
        days = days_waiting(referral.values, person.today) or 0
        waits = f"waits for them, {counted(days, 'day')}" if days > 0 else "waits for them"
        return joined(f"sent {person.day(referral, 'sent_on')}", word if status != "sent" else "", waits)
    if status == "rejected":
        return joined(word, words(referral, "rejected_reason").lower())
    yes = f"said yes {person.day(referral, 'accepted_on')}" if text(referral, "accepted_on") else "said yes"
    if status == "accepted":
        return joined(yes, "not started yet")
    outcome = words(referral, "outcome").lower()
    return joined(yes, word, outcome) if status in {"started", "done"} else joined(word, outcome)


def _covered(person: PersonRecords, referral: Record, agencies: Mapping[str, str]) -> Line:
    """The yes of the person that a referral rests on, or the lawful basis, or the question."""
    if text(referral, "lawful_basis"):
        return line(
            referral, "rests on", words(referral, "lawful_basis").lower(), indent=1, focus="lawful_basis"
        )
    if referral.id in person.unwritten:
        return _to_write_down(person, referral, "may we share?", NOT_WRITTEN, indent=1)
    agency = text(referral, "agency")
    said = by_agency(person.shown("permission"), agencies).get(agency_of(referral, agencies), [])
    newest = max(said, key=lambda each: (text(each, "decided_on"), each.made), default=None)
    if newest is None:
        asks = "not asked"
    elif standing([each for one in said for each in readings_of(one)], person.today):
        return line(newest, "rests on", f"their yes of {person.day(newest, 'decided_on')}", indent=1)
    else:
        asks = words(newest, "decision").lower() if text(newest, "decision") not in YES else "ran out"
    return Line("may we share?", asks, Mark.MISSING, None, "permission", {"agency": agency}, indent=1)


def _to_write_down(person: PersonRecords, referral: Record, said: str, note: str, indent: int = 0) -> Line:
    """A `!` line on which Enter writes down the yes that a referral went on."""
    return Line(said, note, Mark.MISSING, None, "permission", to_write_down(referral, person), indent=indent)


def _permissions(person: PersonRecords, agencies: Mapping[str, str]) -> Section:
    """What stands with each agency; earlier answers are in its history and under Everything."""
    found = by_agency(person.of("permission"), agencies)
    lines = [
        _permission(
            person,
            name if name in agencies.values() else "a service not here yet",
            max(said, key=lambda r: (r.hidden is None, text(r, "decided_on"), r.made)),
        )
        for name, said in sorted(found.items())
    ]
    told = {
        agency_of(each, agencies): each for each in person.shown("referral") if each.id in person.unwritten
    }
    lines += [
        _to_write_down(person, referral, joined(name, NOT_WRITTEN), "")
        for name, referral in sorted(told.items())
        if name not in found
    ]
    if not any(each.hidden is None for each in lines):
        lines.append(missing("permission", "Permission to share", "nobody asked yet"))
    return section("May we share?", lines)


def _permission(person: PersonRecords, agency: str, permission: Record) -> Line:
    what = words(permission, "info_classes").lower() if text(permission, "decision") in YES else ""
    expires = text(permission, "expires_on")
    over = bool(what) and is_overdue(expires, person.today)
    until = (
        f"{'ran out' if over else 'until'} {person.day(permission, 'expires_on')}" if what and expires else ""
    )
    waits = permission.hidden is None and (over or text(permission, "decision") == "asked")
    said = joined(agency, words(permission, "decision").lower())
    return line(permission, said, joined(what, until), Mark.MISSING if waits else Mark.NONE)
