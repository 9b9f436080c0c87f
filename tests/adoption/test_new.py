"""``pm-lint new`` writes a postmortem that holds once it is filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pm_lint.engine import lint
from pm_lint.scaffold import document, spelled
from pm_lint.settings.model import Settings
from pm_lint.source import Source
from pm_lint.templates import load, names
from tests.adoption.conftest import PmLint, write

ACTION = "| Alert on the depth of the print queue | @amara | OPS-31 | 2026-12-01 |\n"
EVENTS = "- 10:05 The queue stops.\n- 10:20 The alert fires.\n- 10:45 A restart ends the impact.\n"


def filled(text: str) -> str:
    """What an author makes of it: each comment is replaced by words, each list gets its entries."""
    text = re.sub(r"(\| --- .*\n)", lambda match: match.group() + ACTION, text)
    text = re.sub(r"(All times are .*\n)", lambda match: match.group() + "\n" + EVENTS, text)
    text = re.sub(r"(?m)^(- \*\*.*): <!--.*?-->", r"\1: Amara Diallo", text)
    counter = iter(range(1000))
    text = re.sub(r"(?s)<!--.*?-->", lambda _: f"The print queue of depot {next(counter)} stood still.", text)
    return text.replace("Draft", "Final")


@pytest.mark.parametrize("severity", ["sev1", "sev4"])
@pytest.mark.parametrize("name", names())
def test_every_template_passes_the_structural_rules_once_filled(name: str, severity: str) -> None:
    facts = {"date": "2026-11-02", "status": "Draft", "severity": spelled(severity, ())}
    text = filled(document(load(name), "Print queue stood still", facts))
    report = lint(Source("new.md", text), Settings(select=("structure",), template=name))
    assert [(found.rule, found.message) for found in report.diagnostics] == []


@pytest.mark.parametrize("name", names())
def test_what_is_written_is_understood(name: str) -> None:
    text = document(load(name), "Print queue stood still", {"date": "2026-11-02", "status": "Draft"})
    postmortem = lint(Source("new.md", text), Settings(select=(), template=name)).postmortem
    roles = {role for section in postmortem.sections for role in section.roles}
    assert {section.role for section in load(name).sections} <= roles
    date = postmortem.field("date")
    assert date is not None and date.value == "2026-11-02"


def test_it_is_named_like_the_others_and_numbered(pm_lint: PmLint) -> None:
    write(Path("incidents/0007-search-down.md"), "# Search down\n\n**Severity**: Sev-2\n")
    write(Path("incidents/0012-login-slow.md"), "# Login slow\n\n**Severity**: Sev-3\n")
    said = pm_lint("new", "Checkout outage", "--severity", "sev1", "--date", "2026-11-02")
    assert said.out == "wrote incidents/0013-checkout-outage.md\n"
    text = Path("incidents/0013-checkout-outage.md").read_text()
    assert text.startswith("# Postmortem: Checkout outage\n\n- **Date**: 2026-11-02\n- **Severity**: Sev-1\n")


def test_the_template_of_the_settings_is_taken(pm_lint: PmLint) -> None:
    write(Path(".pm-lint.yaml"), "template: google-sre\n")
    assert pm_lint("new", "Checkout outage").code == 0
    (path,) = Path("postmortems").iterdir()
    assert "### Where we got lucky" in path.read_text()


def test_nothing_is_overwritten(pm_lint: PmLint) -> None:
    pm_lint("new", "Checkout outage", "--output", "a.md")
    Path("a.md").write_text("filled in")
    said = pm_lint("new", "Checkout outage", "--output", "a.md")
    assert (said.code, said.err) == (2, "pm-lint: a.md exists; choose another title or --output\n")
    assert Path("a.md").read_text() == "filled in"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["x", "--template", "google-sr"], "did you mean 'google-sre'?"),
        (["x", "--date", "2026-13-01"], "'2026-13-01' is no date"),
        (["x", "--date", "tomorrow"], "'tomorrow' is no date"),
        ([], "new takes a title"),
        (["  "], "new takes a title"),
    ],
)
def test_mistakes_are_said_in_one_line(pm_lint: PmLint, words: list[str], message: str) -> None:
    said = pm_lint("new", *words)
    assert said.code == 2
    assert message in said.err
    assert said.err.count("\n") == 1
    assert not Path("postmortems").exists()


def test_it_can_be_printed(pm_lint: PmLint) -> None:
    said = pm_lint("new", "Checkout\noutage", "--output", "-", "--template", "minimal")
    assert said.out.startswith("# Postmortem: Checkout outage\n")
    assert list(Path().iterdir()) == []


def test_severities_are_spelled_as_elsewhere() -> None:
    assert spelled("sev1", []) == "SEV1"
    assert spelled("sev1", ["Sev-2", "Sev-3"]) == "Sev-1"
    assert spelled("P2", ["Sev-2"]) == "Sev-2"
    assert spelled("major", []) == "major"
