"""Saves records and drafts for ever, and acknowledges each on standard output. Killed from outside."""

from __future__ import annotations

import sys
from pathlib import Path

from recovery_tui.casework import drafts, session_note
from recovery_tui.casework.views import FormSpec, RecordId
from recovery_tui.clock import Clock
from recovery_tui.journal.log import Change
from tests.support.desks import reopened_for_real

GOAL = {"plan": "@plan", "area": "peer", "status": "active"}


def acknowledge(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(data: Path, person: str, start: int) -> None:
    desk = reopened_for_real(data, Clock())
    note: FormSpec = session_note.form(desk, RecordId(person))
    acknowledge("ready")
    for number in range(start, start + 100_000):
        plan = {
            "started_on": "2026-11-01",
            "status": "draft",
            "agreement": "draft",
            "matters_to_me": f"kept {number}",
        }
        step = [
            Change("plan", plan, person=person),
            Change(
                "goal",
                {"plan": "@plan", "title": f"goal {number}", "area": "peer", "status": "active"},
                person=person,
            ),
        ]
        saved = desk.journal.save(step, ["plan", None])
        acknowledge("saved", str(number), *saved.ids)
        drafts.keep(desk, note, {"contact.summary": f"typed {number}"})
        acknowledge("draft", str(number))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
