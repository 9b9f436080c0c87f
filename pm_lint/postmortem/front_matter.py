"""The YAML or TOML block that opens a document, as data with positions. It is hostile input: read with caps.

Nothing is constructed from YAML: its event stream gives every scalar as it is written, with its place, and stops at
the first cap that is passed. TOML has no aliases; its own parser reads it, and the places come from the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import FrontMatter, Tree
from pm_lint.postmortem.model import FrontMatterData
from pm_lint.postmortem.plain_yaml import read_plain
from pm_lint.source import Source, Span

MAX_CHARACTERS = 65_536
MAX_DEPTH = 20
MAX_NODES = 5_000
MAX_ALIASES = 50

_Value = tuple[str, str, Span, Span]


class _FaultError(Exception):
    """What is wrong, and the offset in the body where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class _Reading:
    """What has been read so far: a fault later in the block does not take it away."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.values: list[_Value] = []
        self.duplicates: list[tuple[str, Span]] = []
        self.disabled: list[str] = []
        self._seen: set[tuple[int, str]] = set()

    def span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)

    def key(self, owner: int, key: str, span: Span) -> None:
        """Notes a key of the mapping number ``owner``."""
        if (owner, key) in self._seen:
            self.duplicates.append((key, span))
        self._seen.add((owner, key))

    def value(self, key: str, text: str, key_span: Span, value_span: Span) -> None:
        self.values.append((key, text, key_span, value_span))


def read_front_matter(tree: Tree) -> FrontMatterData:
    """Reads the front matter; an empty result where there is none. Never raises."""
    block = tree.front_matter
    if block is None:
        return FrontMatterData()
    reading, fault = _Reading(block.body.start), None
    try:
        _read(block, tree.source, reading)
    except _FaultError as found:
        fault = found
    except Exception:  # hostile input may trip a parser in ways that nobody listed
        fault = _FaultError(f"front matter is not {block.kind.upper()} that can be read", 0)
    return _result(reading, fault, block, tree.source)


def _read(block: FrontMatter, source: Source, reading: _Reading) -> None:
    text = source.slice(block.body)
    if len(text) > MAX_CHARACTERS:
        raise _FaultError(f"front matter is longer than {MAX_CHARACTERS:,} characters and was not read", 0)
    if block.kind == "toml":
        _read_toml(text, reading)
    elif (fields := read_plain(text)) is not None:
        for key, values in fields:
            key_span = reading.span(key.start, key.end)
            reading.key(0, key.text, key_span)
            if values:
                value_span = reading.span(values[0].start, values[-1].end)
                reading.value(key.text, ", ".join([value.text for value in values]), key_span, value_span)
    else:
        _YamlReader(reading).read(text)


def _result(reading: _Reading, fault: _FaultError | None, block: FrontMatter, source: Source) -> FrontMatterData:
    own = {key: value for key, value, _, _ in reading.values if key.startswith("pm-lint.")}
    disabled = own.get("pm-lint.disable", "").split(",")
    span = None
    if fault is not None:
        line = source.line_of(min(block.body.start + fault.offset, max(block.body.start, block.body.end - 1)))
        span = _printed(source.line_span(line), source)
    return FrontMatterData(
        values=tuple(value for value in reading.values if not value[0].startswith("pm-lint.")),
        error=fault.message if fault else None,
        error_span=span,
        template=own.get("pm-lint.template") or None,
        disabled=tuple(name.strip() for name in disabled if name.strip()),
        duplicates=tuple(reading.duplicates),
    )


def _printed(line: Span, source: Source) -> Span:
    """A line without the white space around it."""
    text = source.slice(line)
    start = line.start + len(text) - len(text.lstrip())
    return Span(start, max(start, line.start + len(text.rstrip())))


class _Frame:
    """One mapping or list that is open."""

    def __init__(self, kind: str, path: str, number: int, key_span: Span) -> None:
        self.kind = kind
        self.path = path
        self.number = number
        self.key_span = key_span
        self.pending: tuple[str, Span] | None = None
        """The key whose value comes next."""
        self.items: list[tuple[str, Span]] = []
        """The scalars of a list."""


class _YamlReader:
    """Walks the event stream of one YAML document."""

    def __init__(self, reading: _Reading) -> None:
        self.reading = reading
        self.stack: list[_Frame] = []
        self.anchors: dict[str, str] = {}
        self.nodes = 0
        self.aliases = 0

    def read(self, text: str) -> None:
        import yaml

        try:
            for event in yaml.parse(text, Loader=yaml.SafeLoader):
                self._take(event, yaml)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise _FaultError(_yaml_problem(error.problem or error.context), mark.index if mark else 0) from None
        except yaml.reader.ReaderError as error:
            raise _FaultError("front matter holds a character that YAML does not allow", int(error.position)) from None

    def _take(self, event: Any, yaml: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.NodeEvent):
            self._count(event, yaml, start)
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor:
                self.anchors[event.anchor] = event.value
            self._scalar(event.value, self.reading.span(start, end))
        elif isinstance(event, yaml.AliasEvent):
            self._scalar(self.anchors.get(event.anchor, ""), self.reading.span(start, end))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open("mapping" if isinstance(event, yaml.MappingStartEvent) else "list", start)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()

    def _count(self, event: Any, yaml: Any, at: int) -> None:
        self.nodes += 1
        self.aliases += isinstance(event, yaml.AliasEvent)
        if self.nodes > MAX_NODES:
            raise _FaultError(f"front matter has more than {MAX_NODES:,} values and was not read to its end", at)
        if self.aliases > MAX_ALIASES:
            raise _FaultError(f"front matter has more than {MAX_ALIASES} aliases and was not read to its end", at)
        if len(self.stack) > MAX_DEPTH:
            raise _FaultError(
                f"front matter is nested more than {MAX_DEPTH} levels deep and was not read to its end", at
            )

    def _open(self, kind: str, at: int) -> None:
        if not self.stack and kind != "mapping":
            raise _FaultError("front matter is a list, not keys with values", at)
        path, span = self._child_path()
        self.stack.append(_Frame(kind, path, self.nodes, span or self.reading.span(at, at)))

    def _child_path(self) -> tuple[str, Span | None]:
        """The dotted path of the value that starts here; its parent's pending key is used up."""
        if not self.stack:
            return "", None
        frame = self.stack[-1]
        if frame.kind == "list":
            return frame.path, frame.key_span
        if frame.pending is None:  # a mapping as key: nothing that a postmortem says
            return frame.path, frame.key_span
        (key, span), frame.pending = frame.pending, None
        return (f"{frame.path}.{key}" if frame.path else key), span

    def _close(self) -> None:
        frame = self.stack.pop()
        if frame.items:
            span = Span(frame.items[0][1].start, frame.items[-1][1].end)
            self.reading.value(frame.path, ", ".join(text for text, _ in frame.items), frame.key_span, span)

    def _scalar(self, text: str, span: Span) -> None:
        if not self.stack:
            if text:
                raise _FaultError("front matter is text, not keys with values", span.start - self.reading.base)
            return
        frame = self.stack[-1]
        if frame.kind == "list":
            frame.items.append((text, span))
        elif frame.pending is None:
            if text == "<<":
                raise _FaultError(
                    "front matter uses a merge key (<<), which is not read", span.start - self.reading.base
                )
            frame.pending = (text, span)
            self.reading.key(frame.number, text, span)
        else:
            path, key_span = self._child_path()
            self.reading.value(path, text, key_span or span, span)


def _yaml_problem(problem: str | None) -> str:
    if problem and problem.startswith("mapping values are not allowed"):
        return "front matter is not valid YAML: a value with a colon needs quotes"
    return f"front matter is not valid YAML: {problem or 'it cannot be read'}"


_TOML_KEY = lazy_regex(r"^[ \t]*((?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')(?:\.[\w-]+)*)[ \t]*=[ \t]*([^\r\n]*)", re.MULTILINE)
_TOML_TABLE = lazy_regex(r"^[ \t]*\[\[?([^\]\n]+)\]\]?", re.MULTILINE)
_TOML_PLACE = lazy_regex(r"\(at line (\d+), column (\d+)\)")


def _read_toml(text: str, reading: _Reading) -> None:
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        problem = _TOML_PLACE.sub("", str(error)).replace("(at end of document)", "").strip().lower()
        raise _FaultError(
            f"front matter is not valid TOML: {problem}",
            _line_offset(text, int(place.group(1))) if place else len(text),
        ) from None
    places = _toml_places(text)
    for key, value in _flat(data):
        if (place_of := places.get(key)) is not None:
            reading.value(key, value, reading.span(*place_of[0]), reading.span(*place_of[1]))


def _line_offset(text: str, line: int) -> int:
    """Where a 1-based line starts."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
    return starts[min(line, len(starts)) - 1]


def _toml_places(text: str) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    """The (start, end) of the key and of the first line of the value, by dotted key."""
    tables = [(match.start(), match.group(1).strip().replace('"', "")) for match in _TOML_TABLE.finditer(text)]
    places: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}
    for match in _TOML_KEY.finditer(text):
        table = next((name for start, name in reversed(tables) if start < match.start()), "")
        key = match.group(1).strip("\"'")
        end = match.start(2) + len(match.group(2).rstrip())
        places.setdefault(f"{table}.{key}" if table else key, (match.span(1), (match.start(2), end)))
    return places


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every scalar and every list of scalars with its dotted key; iterative, depth-capped."""
    stack: list[tuple[str, Any, int]] = [(key, value, 1) for key, value in reversed(data.items())]
    while stack:
        path, value, depth = stack.pop()
        if isinstance(value, dict):
            if depth <= MAX_DEPTH:
                stack.extend((f"{path}.{key}", inner, depth + 1) for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            scalars = [str(item) for item in value if not isinstance(item, (dict, list))]
            if scalars:
                yield path, ", ".join(scalars)
        else:
            yield path, str(value)
