"""A question with two answers, asked in the same words by the screens and by line mode."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """What is asked, what is worth knowing first, and the two answers."""

    title: str
    text: str
    yes: str
    no: str
