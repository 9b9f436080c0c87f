"""A stand-in for the Actions runner: it interprets a composite action and reads its output as the runner would.

The two command grammars follow the runner's own parser: ``::name key=value::data`` at the start of a line, after
white space, and the older ``##[name key=value]data`` anywhere in a line.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

REGISTERED = frozenset(
    [
        "add-mask",
        "add-matcher",
        "add-path",
        "debug",
        "echo",
        "endgroup",
        "error",
        "group",
        "notice",
        "remove-matcher",
        "save-state",
        "set-env",
        "set-output",
        "stop-commands",
        "warning",
        "internal-set-repo-path",
    ]
)


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def _unescape(text: str, *, is_property: bool) -> str:
    pairs = [("%0D", "\r"), ("%0A", "\n")]
    if is_property:
        pairs += [("%3A", ":"), ("%2C", ",")]
    for code, character in pairs:
        text = text.replace(code, character)
    return text.replace("%25", "%")


def _command(info: str, data: str, separator: str) -> Command | None:
    name, _, rest = info.partition(" ")
    if name.lower() not in REGISTERED:
        return None
    pairs = (pair.split("=", 1) for pair in rest.strip().split(separator) if "=" in pair)
    properties = {key: _unescape(value, is_property=True) for key, value in pairs}
    return Command(name.lower(), properties, _unescape(data, is_property=False))


def parse_line(line: str) -> Command | None:
    """The command that the runner would carry out for one line of output."""
    trimmed = line.lstrip()
    if trimmed.startswith("::") and (end := trimmed.find("::", 2)) >= 0:
        found = _command(trimmed[2:end], trimmed[end + 2 :], ",")
        if found:
            return found
    start = line.find("##[")
    if start >= 0 and (end := line.find("]", start)) >= 0:
        return _command(line[start + 3 : end], line[end + 1 :], ";")
    return None


def parse_output(output: str) -> list[Command]:
    """All commands in what a step printed, ``stop-commands`` honoured."""
    commands, token = [], None
    for line in re.split(r"\r\n|\r|\n", output):
        if token is not None:
            if line.strip() in (f"::{token}::", f"##[{token}]"):
                token = None
            continue
        command = parse_line(line)
        if command is None:
            continue
        commands.append(command)
        if command.name == "stop-commands":
            token = command.data
    return commands


class StepsResult(NamedTuple):
    exit_code: int
    output: str
    commands: list[Command]
    outputs: dict[str, dict[str, str]]
    """Step id to the outputs that it wrote."""
    summary: str


def run_composite(
    action: Path, inputs: Mapping[str, str], workspace: Path, temp: Path, environ: Mapping[str, str]
) -> StepsResult:
    """Runs the ``run`` steps of a composite action under bash, as the runner does on Linux."""
    definition = yaml.safe_load(action.read_text())
    values = {name: str(spec.get("default", "")) for name, spec in definition["inputs"].items()}
    unknown = set(inputs) - set(values)
    assert not unknown, unknown
    values.update(inputs)
    temp.mkdir(parents=True, exist_ok=True)
    summary = temp / "summary.md"
    summary.touch()
    outputs: dict[str, dict[str, str]] = {}
    printed, code = "", 0
    for number, step in enumerate(definition["runs"]["steps"]):
        if "run" not in step or not _holds(step.get("if"), values, outputs, failed=code != 0):
            continue
        output_file = temp / f"output-{number}"
        output_file.touch()
        env = {
            **environ,
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_ACTION_PATH": str(action.parent),
            "GITHUB_OUTPUT": str(output_file),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(temp),
            "RUNNER_OS": "Linux",
        }
        env |= {
            key: _expand(str(value), values, outputs, str(action.parent)) for key, value in step.get("env", {}).items()
        }
        assert "${{" not in step["run"], "an expression inside a script is an injection"
        assert step["shell"] == "bash"
        folder = workspace / _expand(step.get("working-directory", "."), values, outputs, str(action.parent))
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
        )
        printed += done.stdout + done.stderr
        if "id" in step:
            outputs[step["id"]] = read_outputs(output_file.read_text())
        code = code or done.returncode
    return StepsResult(code, printed, parse_output(printed), outputs, summary.read_text())


def read_outputs(text: str) -> dict[str, str]:
    """The values in a ``GITHUB_OUTPUT`` file, both of its forms."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if "<<" in line and "=" not in line.split("<<")[0]:
            name, delimiter = line.split("<<", 1)
            value = []
            for inner in lines:
                if inner == delimiter:
                    break
                value.append(inner)
            found[name] = "\n".join(value)
        elif "=" in line:
            name, value_ = line.split("=", 1)
            found[name] = value_
    return found


_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def _expand(text: str, inputs: Mapping[str, str], outputs: Mapping[str, Mapping[str, str]], path: str) -> str:
    def value(match: re.Match[str]) -> str:
        parts = match.group(1).split(".")
        if parts[0] == "inputs":
            return inputs[parts[1]]
        if parts[0] == "steps":
            return outputs.get(parts[1], {}).get(parts[3], "")
        if match.group(1) == "github.action_path":
            return path
        return os.environ.get("FAKE_" + match.group(1).replace(".", "_").upper(), "")

    return _EXPRESSION.sub(value, text)


def _holds(condition: Any, inputs: Mapping[str, str], outputs: Mapping[str, Mapping[str, str]], failed: bool) -> bool:
    if condition is None:
        return not failed
    text = _expand(str(condition), inputs, outputs, "")
    text = re.sub(r"inputs\.([\w-]+)", lambda match: repr(inputs[match.group(1)]), text)
    text = re.sub(r"always\(\)", "True", text).replace("&&", " and ")
    return bool(eval(text, {"__builtins__": {}}))  # the action's own conditions, not a document's text
