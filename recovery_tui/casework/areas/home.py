"""Home on the first night and after, and work with what is missing for it."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.areas.red import mark_of
from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    by_date,
    joined,
    line,
    missing,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import Line, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue

STAGED = frozenset({"supported_housing", "recovery_housing"})
"""Homes with stages: how much support there still is."""


def home(person: PersonRecords, agencies: Mapping[str, str]) -> Section:
    """Where the person sleeps on the first night and from then on; `agencies` are names by record id."""
    homes = list(by_date(person.of("home"), "from_on"))
    lines = [one for each in homes for one in _home(person, each, agencies)]
    if not any(each.hidden is None and not _is_over(person, each) for each in homes):
        mark = mark_of(person, "no_first_night")
        lines.insert(0, Line("Home on the first night", "not known", mark, None, "home"))
    return section("Home", lines)


def _is_over(person: PersonRecords, record: Record) -> bool:
    return is_overdue(text(record, "until_on"), person.today)


def _home(person: PersonRecords, home: Record, agencies: Mapping[str, str]) -> list[Line]:
    until = f"until {person.day(home, 'until_on')}" if text(home, "until_on") else ""
    through = agencies.get(text(home, "agency"), "")
    stage = f"stage {words(home, 'stage')}" if text(home, "stage") else ""
    said = joined(words(home, "home_type"), words(home, "area"))
    note = joined(
        f"from {person.day(home, 'from_on')}", until, f"through {through}" if through else "", stage
    )
    lines = [line(home, said, note)]
    if home.hidden is not None or _is_over(person, home):
        return lines
    lines.append(answer(person, home, "home", "confirmed_on", "Confirmed", ask="not confirmed"))
    return [*lines, *to_ask(home, "area", *(("stage",) if text(home, "home_type") in STAGED else ()))]


def work(person: PersonRecords) -> Section:
    """Work or study now, and whether there are papers, a bank account and a CV for more."""
    found = list(by_date(person.of("work"), "from_on"))
    now = next((each for each in found if each.hidden is None and not _is_over(person, each)), None)
    earlier = [line(each, _work(each), _since(person, each)) for each in found if each is not now]
    if now is None:
        return section("Work", [missing("work", "Work or training", "not asked"), *earlier])
    return section(
        "Work",
        [
            line(now, _work(now), _since(person, now)),
            answer(person, now, "work", "has_id", "Identity document"),
            answer(person, now, "work", "has_bank_account", "Bank account"),
            answer(person, now, "work", "has_cv", "CV"),
            *earlier,
        ],
    )


def _work(work: Record) -> str:
    return joined(words(work, "employment_status"), words(work, "detail"))


def _since(person: PersonRecords, work: Record) -> str:
    until = f"until {person.day(work, 'until_on')}" if text(work, "until_on") else ""
    return joined(f"from {person.day(work, 'from_on')}", until)
