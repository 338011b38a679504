"""What erasing a person means and how far a request has come, in the words of screens and line mode."""

from __future__ import annotations

from recovery_tui.casework.erasing import Erasure
from recovery_tui.casework.views import Mark
from recovery_tui.practice.day_words import spell_short
from recovery_tui.ui.question import Question
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import counted

MEANS = (
    "This only asks. Once a supervisor approves it, everything known of this person goes: plan, notes, drafts, the "
    "backups this program makes by itself, here and in every colleague's records as files reach them. Nobody can "
    "bring it back. Prints, lists, other backups and what a restore replaced are not reached: destroy those too."
)

ASKED = "Asked. Nothing is erased until a supervisor approves it: send them a file."

DONE_HERE = "Erased here. Send the next file, so that colleagues erase too."

STAYS = "The record stays."

FOR_GOOD = "Everything known of this person goes, and nobody can bring it back."

NONE = "Nobody asks that a person be erased. Asking begins on the person's page."

EXPLAINED = (
    "Erasing takes two people: one asks on the person's page, a supervisor who did not ask approves. It takes effect "
    "in every store that hears of both."
)


ERASING = "Erasing; the backups are made anew."

APPROVE, REFUSE = "approve", "refuse"


def answers(each: Erasure) -> list[tuple[str, str, str]]:
    """What may be said to a request by whoever sits here: key, words, which; the harmless one last."""
    found = [("a", "approve: erase this person", APPROVE)] if each.may_approve else []
    if each.may_refuse:
        found.append(("n", "no: the record stays", REFUSE))
    return found


def nothing_to_decide(each: Erasure) -> str:
    """Why nothing may be said to it here."""
    return "It is done." if each.done else "A supervisor decides about this, or whoever asked."


def whom(each: Erasure) -> str:
    """Whom it is about."""
    return each.name or ("erased" if each.done else "somebody not in this store")


def why(name: str) -> str:
    """Asked before a reason is given."""
    return f"Ask to erase the record of {name}: why?"


def decide(each: Erasure) -> str:
    """Asked of whoever may decide."""
    return f"Erase the record of {whom(each)}?"


def for_good(each: Erasure) -> Question:
    """Asked once more before a person is erased."""
    return Question(f"Erase {whom(each)} for good?", FOR_GOOD, "erase for good", "not now")


def how_far(each: Erasure) -> str:
    """`waits for you`, `waits for a supervisor`, `erased here; 1 of 2 colleagues confirmed`."""
    if not each.done:
        return "waits for you" if each.may_approve else "waits for a supervisor"
    held = counted(each.recipients, "colleague", "colleagues")
    return f"erased here; {each.confirmed} of {held} confirmed" if each.recipients else "erased here"


def erasure_row(each: Erasure) -> Row:
    """A request as a line: whom, how far; beneath it who asked, when and why."""
    mark = Mark.MISSING if each.may_approve else Mark.NONE
    asked = f"{each.reason}; asked by {each.asker}, {spell_short(each.asked_on)}"
    return Row((whom(each), how_far(each)), mark=mark, beneath=asked, subject=each)
