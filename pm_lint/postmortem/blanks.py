"""What a template leaves in a copy of it: instructions in comments, events that are none."""

from __future__ import annotations

import re

from pm_lint.markdown.tree import Html, Tree

_PLACEHOLDER_EVENT = re.compile(
    r"\W*(?:(?:this|that|another|first|second|third|last|next|some|short|an?)\s+)?(?:event|thing|action|something|entry|item)"
    r"(?:\s+\d+)?(?:\s+(?:happened|occurred|happens|description|here|goes here|\d+))*\W*",
    re.IGNORECASE,
)
_MIN_INSTRUCTIONS = 3
_MIN_WORDS = 6


def is_placeholder_event(text: str) -> bool:
    """Whether an entry only shows where one would go: "This event happened", "Event description"."""
    return len(text) < 60 and _PLACEHOLDER_EVENT.fullmatch(text) is not None


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
