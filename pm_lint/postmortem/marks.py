"""Where sections open: every heading, and every label that may be one, in document order.

A label is a bold, italic or plain "Impact:" at the start of a paragraph, a bold paragraph of its own, or the bold
start of a list item. Labels are read from the source lines: their offsets are exact without any mapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pm_lint.markdown.tree import Block, Heading, Html, Item, List, Paragraph, Quote, Text, Tree
from pm_lint.source import Source, Span

_LEAD = r"[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?"
_LABEL = re.compile(
    _LEAD + r"(?:<(?:b|strong|u)>)?(?P<mark>\*{1,3}|_{1,3}|<(?:b|strong|u)>)(?P<title>[^\s*_<>][^*_<>\n]{0,100}?)"
    r"(?P<colon>\s*[:：])?(?:(?P=mark)|</(?:b|strong|u)>)(?P<after>\s*(?:[:：]|[-–—](?=\s)))?"
)
_PLAIN = re.compile(_LEAD + r"(?P<title>[^\W\d_][\w '’&/-]{1,40}(?:\([^)\n]{1,40}\))?)[ \t]*[:：](?=\s|$)")
_BOLD_LINE = re.compile(r"\s*(?:[:：.]?\s*)(?:\\|<br ?/?>)?$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>\s*$", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Mark(NamedTuple):
    """A place where a section may open."""

    title: str
    level: int
    """1 to 6 for a heading; a label counts one deeper than the heading above it, one more for each list inside."""
    source: str
    """``heading``, ``label`` or ``list-label``."""
    span: Span
    """The heading or label itself."""
    title_span: Span
    holder: Block
    """The heading, the paragraph that the label opens, or the list item."""
    lead: Text | None
    """The paragraph of a label that is followed by text."""
    end: int | None
    """Where the section ends at the latest; None for the next mark of its level."""
    weak: bool = False
    """A label without emphasis: it counts only where its title is a known one."""


def find_marks(tree: Tree) -> tuple[Mark, ...]:
    """Every heading and possible label at the top level, in lists there and in block quotes."""
    found: list[Mark] = []
    level = 0
    for block in tree.children:
        if isinstance(block, Heading):
            level = block.level
            found.append(_heading(block))
        elif isinstance(block, Html):
            if mark := _html_heading(block):
                level = mark.level
                found.append(mark)
        else:
            found.extend(_labels(tree.source, block, level + 1))
    return tuple(found)


def _heading(heading: Heading) -> Mark:
    text = heading.text
    return Mark(text.prose.text.strip(), heading.level, "heading", heading.span, text.span, heading, None, None)


def _html_heading(html: Html) -> Mark | None:
    match = _HTML_HEADING.match(html.content)
    if match is None:
        return None
    title = Span(html.span.start + match.start(2), html.span.start + match.end(2))
    return Mark(
        _TAG.sub("", match.group(2)).strip(), int(match.group(1)), "heading", html.span, title, html, None, None
    )


def _labels(source: Source, block: Block, level: int) -> Iterator[Mark]:
    """The labels of one top-level block: of a paragraph, of list items at any depth, inside a quote."""
    stack: list[tuple[Block, int, Item | None]] = [(block, level, None)]
    while stack:
        current, depth, item = stack.pop()
        if isinstance(current, Paragraph):
            yield from _paragraph_labels(source, current, depth, item)
        elif isinstance(current, List):
            stack.extend((child, depth, None) for child in reversed(current.children))
        elif isinstance(current, Item):
            rest = [(child, depth + 1, None) for child in current.children[1:] if isinstance(child, List)]
            stack.extend(reversed(rest))
            stack.extend((child, depth, current) for child in current.children[:1] if isinstance(child, Paragraph))
        elif isinstance(current, Quote) and current is block:
            stack.extend((child, depth, None) for child in reversed(current.children) if isinstance(child, Paragraph))


def _paragraph_labels(source: Source, paragraph: Paragraph, level: int, item: Item | None) -> Iterator[Mark]:
    first, last = paragraph.lines
    if item is not None:  # only the first line of an item can name it
        yield from _item_label(source, item, paragraph, level)
        return
    found = [label for number in range(first, last + 1) if (label := _label(source, number, number == first))]
    ends = [label[0].start for label in found[1:]]
    stop = source.line_span(last).end
    for index, (span, title_span, title, alone, weak) in enumerate(found):
        bare = alone and first == last
        end = (ends[index] if index < len(ends) else stop) if len(found) > 1 else None
        yield Mark(title, level, "label", span, title_span, paragraph, None if bare else paragraph.text, end, weak)


def _item_label(source: Source, item: Item, paragraph: Paragraph, level: int) -> Iterator[Mark]:
    label = _label(source, paragraph.lines[0], True)
    if label is not None and not label[-1]:
        span, title_span, title, alone, weak = label
        lead = None if alone and paragraph.lines[0] == paragraph.lines[1] else paragraph.text
        end = source.line_span(item.lines[1]).end
        yield Mark(title, level, "list-label", span, title_span, item, lead, end, weak)


def _label(source: Source, number: int, first: bool) -> tuple[Span, Span, str, bool, bool] | None:
    """The label at the start of a line: its span, that of its title, the title, whether it stands alone, weakness."""
    line = source.line_span(number)
    text = source.text
    match = _LABEL.match(text, line.start, line.end)
    if match is not None:
        ends_line = _BOLD_LINE.match(text, match.end(), line.end) is not None
        if not (match.group("colon") or match.group("after") or (ends_line and first)):
            return None
        start = match.start("mark")
    else:
        match = _PLAIN.match(text, line.start, line.end)
        if match is None:
            return None
        ends_line = not text[match.end() : line.end].strip()
        start = match.start("title")
    title = Span(match.start("title"), match.end("title"))
    return Span(start, match.end()), title, text[title.start : title.end], ends_line, "mark" not in match.groupdict()
