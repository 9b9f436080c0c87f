"""Workspaces, settings that change, files that are watched, and what a client can or cannot do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_plugin import PLUGIN
from tests.server.wire import Wire, wire

UNUSED = "# Outage\n\n<!-- pm-lint-disable-next-line secret -->\nAll is well.\n"
README = (
    "# Frobnicator\n\nInstall it. Contact jo@corp-mail.net.\n\n<!-- pm-lint-disable-next-line secret -->\nRun it.\n"
)
PULLS = {
    "textDocument": {"diagnostic": {}},
    "workspace": {"diagnostics": {"refreshSupport": True}, "didChangeWatchedFiles": {"dynamicRegistration": True}},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "postmortems").mkdir()
    return tmp_path


def codes(found: list[dict[str, Any]]) -> set[str]:
    return {str(one.get("code")) for one in found}


def start(server: Wire, options: Any = None, **capabilities: Any) -> None:
    parameters = {"processId": None, "rootUri": None, "capabilities": capabilities, "initializationOptions": options}
    server.ask("initialize", parameters)
    server.tell("initialized", {})


def pulled(server: Wire, uri: str) -> set[str]:
    return codes(server.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["result"]["items"])


def test_folders_with_settings_of_their_own(tmp_path: Path) -> None:
    with wire() as server:
        start(server, **PULLS)
        uris = []
        for name, settings in (
            ("one", "ignore: [unused-suppression]\n"),
            ("two", "rules: {unused-suppression: {severity: error}}\n"),
        ):
            (tmp_path / name / ".git").mkdir(parents=True)
            (tmp_path / name / "incidents").mkdir()
            (tmp_path / name / ".pm-lint.yaml").write_text(settings)
            path = tmp_path / name / "incidents" / "a.md"
            path.write_text(UNUSED)
            uris.append(path.as_uri())
            added = [{"uri": (tmp_path / name).as_uri(), "name": name}]
            server.tell("workspace/didChangeWorkspaceFolders", {"event": {"added": added, "removed": []}})
        report = server.ask("workspace/diagnostic", {"previousResultIds": []})["result"]["items"]
        found = {one["uri"]: one for one in report}
        assert set(found) == set(uris)
        assert "unused-suppression" not in codes(found[uris[0]]["items"])
        assert [one["severity"] for one in found[uris[1]]["items"] if one["code"] == "unused-suppression"] == [1]
        removed = [{"uri": (tmp_path / "one").as_uri(), "name": "one"}]
        server.tell("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": removed}})
        report = server.ask("workspace/diagnostic", {"previousResultIds": []})["result"]["items"]
        assert [one["uri"] for one in report] == uris[1:]


def test_a_closed_file_is_judged_again_when_it_changes(folder: Path) -> None:
    path = folder / "postmortems" / "a.md"
    path.write_text(UNUSED)
    with wire() as server:
        start(server, **PULLS)
        assert "unused-suppression" in pulled(server, path.as_uri())
        path.write_text("# Outage\n\nAll is well.\n")
        assert "unused-suppression" not in pulled(server, path.as_uri())
        path.unlink()
        assert pulled(server, path.as_uri()) == set()


def test_clients_that_pull_are_told_to_pull_again_when_settings_change(folder: Path) -> None:
    uri = (folder / "postmortems" / "a.md").as_uri()
    settings = folder / ".pm-lint.yaml"
    with wire() as server:
        start(server, **PULLS)
        registered = next(one for one in server.messages() if one.get("method") == "client/registerCapability")
        (registration,) = registered["params"]["registrations"]
        patterns = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
        assert registration["method"] == "workspace/didChangeWatchedFiles"
        assert "**/.pm-lint.{yaml,yml,toml}" in patterns and "**/pyproject.toml" in patterns
        server.open(uri, UNUSED)
        assert "unused-suppression" in pulled(server, uri)
        settings.write_text("ignore: [unused-suppression]\n")
        server.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 1}]})
        assert next(one for one in server.messages() if one.get("method") == "workspace/diagnostic/refresh")
        assert "unused-suppression" not in pulled(server, uri)


def test_an_own_template_is_read_again_and_may_be_broken(folder: Path) -> None:
    uri = (folder / "postmortems" / "a.md").as_uri()
    template = folder / "house.yaml"
    template.write_text("name: house\nsections:\n  - {role: impact, title: Harm, need: required}\n")
    (folder / ".pm-lint.yaml").write_text("template: house.yaml\n")
    with wire() as server:
        start(server)
        server.open(uri, UNUSED)
        assert "Harm" in str(server.diagnostics(uri))
        template.write_text("name: house\nsections:\n  - {role: impact, title: Damage, need: required}\n")
        server.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": template.as_uri(), "type": 2}]})
        assert "Damage" in str(server.diagnostics(uri))
        template.write_text("name: house\nsectons: []\n")
        server.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": template.as_uri(), "type": 2}]})
        (told,) = server.diagnostics(template.as_uri())
        assert told["range"]["start"]["line"] == 1 and "sections" in told["message"]
        assert "unused-suppression" in codes(server.diagnostics(uri))


def test_a_save_reads_settings_that_the_client_does_not_watch(folder: Path) -> None:
    uri = (folder / "postmortems" / "a.md").as_uri()
    with wire() as server:
        start(server)
        server.open(uri, UNUSED)
        assert "unused-suppression" in codes(server.diagnostics(uri))
        (folder / ".pm-lint.toml").write_text('ignore = ["unused-suppression"]\n')
        server.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert "unused-suppression" not in codes(server.diagnostics(uri))


def test_a_save_looks_again_at_what_is_linked(folder: Path) -> None:
    path = folder / "postmortems" / "a.md"
    with wire() as server:
        start(server, workspace=PULLS["workspace"])
        server.open(path.as_uri(), "# Outage\n\nSee [the other one](other.md).\n")
        assert "broken-link" in codes(server.diagnostics(path.as_uri()))
        path.with_name("other.md").write_text("# Other\n")
        server.tell("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
        assert "broken-link" not in codes(server.diagnostics(path.as_uri()))


@pytest.mark.parametrize("settings", [{"documents": "postmortems"}, {"pm-lint": {"documents": "postmortems"}}])
def test_other_markdown_is_left_alone_where_the_client_asks_for_it(settings: Any, folder: Path) -> None:
    readme = (folder / "README.md").as_uri()
    with wire() as server:
        start(server)
        server.open(readme, README)
        assert "unused-suppression" in codes(server.diagnostics(readme))
        server.tell("workspace/didChangeConfiguration", {"settings": settings})
        assert server.diagnostics(readme) == []
        for name, text in (
            ("postmortems/a.md", README),
            ("2026-outage.md", README),
            ("b.md", README.replace("Frobnicator", "Postmortem of the frobnicator")),
            ("c.md", README + "\n## Action items\n\n- Alert on lag (Ana, OPS-3, 2027-01-04)\n"),
        ):
            uri = (folder / name).as_uri()
            server.open(uri, text)
            assert "unused-suppression" in codes(server.diagnostics(uri)), name
        template = (folder / "postmortems" / "template.md").as_uri()
        server.open(template, README)
        assert server.diagnostics(template) == []


def test_settings_say_what_is_a_postmortem(folder: Path) -> None:
    (folder / ".pm-lint.yaml").write_text("include: ['reports/**']\nexclude: ['reports/old/**']\n")
    with wire() as server:
        start(server, {"documents": "postmortems"})
        for name, checked in (("reports/a.md", True), ("reports/old/a.md", False), ("postmortems/a.md", False)):
            uri = (folder / name).as_uri()
            server.open(uri, UNUSED)
            assert ("unused-suppression" in codes(server.diagnostics(uri))) == checked, name


@pytest.mark.parametrize("versioned", [True, False])
def test_edits_are_such_as_the_client_takes(versioned: bool, folder: Path) -> None:
    uri = (folder / "postmortems" / "a.md").as_uri()
    with wire() as server:
        start(server, workspace={"workspaceEdit": {"documentChanges": versioned}})
        server.open(uri, UNUSED)
        (found,) = (one for one in server.diagnostics(uri) if one["code"] == "unused-suppression")
        asked = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": []}}
        edits = [action["edit"] for action in server.ask("textDocument/codeAction", asked)["result"]]
        assert edits and all(("documentChanges" in edit) == versioned for edit in edits)
        assert all((uri in edit.get("changes", {})) != versioned for edit in edits)


def test_rules_of_a_plugin_are_told_explained_and_suppressed(tmp_path: Path) -> None:
    (tmp_path / "house_rules.py").write_text(PLUGIN)
    info = tmp_path / "house_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pm_lint.rules]\nhouse = house_rules\n")
    uri = (tmp_path / "a.md").as_uri()
    with wire("--plugin", "house", env={**os.environ, "PYTHONPATH": str(tmp_path)}) as server:
        start(server)
        server.open(uri, "# Outage\n\n## Final words\n")
        (found,) = (one for one in server.diagnostics(uri) if one["code"] == "final-title")
        assert "codeDescription" not in found  # its page is not among ours
        place = {"textDocument": {"uri": uri}, "position": found["range"]["start"]}
        assert "final" in server.ask("textDocument/hover", place)["result"]["contents"]["value"]
        asked = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": []}}
        titles = [action["title"] for action in server.ask("textDocument/codeAction", asked)["result"]]
        assert "Suppress final-title on this line" in titles


def test_hover_and_actions_where_a_suppression_names_no_rule(folder: Path) -> None:
    uri = (folder / "postmortems" / "a.md").as_uri()
    with wire() as server:
        start(server)
        server.open(uri, "# Outage\n\n<!-- pm-lint-disable no-such-rule -->\n")
        (found,) = (one for one in server.diagnostics(uri) if one["code"] == "unknown-suppression")
        place = {"textDocument": {"uri": uri}, "position": found["range"]["start"]}
        assert "no-such-rule" in server.ask("textDocument/hover", place)["result"]["contents"]["value"].replace(
            "\\", ""
        )
        asked = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": []}}
        assert "result" in server.ask("textDocument/codeAction", asked)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--config", "none.yaml"], "does not exist"),
        (["--plugin", "nobody"], "no plugin"),
        (["--fast"], "unknown option"),
    ],
)
def test_what_cannot_be_served_is_said_at_once(options: list[str], said: str, folder: Path) -> None:
    import subprocess

    from tests.server.wire import COMMAND

    done = subprocess.run([*COMMAND, *options], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_one_settings_file_for_everything(folder: Path) -> None:
    (folder / "ours.yaml").write_text("ignore: [unused-suppression]\n")
    (folder / "postmortems" / ".pm-lint.yaml").write_text("rules: {unused-suppression: {severity: error}}\n")
    uri = (folder / "postmortems" / "a.md").as_uri()
    for options, expected in (((), True), (("--config", str(folder / "ours.yaml")), False), (("--isolated",), True)):
        with wire(*options) as server:
            start(server)
            server.open(uri, UNUSED)
            assert ("unused-suppression" in codes(server.diagnostics(uri))) == expected
