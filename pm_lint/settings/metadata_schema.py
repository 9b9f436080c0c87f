"""The JSON Schema that a team has for its metadata: read here, for rules read no files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pm_lint.errors import ConfigError

MAX_BYTES = 1_000_000


@cache
def read_schema(path: Path) -> dict[str, Any]:
    """The schema in a JSON file; raises ConfigError where it holds none."""
    import json

    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{path.name!r}: {(error.strerror or 'cannot be read').lower()}") from None
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{path.name!r} is larger than {MAX_BYTES:,} bytes")
    try:
        schema = json.loads(data)
    except (ValueError, RecursionError):
        raise ConfigError(f"{path.name!r} is not JSON") from None
    if not isinstance(schema, dict):
        raise ConfigError(f"{path.name!r} is no JSON Schema: it is not an object")
    return schema
