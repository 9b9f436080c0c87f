"""What the documentation shows is true: settings are valid, Python runs, links lead somewhere, commands exist.

What commands print is made by ``scripts/generate.py``, which ``tests/test_generated.py`` runs.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pm_lint.cli import COMMANDS
from pm_lint.markdown import parse
from pm_lint.postmortem.directives import find_directives
from pm_lint.settings.loading import load
from pm_lint.source import Source
from pm_lint.suppressions import META_RULES
from pm_lint.templates import load as load_template
from tests.command import Run, write

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[Any]:
    return [
        pytest.param(match[2], id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        if page.parent.name != "rules"
        for number, match in enumerate(BLOCK.finditer(page.read_text("utf-8")))
        if match[1] == language
    ]


@pytest.mark.parametrize("block", [case for case in blocks("yaml") if "# .pm-lint.yaml" in case.values[0]])
def test_settings_in_yaml(pm_lint: Run, block: str) -> None:
    assert load(write(".pm-lint.yaml", block))


@pytest.mark.parametrize("block", [case for case in blocks("yaml") if "-template.yaml\n" in case.values[0][:40]])
def test_templates(tmp_path: Path, block: str) -> None:
    (tmp_path / "own.yaml").write_text(block)
    own = load_template("own.yaml", str(tmp_path))
    assert own.title in block and {section.title for section in own.sections} >= {"Impact", "What we told customers"}


@pytest.mark.parametrize(
    "block", [case for case in blocks("toml") if "pm-lint.toml" in case.values[0] or "[tool.pm-lint]" in case.values[0]]
)
def test_settings_in_toml(pm_lint: Run, block: str) -> None:
    assert load(write("pyproject.toml" if "[tool.pm-lint]" in block else ".pm-lint.toml", block))


@pytest.mark.parametrize("block", blocks("yaml"))
def test_yaml_is_yaml(block: str) -> None:
    assert yaml.safe_load(block)


@pytest.mark.parametrize("block", [case for case in blocks("python") if "import" in case.values[0]])
def test_python(pm_lint: Run, block: str) -> None:
    exec(compile(block, "page", "exec"), {"__name__": "page"})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text("utf-8"))
    text = re.sub(r"`[^`]*`", "", re.sub(r"^(`{3,}|~{3,}).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http://", "https://", "mailto:", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


COMMAND = re.compile(r"`pm-lint ([a-z]+)[^`]*`|^\$ pm-lint ([a-z]+)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_exist(page: Path) -> None:
    assert {match[1] or match[2] for match in COMMAND.finditer(page.read_text("utf-8"))} <= set(COMMANDS)


def test_suppressions_that_are_shown_are_suppressions() -> None:
    text = (ROOT / "docs/suppressions.md").read_text("utf-8")
    shown = re.findall(r"`(<!-- pm-lint-.*? -->)`", text)
    assert len(shown) == 5
    for comment in shown:
        (directive,) = find_directives(parse(Source("a.md", comment + "\n")))
        assert [name.text for name in directive.names] == ["RULE"]
        assert directive.reason == ("reason" if "enable" not in comment else None)
    assert {"unused-suppression", "unknown-suppression"} <= META_RULES


def test_the_bundled_example_shows_the_three_pillars(pm_lint: Run) -> None:
    example = ROOT / "examples"
    found = pm_lint("check", example, "--output-format", "json")
    import json

    groups = {diagnostic["group"] for diagnostic in json.loads(found.out)["diagnostics"]}
    assert {"structure", "language", "action-items", "impact", "links", "timeline"} <= groups
