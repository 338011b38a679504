"""A group session in line mode: which group, who came, one save for everyone."""

from __future__ import annotations

from recovery_tui.casework import group_session
from recovery_tui.casework.views import Outcome
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.talk import Talk


def write_group(talk: Talk) -> Outcome | None:
    """Note who came. Raises Back."""
    desk, mine = talk.session.desk, talk.session.mine
    groups = group_session.groups(desk, mine=mine)
    if not groups:
        talk.say(
            "Nobody is in a group now. A group begins as talking or group work on a person's area Treatment."
        )
        return None
    options = [(f"{group.title}; people: {group.people}", group.key) for group in groups]
    key = groups[0].key if len(groups) == 1 else talk.choose("Which group?", options)
    return Form(talk, group_session.form(desk, key, mine=mine)).run()
