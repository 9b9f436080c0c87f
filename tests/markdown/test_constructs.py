"""Each construct of Markdown has its exact place, also inside quotes and lists."""

from __future__ import annotations

from typing import Any

import pytest

from pm_lint.markdown import parse
from pm_lint.markdown.tree import (
    Break,
    Code,
    Definition,
    Footnote,
    Heading,
    Html,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
    Tree,
)
from pm_lint.source import Source


def tree_of(text: str) -> Tree:
    return parse(Source("test.md", text))


def slices(text: str, kind: type) -> list[str]:
    """The source of each block of one kind."""
    tree = tree_of(text)
    return [tree.source.slice(node.span) for node in tree.nodes if isinstance(node, kind)]


def first(text: str, kind: type) -> Any:
    return next(node for node in tree_of(text).nodes if isinstance(node, kind))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("# Title #\n", Heading, ["# Title #"]),
        ("> - ## *Why* ##  \n", Heading, ["## *Why* ##  "]),
        ("> > a\n> >\n> > # b\n>  > - c\n", Heading, ["# b"]),
        ("#\n\n##  ##\n", Heading, ["#", "##  ##"]),
        ("> Title\n> more\n> ===\n", Heading, ["Title\n> more\n> ==="]),
        ("> one\ntwo\n\nthree\n", Paragraph, ["one\ntwo", "three"]),
        ("- a\n  b\n\n  c\n- d\n", Item, ["- a\n  b\n\n  c", "- d"]),
        ("> 1) a\n>\n> 2) b\n>\n", List, ["1) a\n>\n> 2) b"]),
        ("- - + a\n", Item, ["- - + a", "- + a", "+ a"]),
        ("> a\n> > b\n> >\n\nc\n", Quote, ["> a\n> > b\n> >", "> b\n> >"]),
        ("- > a\n  > b\n", Quote, ["> a\n  > b"]),
        ("> ```sh\n> ls\n> ```\n", Code, ["```sh\n> ls\n> ```"]),
        ("- ~~~\n  a\n", Code, ["~~~\n  a"]),
        ("a\n\n    b\n\n    c\n\nd\n", Code, ["b\n\n    c"]),
        ("- <div>\n  x\n  </div>\n\ny\n", Html, ["<div>\n  x\n  </div>"]),
        ("> * * *\n", Break, ["* * *"]),
        ("> | a | b |\n> |---|---|\n> | c | d |\n\ne\n", Table, ["| a | b |\n> |---|---|\n> | c | d |"]),
        ("> | a | b |\n> |---|---|\n> | c | d |\n", Row, ["| a | b |", "| c | d |"]),
        ("x[^n]\n\n> [^n]: note\n>     more\n", Footnote, ["[^n]: note\n>     more"]),
        ("> [a\\]]: <b c>\n>   'title'\n", Definition, ["[a\\]]: <b c>\n>   'title'"]),
    ],
)
def test_block(text: str, kind: type, expected: list[str]) -> None:
    assert slices(text, kind) == expected
    assert slices(text.replace("\n", "\r\n"), kind) == [part.replace("\n", "\r\n") for part in expected]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("- a\n- b", ["-", "-"]),
        ("10. a\n11. b", ["10.", "11."]),
        ("> - 1) * a", ["-", "1)", "*"]),
        ("- - a\n  - b", ["-", "-", "-"]),
        ("> a\n> * > + b", ["*", "+"]),
    ],
)
def test_marker(text: str, markers: list[str]) -> None:
    tree = tree_of(text)
    assert [tree.source.slice(node.marker) for node in tree.nodes if isinstance(node, Item)] == markers


@pytest.mark.parametrize(
    ("text", "checked", "shown"),
    [
        ("- [ ] call *Ana*", False, "call Ana"),
        ("> 1. [x] done", True, "done"),
        ("* [X]\n  done", True, "done"),
        ("- plain", None, "plain"),
        ("- [y] plain", None, "[y] plain"),
        ("- [ ]", False, ""),
    ],
)
def test_task(text: str, checked: bool | None, shown: str) -> None:
    item = first(text, Item)
    assert item.checked is checked
    assert item.children[0].text.prose.text.strip() == shown


def test_cells() -> None:
    text = "> time | what\n> -|-\n> 10:05 | a \\| *b*\n> 10:06\n"
    tree = tree_of(text)
    table = first(text, Table)
    cells = [[tree.source.slice(cell.span) for cell in row.cells] for row in (table.header, *table.rows)]
    assert cells == [["time", "what"], ["10:05", "a \\| *b*"], ["10:06", ""]]
    prose = table.rows[0].cells[1].text.prose
    assert prose.text == "a | b"
    assert tree.source.slice(prose.span(2, 3)) == "|"


def test_cells_are_not_taken_for_the_mark_of_the_quote() -> None:
    tree = tree_of("> | > | > |\n> |---|---|\n")
    assert [tree.source.slice(leaf.span) for leaf in tree.texts] == [">", ">"]
    assert [leaf.span.start for leaf in tree.texts] == [4, 8]


@pytest.mark.parametrize(
    ("text", "kind", "span", "inner", "shown", "url", "url_span"),
    [
        ("see [the *log*](a.md 'x')", "link", "[the *log*](a.md 'x')", "the *log*", "the log", "a.md", "a.md"),
        ("[a]( <b c> )", "link", "[a]( <b c> )", "a", "a", "b%20c", "b c"),
        ("[a](b(c)d)", "link", "[a](b(c)d)", "a", "a", "b(c)d", "b(c)d"),
        ("[a]()", "link", "[a]()", "a", "a", "", ""),
        ("[](b)", "link", "[](b)", "", "", "b", "b"),
        ("[a][r]\n\n[r]: b", "link", "[a][r]", "a", "a", "b", None),
        ("[a](b c)\n\n[a]: b", "link", "[a]", "a", "a", "b", None),
        ("<http://a.b/c>", "autolink", "<http://a.b/c>", "http://a.b/c", "http://a.b/c", "http://a.b/c", "http://a.b/c"),
        ("![al *t*](i.png)", "image", "![al *t*](i.png)", "al *t*", "al *t*", "i.png", "i.png"),
        ("a `` b`c `` d", "code", "`` b`c ``", " b`c ", "b`c", "", None),
        ("a **b** c", "strong", "**b**", "b", "b", "", None),
        ("a _b_ c", "em", "_b_", "b", "b", "", None),
        ("a ~~b~~ c", "s", "~~b~~", "b", "b", "", None),
        ("a <b x> c", "html", "<b x>", "<b x>", "<b x>", "", None),
        ("a <!-- c --> d", "html", "<!-- c -->", "<!-- c -->", "<!-- c -->", "", None),
        ("a[^n]\n\n[^n]: b", "footnote", "[^n]", "[^n]", "[^n]", "n", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "> ", "- ", "# "])
def test_inline(
    prefix: str, text: str, kind: str, span: str, inner: str, shown: str, url: str, url_span: str | None
) -> None:
    source = Source("test.md", prefix + text)
    found = [inline for leaf in parse(source).texts for inline in leaf.inlines if inline.kind == kind]
    assert len(found) == 1
    assert (source.slice(found[0].span), source.slice(found[0].inner)) == (span, inner)
    assert (found[0].text, found[0].url) == (shown, url)
    assert (source.slice(found[0].url_span) if found[0].url_span else None) == url_span


def test_definition() -> None:
    tree = tree_of("> [One]: <a b> 'x'\n> [two]:\n>   c.md\n")
    assert [(d.label, d.url, tree.source.slice(d.url_span)) for d in tree.definitions if d.url_span] == [
        ("One", "a%20b", "a b"),
        ("two", "c.md", "c.md"),
    ]


def test_code_and_its_info() -> None:
    code = first("``` python x\nprint()\n```\n", Code)
    assert (code.info, code.fenced, code.content) == ("python x", True, "print()\n")


@pytest.mark.parametrize(
    ("text", "kind", "span", "body"),
    [
        ("---\na: b\n---\n# T\n", "yaml", "---\na: b\n---", "a: b\n"),
        ("---\r\na: b\r\n...\r\n# T\r\n", "yaml", "---\r\na: b\r\n...", "a: b\r\n"),
        ("+++\na = 1\n+++\n# T\n", "toml", "+++\na = 1\n+++", "a = 1\n"),
        ("---\na: b\n---", "yaml", "---\na: b\n---", "a: b\n"),
    ],
)
def test_front_matter(text: str, kind: str, span: str, body: str) -> None:
    tree = tree_of(text)
    found = tree.front_matter
    assert found is not None and found.kind == kind
    assert (tree.source.slice(found.span), tree.source.slice(found.body)) == (span, body)
    assert [tree.source.slice(node.span) for node in tree.nodes] == ["# T"] * ("# T" in text)


@pytest.mark.parametrize(
    "text", ["---\n\n# T\n", "---\na: b\n", "---\nThe disk was full.\n\n---\n", "# T\n---\na: b\n---\n"]
)
def test_no_front_matter(text: str) -> None:
    assert tree_of(text).front_matter is None


def test_prose() -> None:
    text = "The *disk* `sda`\nwas&nbsp;full\\!  \nSee [log](x) ![i](y)<br/>now[^1]<b>."
    tree = tree_of(text)
    prose = tree.texts[0].prose
    assert prose.text == "The disk sda was\u00a0full! See log  [^1].".replace("[^1]", " now[^1]")
    assert {
        kind: [prose.text[a:b] for a, b in prose.ranges(kind)] for kind in ("code", "link", "skipped", "break")
    } == {
        "code": ["sda"],
        "link": ["log"],
        "skipped": [" "],
        "break": [" ", " ", " "],
    }
    for word, source in (("disk", "disk"), ("sda", "`sda`"), ("was\u00a0full!", "was&nbsp;full\\!"), ("log", "log")):
        at = prose.text.index(word)
        assert tree.source.slice(prose.span(at, at + len(word))) == source


def test_deep_nesting_is_told() -> None:
    assert tree_of("> " * 39 + "a").truncated is None
    tree = tree_of("a\n\n" + "> " * 45 + "b")
    assert tree.truncated is not None and tree.source.slice(tree.truncated) == "> " * 6 + "b"
