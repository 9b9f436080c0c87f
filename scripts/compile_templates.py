"""Compiles the YAML that people edit to the JSON that pm-lint loads: YAML is slow to import.

python scripts/compile_templates.py            writes what has changed
python scripts/compile_templates.py --check    exits 1 where something is stale
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pm_lint.postmortem.title_words import bare, core, normalise  # noqa: E402
from pm_lint.settings.validate import problems  # noqa: E402

TEMPLATES = ROOT / "pm_lint" / "templates"
TITLES = ROOT / "pm_lint" / "postmortem" / "data" / "section_titles.yaml"


def compiled_titles() -> tuple[str, str]:
    """The section titles, normalised and turned round (title to role): the English ones, and all the others."""
    data = yaml.safe_load(TITLES.read_text(encoding="utf-8"))
    neutral = frozenset(map(str, data["neutral"]))
    english = _by_title(data["titles"].pop("en"))
    foreign: dict[str, str] = {}
    for roles in data["titles"].values():
        for title, role in _by_title(roles).items():
            foreign.setdefault(title, role)
    cores: dict[str, set[str]] = {}
    for title, role in english.items():
        if kept := core(title.split(), neutral):
            cores.setdefault(kept, set()).add(role)
    result = {
        "titles": english,
        "cores": _decided(cores, english, frozenset(map(normalise, data["ambiguous"]))),
        "ambiguous": {normalise(name): roles for name, roles in data["ambiguous"].items()},
        "opens": {normalise(words): role for words, role in data["opens"].items()},
        "closes": {normalise(words): role for words, role in data["closes"].items()},
        "questions": data["questions"],
        "neutral": sorted(neutral),
        "planned": data["planned"],
    }
    return _json(result), _json(foreign)


def _decided(cores: dict[str, set[str]], titles: dict[str, str], ambiguous: frozenset[str]) -> dict[str, str]:
    """The cores that mean one thing: a title of their own decides; one word that is no title alone decides nothing."""
    plain = {core([title], frozenset()): role for title, role in titles.items() if " " not in title} | titles
    decided = {}
    for kept, roles in cores.items():
        role = plain.get(kept) or (roles.copy().pop() if len(roles) == 1 and " " in kept else None)
        if role and role != "metadata" and kept not in ambiguous:
            decided[kept] = role
    return decided


def _by_title(roles: dict[str, list[str]]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for role, names in roles.items():
        for name in names:
            titles.setdefault(normalise(name), role)
    return titles


def compiled_templates() -> str:
    """All built-in templates with the guidance they share, and what tells each from the others."""
    schema = json.loads((ROOT / "schemas" / "template.schema.json").read_text(encoding="utf-8"))
    shared = yaml.safe_load((TEMPLATES / "_guidance.yaml").read_text(encoding="utf-8"))
    templates = {}
    for path in sorted(TEMPLATES.glob("[!_]*.yaml")):
        templates[path.stem] = data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for problem in problems(data, schema):
            raise SystemExit(f"{path.relative_to(ROOT)}: {problem.path}: {problem.message}")
    fingerprints = {name: _fingerprint(data) for name, data in templates.items() if name != "minimal"}
    shares: dict[str, int] = {}
    for known in fingerprints.values():
        for title in known["titles"]:
            shares[title] = shares.get(title, 0) + 1
    weights = {title: round(1 / count, 3) for title, count in shares.items()}
    return _json({"templates": templates, "fingerprints": fingerprints, "weights": weights, **shared})


def _fingerprint(data: dict[str, Any]) -> dict[str, Any]:
    """The titles of a template as they are compared, and those of each section that it requires."""
    sections = data.get("sections", [])
    by_section = [[bare(title) for title in [entry["title"], *entry.get("aliases", [])]] for entry in sections]
    titles = {bare(title) for title in data.get("fingerprint", [])}.union(*by_section)
    needed = [names for names, entry in zip(by_section, sections, strict=True) if entry["need"] == "required"]
    return {"titles": sorted(titles), "required": needed}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def outputs() -> dict[Path, str]:
    """Each generated file with the text it should have."""
    english, foreign = compiled_titles()
    return {
        TITLES.with_suffix(".json"): english,
        TITLES.with_name("section_titles_foreign.json"): foreign,
        TEMPLATES / "templates.json": compiled_templates(),
    }


def main(check: bool) -> list[str]:
    """Writes the stale files, or only names them; gives their paths relative to the repository."""
    stale = []
    for path, text in outputs().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.relative_to(ROOT).as_posix())
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    return stale


if __name__ == "__main__":
    checking = "--check" in sys.argv[1:]
    names = main(checking)
    for name in names:
        print(f"{'stale' if checking else 'wrote'}: {name}")
    sys.exit(bool(checking and names))
