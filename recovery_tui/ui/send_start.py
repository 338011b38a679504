"""What the sending page begins with: who may be sent something, who is chosen already, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recovery_tui.casework import exchange_state, sending
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.views import Choice
from recovery_tui.ui.card_facts import who
from recovery_tui.ui.found_files import places
from recovery_tui.ui.session import Session


@dataclass(frozen=True)
class Start:
    """What the page begins with."""

    cards: tuple[CardView, ...]
    chosen: str
    """Fingerprint of whoever is chosen already, or empty."""
    places: tuple[tuple[str, Path], ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The cards as choices: fingerprint, and who it is."""
        return tuple(Choice(card.fingerprint, who(card)) for card in self.cards)


def start_of(session: Session) -> Start:
    """Who may be sent something, the last one or the only supervisor chosen already; for a thread."""
    desk = session.desk
    cards = sending.recipients(desk)
    sent_to = {each.fingerprint for each in exchange_state.state(desk).correspondents if each.last_sent}
    supervisors = [card for card in cards if card.role == "supervisor"]
    chosen = ""
    if cards and (len(cards) == 1 or cards[0].fingerprint in sent_to):
        chosen = cards[0].fingerprint
    elif len(supervisors) == 1:
        chosen = supervisors[0].fingerprint
    return Start(cards, chosen, places(session))
