"""Scores: totals, domains and Treatment Outcomes Profiles with their trend. Numbers and names, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recovery_tui.casework.person_records import (
    PersonRecords,
    by_date,
    choices,
    is_missing,
    joined,
    line,
    missing,
    question,
    section,
    text,
    words,
)
from recovery_tui.casework.views import Area, AreaView, Line, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.scores import Figure, change_words, domains_of, instrument_of, top_figure, total_of
from recovery_tui.records import KINDS

ELSEWHERE = "the figures are in another system"
_HEAD_OF_TOP = ("stage", "taken_on", "recorded_elsewhere", "period")


def view(person: PersonRecords) -> AreaView:
    """The scores of each instrument and the TOP, the newest first."""
    scores = person.of("score")
    instruments = dict.fromkeys((text(each, "instrument"), text(each, "scoring")) for each in scores)
    sections = [
        _instrument(person, [s for s in scores if (text(s, "instrument"), text(s, "scoring")) == each])
        for each in instruments
    ]
    if not scores:
        sections = [section("Recovery capital", [missing("score", "No score yet", "add one")])]
    return AreaView(Area.SCORES, (*sections, _top(person)), choices("score", "top"))


def _instrument(person: PersonRecords, scores: Sequence[Record]) -> Section:
    ordered = list(by_date(scores, "scored_on"))
    shown = [each for each in ordered if each.hidden is None]
    start, newest = (shown[-1], shown[0]) if shown else (None, None)
    lines = []
    for each in ordered:
        lines.append(_score(person, each, start))
        if each is newest:
            lines += _open_total(each)
            first = domains_of(start.values) if start else {}
            lines += [
                _figure_line(each, name, figure, first.get(name))
                for name, figure in domains_of(each.values).items()
            ]
    return section(joined(words(ordered[0], "instrument"), words(ordered[0], "scoring")), lines)


def _score(person: PersonRecords, score: Record, start: Record | None) -> Line:
    total, first = total_of(score.values), total_of(start.values) if start else None
    said = joined(person.day(score, "scored_on"), words(score, "phase").lower())
    number = f"{said}: {words(score, 'total')}" if text(score, "total") else said
    change = change_words(first, total) if first and total and score is not start else ""
    span = f"of {total.low} to {total.high}" if total and score is start else ""
    by = f"filled in by {words(score, 'completed_by').lower()}" if score is start else ""
    shown = line(score, number, joined(change, span, by if text(score, "completed_by") else ""))
    return replace(shown, level=total.level if total else None)


def _open_total(score: Record) -> list[Line]:
    """The question for a total that the instrument has and nobody entered, or for the scoring it needs."""
    known = instrument_of(score.values)
    if known is None:
        return [question(score, "scoring", "which scoring?")]
    if known.lowest is not None and is_missing(score, "total"):
        return [question(score, "total", "total", "not entered")]
    return []


def _figure_line(record: Record, name: str, figure: Figure, first: Figure | None) -> Line:
    change = change_words(first, figure) if first else ""
    return replace(line(record, f"{name}: {figure.value}", change, indent=1), level=figure.level)


def _top(person: PersonRecords) -> Section:
    tops = list(by_date(person.of("top"), "taken_on"))
    shown = [each for each in tops if each.hidden is None]
    lines: list[Line] = []
    for each in tops:
        elsewhere = text(each, "recorded_elsewhere") == "yes"
        said = joined(words(each, "stage"), person.day(each, "taken_on"))
        lines.append(line(each, said, joined(ELSEWHERE if elsewhere else "", words(each, "period").lower())))
        if shown and each is shown[0]:
            lines += _figures(each, shown[-1])
    if not shown:
        lines.insert(0, missing("top", "No TOP yet", "add one", {"stage": "start"}))
    return section("Treatment Outcomes Profile", lines)


def _figures(top: Record, start: Record) -> list[Line]:
    """What was entered of a TOP, with its change since the first one."""
    found = []
    for field in KINDS["top"].fields:
        if field in _HEAD_OF_TOP or field.endswith("_amount") or not text(top, field):
            continue
        figure = top_figure(field, top.values.get(field))
        first = top_figure(field, start.values.get(field)) if start is not top else None
        title = KINDS["top"].fields[field].title
        if figure is None:
            found.append(line(top, f"{title}: {words(top, field).lower()}", indent=1))
        else:
            shown = _figure_line(top, title, figure, first)
            found.append(replace(shown, note=joined(_amount(top, field), shown.note)))
    if not found and text(top, "recorded_elsewhere") != "yes":
        return [question(top, "recorded_elsewhere", "figures", "none entered: here or in another system?")]
    return found


def _amount(top: Record, field: str) -> str:
    amount = field.removesuffix("_days") + "_amount"
    if not text(top, amount):
        return ""
    _, _, unit = KINDS["top"].fields[amount].title.partition(", ")
    return f"{words(top, amount)} {unit}"
