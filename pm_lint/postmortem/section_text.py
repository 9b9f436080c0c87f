"""The prose of a section, and the sections that stand for one part of one incident."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pm_lint.postmortem.model import Role, Section, Sentence

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_WIDE = "\u3040"
"""The first of the characters of Japanese, Chinese and Korean."""
_COMMENT = r"(?s)<!--.*?-->"


def outermost(postmortem: Postmortem, role: Role) -> tuple[tuple[Section, ...], ...]:
    """The sections of a role that stand in no other of it, those of one incident together.

    A document may have several, such as a line "Impact: …" at the top and the section later; in a log of several
    incidents each has its own.
    """
    sections = postmortem.having(role)
    if len(sections) < 2:
        return (sections,) if sections else ()
    groups: dict[int | None, list[Section]] = {}
    for section in sections:
        if not any(role in around.roles for around in _around(postmortem, section)):
            groups.setdefault(section.parent, []).append(section)
    return tuple(map(tuple, groups.values()))


def _around(postmortem: Postmortem, section: Section) -> list[Section]:
    found, parent = [], section.parent
    while parent is not None:
        found.append(postmortem.sections[parent])
        parent = found[-1].parent
    return found


def after_label(prose: str, label: str) -> int:
    """Where in the rendered text of "**Impact**: payments failed" the words after the label start."""
    at = prose.find(label)
    return len(prose) - len(prose[at + len(label) if at >= 0 else 0 :].lstrip(" :：*—–-"))


def sentences_in(postmortem: Postmortem, section: Section) -> tuple[Sentence, ...]:
    """The sentences under a section's title, sub-sections included, headings left out."""
    sentences = postmortem.sentences
    first = bisect_left(sentences, section.line, key=_line)
    last = bisect_right(sentences, section.end_line, key=_line)
    return tuple([sentence for sentence in sentences[first:last] if sentence.kind != "heading"])


def _line(sentence: Sentence) -> int:
    return sentence.holder.line


def body_text(postmortem: Postmortem, section: Section) -> str:
    """The Markdown under a section's title without its comments: tables and code are part of what it says."""
    text = postmortem.source.slice(section.body)
    return re.sub(_COMMENT, " ", text) if "<!--" in text else text


def word_count(text: str) -> int:
    """The number of words between spaces; of scripts that write none, two characters count as a word."""
    words = text.split()
    if text.isascii():
        return len(words)
    return len(words) + sum([max(1, len(word) // 2) - 1 for word in words if word[0] >= _WIDE])
