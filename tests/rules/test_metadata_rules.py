"""One defect at a time in the metadata: the rule for it speaks, at the place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.diagnostic import Applicability, Edit
from pm_lint.engine import lint
from pm_lint.settings.model import Settings
from pm_lint.source import Source

Check = Callable[..., list[str]]

CLEAN = """\
---
severity: SEV2
---

# Checkout outage

- **Date**: 2026-03-04
- **Status**: Resolved
- **Owner**: Amara Obi
- **Published**: 2026-03-09

## Summary

Shoppers could not pay.

## Timeline (UTC)

- 10:05 Outage begins
- 10:15 On-call engineer is paged
- 11:20 The incident is resolved
"""


def test_sound_metadata_is_silent(check: Check) -> None:
    assert check(CLEAN, select=("metadata",), today="2026-03-20") == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "severity: SEV2",
            "severity: SEV2: bad",
            "2:1-2:20 invalid-front-matter front matter is not valid YAML: a value with a colon needs quotes",
        ),
        (
            "severity: SEV2",
            "severity: SEV2\nseverity: SEV2",
            "3:1-3:9 invalid-front-matter front matter has the key 'severity' twice",
        ),
        ("2026-03-04", "2026-02-30", "7:13-7:23 invalid-metadata date cannot be right: month 2 has 28 days"),
        (
            "**Status**",
            "**Severity**: SEV3\n- **Status**",
            '8:17-8:21 conflicting-metadata severity is "SEV3" here and "SEV2" in line 2',
        ),
        ("**Date**: 2026", "**Date**: 2027", "7:13-7:23 future-date date is in the future"),
        ("Amara Obi", "Amara Obi and Jonas Weber", "9:14-9:39 several-owners postmortem has 2 owners"),
        (
            "Resolved",
            "Investigating",
            '8:15-8:28 status-contradicts-content status is "Investigating", but the incident was resolved',
        ),
        (
            "not pay.",
            "not pay. Impact: TBD",
            '8:15-8:23 status-contradicts-content status is "Resolved", but the text is unfinished',
        ),
    ],
)
def test_one_defect_gives_one_finding(check: Check, old: str, new: str, finding: str) -> None:
    assert old in CLEAN
    found = check(CLEAN.replace(old, new, 1), select=("metadata",), today="2026-03-20")
    assert finding in found
    assert {line.split()[1] for line in found} <= {finding.split()[1], "future-date", "invalid-metadata"}


@pytest.mark.parametrize(
    "text",
    [
        "The two transfers need to be completed by hand.",
        "| Action item | Owner | State |\n|---|---|---|\n| Watch the versions | core team | TODO |",
    ],
)
def test_work_that_is_to_be_done_leaves_no_gap_in_the_text(check: Check, text: str) -> None:
    found = check(f"# Postmortem: queue outage\n\n**Status**: Resolved\n\n## Summary\n\n{text}\n", select=("metadata",))
    assert not any("unfinished" in line for line in found)


def test_a_broken_block_does_not_hide_the_rest(check: Check) -> None:
    found = check(CLEAN.replace("SEV2", "SEV2: bad").replace("Amara Obi", "Amara Obi, Noor"), select=("metadata",))
    assert [line.split()[1] for line in found] == ["invalid-front-matter", "several-owners"]


def test_late_reports_are_counted_in_days(check: Check) -> None:
    late = CLEAN.replace("2026-03-09", "2026-05-20")
    assert check(late, select=("late-postmortem",)) == [
        "10:18-10:28 late-postmortem published 77 days after the incident; 14 are allowed for its severity"
    ]
    assert check(late, select=("late-postmortem",), rules={"late-postmortem": {"days": {"2": 90}}}) == []


def test_a_day_to_come_is_no_late_report(check: Check) -> None:
    typo = CLEAN.replace("2026-03-09", "2027-03-09")
    assert [line.split()[1] for line in check(typo, today="2026-03-10", select=("metadata",))] == ["future-date"]


def test_a_draft_is_counted_to_today_and_only_with_today(check: Check) -> None:
    draft = CLEAN.replace("Resolved", "Draft").replace("- **Published**: 2026-03-09\n", "")
    assert check(draft, select=("late-postmortem",)) == []
    assert check(draft, select=("late-postmortem",), today="2026-04-04") == [
        "8:15-8:20 late-postmortem still a draft 31 days after the incident; 14 are allowed for its severity"
    ]


def test_missing_keys_are_told_together(check: Check) -> None:
    required = {"missing-metadata": {"required": ["severity", "authors", "duration"]}}
    assert check("# Outage\n\nIt broke.\n", select=("missing-metadata",), rules=required, template="minimal") == [
        "1:3-1:9 missing-metadata metadata does not say the severity, authors, duration and date"
    ]


def test_a_key_without_a_value_is_told_at_the_key(check: Check) -> None:
    found = check(
        "# Outage 2026-03-04\n\n**Severity**:\n",
        select=("missing-metadata",),
        rules={"missing-metadata": {"required": ["severity"]}},
    )
    assert [line.split(" ", 1)[1] for line in found] == ["missing-metadata severity has no value"]


def test_words_in_a_front_matter_date_are_normalised() -> None:
    source = Source("x.md", "---\ndate: March 4th, 2026\nseverity: SEV2\n---\n# Outage\n")
    (diagnostic,) = lint(source, Settings(select=("invalid-metadata",))).diagnostics
    assert diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.SAFE
    (edit,) = diagnostic.fix.edits
    assert isinstance(edit, Edit) and (source.slice(edit.span), edit.text) == ("March 4th, 2026", "2026-03-04")


SCHEMA = {
    "type": "object",
    "required": ["severity", "owner"],
    "properties": {
        "severity": {"enum": ["SEV1", "SEV2", "SEV3"]},
        "date": {"type": "string", "format": "date"},
        "authors": {"type": "array", "maxItems": 2},
    },
}


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("# T\n\n- Severity: SEV2\n- Owner: Amara\n- Date: 2026-03-04\n", []),
        (
            "# T\n\n- Severity: huge\n- Owner: Amara\n",
            ["3:13-3:17 invalid-metadata severity is 'huge', which is none of SEV1, SEV2, SEV3"],
        ),
        ("# T\n\n- Severity: SEV2\n", ["1:3-1:4 invalid-metadata metadata lacks 'owner', which the schema requires"]),
        (
            "# T\n\n- Severity: SEV2\n- Owner: Amara\n- Date: 4 March 2026\n",
            ["5:9-5:21 invalid-metadata date is '4 March 2026', which is no date"],
        ),
    ],
)
def test_a_schema_of_the_team(check: Check, text: str, findings: list[str]) -> None:
    assert check(text, select=("invalid-metadata",), metadata_schema_content=SCHEMA) == findings


@pytest.mark.parametrize("reference", ["https://example.org/schema.json", "file:///etc/passwd", "other.json"])
def test_a_schema_fetches_nothing(check: Check, reference: str) -> None:
    assert check("# T\n\nOwner: A\n", select=("invalid-metadata",), metadata_schema_content={"$ref": reference}) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Outage of 2026-03-04\n\n## Incident 1\n\n**Severity**: SEV1\n",
        "---\ndate: 2026-03-09\n---\n# Outage of 2026-03-04\n\nText.\n",
        "# Outage\n\n- Date: 2026-03-04 to 2026-03-05\n- Status: Final\n- Owner: SRE team\n",
        "# Outage\n\n- Date: 2026-03-04\n- Duration: 75 min\n\n| Field | Value |\n|---|---|\n| Duration | about 1 h |\n| Severity | SEV2 |\n",
        "# One\n\nSeverity: SEV1\n\n# Two\n\nSeverity: SEV2\n",
    ],
)
def test_what_agrees_stays_silent(check: Check, text: str) -> None:
    rules = ("conflicting-metadata", "invalid-metadata", "several-owners", "status-contradicts-content", "future-date")
    assert check(text, select=rules, today="2026-04-01") == []
