"""A start pack: one file with which a colleague's first run knows the supervisor, the site and the agencies."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from recovery_tui.bundles import cards, choosing, exporting, importing, inspecting, trust
from recovery_tui.bundles.exporting import Letter
from recovery_tui.bundles.scope import Scope
from recovery_tui.casework import last_folder, settings
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.cards import own_card, view_of
from recovery_tui.casework.desk import JOB_TITLE, Desk
from recovery_tui.casework.setting_list import NAMED, SITE_SETTINGS
from recovery_tui.errors import BundleDamagedError, RecoveryError, UsageError

ENDING = ".rpstart"


@dataclass(frozen=True)
class Pack:
    """What a start pack says, before anything is trusted."""

    name: str
    role: str
    organisation: str
    establishment: str
    words: tuple[str, ...]
    fingerprint: str
    site: tuple[tuple[str, str], ...]

    @property
    def job_title(self) -> str:
        """What keyworkers are called there; empty when the pack doesn't say."""
        return dict(self.site).get(JOB_TITLE, "")


def write(desk: Desk, target: Path) -> None:
    """Write a start pack: this person's card, site and settings, and the agencies recorded here; nobody's records.

    It is signed and not sealed, since the newcomer has no key yet. Raises DiskFullError, FolderNotWritableError.
    """
    own_card(desk)
    kept = settings.stored(desk)
    site = {name: value for name in SITE_SETTINGS if (value := kept[name] or NAMED[name].default)}
    site |= {"establishment": desk.owner.establishment, "organisation": desk.owner.organisation}
    with desk.journal.reading() as conn:
        chosen = choosing.choose(conn, [], Scope(people=(), agencies_only=True))
        own = tuple(out for out in chosen.stretches if out.stretch.author == desk.vault.author.public_key)
        card = trust.find(conn, desk.me)
        letter = Letter(
            importing.START_PACK, (), cards=(card.card.raw,) if card is not None else (), site=site
        )
        prepared = exporting.prepare(
            conn, choosing.Chosen(own, (), chosen.scope), letter, desk.vault.author, desk.clock
        )
        part = exporting.write_part(conn, prepared, target, [])
    exporting.put_in_place(part, target)
    last_folder.remember(desk, target.parent)


def look(path: Path) -> Pack:
    """What a start pack says. Raises NotFoundError, BundleDamagedError, UsageError for another kind of file."""
    with importing.open_file(path) as file:
        found = inspecting.look(file, "", ())
    if found.manifest.type != importing.START_PACK or found.own_card is None:
        raise UsageError("This is not a start pack. Nothing was changed. Ask your supervisor for one.")
    card = found.own_card
    return Pack(
        card.name,
        card.role,
        card.organisation,
        card.establishment,
        cards.words_of(card),
        card.fingerprint,
        tuple(sorted(found.manifest.site.items())),
    )


def take_in(desk: Desk, path: Path) -> CardView:
    """Start from a pack: its settings hold at once; its card, and the agencies, once the words were compared."""
    pack = look(path)
    for name, value in pack.site:
        if name in SITE_SETTINGS and value:
            try:
                settings.change(desk, name, value)
            except RecoveryError:
                continue  # a setting that this version does not take: its own stands
    with path.open("rb") as file:
        raw = io.BytesIO(file.read())
    with desk.journal.receiving() as intake:
        importing.receive(intake, raw, desk.me, (), desk.clock.now())
    with desk.journal.reading() as conn:
        known = trust.find(conn, pack.fingerprint)
        if known is None:
            raise BundleDamagedError("This start pack brings no card. Ask your supervisor for a new one.")
        return view_of(desk, conn, known)
