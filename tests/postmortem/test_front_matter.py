"""Front matter is read with exact places, and hostile front matter is refused in good time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.markdown import parse
from pm_lint.postmortem.front_matter import FrontMatterData, read_front_matter
from pm_lint.source import Source


def read(text: str) -> tuple[FrontMatterData, Source]:
    source = Source("test.md", text)
    return read_front_matter(parse(source)), source


def shown(text: str) -> list[tuple[str, str, str]]:
    data, source = read(text)
    return [(source.slice(key_span), value, source.slice(value_span)) for _, value, key_span, value_span in data.values]


def test_no_front_matter_is_nothing() -> None:
    assert read("# Title\n")[0] == FrontMatterData()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_yaml_values_stand_where_they_are_written(newline: str) -> None:
    text = newline.join(["---", "title: Ausfall 😀 im Süden", 'severity: "SEV2"', "date: 2026-03-04", "---", "# x", ""])
    assert shown(text) == [
        ("title", "Ausfall 😀 im Süden", "Ausfall 😀 im Süden"),
        ("severity", "SEV2", '"SEV2"'),
        ("date", "2026-03-04", "2026-03-04"),
    ]


def test_scalars_stay_as_written() -> None:
    data, _ = read("---\nflag: no\nduration: 1:30\nversion: 1.10\n---\n")
    assert [value for _, value, _, _ in data.values] == ["no", "1:30", "1.10"]


def test_lists_and_mappings() -> None:
    data, _ = read("---\nauthors: [Amara, Jonas]\nowner:\n  name: Noor\nlinks:\n  - url: a\n  - url: b\n---\n")
    assert [(key, value) for key, value, _, _ in data.values] == [
        ("authors", "Amara, Jonas"),
        ("owner.name", "Noor"),
        ("links.url", "a"),
        ("links.url", "b"),
    ]


def test_settings_of_the_document() -> None:
    data, _ = read("---\ntitle: x\npm-lint: {template: google-sre, disable: [timeline, bare-url-text]}\n---\n")
    assert (data.template, data.disabled) == ("google-sre", ("timeline", "bare-url-text"))
    assert [key for key, _, _, _ in data.values] == ["title"]


def test_toml_values_stand_where_they_are_written() -> None:
    text = '+++\ntitle = "Outage"\nauthors = ["Amara", "Jonas"]\ndate = 2026-03-04\n[extra]\nseverity = 2\n+++\n# x\n'
    assert shown(text) == [
        ("title", "Outage", '"Outage"'),
        ("authors", "Amara, Jonas", '["Amara", "Jonas"]'),
        ("date", "2026-03-04", "2026-03-04"),
        ("severity", "2", "2"),
    ]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("title: Outage: again\nx: 1\n", "title: Outage: again", "colon needs quotes"),
        ("a: [1, 2\nb: 3\n", "b: 3", "not valid YAML"),
        ("base: &b {x: 1}\nc: {<<: *b}\n", "c: {<<: *b}", "merge key"),
    ],
)
def test_broken_yaml_names_its_line(body: str, line: str, words: str) -> None:
    data, source = read(f"---\n{body}---\n# x\n")
    assert data.error is not None and words in data.error
    assert data.error_span is not None and source.slice(data.error_span) == line


def test_an_alias_of_nothing_is_empty() -> None:
    data, _ = read("---\na: 1\nb: *nowhere\n---\n# x\n")
    assert data.error is None and {k: v for k, v, _, _ in data.values} == {"a": "1", "b": ""}


def test_broken_toml_names_its_line() -> None:
    data, source = read('+++\ntitle = "x"\nbad = \n+++\n')
    assert data.error is not None and "not valid TOML" in data.error
    assert data.error_span is not None and source.slice(data.error_span) == "bad ="


def test_what_comes_before_a_fault_is_kept() -> None:
    data, _ = read("---\nseverity: SEV2\ntitle: a: b\n---\n")
    assert data.values[0][:2] == ("severity", "SEV2")


def test_a_key_that_stands_twice_is_told() -> None:
    data, source = read("---\ntitle: a\ndate: 2026-03-04\ntitle: b\nnested: {title: c}\n---\n")
    assert [(key, source.position(span.start).line) for key, span in data.duplicates] == [("title", 4)]


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8)
)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("a: " + "[" * 60_000 + "\n", "levels deep"),
        ("k: v\n" * 10_000, "values"),
        (BOMB, "aliases"),
        ("a: " + "x" * 70_000 + "\n", "longer than"),
        ("a: \x01\n", "does not allow"),
        ("key: |\n  text\n- item\n", "not valid YAML"),
    ],
)
def test_hostile_yaml_is_refused(body: str, words: str) -> None:
    data, _ = read(f"---\n{body}---\n# x\n")
    assert data.error is not None and words in data.error


def test_deep_toml_is_refused() -> None:
    data, _ = read("+++\na = " + "[" * 50_000 + "\n+++\n")
    assert data.error is not None


@given(st.text(alphabet="abc:[]{}&*<>|-\"'# \n\r\t\\0é😀", max_size=80), st.sampled_from(["---", "+++"]))
def test_reading_never_fails_and_places_are_inside(body: str, fence: str) -> None:
    data, source = read(f"{fence}\na: b\n{body}\n{fence}\n")
    spans = [span for _, _, key_span, value_span in data.values for span in (key_span, value_span)]
    spans += [data.error_span] if data.error_span else []
    assert all(0 <= span.start <= span.end <= len(source.text) for span in spans)
