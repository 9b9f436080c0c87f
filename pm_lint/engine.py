"""``lint(source, settings) -> Report``: the one function that the command line, hook, Action and server call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pm_lint.diagnostic import Diagnostic, Severity
from pm_lint.language import Judgement, judge
from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem, understand
from pm_lint.record import NamedTuple
from pm_lint.rule import NOTHING, Context, Finding, Rule
from pm_lint.rules import known_names, selected
from pm_lint.settings.model import DEFAULT, Settings
from pm_lint.source import Source

if TYPE_CHECKING:
    from pm_lint.markdown.tree import Block, Tree
    from pm_lint.suppressions import Suppressed


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

_PARTS: dict[str, Callable[[Postmortem], Any]] = {
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
    "Judgement": lambda postmortem: _judged(postmortem),
}


def lint(source: Source, settings: Settings = DEFAULT, surroundings: Surroundings = ALONE) -> Report:
    """Checks one document. Pure: the same text and settings always give the same report.

    Raises SourceError where the Markdown parser gives up, ConfigError where a template named by the settings or by
    the document cannot be used.
    """
    postmortem = understand(parse(source), settings)
    rules = selected(settings, disabled=postmortem.front_matter.disabled)
    found = list(findings(postmortem, rules, surroundings))
    suppressed: tuple[Suppressed, ...] = ()
    if postmortem.directives:
        from pm_lint.suppressions import suppress  # few documents ask for it

        found, suppressed = suppress(postmortem, found, rules)
    return Report(source, tuple(sorted(found, key=_order)), suppressed, postmortem)


def findings(postmortem: Postmortem, rules: Iterable[Rule], surroundings: Surroundings) -> Iterator[Diagnostic]:
    """What the rules find, be it suppressed or not."""
    settings = postmortem.settings
    around = Context(postmortem, {}, settings, surroundings.file_exists, surroundings.read_file, known_names())
    parts = _Parts(postmortem)
    for rule in rules:
        if rule.needs is not NOTHING and not rule.needs.are_met(postmortem):
            continue
        nodes = parts["Judgement"].get(rule.name, ()) if rule.on == "Judgement" else parts[rule.on]
        if nodes:
            context = _with_options(around, rule) if rule.options else around
            forced = settings.severities.get(rule.name)
            for node in nodes:
                for finding in rule.check(node, context):
                    yield _diagnostic(rule, finding, forced)


class _Parts(dict[str, Any]):
    """What rules are called with, by class name, each found once for all of them; judgements by their rule."""

    def __init__(self, postmortem: Postmortem) -> None:
        super().__init__()
        self._postmortem = postmortem

    def __missing__(self, kind: str) -> Any:
        self[kind] = _PARTS[kind](self._postmortem) if kind in _PARTS else _nodes(kind, self._postmortem.tree)
        return self[kind]


def _judged(postmortem: Postmortem) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for judgement in judge(postmortem):
        found.setdefault(judgement.rule, []).append(judgement)
    return found


def _nodes(kind: str, tree: Tree) -> tuple[Block, ...]:
    return tuple(node for node in tree.nodes if type(node).__name__ == kind)


def _with_options(around: Context, rule: Rule) -> Context:
    given: Mapping[str, Any] = around.settings.rules.get(rule.name, {})
    return around._replace(options={**rule.defaults(), **given})


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
