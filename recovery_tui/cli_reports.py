"""`recovery-tui report`: which view goes into which document, in which form."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping

from recovery_tui.casework import caseload, day_sheet, dumping, my_plan, printing, settings, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import CaseloadOrder, CaseloadRow
from recovery_tui.errors import UsageError
from recovery_tui.journal.access import Act
from recovery_tui.practice.own_copy import Tick
from recovery_tui.records.day_words import spell
from recovery_tui.reports import day_sheet as day_document
from recovery_tui.reports import document, lists, plan_sheet, sheet

PAGE = 500
"""People read at a time for a list of everybody."""

Forms = Mapping[str, Callable[[], str]]
"""How to write a report, by the form's name."""


def written(desk: Desk, options: argparse.Namespace) -> str:
    """The report that was asked for, as text; raises `UsageError` for a form it does not have."""
    asked_as_json = getattr(options, "json", False) and options.out is None
    form = "json" if asked_as_json else options.format
    forms = _REPORTS[options.report](desk, options)
    if form not in forms:
        raise UsageError(f"This report has no {form} form. Use {', '.join(forms)}.")
    return forms[form]()


def today_text(desk: Desk) -> str:
    """Today as plain text."""
    return _today(desk, None)["text"]()


def _plan(desk: Desk, options: argparse.Namespace) -> Forms:
    if options.person is None:
        raise UsageError("Say whose plan with --person and an id or a number.")
    whose = dumping.find_person(desk, options.person)
    plan = my_plan.own_plan(desk, whose, frozenset(map(Tick, options.show)))
    my_plan.printed(desk, whose)
    made = plan_sheet.plan_sheet(plan)
    return {
        "text": lambda: sheet.to_text(made),
        "html": lambda: sheet.to_html(made, large=options.large),
        "csv": lambda: sheet.to_table(made),
        "json": lambda: _json(my_plan.as_object(plan)),
    }


def _day_sheet(desk: Desk, options: argparse.Namespace) -> Forms:
    rows = day_sheet.rows(desk, mine=False, where=options.where)
    day_sheet.printed(desk, rows)
    made = day_document.DaySheet(
        f"Day sheet, {spell(desk.clock.today())}", rows, _classification(desk), printing.printed_by(desk)
    )
    return {
        "text": lambda: day_document.to_text(made),
        "html": lambda: day_document.to_html(made),
        "csv": lambda: day_document.to_table(made),
        "json": lambda: _json(day_document.as_objects(made)),
    }


def _today(desk: Desk, _: argparse.Namespace | None) -> Forms:
    view = today.view(desk, mine=False, lines=None)
    people = sorted({line.person for part in view.sections for line in part.lines})
    desk.journal.look_at_all(Act.PRINTED, people)
    made = lists.today(view, spell(desk.clock.today()), _classification(desk), printing.printed_by(desk))
    return {
        "text": lambda: document.to_text(made),
        "html": lambda: document.to_html(made),
        "csv": lambda: lists.today_csv(view),
        "json": lambda: _json(lists.today_json(view)),
    }


def _caseload(desk: Desk, _: argparse.Namespace) -> Forms:
    rows = _everybody(desk)
    desk.journal.look_at_all(Act.PRINTED, [row.person for row in rows])
    made = lists.caseload(rows, spell(desk.clock.today()), _classification(desk), printing.printed_by(desk))
    return {
        "text": lambda: document.to_text(made),
        "html": lambda: document.to_html(made),
        "csv": lambda: lists.caseload_csv(rows),
        "json": lambda: _json(lists.caseload_rows(rows)),
    }


def _everybody(desk: Desk) -> list[CaseloadRow]:
    rows: list[CaseloadRow] = []
    while True:
        page = caseload.page(
            desk, text="", order=CaseloadOrder.LOCATION, mine=False, offset=len(rows), limit=PAGE
        )
        rows += page.rows
        if len(page.rows) < PAGE:
            return rows


def _classification(desk: Desk) -> str:
    return settings.read(desk).classification


def _json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False) + "\n"


_REPORTS: Mapping[str, Callable[[Desk, argparse.Namespace], Forms]] = {
    "plan": _plan,
    "today": _today,
    "caseload": _caseload,
    "day-sheet": _day_sheet,
}
