"""Choosing some people, by searching for one after the other."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.views import RecordId
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.whose import whose


def choose_people(talk: Talk, chosen: Mapping[RecordId, str]) -> dict[RecordId, str]:
    """People with their names, none for everybody. Raises Back, and then nothing is changed."""
    found = dict(chosen)
    while True:
        options = [("take these", "take"), ("add or drop somebody", "more")]
        said = f"Chosen: {', '.join(found.values()) or 'nobody, so everybody goes'}"
        if talk.choose(said, options) == "take":
            return found
        person, name = whose(talk, "Whom?")
        if found.pop(person, None) is None:
            found[person] = name
