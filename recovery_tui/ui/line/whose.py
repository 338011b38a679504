"""Whose: one person, found by part of a name or of a number."""

from __future__ import annotations

from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder, RecordId
from recovery_tui.ui.line.talk import PAGE, Talk
from recovery_tui.ui.line.words import labelled


def whose(talk: Talk, question: str) -> tuple[RecordId, str]:
    """A person and their name. Raises Back."""
    talk.say(question)
    while True:
        typed = talk.ask("Part of a name or of a number").strip()
        page = caseload.page(
            talk.session.desk, text=typed, order=CaseloadOrder.NAME, mine=False, offset=0, limit=PAGE
        )
        if typed:
            caseload.searched(talk.session.desk)
        if not page.rows:
            talk.error("Nobody fits.")
            continue
        options = [
            (labelled(("", each.name), ("where", each.location), ("number", each.number)), each)
            for each in page.rows
        ]
        row = page.rows[0] if len(options) == 1 else talk.choose("Who?", options)
        talk.say(row.name)
        return row.person, row.name
