"""The state of one editor session: open documents, their analyses, the settings read so far."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable
from typing import TypeVar

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

import pm_lint
from pm_lint.postmortem import Postmortem
from pm_lint.server.analysis import Analysis, analyse
from pm_lint.server.diagnostics import SOURCE, Found, convert
from pm_lint.server.documents import Document
from pm_lint.server.protocol import Protocol
from pm_lint.server.workspace import settings_diagnostic, stamp_of
from pm_lint.settings.resolve import Resolver
from pm_lint.source import MAX_BYTES, Source

DEBOUNCE = 0.2
"""Seconds of quiet before a changed text is linted; a client sets another as ``debounce``, in milliseconds."""

T = TypeVar("T")


class Session(LanguageServer):
    """A language server that knows what is open and what was found in it."""

    def __init__(self) -> None:
        super().__init__(
            "pm-lint",
            pm_lint.__version__,
            protocol_cls=Protocol,
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
        )
        self.documents: dict[str, Document] = {}
        self.debounce = DEBOUNCE
        self.everything = True
        """Whether all open Markdown is checked, or only what looks like a postmortem."""
        self.watched = False
        """Whether the client tells of files that change on disk."""
        self.new_resolver: Callable[[], Resolver] = Resolver
        self._analyses: dict[str, tuple[Source, Resolver, Analysis]] = {}
        self._closed: dict[str, tuple[tuple[object, Resolver], Found]] = {}
        """What was found in files that are not open; clients ask for the whole workspace every few seconds."""
        self._pending: dict[str, asyncio.Task[None]] = {}
        self._settings_problems: dict[str, str] = {}
        self._resolver: tuple[str, Resolver] | None = None

    def serve(self) -> int:
        """Serves standard input and output until the client leaves; gives the exit code that the protocol asks for."""
        gc.freeze()  # modules and tables stay; no collection between two keystrokes need look through them
        self.start_io()
        return 0 if isinstance(self.protocol, Protocol) and self.protocol.asked_to_end else 1

    # ---------------------------------------------------------------- documents
    @property
    def encoding(self) -> lsp.PositionEncodingKind | str:
        return self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16

    def document(self, uri: str) -> Document | None:
        """An open document as the editor shows it, else the file on disk; None where there is neither."""
        if uri in self.documents:
            return self.documents[uri]
        path = Document(uri, "", None, self.encoding).path
        try:
            data = path.read_bytes() if path else None
            return None if data is None else Document(uri, data[:MAX_BYTES].decode("utf-8-sig"), None, self.encoding)
        except (OSError, UnicodeDecodeError):
            return None

    @property
    def _present(self) -> tuple[str, Resolver]:
        """Today, and what reads settings files: each once until one of them changes or the day does."""
        today = time.strftime("%Y-%m-%d")
        if self._resolver is None or self._resolver[0] != today:
            self._resolver = today, self.new_resolver()
        return self._resolver

    @property
    def resolver(self) -> Resolver:
        return self._present[1]

    def analysis(self, document: Document) -> Analysis:
        """The analysis of a document's present text, made once for each text and each state of the settings."""
        today, resolver = self._present
        cached = self._analyses.get(document.uri)
        if cached is not None and cached[0] is document.source and cached[1] is resolver:
            return cached[2]
        made = analyse(document, resolver, today, everything=self.everything)
        if self.documents.get(document.uri) is document:
            self._analyses[document.uri] = document.source, resolver, made
        self._tell(document, made)
        return made

    def saved(self, document: Document) -> None:
        """Judges a saved document anew, for what it links to may have changed, and settings that nobody watches."""
        self._analyses.pop(document.uri, None)
        if self.watched:
            self.publish(document)
        else:
            self.settings_changed()

    def about(self, uri: str, answer: Callable[[Postmortem, Document], T], nothing: T) -> T:
        """``answer`` for a document, ``nothing`` where it cannot be read or analysed."""
        document = self.document(uri)
        postmortem = self.analysis(document).postmortem if document else None
        return answer(postmortem, document) if document and postmortem else nothing

    # -------------------------------------------------------------- diagnostics
    @property
    def pulls(self) -> bool:
        """Whether the client asks for diagnostics itself, so that none are pushed."""
        text_document = self.client_capabilities.text_document
        return text_document is not None and text_document.diagnostic is not None

    @property
    def versioned(self) -> bool:
        """Whether the client takes edits that name a version; older ones take plain changes only."""
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)

    def diagnostics(self, document: Document) -> list[lsp.Diagnostic]:
        """The findings in a document, in the protocol's terms."""
        analysis = self.analysis(document)
        if analysis.postmortem is None and analysis.problem:
            start = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
            return [lsp.Diagnostic(start, analysis.problem, severity=lsp.DiagnosticSeverity.Error, source=SOURCE)]
        return [convert(diagnostic, document) for diagnostic in analysis.diagnostics]

    def found(self, uri: str) -> Found | None:
        """The findings in an open document, or in a file as it lies on disk; None where there is neither."""
        if (document := self.documents.get(uri)) is not None:
            return Found(self.diagnostics(document), document.version)
        stamp = stamp_of(uri), self.resolver
        known = self._closed.get(uri)
        if known is None or known[0] != stamp:
            if (document := self.document(uri)) is None:
                return None
            known = self._closed[uri] = stamp, Found(self.diagnostics(document), None)
        return known[1]

    def publish(self, document: Document) -> None:
        """Pushes the findings of an open document to a client that does not pull them."""
        self.cancel(document.uri)
        if not self.pulls and self.documents.get(document.uri) is document:
            found = self.diagnostics(document)
            parameters = lsp.PublishDiagnosticsParams(document.uri, found, version=document.version)
            self.text_document_publish_diagnostics(parameters)

    def schedule(self, document: Document) -> None:
        """Publishes after the debounce, unless another change comes first."""
        self.cancel(document.uri)
        if not self.pulls:
            self._pending[document.uri] = asyncio.get_running_loop().create_task(self._later(document))

    def cancel(self, uri: str) -> None:
        if (task := self._pending.pop(uri, None)) is not None:
            task.cancel()

    async def _later(self, document: Document) -> None:
        await asyncio.sleep(self.debounce)
        self._pending.pop(document.uri, None)
        self.publish(document)

    def close(self, uri: str) -> None:
        """Forgets a document and takes its findings off the screen."""
        self.cancel(uri)
        self.documents.pop(uri, None)
        self._analyses.pop(uri, None)
        if not self.pulls:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    # ----------------------------------------------------------------- settings
    def settings_changed(self) -> None:
        """Forgets every settings file and judges every open document anew."""
        self._resolver = None
        self._closed.clear()
        self._clear_settings_problems()
        workspace = self.client_capabilities.workspace
        if self.pulls and workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)
        for document in list(self.documents.values()):
            if self.pulls:
                self.analysis(document)
            else:
                self.publish(document)

    def _tell(self, document: Document, analysis: Analysis) -> None:
        """Says once what is wrong with a settings file: in that file, and in a message."""
        problem = analysis.problem if analysis.postmortem is not None else None
        if problem is None or problem in self._settings_problems.values():
            return
        message = f"pm-lint: {problem} (until that is mended, the default settings are used)"
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, message))
        placed = settings_diagnostic(problem)
        uri, found = placed if placed else (document.uri, None)
        self._settings_problems[uri] = problem
        if found is not None:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, [found]))

    def _clear_settings_problems(self) -> None:
        for uri in self._settings_problems:
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
        self._settings_problems.clear()
