"""Settings: find, read, merge, validate; the result is one frozen :class:`Settings` for each file."""

from __future__ import annotations

from pm_lint.settings.model import DEFAULT, Settings

__all__ = ["DEFAULT", "Settings"]
