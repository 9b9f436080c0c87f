"""What a template leaves in a copy of it: instructions in comments, events that are none."""

from __future__ import annotations

from pm_lint.markdown.tree import Html, Tree

_NOTHINGS = frozenset({
    "event", "events", "thing", "action", "something", "entry", "item",
})  # fmt: skip
_FILLERS = frozenset({
    "this", "that", "another", "first", "second", "third", "last", "next", "some", "short", "a", "an", "the",
    "description", "happened", "occurred", "happens", "here", "goes",
})  # fmt: skip
_LONGEST_EVENT = 60
_MIN_INSTRUCTIONS = 3
_MIN_WORDS = 6


def is_placeholder_event(text: str) -> bool:
    """Whether an entry only shows where one would go: "This event happened", "Event description"."""
    plain = text.casefold() if len(text) < _LONGEST_EVENT else ""
    if not any(nothing in plain for nothing in _NOTHINGS):
        return False
    words = {word.strip(".,:;!…[]<>()*_\"'") for word in plain.split()}
    words = {word for word in words if word and not word.isdigit()}
    return bool(words & _NOTHINGS) and words <= _NOTHINGS | _FILLERS


def holds_instructions(tree: Tree) -> bool:
    """Whether the comments that explain a template are still there: nobody has finished filling it in."""
    if tree.source.text.count("<!--") < _MIN_INSTRUCTIONS:
        return False
    comments = [
        block
        for block in tree.children
        if isinstance(block, Html)
        and block.content.lstrip().startswith("<!--")
        and "pm-lint" not in block.content
        and len(block.content.split()) >= _MIN_WORDS
    ]
    return len(comments) >= _MIN_INSTRUCTIONS
