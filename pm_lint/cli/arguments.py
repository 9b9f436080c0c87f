"""The options that several commands share, and the kinds of words that options take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pm_lint.cli.parser import Parser, nearest
from pm_lint.errors import UsageError


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


def add_output_format(parser: Parser) -> None:
    """Text for people or JSON for programs: shared by the commands that show what there is."""
    parser.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=one_of("output format", ("text", "json")),
        default="text",
        help="text (default) or json",
    )


def add_settings_options(parser: Parser) -> None:
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


def add_selection_options(parser: Parser, deed: str) -> None:
    """Which rules: shared by the commands that run them; ``deed`` says what is done with those ("run")."""
    group = parser.add_argument_group("rules")
    for option, about in (
        ("--select", f"{deed} these rules and groups only"),
        ("--extend-select", f"{deed} these rules and groups too"),
        ("--ignore", "leave these rules and groups out"),
    ):
        group.add_argument(option, metavar="NAME,…", type=names, action="extend", help=about)


def add_speed_options(parser: Parser) -> None:
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


def add_paths(parser: Parser) -> None:
    """The documents to read."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="files, folders, or - for standard input")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help="what standard input is called, and whose settings it takes"
    )
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave out excluded files even when they are named"
    )
