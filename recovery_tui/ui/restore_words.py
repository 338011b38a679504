"""What is said of backups and of putting one in place, on the screens and in line mode; it loads no database."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from recovery_tui.casework.restoring import Found, Placing
from recovery_tui.casework.views import Mark
from recovery_tui.errors import KeyringDamagedError, RecoveryError, StoreDamagedError, StoreMissingError
from recovery_tui.practice.day_words import spell_any
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import size_words

HAVE_ONE = "I have a backup: put it in place"
LEADS_THERE = "“I have a backup”, below, does that."
LINE_LEADS_THERE = "Enter without a passphrase leads to “I have a backup”."
LOCK_LEADS_THERE = "Lock or leave; “I have a backup”, on the first page, does that."
NONE_FOUND = "No backup found here or on a stick. Type where it is."
LOOKING = "Looking for backups"
PUTTING = "Putting the backup in place"
STOPPED = "Stopped. Nothing was changed."
STOPPED_MEANWHILE = (
    "Stopped. The records are as they were; if the backup was whole in its place by then, it opens instead."
)
ABOUT = (
    "The program makes backups by itself, and more where you asked for them. One can be put in place when the records "
    "are damaged or gone, or on another computer. It is looked through to its end before anything is changed, and what "
    "stands here now is kept beside it."
)


_GONE = (StoreDamagedError, KeyringDamagedError, StoreMissingError)
"""What a backup helps with."""


def with_way_back(error: RecoveryError, leads_there: str) -> str:
    """What went wrong and, where a backup helps, how to put one in place."""
    return f"{error.message} {leads_there}" if isinstance(error, _GONE) else error.message


def backup_rows(found: Sequence[Found]) -> list[Row]:
    """The backups at hand under whose they are: when each was made, how large it is, whether it is whole."""
    rows: list[Row] = []
    for store, group in groupby(found, key=lambda each: each.of):
        rows.append(Row((f"Made by the program of {store}" if store else "On sticks",), heading=True))
        rows += [backup_row(each) for each in group]
    return rows


def backup_row(found: Found) -> Row:
    """One of them."""
    where = "" if found.of else str(found.path)
    state = "whole" if found.is_whole else "being read to its end"
    if found.fault:
        state = "can't be used"
    mark = Mark.MISSING if found.fault else Mark.NONE
    return Row(
        (_when(found), size_words(found.size), state),
        mark,
        muted=bool(found.fault),
        beneath=where,
        subject=found,
    )


def told(wanted: Placing, where: Sequence[str]) -> tuple[str, ...]:
    """What will happen, in sentences; `where` says where records live, for whom none stand here yet."""
    which = f"The backup of {_when(wanted.found)}, {size_words(wanted.found.size)}."
    if wanted.replaces:
        comes: tuple[str, ...] = (
            f"It takes the place of the records “{wanted.name}”. What stands there now is kept beside it, in a folder "
            "whose name begins with “replaced”; nothing is overwritten.",
        )
    else:
        comes = (f"It becomes the records “{wanted.name}”; nothing that is here is touched.", *where)
    since = (
        "What was written after the backup is not in it. What a colleague has of that comes back with the next file "
        "they send you: ask them for one. Colleagues see that you go on from a backup."
    )
    return (" ".join((which, *comes)), since)


OPENS_WITH = "It opens with the passphrase that held when it was made, or with the twelve words."


def _when(found: Found) -> str:
    """`Mon 23 Nov 2026 10:42`; the name of the file where it can't be told."""
    return spell_any(f"{found.made:%Y-%m-%dT%H:%M}") if found.made is not None else found.path.name
