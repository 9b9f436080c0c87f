"""Settings files to plain data, with the line of every key. The files may be anybody's: capped, and never code."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pm_lint.errors import ConfigError
from pm_lint.record import NamedTuple
from pm_lint.settings.find import PYPROJECT

MAX_BYTES = 1_000_000

Lines = dict[tuple[str | int, ...], int]


class Document(NamedTuple):
    """One settings file as it was read."""

    path: Path
    data: Mapping[str, Any]
    lines: Lines
    """The 1-based line of each key, by its path."""

    def line(self, path: tuple[str | int, ...]) -> int | None:
        """The line of the key at ``path``, or of the nearest key around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def error(self, path: tuple[str | int, ...], message: str) -> ConfigError:
        """An error that names the file and the line."""
        return error_at(self.path, self.line(path), message)


def shown(path: Path) -> str:
    """A path as people want to read it: from the current folder where it lies below."""
    here, text = f"{Path.cwd()}{os.sep}", str(path)
    return text.removeprefix(here)


def error_at(path: Path, line: int | None, message: str) -> ConfigError:
    return ConfigError(f"{shown(path)}:{line}: {message}" if line else f"{shown(path)}: {message}")


def read(path: Path) -> Document | None:
    """Reads a settings file; None for a ``pyproject.toml`` without ``[tool.pm-lint]``.

    Raises ConfigError when the file cannot be read or is neither TOML nor YAML.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise error_at(path, None, f"{(error.strerror or 'cannot be read').lower()}") from None
    if path.name == PYPROJECT and b"pm-lint" not in raw:
        return None  # without the cost of parsing it
    if len(raw) > MAX_BYTES:
        raise error_at(path, None, f"is larger than {MAX_BYTES:,} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise error_at(path, None, f"not UTF-8 at byte {error.start}") from None
    if path.suffix in (".yaml", ".yml"):
        from pm_lint.settings.safe_yaml import load

        data, lines = load(text, path)
    elif path.suffix == ".toml":
        data, lines = _toml(text, path)
    else:
        raise error_at(path, None, "a settings file ends in .toml, .yaml or .yml")
    if path.name == PYPROJECT:
        return _tool_table(path, data, lines)
    return Document(path, _table(data, path, 1), lines)


def _tool_table(path: Path, data: Any, lines: Lines) -> Document | None:
    tool = data.get("tool")
    if not isinstance(tool, dict) or "pm-lint" not in tool:
        return None
    prefix = ("tool", "pm-lint")
    own = {key[2:]: line for key, line in lines.items() if key[:2] == prefix}
    return Document(path, _table(tool["pm-lint"], path, own.get(())), own)


def _table(data: Any, path: Path, line: int | None) -> Mapping[str, Any]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise error_at(path, line, "settings are a table of keys and values")
    return data


def _toml(text: str, path: Path) -> tuple[Any, Lines]:
    import tomllib

    try:
        return _plain(tomllib.loads(text)), toml_lines(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r" \(at line (\d+), column \d+\)", message)
        line = int(place[1]) if place else text.count("\n") + 1
        said = message.replace(place[0], "") if place else message.replace(" (at end of document)", "")
        raise error_at(path, line, f"not TOML: {said[:1].lower()}{said[1:]}") from None
    except (RecursionError, ValueError):
        raise error_at(path, None, "not TOML: nested too deeply, or a number that is none") from None


def _plain(value: Any) -> Any:
    """The value with dates as the strings that JSON Schema knows."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"[\w-]+|\"[^\"]*\"|'[^']*'")


def toml_lines(text: str) -> Lines:
    """The line of each key of a TOML document that stands at the start of a line; the first place wins.

    tomllib tells no places. Keys inside inline tables take the line of the key that holds the table.
    """
    lines: Lines = {}
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    closing = ""
    for number, line in enumerate(text.split("\n"), 1):
        if closing:  # inside a multi-line string
            if closing in line:
                closing = ""
            continue
        if header := _HEADER.match(line):
            table = tuple(_parts(header[2]))
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                lines.setdefault(table, number)
                table = (*table, counts[table])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            path = (*table, *_parts(key[1]))
            for depth in range(len(table) + 1, len(path) + 1):
                lines.setdefault(path[:depth], number)
            for quotes in ('"""', "'''"):
                if line.count(quotes) % 2:
                    closing = quotes
    return lines


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]
