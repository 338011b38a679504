"""What a received file says of itself, in words."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework.sharing_views import InspectView
from recovery_tui.casework.views import Mark
from recovery_tui.records import KINDS
from recovery_tui.ui.rows import Row
from recovery_tui.ui.send_words import PURPOSES
from recovery_tui.ui.wording import counted, key_of, size_words, written_words

TYPES = {
    "delta": "what is new since the last file",
    "snapshot": "everything again",
    "handover": "hand-over",
    "review": "review",
    "receipt": "a reply",
    "start-pack": "a start pack",
}
OUTCOMES = {
    "new": "new here",
    "nothing-new": "here already",
    "extends": "goes on from what is here",
    "gap": "a file before it is missing",
    "fork": "one identity on two computers",
    "parked": "kept aside until a card is accepted",
}


def inspect_rows(view: InspectView, details: bool) -> Iterable[Row]:
    """What the file says of itself, a row a fact."""
    who, *worth_knowing = view.told
    doubtful = view.trust not in ("own", "trusted")
    yield Row(
        ("Who", ", ".join(text for text in (view.signer_name or "not known", view.signer_role) if text))
    )
    yield Row(("", who), mark=Mark.ACT if doubtful else Mark.NONE)
    others = len(view.to) - view.for_me
    also = f" and {counted(others, 'other', 'others')}" if view.for_me and others > 0 else ""
    yield Row(
        ("For whom", f"you{also}" if view.for_me else "not for you"),
        mark=Mark.NONE if view.for_me else Mark.MISSING,
    )
    purpose = next((each.label for each in PURPOSES if each.value == view.purpose), "")
    kind = TYPES.get(view.type, view.type)
    yield Row(("What for", f"{purpose}: {kind}" if purpose and purpose != kind else kind))
    yield Row(("Written", written_words(view.written_at)))
    what = [f"{count:,} {_kind(kind, count)}" for kind, count in view.counts.items()]
    yield Row(("What", ", ".join(what) or "no records"))
    if view.people:
        yield Row(("About", counted(view.people, "person", "people")))
    yield Row(
        ("Erasures", counted(view.erases, "person", "people") if view.erases else "none"),
        mark=Mark.ACT if view.erases else Mark.NONE,
    )
    checked = (
        "all of it was read and is whole"
        if view.verified == "all"
        else f"signature right; {key_of('receive.take')} or {key_of('inspect.full')} reads the rest"
    )
    yield Row(("State", checked))
    for sentence in worth_knowing:
        yield Row(("", sentence), mark=Mark.MISSING)
    if view.effect is not None:
        words = {"new": "new", "known": "here already", "conflicts": "to decide", "parked": "kept aside"}
        yield Row(("Would bring", ", ".join(f"{view.effect[key]:,} {said}" for key, said in words.items())))
    yield Row(("Size", size_words(view.size)))
    if details:
        yield from _detail_rows(view)


def _detail_rows(view: InspectView) -> Iterable[Row]:
    yield Row(("Details",), heading=True)
    yield Row(("fingerprint", view.fingerprint))
    for fingerprint in view.to:
        yield Row(("to", fingerprint))
    yield Row(("program", f"{view.app}, schema {view.schema}"))
    for section in view.sections:
        said = f"{section.first:,} to {section.last:,}, {section.shown:,} shown"
        yield Row((f"feed {section.feed[:8]}", f"{section.author}  {said}: {OUTCOMES[section.outcome]}"))


def _kind(code: str, count: int) -> str:
    kind = KINDS.get(code)
    if kind is None:
        return "of a kind that this version does not know"
    return (kind.title if count == 1 else kind.plural_title).lower()
