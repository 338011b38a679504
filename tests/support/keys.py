"""Pressing keys as a person does, and counting them."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from tests.support.waiting import see


class Keys:
    """Presses keys and counts them; prose comes in one go and is not counted."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot
        self.count = 0

    async def press(self, *keys: str) -> None:
        """One after the other."""
        self.count += len(keys)
        await self.pilot.press(*keys)

    async def prose(self, text: str) -> None:
        """Text for whatever has the cursor."""
        self.pilot.app.post_message(events.Paste(text))
        await see(self.pilot, text[:30])
