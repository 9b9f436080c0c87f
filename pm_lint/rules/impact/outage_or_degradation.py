"""Checks that "outage" is not said of a service that still worked in part.

## Why is this bad?

An outage means that nothing worked. A reader who finds the word in the summary plans for that, and a customer reads
it as a breach of contract. Where requests were only slow or some failed, it was a degradation. (Source: PagerDuty,
Postmortem Documentation: do not say "outage" unless it really was one.)

This is a hint: it looks only for a sentence that says both.

## Example

```markdown
# Postmortem: slow search

## Summary

During the outage of search, results were slow for 20 minutes.
           ^^^^^^ "outage" of what was degraded
```

Use instead:

```markdown
# Postmortem: slow search

## Summary

During the degradation of search, results were slow for 20 minutes.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.quantities import any_of, words_of
from pm_lint.rule import Context, Finding, Needs, rule

_PLACES = frozenset({Role.IMPACT, Role.SUMMARY})


@rule(
    "outage-or-degradation",
    group="impact",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(text=("utage",), roles=("impact", "summary")),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if (words := words_of(postmortem.language)) is None:
        return
    for sentence in postmortem.sentences:
        if "utage" not in sentence.text or sentence.role not in _PLACES:
            continue
        for match in re.finditer(rf"(?i)([\w-]*) ?\b({'|'.join(words.outages)})\b", sentence.text):
            if match[1].lower() in words.qualifiers or not any_of(words.degradations, sentence.text):
                continue
            yield Finding(
                sentence.span(*match.span(2)),
                f'"{match[2]}" of what was degraded',
                'write "degradation" or "partial outage" where some of it still worked',
            )
