"""One field of a form, asked and understood the way the screens do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recovery_tui.casework.echo import is_understood
from recovery_tui.casework.marks import marks_in
from recovery_tui.casework.narrowing import meant, narrowed
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.line.marks import ask_marks
from recovery_tui.ui.line.talk import Listed, Talk, number_of
from recovery_tui.ui.sentences import PARTLY_KNOWN_DATE

EMPTY = "-"
"""Typed to leave a field empty that was filled."""

END = "."
"""Typed alone on a line: the text of several lines ends here."""

LISTED = 12
"""Choices that are said without being asked for; of more, the first letters are typed or `list`."""

HINTS = {
    Kind.CHOICE: "A number, or the first letters.",
    Kind.OPTIONS: "A number, or the first letters.",
    Kind.CHOICES: "Numbers or first letters, with commas between.",
    Kind.MARKS: "Numbers with commas between are done, a number with - asks for another mark: 1, 2-.",
    Kind.DATE: "Like 27/11, 27 nov, fri, +6w or today.",
    Kind.DATE_TIME: "Like 27/11 14:30 or today 10:20.",
    Kind.PARTIAL_DATE: PARTLY_KNOWN_DATE,
    Kind.LONG: "Line by line; a full stop alone on a line ends it.",
    Kind.PAIRS: "A name and a number on each line; a full stop alone on a line ends it.",
}
"""How each kind of field is typed."""

Read = Callable[[str], str]
"""What was understood of something typed, in words."""

Keep = Callable[[str], None]
"""Told what stands in the field after every line of a long text."""


@dataclass(frozen=True)
class Asked:
    """A field, and what is known when it is asked."""

    field: FormField
    now: str
    """What stands in it, as it would be typed."""
    recent: Sequence[str] = ()
    """Values chosen last, newest first."""
    offered: Sequence[Choice] = ()
    """The choices of the field that fit what stands in others; none: all of them."""
    names: tuple[str, ...] = ()
    """Names that a list of names and numbers may have."""
    read: Read = str

    @property
    def label(self) -> str:
        """The title, and whether it must be filled in."""
        return self.field.title + (", needed" if self.field.required else "")

    @property
    def prompt(self) -> str:
        """The label with what stands there."""
        return f"{self.label}, now {words_of(self.field, self.now, self.read)}" if self.now else self.label


def help_of(field: FormField) -> list[str]:
    """What the field is for and how it is typed, a sentence a line."""
    fixed = [field.help, HINTS.get(field.widget, ""), field.seen_by.capitalize()]
    chosen = [f"{choice.label}: {choice.help}" for choice in field.choices if choice.help]
    keeps = f"Enter keeps what stands there; {EMPTY} empties it."
    return [line for line in (*fixed, keeps, *chosen) if line]


def words_of(field: FormField, value: str, read: Read) -> str:
    """What stands in a field, in words; `empty` when nothing does."""
    if not value:
        return "empty"
    if field.widget is Kind.MARKS:
        return f"{len(marks_in(value))} marked"
    if field.widget is Kind.CHOICES:
        parts = (meant(field.choices, part.strip()) for part in value.split(","))
        return ", ".join(part.label for part in parts if part is not None) or value
    if field.choices:
        choice = meant(field.choices, value)
        return choice.label if choice is not None else value
    if field.fixed:
        return value
    said = read(value)
    return said if said and is_understood(said) else value


def ask_field(talk: Talk, asked: Asked, keep: Keep) -> str:
    """What should stand in the field, as it would be typed on a form. Raises what `Talk.ask` does."""
    field = asked.field
    if field.widget is Kind.MARKS:
        return ask_marks(talk, field, asked.now)
    if field.widget in (Kind.LONG, Kind.PAIRS):
        return _ask_lines(talk, asked, keep)
    if field.choices:
        return _ask_choice(talk, asked)
    while True:
        typed = talk.ask(asked.prompt).strip()
        if not typed:
            return asked.now
        if typed == EMPTY:
            return ""
        said = asked.read(typed)
        if not is_understood(said):
            talk.error(said)
            continue
        if said and said != typed:
            talk.say(f"Understood: {said}")
        return _cut(talk, field, typed)


def _ask_choice(talk: Talk, asked: Asked) -> str:
    field = asked.field
    every = narrowed(asked.offered or field.choices, "", asked.recent)
    options, listed, prompt = every, Listed([option.label for option in every]), asked.prompt
    if field.echoed and asked.now:
        talk.say(asked.read(asked.now))
    if len(every) <= LISTED:
        talk.say(f"{field.title}:")
        listed.say_next(talk)
    else:
        prompt = f"{prompt}, first letters or list"
    while True:
        typed = talk.ask(prompt).strip()
        if not typed:
            return asked.now
        if typed == EMPTY:
            return ""
        if typed.casefold() in ("list", "more"):
            listed.say_next(talk)
            continue
        many = field.widget is Kind.CHOICES
        parts = [part.strip() for part in typed.split(",") if part.strip()] if many else [typed]
        found = [_fitting(options, part) for part in parts]
        if all(len(each) == 1 for each in found):
            taken = [each[0] for each in found]
            talk.say(f"Taken: {', '.join(choice.label for choice in taken)}")
            if field.echoed:
                talk.say(asked.read(taken[0].value))
            return ", ".join(choice.value for choice in taken)
        options = next(each for each in found if len(each) != 1) or every
        listed = Listed([option.label for option in options])
        if options is every:
            talk.error("Nothing in the list fits. Type list to hear it.")
        else:
            talk.error("That fits several:")
            listed.say_next(talk)


def _fitting(options: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices that were meant: by number in the list, by name, or by what they begin with."""
    number = number_of(typed, len(options))
    exact = meant(options, typed)
    if exact is not None and (number is None or exact.label == typed):
        return [exact]
    return [options[number - 1]] if number is not None else narrowed(options, typed)


def _ask_lines(talk: Talk, asked: Asked, keep: Keep) -> str:
    """Several lines; `+` before the first one goes on with what stands there."""
    for line in asked.now.splitlines():
        talk.say(f"Now: {line}")
    if asked.names:
        talk.say(f"Names: {', '.join(asked.names)}")
    lines: list[str] = []
    first = f"{asked.label}; Enter keeps it, + adds to it" if asked.now else asked.label
    while True:
        typed = talk.ask(f"{asked.label}, next line, or a full stop to end" if lines else first)
        if not lines and not typed.strip():
            return asked.now
        if not lines and typed.strip() == EMPTY:
            return ""
        if typed.strip() == END:
            return "\n".join(lines)
        if not lines and asked.now and typed.startswith("+"):
            lines, typed = asked.now.splitlines(), typed[1:].strip()
        lines.append(typed)
        text = "\n".join(lines)
        kept = _cut(talk, asked.field, text)
        keep(kept)
        if kept != text:
            return kept


def _cut(talk: Talk, field: FormField, typed: str) -> str:
    """As much as the field holds; what is left out is told."""
    if len(typed) <= field.max_length:
        return typed
    left = typed[field.max_length :]
    talk.error(f"Cut off: this field holds {field.max_length:,} characters. Left out: {left}")
    return typed[: field.max_length]
