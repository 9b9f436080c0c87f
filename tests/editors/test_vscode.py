"""The VS Code extension: clean, built, tested against the real server, and packaged."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import pm_lint

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text())
READY = shutil.which("npm") is not None and (EXTENSION / "node_modules").is_dir()
REASON = "needs Node and `npm ci` in editors/vscode"


def npm(*arguments: str) -> None:
    environment = {**os.environ, "PM_LINT_PYTHON": sys.executable}
    command = ["npm", "run", "-s", *arguments]
    done = subprocess.run(command, cwd=EXTENSION, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"npm run {' '.join(arguments)}\n{done.stdout}{done.stderr}"


@pytest.mark.skipif(not READY, reason=REASON)
def test_types_lint_tests_and_package(tmp_path: Path) -> None:
    pytest.importorskip("pygls", reason="the extension's tests talk to the server")
    for step in ("types", "lint", "test"):  # in order, for they share the folder that is built into
        npm(step)
    package = tmp_path / "pm-lint.vsix"
    npm("package", "--", str(package))
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        inside = json.loads(archive.read("extension/package.json"))
    assert {"extension/dist/extension.js", "extension/readme.md", "extension/LICENSE.txt"} <= names
    assert not any("node_modules" in name or name.endswith(".ts") for name in names)
    assert inside["version"] == pm_lint.__version__


def test_the_extension_has_the_version_of_the_package() -> None:
    assert MANIFEST["version"] == pm_lint.__version__


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (EXTENSION / "package-lock.json").read_text()


def test_every_setting_and_command_that_is_read_is_declared() -> None:
    code = "\n".join(path.read_text() for path in sorted((EXTENSION / "src").glob("*.ts")))
    settings = set(re.findall(r'\.get(?:<.*?>)?\("(\w+)"', code))
    declared = {name.removeprefix("pm-lint.") for name in MANIFEST["contributes"]["configuration"]["properties"]}
    assert settings and settings <= declared
    assert declared - settings <= {"trace.server"}  # the language client reads that one
    commands = set(re.findall(r'registerCommand\("([\w.-]+)"|SHOW_TIMELINE = "([\w.-]+)"', code))
    named = {first or second for first, second in commands}
    assert named == {command["command"] for command in MANIFEST["contributes"]["commands"]}


def test_the_readme_names_every_command_and_setting() -> None:
    readme = (EXTENSION / "README.md").read_text()
    for command in MANIFEST["contributes"]["commands"]:
        assert f"`pm-lint: {command['title']}`" in readme
    for name in MANIFEST["contributes"]["configuration"]["properties"]:
        assert f"`{name}`" in readme
