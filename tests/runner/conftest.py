"""Rules for tests of what runs rules: one for a word, one for the date, one for a neighbouring file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pm_lint import rules
from pm_lint.diagnostic import Applicability, Edit, Fix, Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.rule import Context, Finding, Rule
from pm_lint.settings.model import Settings
from pm_lint.source import Span


def bad_word(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    at = postmortem.source.text.find("bad")
    if at >= 0:
        span = Span(at, at + 3)
        fix = Fix("say good", (Edit(span, "good"),), Applicability.SAFE)
        yield Finding(span, 'found "bad"', "say good", (Related("first line", Span(0, 1)),), fix)
    if "crash" in postmortem.source.text:
        raise RuntimeError("a defect in a rule")


def dated(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    yield Finding(None, f"read on {context.settings.today}")


def neighbour(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    yield Finding(None, f"{context.file_exists('there.md')} {context.read_file('there.md')}")


CHECKS = {"bad-word": bad_word, "dated": dated, "neighbour": neighbour}


@pytest.fixture(autouse=True)
def own_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only ``bad-word`` runs unless the others are selected."""
    own = {
        name: Rule(name, "test", "Postmortem", Severity.ERROR, "0.1.0", {}, check, name == "bad-word", name == "dated")
        for name, check in CHECKS.items()
    }
    monkeypatch.setattr(rules, "all_rules", lambda: own)
    _forget()
    yield
    _forget()


def _forget() -> None:
    """Names are remembered, and those of these tests are not those of others."""
    for function in vars(rules).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()


@pytest.fixture
def documents(tmp_path: Path) -> Callable[..., list[Path]]:
    """Writes documents and gives their paths."""

    def write(*texts: str) -> list[Path]:
        folder = tmp_path / "incidents"
        folder.mkdir(exist_ok=True)
        paths = [folder / f"{number:04}.md" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode())
        return paths

    return write


def default(_path: Path) -> Settings:
    return Settings()
