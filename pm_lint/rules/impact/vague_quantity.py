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
from pm_lint.postmortem.counts import find_counts
from pm_lint.postmortem.model import Role, Sentence
from pm_lint.postmortem.quantities import Words, any_of, has_duration, is_counted, words_of
from pm_lint.postmortem.vagueness import Vague, find_vague, is_minor
from pm_lint.rule import Context, Finding, Needs, rule

_HELP = {
    "amount": "say how many, or how many of how many; an estimate is better than none",
    "time": "say how long, or from when to when",
    "degree": "say from what to what, or link to the graph",
}


@rule(
    "vague-quantity",
    group="impact",
    on=Postmortem,
    severity=Severity.WARNING,
    since="0.1.0",
    needs=Needs(roles=("impact", "summary")),
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    if (words := words_of(postmortem.language)) is None:
        return
    impact, summary = Role.IMPACT, Role.SUMMARY
    sentences = [
        sentence
        for sentence in postmortem.sentences
        if (sentence.role is impact or sentence.role is summary) and sentence.kind not in ("heading", "quote")
    ]
    found = [(sentence, tuple(find_vague(sentence.text, words))) for sentence in sentences]
    if not any(vague for _, vague in found):
        return
    counted = {
        (sentence.section, count.noun.rpartition(" ")[2])
        for sentence in sentences
        for count in find_counts(sentence.text, words)
    }
    for sentence, phrases in found:
        open_ = [
            vague
            for vague in phrases
            if not (sentence.role is summary and is_minor(vague, words))
            and (sentence.section, vague.noun) not in counted
        ]
        if open_:
            yield from _findings(sentence, open_, words)


def _findings(sentence: Sentence, phrases: list[Vague], words: Words) -> Iterator[Finding]:
    """What the sentence leaves open and does not itself make up for, or explain."""
    prose = sentence.holder.prose
    if sentence.text.endswith(":") or any_of(words.unknowns, sentence.text) or _touches(sentence, prose.ranges("link")):
        return
    ends = (0, *(vague.end for vague in phrases))
    starts = (*(vague.start for vague in phrases), len(sentence.text))
    rest = " ".join(sentence.text[end:start] for end, start in zip(ends, starts, strict=True))
    counted = is_counted(rest, words)
    timed = counted or has_duration(rest, words)
    code = prose.ranges("code")
    for vague in phrases:
        at = sentence.start + vague.start
        if (timed if vague.kind == "time" else counted) or any(low <= at < high for low, high in code):
            continue
        phrase = sentence.text[vague.start : vague.end]
        yield Finding(sentence.span(vague.start, vague.end), f'vague {vague.kind} "{phrase}"', _HELP[vague.kind])


def _touches(sentence: Sentence, ranges: list[tuple[int, int]]) -> bool:
    return any(low < sentence.end and sentence.start < high for low, high in ranges)
