"""The composite action, interpreted as a runner would, on honest and on hostile repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pm_lint.output import visible
from tests.action.runner import StepsResult, parse_line, parse_output, run_composite

ROOT = Path(__file__).parents[2]
BAD = """# Postmortem: queue stalled

## Summary

The queue stalled for 20 minutes on 2026-03-02, from 10:00 to 10:20 UTC, for 120 users. Priya forgot to re-enable it.

## Root cause

Root cause: human error.
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the action's steps run under bash")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work space"
    (folder / "postmortems").mkdir(parents=True)
    return folder


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    """A runner's temporary folder in which pm-lint is installed already: this very checkout."""
    folder = tmp_path / "runner temp"
    binaries = folder / "pm-lint" / "bin"
    binaries.mkdir(parents=True)
    python = binaries / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return folder


def run(workspace: Path, temp: Path, tmp_path: Path, **inputs: str) -> StepsResult:
    """Runs the action without its installing step, which needs an index."""
    definition = yaml.safe_load((ROOT / "action.yml").read_text())
    definition["runs"]["steps"] = [step for step in definition["runs"]["steps"] if step["name"] != "Install pm-lint"]
    action = tmp_path / "action" / "action.yml"
    action.parent.mkdir(exist_ok=True)
    action.write_text(yaml.safe_dump(definition, sort_keys=False))
    (action.parent / "scripts").mkdir(exist_ok=True)
    for script in (ROOT / "scripts").glob("action_*.sh"):
        (action.parent / "scripts" / script.name).write_text(script.read_text())
    environ = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environ |= {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    return run_composite(action, given, workspace, temp, environ)


def test_findings_become_annotations_outputs_and_a_summary(workspace: Path, temp: Path, tmp_path: Path) -> None:
    (workspace / "postmortems" / "queue.md").write_text(BAD)
    result = run(workspace, temp, tmp_path)
    assert result.exit_code == 1, result.output
    annotations = [command for command in result.commands if command.name in ("error", "warning", "notice")]
    blamed = [command for command in annotations if "Priya" in command.data or "human error" in command.data.lower()]
    assert {command.properties["file"] for command in blamed} == {"postmortems/queue.md"}
    assert {command.properties["line"] for command in blamed} >= {"9"}
    outputs = result.outputs["lint"]
    assert outputs["files"] == "1"
    assert int(outputs["errors"]) + int(outputs["warnings"]) >= 2
    assert int(outputs["findings"]) == sum(int(outputs[name]) for name in ("errors", "warnings", "hints"))
    assert "queue.md" in result.summary


def test_a_clean_repository_passes(workspace: Path, temp: Path, tmp_path: Path) -> None:
    clean = (ROOT / "tests" / "fixtures" / "clean" / "google-sre.md").read_text()
    (workspace / "postmortems" / "clean.md").write_text(clean)
    result = run(workspace, temp, tmp_path)
    assert result.exit_code == 0, result.output
    assert [command for command in result.commands if command.name in ("error", "warning")] == []


def test_a_fail_level_of_never_reports_and_passes(workspace: Path, temp: Path, tmp_path: Path) -> None:
    (workspace / "postmortems" / "queue.md").write_text(BAD)
    result = run(workspace, temp, tmp_path, fail_level="never", step_summary="false", sarif_file="out/pm.sarif")
    assert result.exit_code == 0, result.output
    assert int(result.outputs["lint"]["findings"]) > 0
    assert result.summary == ""
    assert Path(result.outputs["lint"]["sarif-file"]) == workspace / "out" / "pm.sarif"
    assert (workspace / "out" / "pm.sarif").exists()


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"fail_level": "sometimes"}, "fail-level"),
        ({"output_format": "html"}, "output-format"),
        ({"step_summary": "perhaps"}, "step-summary"),
        ({"working_directory": "nowhere"}, "working-directory"),
        ({"changed_files_only": "true"}, "base"),
        ({"config": "missing.toml"}, "missing.toml"),
    ],
)
def test_a_wrong_input_is_named(
    inputs: dict[str, str], message: str, workspace: Path, temp: Path, tmp_path: Path
) -> None:
    (workspace / "postmortems" / "queue.md").write_text(BAD)
    result = run(workspace, temp, tmp_path, **inputs)
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def test_only_changed_files_are_linted_when_asked(workspace: Path, temp: Path, tmp_path: Path) -> None:
    git(workspace, "init", "-q", "-b", "main")
    (workspace / "postmortems" / "old.md").write_text(BAD)
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "old")
    git(workspace, "checkout", "-qb", "topic")
    (workspace / "postmortems" / "new one.md").write_text(BAD)
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "new")
    result = run(workspace, temp, tmp_path, changed_files_only="true", base="main")
    files = {command.properties["file"] for command in result.commands if "file" in command.properties}
    assert files == {"postmortems/new one.md"}, result.output
    assert result.outputs["lint"]["files"] == "1"
    git(workspace, "checkout", "-q", "main")
    result = run(workspace, temp, tmp_path, changed_files_only="true", base="topic")
    assert result.exit_code == 0
    assert result.outputs["lint"]["files"] == "0"


def test_an_unknown_base_lints_everything_and_says_so(workspace: Path, temp: Path, tmp_path: Path) -> None:
    git(workspace, "init", "-q")
    (workspace / "postmortems" / "old.md").write_text(BAD)
    result = run(workspace, temp, tmp_path, changed_files_only="true", base="0" * 40)
    assert result.outputs["lint"]["files"] == "1", result.output
    assert "all postmortems are linted" in result.output


HOSTILE_NAMES = [
    "a\n::error file=README.md,line=1::INJECTED",
    "b\r::warning::CR",
    "c\x1b]0;pwn\x07",
    "d,line=9,title=X",
    "##[error]e",
    "::stop-commands::f",
    "g%0A::error::G",
    "-h",
    "$(touch pwned)",
    "`touch pwned`",
    "j'; touch pwned; '",
    "<img src=x>",
    "|k|[l](http://evil.example)",
]
HOSTILE_TEXT = """# ::error::title ##[error]title

## Summary

::error file=x::Priya forgot ##[error]to %0A::error::run the migration\u2028::warning::x for 20 minutes.

::add-mask::a

##[add-mask]Dana forgot the flag

[Ravi forgot](javascript:alert(1)) <script>alert(1)</script> the | cell |

## Root cause

Human error ::set-output name=x::y
"""


def test_hostile_names_and_texts_start_no_command(workspace: Path, temp: Path, tmp_path: Path) -> None:
    for index, name in enumerate(HOSTILE_NAMES):
        (workspace / "postmortems" / f"{name.replace('/', '_')}{index}.md").write_text(HOSTILE_TEXT)
    for output_format in ("github", "text"):
        result = run(workspace, temp, tmp_path, output_format=output_format)
        assert result.exit_code == 1, result.output
        assert int(result.outputs["lint"]["files"]) == len(HOSTILE_NAMES)
        allowed = {"error", "warning", "notice"} if output_format == "github" else set()
        assert {command.name for command in result.commands} <= allowed
        names = {f"postmortems/{name.replace('/', '_')}{index}.md" for index, name in enumerate(HOSTILE_NAMES)}
        names |= {visible(name) for name in names}  # what a terminal would obey is shown as an escape
        for command in result.commands:
            if "file" in command.properties:
                assert command.properties["file"] in names
            assert set(command.properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
            assert command.data != "INJECTED"
        assert "\x1b]" not in result.output and "\x07" not in result.output
        assert not (workspace / "pwned").exists()
        assert "<script" not in result.summary and "<img" not in result.summary
        assert "](javascript" not in result.summary and "](http://evil" not in result.summary
        assert set(result.outputs["lint"]) == {"errors", "warnings", "hints", "files", "findings", "sarif-file"}


def test_hostile_inputs_run_nothing(workspace: Path, temp: Path, tmp_path: Path) -> None:
    (workspace / "postmortems" / "queue.md").write_text(BAD)
    evil = "$(touch pwned)\n`touch pwned`\n; touch pwned\n::error::x\n##[error]y"
    for name in ("paths", "config", "baseline", "base", "sarif_file", "working_directory"):
        result = run(workspace, temp, tmp_path, **{name: evil})
        assert not list(tmp_path.rglob("pwned"))
        assert all(command.data not in ("x", "y") for command in result.commands), (name, result.output)


def test_a_version_that_is_none_is_refused(tmp_path: Path) -> None:
    environ = {**os.environ, "RUNNER_TEMP": str(tmp_path), "PM_LINT_ACTION_PATH": str(ROOT)}
    environ["PM_LINT_VERSION"] = "1.0; touch pwned"
    script = ROOT / "scripts" / "action_install.sh"
    done = subprocess.run(["bash", str(script)], env=environ, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 2
    assert "version number" in done.stderr
    assert not (tmp_path / "pwned").exists()


def test_the_grammars_are_the_runners() -> None:
    assert parse_line("  ::error file=a%2Cb.md,line=3::x%0Ay") == ("error", {"file": "a,b.md", "line": "3"}, "x\ny")
    assert parse_line("text ##[warning]careful") == ("warning", {}, "careful")
    assert parse_line("see ::error::this") is None
    assert parse_line("::unknown::x") is None
    stopped = parse_output("::stop-commands::t\n::error::no\n::t::\n::error::yes")
    assert [command.data for command in stopped] == ["t", "yes"]


def test_action_and_workflows_fit_their_schemas() -> None:
    pytest.importorskip("check_jsonschema")
    for schema, files in (
        ("vendor.github-actions", [ROOT / "action.yml"]),
        ("vendor.github-workflows", sorted((ROOT / ".github" / "workflows").glob("*.yml"))),
    ):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("zizmor is not installed")
    command = [str(zizmor), "--offline", "--strict-collection", "--no-progress", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
