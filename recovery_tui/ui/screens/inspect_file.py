"""Inside a file, before anything is trusted or changed: who, for whom, when, what, and what would come of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget

from recovery_tui.casework import receiving
from recovery_tui.casework.sharing_views import InspectView
from recovery_tui.casework.views import Mark
from recovery_tui.errors import RecoveryError
from recovery_tui.records import KINDS
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import counted, size_words, written_words

TYPES = {
    "delta": "what is new since the last file",
    "snapshot": "everything again",
    "handover": "hand-over",
    "review": "review",
    "receipt": "a reply",
    "start-pack": "a start pack",
}
PURPOSES = {"report": "report", "handover": "hand-over", "review": "review"}
OUTCOMES = {
    "new": "new here",
    "nothing-new": "here already",
    "extends": "goes on from what is here",
    "gap": "a file before it is missing",
    "fork": "one identity on two computers",
    "parked": "kept aside until a card is accepted",
}


class InspectScreen(PlaceScreen[bool]):
    """Gives True when the file is to be received."""

    PLACE = Place.INSPECT

    BINDINGS = bindings_for(Place.INSPECT)

    def __init__(self, session: Session, path: Path, view: InspectView) -> None:
        super().__init__(session)
        self._path = path
        self._view = view
        self._details = False

    def top(self) -> Iterable[Widget]:
        """Which file."""
        yield Painted(id="about")

    def body(self) -> Iterable[Widget]:
        """What it says of itself."""
        yield LineList(self.session.glyphs, widest=(18,))

    def on_mount(self) -> None:
        """Fill in."""
        self.query_one("#about", Painted).say(self._path.name, Tone.STRONG)
        self.query_one(LineList).focus()
        self._show()

    def _show(self) -> None:
        self.query_one(LineList).show_rows(list(_rows(self._view, self._details)))
        self.notice.say("Nothing is changed yet. F2 takes it in.", Tone.MUTED)

    def action_details(self) -> None:
        """Show or hide fingerprint, feeds and versions."""
        self._details = not self._details
        self._show()

    def action_look_at_all(self) -> None:
        """Read all of it, and say what would come of it."""
        path, desk = self._path, self.session.desk
        self.notice.say("Reading the whole file", Tone.MUTED)
        self.ask(lambda: receiving.look(desk, path, full=True), self._take_view, "look")

    def _take_view(self, view: InspectView) -> None:
        self._view = view
        self._show()

    def action_take(self) -> None:
        """Receive it."""
        self.dismiss(True)

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot."""
        self.notice.say(error.message, Tone.ACT)

    def help_text(self) -> str:
        """What is shown."""
        return (
            "What the file says of itself. Only its first part was read: its signature is right, and it opens with "
            "your key. f reads all of it and tells what would change. F2 takes it in, Esc leaves it."
        )


def _rows(view: InspectView, details: bool) -> Iterable[Row]:
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
    purpose = PURPOSES.get(view.purpose, "")
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
        else "signature right; F2 or f reads the rest"
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
