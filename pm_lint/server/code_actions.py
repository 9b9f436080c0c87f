"""Quick fixes: each finding's own, all safe ones at once, suppressions, and words to add to the settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types as lsp

from pm_lint.diagnostic import Applicability, Diagnostic, Edit
from pm_lint.fixes import SAFE, choose
from pm_lint.postmortem import Postmortem
from pm_lint.record import NamedTuple
from pm_lint.server.diagnostics import convert
from pm_lint.server.documents import Document
from pm_lint.server.settings_edit import add_to_settings
from pm_lint.source import Span

FIX_ALL = "source.fixAll.pm-lint"

_TITLES = {
    Applicability.SAFE: "{title}",
    Applicability.UNSAFE: "{title} (may change the meaning)",
    Applicability.DISPLAY: "{title} (to complete)",
}


class Request(NamedTuple):
    """What a client asks quick fixes for."""

    document: Document
    postmortem: Postmortem
    diagnostics: Sequence[Diagnostic]
    range: lsp.Range
    only: Sequence[str] | None
    versioned: bool = True
    """Whether the client takes edits of one version of a document, and the creation of files."""

    def wants(self, kind: str) -> bool:
        """Whether the client asked for this kind of action, or one that contains it."""
        return self.only is None or any(kind == one or kind.startswith(f"{one}.") for one in self.only)


def code_actions(request: Request) -> list[lsp.CodeAction]:
    """Every action that applies to the range, the safest first."""
    actions: list[lsp.CodeAction] = []
    if request.wants("quickfix"):
        here = [diagnostic for diagnostic in request.diagnostics if _touches(diagnostic, request)]
        for diagnostic in here:
            actions += _quick_fixes(diagnostic, request)
        actions += _missing_sections(request) if any(one.rule == "missing-section" for one in here) else []
        for diagnostic in here:
            actions += _suppressions(diagnostic, request)
            actions += _settings(diagnostic, request)
    if request.wants(FIX_ALL):
        actions += _fix_all(request)
    return actions


def _touches(diagnostic: Diagnostic, request: Request) -> bool:
    span = diagnostic.span or Span(0, 0)
    start, end = (request.document.offset(place) for place in (request.range.start, request.range.end))
    return span.start <= end and start <= span.end


def _edit(request: Request, edits: Iterable[Edit]) -> lsp.WorkspaceEdit:
    """Edits of one version of one document; a client refuses them when the text has moved on."""
    document = request.document
    changes: list[lsp.TextEdit | lsp.AnnotatedTextEdit | lsp.SnippetTextEdit] = [
        lsp.TextEdit(document.range(edit.span), edit.text) for edit in edits
    ]
    if not request.versioned:
        return lsp.WorkspaceEdit(changes={document.uri: [one for one in changes if isinstance(one, lsp.TextEdit)]})
    identifier = lsp.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(identifier, changes)])


def _action(
    title: str, request: Request, edits: Iterable[Edit], diagnostics: Iterable[Diagnostic], *, preferred: bool = False
) -> lsp.CodeAction:
    return lsp.CodeAction(
        title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[convert(diagnostic, request.document) for diagnostic in diagnostics],
        edit=_edit(request, edits),
        is_preferred=preferred or None,
    )


def _quick_fixes(diagnostic: Diagnostic, request: Request) -> Iterator[lsp.CodeAction]:
    fix = diagnostic.fix
    if fix is not None:
        title = _TITLES[fix.applicability].format(title=_capital(fix.title))
        safe = fix.applicability is Applicability.SAFE
        yield _action(title, request, fix.edits, [diagnostic], preferred=safe)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _missing_sections(request: Request) -> Iterator[lsp.CodeAction]:
    missing = [one for one in request.diagnostics if one.rule == "missing-section" and one.fix is not None]
    if len(missing) > 1:
        edits = [edit for diagnostic in missing if diagnostic.fix for edit in diagnostic.fix.edits]
        yield _action("Insert all missing sections", request, edits, missing)


def _fix_all(request: Request) -> Iterator[lsp.CodeAction]:
    edits = choose(request.document.source, request.diagnostics, SAFE).edits
    if edits:
        yield lsp.CodeAction("Fix all safe pm-lint findings", FIX_ALL, edit=_edit(request, edits))


def _suppressions(diagnostic: Diagnostic, request: Request) -> Iterator[lsp.CodeAction]:
    source = request.document.source
    line = source.line_of(diagnostic.span.start) if diagnostic.span else 1
    front = request.postmortem.tree.front_matter
    body_start = front.span.end if front else 0
    comment = f"<!-- pm-lint-disable-{{where}} {diagnostic.rule} -- reason -->"
    if diagnostic.span is not None and diagnostic.span.start >= body_start:
        text = source.line_text(line).rstrip()
        end = source.line_starts[line - 1] + len(text)
        at, glue = (end - 1, " ") if text.endswith("|") else (end, "")  # inside the last cell of a table row
        edit = Edit(Span(at, at), f" {comment.format(where='line')}{glue}")
        yield _action(f"Suppress {diagnostic.rule} on this line", request, [edit], [diagnostic])
    at = source.line_starts[min(source.line_of(body_start), source.line_count - 1)] if front else 0
    edit = Edit(Span(at, at), f"{comment.format(where='file')}{source.newline * 2}")
    yield _action(f"Suppress {diagnostic.rule} in this file", request, [edit], [diagnostic])


def _settings(diagnostic: Diagnostic, request: Request) -> Iterator[lsp.CodeAction]:
    if diagnostic.group != "language" or diagnostic.span is None or request.document.path is None:
        return
    if not request.versioned:
        return  # it may need a new file
    phrase = " ".join(request.document.source.slice(diagnostic.span).split())
    if not 0 < len(phrase) <= 80:
        return
    for key, title in (("allowed-phrases", "Allow the phrase"), ("systems", "This is a system:")):
        if key == "systems" and len(phrase.split()) > 2:
            continue
        edit = add_to_settings(request.document.path, key, phrase)
        if edit is not None:
            kind = lsp.CodeActionKind.QuickFix
            yield lsp.CodeAction(f"{title} “{phrase}” in the pm-lint settings", kind=kind, edit=edit)
