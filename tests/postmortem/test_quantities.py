"""What counts as a number, what is vague, and when two numbers agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.postmortem.counts import agree, find_counts
from pm_lint.postmortem.quantities import has_duration, is_counted, is_measured, words_of
from pm_lint.postmortem.vagueness import find_vague

EN = words_of("en")
assert EN is not None


@pytest.mark.parametrize(
    "text",
    [
        "4,100 shoppers",
        "37 % of requests",
        "$12k of revenue",
        "three hubs",
        "10-15 carts",
        "1.5 million rows",
        "half of them",
    ],
)
def test_a_number_counts(text: str) -> None:
    assert is_counted(text, EN)


@pytest.mark.parametrize(
    "text",
    [
        "on 2024-05-03",
        "at 10:05 UTC",
        "since 3 March 2024",
        "in version 2.14.1",
        "see OPS-31 and #881",
        "HTTP 503 came back",
        "with 502 errors",
        "users of IE11",
        "the cluster live-2",
        "phase 2",
        "see https://status.shop.io/4711",
    ],
)
def test_dates_times_versions_and_names_do_not_count(text: str) -> None:
    assert not is_counted(text, EN)


@pytest.mark.parametrize("text", ["All users.", "No data was lost.", "The number is unknown.", "It took an hour."])
def test_totals_unknowns_and_durations_are_measures(text: str) -> None:
    assert is_measured(text, EN)


@pytest.mark.parametrize(
    "text",
    ["for 35 minutes", "half an hour", "10:05 to 10:40", "from 3 March until 5 March", "overnight", "a 2-hour outage"],
)
def test_durations(text: str) -> None:
    assert has_duration(text, EN)


@pytest.mark.parametrize(
    "text", ["on 3 March", "as soon as I am back", "at 10:05 the pager rang", "for a while", "12 customers"]
)
def test_no_durations(text: str) -> None:
    assert not has_duration(text, EN)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Many of our paying customers saw errors.", ["many of our paying customers"]),
        ("It was down for quite some time.", ["for quite some time"]),
        ("The site was unreachable for several hours.", ["several hours"]),
        ("Latency was significantly higher.", ["significantly higher"]),
        ("There was a brief outage.", ["a brief outage"]),
        ("The vast majority of traffic was lost.", ["the vast majority of traffic"]),
        ("At most users retried.", []),
        ("We do not know how many customers saw it.", []),
        ("It held too many connections.", []),
        ("A few days later we removed it.", []),
        ("The last few minutes were quiet.", []),
        ("The tool may take some getting used to.", []),
        ("Most of the work is done.", []),
    ],
)
def test_vague(text: str, phrases: list[str]) -> None:
    assert [vague.phrase for vague in find_vague(text, EN)] == phrases


def test_counts_know_their_noun_and_scale() -> None:
    [count] = find_counts("About 12k paying customers were charged twice.", EN)
    assert (count.value, count.rough, count.noun) == (12_000, True, "paying customers")


@pytest.mark.parametrize("text", ["40 requests per second", "customers 12", "1,240", "v2 users"])
def test_rates_and_bare_numbers_are_no_counts(text: str) -> None:
    assert not list(find_counts(text, EN))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("1,240 customers", "1240 customers", True),
        ("12,431 customers", "12,000 customers", True),
        ("about 1,300 customers", "1,240 customers", True),
        ("1,240 customers", "1,420 customers", False),
        ("about 300 customers", "3,000 customers", False),
    ],
)
def test_agree(first: str, second: str, same: bool) -> None:
    (a,), (b,) = find_counts(f"For {first} it failed.", EN), find_counts(f"For {second} it failed.", EN)
    assert agree(a, b) is same
    assert agree(b, a) is same


@given(st.text(alphabet=st.sampled_from("many some few users hours for a while brief 10:05 İß.,;- \t")))
def test_vague_spans_are_exact(text: str) -> None:
    for vague in find_vague(text, EN):
        assert text[vague.start : vague.end].lower() == vague.phrase


def test_a_language_without_words_is_none() -> None:
    assert words_of("tlh") is None
