"""Which findings the document itself asks not to hear, and which of its requests had no effect."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pm_lint.diagnostic import Applicability, Diagnostic, Edit, Fix, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Directive, Excerpt
from pm_lint.record import NamedTuple
from pm_lint.rule import Rule
from pm_lint.rules import is_name
from pm_lint.source import Source, Span

META_RULES = frozenset({"unused-suppression", "unknown-suppression", "suppression-without-reason"})
"""Rules about suppressions; a blanket suppression does not silence them."""
_OPENS_BLOCK = r"[ \t]*(?:(?:[-*+]|1[.)]|#{1,6})[ \t]+\S|>|```|~~~|<!--)"
"""What a paragraph above does not go on with."""


class Suppressed(NamedTuple):
    """A finding that a comment silenced."""

    diagnostic: Diagnostic
    reason: str | None
    directive: Directive


class _Reach(NamedTuple):
    directive: Directive
    name: Excerpt | None
    first: int
    last: int

    def covers(self, diagnostic: Diagnostic, line: int) -> bool:
        if not self.first <= line <= self.last:
            return False
        if self.name is None:
            return diagnostic.rule not in META_RULES
        return self.name.text in (diagnostic.rule, diagnostic.group, "all")


def suppress(
    postmortem: Postmortem, diagnostics: Sequence[Diagnostic], rules: Sequence[Rule]
) -> tuple[list[Diagnostic], tuple[Suppressed, ...]]:
    """Splits findings into those to report and those suppressed; unused suppressions join the former."""
    directives = postmortem.directives
    source = postmortem.source
    reaches = _reaches(directives, source)
    used: set[_Reach] = set()
    kept, suppressed = [], []
    for diagnostic in diagnostics:
        line = source.line_of(diagnostic.span.start) if diagnostic.span else 1
        hits = [reach for reach in reaches if reach.covers(diagnostic, line)]
        used.update(hits)
        if hits:
            suppressed.append(Suppressed(diagnostic, hits[0].directive.reason, hits[0].directive))
        else:
            kept.append(diagnostic)
    unused = next((rule for rule in rules if rule.name == "unused-suppression"), None)
    if unused is not None:
        active = {rule.name for rule in rules} | {rule.group for rule in rules} | {"all"}
        severity = Severity(postmortem.settings.severities.get(unused.name, unused.severity.value))
        kept += [
            _unused(reach, reaches, unused, severity, source)
            for reach in reaches
            if reach not in used and (reach.name is None or reach.name.text in active)
        ]
    return kept, tuple(suppressed)


def _reaches(directives: Sequence[Directive], source: Source) -> list[_Reach]:
    """The lines on which each name of each directive is in force."""
    reaches = []
    for index, directive in enumerate(directives):
        if directive.action == "enable":
            continue
        names: list[Excerpt | None] = [name for name in directive.names if is_name(name.text)]
        if not directive.names:
            names = [None]
        for name in names:
            first, last = _lines(directive, name, directives[index + 1 :], source)
            reaches.append(_Reach(directive, name, first, last))
    return reaches


def _lines(directive: Directive, name: Excerpt | None, later: Sequence[Directive], source: Source) -> tuple[int, int]:
    end_line = source.line_of(max(directive.span.start, directive.span.end - 1))
    match directive.action:
        case "disable-file":
            return 1, source.line_count
        case "disable-line":
            return directive.line, end_line
        case "disable-next-line":
            line = end_line + 1
            while line < source.line_count and not source.line_text(line).strip(" \t>"):
                line += 1  # the next line that says something: a comment often stands in a paragraph of its own
            return line, line
    for other in later:
        names = {excerpt.text for excerpt in other.names}
        if other.action == "enable" and (not names or (name is not None and name.text in names)):
            return directive.line, other.line
    return directive.line, source.line_count


def _unused(reach: _Reach, reaches: Sequence[_Reach], rule: Rule, severity: Severity, source: Source) -> Diagnostic:
    directive = reach.directive
    alone = sum(other.directive is directive for other in reaches) == 1 and len(directive.names) <= 1
    what = f"suppression of {reach.name.text}" if reach.name else "suppression"
    span = directive.span if alone or reach.name is None else reach.name.span
    return Diagnostic(
        rule.name,
        rule.group,
        f"unused {what}: nothing is found there",
        span,
        severity,
        "delete it, so that a finding that comes later is seen",
        fix=_removal(span, source, whole=alone),
    )


def _removal(span: Span, source: Source, *, whole: bool) -> Fix:
    """Deletes a directive with the line it fills, or one of its names."""
    text = source.text
    start, end = span
    if not whole:
        while start and text[start - 1] in " ,":
            start -= 1
        return Fix("remove the unused name", (Edit(Span(start, end), ""),), Applicability.SAFE)
    line = source.line_of(start)
    line_span = source.line_span(line)
    if line_span.end >= end and source.slice(line_span).strip() == source.slice(span):
        start, end = line_span
        if line < source.line_count and not _keeps_apart(line, source):
            end = source.line_starts[line]
    elif start and text[start - 1] in " \t":
        start -= 1
    return Fix("remove the unused suppression", (Edit(Span(start, end), ""),), Applicability.SAFE)


def _keeps_apart(line: int, source: Source) -> bool:
    """Whether a comment that fills ``line`` parts the text above from text below that would else go on with it."""
    if line == 1 or not source.line_text(line - 1).strip():
        return False
    below = source.line_text(line + 1)
    return bool(below.strip()) and re.match(_OPENS_BLOCK, below) is None
