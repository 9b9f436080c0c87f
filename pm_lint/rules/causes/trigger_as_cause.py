"""Checks that the cause says more than what set the incident off.

## Why is this bad?

The trigger is the last event before the incident: a deploy, a peak, an expired certificate. Undoing it ends this
incident; the conditions that let it do harm remain. (Source: Site Reliability Engineering, appendix D: "Trigger" and "Root
causes" are two fields; AWS, "Correction of Error")

## Example

```markdown
## Root cause

The release of version 4.2 at 10:05.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this is what set it off, not why it could happen
```

Use instead:

```markdown
## Trigger

The release of version 4.2 at 10:05.

## Root cause

Version 4.2 opens a connection for each file, because the pool has no upper limit.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Cause, Role
from pm_lint.postmortem.topics import topics
from pm_lint.rule import Context, Finding, Needs, rule


@cache
def _event() -> re.Pattern[str]:
    return re.compile(
        r"\W*(?:(?:the|a|an|our|this|we)\b\W*)?(?:[\w-]+\W+){0,3}?(?:deploy(?:ment|ed)?|release[ds]?|rollout|rolled out|upgrade[ds]?|"
        r"update[ds]?|migration|migrated|push(?:ed)?|restart(?:ed)?|merge[ds]?|maintenance|failover|change[ds]?)\b",
        re.IGNORECASE,
    )


@cache
def _explains() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:because|that|which|whose|so|without|since|due|but|no|not|missing|lack(?:ed|ing)?|caus(?:ed|ing)|led|leading|removed|"
        r"broke|contained|introduced|with|while|when|had|did|bug|wrong|incorrect|invalid|broken|bad|failed|failing|instead|only|"
        r"misconfigur\w+|exceed\w*|exhaust\w*|dropped|deleted|changed the|resulted|was never|were never)\b|n't\b|,",
        re.IGNORECASE,
    )


_LONGEST = 90
"""Characters: an event without an explanation is a short sentence."""


@rule(
    "trigger-as-cause",
    group="causes",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(parts=("causes",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    causes = [cause for cause in postmortem.causes if cause.role in (Role.ROOT_CAUSE, Role.CONTRIBUTING_FACTORS)]
    if len(causes) != 1 or postmortem.whys or len(causes[0].text) > 3 * _LONGEST:
        return
    cause = causes[0]
    trigger = _said_by_trigger(cause, postmortem)
    if trigger or (postmortem.language == "en" and _is_only_an_event(cause.text)):
        yield Finding(
            context.source.first_line(cause.span),
            "this is what set it off, not why it could happen",
            "say which conditions let it do harm, and why it was not seen earlier",
            (Related("the trigger says the same", trigger.span),) if trigger else (),
        )


def _is_only_an_event(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_event().match(text)) and not _explains().search(text)


def _said_by_trigger(cause: Cause, postmortem: Postmortem) -> Cause | None:
    """The trigger that says nothing less than the cause does."""
    said = topics(cause.text)
    triggers = (other for other in postmortem.causes if other.role is Role.TRIGGER)
    return next((trigger for trigger in triggers if said and said <= topics(trigger.text)), None)
