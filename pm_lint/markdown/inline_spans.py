"""Which characters of its parent each inline token came from.

markdown-it gives inline tokens no columns. After :func:`install`, every inline child token carries
``token.meta["span"] == (start, end)``, offsets into its parent's ``content``; siblings tile it without gaps. The
children of an image count from the image's own content.

Only documented seams of markdown-it-py are used: ``Ruler``, the rule signature ``(state, silent) -> bool``,
``state.pos``, ``state.tokens`` and ``Token.meta``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from pm_lint.markdown.dispatch import dispatch_blocks, dispatch_inlines

SPAN = "span"


def install(md: MarkdownIt) -> MarkdownIt:
    """Records spans while ``md`` parses; call after all plugins are enabled."""
    dispatch_blocks(md)
    dispatch_inlines(md, _matched)
    md.inline.ruler2.before("balance_pairs", "span_tail", _tail)
    md.inline.ruler2.before("fragments_join", "span_runs", _runs)
    md.core.ruler.at("inline", _inline)
    md.disable("text_join")  # keep escapes and entities apart: one token is one source slice
    return md


_MARKUP = re.compile(r"[\\`*_\[<&]|~~|[ \t]\n|\n[ \t]")


def _inline(state: StateCore) -> None:
    """markdown-it's own core rule, with a short cut for content that holds nothing but words.

    Such content (most paragraphs, items and cells) gives the same tokens without a run of the inline parser.
    """
    parse = state.md.inline.parse
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if _MARKUP.search(token.content):
            parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children.extend(_plain(token.content))


def _plain(content: str) -> Iterator[Token]:
    start = 0
    for line in content.split("\n"):
        if start:
            yield Token("softbreak", "br", 0, meta={SPAN: (start - 1, start)})
        end = start + len(line)
        yield Token("text", "", 0, content=line, meta={SPAN: (start, end)})
        start = end + 1


# ---------------------------------------------------------------- while tokens are pushed
def _matched(state: StateInline, first: int, start: int) -> None:
    """Spans the tokens from index ``first`` on, which the rule that stood at ``start`` pushed.

    The first of them may be text that was pending: it ends where the rule started.
    """
    tokens, end = state.tokens, state.pos
    if len(tokens) == first:
        return
    last = tokens[-1]
    if last.type == "text":
        _lay_back(tokens, first, end)
        return
    if state.src[start] == "\n":
        start = _break_start(state, first, start)
    if tokens[first].type == "text":
        tokens[first].meta[SPAN] = (start - len(tokens[first].content), start)
        first += 1
    if last.type == "link_close":
        _link(tokens, first, start, end)
    else:
        last.meta[SPAN] = (start, end)


def _lay_back(tokens: list[Token], first: int, end: int) -> None:
    """Spans texts that stand side by side and end at ``end``: pending text and a run of ``*``, ``_`` or ``~~``."""
    for index in range(len(tokens) - 1, first - 1, -1):
        start = end - len(tokens[index].content)
        tokens[index].meta[SPAN] = (start, end)
        end = start


def _break_start(state: StateInline, first: int, start: int) -> int:
    """Where a line break starts: it takes the spaces before it, but not that of an escape."""
    floor = 0
    if first:  # a link that is still open has no span, nor ends in a space
        floor = state.tokens[first - 1].meta.get(SPAN, (0, 0))[1]
    while start > floor and state.src[start - 1] == " ":
        start -= 1
    return start


def _link(tokens: list[Token], first: int, start: int, end: int) -> None:
    """Spans ``[``, the last text of the label, and ``](…)``; or the three tokens of an autolink."""
    opener, label, closer = tokens[first], tokens[-2], tokens[-1]
    opener.meta[SPAN] = (start, start + 1)
    if opener.info == "auto":
        label.meta[SPAN] = (start + 1, end - 1)
    elif SPAN not in label.meta:  # flushed at the end of the label
        label_start = tokens[-3].meta[SPAN][1]
        label.meta[SPAN] = (label_start, label_start + len(label.content))
    closer.meta[SPAN] = (label.meta[SPAN][1], end)


# ---------------------------------------------------------------- after all tokens are pushed
def _tail(state: StateInline) -> None:
    """Spans the text that was pending when the tokenizer reached the end."""
    if state.tokens and SPAN not in (last := state.tokens[-1]).meta:
        end = len(state.src)
        last.meta[SPAN] = (end - len(last.content), end)


def _runs(state: StateInline) -> None:
    """Spans what emphasis and the join of fragments make of several tokens.

    The emphasis rule writes ``**`` into one of two ``*`` and empties the other; the join then keeps only the last of
    a run of texts. So a tag takes the width of its marks, and the last text of a run takes the span of the run.
    """
    run_start = at = 0
    in_run = False
    for token in state.tokens:
        start, end = token.meta[SPAN]
        if token.type == "text":
            if not in_run:
                run_start, in_run = at, True
            if token.content:  # else a mark that the emphasis rule emptied
                at += end - start
            token.meta[SPAN] = (run_start, at)
        else:
            in_run = False
            if token.type in _TAGS:
                end = at + len(token.markup)
            token.meta[SPAN] = (at, end)
            at = end


_TAGS = frozenset({"strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close"})
