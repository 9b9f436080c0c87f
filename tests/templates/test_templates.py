"""Templates by name and by path, their recognition, and the texts they leave behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from referencing import Registry

from pm_lint.errors import ConfigError
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.templates import is_known_prompt, is_prompt, load, names
from pm_lint.templates.loading import schema
from scripts.compile_templates import TEMPLATES, main

NAMED = {
    "18f", "atlassian", "aws-coe", "azure-pir", "etsy", "firehydrant", "github-availability", "gitlab", "google-sre",
    "howie", "incident-io", "kubernetes", "minimal", "mybinder", "pagerduty", "rootly", "security-incident",
    "sre-workbook", "student",
}  # fmt: skip


def test_all_templates_are_there() -> None:
    assert set(names()) == NAMED


def test_compiled_files_are_fresh() -> None:
    assert main(True) == []


@pytest.mark.parametrize("name", sorted(NAMED))
def test_template_is_valid(name: str) -> None:
    data = yaml.safe_load((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema(), registry=Registry()).validate(data)
    template = load(name)
    assert template.title == data["name"]
    assert all(section.title and section.guidance for section in template.sections)


@pytest.mark.parametrize("name", sorted(NAMED - {"minimal", "18f", "kubernetes", "github-availability", "rootly"}))
def test_blank_template_is_recognised(name: str, postmortem: Callable[..., Postmortem]) -> None:
    template = load(name)
    text = "# Queue stalled\n\n" + "".join(
        f"{'#' * section.level} {section.title}\n\n" for section in template.sections
    )
    found = postmortem(text).template
    assert (found.name, found.recognised) == (name, True)


def test_ordinary_titles_show_no_template(postmortem: Callable[..., Postmortem]) -> None:
    found = postmortem("# A\n\n## Summary\n\nText.\n\n## Timeline\n\n## Action items\n").template
    assert (found.name, found.recognised) == ("minimal", False)


def test_front_matter_names_the_template(postmortem: Callable[..., Postmortem]) -> None:
    found = postmortem("---\npm-lint:\n  template: atlassian\n---\n\n# A\n").template
    assert (found.name, found.chosen) == ("atlassian", True)


def test_a_document_may_not_name_a_file(postmortem: Callable[..., Postmortem]) -> None:
    with pytest.raises(ConfigError, match="unknown template"):
        _ = postmortem("---\npm-lint:\n  template: ../../secret.yaml\n---\n\n# A\n").template


def test_unknown_name_is_told_the_nearest() -> None:
    with pytest.raises(ConfigError, match="unknown template 'atlasian'; did you mean 'atlassian'"):
        load("atlasian")


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_own_template_extends_a_built_in_one(tmp_path: Path, postmortem: Callable[..., Postmortem]) -> None:
    name = write(
        tmp_path,
        "ours.yaml",
        "name: Ours\nextends: minimal\nsections:\n"
        "  - {role: detection, title: Detection, need: required}\n"
        "  - {role: lessons, title: Lessons learned, need: unwanted}\n"
        "  - {role: communication, title: Who was told, need: optional}\n",
    )
    template = load(name, str(tmp_path))
    assert [section.role for section in template.requires()] == [
        Role.SUMMARY,
        Role.TIMELINE,
        Role.ROOT_CAUSE,
        Role.DETECTION,
        Role.ACTION_ITEMS,
    ]
    assert template.section(Role.LESSONS) is None
    found = postmortem("# A\n\n## Who was told\n\nText.\n", template=name, template_folder=str(tmp_path))
    assert found.sections[1].roles == (Role.COMMUNICATION,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: Ours\nsections:\n  - {role: sumary}\n", r"ours\.yaml:3: .*did you mean 'summary'"),
        ("sections: []\n", r"ours\.yaml.*name"),
        ("name: Ours\nsections: [\n", r"ours\.yaml:\d+: not YAML"),
        ("name: Ours\nextends: ours.yaml\n", r"ours\.yaml:2: .*in turn"),
        ("name: Ours\nextends: theirs.yaml\n", r"ours\.yaml:2: .*no such file"),
        ("name: Ours\nextends: minimum\n", r"ours\.yaml:2: .*did you mean 'minimal'"),
        ("name: &a Ours\ndescription: *a\n", r"ours\.yaml:1: anchors and aliases"),
    ],
)
def test_mistake_in_own_template_names_the_line(text: str, message: str, tmp_path: Path) -> None:
    write(tmp_path, "ours.yaml", text)
    with pytest.raises(ConfigError, match=message):
        load("ours.yaml", str(tmp_path))


def test_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml"):
        load("none.yaml", str(tmp_path))


def test_requirements_grow_with_severity() -> None:
    required = {section.role for section in load("minimal").requires("critical")}
    assert required - {section.role for section in load("minimal").requires("low")} == {Role.IMPACT}


@pytest.mark.parametrize(
    "text",
    [
        "Describe what happened, in two sentences.",
        "_Please describe how the incident was noticed._",
        "Briefly summarise the impact",
        "A short summary of what the users saw",
        "Your name goes here",
        "This section should explain the trigger.",
        "Lorem ipsum dolor sit amet",
    ],
)
def test_instruction_is_a_prompt(text: str) -> None:
    assert is_prompt(text)


@pytest.mark.parametrize(
    "text",
    [
        "The runbook describes what to do.",
        "Describe the failover in the runbook",
        "Add an alert on queue depth",
        "List endpoints timed out for 35 minutes.",
        "A short outage of the payment service.",
        "Title search returned nothing.",
    ],
)
def test_statement_is_no_prompt(text: str) -> None:
    assert not is_prompt(text)


def test_guidance_of_every_template_is_a_prompt() -> None:
    for name in names():
        for section in load(name).sections:
            assert is_known_prompt(section.guidance)


def test_schema_is_strict_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(json.dumps(schema())))
