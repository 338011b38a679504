"""A place in line mode: numbered lines, and the commands that the one list of commands has for it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from recovery_tui.errors import RecoveryError
from recovery_tui.problems import note_problem
from recovery_tui.ui.commands import Command, Place, commands_of
from recovery_tui.ui.line.talk import PAGE, Talk, number_of
from recovery_tui.ui.line.turns import Back, Turn
from recovery_tui.ui.restore_words import LOCK_LEADS_THERE, with_way_back
from recovery_tui.ui.unexpected import unexpected

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk

Value = TypeVar("Value")
Doing = Callable[[str], object]
"""Does what was told, with what was typed after the command."""

SHOWS = (
    "Enter alone shows the lines again, more the next ones; a number after a command is the line it is about."
)


@dataclass(frozen=True)
class Item:
    """A line of a page."""

    text: str
    subject: object = None
    """What the line is about; None for headings and sentences, which have no number."""


class Page:
    """A place. Subclasses say what its lines are, and have a `do_` method for each command they know."""

    PLACE: ClassVar[Place]

    IS_TOP: ClassVar[bool] = False
    """Whether nothing lies beneath it."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.session = talk.session
        self._items: list[Item] = []
        self._subjects: list[object] = []
        self._said = 0

    @property
    def desk(self) -> Desk:
        """The opened records."""
        return self.session.desk

    def title(self) -> str:
        """Where we are, before every prompt."""
        return self.PLACE.words

    def items(self) -> Iterable[Item]:
        """The lines, read anew."""
        return ()

    def empty(self) -> str:
        """Said when there is no line."""
        return "Nothing here."

    def help_text(self) -> str:
        """A few sentences about the place."""
        return ""

    def run(self) -> None:
        """Show the page and do as told, until somebody goes back or elsewhere."""
        with self.talk.in_place(self.title, self.help_lines):
            self.attempt(self.show)
            while self.goes_on():
                try:
                    typed = self.talk.ask(self.title())
                except Back:
                    if self.may_leave():
                        return
                    continue
                self.attempt(lambda typed=typed: self._obey(typed))  # type: ignore[misc]

    def goes_on(self) -> bool:
        """Whether the page still has something to do."""
        return True

    def may_leave(self) -> bool:
        """Whether `back` leads away from here."""
        if self.IS_TOP:
            self.talk.say(
                "This is the top. quit leaves the program; today, caseload and send and receive go there."
            )
        return not self.IS_TOP

    def otherwise(self, text: str) -> bool:
        """Take what is no command; False where nothing else can be typed."""
        return False

    def attempt(self, doing: Callable[[], object]) -> None:
        """Do something; what goes wrong is told, and the page goes on."""
        try:
            doing()
        except Back:
            return
        except Turn:
            raise
        except RecoveryError as error:
            self.talk.error(with_way_back(error, LOCK_LEADS_THERE))
        except Exception as error:
            reference = note_problem(self.session.data, self.session.clock, error)
            self.talk.error(unexpected(reference).message)

    def show(self) -> None:
        """Read the lines anew and say the first of them."""
        self._items = list(self.items())
        self._subjects = [item.subject for item in self._items if item.subject is not None]
        self._said = 0
        if not self._items:
            self.talk.say(self.empty())
        self._say_next()

    def _say_next(self) -> None:
        number = sum(item.subject is not None for item in self._items[: self._said])
        upto = min(self._said + PAGE, len(self._items))
        for item in self._items[self._said : upto]:
            number += item.subject is not None
            self.talk.say(item.text if item.subject is None else f"{number}. {item.text}")
        self._said = upto
        left = self.left()
        if left:
            self.talk.say(f"{left:,} more: type more.")

    def left(self) -> int:
        """How many lines there are besides those that were said."""
        return len(self._items) - self._said

    def say_more(self) -> None:
        """Say the next lines."""
        if not self.left():
            self.talk.say("That is all.")
        self._say_next()

    def _obey(self, typed: str) -> None:
        text = typed.strip()
        if not text or text.casefold() == "list":
            self.show()
        elif text.casefold() == "more":
            self.say_more()
        elif text.isdigit():
            self.open_line(text)
        else:
            self._run(text)

    def open_line(self, typed: str) -> None:
        """Do what a number alone does."""
        doing = next((doing for command, doing in self.offered() if command.keys == "enter"), None)
        if doing is None:
            self.talk.error("Nothing opens here. Type help for what can be done.")
        else:
            doing(typed)

    def _run(self, text: str) -> None:
        words = text.casefold().split()
        offered = list(self.offered())
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            rest = " ".join(text.split()[count:])
            for command, doing in offered:
                if name in _names(command):
                    doing(rest)
                    return
        if text.startswith("/"):
            self._run(f"find {text[1:]}")
            return
        name = " ".join(word for word in words if not word.isdigit())
        begun = [(command, doing) for command, doing in offered if _begins(command, name)]
        if len(begun) == 1:
            begun[0][1]("".join(word for word in words if word.isdigit()))
        elif begun:
            self.talk.error("That begins several: " + ", ".join(command.title for command, _ in begun))
        elif not self.otherwise(text):
            self.talk.error("There is no such command here. Type help for those there are.")

    def offered(self) -> Iterator[tuple[Command, Doing]]:
        """The commands that can be given here, and what each does."""
        from recovery_tui.ui.line.everywhere import Everywhere

        everywhere = Everywhere(self)
        for command in (*commands_of(self.PLACE), *commands_of(Place.APP)):
            doing = self.doing(command, everywhere)
            if doing is not None:
                yield command, doing

    def doing(self, command: Command, everywhere: object) -> Doing | None:
        """What a command does here, by its action; None when it can't be given."""
        owner = everywhere if Place.APP in command.places else self
        name, arguments = action_of(command)
        if name.startswith("app."):
            owner, name = everywhere, name.removeprefix("app.")
        method = getattr(owner, f"do_{name}", None)
        return None if method is None else lambda rest: method(rest, *arguments)

    def item(self, typed: str, wanted: type[Value], which: str = "Which number") -> Value:
        """What the line with that number is about; asked for when none was typed. Raises Back."""
        if not self._subjects:
            self.talk.error("There is no line here to choose.")
            raise Back
        while True:
            number = number_of(typed, len(self._subjects))
            if number is not None:
                subject = self._subjects[number - 1]
                if isinstance(subject, wanted):
                    return subject
                self.talk.error("That line is about something else.")
            elif typed:
                self.talk.error("There is no line with that number. Type list to hear them.")
            typed = self.talk.ask(which).strip()

    def help_lines(self) -> Iterator[str]:
        """What the page is, and what can be done in it."""
        yield from self.help_text().splitlines()
        everywhere = []
        for command, _ in self.offered():
            if Place.APP in command.places:
                everywhere.append(command.title)
            else:
                key = "A number" if command.keys == "enter" else _spoken(command)
                yield f"{key}: {help_of(command)}"
        yield SHOWS
        yield f"Besides, in every place: {', '.join(everywhere)}. any command says what these do."


def action_of(command: Command) -> tuple[str, tuple[object, ...]]:
    """Name and arguments of a command's action: `keep('a')` is `keep` and `a`."""
    name, bracket, arguments = command.action.partition("(")
    return name, ast.literal_eval(f"({arguments[:-1]},)") if bracket else ()


def help_of(command: Command) -> str:
    """What a command does; without a cursor, a number says which line is meant."""
    return command.help.replace(" the cursor is on", "")


def counterpart(page: type[Page], command: Command) -> bool:
    """Whether line mode can do a command in the place that `page` is."""
    from recovery_tui.ui.line.everywhere import Everywhere

    name, _ = action_of(command)
    owner = Everywhere if Place.APP in command.places or name.startswith("app.") else page
    return hasattr(owner, f"do_{name.removeprefix('app.')}")


def _names(command: Command) -> Sequence[str]:
    """What can be typed for a command: its title, its key as it is printed, its id."""
    keys = [key.casefold() for key in command.all_keys.split(" or ") if not key.isdigit()]
    return (command.title.casefold(), command.id, *keys)


def _begins(command: Command, name: str) -> bool:
    return bool(name) and command.title.casefold().startswith(name)


def _spoken(command: Command) -> str:
    """A command as it is typed: by its title, or by its key where that is a letter."""
    key = command.key
    return f"{command.title} or {key}" if len(key) == 1 and not key.isdigit() else command.title
