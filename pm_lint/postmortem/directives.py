"""Suppression comments: ``<!-- pm-lint-disable RULE… -- reason -->`` and its relatives."""

from __future__ import annotations

import re

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Code, Tree
from pm_lint.postmortem.model import Directive, Excerpt
from pm_lint.source import Span

_COMMENT = lazy_regex(
    r"<!--\s*pm-lint-(disable(?:-next-line|-line|-file)?|enable)\b(.*?)-->",
    re.DOTALL,
)
_NAME = lazy_regex(r"[\w/-]+")
_REASON = lazy_regex(r"(?:^|\s)--(?:\s+|$)")


def find_directives(tree: Tree) -> tuple[Directive, ...]:
    """Every suppression comment outside code, in document order.

    Found in the text rather than in the tree: a comment works in a list, a table cell or a quote as anywhere else.
    """
    text = tree.source.text
    if "pm-lint-" not in text:
        return ()
    code = [node.span for node in tree.nodes if isinstance(node, Code)]
    code += [inline.span for leaf in tree.texts for inline in leaf.inlines if inline.kind == "code"]
    return tuple(
        _directive(match, tree)
        for match in _COMMENT.finditer(text)
        if not any(span.start <= match.start() < span.end for span in code)
    )


def _directive(match: re.Match[str], tree: Tree) -> Directive:
    words, base = match.group(2), match.start(2)
    split = _REASON.search(words)
    names, reason = (words[: split.start()], words[split.end() :].strip()) if split else (words, "")
    return Directive(
        action=match.group(1),
        names=tuple(
            Excerpt(name.group(), Span(base + name.start(), base + name.end())) for name in _NAME.finditer(names)
        ),
        reason=reason or None,
        line=tree.source.line_of(match.start()),
        span=Span(match.start(), match.end()),
    )
