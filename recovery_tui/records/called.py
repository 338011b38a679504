"""What keyworkers are called at this site, wherever a code list says the word."""

from __future__ import annotations

from recovery_tui.records.codes import lowered
from recovery_tui.records.lists.person import ASSIGNMENT_ROLE
from recovery_tui.records.lists.plan import ACTOR
from recovery_tui.records.lists.scores import COMPLETED_BY

USUAL = "Keyworker"


def call_keyworkers(title: str) -> None:
    """Say `title` for keyworkers from now on, in this process: one store is open at a time; empty is the usual word.

    What is kept stays `keyworker`, and who types that still finds it.
    """
    title = " ".join(title.split()) or USUAL
    title = title[:1].upper() + title[1:]
    for codes in (ACTOR, ASSIGNMENT_ROLE):
        codes.reword("keyworker", title)
    COMPLETED_BY.reword("with_keyworker", f"Together with the {lowered(title)}")


def keyworker() -> str:
    """What a keyworker is called, as it stands inside a sentence: `keyworker`, `recovery worker`."""
    return lowered(ACTOR.label("keyworker"))
