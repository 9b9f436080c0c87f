"""The timeline: every event that has a time, wherever and however it is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pm_lint.lazy import Later, lazy
from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Block, Heading, Item, List, Paragraph, Quote, Row, Table, Text
from pm_lint.postmortem.metadata_keys import canonical
from pm_lint.postmortem.model import Role, TimelineEntry
from pm_lint.postmortem.template_remains import is_placeholder_event
from pm_lint.postmortem.timeline_tables import header_zone, joined, time_columns
from pm_lint.postmortem.timeline_zones import zone_above
from pm_lint.postmortem.times import Time, read_time
from pm_lint.record import NamedTuple
from pm_lint.source import Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_NOT_EVENTS = frozenset({Role.ACTION_ITEMS, Role.REFERENCES, Role.GLOSSARY, Role.PARTICIPANTS, Role.METADATA})
_AFTER_TIME = frozenset(":：;,.|·•)]}>*_`=–—→⇒-")
_CAN_START = lazy_regex(r"\D{0,28}+\d|\W{0,4}(?:[Nn]oon|[Mm]idnight)\b")
_LABEL = lazy_regex(r"[^\W\d_][^:\d]{1,40}:\s+(?=[~≈]?(?:\d|[A-Z][a-z]{2,8}\.?\s\d))")
_SET_OFF = lazy_regex(r"[*_`\])]*\s*(?:[:：]|[-–—]\s)")
_DOTTED = lazy_regex(r"^[ \t>*_+-]*(?:[01]\d|2[0-3])\.[0-5]\d(?![\d.%])", re.MULTILINE)
_OF_ALL_TIMES = ("all times", "times in", "times are", "time in ", "local time")
_END_TIME = lazy_regex(r"(?:\d{4}-\d\d-\d\d|\d{1,2}:\d\d|\d{1,2}\s?[ap]m\b)", re.IGNORECASE)
MIN_ENTRIES = 3
"""So many list items with a clock time make a timeline outside a section of that name."""


class Event(NamedTuple):
    """An entry as found, before dates and zones are settled."""

    line: int
    span: Span
    time: Time
    written: str
    text: str
    time_place: Later[Span]
    text_place: Later[Span]
    zone_span: Span | None
    section: int | None
    outer_zone: str | None
    """The zone in the header of its table column, or in the item above its list."""
    is_bare: bool
    """Whether nothing but the time stands there: perhaps a heading of a day."""
    holder: str
    """``item``, ``row``, ``heading``, ``line`` or ``paragraph``."""


def find_entries(postmortem: Postmortem) -> tuple[TimelineEntry, ...]:
    """Timeline entries in document order."""
    from pm_lint.postmortem.instants import settle

    events = [event for event in _Finder(postmortem).events() if not is_placeholder_event(event.text)]
    return settle(postmortem, events) if events else ()


class _Finder:
    """Walks one document."""

    def __init__(self, postmortem: Postmortem) -> None:
        self.postmortem = postmortem
        self.source = postmortem.source
        self.tree = postmortem.tree

    @lazy
    def day_first(self) -> bool | None:
        """How the document writes ``01/05/2024``; None where no date of it tells."""
        text = self.source.text
        for match in re.finditer(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])", text):
            first, second = int(match.group(1)), int(match.group(3))
            if first > 12 >= second:
                return True
            if second > 12 >= first:
                return False
        return None

    @lazy
    def dotted(self) -> bool:
        """Whether at least three lines of the timeline start with a clock time such as ``17.07``."""
        sections = [section for section in self.postmortem.sections if Role.TIMELINE in section.roles]
        lines = (_DOTTED.findall(self.source.text, *section.body) for section in sections)
        return sum(map(len, lines)) >= MIN_ENTRIES

    def read(self, text: str, start: int = 0, *, expected: bool = False) -> Time | None:
        """The time at ``start``; how the document writes dates is asked where that of this one can be read two ways."""
        time = read_time(text, start, expected=expected)
        if time is None and expected and text[start + 2 : start + 3] == "." and self.dotted:
            return read_time(text, start, expected=expected, dotted=True)
        if time is not None and time.first.day is not None and time.first.day.swappable:
            return read_time(text, start, expected=expected, day_first=self.day_first)
        return time

    def events(self) -> Iterator[Event]:
        """Every event in document order."""
        stack: list[tuple[Block, bool, str | None]] = [(block, False, None) for block in reversed(self.tree.children)]
        while stack:
            block, inside, zone = stack.pop()
            if isinstance(block, (Heading, Paragraph)):
                if self.postmortem.role_at(block.lines[0]) is Role.TIMELINE:
                    yield from self.lines(block)
            elif isinstance(block, Item):
                lead = block.children[0] if block.children else None
                if inside and isinstance(lead, Paragraph) and not self.belongs_elsewhere(block, lead.text):
                    yield from self.item(block, lead, zone)
                if len(block.children) > 1:
                    zone = zone_above(block) or zone
                    stack.extend((child, inside, zone) for child in reversed(block.children[1:]))
            elif isinstance(block, List):
                inside = inside or self.is_timeline(block)
                stack.extend(
                    (item, inside, zone) for item in reversed(block.children) if inside or len(item.children) > 1
                )
            elif isinstance(block, Table):
                yield from self.table(block)
            elif isinstance(block, Quote):
                stack.extend((child, False, None) for child in reversed(block.children))

    def is_timeline(self, block: List) -> bool:
        """Whether the items of a list are events: by their section, or since most start with a clock time."""
        role = self.postmortem.role_at(block.children[0].lines[0])
        if role is Role.TIMELINE:
            return True
        if role in _NOT_EVENTS or len(block.children) < MIN_ENTRIES:
            return False
        clocks = 0
        for item in block.children:
            first = item.children[0] if item.children else None
            if isinstance(first, Paragraph) and first.text.content.lstrip(" *_`~[(<")[:1].isdigit():
                time = self.read(first.text.prose.text)
                clocks += time is not None and time.has_clock
        return clocks >= MIN_ENTRIES and clocks * 2 > len(block.children)

    def belongs_elsewhere(self, item: Item, lead: Text) -> bool:
        """Whether an item opens a field or a section of its own: "**Status**: resolved 15:09" beside "**Events**"."""
        mark = lead.content[:2]
        if mark not in ("**", "__") or self.postmortem.role_at(item.lines[0]) is Role.TIMELINE:
            return False
        return canonical(lead.content[2:].partition(mark)[0]) is not None

    def item(self, item: Item, paragraph: Paragraph, zone: str | None) -> Iterator[Event]:
        text = paragraph.text.prose.text
        time = self.time_at_start(text)
        before = ""
        if time is None:
            time = self.time_at_end(text) or self.time_after_label(text, item.lines[0])
            if time is None:
                return
            before = text[: time.start].rstrip(" :(–—-,*_`~")
        event = self.event(paragraph.text, time, item.lines[0], item.span, "item", before=before, next_to=item.children)
        yield event._replace(outer_zone=zone) if zone else event

    def time_at_start(self, text: str) -> Time | None:
        if not _CAN_START.match(text):
            return None
        return self.read(text, expected=True)

    def time_at_end(self, text: str) -> Time | None:
        """The time of "Incident declared 2020-02-12 11:51"."""
        remark = text.rfind(" (") if text.endswith(")") else -1
        if remark > 0 and not any(map(str.isdigit, text[remark:])):  # "first seen 2026-03-04 (time unknown)"
            text = text[:remark]
        tail = text.rstrip(" .)]")
        if len(tail) > 160 or not tail[-1:].isalnum():
            return None
        for match in _END_TIME.finditer(tail, max(0, len(tail) - 40)):
            time = self.read(tail, match.start())
            remark = tail.rfind("(", 0, match.start())
            if remark >= 0 and ")" not in tail[remark:] and tail[remark + 1 : match.start()].strip():
                return None  # "(during support hours 10:00-17:00)"
            if time is not None and time.end >= len(tail) and not time.fault and (time.has_clock or time.first.day):
                return time
        return None

    def time_after_label(self, text: str, line: int) -> Time | None:
        """The time of "Discovery: 2026-03-04 05:00 UTC - the team noticed", in a section for events."""
        label = _LABEL.match(text)
        if label is None or self.postmortem.role_at(line) is not Role.TIMELINE:
            return None
        time = self.read(text, label.end())
        told = time is not None and not time.fault and (time.has_clock or time.first.day)
        return time if told else None

    def lines(self, block: Heading | Paragraph) -> Iterator[Event]:
        """The events of a heading or of the lines of a paragraph."""
        text = block.text.prose.text
        if isinstance(block, Heading):
            time = self.time_at_start(text)
            if time is not None:
                yield self.event(block.text, time, block.lines[0], block.span, "heading", next_to=self.following(block))
            return
        starts = [0]
        if "\n" in block.text.content:
            starts += [end for _, end in block.text.prose.ranges("break")]
        ends = [*starts[1:], len(text)]
        times = [
            (start, time)
            for start, end in zip(starts, ends, strict=True)
            if (time := self.time_at_start(text[start : min(start + 120, end)])) is not None
        ]
        if not times or times[0][0] != 0:
            return
        for index, (start, time) in enumerate(times):
            stop = times[index + 1][0] if index + 1 < len(times) else len(text)
            if index and not (time.has_clock or _SET_OFF.match(text, start + time.end)):
                continue
            place = block.text.prose.span(start, start + 1) if index else None
            line = self.source.line_of(place.start) if place else block.lines[0]
            span, kind = (block.span, "paragraph") if len(times) == 1 else (self.source.line_span(line), "line")
            yield self.event(
                block.text, _moved(time, start), line, span, kind, stop=stop, next_to=self.following(block)
            )

    def following(self, block: Block) -> tuple[Block, ...]:
        """The block and the one after it."""
        children = self.tree.children
        index = self._places.get(id(block))
        return children[index : index + 2] if index is not None else (block,)

    @lazy
    def _places(self) -> dict[int, int]:
        return {id(block): index for index, block in enumerate(self.tree.children)}

    def event(
        self,
        holder: Text,
        time: Time,
        line: int,
        span: Span,
        kind: str,
        *,
        before: str = "",
        stop: int | None = None,
        next_to: Sequence[Block] = (),
    ) -> Event:
        """The event at ``time``; ``before`` is what is told in front of it, ``stop`` where it ends in its text."""
        text = holder.prose.text
        stop = len(text) if stop is None else stop
        first, last = time.end, len(text[:stop].rstrip())
        while first < stop and (text[first] in _AFTER_TIME or text[first].isspace()):
            first += 1
        what = text[first:last]
        told = (first, last) if last > first else None
        if before:
            what = f"{before}: {what}" if what else before
            told = (0, last if told else len(before))
        is_bare = not what or what.lower().lstrip("([*_ ").startswith(_OF_ALL_TIMES)
        below = next_to[1] if is_bare and len(next_to) > 1 else None
        if isinstance(below, Paragraph):
            what = below.text.prose.text

        def time_place() -> Span:
            return holder.prose.span(time.start, time.end) or holder.span

        def text_place() -> Span:
            if isinstance(below, Paragraph):
                return below.text.span
            return (holder.prose.span(*told) if told else None) or time_place()

        zone = time.first.zone
        zone_span = holder.prose.span(zone.start, zone.end) if zone else None
        written = text[time.start : time.end]
        places = Later(time_place), Later(text_place)
        section = self.postmortem.section_at(line)
        return Event(line, span, time, written, what, *places, zone_span, section, None, is_bare, kind)

    def table(self, block: Table) -> Iterator[Event]:
        """The rows of a table with a column of times, or one of dates and one of times."""
        role = self.postmortem.role_at(self.source.line_of(block.span.start))
        if role in _NOT_EVENTS:
            return
        expected = role is Role.TIMELINE
        columns = time_columns(block, expected=expected, read=self.time_at_start)
        if not columns:
            return
        zone = header_zone(block, columns)
        for number, row in enumerate((block.header, *block.rows)):
            if number or expected:
                event = self.row(row, {index: times[number] for index, times in columns.items()}, zone)
                if event is not None:
                    yield event

    def row(self, row: Row, times: dict[int, Time | None], zone: str | None) -> Event | None:
        """The event of a row, given what was read in the columns of times."""
        time: Time | None = None
        holders: list[Text] = []
        for index, found in times.items():
            if found is not None:
                time = found if time is None else joined(time, found)
                holders.append(row.cells[index].text)
        if time is None:
            return None
        others = [
            cell.text for index, cell in enumerate(row.cells) if index not in times and cell.text.prose.text.strip()
        ]
        text = " ".join([other.prose.text.strip() for other in others])
        places = (
            Later(lambda: Span(holders[0].span.start, holders[-1].span.end)),
            Later(lambda: Span((others or holders)[0].span.start, (others or holders)[-1].span.end)),
        )
        line = holders[0].line
        section = self.postmortem.section_at(line)
        written = " ".join(holder.prose.text.strip() for holder in holders)
        own = time.first.zone
        holder = holders[-1]
        zone_span = holder.prose.span(own.start, own.end) if own and len(holders) == 1 else None
        return Event(line, row.span, time, written, text, *places, zone_span, section, zone, False, "row")


def _moved(time: Time, by: int) -> Time:
    """The same time, read from a text that starts ``by`` characters earlier."""
    zone = time.first.zone
    first = time.first._replace(zone=zone._replace(start=zone.start + by, end=zone.end + by)) if zone else time.first
    return time._replace(start=time.start + by, end=time.end + by, first=first)
