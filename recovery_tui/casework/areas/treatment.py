"""Treatment: what happens at the gate, medicines, groups, substances, naloxone, tests, and what helped before."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.areas.gate import gate
from recovery_tui.casework.areas.medicines import medicines
from recovery_tui.casework.areas.naloxone import harm_reduction, naloxone
from recovery_tui.casework.areas.substances import bad_news, drug_tests, substances
from recovery_tui.casework.person_records import (
    PersonRecords,
    by_date,
    choices,
    joined,
    line,
    missing,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import AddChoice, Area, AreaView, Line, Mark, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.scores import DueScore, due_score, due_top
from recovery_tui.records import KINDS

CAME = frozenset({"came", "late"})
DUE_SOON_DAYS = 14


def view(person: PersonRecords, confirmed_by: Mapping[str, str]) -> AreaView:
    """The treatment area; `confirmed_by` are the names of those who entered that a medicine was confirmed."""
    return AreaView(
        Area.TREATMENT,
        (
            gate(person),
            medicines(person, confirmed_by),
            _groups(person),
            substances(person),
            naloxone(person),
            drug_tests(person),
            bad_news(person),
            harm_reduction(person),
            _scores(person),
            _courses(person),
        ),
        (
            AddChoice("intervention", "Medicine", {"intervention_type": "pharm"}),
            AddChoice("intervention", "Group or one-to-one", {"intervention_type": "psysoc"}),
            *choices(
                "session", "substance", "naloxone", "drug_test", "harm_reduction", "treatment_episode", "appointment",
                "score", "top",
            ),
        ),
    )  # fmt: skip


def _groups(person: PersonRecords) -> Section:
    found = [each for each in person.of("intervention") if text(each, "intervention_type") != "pharm"]
    lines = [one for each in found for one in _group(person, each)]
    if not any(each.hidden is None for each in found):
        lines.append(
            missing("intervention", "Groups and one-to-ones", "none yet", {"intervention_type": "psysoc"})
        )
    return section("Groups and one-to-ones", lines)


def _group(person: PersonRecords, group: Record) -> list[Line]:
    """A group with how often the person came, out of the times it was held."""
    held = [each for each in person.shown("session") if text(each, "intervention") == group.id]
    came = sum(text(each, "attendance") in CAME for each in held)
    last = next(by_date(held, "held_on"), None)
    planned = int(text(group, "sessions_planned") or 0)
    count = f"came {came} of {len(held)}" if held else "nothing held yet"
    left = f"{planned - len(held)} to go" if planned > len(held) else ""
    ended = (
        joined(f"ended {person.day(group, 'ended_on')}", words(group, "exit_status").lower())
        if text(group, "ended_on")
        else ""
    )
    when = f"last {person.day(last, 'held_on')}" if last else ""
    said = joined(words(group, "sub_type"), words(group, "provider"))
    lines = [line(group, said, joined(count, left, when, ended))]
    if group.hidden is not None:
        return lines
    return [*lines, *to_ask(group, *(("exit_status",) if ended else ("started_on", "sessions_planned")))]


def _scores(person: PersonRecords) -> Section:
    """Which TOP and which score comes next, and the newest of what was taken."""
    values = person.values("stay", "intervention", "treatment_episode", "top", "score")
    top, score = due_top(values), due_score(values, person.today)
    lines = []
    if top is not None:
        lines.append(_due(person, "top", "stage", top))
    elif not person.shown("top"):
        lines.append(Line("TOP", "due when treatment starts", kind="top", preset={"stage": "start"}))
    if score is not None:
        lines.append(_due(person, "score", "phase", score))
    for kind, field in (("top", "taken_on"), ("score", "scored_on")):
        newest = person.newest(kind, field)
        if newest is not None:
            lines.append(line(newest, f"Last {_named(newest)}", person.day(newest, field)))
    return section("Scores", lines)


def _named(record: Record) -> str:
    return "TOP" if record.kind == "top" else words(record, "instrument")


def _due(person: PersonRecords, kind: str, field: str, due: DueScore) -> Line:
    codes = KINDS[kind].fields[field].codes
    stage = codes.label(due.stage).lower() if codes else due.stage
    late = due.day < person.today
    note = f"{'was due' if late else 'due by'} {person.spelled(due.day)}"
    mark = Mark.MISSING if (due.day - person.today).days <= DUE_SOON_DAYS else Mark.NONE
    return Line(joined(KINDS[kind].title, stage), note, mark, None, kind, {field: due.stage})


def _courses(person: PersonRecords) -> Section:
    """Times in treatment, here and before, with what helped."""
    found = list(by_date(person.of("treatment_episode"), "referred_on"))
    lines = [one for each in found for one in _course(person, each)]
    if not any(each.hidden is None for each in found):
        lines.append(
            missing("treatment_episode", "Earlier treatment", "not asked: which service, and what helped?")
        )
    return section("What has helped before", lines)


def _course(person: PersonRecords, course: Record) -> list[Line]:
    ended = text(course, "discharged_on")
    since = f"since {person.day(course, 'referred_on')}" if text(course, "referred_on") else ""
    until = f"until {person.day(course, 'discharged_on')}" if ended else ""
    note = joined(since, until, words(course, "discharge_reason").lower())
    lines = [line(course, words(course, "provider"), note)]
    if text(course, "helped"):
        lines.append(line(course, "helped", words(course, "helped"), indent=1, focus="helped"))
    if course.hidden is not None:
        return lines
    return [*lines, *to_ask(course, *(("helped", "discharge_reason") if ended else ("ndtms_consent",)))]
