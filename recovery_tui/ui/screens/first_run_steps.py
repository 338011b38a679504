"""The steps of the first run: what each asks, and when it is answered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.bundles.card_text import LONGEST as LONGEST_NAME
from recovery_tui.casework.opening import check_owner
from recovery_tui.casework.owner import LONGEST_TITLE, Owner, Role
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.clock import Clock, two_by_chance
from recovery_tui.errors import RecoveryError
from recovery_tui.ui import first_run_words
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.sentences import NOT_THE_SAME
from recovery_tui.ui.unlocking import PRACTISE
from recovery_tui.ui.widgets.field_kinds import field_row
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.secret_field import SecretRow
from recovery_tui.ui.wording import key_of

if TYPE_CHECKING:
    from recovery_tui.casework.start_packs import Pack


ROLES = (
    Choice("keyworker", "Keyworker", help="has a caseload"),
    Choice("supervisor", "Supervisor", help="reads the files of several keyworkers"),
)

LONGEST_WORD = 8
"""Letters of a word for paper (BIP-39): four stand in a line of the narrowest window."""


class Step(ABC):
    """One step: its widgets, and whether what is in them will do."""

    title = ""

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.rows: list[FieldRow] = []

    @abstractmethod
    def widgets(self) -> list[Widget]:
        """What the step shows, made anew."""

    def begin(self, screen: Screen[Any]) -> None:
        """Put the cursor where it is wanted."""
        if self.rows:
            self.rows[0].start_typing()

    def is_last_field(self, control: Input) -> bool:
        """Whether Enter in `control` should go on to the next step."""
        return bool(self.rows) and self.rows[-1].control is control

    def is_answered(self) -> bool:
        """Whether the step is done; says what is missing if not."""
        for row in self.rows:
            if row.field.required and not row.typed.strip():
                row.show_error("Please fill this in.")
                row.start_typing()
                return False
        return True


def told(text: str, tone: Tone = Tone.TEXT) -> Painted:
    """A paragraph of a step."""
    paragraph = Painted(classes="told")
    paragraph.say(text, tone)
    return paragraph


class WhoStep(Step):
    """Name and work."""

    title = "Who you are"

    def __init__(self, glyphs: Glyphs, pack: Pack | None = None) -> None:
        """A start pack tells the establishment, the organisation and what keyworkers are called there."""
        super().__init__(glyphs)
        self._pack = pack
        self._answered: dict[str, str] = {}
        """What was typed, for who comes back."""

    def widgets(self) -> list[Widget]:
        """Five fields."""
        fields = (
            FormField(
                "name",
                "Your name",
                Kind.TEXT,
                required=True,
                help="as colleagues write it",
                max_length=LONGEST_NAME,
            ),
            FormField("job_title", "Job title", Kind.TEXT, required=True, max_length=LONGEST_TITLE),
            FormField("role", "Role", Kind.CHOICE, required=True, choices=ROLES),
            FormField("establishment", first_run_words.PRISON, Kind.TEXT, required=True, max_length=3),
            FormField("organisation", "Employer", Kind.TEXT, max_length=LONGEST_NAME),
        )
        values = {"job_title": "Keyworker", "role": "keyworker"}
        if self._answered:
            values = self._answered
        elif (pack := self._pack) is not None:
            values |= {"establishment": pack.establishment, "organisation": pack.organisation}
            values["job_title"] = pack.job_title or values["job_title"]
        self.rows = [field_row(field, values.get(field.key, ""), self.glyphs) for field in fields]
        return [told("This stands on what you write. It can be changed later."), *self.rows]

    def owner(self) -> Owner:
        """What was typed."""
        typed = {row.field.key: row.typed.strip() for row in self.rows}
        return Owner(
            name=typed["name"],
            role=Role(typed["role"]),
            establishment=typed["establishment"].upper(),
            organisation=typed["organisation"],
            job_title=typed["job_title"],
        )

    def is_answered(self) -> bool:
        """Everything needed is there, the role is one of the list, and a store can be made for them."""
        if not super().is_answered():
            return False
        role = next(row for row in self.rows if row.field.key == "role")
        if role.typed not in set(Role):
            role.show_error("Choose one of the list.")
            role.start_typing()
            return False
        try:
            check_owner(self.owner())
        except RecoveryError as error:
            prison = next(row for row in self.rows if row.field.key == "establishment")
            prison.show_error(error.message)
            prison.start_typing()
            return False
        self._answered = {row.field.key: row.typed for row in self.rows}
        return True


class PassphraseStep(Step):
    """The passphrase, twice."""

    title = "A passphrase"

    def widgets(self) -> list[Widget]:
        """Two hidden fields."""
        fields = (
            FormField("passphrase", "Passphrase", Kind.TEXT, required=True, max_length=1000),
            FormField("again", "The same again", Kind.TEXT, required=True, max_length=1000),
        )
        self.rows = [SecretRow(field, self.glyphs) for field in fields]
        text = first_run_words.passphrase_words(key_of("first-run.suggest"), key_of("unlock.show"))
        return [told(text), *self.rows]

    def is_answered(self) -> bool:
        """Long enough, and twice the same."""
        first, again = self.rows
        if short := first_run_words.too_short(first.typed):
            first.show_error(short)
            first.start_typing()
            return False
        if first.typed != again.typed:
            again.show_error(NOT_THE_SAME)
            again.start_typing()
            return False
        return True

    def passphrase(self) -> str:
        """What was typed."""
        return self.rows[0].typed


class PlaceStep(Step):
    """Where the records will live."""

    title = "Where the records live"

    def __init__(self, glyphs: Glyphs, words: tuple[str, ...]) -> None:
        super().__init__(glyphs)
        self._words = words

    def widgets(self) -> list[Widget]:
        """Sentences, warnings among them, and a line to go on."""
        rows = [Row((sentence,)) for sentence in self._words]
        rows.append(Row(("Make the store here",)))
        listed = LineList(self.glyphs, marks=False, id="answers")
        listed.show_rows(rows, len(rows) - 1)
        return [listed]

    def begin(self, screen: Screen[Any]) -> None:
        """The cursor waits on going on."""
        screen.query_one("#answers", LineList).focus()


class WordsStep(Step):
    """Twelve words for paper, shown only here."""

    title = "Twelve words on paper"

    def __init__(self, glyphs: Glyphs, words: tuple[str, ...]) -> None:
        super().__init__(glyphs)
        self._words = words

    def widgets(self) -> list[Widget]:
        """The words in numbered columns, and a line to go on."""
        numbered = [f"{number:>2} {word:<{LONGEST_WORD}}" for number, word in enumerate(self._words, 1)]
        lines = ["   ".join(numbered[start : start + 4]).rstrip() for start in range(0, len(numbered), 4)]
        text = (
            "Write these down on paper now, and keep the paper locked away, not beside this computer. They "
            "open the records when the passphrase is lost. Nobody can show them again."
        )
        listed = LineList(self.glyphs, marks=False, id="answers")
        listed.show_rows([Row(("They are on paper; go on",))], 0)
        return [told(text), *(told(line, Tone.STRONG) for line in lines), listed]

    def begin(self, screen: Screen[Any]) -> None:
        """The cursor waits on going on."""
        screen.query_one("#answers", LineList).focus()


class ConfirmStep(Step):
    """Two of the words, typed from the paper while the screen no longer shows them."""

    title = "Are they on paper?"

    def __init__(self, glyphs: Glyphs, words: tuple[str, ...], clock: Clock) -> None:
        super().__init__(glyphs)
        self._words = words
        self._asked = two_by_chance(clock, len(words))

    def widgets(self) -> list[Widget]:
        """Two fields."""
        self.rows = [
            FieldRow(
                FormField(f"word-{place}", f"Word {place + 1}", Kind.TEXT, required=True), "", self.glyphs
            )
            for place in self._asked
        ]
        return [told("Type these two from the paper. Esc shows all twelve again."), *self.rows]

    def is_answered(self) -> bool:
        """Both words are right."""
        for place, row in zip(self._asked, self.rows, strict=True):
            if row.typed.strip().casefold() != self._words[place]:
                row.show_error(f"That is not word {place + 1}. Look at the paper again.")
                row.start_typing()
                return False
        return True


class StartStep(Step):
    """What to do first."""

    title = "Ready"

    def widgets(self) -> list[Widget]:
        """Four ways to begin."""
        listed = LineList(self.glyphs, marks=False, id="answers")
        listed.show_rows(
            [
                Row((first_run_words.BEGIN,), heading=True),
                Row(("Bring in a list of people (CSV)",), subject="csv"),
                Row(("Add one person",), subject="new-person"),
                Row(("Go to Today",), subject="today"),
                Row(("Practise with made-up people first; nothing of it is kept",), subject=PRACTISE),
            ],
            1,
        )
        self._listed = listed
        return [listed]

    def begin(self, screen: Screen[Any]) -> None:
        """The cursor waits on the list."""
        self._listed.focus()

    def chosen(self) -> str:
        """Where to go first."""
        row = self._listed.current
        return str(row.subject) if row is not None else "today"
