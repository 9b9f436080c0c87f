"""Names of metadata fields: ``Sev level`` is ``severity``, ``担当者`` is ``owner``."""

from __future__ import annotations

import re
from functools import cache

KEYS = (
    "title", "severity", "status", "date", "authors", "owner", "duration", "services", "started", "detected",
    "mitigated", "resolved", "published", "tags",
)  # fmt: skip
"""The canonical keys, as JSON and schemas name them."""

_OUTER = re.compile(r"^[\W_]+|[^\w)]+$")
_REMARK = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
_PLURAL = re.compile(r"\((s|es|en)\)", re.IGNORECASE)
_NAMESPACES = frozenset({"extra", "incident", "params", "metadata", "postmortem", "post-mortem", "meta", "data"})
_METRIC = re.compile(
    r"(?:mean )?time (?:to|until) \w+|m?tt[dafmri]+|(?:detection|response|mitigation|recovery|resolution) time",
    re.IGNORECASE,
)


@cache
def _aliases() -> dict[str, str]:
    import json
    from pathlib import Path

    names: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "fields.json").read_text("utf-8"))
    return {alias: key for key, aliases in names.items() for alias in aliases}


def plain_label(label: str) -> str:
    """A label in lower case without marks, remarks in parentheses and the ``(s)`` of a plural."""
    words = _PLURAL.sub(r"\1", label)
    words = _REMARK.sub("", words)
    return re.sub(r"\s+", " ", _OUTER.sub("", words)).strip().casefold()


@cache
def canonical(label: str) -> str | None:
    """The canonical key that a label stands for, None for another label."""
    if len(label) > 60:
        return None
    plain = plain_label(label)
    aliases = _aliases()
    found = aliases.get(plain) or aliases.get(plain.replace("_", " ").replace("-", " "))
    if found is None and "." in plain:
        first, _, last = plain.partition(".")
        if first in _NAMESPACES:
            return canonical(last)
        if last in ("name", "handle", "username", "title"):
            return canonical(first)
    return found


def is_metric(label: str) -> bool:
    """Whether a label names a measured time, such as "Time to detect" or "MTTR"."""
    return _METRIC.fullmatch(plain_label(label)) is not None
