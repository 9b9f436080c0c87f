"""Findings in the protocol's terms."""

from __future__ import annotations

import hashlib
from functools import cached_property

from lsprotocol import types as lsp

from pm_lint.diagnostic import Diagnostic, Severity
from pm_lint.reporters.common import rule_url
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
    url = rule_url(diagnostic.rule)
    message = diagnostic.message if diagnostic.help is None else f"{diagnostic.message}\n{diagnostic.help}"
    unnecessary = [lsp.DiagnosticTag.Unnecessary] if diagnostic.rule == "unused-suppression" else None
    return lsp.Diagnostic(
        range=document.range(diagnostic.span or Span(0, 0)),
        message=message,
        severity=_SEVERITIES[diagnostic.severity],
        source=SOURCE,
        code=diagnostic.rule,
        code_description=lsp.CodeDescription(url) if url else None,
        tags=unnecessary,
        related_information=[
            lsp.DiagnosticRelatedInformation(lsp.Location(document.uri, document.range(related.span)), related.message)
            for related in diagnostic.related
        ]
        or None,
    )


class Found:
    """The findings of one version of a document, with the name by which a client asks whether they changed."""

    def __init__(self, items: list[lsp.Diagnostic], version: int | None) -> None:
        self.items = items
        self.version = version

    @cached_property
    def identity(self) -> str:
        """The same for the same findings at the same places, whatever else changed."""
        return hashlib.sha256(repr(self.items).encode("utf-8", "surrogatepass")).hexdigest()[:16]
