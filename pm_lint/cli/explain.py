"""``pm-lint explain``: the documentation of a rule, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pm_lint.cli.parser import Parser, nearest
from pm_lint.documentation import documentation, option_lines
from pm_lint.errors import UsageError
from pm_lint.output import Piece, standard_output
from pm_lint.reporters.common import rule_url
from pm_lint.rule import Rule
from pm_lint.rules import all_rules


def parser() -> Parser:
    made = Parser("explain", "Explain rules: why they exist, with examples, options and fixes.")
    made.add_argument("names", metavar="RULE", nargs="+", help="the name of a rule, or of a group")
    return made


def run(argv: Sequence[str]) -> int:
    arguments = parser().parse(argv)
    sink = standard_output()
    for rule in _asked_for(arguments.names):
        for line in explain(rule):
            sink.line(line)
    return 0


def _asked_for(names: Sequence[str]) -> list[Rule]:
    known = all_rules()
    asked: list[Rule] = []
    for name in names:
        found = [rule for rule in known.values() if name in (rule.name, rule.group)]
        if not found:
            groups = {rule.group for rule in known.values()}
            raise UsageError(f"unknown rule {name!r}{nearest(name, [*known, *groups])}")
        asked += found
    return asked


def explain(rule: Rule) -> Iterator[list[Piece]]:
    """The documentation line by line; fences are indented instead of fenced."""
    text = documentation(rule)
    default = "" if rule.default else ", not in the default set"
    yield [("strong", rule.name), ("faint", f"  {rule.severity.value}, group {rule.group}{default}")]
    yield []
    body = f"{text.summary}.\n\n{text.body}"
    if rule.options:
        body += "\n\n## Options\n\n" + "\n".join(option_lines(rule))
    fence = ""
    for line in body.split("\n"):
        if fence:
            fence = "" if line == fence else fence
            if fence:
                yield [("", "    "), ("help" if line.lstrip().startswith("^") else "", line)]
        elif line.startswith("```"):
            fence = line[: len(line) - len(line.lstrip("`"))]
        elif line.startswith("#"):
            yield [("strong", line.lstrip("# "))]
        else:
            yield [("", line)]
    yield []
    yield [("faint", rule_url(rule.name))]
    yield []
