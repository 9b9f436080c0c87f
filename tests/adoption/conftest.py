"""A folder to work in, the command line, and git with an identity of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from pm_lint.cli import main


class Said(NamedTuple):
    code: int
    out: str
    err: str


PmLint = Callable[..., Said]
Git = Callable[..., str]


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PM_LINT_CACHE_DIR", str(tmp_path.with_name(tmp_path.name + "-cache")))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return tmp_path


@pytest.fixture
def pm_lint(capfd: pytest.CaptureFixture[str]) -> PmLint:
    def run(*words: str) -> Said:
        capfd.readouterr()
        code = main(list(words))
        return Said(code, *capfd.readouterr())

    return run


@pytest.fixture
def git(workplace: Path) -> Git:
    def run(*words: str, folder: Path = workplace) -> str:
        identity = ["-c", "user.name=Amara", "-c", "user.email=amara@example.com", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, check=True)
        return done.stdout.decode()

    return run


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path
