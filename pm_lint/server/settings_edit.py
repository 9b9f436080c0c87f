"""Adding a word to a list in the nearest settings file, as a text edit that keeps everything else as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path

from pm_lint.server.documents import Document
from pm_lint.settings.find import nearest_settings_file
from pm_lint.source import Span

NEW_FILE = ".pm-lint.yaml"


def add_to_settings(document: Path, key: str, value: str) -> lsp.WorkspaceEdit | None:
    """The edit that appends ``value`` to the list ``key``; None where the settings file cannot be read.

    Without a settings file, one is created beside the document's repository root, else beside the document.
    """
    path = nearest_settings_file(document)
    if path is None:
        return _create(_root(document) / NEW_FILE, key, value)
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    target = Document(_uri(path), text, None, lsp.PositionEncodingKind.Utf16)
    at, inserted = (_toml if path.suffix == ".toml" else _yaml)(text, key, value)
    if at is None:
        return None
    edit = lsp.TextEdit(target.range(Span(at, at)), inserted)
    identifier = lsp.OptionalVersionedTextDocumentIdentifier(target.uri, None)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(identifier, [edit])])


def _uri(path: Path) -> str:
    return from_fs_path(str(path)) or path.as_uri()


def _root(document: Path) -> Path:
    return next((folder for folder in document.parents if (folder / ".git").exists()), document.parent)


def _create(path: Path, key: str, value: str) -> lsp.WorkspaceEdit:
    uri = _uri(path)
    start = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    text = f"{key}:\n  - {json.dumps(value, ensure_ascii=False)}\n"
    identifier = lsp.OptionalVersionedTextDocumentIdentifier(uri, None)
    return lsp.WorkspaceEdit(
        document_changes=[
            lsp.CreateFile(uri, options=lsp.CreateFileOptions(ignore_if_exists=True)),
            lsp.TextDocumentEdit(identifier, [lsp.TextEdit(start, text)]),
        ]
    )


def _yaml(text: str, key: str, value: str) -> tuple[int | None, str]:
    """Where to insert into a YAML file, and what."""
    item = json.dumps(value, ensure_ascii=False)  # a JSON string is a YAML string
    if match := re.search(rf"^{key}:[ \t]*(?:#.*)?\n(?P<indent>[ \t]*)- ", text, re.MULTILINE):
        at = text.index("\n", match.start()) + 1
        return at, f"{match['indent']}- {item}\n"
    if match := re.search(rf"^{key}:[ \t]*\[", text, re.MULTILINE):
        rest = text[match.end() :].lstrip()
        return match.end(), item if rest.startswith("]") else f"{item}, "
    if re.search(rf"^{key}:", text, re.MULTILINE):
        return None, ""
    glue = "" if not text or text.endswith("\n") else "\n"
    return len(text), f"{glue}{key}:\n  - {item}\n"


def _toml(text: str, key: str, value: str) -> tuple[int | None, str]:
    """Where to insert into a TOML file (its own or pyproject.toml), and what."""
    item = json.dumps(value, ensure_ascii=False)
    if match := re.search(rf"^{key}[ \t]*=[ \t]*\[", text, re.MULTILINE):
        rest = text[match.end() :].lstrip()
        return match.end(), item if rest.startswith("]") else f"{item}, "
    if match := re.search(r"^\[tool\.pm-lint\][ \t]*\n", text, re.MULTILINE):
        return match.end(), f"{key} = [{item}]\n"
    if re.search(r"^\[tool\.pm-lint", text, re.MULTILINE):
        return None, ""
    return 0, f"{key} = [{item}]\n"
