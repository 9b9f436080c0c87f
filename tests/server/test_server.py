"""The server as editors use it: pushed findings, quick fixes, help while writing, and clients that misbehave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from pm_lint.server.documents import Document
from tests.server.conftest import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOT = Path(__file__).parents[2]
CLEAN = (ROOT / "tests" / "fixtures" / "clean" / "google-sre.md").read_text()
UNUSED = "# Outage\n\n<!-- pm-lint-disable-next-line secret -->\nAll is well.\n"
EMOJI = "# Outage 🔥\n\nÉté 🔥🔥 e\u0301 <!-- pm-lint-disable-line secret --> after\u2028the separator\n"


def uri(folder: Path, name: str = "postmortems/a.md") -> str:
    return (folder / name).as_uri()


def of(rule: str, found: list[lsp.Diagnostic]) -> list[lsp.Diagnostic]:
    return [diagnostic for diagnostic in found if diagnostic.code == rule]


def everywhere(text: str) -> lsp.Range:
    return lsp.Range(lsp.Position(0, 0), lsp.Position(text.count("\n") + 1, 0))


def units(text: str, encoding: str) -> int:
    return len(text.encode("utf-16-le")) // 2 if encoding == "utf-16" else len(text.encode())


def apply(text: str, edit: lsp.WorkspaceEdit, encoding: str) -> str:
    """What a client does with an edit, written from the protocol alone."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]

    def offset(position: lsp.Position) -> int:
        if position.line >= len(lines):
            return len(text)
        line = lines[position.line]
        column = next((i for i in range(len(line) + 1) if units(line[:i], encoding) >= position.character), len(line))
        return starts[position.line] + column

    changes = [change for part in edit.document_changes or () for change in part.edits]
    for change in sorted(changes, key=lambda one: offset(one.range.start), reverse=True):
        text = text[: offset(change.range.start)] + change.new_text + text[offset(change.range.end) :]
    return text


async def test_findings_come_and_go_with_the_text(editor: Editor, folder: Path) -> None:
    here = uri(folder)
    editor.open(here, UNUSED)
    assert of("unused-suppression", await editor.diagnostics(here, 1))
    editor.change(here, "# Outage\n\nAll is well.\n", 2)
    assert not of("unused-suppression", await editor.diagnostics(here, 2))
    editor.client.pushed.clear()  # type: ignore[attr-defined]
    editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(here)))
    assert await editor.diagnostics(here) == []


async def test_positions_count_as_the_client_does(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/emoji.md")
    editor.open(here, EMOJI)
    (found,) = of("unused-suppression", await editor.diagnostics(here, 1))
    line = EMOJI.split("\n")[2]
    start = units(line[: line.index("<!--")], editor.encoding)
    end = units(line[: line.index("-->") + 3], editor.encoding)
    assert found.range == lsp.Range(lsp.Position(2, start), lsp.Position(2, end))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
async def test_line_ends_of_every_kind(newline: str, editor: Editor, folder: Path) -> None:
    here = uri(folder, f"postmortems/ends{len(newline)}{ord(newline[0])}.md")
    editor.open(here, UNUSED.replace("\n", newline))
    (found,) = of("unused-suppression", await editor.diagnostics(here, 1))
    assert found.range.start == lsp.Position(2, 0)


async def test_the_finding_says_its_rule_its_page_and_what_to_do(editor: Editor, folder: Path) -> None:
    here = uri(folder)
    editor.open(here, UNUSED)
    (found,) = of("unused-suppression", await editor.diagnostics(here, 1))
    assert found.source == "pm-lint"
    assert found.code_description is not None and found.code_description.href.endswith("unused-suppression.md")
    assert found.severity is lsp.DiagnosticSeverity.Warning
    assert "delete it" in found.message


async def test_a_quick_fix_mends_and_the_finding_goes(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/fix.md")
    text = EMOJI
    editor.open(here, text)
    await editor.diagnostics(here, 1)
    actions = await editor.actions(here, everywhere(text))
    fix = next(action for action in actions if action.title == "Remove the unused suppression")
    assert fix.is_preferred and fix.edit is not None
    mended = apply(text, fix.edit, editor.encoding)
    assert mended == text.replace(" <!-- pm-lint-disable-line secret -->", "")
    editor.change(here, mended, 2)
    assert not of("unused-suppression", await editor.diagnostics(here, 2))


async def test_fix_all_is_offered_as_a_source_action(editor: Editor, folder: Path) -> None:
    here = uri(folder)
    editor.open(here, UNUSED + "\n" + UNUSED)
    actions = await editor.actions(here, everywhere(UNUSED), ["source.fixAll"])
    (action,) = actions
    assert action.kind == "source.fixAll.pm-lint" and action.edit is not None
    assert "pm-lint-disable" not in apply(UNUSED + "\n" + UNUSED, action.edit, editor.encoding)


@pytest.mark.parametrize("where", ["on this line", "in this file"])
async def test_a_suppression_silences_the_finding(where: str, editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/suppress.md")
    text = "# Outage\n\n## Impact\n\n| Customer | Mail |\n| --- | --- |\n| Bank | ana@corp-mail.net |\n"
    editor.open(here, text)
    (found,) = of("email-address", await editor.diagnostics(here, 1))
    actions = await editor.actions(here, found.range)
    action = next(one for one in actions if one.title == f"Suppress email-address {where}")
    assert action.edit is not None
    silenced = apply(text, action.edit, editor.encoding)
    assert "-- reason -->" in silenced
    editor.change(here, silenced, 2)
    after = await editor.diagnostics(here, 2)
    assert not of("email-address", after) and not of("unused-suppression", after)


async def test_missing_sections_can_be_inserted_together(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/missing.md")
    text = CLEAN
    for title in ("Impact", "Action items"):
        before, rest = text.split(f"## {title}\n", 1)
        text = before + (rest[rest.index("\n## ") + 1 :] if "\n## " in rest else "")
    editor.open(here, text)
    missing = of("missing-section", await editor.diagnostics(here, 1))
    assert missing
    actions = await editor.actions(here, everywhere(text))
    titles = [action.title for action in actions]
    name = "Insert all missing sections" if len(missing) > 1 else next(t for t in titles if "section" in t.lower())
    action = next(action for action in actions if action.title == name)
    assert action.edit is not None
    changed = apply(text, action.edit, editor.encoding)
    assert "Impact" in changed.split("## Root causes")[0]
    editor.change(here, changed, 2)
    assert not of("missing-section", await editor.diagnostics(here, 2))


async def test_a_phrase_goes_into_the_nearest_settings(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/phrase.md")
    (folder / ".pm-lint.yaml").write_text("# ours\ntemplate: minimal\n")
    text = "# Outage\n\n## Root cause\n\nRoot cause: human error.\n"
    editor.open(here, text)
    found = [one for one in await editor.diagnostics(here, 1) if one.code == "human-error-as-cause"]
    assert found
    actions = await editor.actions(here, found[0].range)
    action = next(action for action in actions if action.title.startswith("Allow the phrase"))
    assert action.edit is not None
    settings = apply((folder / ".pm-lint.yaml").read_text(), action.edit, "utf-16")
    assert settings.startswith("# ours\ntemplate: minimal\nallowed-phrases:\n  - ")


async def test_hover_explains_the_finding_and_what_was_understood(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/hover.md")
    editor.open(here, CLEAN)

    async def hover(words: str) -> str:
        before = CLEAN[: CLEAN.index(words)]
        position = lsp.Position(before.count("\n"), units(before.rsplit("\n", 1)[-1], editor.encoding) + 1)
        parameters = lsp.HoverParams(lsp.TextDocumentIdentifier(here), position)
        answer = await editor.client.text_document_hover_async(parameters)
        assert answer is not None and isinstance(answer.contents, lsp.MarkupContent)
        return answer.contents.value

    assert "impact" in await hover("## Impact")
    assert "3 action items: 3 with owner, 3 with ticket" in await hover("## Action items")
    assert "2026-10-06T06:22:00+00:00" in await hover("06:22 Alert")
    assert "Ngozi Adeyemi" in await hover("Make the renewal job")
    editor.open(uri(folder, "postmortems/unused.md"), UNUSED)
    parameters = lsp.HoverParams(lsp.TextDocumentIdentifier(uri(folder, "postmortems/unused.md")), lsp.Position(2, 6))
    answer = await editor.client.text_document_hover_async(parameters)
    assert answer is not None and isinstance(answer.contents, lsp.MarkupContent)
    assert "Why is this bad" in answer.contents.value


async def complete(editor: Editor, here: str, text: str, marker: str = "‸") -> list[lsp.CompletionItem]:
    before, after = text.split(marker)
    editor.open(here, before + after)
    position = lsp.Position(before.count("\n"), units(before.rsplit("\n", 1)[-1], editor.encoding))
    parameters = lsp.CompletionParams(lsp.TextDocumentIdentifier(here), position)
    found = await editor.client.text_document_completion_async(parameters)
    assert isinstance(found, (list, tuple))
    return list(found)


async def test_completion_of_missing_headings(editor: Editor, folder: Path) -> None:
    text = "---\npm-lint:\n  template: google-sre\n---\n\n# Outage\n\n## Summary\n\nIt broke.\n\n## ‸\n"
    labels = [item.label for item in await complete(editor, uri(folder, "postmortems/c1.md"), text)]
    assert "Impact" in labels and "Summary" not in labels


async def test_completion_of_directives_and_rules(editor: Editor, folder: Path) -> None:
    labels = [
        item.label for item in await complete(editor, uri(folder, "postmortems/c2.md"), "# Outage\n\n<!-- pm-‸\n")
    ]
    assert "pm-lint-disable-next-line" in labels
    text = "# Outage\n\n<!-- pm-lint-disable-line ‸ -->\n"
    labels = [item.label for item in await complete(editor, uri(folder, "postmortems/c3.md"), text)]
    assert {"email-address", "unused-suppression"} <= set(labels)


async def test_completion_of_owners_tickets_and_values(editor: Editor, folder: Path) -> None:
    text = CLEAN.replace("| 2027-01-29 |\n", "| 2027-01-29 |\n| Log more | detect | P1 | ‸ | | |\n")
    labels = [item.label for item in await complete(editor, uri(folder, "postmortems/c4.md"), text)]
    assert {"Ngozi Adeyemi", "Lieke Jans", "DEP-881"} <= {label.rsplit("/", 1)[-1] for label in labels}
    text = CLEAN.replace("**Severity**: SEV2", "**Severity**: ‸")
    labels = [item.label for item in await complete(editor, uri(folder, "postmortems/c5.md"), text)]
    assert "SEV1" in labels


async def test_completion_of_a_timeline_row_is_now_in_the_documents_zone(editor: Editor, folder: Path) -> None:
    text = CLEAN.replace("- 07:45 All three", "- ‸\n- 07:45 All three")
    before = time.gmtime()
    labels = [item.label for item in await complete(editor, uri(folder, "postmortems/c6.md"), text)]
    after = time.gmtime()
    now = {time.strftime("%H:%M (now)", moment) for moment in (before, after)}
    assert now & set(labels), labels


async def test_outline_folding_lenses_and_hints(editor: Editor, folder: Path) -> None:
    here = lsp.TextDocumentIdentifier(uri(folder, "postmortems/outline.md"))
    editor.open(here.uri, CLEAN)
    symbols = await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(here))
    assert symbols is not None
    (top,) = symbols
    assert isinstance(top, lsp.DocumentSymbol) and top.children is not None
    names = {symbol.name: symbol for symbol in top.children}
    assert names["Impact"].detail == "impact"
    assert len(names["Timeline"].children or ()) == 7
    assert "@Ngozi Adeyemi, DEP-881" in str((names["Action items"].children or ())[0].detail)
    folds = await editor.client.text_document_folding_range_async(lsp.FoldingRangeParams(here))
    assert folds and all(fold.end_line > fold.start_line for fold in folds)
    lenses = await editor.client.text_document_code_lens_async(lsp.CodeLensParams(here))
    titles = [lens.command.title for lens in lenses or () if lens.command]
    assert titles == [
        "3 action items: 3 with owner, 3 with ticket",
        "detected after 12 min, mitigated after 1 h 30 min, resolved after 1 h 35 min",
    ]
    wanted = lsp.Range(lsp.Position(0, 0), lsp.Position(200, 0))
    hints = await editor.client.text_document_inlay_hint_async(lsp.InlayHintParams(here, wanted))
    assert [hint.label for hint in hints or ()][:2] == ["UTC", "UTC +12 min"]


async def test_bare_ticket_keys_become_links(editor: Editor, folder: Path) -> None:
    (folder / ".pm-lint.yaml").write_text("ticket-url: https://tracker.example.org/browse/{key}\n")
    here = lsp.TextDocumentIdentifier(uri(folder, "postmortems/links.md"))
    editor.open(here.uri, "# Outage\n\n## Action items\n\n- Alert on lag (Ana, OPS-31, 2026-12-01)\n")
    links = await editor.client.text_document_document_link_async(lsp.DocumentLinkParams(here))
    assert [link.target for link in links or ()] == ["https://tracker.example.org/browse/OPS-31"]


async def test_the_timeline_is_drawn_on_command(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/drawn.md")
    editor.open(here, CLEAN)
    drawn = await editor.client.workspace_execute_command_async(
        lsp.ExecuteCommandParams("pm-lint.showTimeline", arguments=[here])
    )
    assert str(drawn).startswith("gantt\n")


async def test_a_broken_settings_file_is_a_finding_in_it_and_a_message(editor: Editor, folder: Path) -> None:
    settings = folder / ".pm-lint.yaml"
    settings.write_text("template: minimal\nignor: [secret]\n")
    here = uri(folder, "postmortems/settings.md")
    editor.open(here, UNUSED)
    assert of("unused-suppression", await editor.diagnostics(here, 1))
    (found,) = await editor.diagnostics(settings.as_uri())
    assert found.range.start.line == 1 and "ignore" in found.message
    assert any(".pm-lint.yaml:2" in message.message for message in editor.client.messages)
    settings.write_text("ignore: [unused-suppression]\n")
    changed = lsp.FileEvent(settings.as_uri(), lsp.FileChangeType.Changed)
    editor.client.pushed.clear()  # type: ignore[attr-defined]
    editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([changed]))
    assert await editor.diagnostics(settings.as_uri()) == []
    assert not of("unused-suppression", await editor.diagnostics(here))


async def test_two_folders_with_contradicting_settings(editor: Editor, folder: Path) -> None:
    for name, content in (("one", "ignore: [unused-suppression]\n"), ("two", "select: [unused-suppression, secret]\n")):
        (folder / name).mkdir()
        (folder / name / ".pm-lint.yaml").write_text(content)
        editor.open(uri(folder, f"{name}/a.md"), UNUSED)
    assert not of("unused-suppression", await editor.diagnostics(uri(folder, "one/a.md"), 1))
    assert [one.code for one in await editor.diagnostics(uri(folder, "two/a.md"), 1)] == ["unused-suppression"]


async def test_an_untitled_buffer_is_checked(editor: Editor) -> None:
    editor.open("untitled:Untitled-1", UNUSED)
    assert of("unused-suppression", await editor.diagnostics("untitled:Untitled-1", 1))


async def test_unsaved_text_wins_over_the_file(editor: Editor, folder: Path) -> None:
    path = folder / "postmortems" / "unsaved.md"
    path.write_text(CLEAN)
    editor.open(path.as_uri(), UNUSED)
    assert of("unused-suppression", await editor.diagnostics(path.as_uri(), 1))
    path.unlink()
    editor.change(path.as_uri(), UNUSED + "\nmore\n", 2)
    assert of("unused-suppression", await editor.diagnostics(path.as_uri(), 2))


async def test_edits_beyond_the_text_and_over_one_another(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/edits.md")
    editor.open(here, UNUSED)
    far = lsp.Range(lsp.Position(900, 900), lsp.Position(2, 5))
    changes = [
        lsp.TextDocumentContentChangePartial(far, "x"),
        lsp.TextDocumentContentChangePartial(lsp.Range(lsp.Position(0, 99), lsp.Position(0, 99)), "y"),
        lsp.TextDocumentContentChangeWholeDocument(UNUSED),
    ]
    editor.edit(here, changes, 2)
    assert of("unused-suppression", await editor.diagnostics(here, 2))


async def test_a_hundred_changes_in_a_burst_end_in_the_last_text(editor: Editor, folder: Path) -> None:
    here = uri(folder, "postmortems/burst.md")
    editor.open(here, UNUSED)
    for version in range(2, 102):
        editor.change(here, "\n" * version + UNUSED, version)
    (found,) = of("unused-suppression", await editor.diagnostics(here, 101))
    assert found.range.start.line == 101 + 2
    versions = [pushed.version for pushed in editor.client.pushed if pushed.uri == here]  # type: ignore[attr-defined]
    assert versions == sorted(versions)


async def test_requests_about_nothing_get_nothing(editor: Editor, folder: Path) -> None:
    here = lsp.TextDocumentIdentifier(uri(folder, "postmortems/none.md"))
    assert await editor.client.text_document_hover_async(lsp.HoverParams(here, lsp.Position(3, 3))) is None
    assert not await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(here))
    assert await editor.actions(here.uri, everywhere("x")) == []


def documents() -> list[Path]:
    """The project's own documents, and those of the folder that ``PM_LINT_CORPUS`` names."""
    folders = [ROOT / "tests" / "fixtures", ROOT / "examples", ROOT / "docs"]
    if "PM_LINT_CORPUS" in os.environ:
        folders.append(Path(os.environ["PM_LINT_CORPUS"]))
    return [path for folder in folders for path in sorted(folder.rglob("*.md"))]


async def test_the_server_says_what_the_command_line_says(editor: Editor) -> None:
    paths = documents()
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pm_lint",
            "check",
            "--pedantic",
            "--no-cache",
            "--output-format",
            "json",
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    told: dict[str, list[tuple[object, ...]]] = {str(path): [] for path in paths}
    for one in json.loads(ran.stdout)["diagnostics"]:
        place = one["start"] and (
            one["start"]["line"],
            one["start"]["column"],
            one["end"]["line"],
            one["end"]["column"],
        )
        told[one["path"]].append((one["rule"], one["severity"], one["message"], place))
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        document = Document(path.as_uri(), text, 1, editor.encoding)
        editor.open(path.as_uri(), text)
        found = [finding(one, document) for one in await editor.diagnostics(path.as_uri(), 1)]
        assert found == [(*one[:3], one[3] or (1, 1, 1, 1)) for one in told[str(path)]], path
        editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(path.as_uri())))


def finding(one: lsp.Diagnostic, document: Document) -> tuple[object, ...]:
    """A finding as the JSON report has it."""
    start, end = document.place(one.range.start), document.place(one.range.end)
    severity = {1: "error", 2: "warning", 4: "hint"}[one.severity or 0]
    return one.code, severity, one.message.split("\n")[0], (start.line, start.column, end.line, end.column)
