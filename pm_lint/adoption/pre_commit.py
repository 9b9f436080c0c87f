"""The hook in ``.pre-commit-config.yaml``: put in as text, so that comments and anchors stay as they are."""

from __future__ import annotations

import re
from typing import Any

from pm_lint import __version__
from pm_lint.errors import ConfigError
from pm_lint.lazy_regex import lazy_regex

NAME = ".pre-commit-config.yaml"
REPOSITORY = "https://github.com/pm-lint/pm-lint"

_REPOS = lazy_regex(r"^repos:[ \t]*(?:#.*)?$", re.MULTILINE)
_EMPTY = lazy_regex(r"^repos:[ \t]*\[[ \t]*\][ \t]*$", re.MULTILINE)


def hook(indent: str = "  ") -> list[str]:
    """The lines that name the hook."""
    return [
        f"{indent}- repo: {REPOSITORY}",
        f"{indent}  rev: v{__version__}",
        f"{indent}  hooks:",
        f"{indent}    - id: pm-lint",
    ]


def with_hook(text: str) -> str:
    """The configuration with the hook as its last repository; unchanged where the hook is there.

    Raises ConfigError, with the lines to add by hand, where the file is written in a way that cannot be edited.
    """
    before = _load(text)
    if before is None and not re.search(r"^[^#\s-]", text, re.MULTILINE):
        return "\n".join([*text.rstrip("\n").split("\n"), "repos:", *hook(), ""]).lstrip("\n")
    if not isinstance(before, dict):
        raise _by_hand("is no mapping")
    if _has_hook(before):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    edited = newline.join(_inserted(lines, "repos" in before))
    wanted = {**before, "repos": [*(before.get("repos") or []), *_load("\n".join(["repos:", *hook()]))["repos"]]}
    if _load(edited) != wanted:
        raise _by_hand("is written in a way that cannot be edited")
    return edited


def _inserted(lines: list[str], has_repos: bool) -> list[str]:
    if not has_repos:
        body = len(lines)
        while body and not lines[body - 1].strip():
            body -= 1
        return [*lines[:body], "repos:", *hook(), ""]
    start = next((i for i, line in enumerate(lines) if _REPOS.match(line) or _EMPTY.match(line)), None)
    if start is None:
        raise _by_hand("has its `repos` in a form that cannot be edited")
    first = next((line for line in lines[start + 1 :] if line.strip() and not line.lstrip().startswith("#")), "")
    is_item = first.lstrip().startswith("- ")
    indent = first[: len(first) - len(first.lstrip())] if is_item else "  "
    end = last = start + 1
    for end in range(start + 1, len(lines)):
        line = lines[end]
        if not line.strip():
            continue
        if not line.startswith((" ", "-", "#")):  # the next key
            break
        if not line.startswith("#"):  # a comment at the margin may belong to the next key
            last = end + 1
    opening = "repos:" if _EMPTY.match(lines[start]) else lines[start]
    return [*lines[:start], opening, *lines[start + 1 : last], *hook(indent), *(lines[last:] or [""])]


def _has_hook(config: dict[str, Any]) -> bool:
    repos = config.get("repos")
    return any(
        isinstance(entry, dict) and str(entry.get("id", "")).startswith("pm-lint")
        for repo in (repos if isinstance(repos, list) else ())
        if isinstance(repo, dict)
        for entry in (repo.get("hooks") or ())
    )


def _load(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        raise _by_hand("is no valid YAML") from None


def _by_hand(why: str) -> ConfigError:
    lines = "; ".join(line.strip() for line in hook())
    return ConfigError(f"{NAME} {why}; add the hook yourself: {lines}")
