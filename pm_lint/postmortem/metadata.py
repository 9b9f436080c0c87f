"""What a postmortem says about itself: front matter, tables, ``Key: value`` lines, headings with values, the title.

Everything is reported where it stands, the same key perhaps several times; values stay as written and mean
something through :mod:`pm_lint.postmortem.values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pm_lint.lazy import lazy
from pm_lint.markdown.tree import Block, Cell, Heading, Item, List, Paragraph, Passed, Quote, Table, Text
from pm_lint.postmortem.metadata_keys import canonical, is_metric, plain_label
from pm_lint.postmortem.metadata_lines import Pair, byline, date_in, labelled_pairs, read_label
from pm_lint.postmortem.metadata_tables import labelled_cells
from pm_lint.postmortem.model import Field, Role, Section
from pm_lint.source import Source, Span

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_OPEN = frozenset({None, Role.METADATA})
_CLOSED = frozenset(
    {Role.ACTION_ITEMS, Role.GLOSSARY, Role.REFERENCES, Role.LESSONS, Role.WENT_WELL, Role.WENT_WRONG, Role.LUCKY}
)
"""Where "Owner: …" and "Status: …" speak of one item, not of the incident."""
_ABOUT_INCIDENT = frozenset({"severity", "status", "duration", "started", "detected", "mitigated", "resolved"})
"""What a label line may say in the middle of a document."""
_UNDER_HEADING = frozenset({"severity", "status", "date", "authors", "owner", "duration", "services", "tags"})
"""Headings that are field names of their own: the first words below them are the value."""
_YES_OR_NO = frozenset({"true", "false", "yes", "no"})
_IN_A_WORD = frozenset({"severity", "status", "duration"})
_LINES = 3
"""So many lines with a label make a block of fields."""
_LONGEST_LINE = 120
"""Characters of a line that names an author or a date without a colon."""
_LONGEST_WORD = 80
_LONGEST_VALUE = 200
"""Characters of a value below a heading; more are a section of its own."""
_SCRIPT_FIELD = r"(?m)^[ \t]*(?P<key>\w+):\s*(?P<quote>['\"`])(?P<value>[^'\"`\n]*)(?P=quote),?[ \t]*$"


def find_fields(postmortem: Postmortem) -> tuple[Field, ...]:
    """Every metadata field in document order."""
    reader = _Reader(postmortem)
    fields = list(reader.front_matter())
    fields.extend(reader.body())
    fields.extend(reader.implied(fields))
    fields = _without_priority(fields, postmortem.source)
    fields.sort(key=lambda field: field.span)
    return tuple(fields)


def _is_field(label: str, length: int, open_: bool, emphasised: bool, several: bool) -> bool:
    """Whether a pair is a field: a known key or a measured time; where metadata is expected, any short label.

    ``length`` are the characters of the value, ``several`` says that other pairs stand beside it.
    """
    key = canonical(label)
    if key is None:
        named = open_ and (emphasised or several) and length < 200 and label.count(" ") < 4
        return named or (length < 60 and is_metric(label))
    told = open_ or (emphasised and key in _ABOUT_INCIDENT and 0 < length < 160)
    return told and length <= 300


def _without_priority(fields: list[Field], source: Source) -> list[Field]:
    """The fields, where a priority is the severity only if no severity is stated."""
    severities = [field for field in fields if field.key == "severity" and field.key_span is not None]
    if len(severities) < 2:
        return fields
    labels = {field: plain_label(source.slice(field.key_span)) for field in severities if field.key_span}
    if not any(label.startswith("sev") for label in labels.values()):
        return fields
    other = {field for field, label in labels.items() if "sev" not in label and "priority" in label}
    return [field._replace(key="priority", known=False) if field in other else field for field in fields]


class _Reader:
    """Reads one document; knows where in it a block stands."""

    def __init__(self, postmortem: Postmortem) -> None:
        self.postmortem = postmortem
        self.source = postmortem.source
        self.sections: Sequence[Section] = postmortem.sections

    @lazy
    def preamble_end(self) -> int:
        """The line of the first heading that opens a part of the report; the title opens none."""
        headings = [section for section in self.sections if section.source == "heading"]
        parts = headings[1:] if headings and headings[0].level == 1 else headings
        first = next((part for part in parts if any(role is not Role.METADATA for role in part.roles)), None)
        if first is None and not any(part.roles for part in parts):
            first = next((part for part in parts if part.level > 1), None)
        return first.line if first is not None else self.source.line_count + 1

    def is_open(self, line: int) -> bool:
        """Whether metadata is expected on a line."""
        return line < self.preamble_end or self.postmortem.role_at(line) is Role.METADATA

    def body(self) -> Iterator[Field]:
        """The fields of the blocks that may hold some."""
        stack: list[Block] = list(reversed(self.postmortem.tree.children))
        while stack:
            block = stack.pop()
            if isinstance(block, Paragraph):
                yield from self.labels(block)
            elif isinstance(block, (Item, List, Quote)):
                stack.extend(block.children[::-1])
            elif isinstance(block, Heading):
                yield from self.heading(block)
            elif isinstance(block, Table):
                yield from self.table(block)
            elif isinstance(block, Passed):
                yield from self.script(block)

    def make(self, text: Text, key: str, source: str, key_at: tuple[int, int], value_at: tuple[int, int]) -> Field:
        """A field of rendered text, given the offsets of its key and its value."""
        prose = text.prose
        key_span = prose.span(*key_at) if key_at[1] > key_at[0] else None
        value_span = prose.span(*value_at) if value_at[1] > value_at[0] else None
        whole = prose.span(min(key_at[0], value_at[0]), max(key_at[1], value_at[1])) or text.span
        value = prose.text[slice(*value_at)]
        line = self.source.line_of((value_span or whole).start)
        return self.field(key, value, source, line, whole, key_span, value_span)

    def field(
        self, label: str, value: str, source: str, line: int, span: Span, key_span: Span | None, value_span: Span | None
    ) -> Field:
        key = canonical(label)
        if key == "resolved" and value.lower() in _YES_OR_NO:  # status pages say whether, others say when
            key = "status"
        return Field(key or plain_label(label), value, source, line, span, key_span, value_span, known=key is not None)

    def front_matter(self) -> Iterator[Field]:
        """Front matter keys; several values of one dotted key (``authors: [{name: …}, …]``) are one field."""
        merged: dict[str, tuple[list[str], Span, Span]] = {}
        for key, value, key_span, value_span in self.postmortem.front_matter.values:
            if key in merged:
                texts, first, last = merged[key]
                merged[key] = ([*texts, value], first, Span(last.start, value_span.end))
            else:
                merged[key] = ([value], key_span, value_span)
        for key, (texts, key_span, value_span) in merged.items():
            span = Span(key_span.start, max(key_span.end, value_span.end))
            line = self.source.line_of(key_span.start)
            yield self.field(key, ", ".join(texts), "front-matter", line, span, key_span, value_span)

    def script(self, block: Passed) -> Iterator[Field]:
        """``export const metadata = {author: '…'}`` of an MDX page."""
        text = self.source.slice(block.span)
        if not text.lstrip().startswith("export"):
            return
        for match in re.finditer(_SCRIPT_FIELD, text):
            base = block.span.start
            key_span, value_span = (Span(base + match.start(g), base + match.end(g)) for g in ("key", "value"))
            line = self.source.line_of(key_span.start)
            whole = Span(key_span.start, value_span.end)
            yield self.field(match["key"], match["value"], "front-matter", line, whole, key_span, value_span)

    def heading(self, block: Heading) -> Iterator[Field]:
        """A heading with a value, or one that is a field name above its value; the first heading is the title."""
        text = block.text.prose.text
        headings = self.headings
        if headings and headings[0] is block and text.strip():
            yield self.make(block.text, "title", "title", (0, 0), (0, len(text.rstrip())))
        match = read_label(text, 0, len(text))
        key = canonical(match["key"]) if match else None
        if match is not None and match["value"] and key is not None and key != "title":
            if self.is_open(block.lines[0]) or key in _ABOUT_INCIDENT:
                yield self.make(block.text, match["key"], "heading", match.span("key"), match.span("value"))
        elif canonical(text) in _UNDER_HEADING and self.postmortem.role_at(block.lines[0]) not in _CLOSED:
            yield from self.under(block)

    @lazy
    def headings(self) -> tuple[Heading, ...]:
        return tuple(block for block in self.postmortem.tree.children if isinstance(block, Heading))

    def under(self, heading: Heading) -> Iterator[Field]:
        """The short paragraph or list below a heading that is a field name."""
        children = self.postmortem.tree.children
        index = next(i for i, block in enumerate(children) if block is heading) + 1
        below = children[index] if index < len(children) else None
        texts: list[Text] = []
        if isinstance(below, Paragraph):
            texts = [below.text]
        elif isinstance(below, List) and len(below.children) <= 12:
            firsts = [item.children[0] for item in below.children if item.children]
            texts = [first.text for first in firsts if isinstance(first, Paragraph)]
        values = [text.prose.text.strip() for text in texts]
        most = _LONGEST_WORD if canonical(heading.text.prose.text) in _IN_A_WORD else _LONGEST_VALUE
        if not values or sum(map(len, values)) > most:
            return
        span = Span(texts[0].span.start, texts[-1].span.end)
        label = heading.text.prose.text
        line = self.source.line_of(span.start)
        whole = Span(heading.span.start, span.end)
        yield self.field(label, ", ".join(values), "heading", line, whole, heading.text.span, span)

    def labels(self, block: Paragraph) -> Iterable[Field]:
        """``Key: value`` lines of a paragraph or list item."""
        content = block.text.content
        has_colon = ":" in content or "：" in content
        if not has_colon and "**" not in content and len(content) >= _LONGEST_LINE:
            return ()
        line = block.lines[0]
        open_ = self.is_open(line)
        if (not open_ and not has_colon) or self.postmortem.role_at(line) in _CLOSED:
            return ()
        emphasised = content.lstrip()[:1] in ("*", "_", "`") or "\n**" in content
        pairs = list(labelled_pairs(block.text, is_open=open_, only_measured=not open_ and not emphasised))
        if not open_ and (fields := self.block_of_fields(block)):
            open_, pairs = True, fields
        if open_ and not pairs:
            return [self.make(block.text, key, "label", (0, 0), at) for key, at in byline(block.text.prose.text)]
        return [
            self.make(block.text, label, "label", key_at, value_at)
            for label, key_at, value_at in pairs
            if _is_field(label, value_at[1] - value_at[0], open_, emphasised, len(pairs) > 1)
        ]

    def block_of_fields(self, block: Paragraph) -> list[Pair]:
        """The pairs of a paragraph of the summary that is nothing but lines of fields; empty for any other."""
        content = block.text.content
        several = content.count(":") >= _LINES and ("\n" in content or "<br" in content)
        if not several or self.postmortem.role_at(block.lines[0]) is not Role.SUMMARY:
            return []
        pairs = list(labelled_pairs(block.text, is_open=True))
        known = sum(canonical(label) is not None for label, _, _ in pairs)
        return pairs if len(pairs) >= _LINES and known > 1 else []

    def table(self, block: Table) -> Iterator[Field]:
        """A table of keys and values, or one row of values under keys."""
        line = self.source.line_of(block.span.start)
        role = self.postmortem.role_at(line)
        if role in _CLOSED or role is Role.TIMELINE:
            return
        for label, key, value in labelled_cells(block, is_open=self.is_open(line)):
            yield self.cell_field(label, key, value)

    def cell_field(self, label: str, key: Cell, value: Cell) -> Field:
        text = value.text.prose.text.strip()
        span = value.span if text else None
        whole = Span(min(key.span.start, value.span.start), max(key.span.end, value.span.end))
        return self.field(label, text, "table", value.text.line, whole, key.span, span)

    def implied(self, fields: Sequence[Field]) -> Iterator[Field]:
        """The date in the title, else in the heading of the timeline, where no field states one."""
        if any(field.key in ("date", "started") and field.value for field in fields):
            return
        for field in sorted(fields, key=lambda field: field.source != "title"):
            if field.key == "title" and field.value_span is not None and (found := date_in(field.value)) is not None:
                start = field.value_span.start
                if self.source.slice(field.value_span) == field.value:
                    at = Span(start + found[0], start + found[1])
                    yield Field("date", field.value[slice(*found)], "title", field.line, at, None, at)
                else:
                    yield Field("date", field.value[slice(*found)], "title", field.line, field.value_span, None, None)
                return
        for heading in self.headings:
            if self.postmortem.role_at(heading.lines[0]) is Role.TIMELINE:
                text = heading.text.prose.text
                if (found := date_in(text)) is not None and text[: found[0]].strip():
                    yield self.make(heading.text, "date", "heading", (0, 0), found)
                return
