"""What would leave, and what has left, as the sending page says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from recovery_tui.casework.sending import HANDOVER
from recovery_tui.casework.sharing_views import SendOrder, SendPreview, SentFile
from recovery_tui.casework.views import Choice, Mark
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import counted, key_of, size_words

STOPPED = "Stopped. No file was left, and the records are as they were."

PURPOSES = (
    Choice("report", "report", help="what is new since their last reply"),
    Choice("review", "review", help="a supervisor's answer"),
    Choice(HANDOVER, "hand-over", help="they take the chosen people on"),
)

TO, PURPOSE, BASIS, REASON, PEOPLE = "to", "purpose", "basis", "reason", "people"
"""The parts of an order that may be lacking."""

NEEDS_BASIS = "This would leave your organisation. Say on what lawful basis, and why."


def whose_words(names: Sequence[str]) -> str:
    """Whose records are sent."""
    return f"{len(names)} chosen: {', '.join(names)}" if names else "everybody in this store"


def lacking(order: SendOrder, *, outside: bool) -> tuple[str, str]:
    """Which part of an order is still to be said, and how; empty when it is whole. `outside`: another organisation."""
    if not order.to:
        return TO, "Choose to whom."
    if order.purpose not in {each.value for each in PURPOSES}:
        return PURPOSE, f"Choose what for: {', '.join(each.label for each in PURPOSES)}."
    if outside and not order.basis:
        return BASIS, "Choose the basis."
    if outside and not order.reason:
        return REASON, "Say why."
    if order.purpose == HANDOVER and not order.people:
        return PEOPLE, f"A hand-over names its people: {key_of('send.people')} chooses them."
    return "", ""


def nothing_to_write(order: SendOrder, preview: SendPreview) -> str:
    """Why no file is written for an order that is whole; empty when one is."""
    return (
        f"Nothing was written. {why_nothing(preview)}"
        if preview.nothing_new and order.purpose != HANDOVER
        else ""
    )


def preview_rows(preview: SendPreview) -> list[Row]:
    """Exactly what would leave: how much, about whom, which kinds, what is kept back."""
    return list(_rows(preview))


def _rows(preview: SendPreview) -> Iterator[Row]:
    if preview.needs_basis:
        yield Row(("Nothing may leave yet",), heading=True)
        yield Row(("Another organisation", "Say on what lawful basis, and why."), mark=Mark.MISSING)
        return
    about = f" about {counted(preview.people, 'person', 'people')}" if preview.people else ""
    yield Row((f"Would leave: {counted(preview.changes, 'change', 'changes')}{about}",), heading=True)
    if preview.classes:
        yield Row(("Of these kinds of information", ", ".join(preview.classes)), mark=Mark.MISSING)
    if preview.withheld:
        yield Row(("Kept back", f"{preview.withheld:,}; only that they are is told"), mark=Mark.MISSING)
    if preview.late:
        yield Row(("Kept back before, going now", f"{preview.late:,}"))
    if preview.names:
        more = preview.people - len(preview.names)
        yield Row(("About whom", ", ".join(preview.names) + (f" and {more:,} more" if more > 0 else "")))
    for title, count in preview.kinds:
        yield Row((title, f"{count:,}"))


def sent_words(sent: SentFile, folder: Path, purpose: str) -> str:
    """`Written to E:\\ as rp-….rpb, 12 kB: 37 changes about 5 people.` and what holds from now on."""
    where = folder if folder.name != sent.file else folder.parent
    about = f" about {counted(sent.people, 'person', 'people')}" if sent.people else ""
    out = " You can take it out now." if sent.removable else ""
    theirs = " Until then the people stay yours." if purpose == HANDOVER else ""
    return (
        f"Written to {where} as {sent.file}, {size_words(sent.size)}: "
        f"{counted(sent.changes, 'change', 'changes')}{about}.{out} "
        f"It counts as only here until their reply has come.{theirs}"
    )


def why_nothing(preview: SendPreview) -> str:
    """Why nothing would leave, and what would change that."""
    if preview.other_organisation and not preview.classes:
        return "Nothing that is here is covered on that basis: nobody said yes to their organisation yet."
    return f"They have everything already. {key_of('send.all')} sends all of it again."
