"""Every screen and every question has a picture at eighty by twenty-four, which a test takes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.screen import Screen

from recovery_tui import ui
from tests.support.pictures import PICTURES
from tests.support.screen_text import golden

TESTS = Path(__file__).parent.parent


def subclasses(parent: type[Any]) -> Iterator[type[Any]]:
    for each in parent.__subclasses__():
        yield each
        yield from subclasses(each)


def is_shown(screen: type[Any]) -> bool:
    """Whether it knows what place it is and nothing of it is left to subclasses."""
    parts = (getattr(screen, name, None) for name in dir(screen))
    return hasattr(screen, "PLACE") and not any(
        getattr(each, "__isabstractmethod__", False) for each in parts
    )


def every_screen() -> set[str]:
    """The names of all classes in the program that can come to the front."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    ours = {each for each in subclasses(Screen) if each.__module__.startswith(ui.__name__)}
    return {each.__name__ for each in ours if is_shown(each)}


def test_every_screen_and_every_question_has_a_picture() -> None:
    assert every_screen() == set(PICTURES)


def test_every_picture_is_there_and_some_test_looks_at_it() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.glob("*/test_*.py"))
    for name in PICTURES.values():
        picture = golden(name)
        assert picture is not None, name
        assert f'"{name}"' in told, name
        lines = picture.splitlines()
        assert len(lines) == 24, name
        assert max(map(len, lines)) <= 80, name
