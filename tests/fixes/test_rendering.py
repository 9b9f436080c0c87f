"""No fix changes what is rendered outside the place that it names, and fixing twice changes nothing.

Documents are the clean ones of the fixtures with defects put in by chance: lines dropped, doubled, swapped, wrapped
in a quote or a list, other line endings.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pm_lint.diagnostic import Diagnostic
from pm_lint.engine import lint
from pm_lint.fixes import UNSAFE, apply, choose, fix
from pm_lint.markdown import parse
from pm_lint.markdown.tree import Cell, Code, Heading, Html, Paragraph
from pm_lint.settings.model import Settings
from pm_lint.source import Source

CLEAN = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "fixtures" / "clean").glob("*.md"))]
BLAMEFUL = (Path(__file__).parents[1] / "fixtures" / "pair" / "blameful.md").read_text("utf-8")
ALL = Settings(select=("all",), today="2027-01-31", template="google-sre")
AUTO = ALL._replace(template="auto")

SNIPPETS = (
    "See [the timeline](#timelines) and [the log][missing].",
    "<!-- pm-lint-disable-next-line broken-link -- moved -->",
    "<!-- pm-lint-disable vague-quantity, broken-link -->",
    "- [ ] Bound the retries of the importer",
    "- Alert on the depth of the queue (owner: everyone)",
    "**Date**: 3 March 2026",
    "## Timeline",
    "- 10:05 The queue stops",
    "- 09:55 A release begins",
    "TBD",
    "[label]: https://wiki.example.com",
    "| a | b |",
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = draw(st.sampled_from([*CLEAN, BLAMEFUL])).split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        to = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "insert", "quote", "item", "cut"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(to, lines[at])
            case "swap":
                lines[at], lines[to] = lines[to], lines[at]
            case "insert":
                lines.insert(at, draw(st.sampled_from(SNIPPETS)))
            case "quote":
                first, last = sorted((at, to))
                lines[first:last] = ["> " + line for line in lines[first:last]]
            case "item":
                lines[at] = "- " + lines[at]
            case "cut":
                lines = lines[: max(at, 2)]
        lines = lines or [""]
    return "\n".join(lines).replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


class Leaf(NamedTuple):
    """A piece of what a reader sees, and where it stands."""

    kind: str
    start: int
    end: int
    text: str


def leaves(source: Source) -> list[Leaf]:
    found = []
    for node in parse(source).nodes:
        if isinstance(node, Heading):
            found.append(Leaf(f"h{node.level}", *node.span, node.text.prose.text))
        elif isinstance(node, (Paragraph, Cell)):
            found.append(Leaf(type(node).__name__, *node.span, node.text.prose.text))
        elif isinstance(node, (Code, Html)):
            found.append(Leaf(type(node).__name__, *node.span, node.content))
    return found


def unnamed(source: Source, diagnostics: list[Diagnostic]) -> None:
    """Holds that every leaf that no edit of the fixes touches is rendered as before, where it now stands."""
    edits = choose(source, diagnostics, UNSAFE).edits
    fixed = Source("a.md", apply(source, edits))
    after = {(leaf.kind, leaf.start, leaf.text) for leaf in leaves(fixed)}
    for leaf in leaves(source):
        if any(edit.span.start <= leaf.end and leaf.start <= edit.span.end for edit in edits):
            continue
        by = sum(
            len(_written(edit.text, source)) - (edit.span.end - edit.span.start)
            for edit in edits
            if edit.span.end < leaf.start
        )
        assert (leaf.kind, leaf.start + by, leaf.text) in after, (leaf, [diagnostic.rule for diagnostic in diagnostics])


def _written(text: str, source: Source) -> str:
    if source.newline == "\n" or text in source.text:
        return text
    return text.replace("\r\n", "\n").replace("\n", source.newline)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from([ALL, AUTO]))
def test_what_a_fix_does_not_name_is_rendered_as_before(text: str, given_settings: Settings) -> None:
    source = Source("a.md", text)
    for diagnostic in lint(source, given_settings).diagnostics:
        if diagnostic.fix is not None:
            unnamed(source, [diagnostic])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from([ALL, AUTO]))
def test_fixing_twice_changes_nothing(text: str, given_settings: Settings) -> None:
    once = fix(Source("a.md", text), given_settings, allowed=UNSAFE)
    assert once.settled
    twice = fix(Source("a.md", once.text), given_settings, allowed=UNSAFE)
    assert twice.text == once.text
    assert twice.applied == ()
