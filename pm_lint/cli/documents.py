"""Which documents a command reads, and with which settings: shared by all commands that take paths."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path

from pm_lint.cli.parser import Arguments
from pm_lint.errors import ConfigError, UsageError
from pm_lint.files import discover, expand
from pm_lint.output import print_note
from pm_lint.runner import Result
from pm_lint.settings import DEFAULT, Settings
from pm_lint.settings.resolve import Resolver
from pm_lint.source import Source

STDIN = "-"


class Documents:
    """The documents of one command line."""

    def __init__(self, arguments: Arguments) -> None:
        self.paths: list[str] = [path for path in arguments.paths if path != STDIN]
        self.standard_input: str | None = None
        """What standard input is called, None where it is not read."""
        if STDIN in arguments.paths or (arguments.stdin_filename and not arguments.paths):
            self.standard_input = arguments.stdin_filename or STDIN
        self.force_exclude: bool = arguments.force_exclude
        self.resolver = resolver(arguments)
        self.problems: list[str] = []
        """What is wrong with settings files, each said once."""

    @classmethod
    def from_arguments(cls, arguments: Arguments) -> Documents:
        load_plugins(arguments.plugin)
        return cls(arguments)

    @cached_property
    def files(self) -> list[Path]:
        """The files to read; says on standard error when there are none."""
        if self.paths or self.standard_input is not None:
            found = list(expand(self.paths, self.resolver.excludes, force_exclude=self.force_exclude))
        else:
            found = list(discover(Path(), self.resolver.includes, self.resolver.excludes))
        if not found and self.standard_input is None:
            print_note("no postmortem found; name files or folders, or set `include`")
        return found

    def settings(self, path: Path) -> Settings:
        """The settings for one document; raises ConfigError, which is also noted in ``problems``."""
        try:
            return self.resolver.settings(path)
        except ConfigError as error:
            if str(error) not in self.problems:
                self.problems.append(str(error))
            raise

    def settings_or_default(self, path: str) -> Settings:
        """The settings for one document; the defaults where they cannot be read."""
        try:
            return self.settings(Path(path))
        except ConfigError:
            return DEFAULT

    def read_standard_input(self) -> Source:
        """The document on standard input; raises SourceError."""
        return Source.from_bytes(self.standard_input or STDIN, sys.stdin.buffer.read())

    def lint_standard_input(self) -> Result:
        """The result for the document on standard input."""
        from pm_lint.errors import PmLintError
        from pm_lint.runner import lint_source

        name = self.standard_input or STDIN
        path = None if name == STDIN else Path(name)
        try:
            return lint_source(self.read_standard_input(), self.settings(path or Path("_")), path)
        except PmLintError as error:
            return Result(name, None, error=str(error))

    def sources(self) -> Iterator[tuple[str, Source | None, str | None]]:
        """(path, document, why it could not be read) of each document."""
        from pm_lint.errors import SourceError
        from pm_lint.source import read_source

        readers: list[tuple[str, Callable[[], Source]]] = [
            (str(path), partial(read_source, path)) for path in self.files
        ]
        if self.standard_input is not None:
            readers.insert(0, (self.standard_input, self.read_standard_input))
        for name, reader in readers:
            try:
                yield name, reader(), None
            except SourceError as error:
                yield name, None, str(error)


def resolver(arguments: Arguments) -> Resolver:
    """The settings that the command line asks for; raises UsageError and ConfigError for what it cannot have."""
    changes = {
        name: value
        for name in ("select", "extend_select", "ignore", "fail_level", "pedantic", "today")
        if (value := getattr(arguments, name, None)) is not None
    }
    if "today" in changes:
        from pm_lint.settings.validate import is_date

        if not is_date(changes["today"]):
            raise UsageError(f"--today takes a date like 2026-11-30, not {changes['today']!r}")
    for name in ("select", "extend_select", "ignore"):
        if name in changes:
            from pm_lint.rules import check_name

            changes[name] = tuple(changes[name])
            for rule in changes[name]:
                check_name(rule)
    if arguments.config is not None and not Path(arguments.config).is_file():
        raise UsageError(f"the settings file {arguments.config!r} does not exist")
    return Resolver(arguments.config, isolated=arguments.isolated, changes=changes)


def lint_files(files: Sequence[Path], documents: Documents, arguments: Arguments) -> Iterator[Result]:
    """The results for files on disk, by the options of :func:`pm_lint.cli.arguments.add_speed_options`."""
    if not files:
        return iter(())
    from pm_lint.runner import run

    cache = None
    if not arguments.no_cache and not arguments.plugin:  # the code of plugins is not part of what the cache compares
        from pm_lint.cache import open_cache

        cache = open_cache(arguments.cache_dir)
    results = run(files, documents.settings, jobs=arguments.jobs, cache=cache)
    if not sys.stderr.isatty():
        return results
    from pm_lint.progress import watched

    return watched(results, len(files), wanted=not arguments.no_progress)


def load_plugins(names: list[str]) -> None:
    """Imports the rules of installed plugins, which is the only way in which code of others is ever run."""
    if not names:
        return
    from importlib.metadata import entry_points

    known = {point.name: point for point in entry_points(group="pm_lint.rules")}
    for name in names:
        if name not in known:
            from pm_lint.cli.parser import nearest

            raise ConfigError(f"no plugin {name!r} is installed{nearest(name, known)}")
        known[name].load()
