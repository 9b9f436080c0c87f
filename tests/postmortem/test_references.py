"""Links, bare addresses, anchors and dashboard ranges."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.markdown import parse
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.anchors import find_anchors, slug
from pm_lint.postmortem.references import relative_range, trim
from pm_lint.source import Source


def test_every_kind_with_its_place(postmortem: Callable[..., Postmortem]) -> None:
    text = (
        "See [a](b.md), ![c](d.png), <https://e.io>, https://f.io/g_h. and [i][j].\n\n"
        '<a href="k.md">k</a>\n\n[j]: l.md "title"\n'
    )
    found = postmortem(text).references
    assert [(r.kind, r.url, text[r.span.start : r.span.end]) for r in found] == [
        ("link", "b.md", "b.md"),
        ("image", "d.png", "d.png"),
        ("autolink", "https://e.io", "https://e.io"),
        ("link", "l.md", "[i][j]"),
        ("bare", "https://f.io/g_h", "https://f.io/g_h"),
        ("html", "k.md", "k.md"),
        ("definition", "l.md", "l.md"),
    ]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://a.io/b.", "https://a.io/b"),
        ("https://a.io/b),", "https://a.io/b"),
        ("https://a.io/b_(c)", "https://a.io/b_(c)"),
        ("https://a.io/b_(c))", "https://a.io/b_(c)"),
        ("https://a.io/?q=[x]", "https://a.io/?q=[x]"),
    ],
)
def test_punctuation_is_not_part_of_an_address(written: str, url: str) -> None:
    assert trim(written) == url


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Action items", "action-items"),
        ("What went well?", "what-went-well"),
        ("Root cause & trigger", "root-cause--trigger"),
        ("🚒 Response", "-response"),
        ("Überblick", "überblick"),
        ("5 whys: DB_1", "5-whys-db_1"),
    ],
)
def test_slugs_are_those_of_github(title: str, anchor: str) -> None:
    assert slug(title) == anchor


def anchors(text: str) -> tuple[str, ...]:
    return find_anchors(parse(Source("x.md", text))).headings


def test_repeated_headings_are_numbered() -> None:
    assert anchors("# A\n\n# A\n\n# A-1\n\n# A\n") == ("a", "a-1", "a-1-1", "a-2")


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("# Root cause {#why}\n", "why"),
        ("# Root cause {#why}\n", "root-cause"),
        ('<a name="why"></a>\n', "why"),
        ("<div id=why></div>\n", "why"),
        ("Text\n{: #why .note}\n", "why"),
        ("(why)=\n# Root cause\n", "why"),
        ("# Root -- cause\n", "root-cause"),
        ("# 1. Root cause\n", "root-cause"),
        ("# Überblick\n", "%C3%BCberblick"),
        ("# ⚠️ Impact\n", "-impact"),
        ("# Impact\n", "Impact"),
        ("Impact\n======\n", "user-content-impact"),
        ("# `db` is *down*\n", "db-is-down"),
        ("# Any\n", "top"),
    ],
)
def test_a_fragment_leads_where_some_renderer_follows_it(text: str, fragment: str) -> None:
    assert find_anchors(parse(Source("x.md", text))).leads(fragment)


@given(st.lists(st.text(alphabet="ab1- ", min_size=1, max_size=4), max_size=8))
def test_anchors_are_unique(titles: list[str]) -> None:
    text = "".join(f"# {title.strip() or 'x'} z\n\n" for title in titles)
    found = anchors(text)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://g.io/d/a1?orgId=1&from=now-6h&to=now", "from=now-6h"),
        ("https://g.io/d/a1?from=1764842400000&to=1764849600000", None),
        ("https://g.io/explore?left=%7B%22range%22:%7B%22from%22:%22now-1h%22%7D%7D", '"from":"now-1h"'),
        ("https://k.io/app/discover#/?_g=(time:(from:now-15m,to:now))", "time:(from:now-15m"),
        ("https://k.io/app/discover#/?_g=(time:(from:'2026-01-01T10:00:00Z',to:'2026-01-01T11:00:00Z'))", None),
        ("https://app.datadoghq.com/dash/1?from_ts=1&to_ts=2&live=true", "live=true"),
        ("https://app.datadoghq.com/dash/1?from_ts=1&to_ts=2&live=false", None),
        ("https://console.aws.amazon.com/cloudwatch/home#metricsV2:graph=~(start~'-PT3H~end~'P0D)", "start~'-PT3H"),
        ("https://p.io/graph?g0.expr=up&g0.range_input=1h", "g0.range_input=1h"),
        ("https://p.io/graph?g0.expr=up&g0.range_input=1h&g0.end_input=2026-01-01", None),
        ("https://sentry.io/issues/?statsPeriod=14d", "statsPeriod=14d"),
        ("https://graphite.io/render?target=x&from=-24hours", "from=-24hours"),
        ("https://shop.io/calendar?from=nowhere", None),
        ("https://shop.io/now-6h", None),
    ],
)
def test_relative_ranges(url: str, found: str | None) -> None:
    result = relative_range(url)
    assert (result and result.found) == found
