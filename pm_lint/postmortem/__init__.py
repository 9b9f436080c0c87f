"""A Markdown tree understood as a postmortem: sections, metadata, timeline, causes, action items."""

from __future__ import annotations

from pm_lint.postmortem.postmortem import Postmortem, understand

__all__ = ["Postmortem", "understand"]
