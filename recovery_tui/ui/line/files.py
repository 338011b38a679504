"""Folders and files: those that lie at hand are offered with numbers, any other is typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recovery_tui.ui.found_files import FOLDER, places
from recovery_tui.ui.line.talk import Listed, Talk, number_of


def ask_folder(talk: Talk, question: str) -> Path:
    """A folder to write to: a stick, one used before, or one that is typed. Raises Back."""
    return ask_path(talk, question, places(talk.session))


def ask_path(talk: Talk, question: str, offered: Sequence[tuple[str, Path]]) -> Path:
    """A path, by number or typed; Enter takes the first that is offered. Raises Back."""
    talk.say(question)
    Listed([words for words, _ in offered]).say_next(talk)
    while True:
        typed = talk.ask("Number or path" if offered else "Path").strip().strip('"').strip()
        number = number_of(typed or "1", len(offered))
        if number is not None:
            return offered[number - 1][1]
        if typed:
            return Path(typed).expanduser()
        talk.error("Type where it is, or back.")


def used(talk: Talk, folder: Path) -> None:
    """Offer this folder again in this session."""
    talk.session.used(FOLDER, str(folder))
