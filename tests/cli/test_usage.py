"""Mistakes on the command line: one clear line, exit code 2; and the small commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pm_lint import __version__
from pm_lint.cli import COMMANDS
from pm_lint.cli.config import SCHEMAS
from pm_lint.rules import all_rules
from tests.command import CLEAN, FAULTY, ONE, Run, write


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("chek", "unknown command 'chek'; did you mean 'check'?"),
        ("frobnicate", "unknown command 'frobnicate'; see `pm-lint --help`"),
        ("--chek", "unknown option '--chek'; did you mean 'check'?"),
        ("check --selct x", "unknown option '--selct'; did you mean '--select'?"),
        ("check --sel x", "unknown option '--sel'; did you mean '--select'?"),
        ("check --sevrity x", "unknown option '--sevrity'; see `pm-lint check --help`"),
        ("check --select", "--select: expected one argument (see `pm-lint check --help`)"),
        ("check --select unknown-supression", "unknown rule or group 'unknown-supression'; did you mean"),
        ("check --output-format jsno", "unknown output format 'jsno'; did you mean 'json'?"),
        ("check --fail-level warn", "unknown fail level 'warn'; did you mean 'warning'?"),
        ("check --today tomorrow", "--today takes a date like 2026-11-30, not 'tomorrow'"),
        ("check --jobs none", "--jobs takes a number from 1, not 'none'"),
        ("check --config gone.yaml", "the settings file 'gone.yaml' does not exist"),
        ("check --plugin nobody-has-this", "no plugin 'nobody-has-this' is installed"),
        ("explain unknown-supression", "unknown rule 'unknown-supression'; did you mean 'unknown-suppression'?"),
        ("explain", "the following arguments are required: RULE"),
        ("rules extra", "pm-lint rules does not take 'extra'"),
        ("inspect gone.md", "gone.md: no such file or directory"),
    ],
)
def test_a_mistake_is_one_line(pm_lint: Run, line: str, message: str) -> None:
    done = pm_lint(*line.split())
    assert done.code == 2
    assert done.err.startswith(f"pm-lint: {message}")
    assert done.err.count("\n") == 1
    assert done.out == ""


def test_help_and_version(pm_lint: Run) -> None:
    assert pm_lint("--version").out == f"pm-lint {__version__}\n"
    done = pm_lint("--help")
    assert done.code == 0
    for command in COMMANDS:
        assert f"  {command}" in done.out
    assert pm_lint().code == 2


@pytest.mark.parametrize("command", ["check", "inspect", "explain", "rules", "config"])
def test_help_of_a_command(pm_lint: Run, command: str) -> None:
    with pytest.raises(SystemExit) as leaving:
        pm_lint(command, "--help")
    assert leaving.value.code == 0


def test_explain_tells_why_with_an_example(pm_lint: Run) -> None:
    done = pm_lint("explain", "unknown-suppression")
    assert done.code == 0
    assert done.out.startswith("unknown-suppression  warning, group suppressions\n")
    assert "\nWhy is this bad?\n" in done.out
    assert "^^^^ unknown rule or group 'human-eror-as-cause'\n" in done.out
    assert "```" not in done.out


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_every_rule_can_be_explained(pm_lint: Run, rule: object) -> None:
    name = rule.name  # type: ignore[attr-defined]
    assert pm_lint("explain", name).out.startswith(f"{name}  ")


def test_explain_a_group(pm_lint: Run) -> None:
    out = pm_lint("explain", "suppressions").out
    assert "\nunused-suppression  warning" in out
    assert out.startswith("suppression-without-reason  warning")


def test_rules_as_table_and_as_data(pm_lint: Run) -> None:
    table = pm_lint("rules").out
    data = json.loads(pm_lint("rules", "--output-format", "json").out)
    assert [rule["name"] for rule in data["rules"]] == [
        line.split()[0] for line in table.split("\n") if line.startswith("  ")
    ]
    assert {rule["name"] for rule in data["rules"]} == set(all_rules())


def test_inspect_reads_what_check_reads(pm_lint: Run) -> None:
    write("postmortems/a.md", "# Outage\n\n## Timeline\n\n- 10:05 UTC Alert fires\n")
    done = pm_lint("inspect", "--output-format", "json")
    assert [document["path"] for document in json.loads(done.out)["documents"]] == ["postmortems/a.md"]
    done = pm_lint("inspect", "postmortems")
    assert done.out.startswith("postmortems/a.md\n  language en, template ")


def test_inspect_one_bad_file_hides_no_other(pm_lint: Run) -> None:
    write("a.md", CLEAN)
    done = pm_lint("inspect", "gone.md", "a.md", "--output-format", "json")
    assert done.code == 2
    assert len(json.loads(done.out)["documents"]) == 1


def test_inspect_a_defect_of_ours_hides_no_file(pm_lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from pm_lint.cli import inspect

    whole = inspect.as_data

    def as_data(path: str, *given: Any) -> dict[str, Any]:
        if path == "b.md":
            raise IndexError("a defect")
        return whole(path, *given)

    monkeypatch.setattr(inspect, "as_data", as_data)
    write("a.md", CLEAN)
    write("b.md", CLEAN)
    done = pm_lint("inspect", "b.md", "a.md", "--output-format", "json")
    assert (done.code, done.err) == (2, "pm-lint: b.md: internal error: IndexError: a defect\n")
    assert [document["path"] for document in json.loads(done.out)["documents"]] == ["a.md"]


def test_inspect_bad_standard_input_hides_no_file(pm_lint: Run) -> None:
    write("a.md", CLEAN)
    done = pm_lint("inspect", "-", "a.md", "--output-format", "json", stdin=b"\xff")
    assert (done.code, done.err) == (2, "pm-lint: -: not UTF-8 at byte 0\n")
    assert len(json.loads(done.out)["documents"]) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_full_disk_is_one_line(pm_lint: Run) -> None:
    write("a.md", FAULTY)
    done = pm_lint("check", "a.md", "--output", "json:/dev/full")
    assert (done.code, done.err) == (2, "pm-lint: output: no space left on device\n")


def test_a_rule_off_in_one_place_only(pm_lint: Run) -> None:
    write("a.md", FAULTY + "\n<!-- pm-lint-disable-next-line unknown-suppression -- an example -->\n\n" + FAULTY[10:])
    data = json.loads(pm_lint("check", "a.md", *ONE, "--output-format", "json").out)
    assert (data["summary"]["warning"], data["summary"]["suppressed"]) == (1, 1)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_can_be_printed(pm_lint: Run, name: str) -> None:
    assert json.loads(pm_lint("config", "--schema", name).out)["title"]
