"""What the rules about action items say and keep silent about, beyond the examples in their documentation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.diagnostic import Applicability, Diagnostic, Severity
from pm_lint.engine import lint
from pm_lint.settings.model import Settings
from pm_lint.source import Source

GOOD = "- [ ] Alert when the import queue is longer than 500 (@amara, OPS-31, 2026-11-30)\n"
INTRO = "# Postmortem of the shop\n\nThe shop was down for ten minutes and the orders were lost.\n\n"


def found(body: str, rule: str, title: str = "## Action items\n\n", **settings: object) -> list[Diagnostic]:
    given = Settings(select=(rule,), **settings)  # type: ignore[arg-type]
    return list(lint(Source("test.md", INTRO + title + body), given).diagnostics)


@pytest.mark.parametrize("missing", ["owner", "tracker", "due-date"])
def test_a_complete_item_is_silent_and_each_missing_part_is_found(missing: str) -> None:
    part = {"owner": "@amara, ", "tracker": "OPS-31, ", "due-date": ", 2026-11-30"}[missing]
    body = GOOD + GOOD.replace(part, "").replace("queue", "backlog")
    (diagnostic,) = found(body, f"action-item-without-{missing}")
    assert diagnostic.severity is Severity.WARNING
    assert lint(Source("test.md", INTRO), Settings(select=("action-items",))).diagnostics == ()


@pytest.mark.parametrize("rule", ["action-item-without-tracker", "action-item-without-due-date"])
def test_where_no_item_has_it_the_finding_is_a_hint(rule: str) -> None:
    assert [d.severity for d in found("- Cap the retries\n- Alert on depth\n", rule)] == [Severity.HINT] * 2


@pytest.mark.parametrize(
    "rule", ["action-item-without-owner", "action-item-without-tracker", "action-item-without-due-date"]
)
def test_done_items_need_nothing(rule: str) -> None:
    assert found("- [x] Cap the retries\n- ~~Alert on depth~~\n", rule) == []


@pytest.mark.parametrize("name", ["owner", "tracker", "due-date"])
def test_the_fix_adds_a_place_once_and_it_is_still_reported(name: str) -> None:
    table = "| Action | Owner | Ticket | Due |\n|---|---|---|---|\n| Alert |  |  |  |\n"
    text = INTRO + f"## Action items\n\n- Cap the retries of the importer\n\n{table}"
    settings = Settings(select=(f"action-item-without-{name}", "placeholder-ticket"))
    diagnostics = lint(Source("test.md", text), settings).diagnostics
    fixes = [diagnostic.fix for diagnostic in diagnostics if diagnostic.fix]
    assert [fix.applicability for fix in fixes] == [Applicability.UNSAFE] * 2
    for edit in sorted((edit for fix in fixes for edit in fix.edits), reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    again = lint(Source("test.md", text), settings).diagnostics
    assert [diagnostic.fix for diagnostic in again] == [None, None]


def test_overdue_is_silent_without_today_and_on_the_day() -> None:
    assert found(GOOD, "overdue-action-item") == []
    assert found(GOOD, "overdue-action-item", today="2026-11-30") == []
    assert len(found(GOOD, "overdue-action-item", today="2026-12-01")) == 1


@pytest.mark.parametrize(
    "item",
    [
        "Improve monitoring",
        "Better testing",
        "More monitoring",
        "Look into the issue",
        "We should improve our documentation",
        "Be more careful",
        "Add more tests",
        "Make the system more robust",
    ],
)
def test_vague(item: str) -> None:
    assert [d.severity for d in found(f"- {item}\n", "vague-action-item")] == [Severity.WARNING]


@pytest.mark.parametrize(
    "item",
    [
        "Investigate the memory leak of the importer",
        "The API should reject empty filters",
        "Queue depth must be bounded",
        "Improve p99 latency of search to 200 ms",
        "Improve the alert so that the whole team is paged",
        "Make deploys of the shop stop when checks fail",
        "Ensure that the importer stops when the queue is full",
        "Increase `max_connections`",
        "Improve monitoring:\n  - alert on queue depth",
        "Consider Redis to keep the sessions",
    ],
)
def test_not_vague(item: str) -> None:
    assert found(f"- {item}\n", "vague-action-item") == []


def test_an_object_without_an_end_state_is_a_hint_at_the_verb() -> None:
    (diagnostic,) = found("- Look into the retries of the gates\n", "vague-action-item")
    assert (diagnostic.severity, diagnostic.message) == (Severity.HINT, '"look into" gives no end state')


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("None.\n", 1),
        ("No action items.\n", 1),
        ("N/A\n", 1),
        ("n/a – the vendor has replaced the switch\n", 0),
        ("No action because the service ends in March, accepted by the head of operations.\n", 0),
        (GOOD, 0),
    ],
)
def test_no_action_items(body: str, count: int) -> None:
    assert len(found(body, "no-action-items")) == count


def test_strength_and_kind_of_all_items() -> None:
    assert len(found("- Document the drain\n- Train the team\n", "weak-actions-only")) == 1
    assert found("- Document the drain\n- Reject drains of the last node\n", "weak-actions-only") == []
    assert [d.severity for d in found("- Backfill the rows\n- Fix the index\n", "only-repair-actions")] == [
        Severity.HINT
    ]
    assert found("- Backfill the rows\n- Alert on lag\n", "only-repair-actions") == []


def test_equal_priorities_need_three_and_all() -> None:
    table = "| Action | Priority |\n|---|---|\n| Cap it | P1 |\n| Alert | P1 |\n| Split it | {} |\n"
    assert len(found(table.format("P1"), "equal-priorities")) == 1
    assert found(table.format("P2"), "equal-priorities") == []
    assert found(table.format(""), "equal-priorities") == []


def test_status_of_the_incident_does_not_close_the_postmortem() -> None:
    for status, count in (("Closed", 1), ("Complete", 1), ("Resolved", 0), ("Complete, action items in progress", 0)):
        title = f"**Status**: {status}\n\n## Action items\n\n"
        assert len(found(GOOD, "closed-with-open-items", title=title)) == count, status


def test_stray_items_are_silent_when_taken_up() -> None:
    title = "## What went wrong\n\nThe certificate expired. We should renew certificates a month before.\n\n## Action items\n\n"
    (diagnostic,) = found(GOOD, "stray-action-item", title=title)
    assert diagnostic.severity is Severity.HINT
    assert found(GOOD + "- Renew certificates early (@ben)\n", "stray-action-item", title=title) == []
    past = title.replace("We should renew", "We should have renewed")
    assert found(GOOD, "stray-action-item", title=past) == []


def test_the_table_fix_keeps_every_item() -> None:
    body = "- [ ] Cap the `a|b` retries (@ben, OPS-32)\n- [x] Restart\n"
    (diagnostic,) = found(body, "action-items-as-list")
    assert diagnostic.fix is not None
    (edit,) = diagnostic.fix.edits
    text = INTRO + "## Action items\n\n" + body
    fixed = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert "| Cap the `a\\|b` retries | @ben | OPS-32 |  | open |" in fixed
    assert found(fixed.split("## Action items\n\n")[1], "action-items-as-list") == []


def test_the_table_fix_leaves_what_stands_before_the_list() -> None:
    (first, second) = found("- Restart (@ben)\n1. Cap the retries (@ben)\n", "action-items-as-list")
    assert first.fix is not None and second.fix is not None
    assert not first.fix.edits[0].text.startswith("\n")
    assert second.fix.edits[0].text.startswith("\n| Action item")


def test_rules_about_words_are_silent_in_other_languages() -> None:
    text = "# Bericht\n\nDer Dienst war nicht erreichbar und die Daten wurden von uns mit dem Backup wieder hergestellt.\n\n"
    body = "## Maßnahmen\n\n- Monitoring verbessern\n- Dokumentation\n"
    rules = ("vague-action-item", "unbounded-action-item", "stray-action-item", "weak-actions-only")
    assert lint(Source("test.md", text + body), Settings(select=rules)).diagnostics == ()


def test_findings_of_many_items_are_one_each(check: Callable[..., list[str]]) -> None:
    text = INTRO + "## Action items\n\n" + "".join(f"- Cap the retries of importer {n}\n" for n in range(5))
    assert len(check(text, select=("action-item-without-owner",))) == 5
