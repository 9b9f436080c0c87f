"""Front matter that is read without the YAML library says what the library says of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pm_lint.markdown import parse
from pm_lint.postmortem import front_matter
from pm_lint.postmortem.front_matter import FrontMatterData
from pm_lint.postmortem.plain_yaml import read_plain
from pm_lint.source import Source

KEYS = st.sampled_from(["title", "date", "tags", "x-y", "y", "null", "owner", "2fa", " a", "pm-lint", "<<", "on"])
VALUES = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            " a",
            " 2026-05-04",
            " 'b c'",
            ' "d: e"',
            ' "f\\n"',
            " [g, h i]",
            " []",
            " [ j ]",
            " [k,l]",
            " [m: n]",
            " o: p",
            " q #r",
            " s#t",
            " u:",
            " 'v''w'",
            " - x",
            " ~",
            " | ",
            " > y",
            " *z",
            " &a b",
            " !c d",
            " @e",
            " {f: g}",
            " h\u00e9 \u2013 i",
            "j",
            " k  ",
            " l\tm",
            " (n) [o](p)",
            " $q, r",
            " [s-t, u.v]",
            " [-w]",
            " 'x' y",
            " 10:05",
            " a:b",
            " [1_0, \u00e9]",
            " [a b , c]",
            " [a-, b.]",
            "  .5",
            " ...",
            " ---",
            " /x",
            " _y",
            " yes",
            " 1e3",
            " a\u2028b",
        ]
    ),
    st.text(st.sampled_from("ab1 :#-,.[]'\"\\\u00e9_"), max_size=9).map(" {}".format),
)
LINES = st.one_of(st.builds("{}:{}".format, KEYS, VALUES), st.sampled_from(["", "# note", "  more", "- item", "..."]))


def read(body: str) -> FrontMatterData:
    return front_matter.read_front_matter(parse(Source("x.md", f"---\n{body}\n---\n")))


@settings(deadline=None, max_examples=300)
@given(st.lists(LINES, min_size=1, max_size=4).map("\n".join))
def test_as_the_library(body: str) -> None:
    found = read(body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "read_plain", lambda _text: None)
        assert found == read(body)


def test_what_is_plain() -> None:
    body = 'title: Outage of pay-ments (SEV1)\ndate: 2026-05-04\n# note\nauthors: [Amara Obi, bo]\nstatus: "final"\nnone:\n'
    assert [(key.text, [value.text for value in values]) for key, values in read_plain(body) or ()] == [
        ("title", ["Outage of pay-ments (SEV1)"]),
        ("date", ["2026-05-04"]),
        ("authors", ["Amara Obi", "bo"]),
        ("status", ["final"]),
        ("none", [""]),
    ]
    assert read_plain("authors:\n  - bo\n") is None
