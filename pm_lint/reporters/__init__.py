"""Reporters: one module per output format, imported when that format is asked for."""

from __future__ import annotations

from importlib import import_module

from pm_lint.reporters.common import Reporter, Summary

FORMATS = ("text", "json", "github", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown")
"""Each format; ``pm_lint.reporters.<name>`` holds the class ``Report``."""

ALWAYS_WITH_HINTS = frozenset({"json"})
"""Formats that carry hints even when the run does not ask for them: editors and scripts choose for themselves."""

__all__ = ["ALWAYS_WITH_HINTS", "FORMATS", "Reporter", "Summary", "reporter"]


def reporter(name: str) -> Reporter:
    """A new reporter for one of ``FORMATS``."""
    made: Reporter = import_module(f"pm_lint.reporters.{name}").Report()
    return made
