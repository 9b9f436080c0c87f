"""What a command imports. A hook is mostly start-up, so heavy modules come only where they are needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "markdown_it",
    "yaml",
    "jsonschema",
    "importlib.metadata",
    "difflib",
    "tomllib",
    "zoneinfo",
    "asyncio",
    "dataclasses",
}
_SHOW = (
    "import sys, pm_lint.cli; code = pm_lint.cli.main(sys.argv[1:]); print(code, *sorted(sys.modules), file=sys.stderr)"
)


def imported(folder: Path, *argv: str) -> tuple[int, set[str]]:
    """The exit code of a command line in a fresh process, and every module that it imported."""
    environment = {**os.environ, "PM_LINT_CACHE_DIR": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", _SHOW, *argv], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    code, *modules = done.stderr.split("\n")[-2].split(" ")
    return int(code), set(modules)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.md").write_text("# Outage\n\n## Timeline\n\n- 10:05 UTC Alert fires\n")
    return tmp_path


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(repository: Path, option: str) -> None:
    code, modules = imported(repository, option)
    assert code == 0
    assert not modules & HEAVY
    assert "pm_lint.rules" not in modules
    assert "argparse" not in modules


def test_check_without_settings(repository: Path) -> None:
    code, modules = imported(repository, "check", "a.md")
    assert code in (0, 1)
    assert "markdown_it" in modules
    assert not modules & {"yaml", "jsonschema", "tomllib", "importlib.metadata", "difflib", "asyncio", "argparse"}


def test_check_with_settings_and_options_of_rules(repository: Path) -> None:
    (repository / ".pm-lint.yaml").write_text("rules: {broken-link: error}\n")
    code, modules = imported(repository, "check", "a.md")
    assert code in (0, 1)
    assert "yaml" in modules
    assert not modules & {"jsonschema", "tomllib"}


def test_a_project_file_without_a_table_is_not_parsed(repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[project]\nname = "x"\n')
    _, modules = imported(repository, "check", "a.md")
    assert "tomllib" not in modules


def test_a_report_that_the_cache_knows(repository: Path) -> None:
    imported(repository, "check", "a.md")
    code, modules = imported(repository, "check", "a.md")
    assert code in (0, 1)
    assert not modules & {"markdown_it", "yaml", "jsonschema"}
