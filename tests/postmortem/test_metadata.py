"""Metadata is found in every form in which postmortems state it, at its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.values import lifecycle, people, read_dates, severity_rank

Read = Callable[..., Postmortem]


def stated(pm: Postmortem) -> list[tuple[str, str, str, int]]:
    return [(field.key, field.value, field.source, field.line) for field in pm.metadata if field.known]


def test_front_matter(postmortem: Read) -> None:
    pm = postmortem("---\nIncident_Date: 2026-03-04\nauthors:\n  - Amara\n  - Jonas\nlayout: post\n---\n# Outage\n")
    assert stated(pm) == [
        ("date", "2026-03-04", "front-matter", 2),
        ("authors", "Amara, Jonas", "front-matter", 3),
        ("title", "Outage", "title", 8),
    ]
    assert [field.key for field in pm.metadata if not field.known] == ["layout"]


@pytest.mark.parametrize(
    "line",
    [
        "Severity: SEV2",
        "**Severity**: SEV2",
        "**Severity:** SEV2",
        "*Severity:* SEV2",
        "__Severity__: SEV2",
        "- **Sev level:** SEV2",
        "* Incident severity: SEV2",
        "> **Severity**: SEV2",
        "**Severity** SEV2",
    ],
)
def test_label_lines(postmortem: Read, line: str) -> None:
    pm = postmortem(f"# Outage\n\n{line}\n\n## Summary\n\nIt broke.\n")
    field = pm.field("severity")
    assert field is not None and (field.value, field.line, field.source) == ("SEV2", 3, "label")
    assert field.value_span is not None and pm.source.slice(field.value_span) == "SEV2"


def test_several_labels_in_one_paragraph(postmortem: Read) -> None:
    pm = postmortem("# Outage\n\n**Date**: 2026-03-04  \n**Status**: Final | **Severity**: P1\n**Lead team**: Core\n")
    assert stated(pm)[1:] == [
        ("date", "2026-03-04", "label", 3),
        ("status", "Final", "label", 4),
        ("severity", "P1", "label", 4),
    ]
    assert [(field.key, field.value) for field in pm.metadata if not field.known] == [("lead team", "Core")]


@pytest.mark.parametrize(
    "table",
    [
        "| Field | Value |\n|---|---|\n| Severity | SEV2 |\n| Owner | Amara |\n",
        "| | |\n|---|---|\n| **Severity** | SEV2 |\n| **Owner** | Amara |\n",
        "| Severity | SEV2 |\n|---|---|\n| Owner | Amara |\n",
        "| Severity | Owner | Team |\n|---|---|---|\n| SEV2 | Amara | Core |\n",
        "| Severity | SEV2 | Owner | Amara |\n|---|---|---|---|\n",
    ],
)
def test_tables(postmortem: Read, table: str) -> None:
    pm = postmortem(f"# Outage\n\n{table}\n## Summary\n")
    found = {field.key: field for field in pm.metadata}
    assert found["severity"].value == "SEV2" and found["owner"].value == "Amara"
    span = found["owner"].value_span
    assert span is not None and pm.source.slice(span) == "Amara"


def test_headings_with_values_and_headings_that_are_labels(postmortem: Read) -> None:
    pm = postmortem(
        "# Outage\n\n## Date: July 1, 2026\n\n### Author(s)\n\n- Amara\n- Jonas\n\n## Summary\n\nIt broke.\n"
    )
    assert stated(pm)[1:] == [("date", "July 1, 2026", "heading", 3), ("authors", "Amara, Jonas", "heading", 7)]


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("2026-09-27, hub answers 403", "2026-09-27"),
        ("Postmortem 2026-09-27: hub answers 403", "2026-09-27"),
        ("Outage of September 27, 2026", "September 27, 2026"),
        ("[Public] 9/27 hub answers 403", "9/27"),
        ("Hub outage (2026-09-27/28)", "2026-09-27"),
    ],
)
def test_the_date_in_the_title(postmortem: Read, title: str, value: str) -> None:
    pm = postmortem(f"# {title}\n\nText.\n")
    field = pm.field("date")
    assert field is not None and (field.value, field.source, field.line) == (value, "title", 1)
    assert field.value_span is not None and pm.source.slice(field.value_span) == value


def test_a_stated_date_comes_before_the_one_in_the_title(postmortem: Read) -> None:
    pm = postmortem("# Outage of 2026-09-27\n\nDate: 2026-09-28\n")
    assert [field.value for field in pm.metadata if field.key == "date"] == ["2026-09-28"]


@pytest.mark.parametrize("value", ["true", "yes", "false"])
def test_whether_it_is_resolved_is_the_status(postmortem: Read, value: str) -> None:
    field = postmortem(f"---\nresolved: {value}\n---\n\nText.\n").field("status")
    assert field is not None and field.value == value


def test_a_table_of_actions_holds_no_metadata(postmortem: Read) -> None:
    table = (
        "| Action item | Type | Owner | Bug |\n|---|---|---|---|\n| Pin the version | prevent | core team | DONE |\n"
    )
    pm = postmortem(f"# Outage\n\n{table}\n## Lessons\n")
    assert pm.field("owner") is None
    assert [(item.line, item.done) for item in pm.action_items] == [(5, True)]


def test_a_block_of_fields_in_the_summary(postmortem: Read) -> None:
    block = "Description: builds failed<br>\nDate/time: 2026-11-07 21:30<br> Duration: 16h 45m<br>\nUser impact: none\n"
    pm = postmortem(f"# Outage\n\n## Summary\n\n{block}\n## Impact\n\nNone.\n")
    found = [(field.key, field.value, field.line) for field in pm.metadata if field.key in ("date", "duration")]
    assert found == [("date", "2026-11-07 21:30", 6), ("duration", "16h 45m", 6)]


def test_byline(postmortem: Read) -> None:
    pm = postmortem("# Outage\n\nBy Amara Obi, 2026-03-09\n\n## Summary\n")
    assert stated(pm)[1:] == [("authors", "Amara Obi", "label", 3), ("published", "2026-03-09", "label", 3)]


def test_other_languages(postmortem: Read) -> None:
    pm = postmortem("# 障害報告\n\n| 項目 | 内容 |\n|---|---|\n| 重大度 | SEV-2 |\n| 影響時間 | 約23分 |\n")
    assert {field.key for field in pm.metadata} >= {"severity", "duration"}


@pytest.mark.parametrize(
    "text",
    [
        "## Action items\n\n- Fix it. Owner: Amara\n- **Status**: done\n",
        "## Lessons\n\n**Priority**: look at the queue first\n",
        "## Action items\n\n| Owner | Status | Task |\n|---|---|---|\n| Amara | open | Fix |\n",
    ],
)
def test_fields_of_one_item_are_not_those_of_the_incident(postmortem: Read, text: str) -> None:
    pm = postmortem(f"# Outage\n\n## Summary\n\nIt broke.\n\n{text}")
    assert {field.key for field in pm.metadata} == {"title"}


def test_mdx_export(postmortem: Read) -> None:
    pm = postmortem("export const metadata = {\n  title: 'Relay down',\n  author: 'Amara',\n}\n\n# Relay down\n")
    field = pm.field("authors")
    assert field is not None and (field.value, field.line) == ("Amara", 3)


@pytest.mark.parametrize(
    ("value", "rank"),
    [
        ("SEV1", 1),
        ("Sev-2 (checkout)", 2),
        ("P0", 0),
        ("Critical", 1),
        ("major", 2),
        ("重大", 2),
        ("3", 3),
        ("Severity 4", 4),
        ("blue", None),
    ],
)
def test_severities_of_any_scale(value: str, rank: int | None) -> None:
    assert severity_rank(value) == rank


@pytest.mark.parametrize(
    ("value", "stage"),
    [
        ("Draft", "draft"),
        ("In review", "review"),
        ("Final ✅", "final"),
        ("Investigating", "ongoing"),
        ("完了", "final"),
        ("unresolved", "ongoing"),
        ("?", None),
    ],
)
def test_stages(value: str, stage: str | None) -> None:
    assert lifecycle(value) == stage


def test_people() -> None:
    found = people("@amara, Jonas Weber (on call) and SRE team; noor@example.org / TBD")
    assert [(person.text, person.kind) for person in found] == [
        ("@amara", "handle"),
        ("Jonas Weber", "name"),
        ("SRE team", "team"),
        ("noor@example.org", "mail"),
    ]


def test_dates_with_and_without_a_zone() -> None:
    dates = read_dates("2026-03-04 10:05 UTC - 11:20 UTC")
    assert dates is not None and dates.first.isoformat() == "2026-03-04T10:05:00+00:00"
    assert dates.last.isoformat() == "2026-03-04T11:20:00+00:00"
    assert read_dates("March 2026") is None and read_dates("last Tuesday") is None


@given(st.text(alphabet="Date: *_|-#>\n2026SEVOwner()`[]é日", max_size=120))
def test_spans_are_inside_and_values_as_written(text: str) -> None:
    from pm_lint.markdown import parse
    from pm_lint.postmortem import understand
    from pm_lint.source import Source

    for field in understand(parse(Source("x.md", text))).metadata:
        assert 0 <= field.span.start <= field.span.end <= len(text)
        if field.value_span is not None:
            assert field.span.start <= field.value_span.start <= field.value_span.end <= field.span.end


def test_a_priority_beside_a_severity_is_not_the_severity(postmortem: Read) -> None:
    both = postmortem("# Outage\n\n| Field | Value |\n|---|---|\n| Priority | High |\n| Severity | Sev 1 |\n")
    assert [(key, value) for key, value, *_ in stated(both) if key != "title"] == [("severity", "Sev 1")]
    alone = postmortem("# Outage\n\n| Field | Value |\n|---|---|\n| Priority | High |\n")
    assert [(key, value) for key, value, *_ in stated(alone) if key != "title"] == [("severity", "High")]


def test_a_section_about_the_status_is_not_its_value(postmortem: Read) -> None:
    prose = "The import has been running again since Monday, and it will be moved to the new cluster before the autumn."
    pm = postmortem(f"# Outage\n\n## Current status\n\n{prose}\n\n## Status\n\nResolved\n")
    assert [(key, value) for key, value, *_ in stated(pm) if key != "title"] == [("status", "Resolved")]
