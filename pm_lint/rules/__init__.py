"""The rules, one file each; being in this package is being registered."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module

from pm_lint.errors import ConfigError
from pm_lint.rule import REGISTRY, Rule
from pm_lint.settings.model import Settings


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every built-in rule by name, in alphabetical order."""
    for path, package in [(path, __name__) for path in __path__]:
        for group in pkgutil.iter_modules([path]):
            if group.ispkg:
                for module in pkgutil.iter_modules([f"{path}/{group.name}"]):
                    import_module(f"{package}.{group.name}.{module.name}")
    return dict(sorted(REGISTRY.items()))


def groups() -> tuple[str, ...]:
    """The names of all rule groups."""
    return tuple(sorted({rule.group for rule in all_rules().values()}))


def selected(settings: Settings, disabled: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that the settings turn on, less those that the document itself disables.

    Raises ConfigError for a name that is no rule and no group, with the nearest one there is.
    """
    known = all_rules()
    for name in (*(settings.select or ()), *settings.extend_select, *settings.ignore, *settings.severities):
        check_name(name)
    chosen = {
        name
        for name, rule in known.items()
        if (rule.default if settings.select is None else _named(rule, settings.select))
        or _named(rule, settings.extend_select)
    }
    off = {name for name, severity in settings.severities.items() if severity == "off"}
    return tuple(
        rule
        for name, rule in known.items()
        if name in chosen and name not in off and not _named(rule, settings.ignore) and not _named(rule, disabled)
    )


def _named(rule: Rule, names: Collection[str]) -> bool:
    return rule.name in names or rule.group in names or "all" in names


def is_name(name: str) -> bool:
    """Whether ``name`` is a rule, a group or ``all``."""
    return name == "all" or name in all_rules() or name in groups()


def nearest(name: str) -> str | None:
    """The rule or group whose name is most like ``name``."""
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    found = get_close_matches(name, [*all_rules(), *groups()], n=1, cutoff=0.5)
    return found[0] if found else None


def check_name(name: str) -> None:
    """Raises ConfigError unless ``name`` is a rule, a group or ``all``."""
    if not is_name(name):
        near = nearest(name)
        hint = f"; did you mean {near!r}?" if near else "; `pm-lint rules` lists them"
        raise ConfigError(f"unknown rule or group {name!r}{hint}")
