"""The argument parser: one clear line for each mistake, with the nearest name that would be right."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from pm_lint.errors import UsageError

_WIDTH = 100  # fixed, for asking the terminal costs an import of shutil at every start


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError instead of printing its usage and leaving."""

    def __init__(self, command: str, description: str, **more: Any) -> None:
        super().__init__(
            prog=f"pm-lint {command}",
            description=description,
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.HelpFormatter(prog, width=_WIDTH, max_help_position=32),
            **more,
        )

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """Parses the words after the command's name; raises UsageError for an unknown option.

        Paths may stand before, between and after options; what follows ``--`` is a path whatever it looks like.
        """
        words = list(argv)
        split = words.index("--") if "--" in words else len(words)
        known, rest = self.parse_known_args(words[:split])
        for word in rest:
            if word.startswith("-") and word != "-":
                option = word.split("=", 1)[0]
                raise UsageError(f"unknown option {option!r}{nearest(option, self._option_string_actions)}")
        rest += words[split + 1 :]
        if rest and not hasattr(known, "paths"):
            raise UsageError(f"{self.prog} does not take {rest[0]!r} (see `{self.prog} --help`)")
        if rest:
            known.paths = [*known.paths, *rest]
        return known

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message.removeprefix('argument ')} (see `{self.prog} --help`)")


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'check'?``, or nothing where no known name is near."""
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    found = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else ""


def names(text: str) -> tuple[str, ...]:
    """A comma-separated list of names."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def one_of(what: str, known: Sequence[str]) -> Callable[[str], str]:
    """An argument type: one of ``known``, else a UsageError that calls it an unknown ``what``."""

    def convert(word: str) -> str:
        if word not in known:
            raise UsageError(f"unknown {what} {word!r}{nearest(word, known) or '; known are ' + ', '.join(known)}")
        return word

    return convert


def add_output_format(parser: argparse.ArgumentParser) -> None:
    """Text for people or JSON for programs: shared by the commands that show what there is."""
    parser.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=one_of("output format", ("text", "json")),
        default="text",
        help="text (default) or json",
    )


def add_settings_options(parser: argparse.ArgumentParser) -> None:
    """The options that say which settings are in force: shared by all commands that read documents."""
    group = parser.add_argument_group("settings")
    group.add_argument("--config", metavar="FILE", help="use this settings file for all documents")
    group.add_argument("--isolated", action="store_true", help="read no settings file")
    group.add_argument("--today", metavar="DATE", help="the ISO date that counts as today (default: the real one)")
    group.add_argument(
        "--plugin",
        metavar="NAME",
        action="append",
        default=[],
        help="load the rules of this installed plugin (never loaded because a settings file asks)",
    )


def add_selection_options(parser: argparse.ArgumentParser, deed: str) -> None:
    """Which rules: shared by the commands that run them; ``deed`` says what is done with those ("run")."""
    group = parser.add_argument_group("rules")
    for option, about in (
        ("--select", f"{deed} these rules and groups only"),
        ("--extend-select", f"{deed} these rules and groups too"),
        ("--ignore", "leave these rules and groups out"),
    ):
        group.add_argument(option, metavar="NAME,…", type=names, action="extend", help=about)


def add_speed_options(parser: argparse.ArgumentParser) -> None:
    """The options about how many processes work, and what they may remember."""
    group = parser.add_argument_group("speed")
    group.add_argument("--no-cache", action="store_true", help="neither use nor write the cache")
    group.add_argument(
        "--cache-dir", metavar="FOLDER", help="keep the cache here (default: $PM_LINT_CACHE_DIR or the user's cache)"
    )
    group.add_argument("--jobs", metavar="N", type=_number, help="use at most N processes (default: as many as pay)")
    group.add_argument("--no-progress", action="store_true", help="show no progress on a terminal")


def _number(word: str) -> int:
    if not (word.isascii() and word.isdigit()) or not int(word):
        raise UsageError(f"--jobs takes a number from 1, not {word!r}")
    return int(word)


def add_paths(parser: argparse.ArgumentParser) -> None:
    """The documents to read."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="files, folders, or - for standard input")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help="what standard input is called, and whose settings it takes"
    )
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave out excluded files even when they are named"
    )
