"""``python -m pm_lint``."""

from __future__ import annotations

from pm_lint.cli import entry

entry()
