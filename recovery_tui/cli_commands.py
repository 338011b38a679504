"""What each command does, in a few lines: open the store, ask casework, print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_tui import __version__
from recovery_tui.casework import opening
from recovery_tui.casework.look import NORMAL, Look, kept
from recovery_tui.casework.opening import Owner, Role
from recovery_tui.cli_terminal import (
    LOOK,
    Options,
    at_terminal,
    complain,
    done,
    need_terminal,
    new_passphrase,
    opened_desk,
    refuse,
    remark,
    say,
    secret_from,
    show_words,
    store_name,
    wants_json,
    write,
    write_json,
)
from recovery_tui.clock import Clock
from recovery_tui.errors import UsageError
from recovery_tui.practice.counts import counted

if TYPE_CHECKING:
    from recovery_tui.casework.start_packs import Pack
    from recovery_tui.journal.check import Findings


def run(options: Options, data: Path, clock: Clock) -> int:
    """Run the command in `options`; returns its exit status."""
    name = options.command or "app"
    command = _COMMANDS.get(name)
    if command is None:
        from recovery_tui import cli_exchange

        command = cli_exchange.COMMANDS[name]
    return command(options, data, clock)


def _app(options: Options, data: Path, clock: Clock) -> int:
    plain, look = _plain(options), kept(data)
    if look is None and not plain and at_terminal() and not opening.store_names(data):
        from recovery_tui.ui.line.manner import ask_manner

        look = ask_manner(data, clock)
        if look is None:
            return 0
    return _open(data, clock, look or NORMAL, plain=plain, user=getattr(options, "user", None))


def _plain(options: Options) -> bool:
    """Whether line mode is wanted: asked for, or a screen reader reads what stands here."""
    from recovery_tui.ui.environment import screen_reader_runs

    return options.plain or (at_terminal() and screen_reader_runs())


def _open(
    data: Path,
    clock: Clock,
    look: Look,
    *,
    plain: bool,
    user: str | None = None,
    practice: opening.Practice | None = None,
) -> int:
    """Line mode or the screens, until the person leaves."""
    if plain or look.line_mode:
        from recovery_tui.ui.line.run import run as run_line_mode

        return run_line_mode(data, clock, user=user, practice=practice, look=look)
    need_terminal()
    import os

    from recovery_tui.ui.environment import drop_hooks

    drop_hooks(os.environ)
    from recovery_tui.ui.app import run as run_app

    return run_app(data, clock, user=user, practice=practice, look=look)


def _demo(options: Options, data: Path, clock: Clock) -> int:
    if not 0 <= options.people <= 50_000:
        raise UsageError("A demo holds from 0 to 50000 people.")
    practice = opening.Practice(options.people, options.seed, options.keep)
    plain = _plain(options)
    if plain or (at_terminal() and not wants_json(options)):
        return _open(data, clock, kept(data) or NORMAL, plain=plain, practice=practice)
    desk = opening.open_demo(practice.people, practice.seed, clock, keep=practice.keep)
    try:
        sound = desk.journal.check(rebuild_tables=False).ok
        if wants_json(options):
            write_json({"people": practice.people, "ok": sound, "folder": str(desk.demo_folder or "")})
        else:
            from recovery_tui import cli_reports

            write(f"DEMO: everybody here is made up.\n\n{cli_reports.today_text(desk)}")
    finally:
        desk.close()
    return 0 if sound else 1


def _init(options: Options, data: Path, clock: Clock) -> int:
    pack = _start_pack(options.start_pack)  # one that can't be read is told before anything is made
    organisation = options.organisation or (pack.organisation if pack is not None else "")
    owner = Owner(options.name, Role(options.role), options.establishment, organisation)
    opening.check_owner(owner)
    secret = new_passphrase(getattr(options, "passphrase_file", None))
    for warning in opening.where_words(data)[1:]:
        remark(options, warning)
    desk, words = opening.set_up(data, owner, secret, clock)
    try:
        if pack is not None:
            from recovery_tui.casework import start_packs

            start_packs.take_in(desk, options.start_pack)
        if wants_json(options):
            found = {"words": list(words), "fingerprint": desk.me, "store": desk.store_name}
            write_json(found)
        else:
            show_words(words, ask=getattr(options, "passphrase_file", None) is None and at_terminal())
            write(f"The store “{desk.store_name}” is ready.")
            if pack is not None:
                write(f"Next: ring {pack.name} and compare the eight words of their card (`card trust`).")
    finally:
        desk.close()
    return 0


def _start_pack(file: Path | None) -> Pack | None:
    """What a start pack says, where one was given."""
    if file is None:
        return None
    from recovery_tui.casework import start_packs

    return start_packs.look(file)


def _user(options: Options, data: Path, clock: Clock) -> int:
    if options.user_command == "add":
        return _init(options, data, clock)
    names = opening.store_names(data)
    if wants_json(options):
        write_json({"stores": list(names)})
    else:
        write("\n".join(names) or "There is no store here yet.")
    return 0


def _passphrase(options: Options, data: Path, clock: Clock) -> int:
    with opened_desk(options, data, clock) as (desk, old):
        new = new_passphrase(
            options.new_passphrase_file, asks=getattr(options, "passphrase_file", None) is None
        )
        opening.change_passphrase(desk, old, new)
    return done(options, "The passphrase is changed. The twelve words are still good.")


def _recover(options: Options, data: Path, clock: Clock) -> int:
    words = secret_from(
        options.words_file, "The twelve recovery words: ", every_line=True, what="recovery words"
    ).split()
    new = new_passphrase(options.new_passphrase_file, asks=getattr(options, "passphrase_file", None) is None)
    opening.recover(data, store_name(options, data), tuple(words), new, clock).close()
    return done(options, "The store is open again, with the new passphrase. The twelve words are still good.")


def _load(options: Options, data: Path, clock: Clock) -> int:
    from recovery_tui.casework import load_files

    with opened_desk(options, data, clock) as (desk, _):
        result = load_files.load_file(desk, options.file, dry_run=options.dry_run, partial=options.partial)
    rejected = [{"line": each.line, "field": each.field, "reason": each.reason} for each in result.rejected]
    counts = {"new": result.new, "changed": result.changed, "same": result.same, "rejected": rejected}
    refused = bool(rejected) and not options.partial
    for each in (*result.rejected, *result.listed):
        place = f"line {each.line}" + (f", {each.field}" if each.field else "")
        complain(f"{place}: {each.reason}")
    for notice in result.notices:
        remark(options, notice)
    if refused:
        refuse(
            options,
            counts,
            f"{counted(len({each.line for each in result.rejected}), 'line')} can't be loaded. "
            "Nothing was loaded; mend the file and try again.",
        )
    if wants_json(options):
        write_json(counts)
    else:
        tried = "Would load" if options.dry_run else "Loaded"
        say(options, f"{tried}: {result.new} new, {result.changed} changed, {result.same} the same.")
    return LOOK if rejected else 0


def _dump(options: Options, data: Path, clock: Clock) -> int:
    from recovery_tui.casework import dumping

    with opened_desk(options, data, clock) as (desk, _):
        person = dumping.find_person(desk, options.person) if options.person else None
        lines = dumping.dump(desk, person, options.since)
        if wants_json(options):
            write_json({"records": [json.loads(line) for line in lines]})
        else:
            for line in lines:
                sys.stdout.buffer.write(line.encode() + b"\n")
            sys.stdout.flush()
    return 0


def _history(options: Options, data: Path, clock: Clock) -> int:
    from recovery_tui.casework import changing, person_file
    from recovery_tui.casework.views import RecordId

    with opened_desk(options, data, clock) as (desk, _):
        entries = changing.history(desk, RecordId(options.record))
        record = desk.journal.record(options.record)
        if record is not None and record.person:
            person_file.looked_at(desk, RecordId(record.person))
    if wants_json(options):
        found = [
            {
                "at": entry.at,
                "by": entry.by,
                "computer": entry.computer,
                "changes": [{"field": c.title, "before": c.before, "after": c.after} for c in entry.changes],
            }
            for entry in entries
        ]
        write_json({"record": options.record, "history": found})
        return 0
    for entry in entries:
        write(f"{entry.at}  {entry.by}  {entry.computer}")
        for change in entry.changes:
            write(f"  {change.title}: {change.before or '-'} -> {change.after or '-'}")
    return 0


def _access(options: Options, data: Path, clock: Clock) -> int:
    from recovery_tui.casework import dumping, writers

    with opened_desk(options, data, clock) as (desk, _):
        rows = writers.who_looked(desk, dumping.find_person(desk, options.person))
    if wants_json(options):
        write_json({"access": rows})
    else:
        write(
            "\n".join(f"{row['at']}  {row['by']}  {row['act']}" for row in rows) or "Nobody has looked yet."
        )
    return 0


def _check(options: Options, data: Path, clock: Clock) -> int:
    with opened_desk(options, data, clock) as (desk, _):
        found = desk.journal.check(rebuild_tables=options.rebuild)
    told = {
        "ok": found.ok,
        "cipher": list(found.cipher),
        "feeds": [
            {
                "feed": feed.feed,
                "length": feed.length,
                "head": feed.head,
                "chain_ok": feed.chain_ok,
                "seals_ok": feed.seals_ok,
            }
            for feed in found.feeds
        ],
        "projection_ok": found.projection_ok,
    }
    if not found.ok:
        refuse(options, told, _not_sound(found, rebuilt=options.rebuild))
    if wants_json(options):
        write_json(told)
    else:
        events = sum(feed.length for feed in found.feeds)
        say(options, f"Sound: every page, {events} entries, every seal, and the tables equal the log.")
    return 0


def _not_sound(found: Findings, *, rebuilt: bool) -> str:
    """What to do about a store that is not sound: tables alone can be made again, nothing else."""
    if found.cipher or not all(feed.chain_ok and feed.seals_ok for feed in found.feeds):
        return "The store is not sound. Make no more changes; restore the newest backup."
    if rebuilt:
        return (
            "The tables did not equal the log and were made again from it. Nothing is lost; check once more."
        )
    return "The log is sound, the tables are not. Nothing is lost; `check --rebuild` makes them again."


def _backup(options: Options, data: Path, clock: Clock) -> int:
    from recovery_tui.casework import safekeeping

    with opened_desk(options, data, clock) as (desk, _):
        safekeeping.back_up(desk, options.file)
    return done(options, "Backed up, opened again and checked. It opens with the passphrase that holds now.")


def _restore(options: Options, data: Path, clock: Clock) -> int:
    from recovery_tui.casework import restoring

    names = opening.store_names(data)
    name = getattr(options, "user", None) or (names[0] if len(names) == 1 else None)
    if name is None and names:
        raise UsageError(f"Say whose store with --user: {', '.join(names)}.")
    secret = secret_from(getattr(options, "passphrase_file", None), "Passphrase of the backup: ")
    store = name or restoring.NAMELESS
    kept = " What was there before is kept beside it." if store in names else ""
    restoring.put_in_place(data, store, options.file, secret, clock)
    return done(options, f"Restored, as the store “{store}”.{kept}")


def _report(options: Options, data: Path, clock: Clock) -> int:
    from recovery_tui import cli_reports

    if options.format == "pdf":
        raise UsageError("PDF comes with documents that leave the organisation. Use text or html.")
    with opened_desk(options, data, clock) as (desk, _):
        written = cli_reports.written(desk, options)
    if options.out is None:
        sys.stdout.buffer.write(written.encode())
        sys.stdout.flush()
    else:
        opening.write_document(options.out, written)
        return done(options, "Written. The file is not encrypted: keep it as you would keep paper.")
    return 0


def _version(options: Options, data: Path, clock: Clock) -> int:
    from importlib.metadata import version

    parts = {name: version(name) for name in ("textual", "sqlmodel", "sqlcipher3", "cryptography", "pyrage")}
    if wants_json(options):
        write_json({"version": __version__, **parts})
    else:
        write(f"recovery-tui {__version__}")
        write("\n".join(f"  {name} {number}" for name, number in parts.items()))
    return 0


_COMMANDS: dict[str, Callable[[Options, Path, Clock], int]] = {
    "app": _app,
    "demo": _demo,
    "init": _init,
    "user": _user,
    "passphrase": _passphrase,
    "recover": _recover,
    "load": _load,
    "dump": _dump,
    "history": _history,
    "access": _access,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "report": _report,
    "version": _version,
}
