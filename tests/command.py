"""``pm-lint`` as a user calls it, in this process: what it prints and its exit code."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pm_lint.cli import main

AWAY = (
    "CI", "GITHUB_ACTIONS", "TF_BUILD", "FORGEJO_ACTIONS", "GITEA_ACTIONS", "TEAMCITY_VERSION", "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR", "NO_COLOR", "FORCE_COLOR",
)  # fmt: skip
"""Variables that change what is printed; a test sets those that it is about."""


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class Standard(io.TextIOWrapper):
    """A standard stream that keeps what is written to it."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", newline="", write_through=True)

    def text(self) -> str:
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8")


Run = Callable[..., Outcome]


@pytest.fixture
def pm_lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs a command line in an empty repository; ``stdin`` is given as text or bytes."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for name in AWAY:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PM_LINT_CACHE_DIR", str(tmp_path / "cache"))

    def run(*argv: Any, stdin: str | bytes = b"") -> Outcome:
        out, err = Standard(), Standard()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", Standard(stdin.encode() if isinstance(stdin, str) else stdin))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main([str(word) for word in argv])
        return Outcome(code, out.text(), err.text())

    yield run


def write(path: str, text: str | bytes) -> Path:
    """Writes a file below the current folder."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return file


FAULTY = "# Outage\n\n<!-- pm-lint-disable privcy -->\n"
"""A document with one finding under ``--select unknown-suppression``: the word ``privcy`` at 3:22, with a fix."""
CLEAN = "# Outage\n\nAll is said.\n"
ONE = ("--select", "unknown-suppression")
