"""From the passphrase to the first caseload page, less Argon2, beside importing SQLModel."""

from __future__ import annotations

from tests.benchmarks.measure import Figure, in_turns, told_by_python
from tests.benchmarks.stores import NAME as STORE
from tests.benchmarks.stores import PASSPHRASE, data_folder

NAME = "unlock"
N = 7
MORE = 400.0
"""Milliseconds allowed above the import."""

IMPORT = """
import time
start = time.perf_counter()
import sqlmodel
print((time.perf_counter() - start) * 1000)
"""

UNLOCK = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from recovery_tui.casework import opening
from recovery_tui.clock import Clock
from recovery_tui.vault import slots
argon = 0.0
derive = slots.derive_key
def counted(*given):
    global argon
    began = time.perf_counter()
    key = derive(*given)
    argon += time.perf_counter() - began
    return key
slots.derive_key = counted
desk = opening.open_desk(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Clock())
from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder
page = caseload.page(desk, text="", order=CaseloadOrder.LOCATION, mine=True, offset=0, limit=100)
assert page.rows
took = time.perf_counter() - start - argon
desk.close()
print(took * 1000)
"""


def figures(people: int) -> list[Figure]:
    """Milliseconds in new processes, in turns."""
    folder = data_folder(people)
    took, base = in_turns(
        [lambda: told_by_python(UNLOCK, folder, STORE, PASSPHRASE), lambda: told_by_python(IMPORT)], N
    )
    return [
        Figure(
            f"unlock to caseload less Argon2, {people:,} people",
            f"{took:.0f} ms",
            f"{base:.0f} ms importing SQLModel",
            took / base,
            f"<= baseline + {MORE:g} ms",
            took <= base + MORE,
            N,
        )
    ]
