"""Machinery of Markdown dialects is passed over, and nothing else is."""

from __future__ import annotations

import pytest

from pm_lint.markdown import parse
from pm_lint.markdown.tree import Heading, Paragraph, Passed, Quote
from pm_lint.source import Source


def prose(text: str) -> list[str]:
    return [" ".join(leaf.prose.text.split()) for leaf in parse(Source("test.md", text)).texts]


@pytest.mark.parametrize(
    "text",
    [
        "import Tabs from '@theme/Tabs';",
        "import {A, B} from './b.js'\nimport './c.css'",
        "export const meta = {\n  title: 'x'\n}",
        "export default Layout",
        "{% include note.html %}",
        "{% if a %} {{< b >}}",
        "{{< figure src=\"a.png\" >}}",
        "{{% notice %}}",
        "<% content_for :a do %>",
        ":::warning Mind this\n:::",
        "{: .no_toc}",
        "{:toc}",
        "{#anchor}",
        "{/* a comment */}",
        "> [!IMPORTANT]",
        "!!! note \"Read this\"",
        "??? question",
    ],
)  # fmt: skip
def test_passed(text: str) -> None:
    tree = parse(Source("test.md", f"before\n\n{text}\n\nafter\n"))
    assert [leaf.prose.text for leaf in tree.texts] == ["before", "after"]
    assert any(isinstance(node, Passed) for node in tree.nodes)


@pytest.mark.parametrize(
    "text",
    [
        "import of the data failed",
        "- import job was 'stuck' for hours",
        "- import x from 'y'",
        "export jobs failed",
        "export default settings were wrong",
        "{service}",
        "[!NOTE as text",
        "!!!",
        "??? who knows",
    ],
)
def test_prose_that_looks_like_machinery(text: str) -> None:
    expected = text.removeprefix("- ")
    if text.startswith("??? "):  # an admonition to some, a question to others: passed over
        expected = ""
    assert "".join(prose(text)) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## Root cause {#root-cause}", "Root cause"),
        ("Impact {: .big #i}\n===", "Impact"),
        ("## Impact {.big} ##", "Impact"),
        ("See [log](x){:target=\"_blank\"} now", "See log now"),
        ("The {% if a %}disk{% endif %} was full", "The disk was full"),
        ("The <%= disk > 1 %> was full", "The was full"),
        ("{% note %}\nThe disk was full.\n{% endnote %}", "The disk was full."),
        (":::note\nThe disk was full.\n:::", "The disk was full."),
        ("> [!WARNING]\n> The disk was full.", "The disk was full."),
        ("> [!bug]- Title\n> The disk was full.", "Title The disk was full."),
        ("!!! note \"Title\"\n    The disk was full.", "The disk was full."),
        ("The disk {/* which one? */} was full", "The disk was full"),
        ("Press <Button onClick={a b} /> now", "Press now"),
        ("The <Service name, region> was full", "The <Service name, region> was full"),
        ("All times in {{ time zone }}", "All times in {{ time zone }}"),
    ],
)  # fmt: skip
def test_inside_prose(text: str, shown: str) -> None:
    assert prose(text) == [shown]


def test_machinery_is_marked_as_skipped() -> None:
    text = "Fill in {{ name }} and {% if a %} more"
    found = parse(Source("test.md", text)).texts[0].prose
    assert [found.text[start:end] for start, end in found.ranges("skipped")] == ["{{ name }}", " "]
    at = found.text.index("name")
    assert found.span(at, at + 4) == (8, 18)
    at = found.text.index("more")
    assert found.span(at, at + 4) == (34, 38)


def test_callout_keeps_its_quote() -> None:
    nodes = parse(Source("test.md", "> [!NOTE]\n> Text\n")).nodes
    assert [type(node) for node in nodes] == [Quote, Paragraph]
    assert nodes[1].span == (12, 16)


def test_heading_text_ends_before_its_anchor() -> None:
    source = Source("test.md", "# Impact {#impact}\n")
    heading = parse(source).nodes[0]
    assert isinstance(heading, Heading)
    assert heading.text.prose.text == "Impact"
    assert heading.text.prose.span(0, 6) == (2, 8)


def test_text_of_a_deep_document_is_linear_in_memory() -> None:
    text = "*a " * 3000 + "a* " * 3000
    leaf = parse(Source("test.md", text)).texts[0]
    assert len({id(inline.rendered) for inline in leaf.inlines}) == 1
