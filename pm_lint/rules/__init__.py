"""The rules, one file each. A new one is listed in the manifest by ``python scripts/generate.py``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from pm_lint.diagnostic import Severity
from pm_lint.errors import ConfigError
from pm_lint.rule import NOTHING, REGISTRY, ListedCheck, Needs, Rule
from pm_lint.settings.model import Settings

MANIFEST = "manifest.json"
"""What the rules declare, beside them as data, so that listing and choosing them imports none: made by
``python scripts/generate.py``."""


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by name, in alphabetical order: the built-in ones, and those of plugins imported before."""
    import json
    from pathlib import Path

    listed = json.loads(Path(__file__).with_name(MANIFEST).read_text("utf-8"))
    found = {
        name: Rule(
            name,
            entry["group"],
            entry["on"],
            Severity(entry["severity"]),
            entry["since"],
            entry["options"],
            ListedCheck(f"{__name__}.{entry['module']}"),
            entry["default"],
            entry["uses-today"],
            Needs(**{what: tuple(names) for what, names in entry["needs"].items()}) if entry["needs"] else NOTHING,
        )
        for name, entry in listed.items()
    }
    return dict(sorted({**REGISTRY, **found}.items()))


def manifest() -> dict[str, dict[str, Any]]:
    """What the modules of this package declare, as the manifest holds it; imports all of them."""
    import pkgutil

    for group in pkgutil.iter_modules(__path__):
        if group.ispkg:
            package = import_module(f"{__name__}.{group.name}")
            for module in pkgutil.iter_modules(package.__path__):
                import_module(f"{package.__name__}.{module.name}")
    return {
        name: {
            "group": rule.group,
            "module": rule.check.__module__.removeprefix(f"{__name__}."),
            "on": rule.on,
            "severity": rule.severity.value,
            "since": rule.since,
            "default": rule.default,
            "uses-today": rule.uses_today,
            "needs": {what: names for what, names in rule.needs._asdict().items() if names},
            "options": dict(rule.options),
        }
        for name, rule in sorted(REGISTRY.items())
        if rule.check.__module__.startswith(f"{__name__}.")
    }


@cache
def groups() -> tuple[str, ...]:
    """The names of all rule groups."""
    return tuple(sorted({rule.group for rule in all_rules().values()}))


def selected(settings: Settings, disabled: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that the settings turn on, less those that the document itself disables.

    Raises ConfigError for a name that is no rule and no group, with the nearest one there is.
    """
    severities = tuple(settings.severities.items())
    chosen = _chosen(settings.select, settings.extend_select, settings.ignore, severities)
    return tuple(rule for rule in chosen if not _named(rule, disabled)) if disabled else chosen


@lru_cache(maxsize=16)
def _chosen(
    select: tuple[str, ...] | None,
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    severities: tuple[tuple[str, str], ...],
) -> tuple[Rule, ...]:
    """What settings choose; the documents of a run share theirs."""
    for name in (*(select or ()), *extend_select, *ignore, *dict(severities)):
        check_name(name)
    off = {name for name, severity in severities if severity == "off"}
    return tuple(
        rule
        for name, rule in all_rules().items()
        if ((rule.default if select is None else _named(rule, select)) or _named(rule, extend_select))
        and name not in off
        and not _named(rule, ignore)
    )


def _named(rule: Rule, names: Collection[str]) -> bool:
    return rule.name in names or rule.group in names or "all" in names


@cache
def known_names() -> frozenset[str]:
    """Every rule and group, and ``all``."""
    return frozenset({"all", *all_rules(), *groups()})


def is_name(name: str) -> bool:
    """Whether ``name`` is a rule, a group or ``all``."""
    return name in known_names()


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
