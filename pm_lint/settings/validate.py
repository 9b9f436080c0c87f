"""Checks settings against JSON Schema, with messages that name the key and the nearest right one.

Only the part of JSON Schema that the settings and the rules' options use, for importing jsonschema takes longer than
checking a postmortem. A test holds both to the same verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pm_lint.record import NamedTuple

KEYWORDS = frozenset(
    {
        "type", "enum", "items", "properties", "additionalProperties", "required", "minimum", "maximum",
        "exclusiveMinimum", "minLength", "minItems", "uniqueItems", "pattern", "format", "anyOf",
        "default", "description", "examples", "title",
    }
)  # fmt: skip
"""What :func:`problems` understands."""

_FEW = 12
"""How many allowed values a message lists although it knows the one that was meant."""

Path = tuple[str | int, ...]

_NAMES = {
    "string": "a string",
    "array": "a list",
    "object": "a table",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "empty",
}


class Problem(NamedTuple):
    """What is wrong, and under which key."""

    path: Path
    message: str


def problems(value: Any, schema: Mapping[str, Any], path: Path = ()) -> Iterator[Problem]:
    """What is wrong with ``value``, outermost first."""
    if "anyOf" in schema:
        yield from _any_of(value, schema["anyOf"], path)
    wanted = schema.get("type", [])
    types = [wanted] if isinstance(wanted, str) else wanted
    if types and not any(is_type(value, name) for name in types):
        yield Problem(path, f"must be {' or '.join(_NAMES[name] for name in types)}, not {type_of(value)}")
        return
    if "enum" in schema and not any(value == known and type(value) is type(known) for known in schema["enum"]):
        yield Problem(path, _not_among(value, schema))
        return
    if isinstance(value, str):
        yield from _string(value, schema, path)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from _number(value, schema, path)
    elif isinstance(value, list):
        yield from _list(value, schema, path)
    elif isinstance(value, dict):
        yield from _table(value, schema, path)


def _not_among(value: Any, schema: Mapping[str, Any]) -> str:
    """What is said of a value that is none of those allowed; a long list of them helps less than the nearest."""
    hint = near(value, schema)
    if hint and len(schema["enum"]) > _FEW:
        return f"is not known: {value!r}{hint}"
    return f"must be one of {', '.join(map(str, schema['enum']))}, not {value!r}{hint}"


def is_type(value: Any, name: str) -> bool:
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    kinds = {"string": str, "array": list, "object": dict, "boolean": bool, "null": type(None)}
    return isinstance(value, kinds[name])


def type_of(value: Any) -> str:
    """What ``value`` is, in the words of the messages."""
    for name in ("null", "boolean", "integer", "number", "string", "array", "object"):
        if is_type(value, name):
            return _NAMES[name]
    return f"a {type(value).__name__}"


def near(value: Any, schema: Mapping[str, Any]) -> str:
    """``; did you mean 'x'?`` for a value that is nearly one of the schema's."""
    return did_you_mean(value, [known for known in schema["enum"] if isinstance(known, str)])


def did_you_mean(word: Any, known: list[str]) -> str:
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    found = get_close_matches(word, known, n=1, cutoff=0.5) if isinstance(word, str) else []
    return f"; did you mean {found[0]!r}?" if found else ""


def _any_of(value: Any, choices: list[Mapping[str, Any]], path: Path) -> Iterator[Problem]:
    """The complaints of the choice that is of the value's type, for those are the ones that help."""
    verdicts = [list(problems(value, choice, path)) for choice in choices]
    if all(verdicts):
        typed = [verdict for verdict in verdicts if not verdict[0].message.startswith("must be a")]
        yield from (typed or verdicts)[0]


def _string(value: str, schema: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    if len(value) < schema.get("minLength", 0):
        yield Problem(path, f"must have at least {schema['minLength']} characters")
    if "pattern" in schema and not _regex(schema["pattern"]).search(value):
        yield Problem(path, f"is not of the form {schema['pattern']}: {value!r}")
    if schema.get("format") == "date" and not is_date(value):
        yield Problem(path, f"must be a date like 2026-11-30, not {value!r}")


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_date(text: str) -> bool:
    """Whether ``text`` is an ISO calendar date."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number(value: float, schema: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    if "minimum" in schema and value < schema["minimum"]:
        yield Problem(path, f"must be at least {schema['minimum']}, not {value}")
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        yield Problem(path, f"must be more than {schema['exclusiveMinimum']}, not {value}")
    if "maximum" in schema and value > schema["maximum"]:
        yield Problem(path, f"must be at most {schema['maximum']}, not {value}")


def _list(value: list[Any], schema: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    if len(value) < schema.get("minItems", 0):
        yield Problem(path, f"must have at least {schema['minItems']} entries")
    if schema.get("uniqueItems") and len({repr(item) for item in value}) < len(value):
        yield Problem(path, "must not have the same entry twice")
    for index, item in enumerate(value):
        yield from problems(item, schema.get("items", {}), (*path, index))


def _table(value: dict[str, Any], schema: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    properties: Mapping[str, Any] = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in value:
            yield Problem(path, f"lacks the key {key!r}")
    more = schema.get("additionalProperties", True)
    for key, inner in value.items():
        if key in properties:
            yield from problems(inner, properties[key], (*path, key))
        elif more is False:
            yield Problem((*path, key), f"is not known{did_you_mean(key, list(properties))}")
        elif isinstance(more, Mapping):
            yield from problems(inner, more, (*path, key))
