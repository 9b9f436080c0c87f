"""Checks that every suppression comment gives its reason, where the setting `require-reason` asks for one.

## Why is this bad?

Whoever meets the exception a year later cannot tell whether it still holds. A reason after ` -- ` takes one line.

## Example

```yaml
require-reason: true
```

```markdown
# Postmortem: checkout outage

<!-- pm-lint-disable privacy -->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression gives no reason
```

Use instead:

```markdown
# Postmortem: checkout outage

<!-- pm-lint-enable privacy -->
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem.model import Directive
from pm_lint.rule import Context, Finding, rule


@rule("suppression-without-reason", group="suppressions", on=Directive, severity=Severity.WARNING, since="0.1.0")
def check(directive: Directive, context: Context) -> Iterator[Finding]:
    if context.settings.require_reason and directive.reason is None and directive.action != "enable":
        yield Finding(
            directive.span, "suppression gives no reason", "end the comment with ` -- ` and why it is right here"
        )
