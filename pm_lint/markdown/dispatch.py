"""Try only the rules of Markdown that can match at a character.

markdown-it tries every rule at every place, and nearly every rule first looks at the one character that it stands
on. A table from that character to its rules saves most of the attempts and changes no token, which the tests hold
against a parser without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from pm_lint.lazy_regex import lazy_regex

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

_BLOCK_MARKS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "-*_",
    "list": "-+*0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The characters that a line must start with for a rule to match; any, for a rule that is not named."""

_INLINE_MARKS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}

_WORDS = lazy_regex(r"[^\n\\`~*_\[\]!<&]+")
"""What no inline rule can match; "]" is left out because it ends the label of a link."""


class _Chains(Ruler[Any]):
    """A ruler that has one rule for each chain, the dispatcher, and still names the rules behind it."""

    def __init__(self, active: list[str], chains: Mapping[str, Callable[..., bool]]) -> None:
        super().__init__()
        self._active = active
        self._chains = {name: [rule] for name, rule in chains.items()}

    def getRules(self, chainName: str = "") -> list[Any]:  # noqa: N802, N803 (markdown-it's names)
        return self._chains.get(chainName, [])

    def get_active_rules(self) -> list[str]:
        return self._active  # a block's state asks whether "code" is among them


def dispatch_blocks(md: MarkdownIt) -> None:
    """Makes the block parser of ``md`` look at a line's first character before it tries a rule."""
    ruler = md.block.ruler
    rules = ruler.getRules("")
    names = dict(zip(rules, ruler.get_active_rules(), strict=True))
    chains = {
        chain: _block_dispatcher([(names[rule], rule) for rule in ruler.getRules(chain)])
        for chain in ("", "paragraph", "reference", "blockquote", "list", "table", "footnote_def")
    }
    md.block.ruler = _Chains(ruler.get_active_rules(), chains)


def _block_dispatcher(rules: Iterable[tuple[str, BlockRule]]) -> BlockRule:
    rules = list(rules)
    marks = {mark for name, _ in rules for mark in _BLOCK_MARKS.get(name, "")}
    by_mark = {mark: [rule for name, rule in rules if mark in _BLOCK_MARKS.get(name, mark)] for mark in marks}
    others = [rule for name, rule in rules if name not in _BLOCK_MARKS]

    def dispatch(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        for rule in by_mark.get(state.src[at : at + 1], others):  # noqa: SIM110 (any() is slower, and this is hot)
            if rule(state, start, end, silent):
                return True
        return False

    return dispatch


def dispatch_inlines(md: MarkdownIt, matched: Callable[[StateInline, int], None]) -> None:
    """Makes the inline parser of ``md`` look at the next character before it tries a rule.

    ``matched(state, first)`` is called after a rule matched; the tokens from index ``first`` on are its own.
    """
    ruler = md.inline.ruler
    by_mark: dict[str, list[InlineRule]] = {}
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        for mark in _INLINE_MARKS.get(name, ""):
            by_mark.setdefault(mark, []).append(rule)

    def dispatch(state: StateInline, silent: bool) -> bool:
        rules = by_mark.get(state.src[state.pos])
        if rules is None:
            return _words(state, silent)
        first = len(state.tokens)
        for rule in rules:
            if rule(state, silent):
                if not silent:
                    matched(state, first)
                return True
        return False

    md.inline.ruler = _Chains(ruler.get_active_rules(), {"": dispatch})


def _words(state: StateInline, silent: bool) -> bool:
    match = _WORDS.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.append_pending(match.group())
    state.pos = match.end()
    return True
