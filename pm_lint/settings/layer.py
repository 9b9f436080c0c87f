"""Settings from one place; apart from its users, for a run without settings files needs none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pm_lint.record import NamedTuple


class Layer(NamedTuple):
    """Settings from one place, for all documents or some."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    """Where each setting is written: ``file:line``."""
    folder: str
    """The folder that patterns and paths are relative to."""
    files: tuple[str, ...] | None = None
    """The documents it is for; None for all."""
