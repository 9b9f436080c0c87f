"""Checks that the impact is stated with at least one number.

## Why is this bad?

Without numbers nobody can tell a bad day from a catastrophe, compare two incidents or decide what prevention is
worth. A well-informed estimate is better than no data. (Source: SRE workbook, chapter 10.)

A total ("all users", "no data was lost"), a duration, a share, and a plain "unknown" are answers as well; dates,
clock times, versions and ticket numbers are not. A summary that counts who was affected makes up for it.

## Example

```markdown
# Postmortem: checkout errors

## Impact
   ^^^^^^ impact without a number

Shoppers in Europe could not pay while the errors lasted.
```

Use instead:

```markdown
# Postmortem: checkout errors

## Impact

An estimated 4,100 of 52,000 shoppers in Europe could not pay for 35 minutes.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.counts import find_counts
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.quantities import Words, is_measured, words_of
from pm_lint.postmortem.section_text import body_text, outermost, sentences_in
from pm_lint.rule import Context, Finding, Needs, rule

_UNHARMED = lazy_regex(
    r"\b(?:no|not|never|none|without)\b[^.;]{0,60}\b(?:affect|impact|influence|harm|los[est])|\bunaffected\b",
    re.IGNORECASE,
)
"""What says that there was no impact, of which there is no number."""
_SHORT = 15
"""Fewer characters are a dash, a "yes" or a placeholder: nothing that could be measured."""


@rule(
    "unquantified-impact",
    group="impact",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(roles=("impact",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    impacts = outermost(postmortem, Role.IMPACT)
    if not impacts or (words := words_of(postmortem.language)) is None:
        return
    for group in impacts:
        texts = [body_text(postmortem, section) for section in group]
        if any(is_measured(text, words) or "![" in text for text in texts):
            continue
        said = [sum(len(sentence.text) for sentence in sentences_in(postmortem, section)) for section in group]
        section = group[said.index(max(said))]
        if all(_UNHARMED.search(sentence.text) for section in group for sentence in sentences_in(postmortem, section)):
            continue
        if max(said) <= _SHORT or section.title.lower().startswith("affected"):
            continue
        if not _is_counted_in_summary(postmortem, words):
            yield Finding(
                section.title_span,
                "impact without a number",
                "say how many were affected and for how long; an estimate is better than none",
            )


def _is_counted_in_summary(postmortem: Postmortem, words: Words) -> bool:
    return any(
        True
        for section in postmortem.having(Role.SUMMARY)
        for sentence in sentences_in(postmortem, section)
        for _ in find_counts(sentence.text, words)
    )
