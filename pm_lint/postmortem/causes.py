"""Placeholder."""

from __future__ import annotations

from typing import Any

from pm_lint.postmortem.model import Cause, Whys


def find_causes(postmortem: Any) -> tuple[Cause, ...]:
    return ()


def find_whys(postmortem: Any) -> tuple[Whys, ...]:
    return ()
