"""What a defect is."""

from __future__ import annotations

from typing import NamedTuple


class Defect(NamedTuple):
    kind: str
    """What is wrong, in a few words: the name of the test."""
    document: str
    """The clean document it is made in, without folder and suffix."""
    rule: str
    """The one rule that must report it."""
    old: str
    """What stands in the clean document, exactly once."""
    new: str
    at: str | None = None
    more: tuple[tuple[str, str], ...] = ()
    """Further replacements that belong to the same defect: what is moved goes from one place to another."""
