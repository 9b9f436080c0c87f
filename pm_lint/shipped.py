"""The JSON Schemas that travel with pm-lint: in the wheel beside the code, in a checkout in the top folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def schema(name: str) -> dict[str, Any]:
    """The schema in ``schemas/<name>.schema.json``."""
    import json

    package = Path(__file__).parent
    for folder in (package / "schemas", package.parent / "schemas"):
        file = folder / f"{name}.schema.json"
        if file.is_file():
            loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
            return loaded
    raise FileNotFoundError(f"{name}.schema.json is not installed")
