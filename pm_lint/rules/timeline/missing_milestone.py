"""Checks that the timeline tells when the incident was detected and when it was over.

## Why is this bad?

Time to detect and time to resolve are the two numbers that every review asks for. They can only be read off a timeline
that says, in so many words, "detected" and "resolved". (Source: Kehoe's and FireHydrant's templates list the
milestones; PagerDuty's guide asks for the same.)

A field such as "**Detected**: 10:05" counts as well. Milestones are recognised by wording, so the finding is a hint.

## Example

```markdown
## Timeline (UTC)
   ^^^^^^^^^^^^^^ timeline does not tell when the incident was resolved

- 10:05 Deployment of the new index
- 10:17 On-call engineer is paged
- 10:40 Meeting with the storage group
```

Use instead:

```markdown
## Timeline (UTC)

- 10:05 Deployment of the new index
- 10:17 On-call engineer is paged
- 10:40 Meeting with the storage group
- 11:00 The incident is resolved
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.template_remains import holds_instructions
from pm_lint.rule import Context, Finding, Needs, rule

_FIELDS = {
    "start": ("started",),
    "detection": ("detected",),
    "mitigation": ("mitigated", "resolved"),
    "resolution": ("resolved", "mitigated"),
}
_SAYS = {
    "start": "the impact started",
    "detection": "the incident was detected",
    "acknowledgement": "somebody took it on",
    "escalation": "it was escalated",
    "mitigation": "it was mitigated",
    "resolution": "the incident was resolved",
}
_MIN_ENTRIES = 3


@rule(
    "missing-milestone",
    group="timeline",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(parts=("timeline",)),
    options={
        "milestones": {
            "type": "array",
            "items": {"enum": list(_SAYS)},
            "default": ["detection", "resolution"],
            "description": "The milestones that a timeline must tell of.",
        }
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    entries = postmortem.timeline
    if len(entries) < _MIN_ENTRIES or postmortem.language not in _LANGUAGES:
        return
    if holds_instructions(postmortem.tree):
        return
    told = {milestone for entry in entries for milestone in entry.milestones}
    if told & {"mitigation", "resolution"}:
        told |= {"mitigation", "resolution"}
    stated = {field.key for field in postmortem.metadata if field.value}
    missing = [
        name
        for name in context.options["milestones"]
        if name not in told and not stated.intersection(_FIELDS.get(name, ()))
    ]
    if missing:
        section = next((s for s in postmortem.sections if Role.TIMELINE in s.roles), None)
        message = "timeline does not tell when " + " and when ".join(_SAYS[name] for name in missing)
        help_ = 'add an entry that says it plainly, such as "11:00 The incident is resolved"'
        yield Finding(section.title_span if section else entries[0].time_span, message, help_)


_LANGUAGES = frozenset({"en", "de", "fr", "es", "pt", "ja", "zh", "ko"})
"""Languages whose wording for milestones is known."""
