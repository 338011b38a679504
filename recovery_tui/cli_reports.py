"""`recovery-tui report`: which view goes into which document, in which form."""

from __future__ import annotations

import argparse
import json

from recovery_tui.casework import caseload, dumping, own_plan, settings, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import CaseloadOrder, CaseloadRow
from recovery_tui.errors import UsageError
from recovery_tui.journal.access import Act
from recovery_tui.records.day_words import spell
from recovery_tui.reports import document, lists, plan_sheet

PAGE = 500
"""People read at a time for a list of everybody."""


def written(desk: Desk, options: argparse.Namespace) -> str:
    """The report that was asked for, as text; raises `UsageError` for a form it does not have."""
    asked_as_json = getattr(options, "json", False) and options.out is None
    form = "json" if asked_as_json else options.format
    if options.report == "plan":
        return _plan(desk, options.person, form)
    if options.report == "today":
        return _today(desk, form)
    return _caseload(desk, form)


def today_text(desk: Desk) -> str:
    """Today as plain text."""
    return _today(desk, "text")


def _plan(desk: Desk, person: str | None, form: str) -> str:
    if person is None:
        raise UsageError("Say whose plan with --person and an id or a number.")
    plan = own_plan.own_plan(desk, dumping.find_person(desk, person))
    if form == "json":
        return json.dumps(own_plan.as_object(plan), ensure_ascii=False) + "\n"
    return _document(plan_sheet.plan_sheet(plan), form)


def _today(desk: Desk, form: str) -> str:
    view = today.view(desk, mine=False, lines=None)
    day = desk.clock.today()
    desk.journal.look_at_all(
        Act.PRINTED, sorted({line.person for part in view.sections for line in part.lines})
    )
    if form == "json":
        return json.dumps(lists.today_json(view, day.isoformat()), ensure_ascii=False) + "\n"
    return _document(lists.today(view, spell(day), settings.read(desk).classification), form)


def _caseload(desk: Desk, form: str) -> str:
    rows = _everybody(desk)
    desk.journal.look_at_all(Act.PRINTED, [row.person for row in rows])
    if form == "csv":
        return lists.caseload_csv(rows)
    if form == "json":
        return json.dumps(lists.caseload_rows(rows), ensure_ascii=False) + "\n"
    return _document(
        lists.caseload(rows, spell(desk.clock.today()), settings.read(desk).classification), form
    )


def _everybody(desk: Desk) -> list[CaseloadRow]:
    rows: list[CaseloadRow] = []
    while True:
        page = caseload.page(
            desk, text="", order=CaseloadOrder.LOCATION, mine=False, offset=len(rows), limit=PAGE
        )
        rows += page.rows
        if len(page.rows) < PAGE:
            return rows


def _document(made: document.Document, form: str) -> str:
    if form == "text":
        return document.to_text(made)
    if form == "html":
        return document.to_html(made)
    raise UsageError(f"This report has no {form} form. Use text, html or json.")
