"""The command line's hands: opening the store that is meant, asking for secrets, and printing."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from recovery_tui.casework import opening
from recovery_tui.clock import Clock
from recovery_tui.errors import RecoveryError, UsageError, WrongPassphraseError

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk

LOOK = 3
"""Exit status: done, with something a person must look at."""

Options = argparse.Namespace


@contextmanager
def opened_desk(options: Options, data: Path, clock: Clock) -> Iterator[tuple[Desk, str]]:
    """The store the command is about, open, and the passphrase that opened it."""
    name = store_name(options, data)
    wait = opening.unlock_wait(data, name, clock)
    if wait > 0:
        raise WrongPassphraseError(f"After wrong passphrases, wait {wait:.0f} more seconds and try again.")
    secret = secret_from(getattr(options, "passphrase_file", None), "Passphrase: ")
    desk = opening.open_desk(data, name, secret, clock)
    try:
        for notice in desk.notices:
            remark(options, notice)
        yield desk, secret
    finally:
        desk.close()


def store_name(options: Options, data: Path) -> str:
    """The store that is meant: named, or the only one. Raises UsageError, StoreMissingError."""
    names = opening.store_names(data)
    asked = getattr(options, "user", None)
    if asked is not None:
        return str(asked)
    if len(names) > 1:
        raise UsageError(f"There are several stores here: {', '.join(names)}. Say which with --user.")
    if not names:
        raise opening.no_store()
    return names[0]


def secret_from(file: str | None, prompt: str, *, every_line: bool = False, what: str = "passphrase") -> str:
    """A secret from a file's first line, from one line of standard input (`-`), or asked at the terminal."""
    if file is None:
        if not sys.stdin.isatty():
            raise UsageError(f"There is no terminal to ask at. Give --{what.split()[-1]}-file.")
        try:
            return getpass.getpass(prompt)
        except EOFError:
            raise UsageError("Nothing was typed. Nothing was changed.") from None
    try:
        if file == "-":
            return sys.stdin.readline().rstrip("\r\n")
        text = Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"The file for the {what} can't be read. Nothing was changed.") from None
    return text if every_line else text.partition("\n")[0].rstrip("\r")


def new_passphrase(file: str | None, *, asks: bool = True) -> str:
    """A new passphrase from a file, or asked for twice; `asks` is false when the command was told to ask nothing."""
    if file is not None:
        return secret_from(file, "")
    if not asks:
        raise UsageError("Give --new-passphrase-file too: with --passphrase-file nothing is asked.")
    first = secret_from(None, "New passphrase: ")
    if secret_from(None, "The same again: ") != first:
        raise UsageError("The two are not the same. Nothing was changed; try again.")
    return first


def show_words(words: tuple[str, ...], *, ask: bool) -> None:
    """The recovery words, once; at a terminal two of them are asked for."""
    write("The twelve recovery words. Write them on paper now; nobody can show them again.\n")
    for row in range(0, len(words), 4):
        write("  ".join(f"{row + place + 1:2} {word:<10}" for place, word in enumerate(words[row : row + 4])))
    write("")
    for place in (3, 8) if ask else ():
        while input(f"Word {place} from the paper: ").strip().casefold() != words[place - 1]:
            write("That is not it. Look at the paper.")


def need_terminal() -> None:
    """Raise UsageError without a terminal."""
    if not at_terminal():
        raise UsageError("The screens need a terminal. `recovery-tui --help` lists the commands that don't.")


def at_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def wants_json(options: Options) -> bool:
    """Whether one JSON object is wanted and nothing else."""
    return bool(getattr(options, "json", False))


def refuse(options: Options, told: Mapping[str, object], sentence: str, code: str = "") -> NoReturn:
    """Raise an error; with --json the command's own object is printed first, the error beside it."""
    error = RecoveryError(sentence)
    if code:
        error.code = code  # type: ignore[misc]
    if wants_json(options):
        write_json({**told, "error": {"code": error.code, "message": error.message}})
        error.printed = True  # type: ignore[attr-defined]
    raise error


def done(options: Options, sentence: str) -> int:
    """Say that it is done; exit status 0."""
    if wants_json(options):
        write_json({"done": True})
    else:
        say(options, sentence)
    return 0


def say(options: Options, sentence: str) -> None:
    """A sentence, unless quiet or JSON is wanted."""
    if not getattr(options, "quiet", False) and not wants_json(options):
        write(sentence)


def remark(options: Options, sentence: str) -> None:
    """A sentence on standard error, unless quiet."""
    if not getattr(options, "quiet", False):
        complain(f"recovery-tui: note: {sentence}")


def complain(text: str) -> None:
    """Text and a line end on standard error; nothing in it steers the terminal."""
    sys.stderr.write(_shown(text) + "\n")


def write(text: str) -> None:
    """Text and a line end on standard output; nothing in it steers the terminal, as the name of a file might."""
    sys.stdout.write(_shown(text) + "\n")


def _shown(text: str) -> str:
    if text.replace("\n", "").isprintable():
        return text
    from recovery_tui.records.fit import visible  # late: most commands that fail do without the records

    return visible(text)


def write_json(value: object) -> None:
    """One JSON value on standard output."""
    sys.stdout.write(json.dumps(value) + "\n")
