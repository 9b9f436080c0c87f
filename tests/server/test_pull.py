"""Clients that ask for diagnostics instead of being told."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from tests.server.conftest import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")
UNUSED = "# Outage\n\n<!-- pm-lint-disable-next-line secret -->\nAll is well.\n"


async def test_a_document_is_asked_for(asking: Editor, folder: Path) -> None:
    here = (folder / "postmortems" / "a.md").as_uri()
    asking.open(here, UNUSED)
    first = await asking.pull(here)
    assert isinstance(first, lsp.RelatedFullDocumentDiagnosticReport)
    assert any(one.code == "unused-suppression" for one in first.items)
    again = await asking.pull(here, first.result_id)
    assert isinstance(again, lsp.RelatedUnchangedDocumentDiagnosticReport)
    asking.change(here, "# Outage\n\nAll is well.\n", 2)
    after = await asking.pull(here, first.result_id)
    assert isinstance(after, lsp.RelatedFullDocumentDiagnosticReport)
    assert not any(one.code == "unused-suppression" for one in after.items)
    assert not any(pushed.uri == here for pushed in asking.client.pushed)  # type: ignore[attr-defined]


async def test_the_whole_workspace_is_asked_for(asking: Editor, folder: Path) -> None:
    closed = folder / "postmortems" / "closed.md"
    closed.write_text(UNUSED)
    (folder / "notes.md").write_text(UNUSED)
    event = lsp.WorkspaceFoldersChangeEvent([lsp.WorkspaceFolder(folder.as_uri(), "work")], [])
    asking.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(event))
    report = await asking.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams([]))
    found = {one.uri: one for one in report.items}
    assert closed.as_uri() in found
    assert (folder / "notes.md").as_uri() not in found
    ids = [lsp.PreviousResultId(one.uri, str(one.result_id)) for one in report.items]
    again = await asking.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams(ids))
    assert all(isinstance(one, lsp.WorkspaceUnchangedDocumentDiagnosticReport) for one in again.items)
