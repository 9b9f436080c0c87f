"""Every position is exact: on the examples of the CommonMark Spec in many wrappings, and on invented documents."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pm_lint.markdown.tree import Code, Html
from pm_lint.source import Span, read_source
from tests.markdown.documents import WORD, documents
from tests.markdown.invariants import check

SPEC = [
    example["markdown"]
    for example in json.loads((Path(__file__).parent / "data" / "commonmark.json").read_text("utf-8"))
]


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _prefixed(first: str, rest: str) -> Callable[[str], str]:
    return lambda text: "".join(f"{first if i == 0 else rest}{line}\n" for i, line in enumerate(_lines(text)))


def _one_line(text: str) -> str:
    return " ".join(_lines(text)).strip()


WRAPPINGS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "no last line ending": lambda text: text.removesuffix("\n"),
    "block quote": _prefixed("> ", "> "),
    "list": lambda text: "- x\n\n" + _prefixed("  ", "  ")(text),
    "list item": _prefixed("- ", "  "),
    "task item": _prefixed("- [ ] ", "  "),
    "quote, list, quote": lambda text: "> 1. x\n>\n" + _prefixed(">    > ", ">    > ")(text),
    "nested on one line": _prefixed("> - > 10) ", ">   >     "),
    "lazy continuation": lambda text: "> " + text,
    "tab list": lambda text: "-\tx\n\n" + _prefixed("\t", "\t")(text),
    "quote and tab": _prefixed(">\t", ">\t"),
    "footnote": lambda text: "x[^n]\n\n" + _prefixed("[^n]: ", "    ")(text),
    "table cell": lambda text: f"| a | b |\n|---|---|\n| {_one_line(text)} | é |\n",
    "table without outer pipes in a quote": lambda text: f"> a | b\n> ---|---\n> {_one_line(text)} | é\n",
    "closed ATX heading": lambda text: f"> ## {_one_line(text)} ##\n",
    "setext heading": lambda text: f"> x {_one_line(text)}\n> ===\n",
    "front matter": lambda text: f"---\ntitle: x\n---\n{text}",
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_specification(wrapping: str) -> None:
    for text in SPEC:
        check(WRAPPINGS[wrapping](text))


@pytest.mark.parametrize(
    "text",
    [
        "a\\ \nb",  # an escape that ends in a space, before a break that takes spaces
        "a\\  \nb",
        "7.8 \\\nb",
        "[ \na](b)",
        "***a** b*c**d**",
        "a~~~b~~~c",
        "\u00a0\n\u00a0a\u00a0\n",  # blank to the parser's trim, but not to Markdown
        "# a\u00a0##\u00a0\n",
        "<http://a.b/%20ä>",
        "![a ![b](c) d](e)",
        "[a\nb](\nc\n'd')",
        "**a**\n**b** *c* __d__, _e_: f",
        "**a**b *c *d* e**, _f_g_h_ *i*_j_",
        "[[a]] **b** [c] [ ] ![d] e",
        'a [b](c "d") [e](f) ![g](h) [i [j](k)',
        "`` a`b `` `c` ` d ` `  `",
        "[a](javascript:b) [c](d)[e]",
        "[a]: b\n\n[a] [c](d) [e][a]",
    ],
)
def test_hard_cases(text: str) -> None:
    check(text)


@pytest.mark.skipif("PM_LINT_CORPUS" not in os.environ, reason="PM_LINT_CORPUS names no folder of Markdown files")
def test_documents() -> None:
    for path in sorted(Path(os.environ["PM_LINT_CORPUS"]).rglob("*.md")):
        source = read_source(path)
        check(source.text, str(path))


@settings(
    max_examples=int(os.environ.get("PM_LINT_FUZZ", "60")), deadline=None, suppress_health_check=list(HealthCheck)
)
@given(documents)
def test_every_word_is_found_in_its_place(text: str) -> None:
    tree = check(text)
    for leaf in tree.texts:
        for word in WORD.finditer(leaf.content):
            at = leaf._map.span(leaf._skip + word.start(), leaf._skip + word.end())
            assert at == _place(word, text)
        for word in WORD.finditer(leaf.prose.text):
            at = leaf.prose.span(*word.span())
            assert at is not None
            place = _place(word, text)
            assert at.start <= place.start < place.end <= at.end
        for inline in leaf.inlines:
            for word in WORD.finditer(inline.text):
                place = _place(word, text)
                assert inline.inner.start <= place.start < place.end <= inline.inner.end
    for node in tree.nodes:
        if isinstance(node, (Code, Html)):
            for word in WORD.finditer(node.content):
                place = _place(word, text)
                assert node.span.start <= place.start < place.end <= node.span.end


def _place(word: re.Match[str], text: str) -> Span:
    start = text.index(word.group())
    return Span(start, start + len(word.group()))
