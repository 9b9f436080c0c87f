"""Timelines of every shape: the same incident written down in each must give the same moments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.postmortem import Postmortem

Read = Callable[..., Postmortem]

SHAPES = {
    "bullets": "## Timeline (UTC)\n\n- 10:05 Outage begins\n- 10:15: On-call is paged\n- 11:20 – The incident is resolved\n",
    "numbers": "## Timeline\n\nAll times are in UTC.\n\n1. 10:05 Outage begins\n2. **10:15** On-call is paged\n3. 11:20 - The incident is resolved\n",
    "bold": "## What happened when (all times UTC)\n\n- **10:05** Outage begins\n- **10:15** – On-call is paged\n- **11:20:** The incident is resolved\n",
    "table": "## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| 10:05 | Outage begins |\n| 10:15 | On-call is paged |\n| 11:20 | The incident is resolved |\n",
    "columns": "## Timeline\n\n| Event | Date | Time UTC |\n|---|---|---|\n| Outage begins | 2026-03-04 | 10:05 |\n| On-call is paged | 2026-03-04 | 10:15 |\n| The incident is resolved | 2026-03-04 | 11:20 |\n",
    "headings": "## Timeline\n\n### 2026-03-04 10:05 UTC\n\nOutage begins\n\n### 10:15\n\nOn-call is paged\n\n### 11:20 - The incident is resolved\n\nThanks.\n",
    "paragraphs": "## Timeline (UTC)\n\n10:05: Outage begins\n\n10:15: On-call is paged\n\n11:20: The incident is resolved\n",
    "lines": "## Timeline (UTC)\n\n10:05 Outage begins\n10:15 On-call is paged\n11:20 The incident is resolved\n",
    "ends": "## Timeline (UTC)\n\n- Outage begins 10:05\n- On-call is paged at 10:15\n- The incident is resolved (11:20)\n",
    "days": "## Timeline (UTC)\n\n### March 4\n\n- 10:05 Outage begins\n- 10:15 On-call is paged\n- 11:20 The incident is resolved\n",
    "twelve": "## Timeline (UTC)\n\n- 10:05 AM Outage begins\n- 10:15 AM On-call is paged\n- 11:20 AM The incident is resolved\n",
    "iso": "## Timeline\n\n- 2026-03-04T10:05:00Z Outage begins\n- 2026-03-04T10:15:00Z On-call is paged\n- 2026-03-04T11:20:00Z The incident is resolved\n",
    "dots": "## Timeline (UTC)\n\n- 10.05 – Outage begins\n- 10.15 – On-call is paged\n- 11.20 – The incident is resolved\n",
    "dots before words": "## Timeline (UTC)\n\n10.05 Outage begins\n\n10.15 On-call is paged\n\n11.20 The incident is resolved\n",
    "html breaks": "## Timeline (UTC)\n\n*10:05*: Outage begins<br />\n*10:15*: On-call is paged<br />\n*11:20*: The incident is resolved\n",
    "military": "## Timeline (UTC)\n\n- 1005: Outage begins\n- 1015: On-call is paged\n- 1120: The incident is resolved\n",
    "offset": "## Timeline\n\n- 2026-03-04 12:05 +0200 Outage begins\n- 2026-03-04 12:15 +0200 On-call is paged\n- 2026-03-04 13:20 +0200 The incident is resolved\n",
    "nested": "- **Key events** (UTC)\n  - 10:05 Outage begins\n  - 10:15 On-call is paged\n  - 11:20 The incident is resolved\n",
    "days with a remark": "## Timeline\n\nMarch 4 (*all times UTC*)\n\n- 10:05 Outage begins\n- 10:15 On-call is paged\n- 11:20 The incident is resolved\n",
    "filled braces": "## Timeline (UTC)\n\n### {{ 10:05 }}\n\nOutage begins\n\n### {{ 10:15 }}\n\nOn-call is paged\n\n### {{ 11:20 }}\n\nThe incident is resolved\n",
    "wrapped": "## Timeline\n\nUnless we say otherwise all times are in\nUTC.\n\n- 10:05 Outage begins\n- 10:15 On-call is paged\n- 11:20 The incident is resolved\n",
    "emphasised zones": "## Timeline\n\n_All times in UTC_\n\n- 10:05 Outage begins\n- 10:15 On-call is paged\n- 11:20 The incident is resolved\n",
    "spelt zones": "## Timeline\n\nAll times are Central European Time.\n\n- 11:05 Outage begins\n- 11:15 On-call is paged\n- 12:20 The incident is resolved\n",
    "ends with remarks": "## Timeline (UTC)\n\n- Outage begins 10:05 (time is a guess)\n- On-call is paged 10:15\n- The incident is resolved 11:20\n",
    "quoted zones": "## Timeline (times in Europe/Berlin)\n\n- 11:05 Outage begins\n- 11:15 On-call is paged\n- 12:20 The incident is resolved\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_moments(postmortem: Read, shape: str) -> None:
    pm = postmortem(f"# Outage\n\nDate: 2026-03-04\n\n{SHAPES[shape]}")
    instants = [entry.instant.timestamp() if entry.instant else None for entry in pm.timeline]
    assert instants == [1772618700.0, 1772619300.0, 1772623200.0]
    assert [entry.elapsed for entry in pm.timeline] == [0, 10, 75]
    assert [entry.milestones for entry in pm.timeline] == [("start",), ("detection",), ("resolution",)]
    assert tuple(pm.durations) == (600, None, 4500)


@pytest.mark.parametrize("shape", SHAPES)
def test_times_stand_where_they_are_written(postmortem: Read, shape: str) -> None:
    pm = postmortem(f"# Outage\n\n{SHAPES[shape]}")
    assert len(pm.timeline) == 3
    for entry in pm.timeline:
        assert entry.time.split()[0] in pm.source.slice(entry.time_span)
        assert pm.source.line_of(entry.time_span.start) == entry.line


def test_without_a_date_there_is_no_instant(postmortem: Read) -> None:
    pm = postmortem("# Outage\n\n## Timeline (UTC)\n\n- 10:05 Outage begins\n- 11:20 Resolved\n")
    assert [(entry.instant, entry.elapsed) for entry in pm.timeline] == [(None, 0), (None, 75)]
    assert pm.durations.resolve == 4500


def test_without_a_zone_the_instant_has_none(postmortem: Read) -> None:
    pm = postmortem("# Outage 2026-03-04\n\n## Timeline\n\n- 10:05 Outage begins\n- 11:20 Resolved\n")
    assert [entry.instant.isoformat() if entry.instant else None for entry in pm.timeline] == [
        "2026-03-04T10:05:00",
        "2026-03-04T11:20:00",
    ]


def test_midnight_is_crossed(postmortem: Read) -> None:
    pm = postmortem(
        "# Outage 2026-03-04\n\n## Timeline (UTC)\n\n- 23:50 Outage begins\n- 00:10 On-call is paged\n- 00:30 Resolved\n"
    )
    assert [entry.elapsed for entry in pm.timeline] == [0, 20, 40]
    assert [entry.date for entry in pm.timeline] == ["2026-03-04", "2026-03-05", "2026-03-05"]


def test_the_year_turns(postmortem: Read) -> None:
    pm = postmortem(
        "# Outage 2025-12-31\n\n## Timeline (UTC)\n\n- Dec 31 23:50 Outage begins\n- Jan 1 00:10 Resolved\n"
    )
    assert [entry.date for entry in pm.timeline] == ["2025-12-31", "2026-01-01"]


def test_relative_times(postmortem: Read) -> None:
    pm = postmortem("## Timeline\n\n- T+0 Outage begins\n- T+15 On-call is paged\n- T+1h20m Resolved\n")
    assert [entry.elapsed for entry in pm.timeline] == [0, 15, 80]
    assert pm.durations.detect == 900


def test_a_range_has_an_end(postmortem: Read) -> None:
    pm = postmortem("# Outage 2026-03-04\n\n## Timeline (UTC)\n\n- 23:40-00:10 Errors\n- 00:30 Resolved\n")
    end = pm.timeline[0].end
    assert end is not None and end.isoformat() == "2026-03-05T00:10:00+00:00"


def test_summer_and_winter_time(postmortem: Read) -> None:
    pm = postmortem("# Outage 2026-07-04\n\n## Timeline (Europe/Berlin)\n\n- 12:00 Outage begins\n- 13:00 Resolved\n")
    instant = pm.timeline[0].instant
    assert instant is not None and instant.isoformat() == "2026-07-04T12:00:00+02:00"


def test_an_ambiguous_zone_has_no_offset(postmortem: Read) -> None:
    pm = postmortem("# Outage 2026-07-04\n\n## Timeline (CST)\n\n- 12:00 Outage begins\n- 13:00 Resolved\n")
    instant = pm.timeline[0].instant
    assert instant is not None and instant.tzinfo is None and pm.timeline[0].zone == "CST"


def test_twelve_hours_without_am_and_pm_stay_unknown(postmortem: Read) -> None:
    pm = postmortem(
        "# Outage 2026-07-04\n\n## Timeline (UTC)\n\n- 11:40 Outage begins\n- 12:10 Paged\n- 1:15 Resolved\n"
    )
    assert [entry.elapsed for entry in pm.timeline] == [None, None, None]


def test_a_list_of_times_needs_no_heading(postmortem: Read) -> None:
    pm = postmortem("# Outage\n\n## Details\n\n- 10:05 UTC error rate rises\n- 10:15 UTC page\n- 11:20 UTC end\n")
    assert [entry.line for entry in pm.timeline] == [5, 6, 7]


@pytest.mark.parametrize(
    "text",
    [
        "## Action items\n\n- 2026-04-01 rotate keys\n- 2026-04-02 add alert\n- 2026-04-03 write runbook\n",
        "## Impact\n\n- 10 % of requests failed\n- 3 customers called\n- 25 carts were lost\n",
        "## Timeline\n\n- HH:MM Event\n- HH:MM Event\n",
        "## Timeline\n\n| Time | Event |\n|---|---|\n| 10:00 | This event happened |\n| 10:10 | That event happened |\n",
    ],
)
def test_what_is_no_timeline(postmortem: Read, text: str) -> None:
    assert postmortem(f"# Outage\n\n{text}").timeline == ()


def test_a_heading_with_an_impossible_time_is_an_event_like_the_others(postmortem: Read) -> None:
    pm = postmortem(
        "## Timeline\n\n### 10:05\n\nIt begins.\n\n### 10:71\n\nLogs are read.\n\n### 10:40\n\nIt is over.\n"
    )
    assert [(entry.time, entry.unreadable) for entry in pm.timeline] == [
        ("10:05", None),
        ("10:71", "there is no minute 71"),
        ("10:40", None),
    ]


@pytest.mark.parametrize(
    ("text", "milestones"),
    [
        ("The checkout service goes down", {"start"}),
        ("Partition 5 loses its consumer; delays start", {"start"}),
        ("Tiles of the north are missing (start)", {"start"}),
        ("First users report errors", {"detection"}),
        ("Alert fires for high latency", {"detection"}),
        ("Amara acknowledges the page", {"acknowledgement"}),
        ("Incident declared", {"acknowledgement"}),
        ("Escalated to the database group", {"escalation"}),
        ("Rollback completed", {"mitigation"}),
        ("Fix deployed to production", {"mitigation"}),
        ("The incident is resolved", {"resolution"}),
        ("Error rates are back to normal", {"resolution"}),
        ("All clear", {"resolution"}),
        ("Störung behoben", {"resolution"}),
        ("**復旧** を確認", {"resolution"}),
        ("The incident is not resolved yet", set()),
        ("Attempt to mitigate by restarting", set()),
        ("We plan to have the fix deployed tomorrow", set()),
        ("DNS resolution works", set()),
        ("Amara opens a pull request", set()),
    ],
)
def test_milestones_are_told_by_their_wording(postmortem: Read, text: str, milestones: set[str]) -> None:
    pm = postmortem(f"## Timeline\n\n- 10:05 {text}\n- 10:06 Something\n")
    assert set(pm.timeline[0].milestones) == milestones


def test_a_field_beside_the_events_is_no_event(postmortem: Read) -> None:
    events = "- **Key events**\n  - Outage begins 2026-03-04 10:05\n  - Resolved 2026-03-04 11:20\n"
    pm = postmortem(f"# Outage\n\n{events}- **Status**: Resolved at 2026-03-04 11:20\n- **Impact**: no search\n")
    assert [entry.line for entry in pm.timeline] == [4, 5]


@pytest.mark.parametrize("zone", ["Eastern", "Pacific"])
def test_american_zones_after_a_time(postmortem: Read, zone: str) -> None:
    pm = postmortem(
        f"## Timeline\n\n- 2026-03-04 7:09 AM {zone}: Outage begins\n- 2026-03-04 7:26 AM {zone} Resolved\n"
    )
    assert [entry.zone for entry in pm.timeline] == [zone, zone]


@pytest.mark.parametrize("zone", ["British Summer Time", "UK time", "Greenwich Mean Time"])
def test_zones_that_are_spelt_out(postmortem: Read, zone: str) -> None:
    pm = postmortem(f"## Timeline\n\nAll times are {zone}.\n\n- 10:05 Outage begins\n- 11:20 Resolved\n")
    assert [entry.zone for entry in pm.timeline] == [zone, zone]


def test_lines_are_counted_in_the_source_whatever_breaks_them(postmortem: Read) -> None:
    pm = postmortem("## Timeline\n\n10:05 Outage begins<br>10:09 Errors rise<br />\n\\\n10:15 On-call is paged\n")
    assert [(entry.line, entry.time) for entry in pm.timeline] == [(3, "10:05"), (3, "10:09"), (5, "10:15")]


@pytest.mark.parametrize(
    ("start", "time"),
    [
        ("The next day, on 14 April 2026, we", "14 April 2026"),
        ("Also on 15 April 2026, the", "15 April 2026"),
        ("7-13th Nov - we", "7-13th Nov"),
        ("2015-10: we", "2015-10"),
        ("7th–13th November 2025: we", "7th–13th November 2025"),
    ],
)
def test_how_an_entry_may_start(postmortem: Read, start: str, time: str) -> None:
    (entry,) = postmortem(f"## Timeline\n\n{start} moved the queue.\n").timeline
    assert entry.time == time


def test_a_time_of_day_in_words_counts_beside_a_date(postmortem: Read) -> None:
    rows = "| 10-01 09:45 | it breaks |\n| 10-01 evening | it is found |\n| 10-02 07:05 | it works |\n"
    pm = postmortem(f"## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n{rows}")
    assert [entry.line for entry in pm.timeline] == [5, 6, 7]


def test_numbers_with_a_dot_are_no_times_where_few_lines_start_with_one(postmortem: Read) -> None:
    assert postmortem("## Timeline\n\n10.05 dollars were lost.\n\n10.15 dollars came back.\n").timeline == ()


def test_a_day_above_the_lines_of_one_paragraph_is_no_event(postmortem: Read) -> None:
    pm = postmortem("## Timeline\n\n**2026-03-04**\n00:10 UTC outage begins\n11:20 UTC resolved\n")
    assert [(entry.line, entry.time) for entry in pm.timeline] == [(4, "00:10 UTC"), (5, "11:20 UTC")]
    assert all(entry.instant is not None for entry in pm.timeline)
