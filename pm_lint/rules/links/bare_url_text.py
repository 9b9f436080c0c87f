"""Checks that links in sentences say where they lead.

## Why is this bad?

An address in the middle of a sentence is noise to the reader and says nothing once the page has moved; a link text
says what the evidence is. Screen readers spell addresses letter by letter. (Source: W3C, WCAG 2.4.4 "Link Purpose".)

An address that fills its line, list item or table cell, follows a label ("Ticket: https://…") or stands among references
or action items is left alone.

## Example

```markdown
# Postmortem: login failures

The rollout https://ci.example.com/builds/8812 removed the session store from the config.
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ address as link text
```

Use instead:

```markdown
# Postmortem: login failures

The [rollout of 10:02](https://ci.example.com/builds/8812) removed the session store from the config.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pm_lint.diagnostic import Severity
from pm_lint.markdown.tree import Text
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.references import Reference, bare_in, links_in
from pm_lint.rule import Context, Finding, Needs, rule
from pm_lint.source import Source

_QUIET = frozenset({Role.REFERENCES, Role.ACTION_ITEMS, Role.METADATA, Role.PARTICIPANTS, Role.GLOSSARY})
_NEAR = 200
"""How many characters around an address are looked at."""


@rule("bare-url-text", group="links", on=Postmortem, severity=Severity.HINT, since="0.1.0", needs=Needs(text=("://",)))
def check(postmortem: Postmortem, context: Context) -> Iterator[Finding]:
    written = context.source.text
    if written.count("://") == written.count("](http"):
        return
    for text in [text for text in context.tree.texts if "://" in text.content]:
        for reference in _shown(text):
            line = context.source.line_of(reference.span.start)
            if _in_sentence(reference, context.source) and postmortem.role_at(line) not in _QUIET:
                advice = "write what the reader finds there: [error rate](https://…)"
                yield Finding(reference.span, "address as link text", advice)


def _shown(text: Text) -> Iterator[Reference]:
    """The addresses that the reader sees."""
    content = text.content
    if content.count("://") == content.count("](http"):
        return
    yield from bare_in(text)
    if "<http" in content or "[http" in content:
        yield from filter(_is_bare, links_in(text))


def _is_bare(reference: Reference) -> bool:
    """Whether a link shows its own address."""
    if reference.kind == "autolink":
        return reference.url.startswith(("http://", "https://"))
    return reference.kind == "link" and "://" in reference.text and reference.text.strip() == reference.url


def _in_sentence(reference: Reference, source: Source) -> bool:
    """Whether words run up to the address: not where it has a line of its own or follows a label."""
    line = source.line_span(source.line_of(reference.span.start))
    before = source.text[max(line.start, reference.whole.start - _NEAR) : reference.whole.start].rstrip("<([ ")
    after = source.text[reference.whole.end : min(line.end, reference.whole.end + _NEAR)]
    behind_label = before[max(before.rfind(":"), before.rfind("=")) + 1 :]
    return bool(re.search(r"\w", behind_label)) and len(re.findall(r"\w+", before + after)) >= 4
