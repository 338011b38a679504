"""Which golden is the picture of which screen or question."""

from __future__ import annotations

from collections.abc import Mapping

PICTURES: Mapping[str, str] = {
    "AgenciesScreen": "agencies",
    "AgencyCsvScreen": "agencies-look",
    "BackupsScreen": "backups",
    "BadNewsScreen": "bad-news",
    "CardScreen": "card",
    "CardsScreen": "cards",
    "CaseloadScreen": "caseload",
    "ChaseScreen": "chase",
    "ChoiceDialog": "add-what",
    "ChoosePeopleScreen": "choose-people",
    "CompareScreen": "card-words",
    "ConfirmDialog": "confirm",
    "CorrespondentScreen": "correspondent",
    "CoverScreen": "cover",
    "CsvScreen": "csv-look",
    "ErasuresScreen": "erasures",
    "ExchangeScreen": "exchange",
    "FindScreen": "find",
    "FirstRunScreen": "first-run-who",
    "FormScreen": "form-goal",
    "GlossaryScreen": "glossary",
    "GuideScreen": "guide",
    "HelpScreen": "help-today",
    "HistoryScreen": "history",
    "InspectScreen": "inspect",
    "KeysScreen": "keys",
    "LaterDialog": "later",
    "LeaveDialog": "leave",
    "LineDialog": "settings-minutes",
    "PairScreen": "pair",
    "PairsScreen": "pairs",
    "PaletteDialog": "palette",
    "PersonScreen": "person-plan",
    "PersonViewScreen": "person-view-goal",
    "PinScreen": "pin",
    "PlaceDialog": "replies-where",
    "PressKeyDialog": "keys-press",
    "PrintDaySheetScreen": "day-sheet",
    "PrintPlanScreen": "print-plan",
    "ReasonDialog": "hide-why",
    "ReceiveScreen": "receive-missing",
    "ReceivedFileScreen": "received-file",
    "ReceivedScreen": "received",
    "RecoverScreen": "recover",
    "RestoreScreen": "restore",
    "SendScreen": "send",
    "SessionNoteScreen": "session-note",
    "SettingsScreen": "settings",
    "TodayScreen": "today",
    "TwoAnswersScreen": "two-answers",
    "UnlockScreen": "unlock",
    "WhoseScreen": "whose",
}
"""By the name of its class."""

_SHOWN_IN = {golden: name for name, golden in PICTURES.items()}


def shown_in(golden: str) -> str | None:
    """The class whose picture a golden is; None for one of the further pictures there are of some."""
    return _SHOWN_IN.get(golden)
