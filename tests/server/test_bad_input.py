"""Clients that break the protocol, and documents that break editors: no crash, no wrong position."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pm_lint.server.documents import Document
from tests.server.wire import wire

URI = "file:///incidents/queue.md"
UNUSED = "# Outage\n\n<!-- pm-lint-disable-next-line secret -->\nAll is well.\n"
CLEAR = "# Outage\n\nAll is well.\n"


def of(rule: str, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if one.get("code") == rule]


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (["utf-8"], "utf-8"),
        (["utf-32"], "utf-32"),
        (["utf-16", "utf-8"], None),
        (["utf-7"], "utf-16"),
        ([], "utf-16"),
        (None, "utf-16"),
    ],
)
def test_any_encoding_may_be_asked_for(offered: list[str] | None, taken: str | None) -> None:
    line = "🔥 e\u0301\u2028 <!-- pm-lint-disable-line secret -->"
    with wire() as server:
        general = {} if offered is None else {"general": {"positionEncodings": offered}}
        encoding = server.start(**general).get("positionEncoding", "utf-16")
        assert encoding == taken or (taken is None and encoding in (offered or ()))
        server.open(URI, f"# Outage\r\n\r\n{line}\r\n")
        (found,) = of("unused-suppression", server.diagnostics(URI))
        width = {"utf-8": 4 + 1 + 3 + 3 + 1, "utf-16": 2 + 1 + 2 + 1 + 1, "utf-32": 6}[encoding]
        assert found["range"]["start"] == {"line": 2, "character": width}
        assert server.end() == 0


def test_a_request_after_shutdown_is_refused() -> None:
    with wire() as server:
        server.start()
        assert server.ask("shutdown")["result"] is None
        place = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
        assert server.ask("textDocument/hover", place)["error"]["code"] == -32600
        server.tell("textDocument/didOpen", {})
        server.tell("exit")
        assert server.process.wait(timeout=30) == 0


def test_exit_without_shutdown_is_an_error() -> None:
    with wire() as server:
        server.start()
        server.tell("exit")
        assert server.process.wait(timeout=30) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": 7}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {"uri": "x"}}}',
        b'{"jsonrpc": "2.0", "method": "no/such/method", "params": {}}',
        b'{"jsonrpc": "2.0", "id": 900, "method": "no/such/method", "params": {}}',
        b'{"jsonrpc": "2.0", "id": 901, "result": "an answer to nothing"}',
        b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 77}}',
        b'{"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": {"settings": null}}',
        b'{"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": {"settings": {"pm-lint": [1]}}}',
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(body: bytes) -> None:
    with wire() as server:
        server.start()
        server.raw(body)
        server.open(URI, UNUSED)
        assert of("unused-suppression", server.diagnostics(URI))
        assert server.end() == 0


def test_changes_to_what_was_never_opened() -> None:
    with wire() as server:
        server.start()
        changes = {"textDocument": {"uri": URI, "version": 3}, "contentChanges": [{"text": UNUSED}]}
        server.tell("textDocument/didChange", changes)
        server.tell("textDocument/didSave", {"textDocument": {"uri": URI}})
        server.tell("textDocument/didClose", {"textDocument": {"uri": URI}})
        server.open("file:///incidents/other.md", UNUSED)
        assert of("unused-suppression", server.diagnostics("file:///incidents/other.md"))
        assert server.end() == 0


def test_a_client_that_never_counts_versions_gets_no_stale_finding() -> None:
    with wire() as server:
        server.start()
        server.open(URI, UNUSED)
        assert of("unused-suppression", server.diagnostics(URI))
        changes = {"textDocument": {"uri": URI, "version": 1}, "contentChanges": [{"text": CLEAR}]}
        server.tell("textDocument/didChange", changes)
        assert not of("unused-suppression", server.diagnostics(URI))


def test_a_document_of_five_megabytes() -> None:
    long = "# Outage\n\n" + "All is well. 🔥\n" * 330_000
    assert len(long.encode()) > 5_000_000
    with wire() as server:
        server.start()
        server.open(URI, long)
        (found,) = server.diagnostics(URI)
        assert "pm-lint check" in found["message"]
        place = {"textDocument": {"uri": URI}, "position": {"line": 9, "character": 3}}
        assert server.ask("textDocument/hover", place)["result"] is None
        changes = {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": UNUSED}]}
        server.tell("textDocument/didChange", changes)
        assert of("unused-suppression", server.diagnostics(URI))
        assert server.end() == 0


def test_a_file_that_is_deleted_while_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "postmortems" / "a.md"
    path.parent.mkdir()
    path.write_text(CLEAR)
    uri = path.as_uri()
    with wire() as server:
        server.start()
        server.open(uri, UNUSED)
        assert of("unused-suppression", server.diagnostics(uri))
        path.unlink()
        path.parent.rmdir()
        server.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
        assert of("unused-suppression", server.diagnostics(uri))
        server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert server.diagnostics(uri) == []
        place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}
        assert server.ask("textDocument/hover", place)["result"] is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", ["", "a", "🔥e\u0301\u2028x\r\nB\ry\n", "\ufeff# T\n", "a\n"])
def test_every_place_goes_to_the_editor_and_back(text: str, encoding: str) -> None:
    document = Document(URI, text, 1, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # between the two there is no place
            assert document.offset(document.position(offset)) == offset
