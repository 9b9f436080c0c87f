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

_IN_WORD = r"(?<=[^\W_])_(?=[^\W_])"
_MARK = lazy_regex(r"[\\`*_\[<&~\n]")
_MARKUP = lazy_regex(rf"[\\`*\[<&]|~~|[ \t]\n|\n[ \t]|(?!{_IN_WORD})_")
_WORDS = rf"(?:[^\\`*_\[<&~\n]++|~(?!~)|{_IN_WORD}|(?<![ \t])\n(?![ \t]))++"
_PIECE = lazy_regex(
    rf"(?P<words>{_WORDS})|`(?!`)(?P<code>[^`]+)`(?!`)"
    rf"|(?<![^ \n])(?P<mark>\*\*?|__?)(?![\s*_])(?P<marked>{_WORDS})"
    r"(?:(?<=[^\W_])(?P=mark)(?![^ \n:.,;!?)])|(?<!\s)(?P=mark)(?![^ \n]))"
    rf"|(?<!!)\[(?P<label>(?:[^\\`*_\[\]<&~\n]++|{_IN_WORD})++)\]\((?P<url>[^\s()<>\\&\[\]`]+)\)"
    r"|(?P<bracket>\[)"
)


def is_plain(content: str) -> bool:
    """Whether nothing in ``content`` is markup, as in most paragraphs, items and cells."""
    return _MARK.search(content) is None or _MARKUP.search(content) is None


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
    at = 0
    while at < len(content):
        piece = _PIECE.match(content, at)
        kind = piece.lastgroup if piece is not None else None
        if piece is None or (kind in ("bracket", "url") and defined) or (kind == "bracket" and "](" in content):
            return None
        if kind in ("words", "bracket"):
            _add_words(tokens, piece.group(), at)
        elif kind == "code":
            shown = _shown_code(piece["code"])
            tokens.append(Token("code_inline", "code", 0, content=shown, markup="`", meta={SPAN: piece.span()}))
        elif kind == "url":
            href = address(piece["url"])
            if href is None:
                return None
            _add_link(tokens, piece["label"], href, piece.span())
        else:
            _add_emphasis(tokens, piece["mark"], piece["marked"], at)
        at = piece.end()
    return tokens


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


def _shown_code(code: str) -> str:
    code = code.replace("\n", " ")
    return code[1:-1] if code[0] == code[-1] == " " and not code.isspace() else code


def _add_emphasis(tokens: list[Token], mark: str, words: str, start: int) -> None:
    tag = "strong" if len(mark) > 1 else "em"
    inner, end = start + len(mark), start + len(mark) + len(words)
    if tag == "strong" and not (tokens and tokens[-1].type == "text"):
        tokens.append(_text("", start))  # markdown-it leaves a text on either side of strong emphasis
    tokens.append(Token(f"{tag}_open", tag, 1, markup=mark, meta={SPAN: (start, inner)}))
    _add_words(tokens, words, inner, level=1)
    tokens.append(Token(f"{tag}_close", tag, -1, markup=mark, meta={SPAN: (end, end + len(mark))}))
    if tag == "strong":
        tokens.append(_text("", end + len(mark)))


def _add_link(tokens: list[Token], words: str, href: str, span: tuple[int, int]) -> None:
    inner, end = span[0] + len("["), span[0] + len("[") + len(words)
    tokens.append(Token("link_open", "a", 1, attrs={"href": href}, meta={SPAN: (span[0], inner)}))
    _add_words(tokens, words, inner, level=1)
    tokens.append(Token("link_close", "a", -1, meta={SPAN: (end, span[1])}))
