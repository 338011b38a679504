"""What the first run asks and says, on the screens and in line mode; it loads no database."""

from __future__ import annotations

SHORTEST = 12
"""Characters a passphrase has at least."""

WORDS_ON_PAPER = 12

MAKING = "Making the store; this takes some seconds."
PRISON = "Prison, three letters"
BEGIN = "Everything is saved. How do you want to begin?"


def passphrase_words(suggest: str, show: str = "") -> str:
    """How a passphrase is chosen; `suggest` gives one, `show` shows what is typed."""
    shows = f"{show} shows what you type, " if show else ""
    return (
        f"At least {SHORTEST} characters; three or more words are easiest to remember. "
        f"{shows}{suggest} suggests one. Check that Caps Lock is off."
    )


def too_short(typed: str) -> str:
    """Said of a passphrase that is too short; empty when it is long enough."""
    return "" if len(typed) >= SHORTEST else f"At least {SHORTEST} characters; {len(typed)} are typed."


def not_twelve(count: int) -> str:
    """Said of words from the paper that are too few or too many."""
    return f"There are twelve words; {count} are typed."
