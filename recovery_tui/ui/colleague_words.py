"""How far the exchange with a colleague is, in words."""

from __future__ import annotations

from collections.abc import Iterator

from recovery_tui.casework.sharing_views import Correspondent
from recovery_tui.casework.views import Mark
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import key_of


def who(each: Correspondent) -> str:
    """Name, role and organisation."""
    return ", ".join(text for text in (each.name, each.role, each.organisation) if text)


def colleague_rows(each: Correspondent, details: bool) -> Iterator[Row]:
    """What went to them, what came from them and what is missing; with `details` fingerprint and feeds too."""
    yield Row(("What went to them",), heading=True)
    yield Row(("last sent", each.last_sent or "never"))
    yield Row(("waiting for their reply", f"{each.waiting} sent" if each.waiting else "none"))
    yield Row(("last confirmed", each.last_confirmed or "never"))
    yield Row(("What came from them",), heading=True)
    yield Row(("last heard", each.last_heard or "never"))
    for gap in each.missing:
        said = f"changes {gap.first:,} to {gap.last:,}" if gap.last > gap.first else f"change {gap.first:,}"
        asked = f"{key_of('received.replies')} on the page before: a reply asks for it."
        yield Row((f"missing: {said}", asked), mark=Mark.MISSING)
    if not each.missing:
        yield Row(("missing", "nothing"))
    if details:
        yield Row(("Details",), heading=True)
        yield Row(("fingerprint", each.fingerprint))
        for gap in each.missing:
            yield Row((f"feed of {gap.first:,} to {gap.last:,}", gap.feed))
