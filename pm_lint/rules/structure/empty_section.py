"""Checks that every section says something.

## Why is this bad?

An empty "Detection" may mean that nobody knows, that nobody looked, or that nobody finished: the reader cannot
tell. If there is nothing to say, say that, and why: "n/a — no customer was affected". (Source: the review step of
Google's SRE workbook, chapter 10: "is the postmortem complete?")

## Example

```markdown
# Postmortem: checkout outage

## Impact
   ^^^^^^ section "Impact" is empty

## Detection

n/a
^^^ "n/a" gives no reason
```

Use instead:

```markdown
# Postmortem: checkout outage

## Impact

1,900 customers could not pay for 35 minutes.

## Detection

n/a — the incident was an announced exercise.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Block, Break, Definition, Html, Paragraph, Passed
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role, Section
from pm_lint.postmortem.stage import is_draft
from pm_lint.postmortem.title_words import starts_with_time
from pm_lint.rule import Context, Finding, rule

_NO_ANSWER = lazy_regex(r"(?:n\s?/\s?a|not applicable|n\.a\.|[-–—]+|\?+|\.\.\.|…)[.!]?\Z", re.IGNORECASE)
_NO_ANSWER_OPENS = tuple("nN-–—?.…")
_COMMENT = lazy_regex(r"<!--.*?-->", re.DOTALL)
_PARTS = {
    Role.LESSONS: {Role.WENT_WELL, Role.WENT_WRONG, Role.LUCKY, Role.ACTION_ITEMS},
    Role.ROOT_CAUSE: {Role.TRIGGER, Role.CONTRIBUTING_FACTORS, Role.RESOLUTION},
    Role.RESPONSE: {Role.RESOLUTION, Role.DETECTION, Role.TIMELINE},
    Role.SUMMARY: {Role.IMPACT},
}
"""Sections that may stand after a heading rather than under it and still be its content."""


@rule("empty-section", group="structure", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    severity = Severity.HINT if is_draft(postmortem) else None
    parents = {section.parent for section in postmortem.sections}
    for index, section in enumerate(postmortem.sections):
        if not _is_checked(section):
            continue
        if index not in parents and not any(map(_says_something, section.blocks)):
            if _goes_on(section, postmortem.sections[index + 1 : index + 2]):
                continue
            yield _empty(section, severity)
        elif (answer := _sole_paragraph(section)) is not None and _is_no_answer(answer.text.prose.text.strip()):
            shown = answer.text.prose.text.strip()
            yield Finding(answer.span, f'"{shown}" gives no reason', f'write "{shown} — " and why', severity=severity)


def _is_checked(section: Section) -> bool:
    """Whether the section has a role, and its text cannot stand in the title itself ("Severity: SEV2")."""
    if not section.roles or section.roles == (Role.METADATA,) or section.lead is not None:
        return False
    return section.source == "heading" and not (section.qualifier and (":" in section.title or "：" in section.title))


def _is_no_answer(shown: str) -> bool:
    return shown.startswith(_NO_ANSWER_OPENS) and _NO_ANSWER.match(shown) is not None


def _says_something(block: Block) -> bool:
    if isinstance(block, Html):
        return bool(_COMMENT.sub("", block.content).strip())
    return not isinstance(block, (Break, Definition, Passed))


def _goes_on(section: Section, following: tuple[Section, ...]) -> bool:
    """Whether the next section of the same level is the content: a day of the timeline, a part of the lessons."""
    if not following or following[0].level < section.level:
        return False
    after = following[0]
    if after.inherited in section.roles and starts_with_time(after.title):
        return True
    return any(not _PARTS.get(role, set()).isdisjoint(after.roles) for role in section.roles)


def _empty(section: Section, severity: Severity | None) -> Finding:
    only = "holds only a comment" if any(isinstance(block, Html) for block in section.blocks) else "is empty"
    return Finding(
        section.title_span,
        f'section "{section.title}" {only}',
        "write what belongs here, or “n/a — ” and why there is nothing to say",
        severity=severity,
    )


def _sole_paragraph(section: Section) -> Paragraph | None:
    blocks = [block for block in section.blocks if _says_something(block)]
    return blocks[0] if len(blocks) == 1 and isinstance(blocks[0], Paragraph) else None
