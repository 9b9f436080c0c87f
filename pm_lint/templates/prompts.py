"""Texts of a template that an author should have replaced: prompts and instructions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pm_lint.lazy_regex import lazy_regex
from pm_lint.templates.loading import compiled

_STRIPPED = " \t\n*_()[]{}<>\"'“”‘’.:…!-"
_LONGEST = 600
"""Characters; what is longer is nobody's instruction."""
_POLITE = lazy_regex(r"(?:please |briefly |shortly |concisely )+")
_FIRST = frozenset({
    "please", "briefly", "shortly", "concisely", "describe", "summarize", "summarise", "explain", "outline",
    "detail", "list", "include", "provide", "give", "write", "add", "note", "state", "mention", "insert", "enter",
    "record", "put", "document", "fill", "a", "an", "the", "brief", "short", "quick", "concise", "high-level",
    "one-sentence", "one-paragraph", "detailed", "your", "this", "replace", "delete", "remove", "update", "copy",
    "duplicate", "rename", "use", "text", "description", "summary", "title", "name", "link", "details", "date",
    "time", "lorem", "these", "things",
})  # fmt: skip


def is_prompt(text: str) -> bool:
    """Whether a rendered text (a paragraph, a list item) is a template's instruction rather than its author's words."""
    if len(text) > _LONGEST:
        return False
    bare = text.strip(_STRIPPED).lower()
    if bare[:16].partition(" ")[0].rstrip(",") in _FIRST and _instruction().match(_POLITE.sub("", bare, count=1)):
        return True
    return bare in _known()


def is_known_prompt(text: str) -> bool:
    """Whether a text is word for word one that a built-in template puts into a new postmortem."""
    return text.strip(_STRIPPED).lower() in _known()


@cache
def _instruction() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "instructions.txt").read_text(encoding="utf-8").split("\n")
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")))


@cache
def _known() -> frozenset[str]:
    data = compiled()
    texts = [*data["guidance"].values(), *data["metadata"].values()]
    for template in data["templates"].values():
        for section in template.get("sections", ()):
            texts += [section.get("guidance", ""), *section.get("prompts", ())]
        texts += [field.get("prompt", "") for field in template.get("metadata", ())]
    return frozenset(text.strip(_STRIPPED).lower() for text in texts if text)
