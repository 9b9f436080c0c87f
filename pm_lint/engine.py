"""``lint(source, settings) -> Report``: the one function that the command line, hook, Action and server call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pm_lint.diagnostic import Diagnostic, Severity
from pm_lint.language import judge
from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem, understand
from pm_lint.record import NamedTuple
from pm_lint.rule import Context, Finding, Rule
from pm_lint.rules import known_names, selected
from pm_lint.settings.model import DEFAULT, Settings
from pm_lint.source import Source
from pm_lint.suppressions import Suppressed, suppress


class Report(NamedTuple):
    """What a run says of one document."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    """Ordered by place, then rule."""
    suppressed: tuple[Suppressed, ...]
    postmortem: Postmortem


class Surroundings(NamedTuple):
    """What rules may ask about other files; the defaults know nothing."""

    file_exists: Callable[[str], bool | None] = lambda _path: None
    read_file: Callable[[str], str | None] = lambda _path: None


ALONE = Surroundings()
"""For text without a place on disk."""

_PARTS: dict[str, Callable[[Postmortem], Iterable[Any]]] = {
    "Postmortem": lambda postmortem: (postmortem,),
    "Section": lambda postmortem: postmortem.sections,
    "Field": lambda postmortem: postmortem.metadata,
    "FrontMatterData": lambda postmortem: (postmortem.front_matter,) if postmortem.tree.front_matter else (),
    "Sentence": lambda postmortem: postmortem.sentences,
    "TimelineEntry": lambda postmortem: postmortem.timeline,
    "ActionItem": lambda postmortem: postmortem.action_items,
    "Cause": lambda postmortem: postmortem.causes,
    "Whys": lambda postmortem: postmortem.whys,
    "Claim": lambda postmortem: postmortem.claims,
    "Directive": lambda postmortem: postmortem.directives,
    "Text": lambda postmortem: postmortem.tree.texts,
}


def lint(source: Source, settings: Settings = DEFAULT, surroundings: Surroundings = ALONE) -> Report:
    """Checks one document. Pure: the same text and settings always give the same report.

    Raises SourceError where the Markdown parser gives up, ConfigError where a template named by the settings or by
    the document cannot be used.
    """
    postmortem = understand(parse(source), settings)
    rules = selected(settings, disabled=postmortem.front_matter.disabled)
    around = Context(postmortem, {}, settings, surroundings.file_exists, surroundings.read_file, known_names())
    found = [
        diagnostic for rule in rules for diagnostic in _run(rule, _nodes(rule, postmortem), _with_options(around, rule))
    ]
    kept, suppressed = suppress(postmortem, found, rules)
    return Report(source, tuple(sorted(kept, key=_order)), suppressed, postmortem)


def _nodes(rule: Rule, postmortem: Postmortem) -> Iterable[Any]:
    if not rule.needs.are_met(postmortem):
        return ()
    if rule.on in _PARTS:
        return _PARTS[rule.on](postmortem)
    if rule.on == "Judgement":
        return (judgement for judgement in judge(postmortem) if judgement.rule == rule.name)
    return (node for node in postmortem.tree.nodes if type(node).__name__ == rule.on)


def _with_options(around: Context, rule: Rule) -> Context:
    """The context of a rule: the shared one where the rule has no options, as most have none."""
    if not rule.options:
        return around
    given: Mapping[str, Any] = around.settings.rules.get(rule.name, {})
    return around._replace(options={**rule.defaults(), **given})


def _run(rule: Rule, nodes: Iterable[Any], context: Context) -> Iterable[Diagnostic]:
    forced = context.settings.severities.get(rule.name)
    for node in nodes:
        for finding in rule.check(node, context):
            yield _diagnostic(rule, finding, forced)


def _diagnostic(rule: Rule, finding: Finding, forced: str | None) -> Diagnostic:
    severity = Severity(forced) if forced else finding.severity or rule.severity
    return Diagnostic(
        rule.name,
        rule.group,
        finding.message,
        finding.span,
        severity,
        finding.help,
        finding.related,
        finding.fix,
    )


def _order(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    span = diagnostic.span or (0, 0)
    return span[0], span[1], diagnostic.rule, diagnostic.message
