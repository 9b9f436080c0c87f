"""Checks that nothing of a template is left to be filled in.

## Why is this bad?

"TBD" in a published postmortem is a hole that nobody owns, and a prompt that was never answered looks like text until
somebody needs what should stand there. (Source: the review step of Google's SRE workbook, chapter 10.)

Reported are markers (`TBD`, `to be determined`, `TODO:`), bracketed names of things (`[name]`, `{{ date }}`,
`YYYY-MM-DD`), filler text, and the instructions of templates ("Describe what happened"). A document whose status is
draft gets hints. Action items without an owner or a ticket have rules of their own.

## Example

```markdown
# Postmortem: checkout outage

## Summary

Card payments failed for [duration].
                         ^^^^^^^^^^ placeholder "[duration]"

## Root cause

TBD
^^^ placeholder "TBD"

## Impact

*Describe how many users were affected and for how long.*
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ instruction of a template
```

Use instead:

```markdown
# Postmortem: checkout outage

## Summary

Card payments failed for 35 minutes.

## Root cause

The pool of database connections was sized for half of the traffic.

## Impact

1,900 customers could not pay.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.markdown.tree import Cell, Heading, Paragraph, Text
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.placeholders import find_placeholders, is_placeholder_title
from pm_lint.postmortem.stage import is_draft
from pm_lint.rule import Context, Finding, rule
from pm_lint.source import Span
from pm_lint.templates import is_known_prompt, is_prompt

_HELP = "write what should stand here, or take it out"


@rule("placeholder-text", group="structure", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    found = list(_findings(postmortem))
    if found and is_draft(postmortem):
        found = [finding._replace(severity=Severity.HINT) for finding in found]
    yield from found


def _findings(postmortem: Postmortem) -> Iterator[Finding]:
    outer = {id(block) for block in postmortem.tree.children}
    titled = False
    for node in postmortem.tree.nodes:
        if not isinstance(node, (Paragraph, Cell, Heading)):
            continue
        text = node.text
        if isinstance(node, Paragraph):
            if is_prompt(text.prose.text) and _is_instruction(text, postmortem):
                yield Finding(_words(text), "instruction of a template", "write the answer in its place")
                continue
        elif isinstance(node, Heading) and not titled:
            titled = True
            if is_placeholder_title(text.prose.text):
                yield Finding(text.span, f'title "{text.prose.text}" of a template', "say what was affected")
                continue
        for placeholder in find_placeholders(text):
            in_item = id(node) not in outer and _is_of_actions(text, postmortem)
            if not (placeholder.marker and (in_item or _is_state(placeholder.text, node))):
                yield Finding(placeholder.span, f'placeholder "{placeholder.text}"', _HELP)


def _is_instruction(text: Text, postmortem: Postmortem) -> bool:
    """Under "Action items" an order is an action, so only the very words of a template count there."""
    return not _is_of_actions(text, postmortem) or is_known_prompt(text.prose.text)


def _is_of_actions(text: Text, postmortem: Postmortem) -> bool:
    return postmortem.role_at(text.line) is Role.ACTION_ITEMS


def _is_state(marker: str, node: Heading | Paragraph | Cell) -> bool:
    """Whether "TODO" is the state of something in a table, or the title of a list of things to do."""
    return marker.upper() == "TODO" and not isinstance(node, Paragraph)


def _words(text: Text) -> Span:
    """The text without the emphasis around it."""
    return text.prose.span(0, len(text.prose.text)) or text.span
