"""Sections that lack, are empty, stand twice or in the wrong place, and what a template left behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.diagnostic import Severity
from pm_lint.engine import Report, lint
from pm_lint.settings.model import Settings
from pm_lint.source import Source, Span

Check = Callable[..., list[str]]

WHOLE = """\
# Search outage

**Date**: 2026-10-02

## Summary

Search failed for 35 minutes.

## Timeline (UTC)

- 10:05 First error
- 10:40 Search works again

## Root cause

The index was larger than the disk.

## Action items

- Alert on free disk (@amara, OPS-31, 2026-11-30)
"""


def report(text: str, *rules: str, **settings: object) -> Report:
    return lint(Source("a.md", text), Settings(select=rules or ("structure",), **settings))  # type: ignore[arg-type]


def without(title: str) -> str:
    """The document without one section."""
    head, _, rest = WHOLE.partition(f"## {title}")
    _, mark, tail = rest.partition("\n## ")
    return head + mark[1:] + tail


def test_whole_document_is_quiet() -> None:
    assert report(WHOLE).diagnostics == ()


@pytest.mark.parametrize(
    ("title", "line", "says"),
    [
        ("Summary", 1, "in short what happened"),
        ("Timeline", 5, "what happened when"),
        ("Root cause", 9, "why it happened"),
        ("Action items", 14, "what is done about it"),
    ],
)
def test_missing_section_is_said_where_it_belongs(title: str, line: int, says: str) -> None:
    found = report(without(title)).diagnostics
    assert [diagnostic.rule for diagnostic in found] == ["missing-section"]
    assert says in found[0].message
    assert found[0].span is not None
    assert Source("a.md", without(title)).line_of(found[0].span.start) == line


def test_fix_inserts_the_heading_with_guidance() -> None:
    text = without("Timeline")
    fix = report(text).diagnostics[0].fix
    assert fix is not None
    (edit,) = fix.edits
    fixed = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert "35 minutes.\n\n## Timeline\n\n<!-- One line per event" in fixed
    assert [diagnostic.rule for diagnostic in report(fixed).diagnostics] == ["empty-section"]


def test_a_block_of_metadata_is_no_summary() -> None:
    facts = "**Incident**: 412\n**Date**: 2026-03-04\n**Authors**: Amara Obi, Noor Aziz\n**Status**: Final\n**Owner**: Noor Aziz"
    text = f"# Search outage\n\n{facts}\n\n" + WHOLE[WHOLE.index("## Timeline") :]
    assert [found.span for found in report(text, "missing-section").diagnostics] == [Span(2, 15)]


def test_all_missing_sections_are_said_at_once() -> None:
    text = "# A\n\n## Summary\n\nText.\n\n## Timeline\n\n- 10:05 a\n"
    assert len(report(text, template="google-sre").diagnostics) == 6


def test_draft_is_told_not_failed() -> None:
    text = without("Timeline").replace("**Date**: 2026-10-02", "**Date**: 2026-10-02\n**Status**: Draft")
    assert [diagnostic.severity for diagnostic in report(text).diagnostics] == [Severity.HINT]


def test_severe_incident_needs_its_impact() -> None:
    text = WHOLE.replace("**Date**", "**Severity**: SEV1\n**Date**")
    assert "who was affected" in report(text).diagnostics[0].message
    assert not report(text.replace("SEV1", "SEV4")).diagnostics


def test_file_that_is_no_postmortem_gets_one_hint() -> None:
    found = report("# How we work\n\nSee the folders.\n\n## Folders\n\nOne a year.\n").diagnostics
    assert [(diagnostic.rule, diagnostic.severity) for diagnostic in found] == [("missing-section", Severity.HINT)]


def test_empty_file_is_quiet() -> None:
    assert report("").diagnostics == ()


def test_only_a_guessed_template_requires_hints() -> None:
    text = (
        "# A\n\n## Incident summary\n\nThe disk was full because of logs.\n\n## Leadup\n\nText.\n\n## Fault\n\nText.\n\n"
        "## Impact\n\nText.\n\n## Detection\n\nText.\n\n## Timeline\n\n- 10:05 a\n\n## Corrective actions\n\n- b\n"
    )
    guessed, asked = report(text, "missing-section"), report(text, "missing-section", template="atlassian")
    assert [diagnostic.severity for diagnostic in guessed.diagnostics] == [Severity.HINT]
    assert [diagnostic.severity for diagnostic in asked.diagnostics] == [Severity.WARNING]


def test_incident_of_a_log_is_named() -> None:
    part = "## {0}\n\n### Summary\n\nText.\n\n### Root cause\n\nText.\n\n### Timeline\n\n- 10:05 a\n\n"
    text = "# Log\n\n" + part.format("Disk full") + part.format("Clock skew") + "### Action items\n\n- b\n"
    found = report(text).diagnostics
    assert [diagnostic.message for diagnostic in found] == ['this incident has no section "Action items"']


@pytest.mark.parametrize("body", ["", "<!-- who was affected -->\n\n", "n/a\n\n", "N/A.\n\n", "---\n\n"])
def test_section_that_says_nothing(body: str) -> None:
    text = WHOLE.replace("The index was larger than the disk.\n\n", body)
    assert [diagnostic.rule for diagnostic in report(text).diagnostics] == ["empty-section"]


@pytest.mark.parametrize(
    "body",
    [
        "n/a — nothing failed, it was an exercise.",
        "None.",
        "| a |\n|---|\n| b |",
        "### Disk\n\nIt was full.",
        "![a](b.png)",
    ],
)
def test_section_that_says_something(body: str) -> None:
    assert not report(WHOLE.replace("The index was larger than the disk.", body)).diagnostics


def test_parts_that_follow_fill_a_section() -> None:
    text = WHOLE + "\n## Lessons learned\n\n## What went well\n\n- The alert.\n"
    assert not report(text).diagnostics


def test_same_title_under_another_section_is_no_duplicate() -> None:
    text = WHOLE + "\n## Disk\n\n### Impact\n\nText.\n\n## Clock\n\n### Impact\n\nText.\n"
    assert not report(text, "duplicate-section").diagnostics


def test_order_of_a_template_that_is_asked_for() -> None:
    text = (
        "# A\n\n## Issue Summary\n\nText.\n\n## Root Cause and Resolution\n\nText.\n\n## Timeline\n\n- 10:05 a\n\n"
        "## Corrective and Preventative Measures\n\n- b\n"
    )
    found = report(text, "section-out-of-order", template="student").diagnostics
    assert [diagnostic.message for diagnostic in found] == [
        'section "Root Cause and Resolution" should stand after "Timeline"'
    ]
    assert found[0].related
    assert not report(text, "section-out-of-order").diagnostics


@pytest.mark.parametrize(
    "text",
    [
        "Search failed for [duration].",
        "The cause is TBD.",
        "The cause is still to be determined.",
        "Seen by [insert number] users.",
        "On YYYY-MM-DD search failed.",
        "Between HH:MM and 10:40 search failed.",
        "About XX% of requests failed.",
        "Written by <your name>.",
        "Customers were told on <name of channel>.",
        "See [link to the dashboard] for the errors.",
        "On {{ incident date }} search failed.",
        "TODO: say what happened",
        "Lorem ipsum dolor sit amet.",
        "_Describe what happened in two sentences._",
    ],
)
def test_placeholder(text: str) -> None:
    found = report(WHOLE.replace("Search failed for 35 minutes.", text)).diagnostics
    assert [diagnostic.rule for diagnostic in found] == ["placeholder-text"]


@pytest.mark.parametrize(
    "text",
    [
        "The key `[name]` and the flag `<host>` were wrong; the log said `TODO`.",
        "[Postmortem] Search stood still.",
        "[x] No, nothing was left out of this report.",
        "The alert fires at > X% of errors.",
        "See [the title](https://example.com) and [1].",
        "The form <time>10:05</time> is right.",
        "Dates have the format YYYY-MM-DD.",
        "The value needs to be determined by the client.",
        "The page {{ site.title }} shows it.",
        "- Cap the retries {{todo}}",
        "A note [sic] says so, and a todo list was kept.",
        "Model X failed first.",
        "The handler describes what failed and why.",
        "```\nTBD [name]\n```",
    ],
)
def test_no_placeholder(text: str) -> None:
    assert not report(WHOLE.replace("Search failed for 35 minutes.", text), "placeholder-text").diagnostics


def test_action_items_have_rules_of_their_own_for_owner_and_ticket() -> None:
    text = WHOLE.replace("(@amara, OPS-31, 2026-11-30)", "(TBD)")
    assert not report(text, "placeholder-text").diagnostics


def test_title_of_a_template() -> None:
    found = report(WHOLE.replace("# Search outage", "# Incident title")).diagnostics
    assert [diagnostic.message for diagnostic in found] == ['title "Incident title" of a template']


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("# Search outage (WIP)\n\n**Status**: Closed", 1),
        ("# Search outage\n\n**Status**: Final\n\nThis document is still a draft.", 1),
        ("# Search outage (WIP)\n\n**Status**: Draft", 0),
        ("# Draft beer ordering outage\n\n**Status**: Final", 0),
        ("# Search outage\n\n**Status**: Final", 0),
    ],
)
def test_unclosed_draft(top: str, expected: int) -> None:
    text = WHOLE.replace("# Search outage\n\n**Date**: 2026-10-02", top)
    assert len(report(text, "unclosed-draft").diagnostics) == expected
