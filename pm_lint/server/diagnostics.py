"""Findings in the protocol's terms."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property

from lsprotocol import types as lsp

from pm_lint.diagnostic import Diagnostic, Severity
from pm_lint.reporters.common import rule_url
from pm_lint.rules import all_rules
from pm_lint.server.documents import Document
from pm_lint.source import Span

SOURCE = "pm-lint"

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.HINT: lsp.DiagnosticSeverity.Hint,
}


def convert(diagnostic: Diagnostic, document: Document) -> lsp.Diagnostic:
    """One finding with its place, its related places and a link to the rule's page."""
    message = diagnostic.message if diagnostic.help is None else f"{diagnostic.message}\n{diagnostic.help}"
    unnecessary = [lsp.DiagnosticTag.Unnecessary] if diagnostic.rule == "unused-suppression" else None
    return lsp.Diagnostic(
        range=document.range(diagnostic.span or Span(0, 0)),
        message=message,
        severity=_SEVERITIES[diagnostic.severity],
        source=SOURCE,
        code=diagnostic.rule,
        code_description=_page(diagnostic.rule),
        tags=unnecessary,
        related_information=[
            lsp.DiagnosticRelatedInformation(lsp.Location(document.uri, document.range(related.span)), related.message)
            for related in diagnostic.related
        ]
        or None,
    )


@cache
def _page(name: str) -> lsp.CodeDescription | None:
    """Where a rule is explained; the rules of plugins have no page among ours."""
    rule = all_rules().get(name)
    ours = rule is not None and rule.check.__module__.startswith("pm_lint.")
    return lsp.CodeDescription(rule_url(name)) if ours else None


class Found:
    """The findings of one version of a document, with the name by which a client asks whether they changed."""

    def __init__(self, items: list[lsp.Diagnostic], version: int | None) -> None:
        self.items = items
        self.version = version

    @cached_property
    def identity(self) -> str:
        """The same for the same findings at the same places, whatever else changed."""
        return hashlib.sha256(repr(self.items).encode("utf-8", "surrogatepass")).hexdigest()[:16]
