"""Checks that what the text proposes to do is also in the action section.

## Why is this bad?

A plan in the middle of the lessons has no owner and no ticket, and whoever goes through the action items later does not
see it. (Source: PagerDuty postmortem documentation: go through the history for to-dos)

"TODO" and "Action item:" outside the action section are a warning; "we should add …" is a hint, and only where no action
item speaks of the same thing.

## Example

```markdown
## What went wrong

The certificate expired unnoticed. TODO: renew certificates thirty days before they expire.
                                   ^^^^ this follow-up is not among the action items

## Action items

- Alert on queue depth (@amara, OPS-31)
```

Use instead:

```markdown
## What went wrong

The certificate expired unnoticed.

## Action items

- Alert on queue depth (@amara, OPS-31)
- Renew certificates thirty days before they expire (@ben, OPS-32)
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.action_words import verbs
from pm_lint.postmortem.model import Role, Sentence
from pm_lint.postmortem.topics import build_index, topics
from pm_lint.rule import Context, Finding, rule


@cache
def _marked() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s(\[])(?P<mark>TODO|FIXME|Action item|Follow[- ]?up)(?=:\s+\w)")


@cache
def _proposed() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<mark>[Ww]e (?:should (?:really |probably |also |definitely )?|(?:will |'ll |’ll )?need to |ought to |must |plan to )(?P<verb>[a-z-]+))\b"
    )


_MARKS = ("TODO:", "FIXME:", "ction item:", "ollow-up:", "ollow up:", "ollowup:")
_PROPOSALS = ("e should ", " need to ", "e ought to ", "e must ", "e plan to ")
_ELSEWHERE = frozenset(
    {Role.ACTION_ITEMS, Role.TIMELINE, Role.GLOSSARY, Role.REFERENCES, Role.COMMUNICATION, Role.METADATA}
)
_NO_ACTIONS = frozenset(
    {
        "be",
        "have",
        "consider",
        "keep",
        "continue",
        "avoid",
        "not",
        "remember",
        "learn",
        "understand",
        "accept",
        "go",
        "get",
        "look",
    }
)


@rule("stray-action-item", group="action-items", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if postmortem.language != "en":
        return
    index = None
    taken = {item.line for item in postmortem.action_items}
    for sentence in postmortem.sentences:
        if not _may_propose(sentence.text) or _stands_elsewhere(sentence, taken):
            continue
        mark, sure = _proposal(sentence)
        span = sentence.span(*mark.span("mark")) if mark else None
        if mark is None or span is None:
            continue
        rest = sentence.text[mark.end("mark") - len(mark.groupdict().get("verb") or "") :]
        index = index or build_index(postmortem.action_items, postmortem)
        if len(topics(rest)) < 2 or index.taking_up(rest):
            continue
        yield Finding(
            span,
            "this follow-up is not among the action items",
            "move it to the action items, with an owner and a ticket",
            severity=None if sure else Severity.HINT,
        )


def _may_propose(text: str) -> bool:
    if ("we " in text or "We " in text) and any(words in text for words in _PROPOSALS):
        return True
    return ":" in text and any(mark in text for mark in _MARKS)


def _stands_elsewhere(sentence: Sentence, taken: set[int]) -> bool:
    return sentence.role in _ELSEWHERE or sentence.kind in ("heading", "quote") or sentence.holder.line in taken


def _proposal(sentence: Sentence) -> tuple[re.Match[str] | None, bool]:
    if marked := _marked().search(sentence.text):
        return marked, True
    proposed = _proposed().search(sentence.text)
    if proposed and proposed["verb"] in verbs() and proposed["verb"] not in _NO_ACTIONS:
        return proposed, False
    return None, False
