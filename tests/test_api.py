"""The public API: what ``import pm_lint`` offers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pm_lint
from tests.command import CLEAN, FAULTY, write


def test_every_name_is_there() -> None:
    for name in pm_lint.__all__:
        assert getattr(pm_lint, name) is not None
    assert set(pm_lint.__all__) <= set(dir(pm_lint))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = pm_lint.nothing  # type: ignore[attr-defined]


def test_lint_text() -> None:
    settings = pm_lint.Settings(select=("unknown-suppression",))
    report = pm_lint.lint_text("\ufeff" + FAULTY, settings, path="a.md")
    (found,) = report.diagnostics
    assert found.span is not None
    assert report.source.slice(found.span) == "privcy"
    assert report.source.position(found.span.start) == pm_lint.Position(3, 22)
    assert report.source.path == "a.md"
    assert pm_lint.lint_text(CLEAN, settings).diagnostics == ()


def test_lint_file_takes_the_nearest_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("d/.git/x", "")
    write("d/.pm-lint.yaml", "select: [unknown-suppression]")
    file = write("d/a.md", FAULTY)
    assert [found.rule for found in pm_lint.lint_file(file).diagnostics] == ["unknown-suppression"]
    assert pm_lint.lint_file(str(file), pm_lint.Settings(select=("links",))).diagnostics == ()


def test_what_is_raised(tmp_path: Path) -> None:
    with pytest.raises(pm_lint.SourceError, match="no such file"):
        pm_lint.lint_file(tmp_path / "gone.md")
    with pytest.raises(pm_lint.ConfigError, match="did you mean 'links'"):
        pm_lint.lint_text(CLEAN, pm_lint.Settings(select=("linsk",)))
    assert issubclass(pm_lint.SourceError, pm_lint.PmLintError)


def test_python_dash_m() -> None:
    done = subprocess.run([sys.executable, "-m", "pm_lint", "--version"], capture_output=True, text=True)
    assert done.stdout == f"pm-lint {pm_lint.__version__}\n"
