"""What line mode says and hears: one item a line, one answer a prompt, and four words that work at every prompt."""

from __future__ import annotations

import getpass
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, TypeVar

from recovery_tui.errors import RecoveryError
from recovery_tui.ui.idle import Stage
from recovery_tui.ui.line.guard import Guard
from recovery_tui.ui.line.hangups import Hangups
from recovery_tui.ui.line.turns import Back, Gone, Locked, SaveNow
from recovery_tui.ui.question import Question
from recovery_tui.ui.safe_text import encodable, plain, plain_lines, wrapped
from recovery_tui.ui.sentences import DOES_NOT_OPEN, tries_left
from recovery_tui.ui.session import Session

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.casework.views import RecordId

NARROWEST = 20
"""Cells a line has at least."""

PAGE = 20
"""Lines of a list that are said at a time; `more` says the next."""

LONGEST = 4095
"""Bytes of a line that a terminal hands over (Linux); what is typed beyond them it drops."""

TRIES = 3
"""Wrong passphrases after which a covered session is locked; opening it then waits longer each time."""

WIPE = "\x1b[H\x1b[2J\x1b[3J"
"""Empties the screen and what was scrolled away."""

ALWAYS = (
    "At every prompt: back goes one level back, save saves what is typed, help is this, where says where you are, "
    "and bad news says what to do now and takes it down; what is being typed waits."
)

Value = TypeVar("Value")


@dataclass(frozen=True)
class _Place:
    title: Callable[[], str]
    help: Callable[[], Iterable[str]]
    saves: bool


class Talk:
    """A conversation over two streams: no colour, no bars, no moving of the cursor."""

    def __init__(self, session: Session, heard: TextIO, said: TextIO) -> None:
        self.session = session
        self.guard = Guard(session, self._cover)
        self.hangups = Hangups()
        self._heard = heard
        self._said = said
        self._places: list[_Place] = []
        self.about: tuple[RecordId, str] | None = None
        """Whose page is open, and their name."""
        self.anywhere: dict[str, Callable[[], object]] = {}
        """What else may be typed at every prompt once the records are open; then the prompt comes again."""

    def say(self, text: str = "") -> None:
        """One line, broken between words where the terminal is narrower; control characters are taken out."""
        lines = wrapped(plain(text), self._width()) if self._said.isatty() else [plain(text)]
        self._write("".join(f"{line}\n" for line in lines))

    def _width(self) -> int:
        return max(shutil.get_terminal_size().columns - 1, NARROWEST)

    def say_all(self, text: str) -> None:
        """A text of several lines."""
        for line in plain_lines(text):
            self.say(line)

    def error(self, text: str) -> None:
        """What went wrong, and what is safe."""
        self.say(f"Error: {text}")

    @contextmanager
    def in_place(
        self,
        title: Callable[[], str],
        help: Callable[[], Iterable[str]],
        *,
        saves: bool = False,
    ) -> Iterator[None]:
        """What `where` and `help` tell as long as this lasts; `saves` where `save` has something to save."""
        self._places.append(_Place(title, help, saves))
        try:
            yield
        finally:
            self._places.pop()

    def ask(self, prompt: str) -> str:
        """One answer as it was typed. Raises Back, SaveNow, Locked, Gone."""
        while True:
            typed = self._line(f"{prompt}: ")
            word = typed.strip().casefold()
            if word == "back":
                raise Back
            if word == "save":
                if self._places and self._places[-1].saves:
                    raise SaveNow
                self.say("Nothing is unsaved here.")
            elif word == "where":
                for place in self._places:
                    self.say(place.title())
            elif word == "help":
                for line in self._places[-1].help() if self._places else ():
                    self.say(line)
                self.say(ALWAYS)
            elif word in self.anywhere:
                self._do_meanwhile(self.anywhere[word])
            else:
                return typed

    def _do_meanwhile(self, doing: Callable[[], object]) -> None:
        try:
            doing()
        except Back:
            return
        except RecoveryError as error:
            self.error(error.message)

    def secret(self, prompt: str) -> str:
        """Something typed that is not shown; on a pipe simply the next line."""
        if not self._heard.isatty():
            return self._line(f"{prompt}: ", secret=True)
        self._flush()
        try:
            with self.guard.waiting():
                return getpass.getpass(f"{prompt}: ", self._said)
        except EOFError:
            raise Gone from None

    def choose(self, question: str, options: Sequence[tuple[str, Value]], prompt: str = "Number") -> Value:
        """One of some numbered options; its first letters do as well. Raises what `ask` does."""
        listed = Listed([label for label, _ in options])
        self.say(question)
        listed.say_next(self)
        while True:
            typed = self.ask(prompt).strip()
            if typed.casefold() == "more":
                listed.say_next(self)
                continue
            number = number_of(typed, len(options))
            if number is not None:
                return options[number - 1][1]
            begun = [
                value for label, value in options if typed and label.casefold().startswith(typed.casefold())
            ]
            if len(begun) == 1:
                return begun[0]
            self.error(f"Type a number from 1 to {len(options)}, or back.")

    def confirm(self, question: str, yes: str, no: str) -> bool:
        """A question with two answers."""
        return self.choose(question, [(yes, True), (no, False)])

    def agrees(self, question: Question) -> bool:
        """A question that is explained first."""
        self.say(question.text)
        return self.confirm(question.title, question.yes, question.no)

    def clear(self) -> None:
        """Wipe the screen and what was scrolled away, where there is a screen."""
        if not self._said.isatty():
            return
        if os.name == "nt":
            os.system("cls")  # noqa: S605, S607  (the console's own way; it empties the scrollback as well)
        self._write(WIPE)
        self._flush()

    def _cover(self) -> None:
        with suppress(Gone):  # whoever waits for an answer hears of it
            self.clear()
            self._write(
                "Covered, because nothing was typed for a while. Press Enter; then the passphrase is asked.\n"
            )
            self._flush()

    def cover(self) -> None:
        """Wipe everything now, and go on once the passphrase was given. Raises Locked."""
        self.clear()
        self._prove()

    def _line(self, prompt: str, *, secret: bool = False) -> str:
        while True:
            self._write(plain(prompt))
            self._flush()
            with self.guard.waiting():
                line = self._hear()
            if not line:
                raise Gone
            if not self._heard.isatty():
                self._write("\n")  # a terminal has shown the Enter already
            typed = line.rstrip("\r\n")
            if self._heard.isatty() and len(typed.encode(errors="replace")) >= LONGEST:
                self.say("That is as much as a terminal takes in one line: look whether its end is missing.")
            if secret or self.guard.stage() is Stage.AWAKE or self._uncovered_with(typed):
                return typed

    def _uncovered_with(self, typed: str) -> bool:
        """Ask for the passphrase, then whether what was typed before the cover is the answer. Raises Locked."""
        self.clear()
        if not self.guard.is_locked and not self.session.demo and _opens(self.session.desk, typed):
            self.guard.uncover()
            return False
        self._prove()
        # never told back: it may be the passphrase with one letter wrong
        count = len(typed.strip())
        return count > 0 and self.confirm(
            f"You had typed a line before that, {count} characters long.", "use it", "drop it"
        )

    def _hear(self) -> str:
        try:
            self.hangups.wait(self._heard)
            return self._heard.readline()
        except OSError:
            return ""  # the terminal was closed

    def _prove(self) -> None:
        """Ask for the passphrase of what is covered. Raises Locked after wrong ones, or when it was locked already."""
        for tried in range(1, TRIES + 1):
            if self.session.demo:
                self._line("Covered. These people are made up; Enter goes on: ", secret=True)
            else:
                said = "" if self.guard.is_locked else self.secret("Covered. Passphrase or PIN")
                if self.guard.is_locked:
                    raise Locked("Locked after a while without an answer. Drafts are kept.")
                if not _opens(self.session.desk, said):
                    self.error(f"{DOES_NOT_OPEN} {tries_left(TRIES - tried)}".strip())
                    continue
            self.guard.uncover()
            self.clear()
            return
        raise Locked("Locked after wrong passphrases. Drafts are kept.")

    def _write(self, text: str) -> None:
        try:
            self._said.write(encodable(text, self.session.glyphs.encoding))
        except OSError:
            raise Gone from None

    def _flush(self) -> None:
        try:
            self._said.flush()
        except OSError:
            raise Gone from None


class Listed:
    """Numbered lines, twenty at a time."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._next = 0

    def say_next(self, talk: Talk) -> None:
        """The next twenty, and how many are left."""
        upto = min(self._next + PAGE, len(self._lines))
        for number in range(self._next, upto):
            talk.say(f"{number + 1}. {self._lines[number]}")
        self._next = upto
        left = len(self._lines) - upto
        if left:
            talk.say(f"{left:,} more: type more.")


def _opens(desk: Desk, typed: str) -> bool:
    """Whether the passphrase, or a PIN that is set, was typed."""
    from recovery_tui.casework import cover_pin

    return cover_pin.opens(desk, typed)


def number_of(typed: str, most: int) -> int | None:
    """The number that was typed, when it is one from 1 to `most`."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    return number if 1 <= number <= most else None
