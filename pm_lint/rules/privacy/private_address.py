"""Checks that the document does not give away addresses of the internal network.

## Why is this bad?

Addresses and names of internal hosts help nobody to understand the incident, and help an attacker to find the way.
In a document that may be shared outside, the role of the machine says more. (Source: PagerDuty, Postmortem
Documentation: what customers are told leaves internal details out.)

This is a hint, for many postmortems never leave the company. Each address is reported once.

## Example

```markdown
# Postmortem: checkout errors

The pool on 10.12.8.37 was full, and db-3.orders.internal refused further connections.
            ^^^^^^^^^^ address of a private network
                                     ^^^^^^^^^^^^^^^^^^^^ name of an internal host
```

Use instead:

```markdown
# Postmortem: checkout errors

The pool of the first gateway was full, and the third replica of the orders database refused further connections.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.addresses import PRIVATE_MARKS, find_private
from pm_lint.rule import Context, Finding, Needs, rule

_MESSAGES = {"ip": "address of a private network", "host": "name of an internal host"}


@rule(
    "private-address",
    group="privacy",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(text=PRIVATE_MARKS),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for address in find_private(postmortem.source.text):
        if address.text not in seen:
            seen.add(address.text)
            yield Finding(
                address.span, _MESSAGES[address.kind], "say what the machine does, such as “the second replica”"
            )
