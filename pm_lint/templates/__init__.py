"""Placeholder."""

from __future__ import annotations

from typing import Any, NamedTuple


class Template(NamedTuple):
    name: str


def choose(postmortem: Any) -> Template:
    return Template("minimal")
