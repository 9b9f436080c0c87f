"""The tokens of content with none but simple markup, without a run of the inline parser.

Simple are words, code spans, and links and emphasis around words alone: nearly all that postmortems hold.
The tokens are those that markdown-it makes of it, which the tests hold against it; of anything else there are none
here.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.token import Token

from pm_lint.lazy_regex import lazy_regex

SPAN = "span"
"""The key in a token's ``meta`` of the characters of its parent's ``content`` that it came from."""

_MARK = lazy_regex(r"[\\`*_\[<&~\n]")
_LINK = lazy_regex(
    r"(?<!!)\[(?P<label>(?:[^\\`*_\[\]<&~\n]++|(?<=[^\W_])_(?=[^\W_]))++)\]\((?P<url>[^\s()<>\\&\[\]`]+)\)"
)


def is_plain(content: str) -> bool:
    """Whether nothing in ``content`` is markup, as in most paragraphs, items and cells."""
    return _words_end(content, 0) == len(content)


def plain_tokens(content: str) -> list[Token]:
    """The tokens of content that holds nothing but words."""
    tokens: list[Token] = []
    _add_words(tokens, content, 0)
    return tokens


def simple_tokens(content: str, address: Callable[[str], str | None], *, defined: bool) -> list[Token] | None:
    """The tokens of simple content, None where it is not.

    ``address`` gives a link's destination as markdown-it writes it, None where it takes none; ``defined`` says that a
    bracket alone may be a link, to an address defined elsewhere.
    """
    tokens: list[Token] = []
    brackets_are_words = not defined and "](" not in content
    at = 0
    while at < len(content):
        end = _words_end(content, at, brackets_are_words=brackets_are_words)
        if end > at:
            _add_words(tokens, content[at:end], at)
        elif content[at] == "`":
            end = _add_code(tokens, content, at)
        elif content[at] in "*_":
            end = _add_emphasis(tokens, content, at)
        elif content[at] == "[" and not defined and (link := _LINK.match(content, at)):
            href = address(link["url"])
            if href is None:
                return None
            end = link.end()
            _add_link(tokens, link["label"], href, link.span())
        if end == at:
            return None
        at = end
    return tokens


def _words_end(content: str, start: int, *, brackets_are_words: bool = False) -> int:
    """Where the words that stand at ``start`` end."""
    for mark in _MARK.finditer(content, start):
        at = mark.start()
        sign = content[at]
        if sign == "\n":
            if content[at + 1 : at + 2] in (" ", "\t") or content[at - 1 : at] in (" ", "\t"):
                return at
        elif sign == "_":
            if not (content[at - 1 : at].isalnum() and content[at + 1 : at + 2].isalnum()):
                return at
        elif sign == "[":
            if not brackets_are_words:
                return at
        elif sign != "~" or content.startswith("~~", at):
            return at
    return len(content)


def _text(content: str, start: int, level: int = 0) -> Token:
    return Token("text", "", 0, content=content, level=level, meta={SPAN: (start, start + len(content))})


def _add_words(tokens: list[Token], words: str, start: int, level: int = 0) -> None:
    """Adds the texts of some words; the first is joined to a text before it."""
    for number, line in enumerate(words.split("\n")):
        if number:
            tokens.append(Token("softbreak", "br", 0, level=level, meta={SPAN: (start - 1, start)}))
        if line:
            before = tokens.pop().content if tokens and tokens[-1].type == "text" else ""
            tokens.append(_text(before + line, start - len(before), level))
        start += len(line) + 1


def _add_code(tokens: list[Token], content: str, start: int) -> int:
    """Adds the code span that starts at ``start`` and gives its end; gives ``start`` where there is no simple one."""
    end = content.find("`", start + 1) + 1
    if end < start + 3 or content.startswith("`", end):
        return start
    code = content[start + 1 : end - 1].replace("\n", " ")
    shown = code[1:-1] if code[0] == code[-1] == " " and not code.isspace() else code
    tokens.append(Token("code_inline", "code", 0, content=shown, markup="`", meta={SPAN: (start, end)}))
    return end


def _add_emphasis(tokens: list[Token], content: str, start: int) -> int:
    """Adds the emphasised words that start at ``start`` and gives their end, or ``start`` as above."""
    mark = content[start] * (1 + (content[start + 1 : start + 2] == content[start]))
    inner = start + len(mark)
    end = _words_end(content, inner)
    words = content[inner:end]
    if not (
        words
        and not words[0].isspace()
        and (not start or content[start - 1] in " \n")
        and content.startswith(mark, end)
        and _closes(words[-1], content[end + len(mark) : end + len(mark) + 1])
    ):
        return start
    tag = "strong" if len(mark) > 1 else "em"
    if tag == "strong" and not (tokens and tokens[-1].type == "text"):
        tokens.append(_text("", start))  # markdown-it leaves a text on either side of strong emphasis
    tokens.append(Token(f"{tag}_open", tag, 1, markup=mark, meta={SPAN: (start, inner)}))
    _add_words(tokens, words, inner, level=1)
    tokens.append(Token(f"{tag}_close", tag, -1, markup=mark, meta={SPAN: (end, end + len(mark))}))
    if tag == "strong":
        tokens.append(_text("", end + len(mark)))
    return end + len(mark)


def _closes(last: str, after: str) -> bool:
    """Whether a mark behind the character ``last`` ends emphasis, before the character ``after`` or the end."""
    return not last.isspace() and after in (" \n:.,;!?)" if last.isalnum() else " \n")


def _add_link(tokens: list[Token], words: str, href: str, span: tuple[int, int]) -> None:
    inner, end = span[0] + len("["), span[0] + len("[") + len(words)
    tokens.append(Token("link_open", "a", 1, attrs={"href": href}, meta={SPAN: (span[0], inner)}))
    _add_words(tokens, words, inner, level=1)
    tokens.append(Token("link_close", "a", -1, meta={SPAN: (end, span[1])}))
