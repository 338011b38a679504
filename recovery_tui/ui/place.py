"""Where a command may be given, and what each place is called."""

from __future__ import annotations

from enum import StrEnum


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
    PERSON_VIEW = "person-view"
    """The screen turned to the person."""
    PRINT = "print"
    FORM = "form"
    FIELD = "field"
    """Wherever something is typed."""
    HISTORY = "history"
    SESSION_NOTE = "session-note"
    BAD_NEWS = "bad-news"
    WHOSE = "whose"
    TWO_ANSWERS = "two-answers"
    EXCHANGE = "exchange"
    """Send and receive."""
    CORRESPONDENT = "correspondent"
    SEND = "send"
    CHOOSE_PEOPLE = "choose-people"
    FIND = "find"
    CHASE = "chase"
    RECEIVE = "receive"
    INSPECT = "inspect"
    RECEIVED = "received"
    RECEIVED_FILE = "received-file"
    CARDS = "cards"
    CARD = "card"
    COMPARE = "compare"
    PAIRS = "pairs"
    ERASURES = "erasures"
    PAIR = "pair"
    CSV = "csv"
    UNLOCK = "unlock"
    FIRST_RUN = "first-run"
    RECOVER = "recover"
    BACKUPS = "backups"
    RESTORE = "restore"
    COVER = "cover"
    SETTINGS = "settings"
    KEYS = "keys"
    PIN = "pin"
    AGENCIES = "agencies"
    HELP = "help"
    GLOSSARY = "glossary"
    GUIDE = "guide"
    DIALOG = "dialog"

    @property
    def words(self) -> str:
        """The place in words, for the head of the screen and the help."""
        return _TITLES.get(self, self.value.capitalize())


_TITLES = {
    Place.PERSON: "Person",
    Place.PERSON_VIEW: "My plan",
    Place.FORM: "A form",
    Place.HISTORY: "History of a record",
    Place.TWO_ANSWERS: "Two answers",
    Place.EXCHANGE: "Send and receive",
    Place.CORRESPONDENT: "A colleague",
    Place.SESSION_NOTE: "Session note",
    Place.BAD_NEWS: "Bad news",
    Place.WHOSE: "About whom",
    Place.CHOOSE_PEOPLE: "Whose records",
    Place.FIND: "Find anything",
    Place.CHASE: "Waiting for an answer",
    Place.INSPECT: "Inside a file",
    Place.RECEIVED: "What was received",
    Place.RECEIVED_FILE: "One file",
    Place.CARDS: "Identity cards",
    Place.CARD: "A card",
    Place.COMPARE: "Compare the words",
    Place.PAIRS: "Likely pairs",
    Place.ERASURES: "To be erased",
    Place.PAIR: "Side by side",
    Place.CSV: "Bring in a list",
    Place.UNLOCK: "Open the records",
    Place.FIRST_RUN: "First time here",
    Place.RECOVER: "Lost passphrase",
    Place.RESTORE: "Put a backup in place",
    Place.COVER: "Covered",
    Place.KEYS: "Keys",
    Place.PIN: "A PIN for the cover",
    Place.GUIDE: "Practice guide",
    Place.LIST: "In a list",
    Place.FIELD: "In a field",
    Place.APP: "Everywhere",
}
