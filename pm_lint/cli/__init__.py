"""The command line: one module per command, imported when that command is called."""

from __future__ import annotations

import gc
import os
import sys

from pm_lint import TYPE_CHECKING, __version__
from pm_lint.errors import PmLintError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = {
    "check": "find what is wrong with postmortems",
    "fix": "mend what can be mended without a person",
    "inspect": "show what is understood of a postmortem",
    "explain": "explain a rule",
    "rules": "list the rules",
    "config": "show the settings in force for a file, and where each comes from",
    "new": "write a postmortem from a template",
    "init": "set pm-lint up for a repository",
    "baseline": "record today's findings, so that only new ones fail",
    "timeline": "draw the timeline of a postmortem",
    "server": "run the language server for editors",
}
"""Each command and its one line of help; ``pm_lint.cli.<name>`` holds ``run(argv) -> exit code``."""

_HEEDS_THE_END = frozenset({"asyncio", "concurrent.futures", "coverage", "importlib.metadata", "multiprocessing"})
"""Modules that have something to do at the end; importlib.metadata loads plugins, which may have, too."""
USAGE = "usage: pm-lint COMMAND [OPTION…] [PATH…]"


def entry() -> NoReturn:
    """The program ``pm-lint``."""
    gc.set_threshold(100_000)  # a start builds much and frees little: a tenth of it was looking for garbage
    code = main(sys.argv[1:])
    if _ends_alone():
        os._exit(code)  # all is written: taking what was built apart, object by object, took another tenth
    gc.freeze()
    raise SystemExit(code)


def _ends_alone() -> bool:
    """Whether the end of the interpreter concerns nobody else: no plugin, thread or process, nothing that measures."""
    return sys.modules.keys().isdisjoint(_HEEDS_THE_END) and sys.gettrace() is None and sys.getprofile() is None


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line; gives 0 for nothing found, 1 for findings, 2 for what could not run."""
    words = list(sys.argv[1:] if argv is None else argv)
    from pm_lint.output import finish, print_error

    try:
        return _run(words)
    except PmLintError as error:
        print_error(str(error))
        return 2
    except OSError as error:
        print_error(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        return 2
    except KeyboardInterrupt:
        print_error("interrupted")
        return 2
    finally:
        finish()


def _run(words: list[str]) -> int:
    from pm_lint.output import print_out

    if not words or words[0] in ("-h", "--help", "help"):
        print_out(_help())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        print_out(f"pm-lint {__version__}\n")
        return 0
    command, *rest = words
    if command not in COMMANDS:
        from pm_lint.cli.parser import nearest

        kind = "option" if command.startswith("-") else "command"
        raise UsageError(f"unknown {kind} {command!r}{nearest(command, COMMANDS) or '; see `pm-lint --help`'}")
    from importlib import import_module

    code: int = import_module(f"pm_lint.cli.{command}").run(rest)
    return code


def _help() -> str:
    commands = "".join(f"  {name:<10} {about}\n" for name, about in COMMANDS.items())
    return (
        f"{USAGE}\n\nThe linter for incident postmortems: complete, blameless, and followed up.\n\n"
        f"commands:\n{commands}\n"
        "`pm-lint COMMAND --help` tells more. Exit codes: 0 nothing found, 1 findings, 2 could not run.\n"
    )
