"""Sections are found whatever they are called and however they are marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem, understand
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.titles import Titles
from pm_lint.source import Source

Understand = Callable[..., Postmortem]


def roles(found: Postmortem) -> list[tuple[int, str, str]]:
    """(line, title, roles) of the sections that have a role."""
    return [(section.line, section.title, " ".join(section.roles)) for section in found.sections if section.roles]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Summary", "summary"),
        ("TL;DR:", "summary"),
        ("1. Executive summary", "summary"),
        ("IV) Impact", "impact"),
        ("2.3 Detection", "detection"),
        ("🔥 Customer-facing impact", "impact"),
        (":rotating_light: Impact on partners", "impact"),
        ("Impact {#impact}", "impact"),
        ("**Root cause(s)**", "root-cause"),
        ("Root causes of the outage", "root-cause"),
        ("Chain of events", "timeline"),
        ("Timeline (all times PST)", "timeline"),
        ("Detailed timeline of the failover", "timeline"),
        ("Things to do next", "action-items"),
        ("Next Steps & Follow-ups", "action-items"),
        ("Planned fixes", "action-items"),
        ("Immediate fix", "resolution"),
        ("Root cause and resolution", "root-cause resolution"),
        ("What went well / where we got lucky", "went-well lucky"),
        ("What didn’t go so well?", "went-wrong"),
        ("How was the incident detected?", "detection"),
        ("How did we respond?", "response"),
        ("Why did it happen", "root-cause"),
        ("Who was affected?", "impact"),
        ("What you might have noticed", "impact"),
        ("How did we get back?", "resolution"),
        ("What happened, step by step", "timeline"),
        ("Root causes and trigger", "root-cause trigger"),
        ("Monitoring improvements", "action-items"),
        ("What are we going to do now?", "action-items"),
        ("What is being done about this?", "action-items"),
        ("Current status and future plans", "action-items"),
        ("Proactive measures", "action-items"),
        ("Lessons and thoughts", "lessons"),
        ("What was the problem?", "summary"),
        ("Diagnosis", "root-cause"),
        ("Why did all this happen in so short a time?", "root-cause"),
        ("Steps taken towards mitigation", "resolution"),
        ("Are our tenants affected?", "impact"),
        ("Sub-tasks / action items", "action-items"),
        ("What are we doing to prevent this from happening again?", "action-items"),
        ("What went wrong and how we fixed it", "root-cause resolution"),
        ("Severity: SEV2", "metadata"),
        ("Zusammenfassung", "summary"),
        ("Nächste Schritte", "action-items"),
        ("Causes profondes", "root-cause"),
        ("Lecciones aprendidas", "lessons"),
        ("Linha do tempo", "timeline"),
        ("Rotårsaker", "root-cause"),
        ("Hvor hadde vi flaks?", "lucky"),
        ("Hvad gik godt", "went-well"),
        ("Åtgärder", "action-items"),
        ("Hardening followups", "action-items"),
        ("Detection lessons", "lessons"),
        ("Still open", "action-items"),
        ("根本原因", "root-cause"),
        ("再発防止策（案）", "action-items"),
        ("时间线", "timeline"),
        ("재발 방지 대책", "action-items"),
        ("Хронология событий", "timeline"),
        ("Oś czasu", "timeline"),
        ("10:05 UTC Failover starts", ""),
        ("2026-03-04 Summary of the day", ""),
        ("Database schema", ""),
        ("Why the cache key holds the region", ""),
    ],
)
def test_title_tells_role(title: str, expected: str, postmortem: Understand) -> None:
    found = postmortem(f"# Queue stalled\n\n## {title}\n\nSome text.\n")
    assert " ".join(found.sections[1].roles) == expected


def test_qualifier_is_kept(postmortem: Understand) -> None:
    section = postmortem("## Timeline (all times PST)\n\n- 10:05 a\n").sections[0]
    assert section.qualifier == "all times PST"


def test_setext_and_html_headings(postmortem: Understand) -> None:
    text = "Queue stalled\n=============\n\nSummary\n-------\n\nText.\n\n<h2>Impact</h2>\n\nText.\n"
    assert roles(postmortem(text)) == [(4, "Summary", "summary"), (9, "Impact", "impact")]


def test_run_in_labels(postmortem: Understand) -> None:
    found = postmortem(
        "# Queue stalled\n\n**Impact**: 40 orders were late.\n\n_Root cause:_ a full disk.\n\nResolution: space was freed.\n"
    )
    assert roles(found) == [(3, "Impact", "impact"), (5, "Root cause", "root-cause"), (7, "Resolution", "resolution")]
    impact = found.sections[1]
    assert impact.lead is not None and impact.lead.prose.text == "Impact: 40 orders were late."
    assert impact.source == "label"
    assert found.source.slice(impact.title_span) == "Impact"
    assert found.source.slice(impact.body).strip() == "40 orders were late."


def test_labels_line_by_line_end_with_their_line(postmortem: Understand) -> None:
    found = postmortem("# A\n\n**Date**: 2026-01-02\n**Impact**: 40 orders\n**Owner**: Bo\n\nOther text.\n")
    assert roles(found) == [(4, "Impact", "impact")]
    assert found.source.slice(found.sections[1].body).strip() == "40 orders"


def test_bold_paragraph_is_a_heading(postmortem: Understand) -> None:
    found = postmortem("# A\n\n**Timeline**\n\n- 10:05 a\n\n**Action items**\n\n- b\n")
    assert roles(found) == [(3, "Timeline", "timeline"), (7, "Action items", "action-items")]
    assert len(found.sections[1].blocks) == 1


def test_list_labels(postmortem: Understand) -> None:
    text = (
        "# A\n\n- **Key events**\n  - 10:05 a\n  - 10:09 b\n\n- **Impact**: 40 orders\n\n- **Resolution**:\n  - freed\n"
    )
    found = postmortem(text)
    assert roles(found) == [(3, "Key events", "timeline"), (7, "Impact", "impact"), (9, "Resolution", "resolution")]
    assert found.sections[1].source == "list-label"
    assert len(found.sections[1].blocks) == 1
    assert found.sections[1].end_line == 5


def test_one_bold_item_is_no_outline(postmortem: Understand) -> None:
    assert roles(postmortem("# A\n\n- **Impact**: see below\n- Something\n")) == []


def test_plain_lines_need_company(postmortem: Understand) -> None:
    assert roles(postmortem("# A\n\nImpact: 40 orders.\n\nText.\n")) == []
    found = postmortem("# A\n\nSummary\n\nA disk was full.\n\nRoot cause\n\nLogs were kept.\n")
    assert roles(found) == [(3, "Summary", "summary"), (7, "Root cause", "root-cause")]


def test_a_plain_title_right_over_a_list_needs_no_company(postmortem: Understand) -> None:
    pm = postmortem(
        "# Outage\n\n## Detection\n\nPeople told us.\n\nAction items\n- Renew the certificate\n\n## Lessons\n"
    )
    assert [(section.line, section.roles) for section in pm.sections if section.roles][:2] == [
        (3, (Role.DETECTION,)),
        (7, (Role.ACTION_ITEMS,)),
    ]
    pm = postmortem("# Outage\n\n## Detection\n\nAction items\n\nThere are none.\n")
    assert [section.roles for section in pm.sections if section.roles] == [(Role.DETECTION,)]


def test_immediate_actions_inside_the_remediation_are_actions(postmortem: Understand) -> None:
    pm = postmortem(
        "# Outage\n\n## Resolution\n\n### Immediate actions\n\n- Restart it\n\n## Action items\n\n- Pin it\n"
    )
    assert [section.roles for section in pm.sections[1:]] == [
        (Role.RESOLUTION,),
        (Role.ACTION_ITEMS,),
        (Role.ACTION_ITEMS,),
    ]


def test_bold_question_with_its_answer(postmortem: Understand) -> None:
    found = postmortem("# A\n\n**What happened?** A disk was full.\n\n**Why did it happen?** Logs were kept.\n")
    assert roles(found)[0] == (3, "What happened?", "summary")


def test_folded_part(postmortem: Understand) -> None:
    text = "# A\n\n<details><summary>Timeline</summary>\n\n- 10:05 a\n\n</details>\n"
    assert roles(postmortem(text)) == [(3, "Timeline", "timeline")]


def test_labels_in_a_quote(postmortem: Understand) -> None:
    assert roles(postmortem("# A\n\n> **Impact**: 40 orders\n")) == [(3, "Impact", "impact")]


def test_sub_section_of_actions_is_a_kind_of_action(postmortem: Understand) -> None:
    found = postmortem("## Action items\n\n### Detection\n\n- a\n\n### Mitigation\n\n- b\n")
    assert roles(found) == [(1, "Action items", "action-items")]
    assert [section.inherited for section in found.sections] == ["action-items"] * 3


def test_same_role_inside_is_not_said_twice(postmortem: Understand) -> None:
    found = postmortem("## Impact\n\n### User impact\n\nText.\n\n## Root cause\n\n### Contributing factors\n\n- a\n")
    assert [role for _, _, role in roles(found)] == ["impact", "root-cause", "contributing-factors"]


def test_what_happened_is_the_summary_unless_there_is_one(postmortem: Understand) -> None:
    first = postmortem("## What happened?\n\nText.\n\n## Impact\n\nText.\n")
    assert roles(first)[0][2] == "summary"
    later = postmortem("## Summary\n\nText.\n\n## What happened?\n\n- 10:05 a\n- 10:06 b\n- 10:09 c\n")
    assert roles(later)[1][2] == "timeline"
    neither = postmortem("## Summary\n\nText.\n\n## What happened?\n\nText.\n")
    assert len(roles(neither)) == 1


def test_a_section_of_times_is_the_timeline(postmortem: Understand) -> None:
    found = postmortem("# A\n\n## The long night\n\n- 10:05 a\n- 10:06 b\n- 10:09 c\n\n## Thanks\n\nText.\n")
    assert roles(found) == [(3, "The long night", "timeline")]


def test_a_last_section_of_tasks_is_the_action_items(postmortem: Understand) -> None:
    found = postmortem("# A\n\n## Summary\n\nText.\n\n## Homework\n\n- [ ] a\n- [x] b\n")
    assert roles(found)[-1] == (7, "Homework", "action-items")


def test_days_after_the_timeline_belong_to_it(postmortem: Understand) -> None:
    found = postmortem("# A\n\n## Timeline\n\nTimes in UTC.\n\n## May 12\n\n- 10:05 a\n\n## Summary\n\nText.\n")
    assert [section.inherited for section in found.sections] == [None, "timeline", "timeline", "summary"]


def test_title_of_the_document_has_no_role(postmortem: Understand) -> None:
    assert roles(postmortem("# Postmortem of the search outage and its impact\n\nText.\n")) == []


def test_own_titles(postmortem: Understand) -> None:
    found = postmortem("# A\n\n## Der Grund\n\nText.\n", aliases={"root-cause": ("Der Grund",)})
    assert roles(found) == [(3, "Der Grund", "root-cause")]


def test_template_asked_for_brings_its_titles(postmortem: Understand) -> None:
    text = "# A\n\n## Summary\n\nText.\n\n## Open questions\n\nText.\n"
    assert len(roles(postmortem(text))) == 1
    assert roles(postmortem(text, template="howie"))[1][2] == "references"


def test_extent(postmortem: Understand) -> None:
    found = postmortem("# A\n\n## Summary\n\nText.\n\n### Detail\n\nMore.\n\n## Impact\n\nText.\n")
    assert [(section.line, section.end_line, section.parent) for section in found.sections] == [
        (1, 13, None),
        (3, 9, 0),
        (7, 9, 1),
        (11, 13, 0),
    ]
    assert len(found.sections[1].blocks) == 1


def test_running_log(postmortem: Understand) -> None:
    part = "## {0}\n\n### Summary\n\nText.\n\n### Timeline\n\n- 10:05 a\n\n### Action items\n\n- b\n\n"
    found = postmortem("# Log\n\n" + part.format("Disk full") + part.format("Clock skew"))
    assert [incident.title for incident in found.incidents] == ["Disk full", "Clock skew"]
    assert postmortem("# One\n\n" + part.format("Disk full")).incidents == ()


@given(st.text(alphabet="#*-> :[]()_`<h2/>\nabc Impact Timeline|1.０①\t", max_size=300))
def test_any_text_gives_ordered_sections_inside_the_file(text: str) -> None:
    found = understand(parse(Source("a.md", text)))
    line = 0
    for index, section in enumerate(found.sections):
        assert 0 <= section.title_span.start <= section.title_span.end <= len(text)
        assert section.body.start <= section.body.end <= len(text)
        assert line <= section.line <= section.end_line <= found.source.line_count
        assert section.parent is None or section.parent < index
        line = section.line


@given(st.text(max_size=200))
def test_any_title_can_be_read(title: str) -> None:
    reading = Titles({}).read(title)
    assert not (reading.roles and reading.options)
    assert len(set(reading.roles)) == len(reading.roles)


def test_the_last_noun_says_what_a_title_is_about(postmortem: Understand) -> None:
    found = postmortem("# The import fails\n\n## Summary\n\nWords.\n\n## Root cause remediations\n\nWords.\n")
    assert roles(found) == [(3, "Summary", "summary")]


def test_a_bold_question_of_its_own_is_a_heading(postmortem: Understand) -> None:
    body = "**How did we fix the import?**\n\nBy hand.\n\n**What do we do to prevent it?** Nothing yet.\n"
    assert roles(postmortem(f"# The import fails\n\n{body}")) == [(3, "How did we fix the import?", "resolution")]


def test_a_section_around_what_went_well_holds_the_lessons(postmortem: Understand) -> None:
    found = postmortem("# The import fails\n\n## Verdict\n\n### What went well\n\n- A\n\n### What went poorly\n\n- B\n")
    assert roles(found)[0] == (3, "Verdict", "lessons")


def test_bold_times_over_paragraphs_are_a_timeline(postmortem: Understand) -> None:
    events = "\n\n".join(f"**{time}**\n\nThe disk is full." for time in ("9:12am", "9:31am", "10:55am"))
    found = postmortem(f"# The import fails\n\n## Our Monday\n\n{events}\n")
    assert roles(found) == [(3, "Our Monday", "timeline")]
    assert [entry.time for entry in found.timeline] == ["9:12am", "9:31am", "10:55am"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Contributory causes", "contributing-factors"),
        ("Opportunities for improvement", "went-wrong"),
        ("👎 Less good", "went-wrong"),
        ("Things we'd do again", "went-well"),
        ("Fault description", "summary"),
        ("Actions taken to restore service", "resolution"),
        ("How it was possible", "root-cause"),
        ("How the day unfolded", "timeline"),
        ("How were customers affected?", "impact"),
        ("Why did the failover fail?", "root-cause"),
        ("Reason for the outage", "root-cause"),
        ("Where we fell short", "went-wrong"),
        ("Remediation and follow-up", "action-items"),
        ("Changes we're making", "action-items"),
    ],
)
def test_titles_of_other_trades(title: str, expected: str) -> None:
    assert " ".join(Titles({}).read(title).roles) == expected


def test_a_section_of_weekdays_is_the_timeline(postmortem: Understand) -> None:
    events = "* Sat 08:00 wiki is read-only\n* Sat 15:00 disk is full\n* Sun 13:30 wiki is writable\n"
    found = postmortem(f"# The move\n\n## How the weekend went\n\n{events}")
    assert roles(found) == [(3, "How the weekend went", "timeline")]
    assert len(found.timeline) == 3


@pytest.mark.parametrize("text", ["# A\n\n## Root cause\n\nHuman error.\n", "# Die\n\nNo, as a do in on.\n", ""])
def test_a_short_note_is_english(text: str, postmortem: Callable[..., Postmortem]) -> None:
    assert postmortem(text).language == "en"
