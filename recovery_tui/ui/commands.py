"""The one list of commands: it feeds the key bindings, the footer, the palette and the F1 help."""

# ruff: noqa: E501  (a table reads best with one command a line)

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Place(StrEnum):
    """Where a command may be given."""

    APP = "app"
    """Everywhere."""
    SCREEN = "screen"
    """Every screen: moving between what can have the cursor."""
    LIST = "list"
    """Wherever a list has the cursor."""
    TODAY = "today"
    CASELOAD = "caseload"
    PERSON = "person"
    FORM = "form"
    FIELD = "field"
    """Wherever something is typed."""
    HISTORY = "history"
    CSV = "csv"
    UNLOCK = "unlock"
    FIRST_RUN = "first-run"
    RECOVER = "recover"
    COVER = "cover"
    HELP = "help"
    DIALOG = "dialog"

    @property
    def words(self) -> str:
        """The place in words, for the head of the screen and the help."""
        return _TITLES.get(self, self.value.capitalize())


_TITLES = {
    Place.PERSON: "Person",
    Place.FORM: "A form",
    Place.HISTORY: "History of a record",
    Place.CSV: "Bring in a list",
    Place.UNLOCK: "Open the records",
    Place.FIRST_RUN: "First time here",
    Place.RECOVER: "Lost passphrase",
    Place.COVER: "Covered",
    Place.LIST: "In a list",
    Place.FIELD: "In a field",
    Place.APP: "Everywhere",
}


@dataclass(frozen=True)
class Command:
    """Something a person can tell the program to do."""

    id: str
    """`place.verb`: names the binding."""
    keys: str
    """Textual's names of the keys, the one that is shown first: `f2,ctrl+s`."""
    title: str
    """One or two words, for the footer and the palette."""
    help: str
    """A sentence for F1."""
    places: tuple[Place, ...]
    action: str
    """What Textual runs on the screen (or the app) that has the binding."""
    in_footer: bool = False
    in_palette: bool = True
    priority: bool = False

    @property
    def key(self) -> str:
        """The key as it is written on the screen: `F2`, `?`, `enter`."""
        return key_name(self.keys.split(",")[0])

    @property
    def all_keys(self) -> str:
        """All its keys as they are written on the screen: `F2 or ctrl+s`."""
        return " or ".join(key_name(key) for key in self.keys.split(",") if key)


_KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "full_stop": ".",
}


def key_name(key: str) -> str:
    """A Textual key as it is printed on keyboards."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key


def _area(digit: int, title: str) -> Command:
    return Command(
        f"person.area-{digit}",
        str(digit),
        title,
        f"Show the area {title}.",
        (Place.PERSON,),
        f"show_area({digit})",
    )


_PEOPLE = (Place.TODAY, Place.CASELOAD)

COMMANDS: tuple[Command, ...] = (
    Command("list.open", "enter", "open", "Open the line the cursor is on.", (Place.LIST,), "open_row", in_palette=False),
    Command("list.down", "down,j", "down", "One line down.", (Place.LIST,), "move(1)", in_palette=False),
    Command("list.up", "up,k", "up", "One line up.", (Place.LIST,), "move(-1)", in_palette=False),
    Command("list.page-down", "pagedown", "page down", "One page down.", (Place.LIST,), "page(1)", in_palette=False),
    Command("list.page-up", "pageup", "page up", "One page up.", (Place.LIST,), "page(-1)", in_palette=False),
    Command("list.first", "home", "first", "To the first line.", (Place.LIST,), "first", in_palette=False),
    Command("list.last", "end", "last", "To the last line.", (Place.LIST,), "last", in_palette=False),
    Command("people.open", "enter", "open", "Open the person.", _PEOPLE, "open", in_footer=True),
    Command("people.session", "s", "session", "Write a session note about the person.", _PEOPLE, "session", in_footer=True),
    Command("people.new", "n", "new person", "Add a person.", _PEOPLE, "new_person", in_footer=True),
    Command("people.find", "slash", "find", "Find a person: part of a name or of a number.", _PEOPLE, "find", in_footer=True),
    Command("today.finish", "f", "finish", "Go on with something typed and not saved yet.", (Place.TODAY,), "finish", in_footer=True),
    Command("people.mine", "m", "mine/all", "Switch between my people and everyone in the store.", _PEOPLE, "mine"),
    Command("caseload.order", "o", "order", "Sort by location, release or name in turn.", (Place.CASELOAD,), "order", in_footer=True),
    Command("person.edit", "enter", "answer/edit", "Answer what is missing, or change the line the cursor is on.", (Place.PERSON,), "edit", in_footer=True),
    Command("person.new", "n", "new", "Add something to this area.", (Place.PERSON,), "new", in_footer=True),
    Command("person.session", "s", "session", "Write a session note.", (Place.PERSON,), "session", in_footer=True),
    Command("person.status", "c", "change", "Change how the line stands; only the next steps that may follow are offered.", (Place.PERSON,), "status", in_footer=True),
    Command("person.history", "h", "history", "See every change of the line and put an earlier version back.", (Place.PERSON,), "history", in_footer=True),
    Command("person.hide", "x", "hide", "Hide the line with a reason, or bring it back. Nothing is deleted.", (Place.PERSON,), "hide"),
    Command("person.undo", "u", "undo", "Put back what the last change of status replaced.", (Place.PERSON,), "undo"),
    Command("person.show-hidden", "a", "hidden too", "Show hidden lines too, or leave them out again.", (Place.PERSON,), "show_hidden"),
    Command("person.find", "slash", "find", "Find another person.", (Place.PERSON,), "find"),
    _area(1, "Plan"),
    _area(2, "Treatment"),
    _area(3, "Peers"),
    _area(4, "Home+work"),
    _area(5, "Release"),
    _area(6, "Everything"),
    Command("form.save", "f2,ctrl+s", "save", "Save the form.", (Place.FORM,), "save", in_footer=True),
    Command("form.leave", "escape", "leave", "Leave the form; what was typed can be kept as a draft.", (Place.FORM,), "leave", in_footer=True),
    Command("form.next", "pagedown", "next page", "To the next page of the form.", (Place.FORM,), "turn(1)"),
    Command("form.previous", "pageup", "page before", "To the page before.", (Place.FORM,), "turn(-1)"),
    Command("form.same", "f3", "already here", "Open the person who is here already, instead of adding one twice.", (Place.FORM,), "open_same"),
    Command("field.undo", "ctrl+z", "undo typing", "Take back the last thing typed in the field.", (Place.FIELD,), "undo_typing", in_palette=False),
    Command("field.redo", "ctrl+y", "redo typing", "Type again what was taken back.", (Place.FIELD,), "redo_typing", in_palette=False),
    Command("history.restore", "enter", "put back", "Put back the version the cursor is on. The later ones stay in the history.", (Place.HISTORY,), "restore", in_footer=True),
    Command("csv.look", "enter", "look", "Read the file and show what would come in.", (Place.CSV,), "look", in_palette=False),
    Command("csv.load", "f2,ctrl+s", "bring in", "Bring in the good rows.", (Place.CSV,), "load", in_footer=True),
    Command("unlock.open", "enter", "open", "Open the records, or the line the cursor is on.", (Place.UNLOCK, Place.COVER), "open", in_footer=True),
    Command("first-run.next", "f2,ctrl+s", "next", "On to the next step.", (Place.FIRST_RUN,), "next", in_footer=True),
    Command("first-run.suggest", "f4", "suggest", "Suggest a passphrase of five words.", (Place.FIRST_RUN, Place.RECOVER), "suggest", in_footer=True),
    Command("recover.open", "f2,ctrl+s", "open", "Open the records with the words and set the new passphrase.", (Place.RECOVER,), "recover", in_footer=True),
    Command("unlock.show", "f3", "show or hide", "Show or hide what is typed.", (Place.UNLOCK, Place.FIRST_RUN, Place.RECOVER, Place.COVER), "show_typed", in_footer=True),
    Command("screen.back", "escape", "back", "One level back.", (Place.PERSON, Place.HISTORY, Place.CSV, Place.HELP, Place.RECOVER, Place.FIRST_RUN), "back", in_footer=True, in_palette=False),
    Command("caseload.clear", "escape", "clear", "Empty the search, or go back to the list.", (Place.CASELOAD,), "clear", in_palette=False),
    Command("dialog.cancel", "escape", "back", "Close without choosing.", (Place.DIALOG,), "cancel", in_palette=False),
    Command("screen.next", "tab", "next field", "To the next field or list.", (Place.SCREEN,), "app.focus_next", in_palette=False),
    Command("screen.previous", "shift+tab", "field before", "To the field or list before.", (Place.SCREEN,), "app.focus_previous", in_palette=False),
    Command("app.today", "f5", "Today", "What must be done today.", (Place.APP,), "go('today')"),
    Command("app.caseload", "f6", "Caseload", "Everyone, filtered as you type after /.", (Place.APP,), "go('caseload')"),
    Command("app.csv", "", "Bring in a list (CSV)", "Bring in people from a CSV file.", (Place.APP,), "bring_in_list"),
    Command("app.hide", "f9", "hide the screen", "Cover the screen at once; the passphrase opens it.", (Place.APP,), "hide_screen", priority=True),
    Command("app.lock", "", "Lock", "Lock the records and drop the keys.", (Place.APP,), "lock"),
    Command("app.palette", "ctrl+p", "any command", "Find any command by its name.", (Place.APP,), "palette", in_palette=False),
    Command("app.quit", "ctrl+q", "Quit", "Lock the records and leave.", (Place.APP,), "leave", priority=True),
    Command("app.help", "f1,question_mark", "help", "Where you are and what the keys do.", (Place.APP,), "help"),
)  # fmt: skip

FOOTER_LIMIT = 6
"""At most six keys stand at the foot of a screen."""


def commands_of(place: Place) -> tuple[Command, ...]:
    """The commands of one place, in their order."""
    return tuple(command for command in COMMANDS if place in command.places)


def command(command_id: str) -> Command:
    """The command with this id."""
    return next(command for command in COMMANDS if command.id == command_id)


def bindings_for(*places: Place) -> list[BindingType]:
    """Key bindings of the commands of `places`; each has its command's id, so that keys can be moved."""
    return [
        Binding(
            command.keys, command.action, command.title, show=False, priority=command.priority, id=command.id
        )
        for place in places
        for command in commands_of(place)
        if command.keys
    ]


def footer_of(place: Place) -> tuple[Command, ...]:
    """What stands at the foot of a place: its own commands, then help."""
    own = [command for command in commands_of(place) if command.in_footer]
    if place is Place.COVER:
        return tuple(own)
    return (*own[: FOOTER_LIMIT - 1], command("app.help"))


def palette_of(place: Place) -> tuple[Command, ...]:
    """What the palette offers in a place: an allow-list, nothing of Textual's own."""
    return tuple(command for command in (*commands_of(place), *commands_of(Place.APP)) if command.in_palette)
