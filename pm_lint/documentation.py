"""The documentation of a rule: its module's docstring, for the terminal, the rule pages, reports and editors."""

from __future__ import annotations

import re
from importlib import import_module

from pm_lint.record import NamedTuple
from pm_lint.rule import Rule


class Documentation(NamedTuple):
    """What a rule says of itself."""

    summary: str
    """One sentence, without its full stop: "checks that …"."""
    body: str
    """The Markdown below it, with "## Why is this bad?" and its examples."""

    def section(self, heading: str) -> str:
        """The Markdown under one of the headings; empty where there is none."""
        match = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", self.body, re.DOTALL | re.MULTILINE)
        return match[1].strip() if match else ""


def documentation(rule: Rule) -> Documentation:
    """The documentation of ``rule``."""
    document = (import_module(rule.check.__module__).__doc__ or "").strip()
    summary, _, body = document.partition("\n\n")
    return Documentation(" ".join(summary.split()).removesuffix("."), body.strip())


def option_lines(rule: Rule) -> list[str]:
    """Each option of a rule as a line of Markdown."""
    import json

    return [
        f"- `{name}` (default `{json.dumps(schema['default'], ensure_ascii=False)}`): {schema['description']}"
        for name, schema in rule.options.items()
    ]
