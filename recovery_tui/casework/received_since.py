"""What became of received files since: cards may have been accepted and answers given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from recovery_tui.casework import file_outcomes
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.journal import reading
from recovery_tui.journal.answers import in_dispute


def as_they_stand(
    desk: Desk, results: Sequence[FileResult], released: Mapping[str, FileResult]
) -> tuple[FileResult, ...]:
    """The same files as they stand now; `released` is what came of bundles that had been kept aside, by number."""
    now = [
        replace(released[each.bundle], file=each.file) if each.bundle in released else each
        for each in results
    ]
    if not any(each.conflicts for each in now):
        return tuple(now)
    with desk.journal.reading() as conn:
        of_whom = Counter(each.person for each in reading.several(conn, in_dispute(conn)).values())
    return tuple(_with_answers(each, of_whom) for each in now)


def _with_answers(result: FileResult, of_whom: Mapping[str | None, int]) -> FileResult:
    """Fewer records to decide, where some were; what belongs to nobody may be any file's."""
    left = min(result.conflicts, of_whom.get(None, 0) + sum(of_whom.get(each, 0) for each in result.people))
    if left == result.conflicts:
        return result
    before, after = file_outcomes.disagreement(result.conflicts), file_outcomes.disagreement(left)
    return replace(result, conflicts=left, told=result.told.replace(before, after))
