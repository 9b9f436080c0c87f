"""Names of metadata fields: ``Sev level`` is ``severity``, ``担当者`` is ``owner``."""

from __future__ import annotations

from functools import cache

from pm_lint.postmortem.data import read_table

KEYS = (
    "title", "severity", "status", "date", "authors", "owner", "duration", "services", "started", "detected",
    "mitigated", "resolved", "published", "tags",
)  # fmt: skip
"""The canonical keys, as JSON and schemas name them."""

_OUTER = " \t\r\n*_:：#`~\"'“”-–—•·|.,!?/\\>"
_NAMESPACES = frozenset({"extra", "incident", "params", "metadata", "postmortem", "post-mortem", "meta", "data"})
_METRICS = frozenset({
    "ttd", "mttd", "tta", "mtta", "ttm", "mttm", "ttr", "mttr", "ttf", "mttf", "tti", "mtti",
})  # fmt: skip
_MEASURES = ("time to ", "time until ", "mean time to ", "detection time", "response time", "mitigation time",
             "recovery time", "resolution time")  # fmt: skip


@cache
def _aliases() -> dict[str, str]:
    names: dict[str, list[str]] = read_table("fields")
    return {alias: key for key, aliases in names.items() for alias in aliases}


def plain_label(label: str) -> str:
    """A label in lower case without marks, remarks in parentheses and the ``(s)`` of a plural."""
    words = label.strip(_OUTER)
    for plural in ("(s)", "(es)", "(en)"):
        words = words.replace(plural, plural[1:-1])
    for opening, closing in ("()", "（）", "[]"):
        if words.endswith(closing) and words.rfind(opening) > 0:
            words = words[: words.rfind(opening)].rstrip(_OUTER)
    return " ".join(words.casefold().split())


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
    low = label.lower()
    if "tt" not in low and "time" not in low:
        return False
    plain = plain_label(label)
    return plain in _METRICS or (plain.startswith(_MEASURES) and plain.count(" ") <= 4)
