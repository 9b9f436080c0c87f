"""Where the document points to: links, images, bare addresses, definitions, and references to none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pm_lint.markdown.tree import Definition, Html, Text, Tree
from pm_lint.postmortem.data import read_table
from pm_lint.record import NamedTuple
from pm_lint.source import Source, Span

if TYPE_CHECKING:
    from pm_lint.markdown.inlines import Inline

_BARE = r"https?://[^\s<>\"`|\\]+"
_ATTRIBUTE = r"(?i)<(?:a|img)\b[^>]{0,500}?\s(?:href|src)\s*=\s*[\"']([^\"'\n]*)[\"']"
_FULL = r"(?<![\w\]\\!)])!?\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]"
_LABEL = r"\[((?:[^\[\]\\]|\\.)+)\]:\s*<?"
_RELATIVE_HINTS = (
    "now-", "now/", "now%2", "from=-", "live=true", "cloudwatch", ".range_input=", "earliest=", "statsPeriod=",
    "newrelic.com", "console.cloud.google", "time_range",
)  # fmt: skip
_SHOUTED = r"[\W\dA-Z_]*\Z"


class Reference(NamedTuple):
    """One place that leads somewhere else."""

    kind: str
    """``link``, ``image``, ``autolink``, ``bare`` (an address in running text), ``definition`` or ``html``."""
    url: str
    """The destination, as the renderer reads it."""
    span: Span
    """The destination as written; the whole link where it stands in a definition."""
    whole: Span
    """The whole construct."""
    text: str
    """What the reader sees; the label of a definition."""
    holder: Text | None
    """The paragraph, heading or cell that it stands in."""
    defined: bool = False
    """Whether the destination stands in a definition elsewhere."""


class Undefined(NamedTuple):
    """``[text][label]`` without a definition of the label."""

    label: str
    span: Span
    """The label, or the whole of ``[text][]``."""
    label_span: Span | None
    """What to replace to name another label; None for ``[text][]``."""


def find_references(tree: Tree) -> tuple[Reference, ...]:
    """Every link, image, bare address and definition; texts first, then definitions and HTML."""
    return tuple(_find(tree))


def _find(tree: Tree) -> Iterator[Reference]:
    for text in tree.texts:
        yield from links_in(text)
        yield from bare_in(text)
    yield from definitions_in(tree)


def links_in(text: Text) -> Iterator[Reference]:
    """The links and images of one paragraph, heading or cell."""
    content = text.content
    if "[" in content or "<" in content:
        for inline in text.inlines:
            yield from _inline(inline, text)


def definitions_in(tree: Tree) -> Iterator[Reference]:
    """The definitions of a document, and what its HTML blocks link to."""
    for node in tree.nodes:
        if isinstance(node, Definition):
            yield _definition(node, tree.source)
        elif isinstance(node, Html):
            yield from _html(tree.source.slice(node.span), node.span.start, None)


def _inline(inline: Inline, text: Text) -> Iterator[Reference]:
    if inline.kind in ("link", "image", "autolink"):
        span = inline.url_span or inline.span
        yield Reference(inline.kind, inline.url, span, inline.span, inline.text, text, inline.url_span is None)
    elif inline.kind == "html":
        yield from _html(inline.text, inline.span.start, text)


def _html(text: str, offset: int, holder: Text | None) -> Iterator[Reference]:
    for match in re.finditer(_ATTRIBUTE, text):
        span = Span(offset + match.start(1), offset + match.end(1))
        yield Reference("html", match.group(1), span, Span(offset + match.start(), offset + match.end()), "", holder)


def bare_in(text: Text) -> Iterator[Reference]:
    """The addresses in the running text of one paragraph, heading or cell."""
    if "://" not in text.content:
        return
    prose = text.prose
    taken: list[tuple[int, int]] | None = None
    for match in re.finditer(_BARE, prose.text):
        start, end = match.start(), match.start() + len(trim(match.group()))
        if taken is None:
            taken = sorted(prose.ranges("link") + prose.ranges("code"))
        if overlaps(taken, start, end):
            continue
        if (span := prose.span(start, end)) is not None:
            url = prose.text[start:end]
            yield Reference("bare", url, span, span, url, text)


def overlaps(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``start`` to ``end`` touches one of the ordered, disjoint ``ranges``."""
    index = bisect_left(ranges, (end, end)) - 1
    return index >= 0 and ranges[index][1] > start


def trim(url: str) -> str:
    """A bare address without the punctuation of the sentence around it."""
    end = len(url)
    surplus = url.count(")") - url.count("(")
    brackets = "[" in url
    while end:
        last = url[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in ".,;:!?'\"*_~”’»" and (last != "]" or brackets):
            break
        end -= 1
    return url[:end]


def _definition(node: Definition, source: Source) -> Reference:
    written = source.slice(node.span)
    match = re.match(_LABEL, written)
    label, start = (match.group(1), match.end()) if match else (node.label, 0)
    end = start
    while end < len(written) and written[end] not in " \t\r\n>":
        end += 1
    span = Span(node.span.start + start, node.span.start + end) if match else node.span
    return Reference("definition", node.url, span, node.span, label, None)


def find_undefined(tree: Tree) -> tuple[Undefined, ...]:
    """References to labels that nothing defines; log prefixes and code such as ``a[0][1]`` are none."""
    if "][" not in tree.source.text:
        return ()
    return tuple(undefined for text in tree.texts if "][" in text.content for undefined in _undefined(text, tree))


def _undefined(text: Text, tree: Tree) -> Iterator[Undefined]:
    prose = text.prose
    taken = sorted(prose.ranges("code") + prose.ranges("link"))
    for match in re.finditer(_FULL, prose.text):
        shown, label = match.group(1), match.group(2)
        if label.startswith("^") or not shown.strip() or (not tree.definitions and re.match(_SHOUTED, shown)):
            continue
        if overlaps(taken, match.start(), match.end()):
            continue
        span = prose.span(*match.span())
        if span is None or tree.source.slice(span) != match.group():
            continue
        if label.strip():
            end = span.end - 1
            own = Span(end - len(label), end)
            yield Undefined(label, own, own)
        else:
            yield Undefined(shown, span, None)


class TimeRange(NamedTuple):
    """A dashboard address that shows whatever happened lately."""

    tool: str
    """The product's name: ``Grafana``."""
    found: str
    """The part that is relative: ``from=now-6h``."""


@cache
def _dashboards() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str], re.Pattern[str] | None], ...]:
    rows = read_table("dashboards")
    return tuple(
        (
            row["tool"],
            tuple(row["marks"]),
            re.compile(row["relative"], re.IGNORECASE),
            re.compile(row["absolute"], re.IGNORECASE) if "absolute" in row else None,
        )
        for row in rows
    )


def may_be_relative(text: str) -> bool:
    """Whether a document may hold a dashboard link with a relative range at all: a quick test."""
    return "://" in text and any(hint in text for hint in _RELATIVE_HINTS)


def relative_range(url: str) -> TimeRange | None:
    """The relative time range in a dashboard's address, None where there is none or an absolute one rules."""
    if "?" not in url and "#" not in url and ";" not in url:
        return None
    from urllib.parse import unquote

    plain = unquote(unquote(url).replace("$", "%").replace("*", "%")) if "cloudwatch" in url else unquote(url)
    for tool, marks, relative, absolute in _dashboards():
        if not any(mark in plain for mark in marks):
            continue
        match = relative.search(plain)
        if match and not (absolute and absolute.search(plain)):
            return TimeRange(tool, match.group().strip("?&~;,("))
    return None
