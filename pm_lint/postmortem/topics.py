"""Which action items speak of the same thing as a factor: an index from nouns to items, so that it stays linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pm_lint.postmortem.model import ActionItem

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_WORD = re.compile(r"[^\W\d_][\w-]*[\w]")
_REFERENCE = re.compile(r"\b(?:AI|action(?: item)?|item|follow-?up)s?[ -]?#?(\d{1,3})\b", re.IGNORECASE)
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ities",
    "ity",
    "ers",
    "er",
    "ies",
    "ed",
    "es",
    "s",
    "ly",
    "e",
)


@cache
def _generic() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("data").joinpath("generic_nouns.txt").read_text("utf-8").split())


@cache
def _concepts() -> dict[str, str]:
    import json  # only documents with factors and actions need it

    data = json.loads(Path(__file__).with_name("data").joinpath("concepts.json").read_text("utf-8"))
    return {word: f"@{concept}" for concept, words in data.items() for word in words}


def topics(words: str) -> set[str]:
    """What a text is about: stems of its words that are not generic, and the concepts that they belong to."""
    found = set()
    for match in _WORD.finditer(words):
        word = match.group().lower()
        if concept := _concepts().get(word):
            found.add(concept)
        if (len(word) > 3 or match.group().isupper()) and word not in _generic():
            found.add(_stem(word))
            found.update(_stem(part) for part in word.split("-") if len(part) > 3 and part not in _generic())
    return found


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


class Index:
    """From topics, numbers and tickets to the action items that have them."""

    def __init__(self, items: Sequence[ActionItem], numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._by_topic: dict[str, list[int]] = {}
        self._by_key: dict[str, int] = {}
        for number, item in enumerate(items):
            for topic in topics(item.text):
                self._by_topic.setdefault(topic, []).append(number)
            for tracker in item.trackers:
                self._by_key.setdefault(tracker.key, number)

    def taking_up(self, text: str) -> tuple[int, ...]:
        """The items that ``text`` refers to, and those that share a topic with it."""
        found = set(self._referred(text))
        for topic in topics(text):
            found.update(self._by_topic.get(topic, ()))
        return tuple(sorted(found))

    def _referred(self, text: str) -> Iterator[int]:
        for match in _REFERENCE.finditer(text):
            if match.group(1) in self._numbers:
                yield self._numbers[match.group(1)]
        if self._by_key:
            for word in text.split():
                number = self._by_key.get(word.strip("()[]<>,.;:"))
                if number is not None:
                    yield number


def build_index(items: Sequence[ActionItem], postmortem: Postmortem) -> Index:
    """The index of a document's items; a table's own numbers count, else the order does."""
    numbers: dict[str, int] = {}
    for position, item in enumerate(items):
        own = next((postmortem.source.slice(span) for column, span in item.cells if column == "id"), "")
        digits = re.search(r"\d+", own)
        numbers.setdefault(digits.group() if digits else str(position + 1), position)
    return Index(items, numbers)
