"""What came of received files and of the replies to them, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.ui.received_files import Replied
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import counted, written_words

STOPPED = "Stopped. Files that were finished stay taken in; of the others nothing was changed."

NO_CARD = "No card is waited for."

REPLY_WHERE = "Write the replies where?"

NONE_DUE = "No reply is due: everything that was taken in is confirmed already."


def file_rows(result: FileResult) -> Iterator[Row]:
    """The numbers of one file: what it brought, what is missing, kept aside or to decide."""
    yield Row(("file", result.file))
    if result.written:
        yield Row(("written", written_words(result.written)))
    if result.outcome not in ("refused", "parked"):
        yield Row(("new here", f"{result.new:,} changes"))
        yield Row(("here already", f"{result.known:,} changes"))
    for gap in result.gaps:
        yield Row(("missing", f"changes {gap.first:,} to {gap.last:,} of {gap.author}"))
    if result.parked:
        yield Row(("kept aside", f"{result.parked:,} changes"))
    if result.conflicts:
        yield Row(("to decide", f"{result.conflicts:,}"))
    if result.unread:
        yield Row(("from a newer version", f"{result.unread:,} changes"))
    if result.code:
        yield Row(("code for support", result.code))


def nothing_to_see(result: FileResult) -> str:
    """Said of a file that needs nobody to look at it."""
    return f"{result.told} Nothing in it waits for you."


def replied_words(replied: Replied, folder: Path) -> str:
    """Who is the owner's now, how many replies were written where, whether the stick may be taken out."""
    yours = counted(replied.taken_on, "person is", "people are")
    now = f"{yours} yours now. " if replied.taken_on else ""
    if not replied.written:
        return f"{now}{NONE_DUE}"
    out = " You can take it out now." if any(each.removable for each in replied.written) else ""
    return f"{now}{counted(len(replied.written), 'reply', 'replies')} written to {folder}.{out}"
