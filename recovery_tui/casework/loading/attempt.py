"""One load from beginning to end: attempts in a transaction each, until nothing more is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_views import LoadResult, Rejected
from recovery_tui.casework.loading.line_file import Source
from recovery_tui.casework.loading.names import Names
from recovery_tui.casework.loading.planning import Fate, plan
from recovery_tui.casework.loading.proving import Proof
from recovery_tui.casework.loading.work import MOST_REJECTED, TooManyError, Work
from recovery_tui.casework.loading.writing import write
from recovery_tui.errors import UsageError
from recovery_tui.journal.log import Writer

Progress = Callable[[int, int], None]
"""Told how many bytes are done, and of how many; what it raises ends the load and takes everything back."""

MOST_ATTEMPTS = 40
"""Attempts to leave out lines that hang on lines that are left out, one behind the other."""


class _TakenBackError(Exception):
    """Rolls an attempt back."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work


def load(
    desk: Desk, source: Source, *, dry_run: bool, partial: bool, progress: Progress | None
) -> LoadResult:
    """Bring in what is in `source`: in one transaction, everything or (with `partial`) every line that can be."""
    rejected: list[Rejected] = []
    hanging: list[Rejected] = []
    left_out: set[int] = set()
    for _ in range(MOST_ATTEMPTS):
        keeping = not dry_run and (partial or not left_out)
        try:
            work = _attempt(desk, source, frozenset(left_out), progress, keeping=keeping)
        except TooManyError as too_many:
            rejected += too_many.rejected
            said = (
                f"More than {MOST_REJECTED:,} lines are wrong: the rest was not read, and nothing was loaded."
            )
            return LoadResult(0, 0, 0, _in_order(rejected), notices=(said,))
        rejected += work.rejected
        lines = {each.line for each in rejected}
        hanging += [each for each in work.hanging if each.line not in lines]
        if not work.rejected and not work.hanging:
            if rejected and not partial:
                return LoadResult(0, 0, 0, _in_order(rejected))
            return replace(_result(work), rejected=_in_order(rejected + hanging))
        left_out |= {each.line for each in (*work.rejected, *work.hanging)}
    raise UsageError(
        "Too many lines point to lines that could not be loaded. Nothing was loaded. "
        "Put those right first; a dry run lists them."
    )


def _attempt(
    desk: Desk, source: Source, left_out: frozenset[int], progress: Progress | None, *, keeping: bool
) -> Work:
    """Plan, write and prove; kept only when nothing is refused and `keeping`."""
    try:
        with desk.journal.writing() as writer:
            work = _work(desk, writer, source, left_out, progress)
            _run(work)
            if work.rejected or work.hanging or not keeping:
                raise _TakenBackError(work)
    except _TakenBackError as taken_back:
        return taken_back.work
    return work


def _work(
    desk: Desk, writer: Writer, source: Source, left_out: frozenset[int], progress: Progress | None
) -> Work:
    def tell(done: int) -> None:
        if progress is not None:
            progress(done, source.size)

    return Work(writer, source, desk.clock.today(), left_out, tell, Names(writer.connection))


def _run(work: Work) -> None:
    feed, start = work.writer.place
    first = work.writer.projector.next_number
    plan(work)
    write(work)
    if work.rejected or work.hanging:
        return
    if work.writer.place[1] != work.writer.planned:
        raise UsageError("The file changed while it was being read. Nothing was loaded. Try again.")
    work.writer.write_events()
    work.writer.projector.flush()
    Proof(work, first, feed, start).prove()


def _result(work: Work) -> LoadResult:
    notices: tuple[str, ...] = ()
    if work.with_also:
        notices = (
            f"{work.with_also} lines hold several answers to a question (also): the first was taken, the others left.",
        )
    return LoadResult(
        work.fates.count(Fate.NEW),
        work.fates.count(Fate.CHANGED),
        work.fates.count(Fate.SAME),
        (),
        tuple(sorted(work.listed, key=lambda each: each.line)),
        notices,
    )


def _in_order(rejected: list[Rejected]) -> tuple[Rejected, ...]:
    return tuple(sorted(rejected, key=lambda each: (each.line, each.field or "")))
