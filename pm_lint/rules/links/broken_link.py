"""Checks that links to files, headings and reference definitions lead somewhere.

## Why is this bad?

A postmortem is read months later, when nobody remembers what the missing runbook or graph showed. Evidence that
cannot be opened is no evidence. (Source: SRE workbook, chapter 10: readers need the supporting data at hand.)

Only what can be known offline is checked: relative files, anchors in this document and in other Markdown files,
and reference labels. Addresses of the web, site-absolute paths (`/runbooks/queue`) and links with template braces
are left alone, and so are the relative files of a template, which are meant for the place of its copies.

## Example

```markdown
# Postmortem: search outage

The alert came late, see [timeline](#time-line) and the [runbook][run-book].
                                    ^^^^^^^^^^ no heading or anchor is named "time-line"
                                                                  ^^^^^^^^ no definition of the link label "run-book"

## Timeline

- 10:05 UTC: first alert

[runbook]: https://wiki.example.com/search
```

Use instead:

```markdown
# Postmortem: search outage

The alert came late, see [timeline](#timeline) and the [runbook][runbook].

## Timeline

- 10:05 UTC: first alert

[runbook]: https://wiki.example.com/search
```

## Fix safety

A heading whose letters are the same is put in safely; one that is merely alike, a label that is alike, and a file
of the same name in a neighbouring folder change what the link means and need `--unsafe-fixes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Applicability, Edit, Fix, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.destinations import MOST_SUGGESTIONS, Broken, broken_destinations
from pm_lint.postmortem.references import Undefined, definitions_in, find_undefined
from pm_lint.rule import Context, Finding, Needs, rule


@rule(
    "broken-link",
    group="links",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(text=("](", "][", "]: ", "href=", "src=")),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    for broken in broken_destinations(postmortem, context.file_exists, context.read_file):
        yield _finding(broken)
    for count, undefined in enumerate(find_undefined(postmortem.tree)):
        near = _nearest(undefined.label, postmortem) if count < MOST_SUGGESTIONS else None
        yield _undefined(undefined, near)


def _finding(broken: Broken) -> Finding:
    span = broken.reference.span
    if broken.replacement is None:
        return Finding(span, broken.message, broken.help)
    fix = None
    if not broken.reference.defined:
        level = Applicability.SAFE if broken.certain else Applicability.UNSAFE
        fix = Fix(f'link to "{broken.replacement}"', (Edit(span, broken.replacement),), level)
    return Finding(span, broken.message, f'write "{broken.replacement}"', fix=fix)


def _undefined(undefined: Undefined, near: str | None) -> Finding:
    message = f'no definition of the link label "{undefined.label}"'
    if near is None or undefined.label_span is None:
        return Finding(undefined.span, message, f'add a line "[{undefined.label}]: https://…", or link inline')
    fix = Fix(f'refer to "{near}"', (Edit(undefined.label_span, near),), Applicability.UNSAFE)
    return Finding(undefined.span, message, f'refer to "{near}", which is defined', fix=fix)


def _nearest(label: str, postmortem: Postmortem) -> str | None:
    labels = {r.text.lower(): r.text for r in definitions_in(postmortem.tree) if r.kind == "definition"}
    if not labels or len(labels) > 500 or len(label) > 100:
        return None
    from difflib import get_close_matches  # slow to import, and needed for broken links only

    near = get_close_matches(label.lower(), labels, n=2, cutoff=0.7)
    return labels[near[0]] if len(near) == 1 else None
