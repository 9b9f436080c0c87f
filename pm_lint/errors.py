"""What the user did wrong: each error prints as one line on stderr and ends the run with exit code 2."""

from __future__ import annotations


class PmLintError(Exception):
    """A mistake in the input, said in one line that names the place and what would be right."""


class SourceError(PmLintError):
    """A file that cannot be read as Markdown: missing, unreadable, too large, not UTF-8."""


class ConfigError(PmLintError):
    """Settings or a template that cannot be used, with the file, the line and the nearest valid choice."""


class UsageError(PmLintError):
    """A command line that cannot be carried out."""
