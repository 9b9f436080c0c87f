"""Which characters of its parent each inline token came from.

markdown-it gives inline tokens no columns. After :func:`install`, every inline child token carries
``token.meta["span"] == (start, end)``, offsets into its parent's ``content``; siblings tile it without gaps.

Only documented seams of markdown-it-py are used: ``Ruler``, the rule signature ``(state, silent) -> bool``,
``state.pos``, ``state.tokens`` and ``Token.meta``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

SPAN = "span"


def install(md: MarkdownIt) -> MarkdownIt:
    """Record spans while ``md`` parses; call after all plugins are enabled."""
    rules = md.inline.ruler.getRules("")

    def spanned(state: StateInline, silent: bool) -> bool:
        if silent:
            return any(rule(state, True) for rule in rules)
        start, first = state.pos, len(state.tokens)
        for rule in rules:
            if rule(state, False):
                if len(state.tokens) > first:
                    _annotate(state, first, start)
                return True
        return False

    # One dispatching rule instead of one wrapper per rule: the cost is paid
    # once per *match*, not once per *attempt*.
    md.inline.ruler = Ruler()
    md.inline.ruler.push("spanned", spanned)
    join = dict(zip(md.inline.ruler2.get_active_rules(), md.inline.ruler2.getRules("")))["fragments_join"]

    def spanned_join(state: StateInline) -> None:
        _before_join(state)
        join(state)

    md.inline.ruler2.before("balance_pairs", "span_tail", _tail)
    md.inline.ruler2.at("fragments_join", spanned_join)
    md.core.ruler.at("inline", _inline)
    md.disable("text_join")  # keep escapes and entities apart: 1 token = 1 source slice
    return md


_SPECIAL = re.compile(r"[\\`~*_\[!<&]|[ \t]\n|\n[ \t]")


def _inline(state: StateCore) -> None:
    """markdown-it's own core rule, with a short cut for content that holds nothing but words.

    Such content (most paragraphs, items and cells) gives the same tokens without a run of the inline parser.
    """
    for token in state.tokens:
        if token.type != "inline":
            continue
        if token.children is None:
            token.children = []
        if _SPECIAL.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
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


def _annotate(state: StateInline, first: int, start: int) -> None:
    src, end, state_start = state.src, state.pos, start
    fresh = state.tokens[first:]
    head = fresh[0]
    if head.type == "text":
        own = sum(len(t.content) for t in fresh) == end - start and all(t.type == "text" for t in fresh)
        if not own:  # pending text flushed by this rule; always verbatim
            at = src.rfind(head.content, 0, start)
            head.meta[SPAN] = (at, at + len(head.content))
            start = min(start, at + len(head.content))
            del fresh[0]
    if not fresh:
        return
    head = fresh[0]
    if len(fresh) == 1:
        if head.type in ("softbreak", "hardbreak"):
            floor = 0
            if first and head is state.tokens[first]:
                floor = state.tokens[first - 1].meta.get(SPAN, (0, 0))[1]
            while src[state_start] == "\n" and start > floor and src[start - 1] == " ":
                start -= 1
        elif head.type == "image" and head.children:
            shift(head.children, start + 2)
        head.meta[SPAN] = (start, end)
    elif head.type == "text":  # emphasis-like delimiter run
        for token in fresh:
            token.meta[SPAN] = (start, start + len(token.content))
            start += len(token.content)
    elif head.type == "link_open":
        mark = {"autolink": 1, "linkify": 0}.get(head.markup, 1)
        head.meta[SPAN] = (start, start + mark)
        cursor = start + mark
        if head.info == "auto":
            fresh[1].meta[SPAN] = (cursor, end - mark)
            cursor = end - mark
        else:
            for token in fresh[1:-1]:
                if SPAN not in token.meta:  # label's last text, flushed at its end
                    token.meta[SPAN] = (cursor, cursor + len(token.content))
                cursor = max(cursor, token.meta[SPAN][1])
        fresh[-1].meta[SPAN] = (cursor, end)
    else:  # unknown plugin rule: coarse, but contains the truth
        for token in fresh:
            token.meta.setdefault(SPAN, (start, end))


def _tail(state: StateInline) -> None:
    """Span the text left pending when the tokenizer reached the end."""
    if state.tokens and SPAN not in (last := state.tokens[-1]).meta:
        end = len(state.src)
        last.meta[SPAN] = (end - len(last.content), end)


def _before_join(state: StateInline) -> None:
    tokens = state.tokens
    run: Token | None = None  # first non-empty text of the current run
    for i, token in enumerate(tokens):
        if token.type == "text":
            if not token.content:  # half of a ``**``, emptied by the emphasis rule
                pass
            elif run is None:
                run = token
            if i + 1 == len(tokens) or tokens[i + 1].type != "text":
                if run is not None:
                    last = token
                    j = i
                    while not last.content:
                        j -= 1
                        last = tokens[j]
                    token.meta[SPAN] = (run.meta[SPAN][0], last.meta[SPAN][1])
                else:  # nothing left but emptied delimiters
                    at = token.meta[SPAN][0]
                    if i and tokens[i - 1].type == "strong_close":
                        at = tokens[i - 1].meta[SPAN][1]
                    token.meta[SPAN] = (at, at)
                run = None
            continue
        run = None
        if token.type == "strong_open":
            end = token.meta[SPAN][1]
            token.meta[SPAN] = (end - 2, end)
        elif token.type == "strong_close":
            start = token.meta[SPAN][0]
            token.meta[SPAN] = (start, start + 2)


def shift(tokens: Sequence[Token], by: int) -> None:
    for token in tokens:
        start, end = token.meta[SPAN]
        token.meta[SPAN] = (start + by, end + by)
        if token.children:
            shift(token.children, by)
