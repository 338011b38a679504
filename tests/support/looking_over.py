"""What holds for every page and every question: looked at whenever a picture of one is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from recovery_tui.ui.commands import COMMANDS
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ChoiceDialog, ReasonDialog
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.marks_list import MarksList
from tests.support.screen_text import screen_text

OURS = {command.id for command in COMMANDS}


def look_over(app: App[Any]) -> None:
    """No key means two things, wherever the cursor is; Tab leads everywhere; no label in sight is cut off."""
    screen = app.screen
    focusable: list[Widget | None] = [*screen.focus_chain]
    for focused in focusable or [None]:
        assert two_meanings(screen, focused) == {}, focused
    for keys in told_keys(screen):
        assert len(keys) == len(set(keys)), keys
    for widget in screen.query("*"):
        if widget.can_focus and _is_in_sight(widget):
            assert widget in screen.focus_chain, widget
    text = screen_text(app)
    for row in screen.query(FieldRow):
        if _is_in_sight(row):
            assert row.field.title in text, row.field.title


def told_keys(screen: Screen[Any]) -> Iterator[list[str]]:
    """The keys at the foot, those of a question's answers, and those of a list that is marked."""
    if isinstance(screen, PlaceScreen):
        yield [command.key for command in screen.footer()]
    if isinstance(screen, (ChoiceDialog, ReasonDialog)):
        yield [option.key for option in screen._options if option.key]
    for listed in screen.query(MarksList):
        yield [letter for mark in listed.marks for letter in mark.synonyms if len(letter) == 1]


def _is_in_sight(widget: Widget) -> bool:
    inside = [
        node.region.contains_region(widget.region) for node in widget.ancestors if isinstance(node, Widget)
    ]
    return bool(widget.region) and widget.visible and all(inside)


def two_meanings(screen: Screen[Any], focused: Widget | None) -> dict[str, list[str]]:
    """Keys to which more than one thing would answer, with what those are, if one of them is a command of ours."""
    found: dict[str, list[Binding]] = defaultdict(list)
    for node, key, binding in _bindings(screen, focused):
        if not _gives_way(node, binding):
            found[key].append(binding)
    return {
        key: [each.id or each.action for each in meant]
        for key, meant in found.items()
        if len(meant) > 1 and any(each.id in OURS for each in meant) and not _is_one_thing(key, meant)
    }


def _bindings(screen: Screen[Any], focused: Widget | None) -> Iterator[tuple[DOMNode, str, Binding]]:
    """Every key that something answers to, beginning with what has the focus; what is typed there is no command."""
    for node in (focused or screen).ancestors_with_self:
        for key, binding in node._bindings:
            typed = focused is not None and focused.check_consume_key(key, key_to_character(key))
            if (node is focused or not typed) and screen.app._check_action_state(binding.action, node):
                yield node, key, binding
        if node.is_modal:
            return


def _gives_way(node: DOMNode, binding: Binding) -> bool:
    """Whether a key of Textual's scrolls what has nothing to scroll, or what goes along with a list in it."""
    if not binding.action.startswith(("scroll_", "page_")) or binding.id in OURS:
        return False
    return not (isinstance(node, Widget) and node.allow_vertical_scroll) or bool(node.query("CursorList"))


def _is_one_thing(key: str, meant: list[Binding]) -> bool:
    """Enter in a list or a line is what the page does with it; what is bound with priority is all that is heard."""
    first = meant[0].id or meant[0].action
    return any(each.priority for each in meant) or (key == "enter" and first in {"list.open", "submit"})
