"""Known findings are left out, new ones are not, and what is mended leaves the baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pm_lint.baseline import NAME
from tests.adoption.conftest import PmLint, write

ONE = "<!-- pm-lint-disable-line broken-link -- the wiki moved -->\n"
OTHER = "<!-- pm-lint-disable-line unknown-link -- quoted from the vendor -->\n".replace("unknown", "broken")
DOCUMENT = "# Postmortem: search outage\n\nThe index was empty.\n\n"
SETTINGS = "select: [unused-suppression, broken-link]\n"


@pytest.fixture
def recorded(pm_lint: PmLint) -> Path:
    write(Path(".pm-lint.yaml"), SETTINGS)
    document = write(Path("incidents/1.md"), DOCUMENT + ONE)
    assert pm_lint("check", "incidents").code == 1
    said = pm_lint("baseline", "incidents")
    assert (said.code, "1 new, 0 gone" in said.out) == (0, True)
    return document


def check(pm_lint: PmLint) -> list[tuple[str, int]]:
    said = pm_lint("check", "incidents", "--baseline", NAME, "--output-format", "json")
    assert said.err == ""
    found = json.loads(said.out)["diagnostics"]
    assert said.code == bool(found)
    return [(diagnostic["path"], diagnostic["start"]["line"]) for diagnostic in found]


def test_known_findings_stay_known_when_lines_move(recorded: Path, pm_lint: PmLint) -> None:
    assert check(pm_lint) == []
    write(recorded, DOCUMENT + "New words.\n\n" * 5 + ONE)
    assert check(pm_lint) == []


def test_a_new_finding_is_reported(recorded: Path, pm_lint: PmLint) -> None:
    write(recorded, DOCUMENT + OTHER + "\nText.\n\n" + ONE)
    assert check(pm_lint) == [("incidents/1.md", 5)]
    write(Path("incidents/2.md"), DOCUMENT + ONE)
    assert check(pm_lint) == [("incidents/1.md", 5), ("incidents/2.md", 5)]


def test_one_more_of_the_same_is_new(recorded: Path, pm_lint: PmLint) -> None:
    write(recorded, DOCUMENT + ONE + "\nText.\n\n" + ONE)
    assert len(check(pm_lint)) == 1


def test_what_is_mended_leaves_and_what_is_new_does_not_join(recorded: Path, pm_lint: PmLint) -> None:
    write(recorded, DOCUMENT + OTHER)
    shown = pm_lint("baseline", "incidents", "--show-fixed")
    assert shown.code == 0
    assert shown.out.startswith("incidents/1.md: unused-suppression (")
    assert "1 finding of 1 may leave" in shown.out
    said = pm_lint("baseline", "incidents")
    assert "0 findings known (0 new, 1 gone)" in said.out
    assert "1 finding not recorded" in said.out
    assert json.loads(Path(NAME).read_text())["files"] == {}
    assert len(check(pm_lint)) == 1
    assert "1 finding known" in pm_lint("baseline", "incidents", "--grow").out
    assert check(pm_lint) == []


def test_documents_outside_the_run_keep_theirs_as_long_as_they_exist(recorded: Path, pm_lint: PmLint) -> None:
    other = write(Path("incidents/2.md"), DOCUMENT)
    pm_lint("baseline", str(other))
    assert check(pm_lint) == []
    recorded.unlink()
    pm_lint("baseline", str(other))
    assert json.loads(Path(NAME).read_text())["files"] == {}


def test_a_document_that_cannot_be_read_keeps_its_findings(recorded: Path, pm_lint: PmLint) -> None:
    before = Path(NAME).read_text()
    recorded.write_bytes(b"\xff")
    said = pm_lint("baseline", "incidents")
    assert said.code == 2
    assert "not UTF-8" in said.err
    assert Path(NAME).read_text() == before


def test_the_settings_can_name_it_and_paths_are_from_its_folder(
    recorded: Path, pm_lint: PmLint, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path(".pm-lint.yaml"), SETTINGS + f"baseline: {NAME}\n")
    assert pm_lint("check", "incidents").code == 0
    monkeypatch.chdir("incidents")
    assert pm_lint("check", "1.md").code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"version": 1, "fi', "is no JSON at line 1, as if half written; delete it"),
        ("", "is no JSON at line 1"),
        ('{"version": 2, "files": {}}', "has version 2, and this pm-lint reads version 1; delete it"),
        ("[]", "is no baseline"),
        ('{"version": 1, "files": {"a.md": ["x"]}}', "is no baseline"),
        ("[" * 100_000, "is no"),
    ],
)
@pytest.mark.parametrize("command", ["check", "baseline"])
def test_a_baseline_that_cannot_be_used_is_said_in_one_line(
    pm_lint: PmLint, content: str, message: str, command: str
) -> None:
    write(Path("incidents/1.md"), DOCUMENT)
    write(Path(NAME), content)
    said = pm_lint(command, "incidents", "--baseline", NAME)
    assert said.code == 2
    assert message in said.err
    assert said.err.count("\n") == 1
    assert Path(NAME).read_text() == content


def test_a_baseline_that_is_missing_is_an_error(pm_lint: PmLint) -> None:
    write(Path("incidents/1.md"), DOCUMENT)
    assert "no such baseline; `pm-lint baseline` writes one" in pm_lint("check", "--baseline", "x.json").err
    assert pm_lint("baseline", "incidents", "--show-fixed").code == 2
