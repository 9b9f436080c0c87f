"""Checks that summary and impact state the same number of the same thing.

## Why is this bad?

A report with two numbers for one fact is trusted for neither, and the wrong one is quoted. (Source: SRE workbook,
chapter 10: data transparency.)

This is a hint, and a careful one: it speaks only where summary and impact each give one number for the same words,
such as "paying customers", and neither is a rounding of the other.

## Example

```markdown
# Postmortem: invoices sent twice

## Summary

On 3 March, 1,240 customers received an invoice twice.

## Impact

We wrote to the 1,420 customers who were charged.
                ^^^^^^^^^^^^^^^ 1,420 customers here, 1,240 customers in the summary
```

Use instead:

```markdown
# Postmortem: invoices sent twice

## Summary

On 3 March, 1,240 customers received an invoice twice.

## Impact

We wrote to the 1,240 customers who were charged.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Related, Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.counts import Count, agree, find_counts
from pm_lint.postmortem.model import Role, Sentence
from pm_lint.postmortem.quantities import Words, words_of
from pm_lint.postmortem.section_text import outermost
from pm_lint.rule import Context, Finding, Needs, rule

_Found = tuple[Sentence, Count]


@rule(
    "inconsistent-number",
    group="impact",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    needs=Needs(roles=("impact",)),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    words = words_of(postmortem.language)
    summaries = outermost(postmortem, Role.SUMMARY)
    impacts = outermost(postmortem, Role.IMPACT)
    if words is None or len(summaries) != 1 or len(impacts) != 1:
        return
    if not (told := _counts(postmortem, Role.SUMMARY, words)):
        return
    for noun, (sentence, count) in _counts(postmortem, Role.IMPACT, words).items():
        if noun not in told or agree(told[noun][1], count):
            continue
        other, first = told[noun]
        here, there = sentence.text[count.start : count.end], other.text[first.start : first.end]
        place = other.span(first.start, first.end)
        yield Finding(
            sentence.span(count.start, count.end),
            f"{here} here, {there} in the summary",
            "give the same number in both, or say what each of them counts",
            related=(Related("the summary says", place),) if place else (),
        )


def _counts(postmortem: Postmortem, role: Role, words: Words) -> dict[str, _Found]:
    """What is counted exactly once under a role, by noun."""
    found: dict[str, list[_Found]] = {}
    for sentence in postmortem.sentences:
        if sentence.role is role and sentence.kind != "heading":
            for count in find_counts(sentence.text, words):
                if not sentence.text[: count.start].endswith(" of "):  # the whole of which a part was counted
                    found.setdefault(count.noun, []).append((sentence, count))
    return {noun: places[0] for noun, places in found.items() if len(places) == 1}
