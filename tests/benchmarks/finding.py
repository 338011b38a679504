"""Find anything: what a keystroke waits for, beside the bare index, and what making records ready costs."""

from __future__ import annotations

import statistics
from functools import partial

from sqlalchemy import Connection

from recovery_tui.casework import finding
from recovery_tui.journal import search
from tests.benchmarks.app import AT_TODAY, AT_UNLOCK, ENTER, ESCAPE, started
from tests.benchmarks.measure import Figure, milliseconds, within
from tests.benchmarks.stores import PASSPHRASE, data_folder, opened

NAME = "find"
TYPED = (
    "q",
    "quill",
    "sis",
    "sister",
    "forward",
    "the plan",
    "ring for",
    "housing friday",
    "a0012",
    "leeds",
    "zzz",
    "ó",
)
LIMITS = {2000: 60.0, 50000: 120.0}
TURNS = 3
N = 20


def figures(people: int) -> list[Figure]:
    """Milliseconds of a search alone and of a keystroke to the painted list; microseconds to make a record ready."""
    limit = LIMITS.get(people, 120.0)
    desk = opened(people)
    with desk.journal.reading() as conn:
        waiting = search.waiting(conn)
        records = int(conn.exec_driver_sql("SELECT COUNT(*) FROM entity").scalar_one())
    readied = milliseconds(partial(_work_off, partial(finding.make_ready, desk)))
    finding.find(desk, "warm")
    taken = [milliseconds(partial(finding.find, desk, text)) for text in TYPED for _ in range(TURNS)]
    with desk.journal.reading() as conn:
        bare = [milliseconds(partial(_bare, conn, text)) for text in TYPED for _ in range(TURNS)]
    desk.close()
    strokes = _strokes(people)
    named = f"{records:,} records"
    found = [
        within(
            f"find, query alone, {named}", statistics.median(taken), limit, n=len(taken),
            base=statistics.median(bare), base_name="bare index",
        ),
        within(f"find, slowest query, {named}", max(taken), 4 * limit, n=len(taken)),
        within(f"find, keystroke to painted list, {named}", statistics.median(strokes), limit, n=len(strokes)),
    ]  # fmt: skip
    if waiting:
        each = readied * 1000 / waiting
        found.append(
            Figure(f"making {waiting:,} records ready", f"{each:.0f} us each", "", None, "", True, 1)
        )
    return found


def _work_off(make_ready: partial[int]) -> None:
    while make_ready():
        pass


def _bare(conn: Connection, text: str) -> None:
    words = [word for word in search.words_of(text) if len(word) >= search.SHORTEST]
    if words:
        query = " AND ".join(map(search.quoted, words))
        conn.exec_driver_sql(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?",
            (query, finding.RECORDS + 1),
        ).all()


def _strokes(people: int) -> list[float]:
    """The third letter of a word, with which notes are looked into too."""
    taken = []
    with started(data_folder(people)) as terminal:
        terminal.painted(AT_UNLOCK)
        terminal.quiet()
        terminal.press(PASSPHRASE + ENTER)
        terminal.painted(AT_TODAY)
        terminal.quiet()
        for _ in range(N):
            terminal.press("/")
            terminal.painted("Three letters")
            terminal.quiet()
            terminal.press("si")
            terminal.painted("People")
            terminal.quiet()
            sent = terminal.press("s")
            taken.append((terminal.painted("Notes and records") - sent) * 1000)
            terminal.quiet()
            terminal.press(ESCAPE)
            terminal.painted(AT_TODAY)
            terminal.quiet()
    return taken
