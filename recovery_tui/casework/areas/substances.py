"""Substances, tolerance, overdoses, tests, and bad news."""

from __future__ import annotations

from recovery_tui.casework.areas.medicines import open_medicines
from recovery_tui.casework.person_records import (
    PersonRecords,
    by_date,
    is_missing,
    joined,
    line,
    missing,
    question,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import Line, Mark, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.day_words import length
from recovery_tui.records.day_words import last_day
from recovery_tui.records.lists.treatment import OPIOID_MEDICINES, OPIOIDS, TOLERANCE_MATTERS

TOLERANCE_DAYS = 7
"""After so many days without, the old amount may kill."""

NEWEST_SHOWN = 5
"""Tests and bad news on the page; earlier ones stand under Everything."""


def substances(person: PersonRecords) -> Section:
    """What is used, the main one first, with the last use and whether tolerance is lost."""
    found = sorted(person.of("substance"), key=lambda each: (text(each, "rank"), each.made))
    lines = [one for each in found for one in _substance(person, each)]
    if not any(each.hidden is None for each in found):
        lines.append(missing("substance", "Substances", "not asked", {"rank": 1}))
    return section("Substances", lines)


def _substance(person: PersonRecords, substance: Record) -> list[Line]:
    days = f"{words(substance, 'days_used')} of 28 days" if text(substance, "days_used") else ""
    last = f"last used {person.day(substance, 'last_used_on')}" if text(substance, "last_used_on") else ""
    injects = (
        words(substance, "injecting_status").lower()
        if text(substance, "injecting_status") in {"current", "previous"}
        else ""
    )
    said = joined(words(substance, "rank"), words(substance, "substance"), by=" ")
    lines = [line(substance, said, joined(days, words(substance, "route").lower(), injects, last))]
    if substance.hidden is not None or text(substance, "substance") == "not_disclosed":
        return lines
    return [*lines, *_tolerance(person, substance), *_overdose(person, substance), *_open(substance)]


def _tolerance(person: PersonRecords, substance: Record) -> list[Line]:
    used = text(substance, "last_used_on")
    if not used or text(substance, "substance") not in TOLERANCE_MATTERS:
        return []
    days = (person.today - last_day(used)).days
    if days <= TOLERANCE_DAYS:
        return []
    kept_up = any(text(each, "medicine") in OPIOID_MEDICINES for each in open_medicines(person))
    if kept_up and text(substance, "substance") in OPIOIDS:
        return []
    return [
        line(substance, "tolerance is lost", f"not used for {length(days)}", indent=1, focus="last_used_on")
    ]


def _overdose(person: PersonRecords, substance: Record) -> list[Line]:
    if text(substance, "overdose_ever") != "yes":
        return []
    when = text(substance, "last_overdose_on")
    if not when:
        return [question(substance, "last_overdose_on", "has overdosed", "when?")]
    last = f"last {person.day(substance, 'last_overdose_on')}"
    return [line(substance, "has overdosed", last, indent=1, focus="last_overdose_on")]


def _open(substance: Record) -> list[Line]:
    injectable = () if text(substance, "substance") == "alcohol" else ("injecting_status",)
    return to_ask(substance, "last_used_on", "overdose_ever", *injectable)


def drug_tests(person: PersonRecords) -> Section:
    """The newest tests; earlier ones stand under Everything."""
    tests = list(by_date(person.of("drug_test"), "taken_on"))
    lines = [one for each in tests[:NEWEST_SHOWN] for one in _test(person, each)]
    if len(tests) > NEWEST_SHOWN:
        lines.append(Line(f"{len(tests) - NEWEST_SHOWN} earlier ones", "under Everything"))
    if not any(each.hidden is None for each in tests):
        lines.append(missing("drug_test", "Tests", "none recorded"))
    return section("Tests", lines)


def _test(person: PersonRecords, test: Record) -> list[Line]:
    said = joined(person.day(test, "taken_on"), words(test, "result").lower())
    told = f"told: {words(test, 'disclosed_to')}" if text(test, "disclosed_to") else ""
    found = words(test, "substances").lower()
    lines = [line(test, said, joined(words(test, "reason").lower(), found, told))]
    if test.hidden is None and text(test, "result") == "pos" and is_missing(test, "substances"):
        lines.append(question(test, "substances", "what was found?", mark=Mark.MISSING))
    return lines


def bad_news(person: PersonRecords) -> Section:
    """The newest lapses, overdoses and other bad news, with what was changed after them."""
    found = list(by_date(person.of("incident"), "happened_at"))
    lines = []
    for each in found[:NEWEST_SHOWN]:
        said = joined(words(each, "incident_kind"), person.day(each, "happened_at"))
        changed = f"changed: {words(each, 'plan_change')}" if text(each, "plan_change") else ""
        lines.append(line(each, said, joined(words(each, "what"), changed, by="; ")))
    if len(found) > NEWEST_SHOWN:
        lines.append(Line(f"{len(found) - NEWEST_SHOWN} earlier ones", "under Everything"))
    return section("Bad news", lines)
