"""A real server in a process of its own, and clients that count in UTF-8 and in UTF-16."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the server is an extra")
pytest.importorskip("pytest_lsp", reason="pytest-lsp is a development dependency")

import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

PATIENCE = 30
"""Seconds after which a notification that does not come is a failure."""

COMMAND = [sys.executable, "-m", "pm_lint", "server"]

SHOWN = lsp.TextDocumentClientCapabilities(
    code_action=lsp.CodeActionClientCapabilities(),
    publish_diagnostics=lsp.PublishDiagnosticsClientCapabilities(related_information=True),
)
ASKED = lsp.TextDocumentClientCapabilities(
    code_action=lsp.CodeActionClientCapabilities(), diagnostic=lsp.DiagnosticClientCapabilities()
)


class Editor:
    """What a test does in an editor."""

    def __init__(self, client: LanguageClient, encoding: str) -> None:
        self.client = client
        self.encoding = encoding

    def open(self, uri: str, text: str, version: int = 1) -> None:
        item = lsp.TextDocumentItem(uri, "markdown", version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, uri: str, text: str, version: int) -> None:
        self.edit(uri, [lsp.TextDocumentContentChangeWholeDocument(text)], version)

    def edit(self, uri: str, changes: list[lsp.TextDocumentContentChangeEvent], version: int) -> None:
        identifier = lsp.VersionedTextDocumentIdentifier(version, uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, changes))

    async def diagnostics(self, uri: str, version: int | None = None) -> list[lsp.Diagnostic]:
        """What the server pushed for a version of a document, awaited."""
        while True:
            for pushed in reversed(self.client.pushed):  # type: ignore[attr-defined]
                if pushed.uri == uri and (version is None or pushed.version == version):
                    return list(pushed.diagnostics)
            self.client.arrived.clear()  # type: ignore[attr-defined]
            await asyncio.wait_for(self.client.arrived.wait(), PATIENCE)  # type: ignore[attr-defined]

    async def pull(self, uri: str, previous: str | None = None) -> lsp.DocumentDiagnosticReport:
        parameters = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri), previous_result_id=previous)
        return await self.client.text_document_diagnostic_async(parameters)

    async def actions(
        self, uri: str, wanted: lsp.Range, only: list[lsp.CodeActionKind | str] | None = None
    ) -> list[lsp.CodeAction]:
        context = lsp.CodeActionContext([], only)
        parameters = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), wanted, context)
        found = await self.client.text_document_code_action_async(parameters)
        return [action for action in found or () if isinstance(action, lsp.CodeAction)]


def watch(client: LanguageClient) -> None:
    """Keeps every push, for the client's own record forgets which version it was for."""
    pushed: list[lsp.PublishDiagnosticsParams] = []
    arrived = asyncio.Event()
    client.pushed, client.arrived = pushed, arrived  # type: ignore[attr-defined]

    def keep(parameters: lsp.PublishDiagnosticsParams) -> None:
        pushed.append(parameters)
        arrived.set()

    client.protocol.fm.features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = keep


async def start(client: LanguageClient, encoding: str, text_document: lsp.TextDocumentClientCapabilities) -> None:
    capabilities = lsp.ClientCapabilities(
        general=lsp.GeneralClientCapabilities(position_encodings=[encoding]),
        text_document=text_document,
        workspace=lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
        ),
    )
    watch(client)
    await client.initialize_session(
        lsp.InitializeParams(capabilities=capabilities, initialization_options={"debounce": 20}, workspace_folders=[])
    )


@pytest_lsp.fixture(
    scope="module",
    loop_scope="module",
    config=ClientServerConfig(server_command=COMMAND),
    params=["utf-8", "utf-16"],
)
async def told(lsp_client: LanguageClient, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """A client to which diagnostics are pushed."""
    lsp_client.encoding = request.param  # type: ignore[attr-defined]
    await start(lsp_client, request.param, SHOWN)
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(told: LanguageClient) -> Editor:
    return Editor(told, told.encoding)  # type: ignore[attr-defined]


@pytest_lsp.fixture(scope="module", loop_scope="module", config=ClientServerConfig(server_command=COMMAND))
async def asks(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """A client that pulls diagnostics."""
    await start(lsp_client, "utf-16", ASKED)
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def asking(asks: LanguageClient) -> Editor:
    return Editor(asks, "utf-16")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "postmortems").mkdir()
    return tmp_path
