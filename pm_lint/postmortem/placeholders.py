"""Places in a text that a template left to be filled in: "TBD", "[name]", "YYYY-MM-DD", filler."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Text
from pm_lint.postmortem.data import read_table
from pm_lint.record import NamedTuple
from pm_lint.source import Span

_SUSPECT = lazy_regex(
    r"T(?:B[DAC]|ODO)|FIXME|be (?:(?<=to be )[acdfw]|(?<=To be )[acfw])|\[[A-Za-z][^\]\n]{0,60}\](?![(\[])|\{\{|"
    r"<[A-Za-z]|MM|m(?:m[/.:\s-]| ipsum)|X(?:[Xx]|\b)|x[Xx]"
)
"""What every placeholder holds. Each branch opens with one rare character, so that others are skipped at once."""
_MARKER = lazy_regex(
    r"(?<![\w/-])(?:TBD|TBA|TBC)(?![\w-])|"
    r"(?:^|(?<=[:–—-] )|(?<=\bis )|(?<=\bare )|(?<=\bstill )|(?<=\byet ))to be determined\b|"
    r"(?:^|(?<=[:–—-] ))to be (?:added|completed|confirmed|decided|filled(?: in| out)?|written|announced)\b|"
    r"(?<![\w/-])(?:TODO|FIXME)(?=\s*[:(]|\s*$)|\blorem ipsum\b",
    re.IGNORECASE,
)
_MARKER_OPENING = lazy_regex(r"[TtFfLl](?i:b[dac]|odo|ixme|o be|orem)")
"""How each marker opens: looking for one of three letters first is many times as quick as looking for markers."""
_CAPITAL = lazy_regex(r"tb[dac]|todo|fixme", re.IGNORECASE)
_BRACKETS = lazy_regex(r"\[([^\[\]\n]{1,60})\](?![(\[])|\{\{\s*([^{}\n]{1,60}?)\s*\}\}")
_SHAPE = lazy_regex(
    r"\b(?:YYYY|yyyy)[-/.](?:MM|mm)[-/.](?:DD|dd)\b|\bDD[-/.]MM[-/.]YY(?:YY)?\b|\bMM/DD/YY(?:YY)?\b|"
    r"(?<![\w:])(?:HH|hh|XX|xx):(?:MM|mm|XX|xx)\b|"
    r"(?<![\w.-])(?<![<>≤≥] )(?:[Xx]{2,4}|X)"
    r"(?=\s?(?:%|(?:percent|minutes?|mins?|hours?|seconds?|users?|customers?|requests?)\b))"
)
_OF_A_FORMAT = lazy_regex(r"\b(?:format|pattern|formatted|notation)\b", re.IGNORECASE)
_TAG = lazy_regex(r"<([A-Za-z][\w -]*)>")
_WORD = lazy_regex(r"[A-Za-z]+")
_SHAPE_SIGNS = ("yyyy", "YYYY", "MM", ":mm", "xx", "X")
"""What each shape holds."""
_KINDS = frozenset({"postmortem", "post-mortem", "incident", "rca", "summary", "status", "x"})
"""What a title may open with in brackets, and a line with a box."""
_TAGS = frozenset({"a", "b", "i", "u", "s", "p", "q", "title", "time", "link", "summary", "details", "data", "address"})


class Placeholder(NamedTuple):
    """One place to be filled in."""

    text: str
    span: Span | None
    marker: bool
    """``TBD`` and the like, rather than the name of a thing in brackets."""


@cache
def _words() -> dict[str, Any]:
    data = read_table("placeholder_words")
    return {key: frozenset(words) for key, words in data.items()}


def is_placeholder_title(title: str) -> bool:
    """Whether the title of a document is that of its template: "Incident title"."""
    return title.casefold().strip(" []<>{}()#:.") in _words()["titles"]


def find_placeholders(text: Text) -> Iterable[Placeholder]:
    """What a heading, a paragraph or a cell leaves to be filled in, code left out."""
    return _found(text) if _SUSPECT.search(text.content) else ()


def _found(text: Text) -> Iterator[Placeholder]:
    prose = text.prose
    shown = prose.text
    code = prose.ranges("code") if "`" in text.content else []
    last = 0
    for start, end, marker in sorted(_places(shown)):
        if start < last or any(low < end and start < high for low, high in code):
            continue
        last = end
        yield Placeholder(shown[start:end], prose.span(start, end), marker)
    if "<" in text.content:
        yield from _tags(text)


def _places(shown: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is a marker) of what looks like a placeholder; two of them may overlap."""
    for opening in _MARKER_OPENING.finditer(shown):
        if (match := _MARKER.match(shown, opening.start())) and _is_marker(match):
            yield *match.span(), True
    if "[" in shown or "{{" in shown:
        yield from ((*match.span(), False) for match in _BRACKETS.finditer(shown) if _names_a_thing(match))
    if any(sign in shown for sign in _SHAPE_SIGNS):
        shapes = [match.span() for match in _SHAPE.finditer(shown)]
        if shapes and not _OF_A_FORMAT.search(shown):
            yield from ((*shape, False) for shape in shapes)


def _is_marker(match: re.Match[str]) -> bool:
    """TBD and TODO are written in capitals, unless they are all that is said."""
    word = match.group()
    return not _CAPITAL.fullmatch(word) or word.isupper() or word == match.string.strip(" .:")


def _names_a_thing(match: re.Match[str]) -> bool:
    inner = match.group(1) or match.group(2) or ""
    if match.start() == 0 and match.end() < len(match.string) and inner.lower() in _KINDS:
        return False  # "[Postmortem] The queue stood still", "[x] reviewed"
    if match.group(2) and inner.lower() == "todo" and match.string.strip() != match.group():
        return False  # the mark that a wiki puts beside an open task
    return not re.search(r"[.|\"(%=/@]\w", inner) and _is_name(inner)


def _is_name(inner: str) -> bool:
    """Whether bracketed words name what should stand there: "incident title", "your name", not "sic"."""
    words = _WORD.findall(inner.lower())
    known = _words()
    if not words:
        return False
    if words[0] in known["orders"] and len(words) > 1:
        return True
    if words[0] in known["heads"] and words[1:2] in (["of"], ["to"]) and len(words) > 2:
        return True
    rest = [word for word in words if word not in known["names"]]
    return len(rest) < len(words) and all(word in known["around"] for word in rest)


def _tags(text: Text) -> Iterator[Placeholder]:
    """ "<incident title>" is HTML to Markdown, though no tag that HTML knows."""
    if not any(map(_names_no_tag, _TAG.findall(text.content))):
        return
    for inline in text.inlines:
        if inline.kind == "html" and (tag := _TAG.fullmatch(inline.text)) and _names_no_tag(tag.group(1)):
            yield Placeholder(inline.text, inline.span, False)


def _names_no_tag(inner: str) -> bool:
    return inner.lower() not in _TAGS and _is_name(inner)
