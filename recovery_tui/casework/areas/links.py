"""Home+work: who holds what and said yes or not, the first night, work, the next appointments."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.permissions import by_agency
from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    by_date,
    choices,
    joined,
    line,
    missing,
    section,
    text,
    words,
)
from recovery_tui.casework.views import Area, AreaView, Line, Mark, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue
from recovery_tui.records.lists.sharing import YES

CLOSED_REFERRAL = frozenset({"done", "rejected", "withdrawn", "revoked"})
WAITING_REFERRAL = frozenset({"sent", "acknowledged"})
OPEN_APPOINTMENT = frozenset({"proposed", "booked"})


def view(person: PersonRecords, agencies: Mapping[str, str]) -> AreaView:
    """The home and work area; `agencies` are names by record id."""
    return AreaView(
        Area.LINKS,
        (
            _home(person),
            _work(person),
            _referrals(person, agencies),
            _permissions(person, agencies),
            _appointments(person, agencies),
            _team(person),
        ),
        choices(
            "home", "work", "referral", "permission", "appointment", "professional", "contact_route", "agency"
        ),
    )


def _home(person: PersonRecords) -> Section:
    homes = list(by_date(person.of("home"), "from_on"))
    lines = []
    for home in homes:
        until = f"until {words(home, 'until_on')}" if text(home, "until_on") else ""
        said = joined(words(home, "home_type"), words(home, "area"))
        lines.append(line(home, said, joined(f"from {words(home, 'from_on')}", until)))
        if home.hidden is None and not until:
            lines.append(answer(person, home, "home", "confirmed_on", "Confirmed", ask="not confirmed"))
    if not any(home.hidden is None for home in homes):
        lines.append(missing("home", "Home on the first night", "not known"))
    return section("Home", lines)


def _work(person: PersonRecords) -> Section:
    work = person.newest("work", "from_on")
    if work is None:
        return section(
            "Work",
            [missing("work", "Work or training", "not asked"), *(line(w, "work") for w in person.of("work"))],
        )
    earlier = [
        line(w, words(w, "employment_status"), words(w, "from_on"))
        for w in person.of("work")
        if w is not work
    ]
    said = joined(words(work, "employment_status"), words(work, "detail"))
    return section(
        "Work",
        [
            line(work, said, f"from {words(work, 'from_on')}"),
            answer(person, work, "work", "has_id", "Identity document"),
            answer(person, work, "work", "has_bank_account", "Bank account"),
            answer(person, work, "work", "has_cv", "CV"),
            *earlier,
        ],
    )


def _referrals(person: PersonRecords, agencies: Mapping[str, str]) -> Section:
    found = sorted(person.of("referral"), key=lambda r: (text(r, "status") in CLOSED_REFERRAL, r.made))
    lines = [_referral(person, each, agencies) for each in found]
    if not any(each.hidden is None for each in found):
        lines.append(missing("referral", "Other services", "nobody asked yet"))
    return section("Who holds what", lines)


def _referral(person: PersonRecords, referral: Record, agencies: Mapping[str, str]) -> Line:
    since = text(referral, "acknowledged_on") or text(referral, "sent_on")
    waiting = text(referral, "status") in WAITING_REFERRAL
    days = person.days_since(since) if waiting and since else 0
    wait = f"waiting {days} day{'s' if days != 1 else ''}" if days > 0 else ""
    said = joined(words(referral, "domain"), agencies.get(text(referral, "agency"), ""))
    note = joined(words(referral, "status").lower(), wait, words(referral, "rejected_reason"))
    return line(referral, said, note)


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
    if not any(each.hidden is None for each in lines):
        lines.append(missing("permission", "Permission to share", "nobody asked yet"))
    return section("May we share?", lines)


def _permission(person: PersonRecords, agency: str, permission: Record) -> Line:
    what = words(permission, "info_classes").lower() if text(permission, "decision") in YES else ""
    expires = text(permission, "expires_on")
    over = bool(what) and is_overdue(expires, person.today)
    until = f"{'ran out' if over else 'until'} {words(permission, 'expires_on')}" if what and expires else ""
    waits = permission.hidden is None and (over or text(permission, "decision") == "asked")
    said = joined(agency, words(permission, "decision").lower())
    return line(permission, said, joined(what, until), Mark.MISSING if waits else Mark.NONE)


def _appointments(person: PersonRecords, agencies: Mapping[str, str]) -> Section:
    found = sorted(person.of("appointment"), key=lambda a: text(a, "starts_at"))
    today = person.today.isoformat()
    coming = [
        a for a in found if text(a, "starts_at")[:10] >= today and text(a, "status") in OPEN_APPOINTMENT
    ]
    past = [a for a in found if a not in coming]
    lines = [_appointment(each, agencies) for each in coming]
    for each in past:
        unanswered = each.hidden is None and text(each, "status") in OPEN_APPOINTMENT
        lines.append(_appointment(each, agencies, "kept or not?" if unanswered else ""))
    if not coming:
        lines.insert(0, missing("appointment", "Next appointment", "none booked"))
    return section("Appointments", lines)


def _appointment(appointment: Record, agencies: Mapping[str, str], ask: str = "") -> Line:
    said = joined(
        words(appointment, "starts_at"),
        agencies.get(text(appointment, "agency"), ""),
        words(appointment, "purpose"),
    )
    with_whom = f"with {words(appointment, 'accompanied_by')}" if words(appointment, "accompanied_by") else ""
    note = joined(
        words(appointment, "status").lower(),
        words(appointment, "place"),
        words(appointment, "travel"),
        with_whom,
        ask,
    )
    return line(appointment, said, note, Mark.MISSING if ask else Mark.NONE)


def _team(person: PersonRecords) -> Section:
    lines = [
        line(
            each,
            joined(words(each, "role"), words(each, "name")),
            joined(words(each, "phone"), words(each, "email")),
        )
        for each in person.of("professional")
        if not text(each, "until_on")
    ]
    if not lines:
        lines = [missing("professional", "Prison and community offender manager", "not entered yet")]
    lines += [
        line(each, joined(words(each, "route_type"), words(each, "value")), _message(each))
        for each in person.of("contact_route")
        if not text(each, "until_on")
    ]
    return section("People and ways to reach", lines)


def _message(route: Record) -> str:
    safe = text(route, "safe_to_leave_message")
    return "safe to leave a message" if safe == "yes" else "do not leave a message"
