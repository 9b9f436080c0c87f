"""The functions of the public API; ``pm_lint.lint_text`` and ``pm_lint.lint_file`` lead here."""

from __future__ import annotations

import os
from pathlib import Path

from pm_lint.engine import Report, lint
from pm_lint.settings.model import DEFAULT, Settings
from pm_lint.source import Source, read_source
from pm_lint.surroundings import around


def lint_text(text: str, settings: Settings = DEFAULT, *, path: str = "-") -> Report:
    """Checks a postmortem given as text; ``path`` is what it is called in the report.

    Raises SourceError where the Markdown parser gives up, ConfigError where the settings name what does not exist.
    """
    return lint(Source(path, text.removeprefix("\ufeff")), settings)


def lint_file(path: str | os.PathLike[str], settings: Settings | None = None) -> Report:
    """Checks a file, with the settings of the settings file nearest above it unless some are given.

    Raises SourceError where the file cannot be read, ConfigError where the settings cannot be used.
    """
    file = Path(path)
    if settings is None:
        from pm_lint.settings.resolve import Resolver

        settings = Resolver().settings(file)
    return lint(read_source(file), settings, around(file))
