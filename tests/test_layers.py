"""Imports go one way, from the command line down to the source; the graph is read from the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "pm_lint"

LAYERS = (
    ("record", "enumeration", "lazy", "lazy_regex"),
    ("errors", "globs", "user_regex", "atomic", "shipped", "settings.model", "settings.find", "settings.reading", "settings.safe_yaml", "settings.validate"),
    ("source",),
    ("diagnostic", "fingerprint"),
    ("markdown",),
    ("postmortem", "templates"),
    ("language",),
    ("rule",),
    ("rules", "documentation"),
    ("suppressions",),
    ("engine",),
    ("surroundings", "runner", "crew", "cache", "settings", "files", "output", "progress", "api", "fixes", "baseline", "changes", "chart"),
    ("reporters",),
    ("adoption", "scaffold"),
    ("cli", "server", "github_action"),
)  # fmt: skip
"""Each module or package, the lower first; one imports its own layer and those before it."""

FREE = ("", "__main__")
"""The package itself, which holds lazy names and the version."""

HEAVY = {"markdown_it": "markdown", "mdit_py_plugins": "markdown", "pygls": "server", "lsprotocol": "server"}
"""A library, and the only package that imports it."""


def modules() -> dict[str, ast.Module]:
    found = {}
    for file in ROOT.rglob("*.py"):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        found[name] = ast.parse(file.read_bytes())
    return found


MODULES = modules()


def imports(tree: ast.AST, *, types: bool) -> set[str]:
    """The modules that a module imports anywhere; those under TYPE_CHECKING only where ``types``."""
    found: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            if types:
                found |= imports(node, types=types)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            found |= imports(node, types=types)
    return found


def level(module: str) -> int | None:
    """The number of the layer of ``settings.model``, ``rules.links.broken_link`` …; None for names that are none."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        for number, layer in enumerate(LAYERS):
            if name in layer:
                return number
    return None


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name not in FREE))
def test_a_module_imports_downwards_only(module: str) -> None:
    own = level(module)
    assert own is not None, "say in LAYERS where it belongs"
    for imported in imports(MODULES[module], types=False):
        name = imported.removeprefix("pm_lint.")
        if imported.startswith("pm_lint.") and (other := level(name)) is not None:
            assert other <= own, f"{module} imports {name}"


@pytest.mark.parametrize(
    "module", sorted(name for name in MODULES if name.startswith("rules.") and name.count(".") > 1)
)
def test_a_rule_knows_neither_other_rules_nor_the_world(module: str) -> None:
    for name in imports(MODULES[module], types=True):
        assert not name.startswith(("pm_lint.rules", "pm_lint.cli", "pm_lint.server", "pm_lint.reporters")), name
        assert not name.startswith("pm_lint.settings.") or name.startswith("pm_lint.settings.model"), name
        assert name.split(".")[0] not in {
            "markdown_it",
            "os",
            "pathlib",
            "time",
            "socket",
            "urllib",
            "subprocess",
            "random",
        }, name


@pytest.mark.parametrize("library", HEAVY)
def test_a_library_has_one_door(library: str) -> None:
    doors = {
        name.split(".")[0]
        for name, tree in MODULES.items()
        if any(m.split(".")[0] == library for m in imports(tree, types=True))
    }
    assert doors <= {HEAVY[library]}


def test_nobody_splits_lines_like_str() -> None:
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Attribute) and node.attr == "splitlines"), f"{name}:{node.lineno}"
