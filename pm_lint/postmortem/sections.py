"""Placeholder."""

from __future__ import annotations

from typing import Any

from pm_lint.postmortem.model import Section


def find_sections(*args: Any) -> tuple[Section, ...]:
    return ()
