"""How a rule is declared, and what it may know.

A rule is one module of :mod:`pm_lint.rules`: a docstring that is its documentation, and one function that yields
findings for one node. Rules keep no state, read no file and no clock; what they need of the world comes from the
:class:`Context`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pm_lint.diagnostic import Fix, Related, Severity
from pm_lint.record import NamedTuple

if TYPE_CHECKING:
    from pm_lint.markdown.tree import Tree
    from pm_lint.postmortem import Postmortem
    from pm_lint.settings.model import Settings
    from pm_lint.source import Source, Span
    from pm_lint.templates import Template


class Finding(NamedTuple):
    """What a rule yields; the engine adds the rule's name and severity."""

    span: Span | None
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    """Only where the rule grades its findings by place or sureness; otherwise the rule's own."""


class Context(NamedTuple):
    """What a rule may ask about besides its node."""

    postmortem: Postmortem
    options: Mapping[str, Any]
    """The rule's options, defaults filled in."""
    settings: Settings
    file_exists: Callable[[str], bool | None]
    """Whether a path relative to the document exists; None where that cannot be known (standard input)."""
    read_file: Callable[[str], str | None]
    """The text of another Markdown file, relative to the document; None where it cannot be read."""
    names: Collection[str]
    """What a suppression may name: every rule and group, and ``all``."""

    @property
    def tree(self) -> Tree:
        return self.postmortem.tree

    @property
    def source(self) -> Source:
        return self.postmortem.tree.source

    @property
    def template(self) -> Template:
        return self.postmortem.template


Check = Callable[[Any, Context], Iterable[Finding]]


class ListedCheck:
    """The check of a rule that the manifest lists: its module is imported when it is first called.

    Most documents hold nothing for half of the rules, and a hook is mostly start-up.
    """

    def __init__(self, module: str) -> None:
        self.__module__ = module
        self._check: Check | None = None

    def __call__(self, node: Any, context: Context) -> Iterable[Finding]:
        if self._check is None:
            from importlib import import_module

            self._check = import_module(self.__module__).check
        return self._check(node, context)


class Needs(NamedTuple):
    """What a document must hold for a rule to find anything: without it, the rule is not even imported."""

    text: tuple[str, ...] = ()
    """One of these strings, as they are written."""
    fields: tuple[str, ...] = ()
    """One of these metadata keys."""
    roles: tuple[str, ...] = ()
    """A section that plays one of these roles."""
    parts: tuple[str, ...] = ()
    """All of these parts of a postmortem: ``action_items``, ``causes``, ``timeline``."""

    def are_met(self, postmortem: Postmortem) -> bool:
        """Whether the document holds it all."""
        return (
            (not self.text or any(needed in postmortem.source.text for needed in self.text))
            and (not self.fields or not postmortem.fields.keys().isdisjoint(self.fields))
            and (not self.roles or not postmortem.roles.keys().isdisjoint(self.roles))
            and all(getattr(postmortem, part) for part in self.parts)
        )


NOTHING = Needs()


class Rule(NamedTuple):
    """One rule, as its module declares it."""

    name: str
    """Says the wrong thing and reads after "allow …". It is the identifier, for ever."""
    group: str
    on: str
    """The node that ``check`` is called with, by class name: of the tree, of the model, or ``Postmortem``."""
    severity: Severity
    since: str
    options: Mapping[str, Mapping[str, Any]]
    """JSON Schema of each option, with default and description."""
    check: Check
    default: bool
    """Whether it runs without being selected."""
    uses_today: bool
    needs: Needs = NOTHING
    """What it can find nothing without."""

    def defaults(self) -> dict[str, Any]:
        return {name: schema["default"] for name, schema in self.options.items()}


REGISTRY: dict[str, Rule] = {}
"""Every rule that has been imported, by name."""


def rule(
    name: str,
    *,
    group: str,
    on: type,
    severity: Severity,
    since: str,
    options: Mapping[str, Mapping[str, Any]] | None = None,
    default: bool = True,
    uses_today: bool = False,
    needs: Needs = NOTHING,
) -> Callable[[Check], Check]:
    """Registers the decorated function as the check of a rule."""

    def register(check: Check) -> Check:
        REGISTRY[name] = Rule(
            name, group, on.__name__, severity, since, options or {}, check, default, uses_today, needs
        )
        return check

    return register
