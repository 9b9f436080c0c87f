"""Causes, their categories, their chains of whys, and the actions that take them up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.causes import classify
from pm_lint.postmortem.model import Role

Read = Callable[..., Postmortem]


def test_items_paragraphs_and_rows_are_causes(postmortem: Read) -> None:
    text = (
        "## Root cause\n\nThe pool had no upper limit.\n\n## Contributing factors\n\n- No alert on the pool.\n"
        "  - it was planned\n- The tests import one file.\n\n## Trigger\n\nA release at 10:05.\n\n## Where we got lucky\n\n- It was night.\n"
    )
    found = postmortem(text).causes
    assert [(cause.role, cause.text) for cause in found] == [
        (Role.ROOT_CAUSE, "The pool had no upper limit."),
        (Role.CONTRIBUTING_FACTORS, "No alert on the pool."),
        (Role.CONTRIBUTING_FACTORS, "The tests import one file."),
        (Role.TRIGGER, "A release at 10:05."),
        (Role.LUCKY, "It was night."),
    ]


@pytest.mark.parametrize("body", ["n/a", "TBD", "None.", "[describe the cause]"])
def test_placeholders_are_no_causes(postmortem: Read, body: str) -> None:
    assert postmortem(f"## Root cause\n\n{body}\n").causes == ()


@pytest.mark.parametrize(
    ("words", "category", "evidence"),
    [
        ("A race condition in the importer", "bug", ("race condition",)),
        ("A surge of traffic from crawlers", "load", ("surge", "traffic", "crawlers")),
        ("The disk space ran out", "capacity", ("disk space", "ran out")),
        ("Attackers used a stolen token", "security", ("attackers", "stolen")),
        ("A failed disk in rack 4 and a broken power supply", "hardware", ("failed disk", "power supply")),
        ("Lightning struck and the generator did not start", "power", ("lightning", "generator")),
        ("The table was dropped by mistake in the wrong window", "human-action", ("by mistake", "wrong window")),
        ("The upstream provider was down", "dependency", ("upstream", "provider")),
        ("The certificate had expired", "configuration", ("certificate", "expired")),
        ("The rollout of the new version", "deployment", ("rollout", "new version")),
        ("It just happened", None, ()),
    ],
)
def test_categories(words: str, category: str | None, evidence: tuple[str, ...]) -> None:
    found, said = classify(words)
    assert found == category
    assert set(evidence) <= set(said)


def test_causes_are_linked_by_nouns_subjects_tickets_and_numbers(postmortem: Read) -> None:
    text = (
        "## Contributing factors\n\n- The importer retried without a pause.\n- Nobody noticed for an hour.\n"
        "- Old keys stayed valid (OPS-33).\n- The vendor was slow, see action item 1.\n- The moon was full.\n\n"
        "## Action items\n\n- Let the importer pause (OPS-31)\n- Page when orders stop (OPS-32)\n- Rotate secrets (OPS-33)\n"
    )
    assert [cause.actions for cause in postmortem(text).causes] == [(0,), (1,), (2,), (0,), ()]


@pytest.mark.parametrize(
    "chain",
    [
        "1. Why did it fail? The pool was full.\n2. Why was it full? It had no limit.\n3. Why? Nobody set one.",
        "- **Why 1:** the pool was full\n- **Why 2:** it had no limit\n- **Why 3:** nobody set one",
        "Why did it fail? The pool was full.\n\nWhy was it full? It had no limit.\n\nWhy no limit? Nobody set one.",
        "### Why did it fail?\n\nThe pool.\n\n### Why was it full?\n\nNo limit.\n\n### Why no limit?\n\nNobody set one.",
        "| Why | Answer |\n|---|---|\n| Why did it fail? | Pool |\n| Why full? | Limit |\n| Why no limit? | Unset |",
    ],
)
def test_chains(postmortem: Read, chain: str) -> None:
    (whys,) = postmortem(f"# Postmortem\n\n## Five whys\n\n{chain}\n").whys
    assert len(whys.steps) == 3


def test_a_numbered_list_under_five_whys_is_a_chain(postmortem: Read) -> None:
    (whys,) = postmortem("## 5 Whys\n\n1. The pool was full.\n2. It had no limit.\n").whys
    assert [step.text for step in whys.steps] == ["The pool was full.", "It had no limit."]


def test_questions_of_readers_are_no_chain(postmortem: Read) -> None:
    text = "## Questions\n\n**Why did my order fail?** The shop was down.\n\n**Why was I billed?** You were not.\n"
    assert postmortem(text).whys == ()
