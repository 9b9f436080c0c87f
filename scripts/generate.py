"""Rebuilds every file and region that is made from the code; ``--check`` says what is stale instead.

    python scripts/generate.py [--check]

Made here: ``schemas/config.schema.json``, ``docs/rules/*.md``, and in pages written by hand the regions between
``<!-- GENERATED … -->`` and ``<!-- END GENERATED -->`` and what commands print in ``console`` blocks. Other generators
are called too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from console import replayed

from pm_lint.cli.check import parser as check_parser
from pm_lint.diagnostic import Severity
from pm_lint.documentation import documentation, option_lines
from pm_lint.reporters.common import HOME
from pm_lint.rule import Rule
from pm_lint.rules import MANIFEST, all_rules, manifest
from pm_lint.settings.schema import config_schema

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "python scripts/generate.py"
OTHERS = ("compile_templates.py",)
"""Generators of other parts, which take ``--check`` too."""
NOTE = f"<!-- Made by `{COMMAND}` from the rule's docstring. -->\n\n"


def main(argv: list[str]) -> int:
    check = argv == ["--check"]
    if not check:  # first, for everything else is made from the rules that it lists
        _replace(*manifest_file())
    made = dict(outputs())
    stale = [path for path, text in made.items() if _differs(path, text)]
    stale += [path for path in (ROOT / "docs/rules").glob("*.md") if path.stem not in all_rules()]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is stale: run {COMMAND}" if check else f"writing {path.relative_to(ROOT)}")
    if not check:
        for path in stale:
            _replace(path, made.get(path))
    failed = [name for name in OTHERS if not _run_other(name, check=check)]
    return 1 if failed or (check and stale) else 0


def _run_other(name: str, *, check: bool) -> bool:
    script = ROOT / "scripts" / name
    if not script.exists():
        return True
    command = [sys.executable, str(script), *(["--check"] if check else [])]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() != text.encode()


def _replace(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def outputs() -> Iterator[tuple[Path, str]]:
    """Every generated file with its text."""
    yield manifest_file()
    yield ROOT / "schemas/config.schema.json", json.dumps(schema_file(), indent=2, ensure_ascii=False) + "\n"
    for rule in all_rules().values():
        yield ROOT / f"docs/rules/{rule.name}.md", rule_page(rule)
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/integrations/*.md")]):
        text = page.read_text("utf-8")
        if "<!-- GENERATED " in text or "```console\n" in text:
            yield page, replayed(filled(text), beside=page.parent == ROOT)


def manifest_file() -> tuple[Path, str]:
    """What the rules declare, as data."""
    return ROOT / "pm_lint/rules" / MANIFEST, json.dumps(manifest(), indent=1, ensure_ascii=False) + "\n"


def schema_file() -> dict[str, Any]:
    """The schema of settings files, as editors load it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{HOME}/blob/main/schemas/config.schema.json",
        "title": "Settings of pm-lint",
        "description": "`.pm-lint.yaml`, `.pm-lint.toml`, or the table [tool.pm-lint] of pyproject.toml.",
        **config_schema(),
    }


def rule_page(rule: Rule) -> str:
    """The page of one rule."""
    text = documentation(rule)
    state = "in the default set" if rule.default else "off unless selected"
    fixable = " It has a fix." if text.section("Fix safety") else ""
    facts = f"Severity **{rule.severity.value}**, group `{rule.group}`, {state}, since {rule.since}.{fixable}"
    options = "\n## Options\n\n" + "\n".join(option_lines(rule)) + "\n" if rule.options else ""
    return f"{NOTE}# {rule.name}\n\n{text.summary}.\n\n{facts}\n\n{text.body}\n{options}"


def filled(text: str) -> str:
    """A page with its generated regions made anew."""

    def region(match: re.Match[str]) -> str:
        opening = f"<!-- GENERATED {match[1]}: {COMMAND} -->"
        return f"{opening}\n\n{REGIONS[match[1]]().strip()}\n\n<!-- END GENERATED -->"

    return re.sub(r"<!-- GENERATED (\w+)[^>]*-->.*?<!-- END GENERATED -->", region, text, flags=re.DOTALL)


def rule_table() -> str:
    lines = []
    for group in sorted({rule.group for rule in all_rules().values()}):
        lines += [f"### {group}", "", "| Rule | Severity | Fix | |", "| --- | --- | --- | --- |"]
        for rule in all_rules().values():
            if rule.group == group:
                text = documentation(rule)
                fix = "yes" if text.section("Fix safety") else ""
                summary = text.summary.removeprefix("Checks that ")
                lines.append(f"| [{rule.name}](rules/{rule.name}.md) | {rule.severity.value} | {fix} | {summary} |")
        lines.append("")
    return "\n".join(lines)


def rule_counts() -> str:
    rules = list(all_rules().values())
    parts = [f"{sum(rule.severity is severity for rule in rules)} as {severity.value}s" for severity in Severity]
    groups = sorted({rule.group for rule in rules})
    return f"{len(rules)} rules in {len(groups)} groups ({', '.join(groups)}): {', '.join(parts)}."


def settings_table() -> str:
    lines = ["| Setting | Default | |", "| --- | --- | --- |"]
    for key, schema in config_schema()["properties"].items():
        default = f"`{json.dumps(schema['default'])}`" if "default" in schema else ""
        choices = f" One of {', '.join(f'`{choice}`' for choice in schema['enum'])}." if "enum" in schema else ""
        lines.append(f"| `{key}` | {default} | {schema['description'].replace('|', chr(92) + '|')}{choices} |")
    return "\n".join(lines)


def rule_options() -> str:
    lines = []
    for rule in all_rules().values():
        if rule.options:
            lines += [f"### [{rule.name}](rules/{rule.name}.md)", "", *option_lines(rule), ""]
    return "\n".join(lines)


def check_options() -> str:
    lines = ["| Option | |", "| --- | --- |", "| `-h, --help` | show this help message and exit |"]
    for option in check_parser().all_options():
        if option.name.startswith("-"):
            words = " ".join(filter(None, (option.name, option.details.get("metavar"))))
            lines.append(f"| `{words}` | {option.details['help']} |")
    return "\n".join(lines)


REGIONS: dict[str, Callable[[], str]] = {
    "rules": rule_table,
    "counts": rule_counts,
    "settings": settings_table,
    "options": rule_options,
    "check": check_options,
}
"""What stands in a region, by the name in its opening comment."""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
