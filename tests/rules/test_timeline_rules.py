"""One defect at a time in a timeline: the rule for it speaks, at the place, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.diagnostic import Applicability
from pm_lint.engine import lint
from pm_lint.settings.model import Settings
from pm_lint.source import Source

CLEAN = """\
# Checkout outage

- **Date**: 2026-03-04
- **Duration**: 75 minutes

## Summary

The outage lasted 75 minutes.

## Timeline (UTC)

- 09:58 Deployment of the new index
- 10:05 Outage begins
- 10:15 On-call engineer is paged
- 10:18 The page is acknowledged
- 10:50 Lock found on the orders table
- 11:10 Rollback completed
- 11:20 The incident is resolved
"""

TABLE = """\
# Checkout outage

## Timeline

| Time (UTC) | Event |
|---|---|
| 2026-03-04 10:05 | Outage begins |
| 2026-03-04 10:15 | On-call engineer is paged |
| 2026-03-04 10:18 | The page is acknowledged |
| 2026-03-04 11:20 | The incident is resolved |
"""

Check = Callable[..., list[str]]


@pytest.mark.parametrize("text", [CLEAN, TABLE])
def test_a_sound_timeline_is_silent(check: Check, text: str) -> None:
    assert check(text, select=("timeline",)) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("10:18 The", "10:78 The", '15:3-15:8 unreadable-time "10:78" cannot be right: there is no minute 78'),
        ("10:18 The", "10:04 The", "15:3-15:8 timeline-out-of-order 10:04 stands after 10:15"),
        (" (UTC)", "", "10:4-10:12 timeline-without-zone timeline does not name its time zone"),
        ("10:50 Lock", "11:50 CET Lock", "16:9-16:12 mixed-zones CET in a timeline that is otherwise in UTC"),
        (
            "On-call engineer is paged\n- 10:18 The page is acknowledged",
            "Search for the cause\n- 10:18 Logs are read",
            "10:4-10:18 missing-milestone timeline does not tell when the incident was detected",
        ),
        (
            "**Duration**: 75",
            "**Duration**: 35",
            "4:17-4:27 duration-mismatch duration of 35 minutes, but the timeline gives 1 h 15 min",
        ),
        (
            "lasted 75",
            "lasted 35",
            "8:19-8:29 duration-mismatch duration of 35 minutes, but the timeline gives 1 h 15 min",
        ),
        (
            "lasted 75 minutes.",
            "lasted 35 minutes. Each shop was told.",
            "8:19-8:29 duration-mismatch duration of 35 minutes, but the timeline gives 1 h 15 min",
        ),
        (
            "- 09:58 Deployment of the new index\n- 10:05 Outage begins\n",
            "",
            "12:3-12:8 timeline-starts-at-detection timeline starts with the detection",
        ),
    ],
)
def test_one_defect_gives_one_finding(check: Check, old: str, new: str, finding: str) -> None:
    assert old in CLEAN
    assert check(CLEAN.replace(old, new), select=("timeline",)) == [finding]


def test_a_gap_is_a_hint(check: Check) -> None:
    text = (
        CLEAN.replace("- 10:50 Lock found on the orders table\n", "")
        .replace("11:10 Roll", "12:40 Roll")
        .replace("11:20", "12:50")
    )
    text = text.replace("75 minutes", "165 minutes")
    assert check(text, select=("timeline-gap",)) == [
        "16:3-16:8 timeline-gap nothing is told of the 2 h 22 min before 12:40"
    ]


@pytest.mark.parametrize("between", ["~11:30 Replicas compared", "11:71 Replicas compared"])
def test_there_is_no_gap_where_an_entry_with_a_rough_or_wrong_time_stands(check: Check, between: str) -> None:
    text = CLEAN.replace("10:50 Lock found on the orders table", between).replace("11:10 Roll", "12:40 Roll")
    assert check(text.replace("11:20", "12:50"), select=("timeline-gap",)) == []


def fixed(text: str, rule: str) -> tuple[str, Applicability]:
    report = lint(Source("x.md", text), Settings(select=(rule,)))
    fix = report.diagnostics[0].fix
    assert fix is not None
    for edit in sorted(fix.edits, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text, fix.applicability


def test_sorting_a_list_and_a_table() -> None:
    lines = CLEAN.splitlines(keepends=True)
    lines[13], lines[15] = lines[15], lines[13]
    assert fixed("".join(lines), "timeline-out-of-order") == (CLEAN, Applicability.UNSAFE)
    rows = TABLE.splitlines(keepends=True)
    rows[6], rows[7] = rows[7], rows[6]
    assert fixed("".join(rows), "timeline-out-of-order") == (TABLE, Applicability.UNSAFE)


def test_sorting_keeps_the_numbers_of_a_list() -> None:
    numbered = "## Timeline (UTC)\n\n1. 10:05 a\n2. 10:30 b\n3. 10:20 c\n4. 10:40 d\n"
    assert (
        fixed(numbered, "timeline-out-of-order")[0]
        == "## Timeline (UTC)\n\n1. 10:05 a\n2. 10:20 c\n3. 10:30 b\n4. 10:40 d\n"
    )


def test_the_zone_that_the_metadata_names_is_offered() -> None:
    text = CLEAN.replace(" (UTC)", "").replace("2026-03-04\n", "2026-03-04, 11:05 CET\n")
    text, applicability = fixed(text, "timeline-without-zone")
    assert "## Timeline (CET)\n" in text and applicability is Applicability.UNSAFE


def test_without_any_zone_the_fix_is_only_shown() -> None:
    assert fixed(CLEAN.replace(" (UTC)", ""), "timeline-without-zone") == (CLEAN, Applicability.DISPLAY)


@pytest.mark.parametrize(
    "change",
    [
        ("## Timeline (UTC)", "## Timeline\n\nAll times are in UTC."),
        ("10:18 The", "10:18 (11:18 CET) The"),
        ("75 minutes", "about 80 minutes"),
        ("75 minutes", "1 h 15 min"),
        ("**Duration**: 75 minutes", "**Duration**: 65 minutes (10:15 to 11:20)"),
    ],
)
def test_what_is_right_stays_silent(check: Check, change: tuple[str, str]) -> None:
    assert check(CLEAN.replace(*change), select=("timeline",)) == []


@pytest.mark.parametrize(
    "timeline",
    [
        "- 23:50 Outage begins\n- 00:10 On-call is paged\n- 00:40 The incident is resolved\n",
        "- 11:20 The incident is resolved\n- 10:15 On-call is paged\n- 10:05 Outage begins\n",
        "- 10:05 Outage begins\n- 10:06:31 An alert fires\n- 10:06 On-call is paged\n- 11:20 The incident is resolved\n",
        "- +0 hrs It begins\n- +22 hrs it is found\n- +2 Business Days later it is mended\n- +3 days it is told\n",
        "- 10:05 PST Outage begins\n- 10:15 PDT On-call is paged\n- 11:20 PST The incident is resolved\n",
        "- 2025-12-31 23:50 Outage begins\n- 2026-01-01 00:10 On-call is paged\n- 2026-01-01 00:40 The incident is resolved\n",
    ],
)
def test_orders_that_are_orders(check: Check, timeline: str) -> None:
    assert check(f"# Outage\n\n## Timeline (UTC)\n\n{timeline}", select=("timeline-out-of-order", "mixed-zones")) == []


def test_a_zone_from_the_settings_is_enough(check: Check) -> None:
    assert check(CLEAN.replace(" (UTC)", ""), select=("timeline",), timezone="Europe/Berlin") == []


def test_the_milestones_asked_for_are_an_option(check: Check) -> None:
    options = {"missing-milestone": {"milestones": ["escalation"]}}
    assert check(CLEAN, select=("missing-milestone",), rules=options) == [
        "10:4-10:18 missing-milestone timeline does not tell when it was escalated"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Timeline\n\n| Time | Event |\n|---|---|\n| HH:MM | What happened |\n",
        "## Timeline\n\n- [time]: [event]\n- 10:00 Event\n- 10:10 Another event\n",
        (
            "<!-- write the title of your incident here -->\n# T\n\n<!-- one line for each of the events -->\n## Timeline\n\n"
            "- 10:00 a\n- 10:10 b\n- 10:20 c\n\n<!-- say who was affected and for how long -->\n## Impact\n"
        ),
    ],
)
def test_blank_templates_are_silent(check: Check, text: str) -> None:
    assert [line for line in check(text, select=("timeline",)) if "timeline" in line or "milestone" in line] == []
