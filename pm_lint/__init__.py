"""pm-lint: the linter for incident postmortems.

    import pm_lint

    for diagnostic in pm_lint.lint_text("# Outage\\n\\nThe root cause was human error.\\n").diagnostics:
        print(diagnostic.rule, diagnostic.message)

Names are loaded when first used, for a command such as ``pm-lint --version`` needs none of them.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it: the module that defines it is slow to import
if TYPE_CHECKING:
    from typing import Any

    from pm_lint.api import lint_file, lint_text
    from pm_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
    from pm_lint.engine import Report
    from pm_lint.errors import ConfigError, PmLintError, SourceError
    from pm_lint.postmortem import Postmortem
    from pm_lint.settings.model import Settings
    from pm_lint.source import Position, Source, Span

__version__ = "0.1.0"

_HOMES = {
    "lint_file": "pm_lint.api",
    "lint_text": "pm_lint.api",
    "Applicability": "pm_lint.diagnostic",
    "Diagnostic": "pm_lint.diagnostic",
    "Edit": "pm_lint.diagnostic",
    "Fix": "pm_lint.diagnostic",
    "Related": "pm_lint.diagnostic",
    "Severity": "pm_lint.diagnostic",
    "Report": "pm_lint.engine",
    "ConfigError": "pm_lint.errors",
    "PmLintError": "pm_lint.errors",
    "SourceError": "pm_lint.errors",
    "Postmortem": "pm_lint.postmortem",
    "Settings": "pm_lint.settings.model",
    "Position": "pm_lint.source",
    "Source": "pm_lint.source",
    "Span": "pm_lint.source",
}

__all__ = [
    "Applicability",
    "ConfigError",
    "Diagnostic",
    "Edit",
    "Fix",
    "PmLintError",
    "Position",
    "Postmortem",
    "Related",
    "Report",
    "Settings",
    "Severity",
    "Source",
    "SourceError",
    "Span",
    "__version__",
    "lint_file",
    "lint_text",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
