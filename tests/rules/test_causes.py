"""What the rules about causes say and keep silent about, beyond the examples in their documentation."""

from __future__ import annotations

import pytest

from pm_lint.diagnostic import Diagnostic, Severity
from pm_lint.engine import lint
from pm_lint.settings.model import Settings
from pm_lint.source import Source

INTRO = "# Postmortem of the shop\n\nThe shop was down for ten minutes and the orders were lost.\n\n"


def found(body: str, rule: str, **settings: object) -> list[Diagnostic]:
    given = Settings(select=(rule,), **settings)  # type: ignore[arg-type]
    return list(lint(Source("test.md", INTRO + body), given).diagnostics)


@pytest.mark.parametrize(
    ("cause", "count"),
    [
        ("A deploy removed the index.", 1),
        ("A deploy removed the index, and no alert watched the queries.", 0),
        ("A deploy removed the index because the migration ran twice.", 0),
        ("A deploy removed the index.\n\nThe tests use a small table.", 0),
        ("- A deploy removed the index.\n- The tests use a small table.", 0),
    ],
)
def test_single_cause(cause: str, count: int) -> None:
    diagnostics = found(f"## Root cause\n\n{cause}\n", "single-cause")
    assert [d.severity for d in diagnostics] == [Severity.HINT] * count


def test_the_minimum_of_whys_is_an_option() -> None:
    chain = (
        "## Five whys\n\n1. Why did it fail? The pool.\n2. Why was it full? No limit.\n3. Why none? Nobody set one.\n"
    )
    assert found(chain, "shallow-whys") == []
    (diagnostic,) = found(chain, "shallow-whys", rules={"shallow-whys": {"minimum": 5}})
    assert diagnostic.message == "the chain of whys has 3 steps"


def test_an_accepted_factor_needs_no_action() -> None:
    text = "## Contributing factors\n\n- The relay's certificate had run out{}.\n- The importer had no limit.\n\n## Action items\n\n- Limit the importer\n"
    (diagnostic,) = found(text.format(""), "uncovered-factor")
    assert diagnostic.related
    assert found(text.format(", which we accepted"), "uncovered-factor") == []
    assert found(text.split("## Action")[0], "uncovered-factor") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("## Root cause\n\nThe release of version 4.2 at 10:05.\n", 1),
        ("## Root cause\n\nThe release removed the limit of the pool.\n", 0),
        ("## Root cause\n\nThe pool had no upper limit.\n", 0),
        (
            "## Trigger\n\nThe migration of the orders table.\n\n## Root cause\n\nThe migration of the orders table.\n",
            1,
        ),
        ("## Trigger\n\nA release.\n\n## Root cause\n\nThe pool had no upper limit.\n", 0),
    ],
)
def test_trigger_as_cause(text: str, count: int) -> None:
    assert len(found(text, "trigger-as-cause")) == count
