"""Three colleagues who have accepted each other's cards, and what can be asked of their stores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recovery_tui.casework import dumping, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.own_card import own
from recovery_tui.casework.owner import Role
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.casework.views import RecordId
from recovery_tui.journal.log import Change
from tests.exchange.content import digest
from tests.support.desks import add_person
from tests.support.exchange import acquaint, colleague, send

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


@dataclass
class Team:
    """Kim writes about Lee; Rosa, a supervisor, and Sam get files. All have accepted each other's cards."""

    folder: Path
    kim: Desk
    rosa: Desk
    sam: Desk
    lee: RecordId

    def file(self, sender: Desk, *to: Desk, **order: Any) -> Path:
        sender.clock.advance(minutes=1)  # type: ignore[attr-defined]
        return send(sender, self.folder, *to, **order)

    def plan(self, words: str) -> None:
        self.kim.journal.save([Change("plan", {**PLAN, "matters_to_me": words}, person=self.lee)])


@contextmanager
def a_team(folder: Path) -> Iterator[Team]:
    """All three, until their stores are closed."""
    kim = colleague(folder, "Kim Example")
    rosa = colleague(folder, "Rosa Placeholder", Role.SUPERVISOR)
    sam = colleague(folder, "Sam Sample", Role.SUPERVISOR)
    acquaint(kim, rosa, sam)
    for desk in (kim, rosa, sam):
        own(desk)
    made = Team(folder, kim, rosa, sam, RecordId(add_person(kim)))
    try:
        yield made
    finally:
        for desk in (made.kim, made.rosa, made.sam):
            desk.close()


def take(desk: Desk, *files: Path) -> FileResult:
    return receiving.receive(desk, files)[0]


def take_bytes(desk: Desk, content: bytes, folder: Path) -> FileResult:
    file = folder / "made.rpb"
    file.write_bytes(content)
    return take(desk, file)


def dump(desk: Desk) -> list[str]:
    return list(dumping.dump(desk))


def is_refused(desk: Desk, content: bytes, folder: Path) -> bool:
    """Refused in a sentence, with nothing changed at all."""
    before = digest(desk)
    result = take_bytes(desk, content, folder)
    return result.outcome == "refused" and result.told.endswith(".") and digest(desk) == before


def people_in(desk: Desk, person: str) -> list[str]:
    """What a dump holds of a person themselves."""
    return [line for line in dump(desk) if json.loads(line)["kind"] == "person" and person in line]
