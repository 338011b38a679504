"""A group session: which group, then who came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recovery_tui.casework import group_session
from recovery_tui.casework.group_session import Group
from recovery_tui.casework.views import FormSpec, Outcome
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ChoiceDialog, in_order
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.wording import counted


def begin_group_session(screen: PlaceScreen[Any], then: Callable[[Outcome | None], None]) -> None:
    """Offer the groups there are, and open the page of the one that is taken; `then` gets what was saved."""
    desk, mine = screen.session.desk, screen.session.mine

    def offer(groups: tuple[Group, ...]) -> None:
        if not groups:
            screen.notice.say("Nobody here is in a group now. A group is added on a person's Treatment page.")
            return
        options = in_order((_words(group), group) for group in groups)
        screen.app.push_screen(ChoiceDialog(screen.session.glyphs, "Which group?", options), take)

    def take(group: Group | None) -> None:
        if group is not None:
            screen.ask(lambda: group_session.form(desk, group.key, mine=mine), show, "form")

    def show(spec: FormSpec) -> None:
        screen.app.push_screen(FormScreen(screen.session, spec), then)

    screen.ask(lambda: group_session.groups(desk, mine=mine), offer, "groups")


def _words(group: Group) -> str:
    return f"{group.title}  {counted(group.people, 'person', 'people')}"
