"""Links that lead nowhere, or will."""

from __future__ import annotations

import pytest

from pm_lint.diagnostic import Applicability, Diagnostic
from pm_lint.engine import Surroundings, lint
from pm_lint.settings.model import Settings
from pm_lint.source import Source

FILES = {
    "runbook.md": "# Queue\n\n## Drain the queue\n\n<a id='old'></a>\n",
    "../graphs/error rate.png": "",
    "../2025/lag.md": "# Lag\n",
    "logs": "",
    "notes.md": "# Notes\n",
}


def broken(text: str, path: str = "pm/outage.md", rule: str = "broken-link") -> list[Diagnostic]:
    surroundings = Surroundings(lambda file: file in FILES, FILES.get)
    report = lint(Source(path, text), Settings(select=(rule,)), surroundings)
    return list(report.diagnostics)


def messages(text: str, path: str = "pm/outage.md") -> list[str]:
    return [diagnostic.message for diagnostic in broken(text, path)]


@pytest.mark.parametrize(
    "link",
    [
        "[a](runbook.md)",
        "[a](./runbook.md#drain-the-queue)",
        "[a](runbook.md#old)",
        "[a](runbook.md?plain=1)",
        "![a](../graphs/error%20rate.png)",
        "![a](<../graphs/error rate.png>)",
        "[a](logs)",
        "[a](notes)",
        "[a](./logs/)",
        "[a](/runbooks/queue.md)",
        "[a](https://wiki.shop.io/nothing)",
        "[a](mailto:sre@shop.io)",
        "[a]({{ site.url }}/x.md)",
        "[a](%7B%7Bsite%7D%7D/x.md)",
        "[a](../../issues/12)",
        "[a](page.html)",
        "[a](#impact)",
        "[a](#top)",
        "[a](.)",
        "`[a](gone.md)`",
        "[a][b]\n\n[b]: runbook.md",
        "the array a[0][1]",
        "a footnote[^1]\n\n[^1]: here",
        "[INFO][main] started",
    ],
)
def test_a_link_that_leads_somewhere_or_cannot_be_known(link: str) -> None:
    assert messages(f"# Outage\n\n## Impact\n\nSee {link}\n") == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[a](gone.md)", 'the file "gone.md" does not exist'),
        ("[a](../graphs/gone.png)", 'the file "../graphs/gone.png" does not exist'),
        ("![a](gone.png)", 'the file "gone.png" does not exist'),
        ("[a](runbook.md#fill)", 'no heading or anchor in "runbook.md" is named "fill"'),
        ("[a](#impactt)", 'no heading or anchor is named "impactt"'),
        ("[a](www.shop.io)", '"www.shop.io" is read as a file, not as a site'),
        ("[a]()", "link without a destination"),
        ("[the graph][gone]", 'no definition of the link label "gone"'),
        ("[the graph][]", 'no definition of the link label "the graph"'),
        ("[a][b]\n\n[b]: gone.md", 'the file "gone.md" does not exist'),
        ('<a href="gone.md">a</a>', 'the file "gone.md" does not exist'),
    ],
)
def test_a_link_that_leads_nowhere(link: str, message: str) -> None:
    assert messages(f"# Outage\n\n## Impact\n\nSee {link}\n") == [message]


def test_it_points_at_the_destination() -> None:
    text = '# Outage\n\nSee [the *runbook*](gone.md "title").\n'
    [found] = broken(text)
    assert found.span is not None
    assert text[found.span.start : found.span.end] == "gone.md"


def test_files_are_left_alone_where_nothing_is_known_of_them() -> None:
    text = "# Outage\n\nSee [a](gone.md) and [b](#gone).\n"
    report = lint(Source("-", text), Settings(select=("broken-link",)))
    assert [diagnostic.message for diagnostic in report.diagnostics] == ['no heading or anchor is named "gone"']


def test_a_template_is_meant_for_the_place_of_its_copies() -> None:
    assert messages("# Title\n\nSee [a](gone.md).\n", path="template.md") == []


def test_pages_of_a_site_may_resolve_from_their_own_folder() -> None:
    page = "---\ntitle: Outage\n---\n\nSee [a](../runbook.md) and [b](../other).\n"
    assert messages(page) == []


@pytest.mark.parametrize(
    ("link", "fixed", "applicability"),
    [
        ("[a](#Root_Cause)", "[a](#root-cause)", Applicability.SAFE),
        ("[a](#root-causes)", "[a](#root-cause)", Applicability.UNSAFE),
        ("[a](2025/lag.md)", "[a](../2025/lag.md)", Applicability.UNSAFE),
        ("[a](runbook.md#drain-queue)", "[a](runbook.md#drain-the-queue)", Applicability.UNSAFE),
        ("[a][grafs]", "[a][graphs]", Applicability.UNSAFE),
    ],
)
def test_what_is_clearly_meant_is_a_fix(link: str, fixed: str, applicability: Applicability) -> None:
    text = f"# Outage\n\n## Root cause\n\nSee {link}.\n\n[graphs]: https://graphs.shop.io\n"
    [found] = broken(text)
    assert found.fix is not None
    [edit] = found.fix.edits
    assert found.fix.applicability is applicability
    result = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert f"See {fixed}." in result
    assert broken(result) == []


def test_nothing_is_guessed_between_two_that_are_near() -> None:
    [found] = broken("# Lessons one\n\n# Lessons two\n\nSee [a](#lessons-tw0).\n\n[b]: https://shop.io\n")
    assert found.fix is None or found.fix.edits[0].text == "#lessons-two"
    [found] = broken("# Part 1a\n\n# Part 1b\n\nSee [a](#part-1c).\n")
    assert found.fix is None


TIMELINE = """\
# Outage on 2026-03-03

The [errors](https://g.shop.io/d/a1?orgId=1&from=now-6h&to=now) rose.

## Timeline (UTC)

- 2026-03-03 10:00 UTC: errors begin
- 2026-03-03 10:40 UTC: errors end
"""


def test_the_range_of_the_timeline_is_put_into_a_grafana_link() -> None:
    [found] = broken(TIMELINE, rule="relative-dashboard-range")
    assert found.help is not None and "2026-03-03T10:00+00:00 to 2026-03-03T10:40+00:00" in found.help
    assert found.fix is not None
    assert found.fix.edits[0].text == "https://g.shop.io/d/a1?orgId=1&from=1772532000000&to=1772534400000"


def test_without_a_timeline_there_is_no_range_to_propose() -> None:
    [found] = broken(TIMELINE.partition("## Timeline")[0], rule="relative-dashboard-range")
    assert found.fix is None


@pytest.mark.parametrize(
    "text",
    [
        "Ticket: https://shop.io/t/1",
        "- https://shop.io/t/1",
        "We saw it on the status page:\nhttps://shop.io/t/1",
        "| Graph | Link |\n|---|---|\n| errors | https://shop.io/t/1 |",
        "The [errors](https://shop.io/t/1) rose at once.",
        "We ran `curl https://shop.io/t/1` and it failed.",
        "## References\n\nThe page of the vendor at https://shop.io/t/1 has more.",
    ],
)
def test_an_address_that_stands_for_itself(text: str) -> None:
    assert broken(f"# Outage\n\n{text}\n", rule="bare-url-text") == []


@pytest.mark.parametrize("address", ["https://s.io/1", "<https://s.io/1>", "[https://s.io/1](https://s.io/1)"])
def test_an_address_in_a_sentence(address: str) -> None:
    assert len(broken(f"# Outage\n\nThe rollout in {address} removed the store.\n", rule="bare-url-text")) == 1
