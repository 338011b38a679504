"""The command line: what was asked for, what it answers, how it exits. The work itself is in `cli_commands`.

Exit codes: 0 done, 1 refused or failed, 2 usage, 3 done with something to look at, 4 wrong passphrase or not allowed,
5 in use, 130 interrupted. Nothing heavy is imported before it is known which command runs.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from recovery_tui import __version__
from recovery_tui.clock import Clock
from recovery_tui.errors import RecoveryError, UsageError

INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in the program's own way."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(f"{message[:1].upper()}{message[1:]}. `recovery-tui --help` lists the commands.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status. Prints errors to standard error as `recovery-tui: CODE: sentence`."""
    asked = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in asked
    clock, data = Clock(), None
    _write_any_letter()
    try:
        options = parser().parse_args(asked)
        data = _data_folder(options)
        clock = Clock(getattr(options, "as_of", None))
        from recovery_tui import cli_commands

        return cli_commands.run(options, data, clock)
    except RecoveryError as error:
        return _told(error, as_json)
    except KeyboardInterrupt:
        sys.stderr.write("recovery-tui: interrupted: Stopped. What was not finished was not kept.\n")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _told(_unexpected(error, data, clock), as_json)


def _write_any_letter() -> None:
    """A name the output's encoding lacks is written escaped (`\\u0141`), instead of ending the command halfway."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def parser() -> argparse.ArgumentParser:
    """The commands and their flags, as the contract has them. Common flags stand before or after the command."""
    common = _common()
    top = _Parser(
        prog="recovery-tui",
        parents=[common],
        description="Recovery plans, kept encrypted on this computer. Without a command it opens the screens.",
    )
    plain = "one line at a time: for screen readers, very large fonts and slow lines"
    top.add_argument("--plain", action="store_true", help=plain)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, said: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[common], help=said, description=said)

    demo = command("demo", "a throwaway encrypted store with fictional people, removed at exit")
    demo.add_argument("--people", type=int, default=45)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=plain)
    demo.add_argument("--keep", action="store_true", help="leave the folder where it is and say where")
    _owner_flags(command("init", "make a store; prints the recovery words once"))
    users = command("user", "the stores (people) in this data folder").add_subparsers(
        dest="user_command", metavar="add|list", required=True, parser_class=_Parser
    )
    users.add_parser("list", parents=[common], help="who has a store here")
    _owner_flags(users.add_parser("add", parents=[common], help="make a store beside those that are here"))
    passphrase = command("passphrase", "change the passphrase")
    passphrase.add_argument("--new-passphrase-file", metavar="FILE")
    recover = command("recover", "open with the recovery words and set a new passphrase")
    recover.add_argument("--words-file", metavar="FILE")
    recover.add_argument("--new-passphrase-file", metavar="FILE")
    load = command("load", "bring in records; validates every line")
    load.add_argument("file", type=_file)
    load.add_argument("--dry-run", action="store_true")
    load.add_argument("--partial", action="store_true")
    dump = command("dump", "records out, as JSON lines")
    dump.add_argument("--person", metavar="ID|NUMBER")
    dump.add_argument("--since", type=_day, metavar="DATE")
    _exchange_commands(command)
    command("history", "every change of a record").add_argument("record")
    command("access", "who has looked at, printed or exported a person").add_argument("person")
    check = command("check", "cipher pages, chain, seals, tables equal to the log")
    check.add_argument("--rebuild", action="store_true")
    command("backup", "one proven backup file").add_argument("file", type=_file)
    command("restore", "put a backup in place; what was there is kept beside").add_argument(
        "file", type=_file
    )
    report = command("report", "a plan, a day sheet for the wing, Today or the caseload")
    report.add_argument("report", choices=("plan", "today", "caseload", "day-sheet"))
    report.add_argument("--person", metavar="ID|NUMBER", help="plan: whose")
    report.add_argument("--from", dest="start", type=_day, metavar="DATE")
    report.add_argument("--to", dest="end", type=_day, metavar="DATE")
    report.add_argument("--format", choices=("text", "html", "pdf", "csv", "json"), default="text")
    report.add_argument("--out", type=_file, metavar="FILE")
    report.add_argument("--large", action="store_true", help="plan: 18 point")
    report.add_argument(
        "--show",
        action="append",
        default=[],
        choices=("medicines", "services", "numbers", "people"),
        help="plan: what the person wants on their copy besides",
    )
    report.add_argument("--where", default="", metavar="C2", help="day-sheet: locations that begin so")
    command("version", "versions of the program and of what it stands on")
    return top


def _exchange_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Cards, files that leave and enter, conflicts, erasure."""
    common = _common()
    cards = command("card", "identity cards: one's own, and those of others").add_subparsers(
        dest="card_command",
        metavar="export|show|trust|list|revoke|renew",
        required=True,
        parser_class=_Parser,
    )
    cards.add_parser("export", parents=[common], help="write your own card to a file").add_argument(
        "file", type=_file
    )
    cards.add_parser("show", parents=[common], help="whose card a file is, and its eight words").add_argument(
        "file", type=_file
    )
    trust = cards.add_parser("trust", parents=[common], help="accept a card whose eight words were read out")
    trust.add_argument(
        "file", metavar="FILE|FINGERPRINT", help="a card's file, or the fingerprint or name of one kept here"
    )
    trust.add_argument(
        "--words", required=True, metavar="WORDS", help="the eight words, as they were read out"
    )
    cards.add_parser("list", parents=[common], help="every card kept here, and how far it is believed")
    revoke = cards.add_parser("revoke", parents=[common], help="believe nothing new of somebody")
    revoke.add_argument("fingerprint", metavar="FINGERPRINT|NAME")
    revoke.add_argument("--reason", choices=("lost", "stolen", "left"), required=True)
    cards.add_parser("renew", parents=[common], help="new keys and a new card for yourself")
    command("start-pack", "card, site, agencies and settings for a colleague's first run").add_argument(
        "file", type=_file
    )
    export = command("export", "write a sealed file for others")
    export.add_argument("file", type=_file, metavar="OUT.rpb")
    export.add_argument("--to", action="append", required=True, metavar="FINGERPRINT|NAME")
    export.add_argument("--person", action="append", default=[], metavar="ID|NUMBER")
    export.add_argument("--purpose", choices=("report", "handover", "review"), default="report")
    export.add_argument("--basis", metavar="CODE", help="lawful basis, for another organisation")
    export.add_argument("--reason", metavar="TEXT")
    export.add_argument("--full", action="store_true", help="repeat what is confirmed")
    inspect = command("inspect", "look inside a file; changes nothing")
    inspect.add_argument("file", type=_file, metavar="FILE.rpb")
    inspect.add_argument("--full", action="store_true", help="read everything and say what would come of it")
    command("import", "take in files, or all in a folder").add_argument(
        "files", type=Path, nargs="+", metavar="FILE.rpb|FOLDER"
    )
    command("receipts", "what each recipient has confirmed, what is only here").add_argument(
        "--write", type=Path, metavar="FOLDER"
    )
    conflicts = command("conflicts", "where writers disagree").add_subparsers(
        dest="conflict_command", metavar="list|resolve", parser_class=_Parser
    )
    conflicts.add_parser("list", parents=[common], help="every one, with all answers")
    resolve = conflicts.add_parser("resolve", parents=[common], help="let one answer stand")
    resolve.add_argument("id", metavar="RECORD/field")
    resolve.add_argument("--take", type=int, metavar="N")
    resolve.add_argument("--value", metavar="V")
    erase = command("erase", "ask that a person be erased, or approve it")
    erase.add_argument("person", nargs="?", metavar="PERSON-ID")
    erase.add_argument("--reason", metavar="CODE")
    erase.add_argument("--approve", metavar="REQUEST-ID")


def _common() -> _Parser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data-dir", type=Path, metavar="DIR")
    common.add_argument("--user", metavar="NAME", help="which store, when there are several")
    common.add_argument("--passphrase-file", metavar="FILE", help="its first line; - reads standard input")
    common.add_argument("--json", action="store_true", help="one JSON object on standard output")
    common.add_argument("--quiet", action="store_true")
    common.add_argument("--as-of", type=_day, metavar="DATE", help="the day to take for today")
    return common


def _owner_flags(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", required=True)
    command.add_argument("--role", choices=("keyworker", "supervisor"), required=True)
    command.add_argument("--establishment", required=True, metavar="CODE")
    command.add_argument("--organisation", default="", metavar="NAME")
    command.add_argument(
        "--start-pack", type=Path, metavar="FILE", help="what a supervisor gave for the first run"
    )


def _file(text: str) -> Path:
    path = Path(text)
    if not path.name:
        raise argparse.ArgumentTypeError("a file needs a name")
    return path


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a date is written like 2026-11-24") from None


def _data_folder(options: argparse.Namespace) -> Path:
    from recovery_tui.vault.folder import data_folder

    return data_folder(getattr(options, "data_dir", None), os.environ)


def _told(error: RecoveryError, as_json: bool) -> int:
    """Print an error; a command that has an object of its own has printed it already, with the error in it."""
    from recovery_tui.cli_terminal import complain

    complain(f"recovery-tui: {error.code}: {error.message}")
    if as_json and not getattr(error, "printed", False):
        sys.stdout.write(json.dumps({"error": {"code": error.code, "message": error.message}}) + "\n")
    return error.exit_status


def _unexpected(error: Exception, data: Path | None, clock: Clock) -> RecoveryError:
    if data is None:
        return RecoveryError("Something unexpected happened. Nothing was changed.")
    from recovery_tui.problems import note_problem

    reference = note_problem(data, clock, error)
    return RecoveryError(
        f"Something unexpected happened (reference {reference}, version {__version__}). What was saved is safe. "
        "Try again; if it comes back, tell support the reference."
    )
