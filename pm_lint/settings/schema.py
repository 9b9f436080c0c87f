"""The JSON Schema of settings files, made of ``fields.json`` and the options that the rules declare."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

SEVERITIES = ["error", "warning", "hint", "off"]

_FILE_ONLY = ("extends", "include", "exclude", "overrides", "baseline")
"""Settings that cannot be overridden for single documents."""


@cache
def fields() -> dict[str, dict[str, Any]]:
    """The schema of each setting but the rules' own options."""
    import json

    loaded: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("fields.json").read_text("utf-8"))
    return loaded


@cache
def config_schema() -> dict[str, Any]:
    """The schema of a whole settings file; imports every rule."""
    properties = {**fields(), "rules": _rules()}
    for key in ("aliases", "strictness"):
        properties[key] = _by_role(properties[key])
    properties["patterns"] = _patterns(properties["patterns"])
    override = {
        "files": {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 1,
            "description": "Path patterns, relative to this file.",
        },
        **{key: schema for key, schema in properties.items() if key not in _FILE_ONLY},
    }
    items = {"type": "object", "properties": override, "required": ["files"], "additionalProperties": False}
    properties["overrides"] = {**properties["overrides"], "items": items}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _by_role(schema: dict[str, Any]) -> dict[str, Any]:
    """A table whose keys are the roles of sections."""
    from pm_lint.postmortem.model import Role

    of_each = schema["additionalProperties"]
    return {**schema, "properties": {str(role): of_each for role in Role}, "additionalProperties": False}


def _patterns(schema: dict[str, Any]) -> dict[str, Any]:
    """A list of patterns, which belong to language rules and to roles."""
    from pm_lint.language.elements import KINDS
    from pm_lint.postmortem.model import Role
    from pm_lint.rules import all_rules

    known: dict[str, dict[str, Any]] = {
        "rule": {"enum": [name for name, rule in all_rules().items() if rule.group == "language"]},
        "needs": {"enum": list(KINDS)},
        "roles": {"items": {"type": "string", "enum": [str(role) for role in Role]}},
    }
    known["not-roles"] = known["roles"]
    items = schema["items"]
    entries = {key: {**entry, **known.get(key, {})} for key, entry in items["properties"].items()}
    return {**schema, "items": {**items, "properties": entries}}


def _rules() -> dict[str, Any]:
    from pm_lint.rules import all_rules

    severity = {"type": "string", "enum": SEVERITIES}
    described = {**severity, "description": "How findings of the rule are reported; `off` turns it off."}
    rules = {
        name: {
            "anyOf": [
                severity,
                {
                    "type": "object",
                    "properties": {"severity": described, **rule.options},
                    "additionalProperties": False,
                },
            ]
        }
        for name, rule in all_rules().items()
    }
    return {**fields()["rules"], "properties": rules, "additionalProperties": False}
