"""The one list of commands: it feeds the key bindings, the footer, the palette and the F1 help."""

# ruff: noqa: E501  (a table reads best with one command a line)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recovery_tui.ui.place import Place as Place

if TYPE_CHECKING:
    from textual.binding import BindingType


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
    def keys_now(self) -> tuple[str, ...]:
        """Textual's names of the keys that give it in this store; the owner may have moved it."""
        return tuple(key for key in _moved.get(self.id, self.keys).split(",") if key)

    @property
    def key(self) -> str:
        """The key as it is written on the screen: `F2`, `?`, `enter`."""
        return key_name(next(iter(self.keys_now), ""))

    @property
    def all_keys(self) -> str:
        """All its keys as they are written on the screen: `F2 or ctrl+s`."""
        return " or ".join(key_name(key) for key in self.keys_now)


_moved: dict[str, str] = {}
"""By a command's id the key it was moved to, in the store that is open."""


def move_keys(moved: Mapping[str, str]) -> None:
    """Show and explain the moved commands under their new keys from now on; nothing moved restores them all."""
    _moved.clear()
    _moved.update(moved)


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


ANSWER_KEYS = "abcdef"
"""Letters of the answers to one question; more than so many are chosen with the cursor."""


def _keep(letter: str) -> Command:
    return Command(
        f"answers.keep-{letter}",
        letter,
        f"keep {letter}",
        f"Keep answer {letter}; the others stay in the history.",
        (Place.TWO_ANSWERS,),
        f"keep('{letter}')",
        in_footer=letter in "ab",
        in_palette=letter in "ab",
    )


_PEOPLE = (Place.TODAY, Place.CASELOAD)
_CHOSEN = (*_PEOPLE, Place.PERSON)
"""Where a person is chosen."""
_FORMS = (Place.FORM, Place.SESSION_NOTE, Place.BAD_NEWS)
_DETAILED = (Place.CORRESPONDENT, Place.INSPECT, Place.CARD)
_LEFT_WITH_ESC = (
    Place.WHOSE,
    Place.PERSON,
    Place.PRINT,
    Place.HISTORY,
    Place.CSV,
    Place.HELP,
    Place.RECOVER,
    Place.BACKUPS,
    Place.RESTORE,
    Place.FIRST_RUN,
    Place.CORRESPONDENT,
    Place.SEND,
    Place.CHOOSE_PEOPLE,
    Place.FIND,
    Place.CHASE,
    Place.RECEIVE,
    Place.INSPECT,
    Place.RECEIVED,
    Place.RECEIVED_FILE,
    Place.CARDS,
    Place.CARD,
    Place.COMPARE,
    Place.PAIRS,
    Place.PAIR,
    Place.ERASURES,
    Place.SETTINGS,
    Place.KEYS,
    Place.PIN,
    Place.AGENCIES,
    Place.GLOSSARY,
    Place.GUIDE,
)

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
    Command("today.outcome", "r", "outcome/rang", "What came of the appointment or the call: kept, moved, no answer, reached.", (Place.TODAY,), "outcome", in_footer=True),
    Command("people.outcome", "r", "outcome/rang", "What came of the appointment or the call: kept, moved, no answer, reached.", (Place.CASELOAD, Place.PERSON), "outcome"),
    Command("people.new", "n", "new person", "Add a person.", _PEOPLE, "new_person"),
    Command("people.find", "slash", "find", "Find anything: a name, a number, words of a note.", (Place.TODAY,), "app.find", in_footer=True),
    Command("caseload.find", "slash", "find", "Narrow the list: part of a name or of a number.", (Place.CASELOAD,), "find", in_footer=True),
    Command("caseload.find-anything", "f3", "find in notes too", "Look for what is typed in every record, not only in names and numbers.", (Place.CASELOAD,), "find_anything"),
    Command("people.chase", "w", "who waits", "Referrals that wait for an answer, and what the agencies say.", _PEOPLE, "app.chase", in_palette=False),
    Command("person.refer", "e", "refer", "Refer to a service: from the need the cursor is on, or without one.", (Place.PERSON,), "refer"),
    Command("chase.no-answer", "n", "no answer", "Rang, and nobody answered.", (Place.CHASE,), "no_answer", in_footer=True),
    Command("chase.have-it", "a", "they have it", "They have it; it is not a yes.", (Place.CHASE,), "have_it", in_footer=True),
    Command("chase.accept", "y", "said yes", "They said yes; asks for the first appointment.", (Place.CHASE,), "accept", in_footer=True),
    Command("chase.reject", "x", "said no", "They said no; asks why.", (Place.CHASE,), "reject", in_footer=True),
    Command("chase.open", "enter", "open", "Open the person at the referral.", (Place.CHASE,), "open", in_palette=False),
    Command("chase.undo", "u", "undo", "Put back what was just noted.", (Place.CHASE,), "undo"),
    Command("chase.mine", "m", "mine/all", "Switch between my people and everyone in the store.", (Place.CHASE,), "mine"),
    Command("find.open", "enter", "open", "Open the line the cursor is on.", (Place.FIND,), "open", in_footer=True, in_palette=False),
    Command("today.finish", "f", "finish", "Go on with something typed and not saved yet.", (Place.TODAY,), "finish", in_footer=True),
    Command("people.mine", "m", "mine/all", "Switch between my people and everyone in the store.", _PEOPLE, "mine"),
    Command("caseload.order", "o", "order", "Sort by location, release, name or what is worst in turn.", (Place.CASELOAD,), "order", in_footer=True),
    Command("today.order", "o", "order", "Sort what is due by how bad it is, by wing or by time in turn.", (Place.TODAY,), "order"),
    Command("people.cover", "c", "cover a colleague", "Look after a colleague's people from a day until a day; it ends by itself.", _PEOPLE, "cover_colleague"),
    Command("person.edit", "enter", "answer/edit", "Answer what is missing, or change the line the cursor is on.", (Place.PERSON,), "edit", in_footer=True),
    Command("person.new", "n", "new", "Add something to this area.", (Place.PERSON,), "new", in_footer=True),
    Command("person.session", "s", "session", "Write a session note.", (Place.PERSON,), "session", in_footer=True),
    Command("person.show", "v", "show person", "Turn the screen to the person: their own plan only, page by page; one key, named at its foot, leads back.", (Place.PERSON,), "show_person", in_footer=True),
    Command("person.print", "p", "print my plan", "Print the person's own copy: what they want on it, in which size.", (Place.PERSON,), "print_plan"),
    Command("person.status", "c", "change", "Change how the line stands; only the next steps that may follow are offered.", (Place.PERSON,), "status", in_footer=True),
    Command("person.history", "h", "history", "See every change of the line and put an earlier version back.", (Place.PERSON,), "history", in_footer=True),
    Command("person.hide", "x", "hide", "Hide the line with a reason, or bring it back. Nothing is deleted.", (Place.PERSON,), "hide"),
    Command("person.undo", "u", "undo", "Put back what the last change replaced.", _CHOSEN, "undo"),
    Command("person.filter", "f", "narrow", "Narrow the timeline to an area, a writer or a month.", (Place.PERSON,), "filter"),
    Command("person.show-hidden", "a", "hidden too", "Show hidden lines too, or leave them out again.", (Place.PERSON,), "show_hidden"),
    Command("person.find", "slash", "find", "Find anything: a name, a number, words of a note.", (Place.PERSON,), "app.find"),
    Command("person.erase", "", "erase this record", "Ask that everything known of this person be erased; a supervisor must approve it.", (Place.PERSON,), "erase"),
    _area(1, "Plan"),
    _area(2, "Treatment"),
    _area(3, "Peers"),
    _area(4, "Home+work"),
    _area(5, "Release"),
    _area(6, "Scores"),
    _area(7, "Everything"),
    Command("form.save", "f2,ctrl+s", "save", "Save the form.", _FORMS, "save", in_footer=True),
    Command("form.leave", "escape", "leave", "Leave the form; what was typed can be kept as a draft.", _FORMS, "leave", in_footer=True),
    Command("form.next", "pagedown", "next page", "To the next page of the form.", (Place.FORM,), "turn(1)", priority=True),
    Command("form.previous", "pageup", "page before", "To the page before.", (Place.FORM,), "turn(-1)", priority=True),
    Command("form.same", "f3", "already here", "Open the person who is here already, instead of adding one twice.", (Place.FORM,), "open_same"),
    Command("field.undo", "ctrl+z", "undo typing", "Take back the last thing typed in the field.", (Place.FIELD,), "undo_typing", in_palette=False),
    Command("field.redo", "ctrl+y", "redo typing", "Type again what was taken back.", (Place.FIELD,), "redo_typing", in_palette=False),
    Command("people.decide", "d", "two answers", "Decide where two writers gave different answers.", (Place.TODAY, Place.PERSON), "decide"),
    *(_keep(letter) for letter in ANSWER_KEYS),
    Command("answers.third", "t", "third answer", "Type another answer; it settles the question.", (Place.TWO_ANSWERS,), "third", in_footer=True),
    Command("answers.ask", "q", "ask both", "See whom to ring, and note that you are asking.", (Place.TWO_ANSWERS,), "ask_both", in_footer=True),
    Command("answers.next", "n", "next", "To the next question.", (Place.TWO_ANSWERS,), "turn(1)"),
    Command("note.copy", "f3", "copy last", "Put what the last note said under what stands here.", (Place.SESSION_NOTE,), "copy_last", in_footer=True),
    Command("note.later", "f4", "write later", "Leave the note for later; what stands here is kept, and Today reminds of it.", (Place.SESSION_NOTE,), "write_later", in_footer=True),
    Command("whose.take", "enter", "this person", "Take the person the cursor is on.", (Place.WHOSE,), "take", in_footer=True, in_palette=False),
    Command("people.group", "g", "group session", "Tick who came to a group: one page, one save for everybody.", _CHOSEN, "group_session"),
    Command("people.write-later", "l", "write up later", "Keep a line about a session, to be written up; Today reminds of it.", _CHOSEN, "write_later"),
    Command("answers.previous", "p", "before", "To the question before.", (Place.TWO_ANSWERS,), "turn(-1)"),
    Command("answers.history", "h", "history", "See every change of the record.", (Place.TWO_ANSWERS,), "history"),
    Command("answers.undo", "u", "undo", "Keep the other of two answers after all.", (Place.TWO_ANSWERS,), "undo"),
    Command("answers.later", "escape", "later", "Leave it for later; both answers stand.", (Place.TWO_ANSWERS,), "back", in_footer=True, in_palette=False),
    Command("history.restore", "enter", "put back", "Put back the version the cursor is on. The later ones stay in the history.", (Place.HISTORY,), "restore", in_footer=True),
    Command("exchange.send", "x", "send now", "Write a file for a colleague.", (*_PEOPLE, Place.EXCHANGE), "app.send", in_footer=True, in_palette=False),
    Command("exchange.receive", "r", "receive", "Take in a file, or every file on a stick.", (Place.EXCHANGE,), "app.receive", in_footer=True, in_palette=False),
    Command("exchange.cards", "c", "cards", "Your identity card and those of colleagues.", (Place.EXCHANGE,), "app.cards", in_footer=True, in_palette=False),
    Command("received.open", "enter", "open", "Open the line the cursor is on: a colleague, or what must be looked at.", (Place.EXCHANGE, Place.RECEIVED), "open", in_footer=True, in_palette=False),
    Command("received.replies", "w", "replies", "Write a reply to everybody whose files were taken in: it confirms them and asks for what is missing.", (Place.EXCHANGE, Place.RECEIVED, Place.RECEIVED_FILE), "write_replies", in_footer=True),
    Command("received.answers", "t", "two answers", "Decide where two writers gave different answers.", (Place.RECEIVED, Place.RECEIVED_FILE), "answers", in_footer=True),
    Command("received.pairs", "l", "likely pairs", "People and agencies who may be here twice.", (Place.EXCHANGE, Place.RECEIVED), "pairs", in_footer=True),
    Command("exchange.erasures", "e", "to be erased", "Requests to erase a person, and how far each has come.", (Place.EXCHANGE,), "erasures"),
    Command("erasures.open", "enter", "decide", "Say yes or no to the request the cursor is on.", (Place.ERASURES,), "open", in_footer=True, in_palette=False),
    Command("received.card", "c", "compare words", "Open the card whose words must be compared first.", (Place.RECEIVED_FILE,), "card", in_footer=True),
    Command("correspondent.card", "c", "their card", "Open their identity card.", (Place.CORRESPONDENT,), "card", in_footer=True),
    Command("send.send", "f2,ctrl+s", "send", "Write the file.", (Place.SEND,), "send_now", in_footer=True),
    Command("send.people", "f3", "choose people", "Send the records of some people only.", (Place.SEND,), "choose_people", in_footer=True),
    Command("send.all", "f4", "all again", "Send again what they have confirmed, or only what is new.", (Place.SEND,), "all_again", in_footer=True),
    Command("people.take", "f2,ctrl+s", "take these", "Take the people who are ticked; nobody ticked means everybody.", (Place.CHOOSE_PEOPLE,), "take", in_footer=True),
    Command("receive.look", "enter", "look", "Look inside the file, or count the files in the folder.", (Place.RECEIVE,), "look", in_footer=True, in_palette=False),
    Command("receive.take", "f2,ctrl+s", "receive", "Take in the file, or every file in the folder.", (Place.RECEIVE, Place.INSPECT), "take", in_footer=True),
    Command("inspect.full", "f", "look at all", "Read the whole file and say what would come of it. Nothing is changed.", (Place.INSPECT,), "look_at_all", in_footer=True),
    Command("cards.open", "enter", "open", "Open the card the cursor is on.", (Place.CARDS,), "open", in_footer=True, in_palette=False),
    Command("cards.add", "a", "add a card", "Read a colleague's card from a file.", (Place.CARDS,), "add", in_footer=True),
    Command("cards.export", "e", "give yours", "Write your own card to a folder or a stick, for a colleague.", (Place.CARDS,), "export", in_footer=True),
    Command("cards.pack", "p", "start pack", "Write a start pack: with it a colleague's first run knows you, this site and its agencies.", (Place.CARDS,), "start_pack", in_footer=True),
    Command("cards.renew", "n", "new keys", "Make new keys and a new card: yours was revoked, or somebody else may have your keys.", (Place.CARDS,), "renew"),
    Command("card.compare", "t", "compare words", "Accept the card, with two of its words heard by telephone.", (Place.CARD,), "compare", in_footer=True),
    Command("card.revoke", "r", "revoke", "Accept nothing more from this card: it was lost or stolen, or its owner left.", (Place.CARD,), "revoke", in_footer=True),
    Command("page.details", "d", "details", "Show or hide the technical details.", _DETAILED, "details", in_footer=True),
    Command("compare.accept", "f2,ctrl+s", "accept", "Accept the card if the words are right.", (Place.COMPARE,), "accept", in_footer=True),
    Command("pairs.open", "enter", "side by side", "See both side by side.", (Place.PAIRS,), "open", in_footer=True, in_palette=False),
    Command("pair.join", "s", "the same", "Say that the two are one. It can be undone.", (Place.PAIR,), "join", in_footer=True),
    Command("pair.not", "n", "not the same", "Say that they are two; the pair is not listed again on this computer.", (Place.PAIR,), "not_same", in_footer=True),
    Command("pair.undo", "u", "undo", "Take the joining back.", (Place.PAIR,), "undo", in_footer=True),
    Command("person.hand-over", "o", "hand over", "Hand the person over to a colleague.", (Place.PERSON,), "hand_over"),
    Command("view.next", "right,pagedown,space", "next", "To the next page.", (Place.PERSON_VIEW,), "turn(1)", in_footer=True),
    Command("view.previous", "left,pageup", "before", "To the page before.", (Place.PERSON_VIEW,), "turn(-1)", in_footer=True),
    Command("view.down", "down,j", "down", "Down in a page that is longer than the screen.", (Place.PERSON_VIEW,), "scroll_text(2)"),
    Command("view.up", "up,k", "up", "Up again.", (Place.PERSON_VIEW,), "scroll_text(-2)"),
    Command("view.agree", "a", "I agree", "Note that they agree with the goal.", (Place.PERSON_VIEW,), "agree('agreed')", in_footer=True),
    Command("view.disagree", "d", "I don't", "Note that they don't agree with the goal.", (Place.PERSON_VIEW,), "agree('do_not_agree')", in_footer=True),
    Command("view.why", "w", "why not", "Write in their words why they don't agree.", (Place.PERSON_VIEW,), "why"),
    Command("view.undo", "u", "undo", "Take back what was just said.", (Place.PERSON_VIEW,), "undo"),
    Command("view.stay", "escape,enter", "stay", "Says which key leads back.", (Place.PERSON_VIEW,), "stay", in_palette=False),
    Command("view.end", "ctrl+e", "records", "Back to the records; no other key leads there.", (Place.PERSON_VIEW,), "back", in_footer=True),
    Command("print.write", "f2,ctrl+s", "write", "Write what is shown to the folder or stick, to be printed from there.", (Place.PRINT,), "write", in_footer=True),
    Command("csv.look", "enter", "look", "Read the file and show what would come in.", (Place.CSV,), "look", in_palette=False),
    Command("csv.load", "f2,ctrl+s", "bring in", "Bring in the good rows.", (Place.CSV,), "load", in_footer=True),
    Command("unlock.open", "enter", "open", "Open the records, or the line the cursor is on.", (Place.UNLOCK, Place.COVER), "open", in_footer=True),
    Command("first-run.next", "f2,ctrl+s", "next", "On to the next step.", (Place.FIRST_RUN,), "next", in_footer=True),
    Command("first-run.suggest", "f4", "suggest", "Suggest a passphrase of five words.", (Place.FIRST_RUN, Place.RECOVER), "suggest", in_footer=True),
    Command("recover.open", "f2,ctrl+s", "open", "Open the records with the words and set the new passphrase.", (Place.RECOVER,), "recover", in_footer=True),
    Command("backups.look", "enter", "look", "Say what would become of the backup. Nothing is changed yet.", (Place.BACKUPS,), "look", in_footer=True, in_palette=False),
    Command("restore.put", "f2,ctrl+s", "put in place", "Put the backup in place and open it; what stands there now is kept beside it.", (Place.RESTORE,), "restore", in_footer=True),
    Command("restore.words", "f4", "twelve words", "Open it with the twelve words, or with the passphrase after all.", (Place.RESTORE,), "switch_way", in_footer=True),
    Command("unlock.show", "f3", "show or hide", "Show or hide what is typed.", (Place.UNLOCK, Place.FIRST_RUN, Place.RECOVER, Place.RESTORE, Place.COVER), "show_typed", in_footer=True),
    Command("settings.open", "enter", "change", "Change the setting the cursor is on.", (Place.SETTINGS,), "open", in_footer=True, in_palette=False),
    Command("keys.move", "enter", "another key", "Give the command the cursor is on another key.", (Place.KEYS,), "move_command", in_footer=True, in_palette=False),
    Command("keys.restore", "d", "as it was", "Give the command its first key back.", (Place.KEYS,), "restore_key", in_footer=True),
    Command("keys.restore-all", "a", "all as they were", "Give every command its first key back.", (Place.KEYS,), "restore_all", in_footer=True),
    Command("pin.set", "f2,ctrl+s", "set it", "Set the PIN.", (Place.PIN,), "set_pin", in_footer=True),
    Command("agencies.open", "enter", "change", "Change the agency the cursor is on.", (Place.AGENCIES,), "open", in_footer=True, in_palette=False),
    Command("agencies.new", "n", "new", "Add an agency.", (Place.AGENCIES,), "new_agency", in_footer=True),
    Command("agencies.bring-in", "i", "bring in", "Bring in a list of agencies (CSV), after a look at it.", (Place.AGENCIES,), "bring_in", in_footer=True),
    Command("agencies.give-out", "e", "write out", "Write the list as a CSV file.", (Place.AGENCIES,), "give_out", in_footer=True),
    Command("agencies.hide", "x", "hide", "Hide the agency with a reason. Nothing is deleted.", (Place.AGENCIES,), "hide"),
    Command("agencies.history", "h", "history", "See every change of the agency and put an earlier version back.", (Place.AGENCIES,), "history"),
    Command("help.glossary", "g", "glossary", "What the words of the field mean.", (Place.HELP, Place.GUIDE), "app.glossary", in_footer=True, in_palette=False),
    Command("help.guide", "p", "practice guide", "A short guide to the work.", (Place.HELP,), "app.guide", in_footer=True, in_palette=False),
    Command("screen.back", "escape", "back", "One level back.", _LEFT_WITH_ESC, "back", in_footer=True, in_palette=False),
    Command("caseload.clear", "escape", "clear", "Empty the search, or go back to the list.", (Place.CASELOAD,), "clear", in_palette=False),
    Command("dialog.cancel", "escape", "back", "Close without choosing.", (Place.DIALOG,), "cancel", in_palette=False),
    Command("screen.next", "tab", "next field", "To the next field or list.", (Place.SCREEN,), "app.focus_next", in_palette=False),
    Command("screen.previous", "shift+tab", "field before", "To the field or list before.", (Place.SCREEN,), "app.focus_previous", in_palette=False),
    Command("app.today", "f5", "Today", "What must be done today.", (Place.APP,), "go('today')"),
    Command("app.caseload", "f6", "Caseload", "Everyone; the list narrows as you type part of a name.", (Place.APP,), "go('caseload')"),
    Command("app.exchange", "f7", "Send and receive", "What is only on this computer, and files from and to colleagues.", (Place.APP,), "go('exchange')"),
    Command("app.chase", "", "Waiting for an answer", "Referrals by how long they wait, and what the agencies say.", (Place.APP,), "chase"),
    Command("app.send", "", "Send", "Write a file for a colleague.", (Place.APP,), "send"),
    Command("app.receive", "", "Receive", "Take in a file, or every file on a stick.", (Place.APP,), "receive"),
    Command("app.cards", "", "Identity cards", "Your card, and those of colleagues.", (Place.APP,), "cards"),
    Command("app.day-sheet", "", "Day sheet", "Print a sheet for the wing: where, who by initials, open steps, room for notes.", (Place.APP,), "day_sheet"),
    Command("app.csv", "", "Bring in a list (CSV)", "Bring in people from a CSV file.", (Place.APP,), "bring_in_list"),
    Command("app.settings", "", "Settings", "Cover and lock, PIN, colours, keys, agencies, backups.", (Place.APP,), "settings"),
    Command("app.agencies", "", "Agencies", "The agencies this site works with.", (Place.APP,), "agencies"),
    Command("app.glossary", "", "Glossary", "What the words of the field mean.", (Place.APP,), "glossary"),
    Command("app.guide", "", "Practice guide", "A short guide to the work.", (Place.APP,), "guide"),
    Command("app.bad-news", "f8", "bad news", "Lapse, overdose, self-harm talk, a death: what to do now, then what happened.", (Place.APP,), "bad_news", priority=True),
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
    from textual.binding import Binding  # here, because line mode reads this list and knows no Textual

    return [
        Binding(
            command.keys, command.action, command.title, show=False, priority=command.priority, id=command.id
        )
        for place in places
        for command in commands_of(place)
        if command.keys
    ]


def footer_of(place: Place) -> tuple[Command, ...]:
    """What stands at the foot of a place: its own commands, bad news where a person is chosen, then help."""
    own = [command for command in commands_of(place) if command.in_footer]
    if place is Place.COVER:
        return tuple(own)
    always = (command("app.bad-news"), command("app.help")) if place in _CHOSEN else (command("app.help"),)
    return (*own[: FOOTER_LIMIT - len(always)], *always)


def palette_of(place: Place) -> tuple[Command, ...]:
    """What the palette offers in a place: an allow-list, nothing of Textual's own."""
    return tuple(command for command in (*commands_of(place), *commands_of(Place.APP)) if command.in_palette)
