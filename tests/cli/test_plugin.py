"""Rules of others are loaded when the command line names them, and never otherwise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = '''"""Checks that nothing is called final."""
from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import Section
from pm_lint.rule import Finding, rule

@rule("final-title", group="house", on=Section, severity=Severity.ERROR, since="1.0.0")
def check(section, context):
    if "final" in section.title.lower():
        yield Finding(section.title_span, "title says final")
'''


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an installed plugin, a document that it finds fault with, and the root of a repository."""
    (tmp_path / "house_rules.py").write_text(PLUGIN)
    info = tmp_path / "house_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pm_lint.rules]\nhouse = house_rules\n")
    (tmp_path / "a.md").write_text("# Final report\n")
    (tmp_path / ".git").mkdir()
    return tmp_path


def check(place: Path, *options: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "pm_lint", "check", "a.md", "--no-cache", "--output-format", "json", *options]
    environment = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_a_plugin_that_the_command_line_names(place: Path) -> None:
    code, out, _ = check(place, "--plugin", "house", "--select", "house")
    assert code == 1
    assert [found["rule"] for found in json.loads(out)["diagnostics"]] == ["final-title"]


def test_settings_load_none(place: Path) -> None:
    (place / ".pm-lint.yaml").write_text("select: [house]\n")
    code, _, err = check(place)
    assert code == 2
    assert "unknown rule or group 'house'" in err
    (place / ".pm-lint.yaml").write_text("plugins: [house]\n")
    assert "'plugins' is not known" in check(place)[2]
    (place / ".pm-lint.yaml").write_text("select: [house]\n")
    assert check(place, "--plugin", "house")[0] == 1


def test_a_misspelt_plugin(place: Path) -> None:
    assert check(place, "--plugin", "hous")[2] == "pm-lint: no plugin 'hous' is installed; did you mean 'house'?\n"


def test_what_a_plugin_does_at_the_end_is_done(place: Path) -> None:
    (place / "house_rules.py").write_text(f"{PLUGIN}\nimport atexit\natexit.register(print, 'house is closed')\n")
    code, out, _ = check(place, "--plugin", "house", "--select", "house")
    assert code == 1
    assert out.endswith("house is closed\n")
