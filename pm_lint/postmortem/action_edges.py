"""The two ends of an action item's text, where its details stand: what may be one, and where the action goes on."""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Text
from pm_lint.postmortem.action_states import MARKS, is_priority, state_of

_DASHES = (" — ", " – ", " -- ", " - ")
_LONGEST = 300
"""Characters of a bracket that may hold details; a longer one is a sentence."""
_PIECES = lazy_regex(r"[,;|/·•]| [—–-] | and ")


def tail(prose: str, low: int, end: int) -> tuple[int, int, int, bool] | None:
    """A last bracket, dash clause or sentence: where it starts, its inside, whether one piece is too few."""
    if prose.endswith("}}", low, end) and (at := prose.rfind("{{", low, end)) > low:
        return at, at + 2, end - 2, False
    if end > low and prose[end - 1] in ")]）":
        opener = {")": "(", "]": "[", "）": "（"}[prose[end - 1]]
        at = prose.rfind(opener, low, end)
        if at > low and end - at < _LONGEST:
            return at, at + 1, end - 1, False
        return None
    for mark in MARKS if prose.endswith(MARKS, low, end) else ():
        if prose.endswith(mark, low, end) and end - len(mark) > low:
            return end - len(mark), end - len(mark), end, False
    near = max(low, end - 64)
    dash, width = max([(prose.rfind(dash, near, end), len(dash)) for dash in _DASHES])
    if dash > low and dash + width < end:
        return dash, dash + width, end, False
    at = prose.rfind(". ", low, end)
    if at > low and end - at < 120:  # "… the load test. Hannah Vogel, hub#118"
        return at, at + 2, end, True
    at = prose.rfind(" ", low, end) + 1
    if at > low + 1 and prose.startswith("@", at):
        return at, at, end, False
    return None


def opening(prose: str, start: int) -> tuple[int, int, int] | None:
    """What may be a detail before the action: a sign, a bracket, or a word with a colon or a dash.

    Gives where it starts and ends and where the text goes on.
    """
    while start < len(prose) and prose[start] == " ":
        start += 1
    for mark in MARKS if prose.startswith(MARKS, start) else ():
        if prose.startswith(mark, start):
            return start, start + len(mark), start + len(mark)
    if prose.startswith("{{", start) and (close := prose.find("}}", start, start + 42)) > 0:
        return start + 2, close, close + 2
    if prose[start : start + 1] in ("[", "("):
        close = prose.find("]" if prose[start] == "[" else ")", start, start + 42)
        after = len(prose) - len(prose[close + 1 :].lstrip(":–—- "))
        return (start + 1, close, after) if close > start + 1 and after > close + 1 else None
    space = prose.find(" ", start, start + 80)
    if space < 0:
        return None
    word = prose[start:space].rstrip(":–—-")
    after = len(prose) - len(prose[space:].lstrip(":–—- "))
    marked = after > space + 1 or len(word) < space - start
    is_state = word in ("TODO", "DONE", "WIP") or (marked and state_of(word) is not None)
    if is_state or (
        marked and (word.startswith(("@", "#", "http")) or is_priority(word) or any(c.isdigit() for c in word))
    ):
        return start, start + len(word), after
    return None


def after_name(text: Text, low: int) -> int:
    """Where the sentence after a bold name begins: "**Smaller batches.** The queue team will …"."""
    if "**" not in text.content and "__" not in text.content:
        return low
    first = next(iter(text.inlines), None)
    if first is None or first.kind != "strong" or not text.prose.text.startswith(first.text, low):
        return low
    end = low + len(first.text)
    rest = text.prose.text[end:]
    return end + len(rest) - len(rest.lstrip(" .:–—-"))


def pieces(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a bracket or a clause between commas, bars and dashes; a path or a date stays whole."""
    at = start
    for match in _PIECES.finditer(prose, start, end):
        if match.group() == "/" and not prose[at : match.start()].isalpha():
            continue  # a path, an address or a date
        low, high = trimmed(prose, at, match.start())
        if high > low:
            yield low, high
        at = match.end()
    low, high = trimmed(prose, at, end)
    if high > low:
        yield low, high


def trimmed(prose: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space and separators at its ends."""
    while start < end and prose[start] in " \t\n\xa0:–—,;.-":
        start += 1
    while end > start and prose[end - 1] in " \t\n\xa0,;–—-.:":
        end -= 1
    return start, end
