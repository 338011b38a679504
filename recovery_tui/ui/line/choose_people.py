"""Choosing some people, by searching for one after the other."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder, RecordId
from recovery_tui.ui.line.talk import PAGE, Talk
from recovery_tui.ui.line.words import labelled


def choose_people(talk: Talk, chosen: Mapping[RecordId, str]) -> dict[RecordId, str]:
    """People with their names, none for everybody. Raises Back, and then nothing is changed."""
    found = dict(chosen)
    while True:
        talk.say(f"Chosen: {', '.join(found.values()) or 'nobody, so everybody goes'}")
        typed = talk.ask("Part of a name or number adds or drops one; Enter takes these").strip()
        if not typed:
            return found
        page = caseload.page(
            talk.session.desk, text=typed, order=CaseloadOrder.NAME, mine=False, offset=0, limit=PAGE
        )
        caseload.searched(talk.session.desk)
        if not page.rows:
            talk.error("Nobody fits.")
            continue
        options = [
            (labelled(("", row.name), ("where", row.location), ("number", row.number)), row)
            for row in page.rows
        ]
        row = page.rows[0] if len(options) == 1 else talk.choose("Who?", options)
        if found.pop(row.person, None) is None:
            found[row.person] = row.name
