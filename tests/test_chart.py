"""The incident as a picture: in the terminal, as Mermaid, as SVG, and in the Markdown report."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.chart import bar, chart, mermaid, spell, svg
from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem, understand
from pm_lint.source import Source
from tests.command import Run, write
from tests.command import pm_lint as pm_lint

INCIDENT = """# Queue outage

**Date**: 2026-03-04

## Timeline (UTC)

- 10:02 Start of impact: the consumers stop
- 10:14 An alert pages the on-call engineer (detected)
- 11:32 The queue is drained by hand; mitigated
- 11:42 All orders are processed, the incident is resolved
"""
UNDATED = """# Queue outage

## Timeline

- 23:40 Start of impact: the consumers stop
- 23:55 An alert fires (detected)
- 00:20 The incident is resolved
"""
HOSTILE = """# a: b; end %% `c` ``` <script>alert(1)</script> --> \x1b[31m \u202eevil

**Date**: 2026-03-04

## Timeline (UTC)

- 10:00 ``` <svg onload="x"> & ]]> : crit, 2026-01-01 ; section x %%{init: {}}%%
- 10:05 </text></svg><!-- --> #quot; \\u2028 \u2028\u0085 \x00\x08 \ud800 `` ` ~~~ title
- 10:10 हिन्दी में टिप्पणी e\u0301
"""


def understood(text: str) -> Postmortem:
    return understand(parse(Source("a.md", text)))


def drawn(text: str, draw: Callable[[Postmortem], str | None]) -> str:
    picture = draw(understood(text))
    assert picture is not None
    return picture


def test_the_phases_go_from_milestone_to_milestone() -> None:
    made = chart(understood(INCIDENT))
    assert made is not None
    assert [(phase.name, phase.start.strftime("%H:%M"), phase.end.strftime("%H:%M")) for phase in made.phases] == [
        ("undetected", "10:02", "10:14"),
        ("detected", "10:14", "11:32"),
        ("mitigating", "11:32", "11:42"),
    ]
    assert made.length == timedelta(minutes=100)


def test_a_bar_for_the_terminal() -> None:
    lines = drawn(INCIDENT, bar).split("\n")
    assert lines[0] == "Queue outage"
    picture = re.fullmatch(r"10:02 (.{64}) 11:42", lines[2])
    assert picture is not None
    cells = picture[1]
    assert cells == "█" * cells.count("█") + "▓" * cells.count("▓") + "▒" * cells.count("▒")
    assert (cells.count("█"), cells.count("▓"), cells.count("▒")) == (8, 50, 6)  # 12, 78 and 10 minutes of 100
    assert any(line.split() == ["▓", "detected", "10:14", "to", "11:32", "1", "h", "18", "min"] for line in lines)
    assert any(line.startswith("  11:32  +1 h 30 min") for line in lines)


def test_a_short_phase_is_seen() -> None:
    text = INCIDENT.replace("10:14", "10:03").replace("11:42", "23:42")
    assert "█" in drawn(text, bar).split("\n")[2]


def test_mermaid() -> None:
    lines = drawn(INCIDENT, mermaid).split("\n")
    assert lines[:4] == [
        "gantt",
        "    title Queue outage",
        "    dateFormat YYYY-MM-DDTHH:mm:ss",
        "    axisFormat %H:%M",
    ]
    assert "    undetected 12 min :crit, 2026-03-04T10:02:00, 2026-03-04T10:14:00" in lines
    assert "    11.42 All orders are processed the incident is resolved :milestone, 2026-03-04T11:42:00, 0m" in lines


def test_an_svg_is_xml_with_every_event() -> None:
    root = ElementTree.fromstring(drawn(INCIDENT, svg))
    words = " ".join("".join(element.itertext()) for element in root.iter())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Queue outage" in words and "the consumers stop" in words and "detected, 1 h 18 min" in words


def test_without_days_the_clock_is_drawn_across_midnight() -> None:
    made = chart(understood(UNDATED))
    assert made is not None and not made.dated
    assert made.length == timedelta(minutes=40)
    assert "23:40" in drawn(UNDATED, bar) and "+40 min" in drawn(UNDATED, bar)
    assert "0m" in drawn(UNDATED, mermaid)


def test_a_late_note_of_something_earlier_is_no_midnight() -> None:
    text = UNDATED.replace("- 23:55", "- 23:30 A queue alert was muted\n- 23:55")
    made = chart(understood(text))
    assert made is not None and made.length == timedelta(minutes=50)


def test_several_zones_are_drawn_on_one_clock() -> None:
    text = INCIDENT.replace("11:42 All", "13:42 CEST All").replace("2026-03-04", "2026-07-04")
    made = chart(understood(text))
    assert made is not None and made.length == timedelta(minutes=100)
    assert "2026-07-04T11:42:00" in drawn(text, mermaid)


def test_an_incident_of_days_shows_the_day() -> None:
    text = INCIDENT.replace("- 11:42", "- 2026-03-06 11:42")
    assert "axisFormat %m-%d %H:%M" in drawn(text, mermaid)
    assert "03-06 11:42" in drawn(text, bar)


@pytest.mark.parametrize(
    "text",
    ["", "# Outage\n", INCIDENT.split("- 10:14")[0], INCIDENT.replace("10:14", "10:02").split("- 11:32")[0]],
    ids=["empty", "no timeline", "one entry", "one moment"],
)
def test_nothing_is_drawn_of_less_than_two_moments(text: str) -> None:
    assert [draw(understood(text)) for draw in (bar, mermaid, svg)] == [None, None, None]


def test_no_text_of_a_document_is_markup_of_the_picture() -> None:
    lines = drawn(HOSTILE, mermaid).split("\n")
    starts = (
        "gantt",
        "    title ",
        "    dateFormat ",
        "    axisFormat ",
        "    section Phases",
        "    section Events",
        "    1",
    )
    assert all(line.startswith(starts) for line in lines if line)
    events = lines[lines.index("    section Events") + 1 : -1]
    assert len(events) == 3
    for event in events:
        assert re.fullmatch(r"    [^:;#%`<>{}\"\x00-\x1f\u2028\u202e]+ :milestone, [\d:T-]+, 0m", event)
    assert "हिन्दी में टिप्पणी é" in events[2].replace("e\u0301", "é")
    root = ElementTree.fromstring(drawn(HOSTILE, svg))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "title", "text", "rect", "line"}


@given(st.lists(st.text(max_size=40), min_size=2, max_size=5))
def test_any_text_gives_a_picture_that_can_be_read(events: list[str]) -> None:
    entries = "\n".join(f"- 1{number}:00 {' '.join(event.split())}" for number, event in enumerate(events))
    postmortem = understood(
        f"# {' '.join(events[0].split())}\n\n**Date**: 2026-03-04\n\n## Timeline (UTC)\n\n{entries}\n"
    )
    if chart(postmortem) is None:
        return
    ElementTree.fromstring(svg(postmortem) or "")
    assert "`" not in (mermaid(postmortem) or "`")


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (720, "12 min"),
        (6000, "1 h 40 min"),
        (183_600, "2 d 3 h"),
        (86_400, "1 d"),
    ],
)
def test_lengths_are_told_in_two_units(seconds: int, told: str) -> None:
    assert spell(timedelta(seconds=seconds)) == told


def test_the_command_prints_each_format(pm_lint: Run) -> None:
    write("a.md", INCIDENT)
    assert "▓ detected" in pm_lint("timeline", "a.md").out
    assert pm_lint("timeline", "a.md", "--output-format", "mermaid").out == drawn(INCIDENT, mermaid)
    assert pm_lint("timeline", "a.md", "--output-format", "svg").out == drawn(INCIDENT, svg)
    assert "▓ detected" in pm_lint("timeline", "-", stdin=INCIDENT).out


def test_the_command_uses_the_settings(pm_lint: Run) -> None:
    write("a.md", INCIDENT.replace(" (UTC)", ""))
    write(".pm-lint.yaml", "nonsense: 1\n")
    outcome = pm_lint("timeline", "a.md")
    assert outcome.code == 2 and ".pm-lint.yaml:1" in outcome.err
    assert pm_lint("timeline", "a.md", "--isolated").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "takes one file"),
        (("a.md", "b.md"), "takes one file"),
        (("gone.md",), "gone.md: no such file"),
        ((".",), "."),
        (("plain.md",), "no timeline that can be drawn"),
        (("a.md", "--output-format", "png"), "unknown output format 'png'"),
        (("binary.md",), "not UTF-8"),
    ],
)
def test_what_the_command_cannot_draw_is_said_in_one_line(arguments: tuple[str, ...], said: str, pm_lint: Run) -> None:
    write("a.md", INCIDENT)
    write("plain.md", "# Outage\n\nAll is well.\n")
    write("binary.md", b"# \xff\xfe\n")
    outcome = pm_lint("timeline", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err and outcome.err.count("\n") == 1


def test_a_terminal_obeys_nothing_in_it(pm_lint: Run) -> None:
    write("a.md", HOSTILE.replace("\ud800", ""))
    assert not re.search("[\x00\x08\x1b\u2028\u202e]", pm_lint("timeline", "a.md").out)


def test_the_markdown_report_embeds_it_in_a_fence_that_nothing_ends(pm_lint: Run) -> None:
    from markdown_it import MarkdownIt

    text = HOSTILE.replace("\ud800", "") + "\n<!-- pm-lint-disable-next-line secret -->\nDone.\n"
    write("a.md", text)
    write("plain.md", "# Outage\n\n<!-- pm-lint-disable-next-line secret -->\nDone.\n")
    report = pm_lint("check", "a.md", "plain.md", "--output-format", "markdown").out
    fences = [token for token in MarkdownIt().parse(report) if token.type == "fence"]
    assert [token.info for token in fences] == ["mermaid"]
    assert fences[0].content == drawn(text, mermaid)
