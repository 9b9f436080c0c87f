"""The settings in force for one file: frozen data, whatever file or option they came from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pm_lint.record import NamedTuple

_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """What a run may know besides the document. The defaults are those of a run without a settings file."""

    select: tuple[str, ...] | None = None
    """Rule and group names to run; None for the default set."""
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: Mapping[str, str] = _EMPTY
    """Rule name to ``error``, ``warning``, ``hint`` or ``off``."""
    rules: Mapping[str, Mapping[str, Any]] = _EMPTY
    """Options of rules, by rule name."""
    template: str = "auto"
    """Name of a built-in template, path of an own one, or ``auto``."""
    template_folder: str | None = None
    """The folder against which a template's path is resolved: that of the settings file."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    today: str | None = None
    """The ISO date that counts as today; None for rules to stay silent about time passed."""
    timezone: str | None = None
    """The zone of times that name none (an IANA name)."""
    trackers: tuple[str, ...] = ()
    """Own patterns of ticket references."""
    ticket_url: str | None = None
    """Where a bare ticket key leads: ``https://tracker.example/browse/{key}``."""
    people: tuple[str, ...] = ()
    """Names that are people, besides those the document itself shows."""
    systems: tuple[str, ...] = ()
    """Names that are systems, however human they sound."""
    allowed_phrases: tuple[str, ...] = ()
    names: str = "allow-neutral"
    """``forbid``, ``roles-only`` or ``allow-neutral``: whether persons may be named in neutral statements."""
    self_criticism: str = "hint"
    """``off``, ``hint`` or ``warning`` for "we should have …"."""
    patterns: tuple[Mapping[str, Any], ...] = ()
    """Own language patterns, in the schema of the built-in ones."""
    strictness: Mapping[str, str] = _EMPTY
    """Section role to ``strict``, ``relaxed`` or ``off`` for the language rules."""
    language: str = "auto"
    """Language of the documents (``en``, ``de`` …) or ``auto``."""
    aliases: Mapping[str, tuple[str, ...]] = _EMPTY
    """Role to further section titles."""
    metadata_schema: str | None = None
    """Path of a JSON Schema for the metadata."""
    metadata_schema_content: Mapping[str, Any] | None = None
    """What that file holds: rules read no files."""
    require_reason: bool = False
    """Whether every suppression must give a reason."""
    pedantic: bool = False
    """Whether hints are shown."""
    fail_level: str = "warning"
    """The least severity that fails a run: ``error``, ``warning`` or ``hint``."""
    baseline: str | None = None
    """Path of the file of known findings, which are left out."""


DEFAULT = Settings()
