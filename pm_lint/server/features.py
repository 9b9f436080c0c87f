"""What the server answers: each protocol method, bound to the function that knows."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from lsprotocol import types as lsp

from pm_lint.chart import mermaid
from pm_lint.server import code_actions, completion, hover, lenses, links, symbols
from pm_lint.server.diagnostics import SOURCE, Found
from pm_lint.server.documents import Document
from pm_lint.server.session import Session
from pm_lint.server.workspace import WATCHED, postmortems

SHOW_TIMELINE = lenses.SHOW_TIMELINE

server = Session()


# -------------------------------------------------------------------- life cycle
@server.feature(lsp.INITIALIZE)
def initialize(session: Session, parameters: lsp.InitializeParams) -> None:
    _configure(session, parameters.initialization_options)


def _configure(session: Session, options: Any) -> None:
    """Takes over ``{"debounce": milliseconds, "documents": "all" | "postmortems"}``, alone or under ``pm-lint``.

    Everything else is left alone: clients send what they like.
    """
    if isinstance(options, dict):
        options = options.get("pm-lint", options)
    if not isinstance(options, dict):
        return
    milliseconds = options.get("debounce")
    if isinstance(milliseconds, (int, float)) and 0 <= milliseconds <= 60_000:
        session.debounce = milliseconds / 1000
    if (documents := options.get("documents")) in ("all", "postmortems"):
        session.everything = documents == "all"


@server.feature(lsp.INITIALIZED)
def initialized(session: Session, _parameters: lsp.InitializedParams) -> None:
    """Asks to hear of changed settings files, where the client can tell."""
    workspace = session.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(pattern) for pattern in WATCHED])
    registration = lsp.Registration("pm-lint-settings", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    session.client_register_capability(lsp.RegistrationParams([registration]))
    session.watched = True


@server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
def did_change_configuration(session: Session, parameters: lsp.DidChangeConfigurationParams) -> None:
    _configure(session, parameters.settings)
    session.settings_changed()


@server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def did_change_watched_files(session: Session, _parameters: lsp.DidChangeWatchedFilesParams) -> None:
    session.settings_changed()


@server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
def did_change_workspace_folders(session: Session, _parameters: lsp.DidChangeWorkspaceFoldersParams) -> None:
    session.settings_changed()


# --------------------------------------------------------------------- documents
@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
def did_open(session: Session, parameters: lsp.DidOpenTextDocumentParams) -> None:
    item = parameters.text_document
    document = Document(item.uri, item.text, item.version, session.encoding)
    session.documents[item.uri] = document
    session.publish(document)


@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
def did_change(session: Session, parameters: lsp.DidChangeTextDocumentParams) -> None:
    document = session.documents.get(parameters.text_document.uri)
    if document is not None:
        document.apply(parameters.content_changes, parameters.text_document.version)
        session.schedule(document)


@server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
def did_save(session: Session, parameters: lsp.DidSaveTextDocumentParams) -> None:
    document = session.documents.get(parameters.text_document.uri)
    if document is not None:
        session.saved(document)


@server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
def did_close(session: Session, parameters: lsp.DidCloseTextDocumentParams) -> None:
    session.close(parameters.text_document.uri)


# ------------------------------------------------------------- diagnostics, pulled
@server.feature(
    lsp.TEXT_DOCUMENT_DIAGNOSTIC,
    lsp.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier=SOURCE),
)
def pull(session: Session, parameters: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
    found = session.found(parameters.text_document.uri) or Found([], None)
    if parameters.previous_result_id == found.identity:
        return lsp.RelatedUnchangedDocumentDiagnosticReport(result_id=found.identity)
    return lsp.RelatedFullDocumentDiagnosticReport(found.items, result_id=found.identity)


@server.feature(lsp.WORKSPACE_DIAGNOSTIC)
async def pull_workspace(session: Session, parameters: lsp.WorkspaceDiagnosticParams) -> lsp.WorkspaceDiagnosticReport:
    previous = {one.uri: one.value for one in parameters.previous_result_ids}
    reports = []
    for uri in dict.fromkeys([*session.documents, *postmortems(session.workspace.folders, session.resolver)]):
        if (found := session.found(uri)) is not None:
            reports.append(_workspace_report(uri, found, previous.get(uri)))
        await asyncio.sleep(0)  # who types meanwhile gets answers
    return lsp.WorkspaceDiagnosticReport(reports)


def _workspace_report(uri: str, found: Found, previous: str | None) -> lsp.WorkspaceDocumentDiagnosticReport:
    if previous == found.identity:
        return lsp.WorkspaceUnchangedDocumentDiagnosticReport(uri, found.identity, found.version)
    return lsp.WorkspaceFullDocumentDiagnosticReport(uri, found.items, found.version, result_id=found.identity)


# -------------------------------------------------------------------- quick fixes
@server.feature(
    lsp.TEXT_DOCUMENT_CODE_ACTION,
    lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, code_actions.FIX_ALL]),
)
def code_action(session: Session, parameters: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    document = session.document(parameters.text_document.uri)
    analysis = session.analysis(document) if document else None
    if document is None or analysis is None or analysis.postmortem is None:
        return []
    only = None if parameters.context.only is None else [str(getattr(k, "value", k)) for k in parameters.context.only]
    return code_actions.code_actions(
        code_actions.Request(
            document, analysis.postmortem, analysis.diagnostics, parameters.range, only, session.versioned
        )
    )


# ------------------------------------------------------------- help while writing
@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def hover_(session: Session, parameters: lsp.HoverParams) -> lsp.Hover | None:
    document = session.document(parameters.text_document.uri)
    analysis = session.analysis(document) if document else None
    if document is None or analysis is None or analysis.postmortem is None:
        return None
    return hover.hover(analysis.postmortem, analysis.diagnostics, document, parameters.position)


@server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=completion.TRIGGERS))
def complete(session: Session, parameters: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    now = datetime.now(UTC)
    return session.about(
        parameters.text_document.uri,
        lambda postmortem, document: completion.complete(postmortem, document, parameters.position, now),
        [],
    )


@server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def document_symbol(session: Session, parameters: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    return session.about(parameters.text_document.uri, symbols.document_symbols, [])


@server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
def folding_range(session: Session, parameters: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    return session.about(parameters.text_document.uri, lambda postmortem, _: symbols.folding_ranges(postmortem), [])


@server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
def document_link(session: Session, parameters: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    return session.about(parameters.text_document.uri, links.document_links, [])


@server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
def code_lens(session: Session, parameters: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    return session.about(parameters.text_document.uri, lenses.code_lenses, [])


@server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
def inlay_hint(session: Session, parameters: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    return session.about(
        parameters.text_document.uri,
        lambda postmortem, document: lenses.inlay_hints(postmortem, document, parameters.range),
        [],
    )


@server.command(SHOW_TIMELINE)
def show_timeline(session: Session, uri: str) -> str | None:
    """The timeline of a document as a Mermaid chart; None where it has none that can be drawn."""
    return session.about(uri, lambda postmortem, _: mermaid(postmortem), None)
