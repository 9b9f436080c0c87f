"""Invented Markdown in which every word is unique, so that its true place is ``document.index(word)``."""

from __future__ import annotations

import itertools
import re

from hypothesis import strategies as st

WORD = re.compile(r"w\d{4}")

_FRAGMENTS = (
    "{w}", "*{w}*", "**{w} {w}**", "***{w}** {w}*", "_{w}_", "~~{w}~~", "~~~{w}~~~", "{w}~{w}~", "**{w}", "{w}_",
    "`{w}`", "``{w} ` {w}``", "`{w} \\| {w}`", "<b>{w}</b>", "<!-- {w} -->", "<br>{w}",
    "[{w}](http://x/{w})", "[{w} *{w}*](<a b> 't')", "[{w}](a(b)c \"{w}\")", "[](x){w}", "[{w}][ref]", "[ref]", "[{w}",
    "![{w} **{w}**](i.png)", "![{w} ![{w}](x)](y)", "<http://x/{w}>", "https://e.x/{w}", "[^n]", "[ ] {w}", "[!NOTE] {w}",
    "&amp;{w}", "&nope;{w}", "\\*{w}\\*", "\\{w}", "{w} \\| {w}", "a\\\\|{w}", "\\ {w}", "!{w}!",
    "é{w}😀", "{w}\u00a0{w}", "{w}\t{w}", "\0{w}", "{% {w} %}", "{w} {{#{w}}}", "{{:.{w}}}", "{{{{ {w} }}}}", "<% {w} %>", "::: {w}",
)  # fmt: skip
_SEPARATORS = (" ", "  ", " ", "\n", "  \n", "\\\n", " \n   ", "\n\t", "", "\n      ", " \\\n", "\\ \n")
_CONTAINERS = (
    ("> ", "> "), (">", ">"), ("- ", "  "), ("1. ", "   "), ("-\t", "\t"), ("  * ", "    "), (">\t", ">\t"),
    ("10)  ", "     "), ("- [ ] ", "  "), ("+   ", " \t"), (" > ", " >"), ("[^n]: ", "    "), ("> - ", ">   "),
)  # fmt: skip

_inline = st.lists(
    st.tuples(st.sampled_from(_FRAGMENTS), st.sampled_from(_SEPARATORS)), min_size=1, max_size=7
).map(lambda parts: "".join(itertools.chain.from_iterable(parts)))  # fmt: skip
_flat = _inline.map(lambda text: text.replace("\n", " "))


def _table(rows: list[list[str]], pipes: bool, pad: str) -> str:
    lines = []
    for cells in (rows[0], ["---"] * len(rows[0]), *rows[1:]):
        line = f"{pad}|{pad}".join(cells)
        lines.append(f"|{pad}{line}{pad}|\n" if pipes else f"{line}\n")
    return "".join(lines) + "\n"


def _atx(level: int, text: str, close: str) -> str:
    return f"{'#' * level} {text}{close}\n"


_leaves = st.one_of(
    _inline.map(lambda text: text + "\n\n"),
    st.builds(_atx, st.integers(1, 6), _flat, st.sampled_from(["", " ##", " #  ", "#", " \\#", "\t##", " {{#{w}}}"])),
    st.builds(lambda text, line: f"{text.strip()}\n{line}\n", _inline, st.sampled_from(["===", "---", " --- "])),
    st.builds(
        _table,
        st.lists(st.lists(_flat, min_size=2, max_size=3), min_size=1, max_size=3),
        st.booleans(),
        st.sampled_from([" ", "", "\t"]),
    ),
    _flat.map(lambda text: f"```\n{text}\n```\n"),
    _flat.map(lambda text: f"    {text}\n"),
    st.sampled_from(["[ref]: http://r 'title'\n", "---\n", "<div>\n\n", "\n\n", ":::note\n"]),
)


def _nest(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        _contain,
        st.sampled_from(_CONTAINERS),
        st.lists(blocks, min_size=1, max_size=3),
        st.sets(st.integers(0, 8), max_size=2),
    )


def _contain(prefixes: tuple[str, str], blocks: list[str], lazy: set[int]) -> str:
    first, rest = prefixes
    lines = "".join(blocks).removesuffix("\n").split("\n")
    return "".join((first if not i else "" if i in lazy else rest) + line + "\n" for i, line in enumerate(lines)) + "\n"


def _finish(blocks: list[str], newline: str) -> str:
    numbers = itertools.count(1000)
    text = "".join(blocks).replace("{{", "\1").replace("}}", "\2")
    text = re.sub(r"\{w\}", lambda _: f"w{next(numbers)}", text)
    return text.replace("\1", "{").replace("\2", "}").replace("\n", newline)


documents = st.builds(
    _finish,
    st.lists(st.recursive(_leaves, _nest, max_leaves=5), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
