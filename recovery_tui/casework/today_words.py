"""A line of Today in words: what and how late, then which. Neutral: clinical ones stand on the person's own pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from recovery_tui.casework.areas.stays import release_said, stay_of
from recovery_tui.casework.calls import last_try
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal.reading import Record
from recovery_tui.practice.calendar import FRIDAY, early_release_may_apply, is_awkward_release
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.due import Due
from recovery_tui.practice.seen import last_seen
from recovery_tui.records import KINDS, InfoClass

Said = tuple[str, str]
"""Two columns: `review 3d late`, `was Fri 20 Nov`."""


def said_of(due: Due, whose: PersonRecords, agencies: Mapping[str, str], *, clinical: bool = False) -> Said:
    """What a line says. `agencies` are names by record id; telling ones are named only if `clinical` is set."""
    record = whose.get(due.record) if due.record else None
    if due.code == "referral" and record is not None:
        return _referral(record, whose.today, agencies, clinical=clinical)
    if due.code == "not_seen":
        return _not_seen(due, whose)
    if due.code == "call":
        return _call(due, whose)
    say = _SAYS.get(due.code)
    return say(due, record, whose.today) if say is not None else _worry(due, whose)


def _worry(due: Due, whose: PersonRecords) -> Said:
    stay = stay_of(whose)
    if due.code == "release_not_recorded":
        return f"was {spell_short(due.day - timedelta(days=1))}", due.detail
    return (release_said(stay, whose.today, short=True) if stay else ""), due.detail


def _step(due: Due, record: Record | None, today: date) -> Said:
    return _when(due, today), f"{words(record, 'actor').lower()}: {words(record, 'text')}"


def _appointment(due: Due, record: Record | None, today: date) -> Said:
    how = joined("appointment", words(record, "mode").lower())
    if due.day < today:
        return "kept or not?", f"{how}, {spell_short(due.day)} {due.at}".rstrip()
    return f"{'today' if due.day == today else spell_short(due.day)} {due.at}".rstrip(), how


def _referral(record: Record, today: date, agencies: Mapping[str, str], *, clinical: bool) -> Said:
    sent = text(record, "sent_on")
    waits = f"no answer {(today - date.fromisoformat(sent)).days}d" if sent else "no answer"
    is_telling = KINDS["referral"].own_class(record.values) is InfoClass.TRT
    if is_telling and not clinical:
        return waits, f"referral sent {spell_short(sent)}"
    return waits, joined(words(record, "domain").lower(), agencies.get(text(record, "agency"), ""))


def _review(due: Due, record: Record | None, today: date) -> Said:
    if due.day > today:
        return spell_short(due.day), "review"
    late = (today - due.day).days
    return (f"review {late}d late", f"was {spell_short(due.day)}") if late else ("review today", "")


def _flag(due: Due, record: Record | None, today: date) -> Said:
    return "flag to review", "today" if due.day == today else f"since {spell_short(due.day)}"


def _clearance(due: Due, record: Record | None, today: date) -> Said:
    return "peer clearance", f"ran out {words(record, 'cleared_until_on')}"


def _not_seen(due: Due, whose: PersonRecords) -> Said:
    seen = last_seen(case_of(whose.records))
    if due.day == whose.today:
        return "to be seen today", joined(f"last seen {spell_short(seen)}" if seen else "new", due.detail)
    since = f"{(whose.today - seen).days} days ago" if seen else f"was to be seen {spell_short(due.day)}"
    return f"last seen {seen.day} {seen:%b}" if seen else "not seen yet", joined(since, due.detail)


def _call(due: Due, whose: PersonRecords) -> Said:
    which, _, warning = due.detail.partition(", ")
    return which, joined(last_try(whose, due.day.isoformat()), warning)


def _release(due: Due, record: Record | None, today: date) -> Said:
    when = "out TODAY" if due.day == today else spell_short(due.day)
    if not is_awkward_release(due.day):
        return when, "release"
    why = "Friday" if due.day.weekday() == FRIDAY else "eve of a holiday"
    values = {**record.values, "release_expected_on": due.day.isoformat()} if record else {}
    if not early_release_may_apply(values):
        return when, f"release ({why})"
    return when, f"release ({why}: {due.detail or 'earlier day not yet considered'})"


def _when(due: Due, today: date) -> str:
    late = (today - due.day).days
    return "today" if late == 0 else f"{late}d late" if late > 0 else spell_short(due.day)


_SAYS: Mapping[str, Callable[[Due, Record | None, date], Said]] = {
    "step": _step,
    "appointment": _appointment,
    "review": _review,
    "flag": _flag,
    "clearance": _clearance,
    "release": _release,
}
