"""Where sections open: every heading, and every label that may be one, in document order.

A label is a bold, italic or plain "Impact:" at the start of a paragraph, a bold paragraph of its own, or the bold
start of a list item. Labels are read from the source lines: their offsets are exact without any mapping.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Block, Heading, Html, Item, List, Paragraph, Quote, Text, Tree
from pm_lint.record import NamedTuple
from pm_lint.source import Source, Span

_LEAD = r"[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?"
_BOLD = lazy_regex(
    _LEAD + r"(?:<(?:b|strong|u)>)?(?P<mark>\*{1,3}|_{1,3}|<(?:b|strong|u)>)(?P<title>[^\s*_<>][^*_<>\n]{0,100})"
    r"(?:(?P=mark)|</(?:b|strong|u)>)(?P<after>\s*(?:[:：]|[-–—](?=\s)))?"
)
"""Its title may end in a colon."""
_PLAIN = lazy_regex(_LEAD + r"(?P<title>[^\W\d_][\w '’&/-]{1,40}(?:\([^)\n]{1,40}\))?)[ \t]*[:：](?=\s|$)")
_BOLD_LINE = lazy_regex(r"\s*(?:[:：.]?\s*)(?:\\|<br ?/?>)?$")
_BARE = lazy_regex(r"[ \t>]*(?P<title>[^\W\d_][\w '’&/-]{2,40}\??)[ \t]*$")
_HTML_HEADING = (
    r"(?is)<h(?P<level>[1-6])\b[^>]{0,200}>(?P<title>.{1,300}?)</h(?P=level)>|"
    r"<details\b[^>]{0,200}>\s{0,20}<summary>(?P<fold>.{1,300}?)</summary>"
)
_TAG = r"<[^>]*>"


class Mark(NamedTuple):
    """A place where a section may open."""

    title: str
    level: int
    """1 to 6 for a heading; a label counts one deeper than the heading above it, one more for each list inside."""
    source: str
    """``heading``, ``label`` or ``list-label``."""
    line: int
    """1-based."""
    span: Span
    """The heading or label itself."""
    title_place: Text | Span
    """As in a section."""
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
    source = tree.source
    level = 0
    for block in tree.children:
        if isinstance(block, Heading):
            level = block.level
            found.append(_heading(block))
        elif isinstance(block, Html):
            if mark := _html_heading(source, block, level):
                level = mark.level if "<h" in block.content[:3].lower() else level
                found.append(mark)
        elif isinstance(block, Paragraph):
            found += _paragraph_labels(source, block, level + 1)
        elif isinstance(block, List):
            found += _list_labels(source, block, level + 1)
        elif isinstance(block, Quote):
            for child in block.children:
                if isinstance(child, Paragraph):
                    found += _paragraph_labels(source, child, level + 1)
    return tuple(found)


def _heading(heading: Heading) -> Mark:
    text = heading.text
    return Mark(
        text.prose.text.strip(),
        heading.level,
        "heading",
        heading.lines[0],
        heading.span,
        text,
        heading,
        None,
        None,
    )


def _html_heading(source: Source, html: Html, level: int) -> Mark | None:
    """An HTML heading, or the summary of a part that is folded away: a heading one deeper than the one above."""
    match = re.compile(_HTML_HEADING).match(source.text, html.span.start, html.span.end)
    if match is None:
        return None
    group = "title" if match.group("title") else "fold"
    title = Span(match.start(group), match.end(group))
    shown = re.sub(_TAG, "", match.group(group)).strip()
    depth = int(match.group("level") or min(level + 1, 6))
    line = source.line_of(html.span.start)
    return Mark(shown, depth, "heading", line, html.span, title, html, None, None)


_SHORT = 50
"""Characters; a longer line is no title without a mark."""
_MARKERS = " \t>-+0123456789.)"
_EMPHASIS = ("*", "_", "<")
_BOX = "["
"""What opens a task box."""
_PLAIN_WITHIN = 60
"""Characters in which a label without emphasis has its colon."""


def _list_labels(source: Source, outer: List, level: int) -> list[Mark]:
    """The labels of the items of a list, at any depth."""
    lines = source.lines
    bold = [
        number
        for number in range(first_line(outer, source), last_line(outer, source) + 1)
        if lines[number - 1].lstrip(_MARKERS).startswith(_EMPHASIS)
    ]
    found: list[Mark] = []
    stack: list[tuple[List | Item, int]] = [(outer, level)] if bold else []
    while stack:
        current, depth = stack.pop()
        if bisect_right(bold, last_line(current, source)) == bisect_left(bold, first_line(current, source)):
            continue
        if isinstance(current, List):
            stack.extend((child, depth) for child in reversed(current.children))
            continue
        if current.children and isinstance(current.children[0], Paragraph):
            label = _item_label(source, current, current.children[0], depth)
            found += [label] if label is not None else []
        stack.extend((child, depth + 1) for child in reversed(current.children[1:]) if isinstance(child, List))
    return found


def first_line(block: Block, source: Source) -> int:
    """The 1-based line on which a block starts, without mapping its text."""
    if isinstance(block, (Heading, Paragraph, Item)):
        return block.lines[0]
    if isinstance(block, List):
        return block.children[0].lines[0]
    return source.line_of(block.span.start)


def last_line(block: Block, source: Source) -> int:
    """The 1-based line on which a block ends."""
    if isinstance(block, (Heading, Paragraph, Item)):
        return block.lines[1]
    if isinstance(block, List):
        return block.children[-1].lines[1]
    return source.line_of(block.span.end)


def _paragraph_labels(source: Source, paragraph: Paragraph, level: int) -> list[Mark]:
    first, last = paragraph.lines
    labels = [(number, _paragraph_label(source, number, first, last)) for number in range(first, last + 1)]
    found = [(number, label) for number, label in labels if label is not None]
    marks: list[Mark] = []
    for index, (number, label) in enumerate(found):
        lead = None if label.alone and first == last else paragraph.text
        end = None
        if len(found) > 1:
            end = found[index + 1][1].span.start if index + 1 < len(found) else source.line_ends[last - 1]
        marks.append(
            Mark(label.title, level, "label", number, label.span, label.title_span, paragraph, lead, end, label.weak)
        )
    return marks


def _item_label(source: Source, item: Item, paragraph: Paragraph, level: int) -> Mark | None:
    first, last = paragraph.lines
    line = source.lines[first - 1]
    bare = line.lstrip(_MARKERS)
    may_be_bold = bare.startswith(_EMPHASIS) or (bare.startswith(_BOX) and _has_colon(bare))
    match = _BOLD.match(line) if may_be_bold else None
    label = _bold_label(match, source.line_starts[first - 1], is_first=True) if match is not None else None
    if label is None:
        return None
    lead = None if label.alone and first == last else paragraph.text
    end = source.line_ends[item.lines[1] - 1]
    return Mark(label.title, level, "list-label", first, label.span, label.title_span, item, lead, end)


class _Label(NamedTuple):
    title: str
    span: Span
    title_span: Span
    alone: bool
    """Nothing follows on its line."""
    weak: bool


def _paragraph_label(source: Source, number: int, first: int, last: int) -> _Label | None:
    """The label at the start of a 1-based line of the paragraph from the ``first`` to the ``last`` line."""
    line, start = source.lines[number - 1], source.line_starts[number - 1]
    bare = line.lstrip(_MARKERS)
    is_marked = bare.startswith(_EMPHASIS)
    if not is_marked and not _has_colon(bare):
        return _bare_title(line, start) if first == last else None
    if (is_marked or bare.startswith(_BOX)) and (match := _BOLD.match(line)):
        return _bold_label(match, start, is_first=number == first)
    match = _PLAIN.match(line)
    if match is None:
        return None
    return _plain_label(match, start, match.end(), alone=not line[match.end() :].strip())


def _has_colon(bare: str) -> bool:
    head = bare[:_PLAIN_WITHIN]
    return ":" in head or "：" in head


def _bold_label(match: re.Match[str], start: int, *, is_first: bool) -> _Label | None:
    """A label with emphasis; one without a colon only on the first line of its paragraph."""
    title = match["title"]
    has_colon = len(title) > 1 and title.endswith((":", "："))
    name = title[:-1].rstrip() if has_colon else title
    rest = match.string[match.end() :]
    ends_line = not rest or _BOLD_LINE.match(rest) is not None
    is_closed = has_colon or match["after"] or title.endswith(("?", "？"))
    if not (is_closed or (ends_line and is_first)):
        return None
    at = start + match.start("title")
    span = Span(start + match.start("mark"), start + match.end())
    return _Label(name, span, Span(at, at + len(name)), ends_line, False)


def _bare_title(line: str, start: int) -> _Label | None:
    """A few words that are a paragraph of their own, such as headings become that lost their marks."""
    match = _BARE.match(line) if len(line) < _SHORT else None
    return _plain_label(match, start, match.end("title"), alone=True) if match is not None else None


def _plain_label(match: re.Match[str], start: int, end: int, *, alone: bool) -> _Label:
    """A label without emphasis, which ends at the offset ``end`` of its line."""
    first, last = match.span("title")
    return _Label(match["title"], Span(start + first, start + end), Span(start + first, start + last), alone, True)
