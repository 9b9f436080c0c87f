"""Clean documents are let pass, and one defect put into them is found: by its rule, at its place, and nothing else.

The documents follow different templates and styles: tables, labels, nested lists, setext headings, quotes, questions,
front matter in YAML and TOML. The defects stand in :mod:`tests.defects`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pm_lint.diagnostic import Severity
from pm_lint.engine import Report, Surroundings, lint
from pm_lint.rules import all_rules
from pm_lint.settings.model import Settings
from pm_lint.source import Source
from tests.defects import DEFECTS, Defect

FIXTURES = Path(__file__).parent / "fixtures"
CLEAN = {
    path.stem: path.read_text("utf-8")
    for path in (*sorted(FIXTURES.glob("clean/*.md")), FIXTURES / "pair" / "blameless.md")
}
HINTS = {"mybinder": ["uncovered-factor"]}
"""What a careful reader would also remark: a stroke of luck that no action item takes up."""
OFF_BY_DEFAULT = {"action-items-as-list", "suppression-without-reason"}


@cache
def report(text: str) -> Report:
    """What default settings say; no other file exists."""
    settings = Settings(today="2026-11-23")
    return lint(Source("postmortem.md", text), settings, Surroundings(lambda _path: False))


def findings(text: str) -> Counter[tuple[str, str]]:
    """Rule and text of the line of each finding."""
    said = report(text)
    source = said.source
    return Counter(
        (diagnostic.rule, source.line_text(source.position(diagnostic.span.start).line) if diagnostic.span else "")
        for diagnostic in said.diagnostics
    )


def spoil(defect: Defect) -> tuple[str, str]:
    """The document with the defect, and the words that must be pointed at, marked in their surroundings."""
    text, marked = CLEAN[defect.document], defect.at or ""
    for old, new in ((defect.old, defect.new), *defect.more):
        assert text.count(old) == 1, f"stands {text.count(old)} times: {old}"
        text = text.replace(old, new)
    if not defect.at:
        marked, text = text, unmarked(text)
    assert marked.count("⟦") == marked.count("⟧") == 1 and text.count(unmarked(marked)) == 1
    return text, marked


def unmarked(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize("document", CLEAN)
def test_clean_documents_are_let_pass(document: str) -> None:
    said = report(CLEAN[document]).diagnostics
    assert [found for found in said if found.severity is not Severity.HINT] == []
    assert [found.rule for found in said] == HINTS.get(document, [])


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.document}-{defect.kind.replace(' ', '-')}")
def test_one_defect_gives_one_finding(defect: Defect) -> None:
    text, marked = spoil(defect)
    start = text.index(unmarked(marked)) + marked.index("⟦")
    words = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    before, after = findings(CLEAN[defect.document]), findings(text)
    line = report(text).source.position(start).line
    assert after - before == Counter([(defect.rule, report(text).source.line_text(line))])
    found = next(found for found in report(text).diagnostics if found.rule == defect.rule and found.span.start == start)
    assert text[found.span.start : found.span.end] == words
    lines = set(text.split("\n"))
    assert [gone for gone in before - after if gone[1] in lines] == []


def test_each_kind_of_defect_is_named_once() -> None:
    kinds = Counter(defect.kind for defect in DEFECTS)
    assert [kind for kind, times in kinds.items() if times > 1] == []


def test_every_document_is_spoilt() -> None:
    assert {defect.document for defect in DEFECTS} == set(CLEAN)


def test_every_rule_finds_a_defect() -> None:
    assert set(all_rules()) - {defect.rule for defect in DEFECTS} == NOT_ALONE | OFF_BY_DEFAULT


NOT_ALONE = {"unbounded-action-item"}
"""It asks for an end where an item has neither ticket nor date, which other rules report as well."""
