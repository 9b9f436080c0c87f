"""The quick check of settings agrees with JSON Schema, and the path patterns with ``.gitignore``."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import referencing
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.globs import matches
from pm_lint.rules import all_rules
from pm_lint.settings.model import DEFAULT
from pm_lint.settings.schema import config_schema, fields
from pm_lint.settings.validate import KEYWORDS, problems
from pm_lint.user_regex import compile_pattern

SCHEMA = config_schema()
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, registry=referencing.Registry(), format_checker=jsonschema.FormatChecker(["date"])
)


def sub_schemas(schema: dict[str, Any]) -> list[dict[str, Any]]:
    found = [schema]
    for value in schema.get("properties", {}).values():
        found += sub_schemas(value)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            found += sub_schemas(schema[key])
    for choice in schema.get("anyOf", []):
        found += sub_schemas(choice)
    return found


def test_only_keywords_that_are_checked_are_used() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    used = {keyword for schema in sub_schemas(SCHEMA) for keyword in schema}
    assert used <= KEYWORDS


def test_no_option_is_called_as_the_severity_of_its_rule() -> None:
    assert [rule.name for rule in all_rules().values() if "severity" in rule.options] == []


scalars = st.none() | st.booleans() | st.integers(-3, 300) | st.floats(0, 2) | st.sampled_from(
    ["error", "off", "auto", "2026-01-02", "x", "", "links", "https://t.example/{key}"]
)  # fmt: skip
values = (
    scalars
    | st.lists(scalars, max_size=2)
    | st.dictionaries(st.sampled_from(["timeline", "x", "severity", "files"]), scalars, max_size=2)
)


def documents() -> st.SearchStrategy[dict[str, Any]]:
    plain = st.dictionaries(st.sampled_from([*fields(), "selct"]), values, max_size=4)
    options = sorted({option for rule in all_rules().values() for option in rule.options})
    own = scalars | st.dictionaries(st.sampled_from(["severity", *options]), values, max_size=3)
    rules = st.dictionaries(st.sampled_from([*all_rules(), "no-rule"]), own, max_size=3)
    overrides = st.lists(
        st.dictionaries(st.sampled_from(["files", "ignore", "exclude"]), values, max_size=3), max_size=2
    )
    return st.builds(lambda *parts: {**parts[0], "rules": parts[1], "overrides": parts[2]}, plain, rules, overrides)


@given(documents())
def test_the_verdict_is_that_of_json_schema(document: dict[str, Any]) -> None:
    assert (not list(problems(document, SCHEMA))) == VALIDATOR.is_valid(document)


def test_every_setting_is_a_field_and_every_field_can_be_set() -> None:
    derived = {"severities", "template_folder", "rules", "metadata_schema_content"}
    own = {key.replace("-", "_") for key in fields()} - {"extends", "overrides", "rules"}
    assert own == set(DEFAULT._fields) - derived


@pytest.mark.parametrize("key", [key for key, schema in fields().items() if "default" in schema])
def test_defaults_are_those_of_the_code(key: str) -> None:
    if key in ("rules", "overrides"):
        return
    value = getattr(DEFAULT, key.replace("-", "_"))
    plain = list(value) if isinstance(value, tuple) else dict(value) if hasattr(value, "items") else value
    assert fields()[key]["default"] == plain


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts/", "x/drafts/a.md", True),
        ("drafts", "draft/a.md", False),
        ("*.md", "x/y/a.md", True),
        ("/a.md", "a.md", True),
        ("/a.md", "x/a.md", False),
        ("x/*.md", "x/a.md", True),
        ("x/*.md", "x/y/a.md", False),
        ("x/**/a.md", "x/a.md", True),
        ("x/**/a.md", "x/y/z/a.md", True),
        ("**/old/**", "x/old/a.md", True),
        ("x/**", "x/y/a.md", True),
        ("20??", "2019/a.md", True),
        ("20[12]?", "2019/a.md", True),
        ("20[!1]?", "2019/a.md", False),
        ("a+b(c).md", "a+b(c).md", True),
        ("./x/a.md", "x/a.md", True),
        ("[", "[", True),
    ],
)
def test_path_patterns(pattern: str, path: str, fits: bool) -> None:
    assert matches(path, [pattern]) is fits


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("CASE {number}", "see CASE 12 and CASE x", ["CASE 12"]),
        ("T{number}", "T1, AT2, T3x", ["T1"]),
        ("a.b", "a.b axb", ["a.b"]),
    ],
)
def test_words_as_patterns(pattern: str, text: str, found: list[str]) -> None:
    assert [match.group() for match in compile_pattern(pattern).finditer(text)] == found


def test_regular_expressions_as_patterns() -> None:
    pytest.importorskip("re2")
    assert [match.group() for match in compile_pattern("/T-[0-9]+/").finditer("T-1 and T-22")] == ["T-1", "T-22"]
