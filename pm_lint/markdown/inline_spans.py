"""Which characters of its parent each inline token came from.

markdown-it gives inline tokens no columns. After :func:`install`, every inline child token carries
``token.meta["span"] == (start, end)``, offsets into its parent's ``content``; siblings tile it without gaps. The
children of an image count from the image's own content. Content that holds no markup has no children.

Only documented seams of markdown-it-py are used: ``Ruler``, the rule signature ``(state, silent) -> bool``,
``state.pos``, ``state.tokens`` and ``Token.meta``.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from pm_lint.markdown.dispatch import dispatch_blocks, dispatch_inlines
from pm_lint.markdown.simple_inlines import SPAN, is_plain, simple_tokens

_END = "end"


def install(md: MarkdownIt) -> MarkdownIt:
    """Records spans while ``md`` parses; call after all plugins are enabled."""
    dispatch_blocks(md)
    dispatch_inlines(md, _matched)
    md.inline.ruler2.before("fragments_join", "spans", _measure)
    md.core.ruler.at("inline", _inline)
    md.disable("text_join")  # keep escapes and entities apart: one token is one source slice
    return md


def _inline(state: StateCore) -> None:
    """markdown-it's own core rule, with short cuts for content that holds nothing but words, or only simple markup.

    Content of words alone gets no tokens.
    """
    md = state.md
    defined = "references" in state.env

    def address(url: str) -> str | None:
        href = md.normalizeLink(url)
        return href if md.validateLink(href) else None

    for token in state.tokens:
        if token.type != "inline" or is_plain(token.content):
            continue
        found = None if "[^" in token.content else simple_tokens(token.content, address, defined=defined)
        token.children = found if found is not None else md.inline.parse(token.content, md, state.env, [])


def _matched(state: StateInline, first: int) -> None:
    """Notes on the last token that a rule pushed where the rule stopped; ``first`` is the index of its first token.

    Text needs no note, being as wide as its content, but for the address of an autolink, which may be normalised.
    """
    tokens = state.tokens
    if len(tokens) == first or tokens[-1].type == "text":
        return
    tokens[-1].meta[_END] = state.pos
    if tokens[-1].info == "auto":
        tokens[-2].meta[_END] = state.pos - len(">")


def _measure(state: StateInline) -> None:
    """Gives every token its span, after emphasis was found and before side by side texts are joined.

    The tokens tile the content, so each starts where the one before it ends. The join keeps the last of a run of
    texts, which therefore takes the span of the run.
    """
    at = run_start = 0
    in_run = False
    for token in state.tokens:
        if not in_run:
            run_start = at
        in_run = token.type == "text"
        start = at
        if _END in token.meta:
            at = token.meta.pop(_END)
        elif in_run:
            start = run_start
            at += len(token.content)
        else:
            at += len(token.markup) if token.type in _TAGS else len("[")
        token.meta[SPAN] = (start, at)


_TAGS = frozenset({"strong_open", "strong_close", "em_open", "em_close", "s_open", "s_close"})
