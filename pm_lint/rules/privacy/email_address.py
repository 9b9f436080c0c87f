"""Checks that the text gives away no mail address.

## Why is this bad?

A customer's address in a report is personal data in every copy of it, and a colleague's address draws attention to
the person where the role is what matters. (Source: PagerDuty, Postmortem Documentation: anonymise; the document is
about the system.)

Addresses of authors, owners and participants are left alone where metadata, rosters and action items give them, and
so are shared mailboxes such as `support@` and example addresses.

## Example

```markdown
# Postmortem: invoices sent twice

## Impact

The duplicate was first reported by jo.lindqvist@kunde.se.
                                    ^^^^^^^^^^^^^^^^^^^^^ mail address in the text
```

Use instead:

```markdown
# Postmortem: invoices sent twice

## Impact

The duplicate was first reported by a customer in Sweden (ticket 4411).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.addresses import find_emails
from pm_lint.postmortem.model import Role
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Span

_ROSTERS = frozenset({Role.PARTICIPANTS, Role.METADATA, Role.REFERENCES})


@rule(
    "email-address",
    group="privacy",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(text=("@",)),
    options={
        "allow": {
            "type": "array",
            "items": {"type": "string"},
            "default": [],
            "description": "Addresses and domains that may stand in the text.",
        }
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    found = list(find_emails(postmortem.source.text))
    if not found:
        return
    allowed = {entry.lower().lstrip("@") for entry in context.options["allow"]}
    expected = tuple(_expected(postmortem))
    for address in found:
        mail = address.text.lower()
        if mail in allowed or mail.rpartition("@")[2] in allowed:
            continue
        if not any(span.start <= address.span.start < span.end for span in expected):
            yield Finding(address.span, "mail address in the text", "name the role, or a ticket that holds the address")


def _expected(postmortem: Postmortem) -> Iterator[Span]:
    """Where addresses belong: front matter, metadata, rosters, owners of action items, contact links."""
    if postmortem.tree.front_matter:
        yield postmortem.tree.front_matter.span
    yield from (field.span for field in postmortem.metadata)
    yield from (section.body for section in postmortem.sections if _ROSTERS & set(section.roles))
    yield from (owner.span for item in postmortem.action_items for owner in item.owners)
    yield from (link.whole for link in postmortem.references if link.kind == "link" and link.url.startswith("mailto:"))
