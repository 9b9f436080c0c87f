"""Checks that the summary is short enough to be read by those who read nothing else.

## Why is this bad?

A summary is for readers with one minute. What does not fit belongs to the sections that follow, where those who
need it look for it. (Source: PagerDuty, Postmortem Documentation: the overview is two to three sentences; Atlassian
Incident Handbook: a few sentences.)

Only the paragraphs and lists that stand directly under the title are counted, not sub-sections, tables or code; where a short
version ("TL;DR") stands beside a long one, the short one counts.

## Example

```yaml
options: {max-words: 20}
```

```markdown
# Postmortem: login failures

## Summary
   ^^^^^^^ summary of 32 words, more than 20

Shoppers could not log in for 18 minutes. A schema change had taken a lock on the largest table, and the
lock was kept because the change waited for a long report.
```

Use instead:

```markdown
# Postmortem: login failures

## Summary

Shoppers could not log in for 18 minutes: a schema change held a lock on the largest table.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.markdown.tree import Item, List, Paragraph, walk
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role, Section
from pm_lint.postmortem.section_text import outermost, word_count
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "summary-too-long",
    group="impact",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(roles=("summary",)),
    options={
        "max-words": {
            "type": "integer",
            "minimum": 20,
            "default": 300,
            "description": "The number of words that a summary may have.",
        }
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    limit = context.options["max-words"]
    for group in outermost(postmortem, Role.SUMMARY):
        if min(section.body.end - section.body.start for section in group) < 2 * limit:
            continue  # too few characters for so many words
        count, section = min(((_words(section), section) for section in group), key=lambda pair: pair[0])
        if count > limit:
            message = f"summary of {count} words, more than {limit}"
            yield Finding(section.title_span, message, "keep what, whom, how long and why; move the rest below")


def _words(section: Section) -> int:
    leaves = walk(tuple(block for block in section.blocks if isinstance(block, (Paragraph, List, Item))))
    return sum(word_count(leaf.text.prose.text) for leaf in leaves if isinstance(leaf, Paragraph))
