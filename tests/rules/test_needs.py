"""What rules say that they can find nothing without: it changes no report, and keeps rules from being imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pm_lint.engine import lint
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.metadata_keys import KEYS
from pm_lint.postmortem.model import Role
from pm_lint.rule import Needs, Rule
from pm_lint.rules import all_rules
from pm_lint.settings.model import Settings
from pm_lint.source import Source
from tests.examples import examples_of
from tests.test_startup import imported

EVERYTHING = Settings(select=("all",), today="2026-11-23")
NEEDY = [rule for rule in all_rules().values() if any(rule.needs)]


@pytest.mark.parametrize("rule", NEEDY, ids=lambda rule: rule.name)
def test_what_is_needed_exists(rule: Rule) -> None:
    assert set(rule.needs.fields) <= set(KEYS)
    assert set(rule.needs.roles) <= {role.value for role in Role}
    assert all(hasattr(Postmortem, part) for part in rule.needs.parts)
    assert all(rule.needs.text)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_no_finding_is_missed(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [example.text for example in examples_of(rule)]
    found = [lint(Source("a.md", text), EVERYTHING).diagnostics for text in texts]
    monkeypatch.setattr(Needs, "are_met", lambda _needs, _postmortem: True)
    assert [lint(Source("a.md", text), EVERYTHING).diagnostics for text in texts] == found


@pytest.mark.parametrize(
    ("needs", "text", "met"),
    [
        ({}, "", True),
        ({"text": ("://", "@")}, "mail a@b.example", True),
        ({"text": ("://", "@")}, "nothing", False),
        ({"fields": ("status",)}, "# Outage\n\n**Status**: draft\n", True),
        ({"fields": ("status",)}, "# Outage\n\n**Severity**: SEV1\n", False),
        ({"roles": ("impact", "summary")}, "# Outage\n\n## Impact\n\nNone.\n", True),
        ({"roles": ("impact", "summary")}, "# Outage\n\n## Lessons\n\nNone.\n", False),
        ({"parts": ("timeline",)}, "## Timeline\n\n- 10:05 UTC Alert fires\n", True),
        ({"parts": ("timeline", "action_items")}, "## Timeline\n\n- 10:05 UTC Alert fires\n", False),
        ({"parts": ("timeline",), "text": ("@",)}, "## Timeline\n\n- 10:05 UTC Alert fires\n", False),
    ],
)
def test_needs_are_met(needs: dict[str, Any], text: str, met: bool) -> None:
    assert Needs(**needs).are_met(lint(Source("a.md", text)).postmortem) == met


def test_rules_without_what_they_need_are_not_imported(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Outage\n\n## Summary\n\nAll requests failed for 20 minutes.\n")
    _, modules = imported(tmp_path, "check", "a.md", "--isolated", "--no-cache")
    assert "pm_lint.rules.impact.summary_without_duration" in modules
    assert not modules & {"pm_lint.rules.links", "pm_lint.rules.timeline", "pm_lint.rules.impact.unquantified_impact"}
