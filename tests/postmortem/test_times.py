"""Times and dates in the forms in which people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.postmortem.times import find_time, read_time


def told(
    text: str, *, expected: bool = True, day_first: bool | None = None
) -> tuple[str, str | None, float | None, str | None]:
    time = read_time(text, expected=expected, day_first=day_first)
    assert time is not None, text
    first = time.first
    zone = first.zone.text if first.zone else None
    return text[time.start : time.end], first.day.iso if first.day else None, first.minutes, zone


@pytest.mark.parametrize(
    ("text", "written", "date", "minutes", "zone"),
    [
        ("10:05 the queue fills", "10:05", None, 605, None),
        ("~10:05 UTC – the queue fills", "10:05 UTC", None, 605, "UTC"),
        ("[14:02] restart", "14:02", None, 842, None),
        ("9:16 AM: page", "9:16 AM", None, 556, None),
        ("12:30 am page", "12:30 am", None, 30, None),
        ("4 p.m. page", "4 p.m.", None, 960, None),
        ("11:21a page", "11:21a", None, 681, None),
        ("10:05 a page comes", "10:05", None, 605, None),
        ("17.07 – page", "17.07", None, 1027, None),
        ("1625: page", "1625", None, 985, None),
        ("1625 UTC page", "1625 UTC", None, 985, "UTC"),
        ("10h05 alerte", "10h05", None, 605, None),
        ("noon page", "noon", None, 720, None),
        ("2026-03-04 10:05", "2026-03-04 10:05", "2026-03-04", 605, None),
        ("2026-03-04T10:05:00Z", "2026-03-04T10:05:00Z", "2026-03-04", 605, "Z"),
        ("2026-03-04T10:05:00+02:00 page", "2026-03-04T10:05:00+02:00", "2026-03-04", 605, "+02:00"),
        ("2026-03-04T10:05:00-07:00 page", "2026-03-04T10:05:00-07:00", "2026-03-04", 605, "-07:00"),
        ("2026-03-04 1625: page", "2026-03-04 1625", "2026-03-04", 985, None),
        ("2026-03-04 - 10:05 - page", "2026-03-04 - 10:05", "2026-03-04", 605, None),
        ("Feb 5, 2026 10:05 PST page", "Feb 5, 2026 10:05 PST", "2026-02-05", 605, "PST"),
        (
            "February 5th, 2026 at 10:05 (PST8PDT)",
            "February 5th, 2026 at 10:05 (PST8PDT)",
            "2026-02-05",
            605,
            "PST8PDT",
        ),
        ("Friday, 6 March 2026: page", "Friday, 6 March 2026", "2026-03-06", None, None),
        ("17. Juli 2026 um 10:05 Uhr", "17. Juli 2026 um 10:05 Uhr", "2026-07-17", 605, None),
        ("le 5 février 2026 à 10h05", "5 février 2026 à 10h05", "2026-02-05", 605, None),
        ("2026年3月4日 10時05分", "2026年3月4日 10時05分", "2026-03-04", 605, None),
        ("26.4.2026 10:05", "26.4.2026 10:05", "2026-04-26", 605, None),
        ("10:05 Europe/Berlin page", "10:05 Europe/Berlin", None, 605, "Europe/Berlin"),
        ("10:05 Pacific time page", "10:05 Pacific time", None, 605, "Pacific time"),
        ("10:05 GMT+2 page", "10:05 GMT+2", None, 605, "GMT+2"),
        ("12:48 (5:48 PDT): page", "12:48 (5:48 PDT)", None, 768, None),
    ],
)
def test_a_time_is_read(text: str, written: str, date: str | None, minutes: float | None, zone: str | None) -> None:
    assert told(text) == (written, date, minutes, zone)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("10:05 - 10:20 page", 605, 620),
        ("10:05–10:20 UTC page", 605, 620),
        ("13:30-13:45 page", 810, 825),
        ("5:00 - 6:00 pm page", 1020, 1080),
        ("11:50 - 12:10 pm page", 710, 730),
        ("22:00 〜 22:15 page", 1320, 1335),
    ],
)
def test_a_range_has_an_end(text: str, first: float, last: float) -> None:
    time = read_time(text, expected=True)
    assert time is not None and time.last is not None
    assert (time.first.minutes, time.last.minutes) == (first, last)


def test_a_range_of_days() -> None:
    time = read_time("September 11-20, 2026: errors", expected=True)
    assert time is not None and time.last is not None and time.first.day and time.last.day
    assert (time.first.day.iso, time.last.day.iso) == ("2026-09-11", "2026-09-20")


@pytest.mark.parametrize(
    ("text", "minutes"), [("T+15 x", 15), ("T-00:05 x", -5), ("T+2h x", 120), ("T0 x", 0), ("+15 min x", 15)]
)
def test_time_since_the_start(text: str, minutes: float) -> None:
    time = read_time(text, expected=True)
    assert time is not None and time.first.relative == minutes


@pytest.mark.parametrize(
    "text",
    [
        "3 pods failed",
        "2020 - founded",
        "Sun rises",
        "May have been",
        "2.10 release",
        "Day 1",
        "Europe/Berlin",
        "T cells",
        "HH:MM page",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read_time(text, expected=True) is None


@pytest.mark.parametrize("text", ["17.07 million", "1625 requests", "4/26 shards", "+15 pods"])
def test_numbers_count_only_where_a_time_is_expected(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("25:10 page", "there is no hour 25"),
        ("10:71 page", "there is no minute 71"),
        ("2026-13-04 page", "there is no month 13"),
        ("2026-02-29 page", "month 2 has 28 days"),
        ("20266-02-01 page", "there is no year 20266"),
    ],
)
def test_impossible_times_say_why(text: str, fault: str) -> None:
    time = read_time(text, expected=True)
    assert time is not None and time.fault == fault


def test_words_that_only_look_like_zones() -> None:
    assert told("10:05 API restarts")[3] is None
    assert told("10:05 cat videos load")[3] is None


def test_the_document_decides_about_slashes() -> None:
    assert told("04/05/2026 page", day_first=True)[1] == "2026-05-04"
    assert told("04/05/2026 page", day_first=False)[1] == "2026-04-05"
    time = read_time("04/05/2026 page")
    assert time is not None and time.first.day is not None and time.first.day.swappable


def test_a_date_is_found_in_a_sentence() -> None:
    text = "The outage of March 3, 2026 began at 10:05 UTC."
    day = find_time(text)
    assert day is not None and text[day.start : day.end] == "March 3, 2026"
    clock = find_time(text, day.end)
    assert clock is not None and text[clock.start : clock.end] == "10:05 UTC"
    assert find_time("version 1.2.3 of 10 services") is None


@given(st.text(alphabet=" 0123456789:-/.TZ+UC年月日aApPmMFebMar,()~–\n", max_size=40))
def test_spans_stay_inside_and_reading_never_fails(text: str) -> None:
    time = read_time(text, expected=True)
    if time is not None:
        assert 0 <= time.start < time.end <= len(text)


@given(st.integers(0, 23), st.integers(0, 59), st.dates(date(1900, 1, 1)), st.sampled_from(["", " UTC", " CEST", "Z"]))
def test_what_is_written_is_read_back(hour: int, minute: int, day: object, zone: str) -> None:
    text = f"{day} {hour:02}:{minute:02}{zone} the page"
    time = read_time(text)
    assert time is not None and time.first.day is not None
    assert (time.first.day.iso, time.first.minutes) == (str(day), hour * 60 + minute)
    assert text[time.start : time.end] == f"{day} {hour:02}:{minute:02}{zone}"
