"""Checks that no credential stands in the document.

## Why is this bad?

Postmortems are shared widely, mailed, mirrored and indexed, and they quote logs and commands. A key in one is a key
in all those places, long after the incident. (Source: OWASP, Secrets Management Cheat Sheet: a secret that was
written down in the open must be revoked, not only removed.)

Known are the formats of AWS, GitHub, GitLab, Slack, Stripe, Google, npm, PyPI, SendGrid, OpenAI, Anthropic,
DigitalOcean, Vault, Databricks, Shopify, Discord, Telegram, Azure and Twilio, private keys, JSON web tokens, bearer
headers and passwords in addresses. With the extra `secrets`, further formats of the detect-secrets library. Example
values, redacted ones, hashes and commit identifiers are none. Nothing is ever sent anywhere to verify it.

## Example

```markdown
# Postmortem: orders lost

We replayed the queue with `amqp://replay:Vu7-rtz0-kQ9@mq.orders.io/live`.
                                          ^^^^^^^^^^^^ password in an address
```

Use instead:

```markdown
# Postmortem: orders lost

We replayed the queue with `amqp://replay:REDACTED@mq.orders.io/live`.
```

## Fix safety

The fix overwrites the credential with `REDACTED`. It stays in the history of the repository, so revoke it first;
therefore the fix needs `--unsafe-fixes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Applicability, Edit, Fix, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.secrets import find_secrets
from pm_lint.rule import Context, Finding, rule


@rule(
    "secret",
    group="privacy",
    on=Postmortem,
    severity=Severity.ERROR,
    since="0.1.0",
    options={
        "detect-secrets": {
            "type": "boolean",
            "default": True,
            "description": "Whether the detectors of the detect-secrets library are asked too, where it is installed.",
        }
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    for secret in find_secrets(postmortem.source.text, library=context.options["detect-secrets"]):
        fix = Fix("overwrite the credential", (Edit(secret.span, "REDACTED"),), Applicability.UNSAFE)
        yield Finding(secret.span, secret.name, "revoke it, then write REDACTED in its place", fix=fix)
