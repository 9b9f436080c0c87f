"""Texts of a template that an author should have replaced: prompts and instructions."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from pathlib import Path

from pm_lint.lazy_regex import lazy_regex
from pm_lint.templates.loading import compiled

_STRIPPED = " \t\n*_()[]{}<>\"'“”‘’.:…!-"
_BEHIND = _STRIPPED + ","
_LONGEST = 600
"""Characters; what is longer is nobody's instruction."""
_LONGEST_WORD = 16
_POLITE = lazy_regex(r"(?:please |briefly |shortly |concisely )+")
_ARTICLES = frozenset({"a", "an", "the"})
_POLITE_WORDS = frozenset({"please", "briefly", "shortly", "concisely"})


def is_prompt(text: str) -> bool:
    """Whether a rendered text (a paragraph, a list item) is a template's instruction rather than its author's words."""
    if len(text) > _LONGEST or _opening(text.lstrip(_STRIPPED)) not in _openings():
        return False
    bare = text.strip(_STRIPPED).lower()
    return _is_instruction(bare) or bare in _known()


def is_known_prompt(text: str) -> bool:
    """Whether a text is word for word one that a built-in template puts into a new postmortem."""
    return text.strip(_STRIPPED).lower() in _known()


def _is_instruction(bare: str) -> bool:
    word = _first_word(bare)
    if word in _POLITE_WORDS:
        bare = _POLITE.sub("", bare, count=1)
        word = _first_word(bare)
    if word in _ARTICLES:
        word = f"{word} {_letters_after(bare, len(word) + 1)}"
    return any(form.match(bare) for form in _instructions().get(word, ()))


def _letters_after(text: str, start: int) -> str:
    return "".join(takewhile(str.isalpha, text[start : start + _LONGEST_WORD]))


def _opening(text: str) -> str:
    """The first word of a text, of which few open an instruction: most texts are settled by it."""
    return text[:_LONGEST_WORD].lower().partition(" ")[0].rstrip(_BEHIND)


@cache
def _openings() -> frozenset[str]:
    return frozenset(map(_opening, [*_POLITE_WORDS, *_instructions(), *_known()]))


def _first_word(text: str) -> str:
    return text[:_LONGEST_WORD].partition(" ")[0].rstrip(",")


@cache
def _instructions() -> dict[str, list[re.Pattern[str]]]:
    """How instructions read, by their first word, and by the second one too after an article.

    Only those of words that open a text are compiled.
    """
    lines = (Path(__file__).parent / "instructions.txt").read_text(encoding="utf-8").split("\n")
    forms: dict[str, list[re.Pattern[str]]] = {}
    for line in lines:
        words, divider, pattern = line.partition(" :: ")
        if divider and not line.startswith("#"):
            form = lazy_regex(pattern)
            others = [word.partition("-")[0] for word in words.split() if word not in _ARTICLES]
            for word in words.split():
                for key in [f"{word} {other}" for other in others] if word in _ARTICLES else [word]:
                    forms.setdefault(key, []).append(form)
    return forms


@cache
def _known() -> frozenset[str]:
    data = compiled()
    texts = [*data["guidance"].values(), *data["metadata"].values()]
    for template in data["templates"].values():
        for section in template.get("sections", ()):
            texts += [section.get("guidance", ""), *section.get("prompts", ())]
        texts += [field.get("prompt", "") for field in template.get("metadata", ())]
    return frozenset(text.strip(_STRIPPED).lower() for text in texts if text)
