"""Checks that no paragraph is so long that readers skip it.

## Why is this bad?

A page of unbroken text hides its facts. Readers of incident reports scan: short paragraphs, lists and tables let
them find the line they need. (Source: plainlanguage.gov, Federal Plain Language Guidelines: write short paragraphs.)

This is a hint.

## Example

```yaml
options: {max-words: 30}
```

```markdown
# Postmortem: search outage

The index was rebuilt at nine. It took longer than usual, because the new field had doubled its size. The queue
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ paragraph of 40 words, more than 30
grew meanwhile, and when it was full the writers waited. The pages that write before they answer timed out.
```

Use instead:

```markdown
# Postmortem: search outage

The index was rebuilt at nine. It took longer than usual, because the new field had doubled its size.

The queue grew meanwhile, and when it was full the writers waited. The pages that write before they answer timed out.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.markdown.tree import Paragraph
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.section_text import word_count
from pm_lint.postmortem.sentences import boundaries
from pm_lint.rule import Context, Finding, rule


@rule(
    "wall-of-text",
    group="clarity",
    on=Postmortem,
    severity=Severity.HINT,
    since="0.1.0",
    options={
        "max-words": {
            "type": "integer",
            "minimum": 30,
            "default": 150,
            "description": "The number of words that a paragraph may have.",
        }
    },
)
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    limit = context.options["max-words"]
    for node in context.tree.nodes:
        if isinstance(node, Paragraph) and len(node.text.content) >= 2 * limit:  # so many words need so many characters
            yield from _paragraph(node, limit)


def _paragraph(paragraph: Paragraph, limit: int) -> Iterator[Finding]:
    prose = paragraph.text.prose
    count = word_count(prose.text)
    if count > limit:
        start, end = boundaries(prose.text)[0]
        message = f"paragraph of {count} words, more than {limit}"
        yield Finding(prose.span(start, end), message, "split it by thought, or make a list of what is one")
