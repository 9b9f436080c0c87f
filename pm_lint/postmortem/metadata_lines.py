"""Lines that hold metadata: ``Key: value``, several pairs in a line, a bold key, a byline, a date in a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Text
from pm_lint.postmortem.metadata_keys import canonical
from pm_lint.postmortem.times import read_time

_LABEL = lazy_regex(r"[\s•*·–—-]*(?P<key>[^\W\d_][^:：|]{0,48}?)\s*[:：]\s*(?P<value>(?:.*\S)?)", re.DOTALL)
_ASCII_LABEL = lazy_regex(r"[\s*-]*(?P<key>[^\W\d_][^:|]{0,48}?)\s*:\s*(?P<value>(?:.*\S)?)", re.DOTALL)
_REACH = 100
"""Characters of a line that hold the colon after its label."""
_MARKS = ("|", "·", "•", ";", " –", " —", " -")
_NEXT = lazy_regex(
    r"\s*(?:[|·•;]|\s[–—-])\s+(?=(?P<key>[^\W\d_][^:：|·•;]{0,40}?)\s*[:：])|\s+(?=(?P<bare>[A-Z][a-z]+):)"
)
_NEXT_WORD = lazy_regex(r"\s+(?=(?P<bare>[A-Z][a-z]+):)")
_BYLINE = (
    r"\s*(?:(?:written|posted|published|authored|prepared|notes)\s+)?by:?\s+(?P<who>[A-Z@][^.\n]{1,60}?)"
    r"(?:\s*(?:,|\bon\b|[|·–—-])\s*(?P<when>[^\n]{6,40}))?\s*$"
)
_DATELINE = (
    r"\s*(?:posted|published|written)\s+(?:on\s+)?(?P<when>[^\n]{6,40}?)(?:\s+by\s+(?P<who>[A-Z@][^\n]{1,60}))?\s*$"
)
_OPENS_BYLINE = ("by ", "by:", "written ", "posted ", "published ", "authored ", "prepared ", "notes by ")
_DATE_START = lazy_regex(
    r"(?<![\w.:/-])(?:\d{4}[-/.年]\d|\d\d?[/.-]\d\d?(?![\d%])|\d\d?(?:st|nd|rd|th|\.)?\s(?=[A-Z][a-z])|[A-Z][a-z]{2,8}\.?\s(?=\d))"
)

Pair = tuple[str, tuple[int, int], tuple[int, int]]
"""A label, the place of the key and that of the value, as offsets of the rendered text."""


@cache
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Most documents need none of these."""
    return re.compile(pattern, flags)


def labelled_pairs(holder: Text, *, is_open: bool, only_measured: bool = False) -> Iterator[Pair]:
    """(label, place of the key, place of the value) of every line that is a pair, as offsets of the rendered text.

    ``is_open`` says that metadata is expected there: a bold key needs no colon then. ``only_measured`` asks for those
    that may be measured times, such as "MTTR: 40 minutes".
    """
    text = holder.prose.text
    starts = [0]
    if "\n" in holder.content:
        starts += [end for _, end in holder.prose.ranges("break")]
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        if only_measured and not _may_be_measured(text[start : min(start + _REACH, stop)]):
            continue
        for first, last in _split_pairs(text, start, stop):
            match = read_label(text, first, last)
            if match is not None:
                yield match["key"], match.span("key"), match.span("value")
            elif is_open and (strong := _strong_key(holder, text, first, last)) is not None:
                yield strong


def _may_be_measured(head: str) -> bool:
    """Whether the label of a line may be the name of a measured time, as those of few lines are."""
    label = head.partition(":")[0].lower()
    return "time" in label or "tt" in label


def read_label(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The ``key`` and the ``value`` of a line that is a pair."""
    head = text[start : min(start + _REACH, stop)]
    if ":" not in head and "：" not in head:
        return None
    return (_ASCII_LABEL if text.isascii() else _LABEL).match(text, start, stop)


def _split_pairs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The parts of a line that holds several pairs: ``Date: x | Severity: y``."""
    part = start
    for match in _between_pairs(text, start, stop):
        kind = match.lastgroup or ""
        told = kind == "key" or ":" in text[part : match.start()]
        if told and canonical(match[kind]) is not None and match.start() > part:
            yield part, match.start()
            part = match.end()
    yield part, stop


def _between_pairs(text: str, start: int, stop: int) -> Iterable[re.Match[str]]:
    """What may stand between two pairs of a line; in most lines only words with a capital in front of a colon can."""
    if text.count(":", start, stop) + text.count("：", start, stop) < 2:
        return ()
    line = text[start:stop]
    between = _NEXT if any(mark in line for mark in _MARKS) else _NEXT_WORD
    return between.finditer(text, start, stop)


def _strong_key(holder: Text, text: str, start: int, stop: int) -> Pair | None:
    """A bold field name with its value after it and no colon between: ``**Severity** SEV2``."""
    if "**" not in holder.content and "__" not in holder.content:
        return None
    for inline in holder.inlines:
        if inline.kind == "strong" and text.startswith(inline.text, start) and canonical(inline.text) is not None:
            end = start + len(inline.text)
            value = end + len(text[end:stop]) - len(text[end:stop].lstrip(" \t-–—=|"))
            return inline.text, (start, end), (min(value, stop), stop)
    return None


def byline(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """(key, place) of the ``authors`` and the ``published`` date that a line names.

    ``By Amara Obi, 2024-03-05`` or ``Published on March 5, 2024 by Amara Obi``.
    """
    if len(text) > 120 or not text.lstrip().lower().startswith(_OPENS_BYLINE):
        return
    match = _compiled(_BYLINE, re.IGNORECASE).match(text) or _compiled(_DATELINE, re.IGNORECASE).match(text)
    if match is None:
        return
    when = match["when"] and read_time(match["when"])
    if match["who"] and (when or len(match["who"].split()) <= 6):
        yield "authors", match.span("who")
    if when:
        yield "published", match.span("when")


def date_in(text: str) -> tuple[int, int] | None:
    """Where in a title the date stands: ``2017-09-27, Hub 403``, ``4/26 delays``, ``outage of March 3, 2021``."""
    for match in _DATE_START.finditer(text):
        time = read_time(text, match.start(), expected=True)
        if time is not None and time.first.day is not None and time.fault is None and time.first.day.month is not None:
            return time.start, time.end
    return None
