from __future__ import annotations

from tests.command import pm_lint

__all__ = ["pm_lint"]
