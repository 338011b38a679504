"""The lines that say what is only on this computer, and how to change that."""

from __future__ import annotations

from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.safe_text import wrapped
from recovery_tui.ui.wording import counted, key_of


def only_here_lines(
    changes: int, since: str, nag: str, width: int, *, can_send: bool, cards: str = "app.exchange"
) -> list[Parts]:
    """`Only on this computer: 37 changes since Fri 20 Nov 16:40   x send now`, and the nag if there is one.

    With nobody to send to, the key of the command `cards` leads to exchanging cards first.
    """
    if not changes:
        return [[Part(" Nothing is only on this computer.", Tone.MUTED)]]
    when = f" since {since}" if since else ""
    said = f" Only on this computer: {counted(changes, 'change', 'changes')}{when}   "
    nagging = wrapped(f"! {nag}", max(width - 2, 20)) if nag else []
    key, then = (key_of("exchange.send"), "send now") if can_send else (key_of(cards), "exchange cards")
    return [
        [Part(said, Tone.MUTED), Part(key, Tone.STRONG), Part(f" {then}", Tone.MUTED)],
        *([Part(f" {line}", Tone.MISSING)] for line in nagging),
    ]
