"""YAML as data that may be hostile: its events are counted before anything is built, and nothing is guessed.

The core schema of YAML 1.2: ``no`` and ``12:30`` are strings. No aliases, no merge keys, no tags, no key twice.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pm_lint.settings.reading import Lines, error_at

MAX_DEPTH = 30
MAX_NODES = 20_000

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,20}|[0-9]{1,20}(?:\.[0-9]{0,20})?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None}


def load(text: str, path: Path) -> tuple[Any, Lines]:
    """The data of one YAML document and the line of each of its keys; raises ConfigError with the line."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event, yaml)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "it cannot be read"
        raise error_at(path, mark.line + 1 if mark else None, f"not YAML: {problem}") from None
    except yaml.YAMLError:
        raise error_at(path, None, "not YAML: it holds a character that is not allowed") from None
    return builder.root, builder.lines


class _Builder:
    """Builds plain data from the event stream, stopping at the first thing that settings have no use for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root: Any = None
        self.lines: Lines = {}
        self.stack: list[tuple[Any, tuple[str | int, ...]]] = []
        """The open tables and lists, with the path of each."""
        self.key: str | None = None
        """The key that waits for its value in the innermost table."""
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any, yaml: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise error_at(self.path, line, "settings are one YAML document, not several")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise error_at(self.path, line, "anchors and aliases are not allowed in settings")
        elif isinstance(event, yaml.ScalarEvent):
            self._tag(event, line, event.implicit[0] or event.implicit[1])
            self._scalar(event, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._tag(event, line, event.implicit)
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()

    def _tag(self, event: Any, line: int, implicit: bool) -> None:
        if event.tag and not implicit:
            raise error_at(self.path, line, f"tags such as {event.tag!r} are not allowed in settings")

    def _scalar(self, event: Any, line: int) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            table, path = self.stack[-1]
            if event.value == "<<":
                raise error_at(self.path, line, "merge keys (<<) are not allowed in settings")
            if event.value in table:
                raise error_at(self.path, line, f"the key {event.value!r} stands twice")
            self.key = event.value
            self.lines[(*path, event.value)] = line
        else:
            self._put(_value(event.value) if event.implicit[0] else event.value, line)

    def _open(self, container: Any, line: int) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            raise error_at(self.path, line, "a key must be a word, not a list or table")
        if len(self.stack) >= MAX_DEPTH:
            raise error_at(self.path, line, f"nested more than {MAX_DEPTH} levels deep")
        self.stack.append((container, self._put(container, line)))

    def _put(self, value: Any, line: int) -> tuple[str | int, ...]:
        """Puts a value where it belongs and gives its path."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise error_at(self.path, line, f"more than {MAX_NODES:,} values")
        if not self.stack:
            self.root = value
            return ()
        parent, path = self.stack[-1]
        if isinstance(parent, dict):
            key, self.key = self.key, None
            parent[key] = value
            return (*path, key or "")
        parent.append(value)
        self.lines[(*path, len(parent) - 1)] = line
        return (*path, len(parent) - 1)


def _value(text: str) -> Any:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text
