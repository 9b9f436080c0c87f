"""The words after a command: options are declared as for ``argparse`` and read without it.

Importing argparse and building its parser takes some milliseconds of every start, most of it for translations and
for a help that few ask for. Only that help is left to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace as Arguments
from typing import Any, NoReturn

from pm_lint.errors import UsageError
from pm_lint.record import NamedTuple

__all__ = ["Arguments", "Option", "Parser", "nearest"]

_HELP = ("-h", "--help")
_WIDTH = 100
"""Columns of the help, whatever the terminal has."""


class Option(NamedTuple):
    """An option, or the words that belong to none."""

    name: str
    """``--fail-level``; without dashes for words that belong to no option."""
    details: Mapping[str, Any]
    """``action``, ``nargs``, ``type``, ``dest``, ``default``, ``metavar`` and ``help``, as argparse takes them."""

    @property
    def key(self) -> str:
        """What the value is called among the arguments."""
        return self.details.get("dest") or self.name.lstrip("-").replace("-", "_")

    @property
    def default(self) -> Any:
        """The value where nothing is said."""
        return self.details.get("default", False if self.is_switch else None)

    @property
    def is_switch(self) -> bool:
        """Whether the option takes no value."""
        return self.details.get("action") == "store_true"

    def added(self, old: Any, word: str) -> Any:
        """The value once ``word`` is given, after ``old``; raises UsageError for a word that it cannot be."""
        value = self.details.get("type", str)(word)
        match self.details.get("action"):
            case "append":
                return [*(old or ()), value]
            case "extend":
                return [*(old or ()), *value]
        return value


class Group:
    """Options that the help shows under one title."""

    def __init__(self, title: str | None) -> None:
        self.title = title
        self.options: list[Option] = []

    def add_argument(self, name: str, **details: Any) -> None:
        self.options.append(Option(name, details))


class Parser(Group):
    """The options of one command; a mistake is a UsageError, with the nearest option that would be right."""

    def __init__(self, command: str, description: str) -> None:
        super().__init__(None)
        self.prog = f"pm-lint {command}"
        self.description = description
        self.groups: list[Group] = [self]

    def add_argument_group(self, title: str) -> Group:
        group = Group(title)
        self.groups.append(group)
        return group

    def all_options(self) -> list[Option]:
        """The options of all groups, in the order of the help, and the words that belong to none."""
        return [option for group in self.groups for option in group.options]

    def parse(self, argv: Sequence[str]) -> Arguments:
        """Reads the words after the command's name; ``--help`` prints the help and leaves.

        Paths may stand before, between and after options; what follows ``--`` is a path whatever it looks like.
        """
        options = {option.name: option for option in self.all_options() if option.name.startswith("-")}
        found = {option.key: option.default for option in options.values()}
        words = list(reversed(argv))
        free: list[str] = []
        while words:
            word = words.pop()
            if word == "--":
                free += reversed(words)
                break
            if not _is_option(word):
                free.append(word)
                continue
            name, equals, value = word.partition("=")
            if name in _HELP:
                self._show_help()
            if name not in options:
                hint = nearest(name, (*_HELP, *options)) or f"; see `{self.prog} --help`"
                raise UsageError(f"unknown option {name!r}{hint}")
            option = options[name]
            if option.is_switch:
                if equals:
                    self._fail(f"{name}: ignored explicit argument {value!r}")
                found[option.key] = True
                continue
            if not equals:
                if not words or _is_option(words[-1]):
                    self._fail(f"{name}: expected one argument")
                value = words.pop()
            found[option.key] = option.added(found[option.key], value)
        return Arguments(**found, **self._free(free))

    def _free(self, words: list[str]) -> dict[str, Any]:
        """What the words that belong to no option are."""
        option = next((option for option in self.all_options() if not option.name.startswith("-")), None)
        number = option.details["nargs"] if option else ""
        if option is not None and number in ("*", "+"):
            if number == "+" and not words:
                self._fail(f"the following arguments are required: {option.details['metavar']}")
            return {option.key: words}
        taken, left = (words[:1], words[1:]) if number == "?" else ([], words)
        if left:
            self._fail(f"{self.prog} does not take {left[0]!r}")
        return {option.key: taken[0] if taken else option.default} if option is not None else {}

    def _fail(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see `{self.prog} --help`)")

    def _show_help(self) -> NoReturn:
        from argparse import ArgumentParser, HelpFormatter

        from pm_lint.output import print_out

        shown = ArgumentParser(
            prog=self.prog,
            description=self.description,
            formatter_class=lambda prog: HelpFormatter(prog, width=_WIDTH, max_help_position=32),
        )
        for group in self.groups:
            holder = shown.add_argument_group(group.title) if group.title else shown
            for option in group.options:
                holder.add_argument(option.name, **option.details)
        print_out(shown.format_help())
        raise SystemExit(0)


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'check'?``, or nothing where no known name is near."""
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    names = {name.lstrip("-"): name for name in known}  # dashes alike make no option like another
    found = get_close_matches(word.lstrip("-"), list(names), n=1, cutoff=0.5)
    return f"; did you mean {names[found[0]]!r}?" if found else ""
