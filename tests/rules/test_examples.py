"""Every rule's documentation is executed: the bad example fires exactly there, the good one is silent."""

from __future__ import annotations

from importlib import import_module

import pytest

from pm_lint.engine import lint
from pm_lint.rule import Rule
from pm_lint.rules import all_rules
from pm_lint.settings.model import Settings
from pm_lint.source import Source
from tests.examples import Example, Expected, examples_of

CASES = [(rule, example) for rule in all_rules().values() for example in examples_of(rule)]


def run(rule: Rule, example: Example) -> list[Expected]:
    given = dict(example.settings)
    options = given.pop("options", {})
    settings = Settings(
        select=(rule.name,),
        rules={rule.name: options},
        **{key.replace("-", "_"): tuple(value) if isinstance(value, list) else value for key, value in given.items()},
    )
    report = lint(Source("example.md", example.text), settings)
    found = []
    for diagnostic in report.diagnostics:
        if diagnostic.rule != rule.name:
            continue
        assert diagnostic.span is not None
        start, end = (report.source.position(offset) for offset in diagnostic.span)
        end_column = end.column if end.line == start.line else len(report.source.line_text(start.line)) + 1
        found.append(Expected(start.line, start.column, max(end_column, start.column + 1), diagnostic.message))
    return found


@pytest.mark.parametrize(
    ("rule", "example"), CASES, ids=[f"{rule.name}-{index}" for index, (rule, _) in enumerate(CASES)]
)
def test_example(rule: Rule, example: Example) -> None:
    assert run(rule, example) == list(example.expected)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_documentation_is_complete(rule: Rule) -> None:
    document = import_module(rule.check.__module__).__doc__ or ""
    assert document[0] != "\n" and document.split("\n")[0].endswith(".")
    for heading in ("## Why is this bad?", "## Example", "Use instead:"):
        assert heading in document, heading
    examples = examples_of(rule)
    assert any(example.expected for example in examples), "no example fires"
    assert any(not example.bad for example in examples), "no example is silent"
    assert rule.check.__module__.rsplit(".", 1)[1] == rule.name.replace("-", "_")
    for name, schema in rule.options.items():
        assert "default" in schema and schema.get("description", "").endswith("."), name
