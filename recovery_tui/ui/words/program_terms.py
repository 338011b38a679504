"""Terms of this program, in plain words."""

# ruff: noqa: E501  (a sentence reads best in one piece)

from __future__ import annotations

from recovery_tui.ui.words.term import Term

TERMS = (
    Term("Recovery plan", "What matters to the person, their goals and steps, who does what, and who knows what about them. It is theirs; every goal says whether they agree."),
    Term("Horizon", "When a goal should be reached: inside, at the gate, in the first 21 days, in three months, later."),
    Term("Step", "The next small thing somebody will do, who, and by when. Every goal that is being worked on wants at least one."),
    Term("Review", "Looking at the plan together on a day that was set: what was done, what changed, when next. After bad news within seven days."),
    Term("Draft", "What was typed and not saved. It is kept in the encrypted records within two seconds and waits under Today."),
    Term("Two answers", "Two people wrote different things in the same place. Both are kept and shown until somebody decides; the more cautious one counts meanwhile.", ("conflict",)),
    Term("Identity card", "A file that says who a colleague is. Two of its eight words are heard by telephone before anything goes to them or is taken from them."),
    Term("Start pack", "A file from a supervisor with which a first run knows the site's settings, the agencies and their card."),
    Term("Recovery words", "Twelve words on paper that open the records when the passphrase is lost. Nobody else can.", ("recovery phrase",)),
    Term("Cover and lock", "A covered screen shows nothing and opens with the passphrase or the PIN. A locked one has dropped the keys; only the passphrase opens it."),
    Term("Only on this computer", "What no colleague has confirmed to hold. A broken disk would take it along, so send often."),
    Term("Hidden", "Left out of pages with a reason, and brought back by the same key. Nothing is ever deleted, except when the law asks for it and two people agree."),
)  # fmt: skip
