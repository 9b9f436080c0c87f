"""Lengths of time, and which of them a document claims for the incident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.time_lengths import read_length, read_lengths, say_length

Read = Callable[..., Postmortem]


@pytest.mark.parametrize(
    ("text", "seconds", "approximate"),
    [
        ("1h 22m", 4920, False),
        ("72h35m", 261_300, False),
        ("35 minutes", 2100, False),
        ("about 35 minutes", 2100, True),
        ("~2 h", 7200, True),
        ("an hour and a half", 5400, True),
        ("1.5 hours", 5400, False),
        ("2 hours and 15 minutes", 8100, False),
        ("2–3 hours", 10_800, True),
        ("PT1H5M", 3900, False),
        ("1:22:00", 4920, False),
        ("00:35", 2100, False),
        ("20m", 1200, False),
        ("約23分", 1380, True),
        ("2 Stunden 10 Minuten", 7800, False),
        ("3 Tage", 259_200, False),
    ],
)
def test_a_value_is_read(text: str, seconds: int, approximate: bool) -> None:
    length = read_length(text)
    assert length is not None and (length.seconds, length.approximate) == (seconds, approximate)


@pytest.mark.parametrize("text", ["20m users", "$20m", "10 ms", "v1.35m", "and down", "10 req/s", "5 d/w"])
def test_what_is_no_length(text: str) -> None:
    assert read_lengths(text) == []


@given(st.integers(1, 48), st.integers(1, 59))
def test_lengths_are_said_and_read_back(hours: int, minutes: int) -> None:
    seconds = hours * 3600 + minutes * 60
    length = read_length(say_length(seconds))
    assert length is not None and length.seconds == seconds


@pytest.mark.parametrize(
    ("text", "what", "seconds"),
    [
        ("**Duration**: 35 minutes\n", "total", 2100),
        ("**Time to detect**: 4m\n", "detect", 240),
        ("| Metric | Value |\n|---|---|\n| TTD | 4 min |\n", "detect", 240),
        ("| MTTR | MTTD |\n|---|---|\n| 1h | 4m |\n", "resolve", 3600),
        ("## Summary\n\nThe outage lasted 35 minutes.\n", "total", 2100),
        ("## Summary\n\nA 35-minute outage of the checkout.\n", "total", 2100),
        ("## Impact\n\nTotal downtime was 35 minutes.\n", "total", 2100),
        ("## Detection\n\nThe fault was noticed within 4 minutes.\n", "detect", 240),
        ("## Summary\n\nIt took 20 minutes to mitigate.\n", "mitigate", 1200),
        ("## Resolution\n\nThe incident was resolved after 35 minutes.\n", "resolve", 2100),
        ("## Summary\n\nFrom 10:05 to 10:40 UTC (35 minutes) nobody could pay.\n", "total", 2100),
        ("## Summary\n\nNobody could pay for 35 minutes, between 10:05 and 10:40 UTC.\n", "total", 2100),
        ("## Summary\n\nFor 35 minutes (10:05 to 10:40 UTC) nobody could pay.\n", "total", 2100),
        ("## Summary\n\nThe checkout was down for about 35 minutes.\n", "total", 2100),
        ("## Summary\n\nLogin was down for 10 minutes. The shop was offline for an hour.\n", "total", 3600),
    ],
)
def test_what_a_document_claims(postmortem: Read, text: str, what: str, seconds: int) -> None:
    claims = postmortem(f"# Outage\n\n{text}").claims
    assert (what, seconds) in [(claim.what, claim.seconds) for claim in claims]


@pytest.mark.parametrize(
    "text",
    [
        "## Summary\n\nWe keep logs for 30 days.\n",
        "## Impact\n\nOne node was drained for 5 minutes before the reboot.\n",
        "## Action items\n\nThe outage lasted 35 minutes.\n",
        "## Summary\n\nThe token expires after 24 hours.\n",
        "## Summary\n\nBetween 10:05 and 11:20 UTC each request waited for 30 seconds at a time.\n",
        "## Detection\n\nFrom 10:05 to 10:40 UTC the probe was down for 35 minutes.\n",
    ],
)
def test_what_is_no_claim(postmortem: Read, text: str) -> None:
    assert postmortem(f"# Outage\n\n{text}").claims == ()


def test_a_claim_stands_where_it_is_written(postmortem: Read) -> None:
    pm = postmortem("# Outage\n\n## Summary\n\nThe outage **lasted 35 minutes**.\n")
    assert [pm.source.slice(claim.excerpt.span) for claim in pm.claims] == ["35 minutes"]


def test_durations_from_fields(postmortem: Read) -> None:
    pm = postmortem(
        "# Outage\n\n**Started**: 2026-03-04 10:05 UTC\n**Detected**: 2026-03-04 10:09 UTC\n**Resolved**: 2026-03-04 11:20 UTC\n"
    )
    assert (pm.durations.detect, pm.durations.resolve) == (240, 4500)
