"""Checks that summary and impact count instead of saying "many" or "for a while".

## Why is this bad?

"Many customers" is three to the engineer who saw three tickets and half of them to the executive who reads it. A
number, a share or a link to the graph means the same to both. (Source: SRE workbook, chapter 10: quantifiable
metrics; PagerDuty, Postmortem Documentation: measure the impact.)

A sentence that also holds a number, a percentage or a link, or that says that the number is unknown, is left alone,
and so is one that a list follows, and a noun that is counted elsewhere in the section.

## Example

```markdown
# Postmortem: checkout errors

## Impact

Many customers in Europe could not pay for a while.
^^^^^^^^^^^^^^ vague amount "Many customers"
                                       ^^^^^^^^^^^ vague time "for a while"
```

Use instead:

```markdown
# Postmortem: checkout errors

## Impact

4,100 customers in Europe could not pay for 35 minutes.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role, Sentence
from pm_lint.postmortem.quantities import (
    Vague,
    Words,
    any_of,
    find_counts,
    find_vague,
    has_duration,
    is_counted,
    is_minor,
    words_of,
)
from pm_lint.rule import Context, Finding, rule

_HELP = {
    "amount": "say how many, or how many of how many; an estimate is better than none",
    "time": "say how long, or from when to when",
    "degree": "say from what to what, or link to the graph",
}


@rule("vague-quantity", group="impact", on=Postmortem, severity=Severity.WARNING, since="0.1.0")
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if (words := words_of(postmortem.language)) is None:
        return
    impact, summary = Role.IMPACT, Role.SUMMARY  # compared by identity: hashing an enum is slow
    sentences = [
        sentence
        for sentence in postmortem.sentences
        if (sentence.role is impact or sentence.role is summary) and sentence.kind not in ("heading", "quote")
    ]
    found = [(sentence, vague) for sentence in sentences for vague in find_vague(sentence.text, words)]
    if not found:
        return
    counted = {
        (sentence.section, count.noun.rpartition(" ")[2])
        for sentence in sentences
        for count in find_counts(sentence.text, words)
    }
    for sentence, vague in found:
        if (
            not (sentence.role is summary and is_minor(vague, words))
            and (sentence.section, vague.noun) not in counted
            and not _is_backed(sentence, vague, words)
        ):
            span = sentence.span(vague.start, vague.end)
            phrase = sentence.text[vague.start : vague.end]
            yield Finding(span, f'vague {vague.kind} "{phrase}"', _HELP[vague.kind])


def _is_backed(sentence: Sentence, vague: Vague, words: Words) -> bool:
    """Whether the sentence itself gives the measure, or says why it can't."""
    text = sentence.text
    if text.endswith(":") or any_of(words.unknowns, text):
        return True
    prose = sentence.holder.prose
    if any(low < sentence.end and sentence.start < high for low, high in prose.ranges("link")):
        return True
    at = sentence.start + vague.start
    if any(low <= at < high for low, high in prose.ranges("code")):
        return True
    rest = text[: vague.start] + " " + text[vague.end :]
    return is_counted(rest, words) or (vague.kind == "time" and has_duration(rest, words))
