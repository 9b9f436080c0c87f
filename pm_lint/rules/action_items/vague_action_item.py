"""Checks that an action item says what will be different once it is done.

## Why is this bad?

"Improve monitoring" can be ticked off at any time or never: nobody can tell when it is done, so it is either dropped or
argued about. (Source: The Site Reliability Workbook, chapter 10: avoid "improve" and "make better"; Lunney, Lueder and
Beyer, "Postmortem action items: plan the work and work the plan", 2017)

The rule reports openings such as "improve", "look into", "be better at" and "more" only where neither an object of the
system nor an end state follows; where only the end state is missing, it is a hint. "Investigate" is a fine verb, and an item need not begin with one: "the API should reject
empty filters" says all.

## Example

```markdown
## Action items

- Improve monitoring
  ^^^^^^^^^^^^^^^^^^ "Improve monitoring" names no object and no end state
- Investigate why replica 3 lagged, and write the answer into OPS-31
```

Use instead:

```markdown
## Action items

- Alert when the importer's queue is longer than 10,000 for five minutes
- Investigate why replica 3 lagged, and write the answer into OPS-31
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pm_lint.diagnostic import Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.action_places import headline
from pm_lint.postmortem.action_words import words
from pm_lint.postmortem.model import ActionItem
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Span


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:we|the team|everyone|i) (?:should|will|must|need to|needs to|have to|ought to|want to) )?"
        r"(?:(?:try to|continue to|further|generally|please|also) )?"
        r"(?:improve|enhance|optimi[sz]e|harden|strengthen|streamline|revisit|look (?:into|at)|think about|consider|address"
        r"|tighten|work on|do better|be(?:come)? (?:better|more)|get better|make|increase|boost|raise|ensure|better|more"
        r"|improved?|enhanced|(?:add|write|do|have|create|set ?up|introduce|provide|get) (?:more|better|additional|some|further|improved))\b"
    )


_LONGEST = 80
"""Characters: longer items say something."""
_WORD = lazy_regex(r"[^\W_][\w'’-]*")


@cache
def _soft() -> re.Pattern[str]:
    return re.compile(
        r"(?:look (?:into|at)|think about|consider|revisit|improve|enhance|strengthen|work on|address)\b|make .{1,40} (?:more|better)\b"
    )


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        r"\d|[<>≤≥%`]|\b(?:and|by|if|in order to|instead of|so that|such that|to|until|when|whether|within|with|for)\b"
    )


@rule("vague-action-item", group="action-items", on=ActionItem, severity=Severity.WARNING, since="0.1.0")
def check(item: ActionItem, context: Context) -> Iterator[Finding]:
    if item.done or len(item.text) > _LONGEST or context.postmortem.language != "en" or _has_details(item, context):
        return
    low = item.text.lower().strip(" .!")
    if low.split(" ", 1)[0] not in words("vague_openings"):
        return
    if _is_empty(item.text):
        yield Finding(
            headline(item, context.source),
            f'"{item.text}" names no object and no end state',
            "say which part of the system changes and how you will see that it is done",
        )
    elif (soft := _soft().match(low)) and not _end().search(low, soft.end()) and not item.due:
        start = headline(item, context.source).start
        yield Finding(
            Span(start, start + soft.end()),
            f'"{soft.group()}" gives no end state',
            "say how you will see that it is done: a number, a test, an alert, a decision that is written down",
            severity=Severity.HINT,
        )


def _has_details(item: ActionItem, context: Context) -> bool:
    """Whether more than this one line says what is meant, or names are in it that say enough."""
    source = context.source
    nested = item.container in ("item", "task") and source.line_of(item.span.end) > source.line_of(item.text_span.end)
    marked = len(item.text) != item.text_span.end - item.text_span.start
    return nested or marked or item.container == "paragraph"


def _is_empty(text: str) -> bool:
    """Whether nothing after a vague opening names a part of the system or a number."""
    stripped = text.strip(" .!")
    opening = _opening().match(stripped.lower())
    if opening is None or any(character.isdigit() for character in text):
        return False
    said = _WORD.findall(stripped[opening.end() :])
    return all(word.lower() in words("empty") for word in said) and not any(word[:2].isupper() for word in said)
