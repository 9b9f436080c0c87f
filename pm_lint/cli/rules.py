"""``pm-lint rules``: the list of rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pm_lint.cli.arguments import add_output_format
from pm_lint.cli.parser import Parser
from pm_lint.documentation import documentation
from pm_lint.output import json_text, standard_output
from pm_lint.reporters.common import rule_url
from pm_lint.rule import Rule
from pm_lint.rules import all_rules

VERSION = 1


def parser() -> Parser:
    made = Parser("rules", "List the rules.")
    add_output_format(made)
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    sink = standard_output()
    rules = sorted(all_rules().values(), key=lambda rule: (rule.group, rule.name))
    if arguments.output_format == "json":
        sink.raw(json_text({"version": VERSION, "rules": [as_data(rule) for rule in rules]}))
        return 0
    width = max(len(rule.name) for rule in rules)
    group = None
    for rule in rules:
        if rule.group != group:
            sink.line([("strong", rule.group)])
            group = rule.group
        off = "" if rule.default else "(off) "
        sink.line(
            [
                ("", f"  {rule.name:<{width}}  "),
                (rule.severity.value, f"{rule.severity.value:<7}"),
                ("", f"  {off}{documentation(rule).summary}"),
            ]
        )
    return 0


def as_data(rule: Rule) -> dict[str, Any]:
    """A rule as data, for editors and scripts."""
    return {
        "name": rule.name,
        "group": rule.group,
        "severity": rule.severity.value,
        "default": rule.default,
        "since": rule.since,
        "summary": documentation(rule).summary,
        "fixable": bool(documentation(rule).section("Fix safety")),
        "options": dict(rule.options),
        "url": rule_url(rule.name),
    }
