"""One analysis of each version of each document, shared by every request about it."""

from __future__ import annotations

from pm_lint.diagnostic import Diagnostic
from pm_lint.engine import Report, lint
from pm_lint.errors import ConfigError, PmLintError
from pm_lint.postmortem import Postmortem
from pm_lint.record import NamedTuple
from pm_lint.server.documents import Document
from pm_lint.server.relevance import is_postmortem
from pm_lint.settings.model import DEFAULT, Settings
from pm_lint.settings.resolve import Resolver
from pm_lint.surroundings import around

LONGEST = 1_000_000
"""Code points that are checked in an editor: as many take seconds, in which it would get no answer."""


class Analysis(NamedTuple):
    """What is known about one version of a document."""

    postmortem: Postmortem | None
    """None where the text cannot be analysed at all."""
    diagnostics: tuple[Diagnostic, ...]
    problem: str | None = None
    """Why the settings could not be used (then the defaults were), or the text not be analysed."""


def analyse(document: Document, resolver: Resolver, today: str, *, everything: bool = True) -> Analysis:
    """Lints the text that the editor shows; ``today`` is an ISO date. Never raises for what a user wrote.

    Unless ``everything`` is to be checked, nothing is found in what does not look like a postmortem.
    """
    if len(document.text) > LONGEST:
        said = (
            f"is more than {LONGEST:,} characters long, too much to check while it is edited; `pm-lint check` reads it"
        )
        return Analysis(None, (), said)
    settings, problem = _settings(document, resolver, today)
    try:
        report, problem = _lint(document, settings, problem)
    except PmLintError as error:
        return Analysis(None, (), str(error))
    if everything or is_postmortem(document, report.postmortem, resolver):
        return Analysis(report.postmortem, report.diagnostics, problem)
    return Analysis(report.postmortem, ())


def _lint(document: Document, settings: Settings, problem: str | None) -> tuple[Report, str | None]:
    """The report, and what is wrong with the settings; without their template where that cannot be used."""
    surroundings = around(document.path)
    try:
        return lint(document.source, settings, surroundings), problem
    except ConfigError as error:
        plain = settings._replace(template=DEFAULT.template)
        return lint(document.source, plain, surroundings), problem or str(error)


def _settings(document: Document, resolver: Resolver, today: str) -> tuple[Settings, str | None]:
    if document.path is None:
        return DEFAULT._replace(today=today), None
    try:
        return resolver.settings(document.path), None
    except ConfigError as error:
        return DEFAULT._replace(today=today), str(error)
