#!/usr/bin/env bash
# Installs pm-lint into an environment of its own for action.yml: from the action's own checked-out ref, or the
# released version that PM_LINT_VERSION names.
set -euo pipefail

venv="${RUNNER_TEMP:?}/pm-lint"
python="$(command -v python3 || command -v python)"
"$python" -m venv "$venv"
bin="$venv/bin"
[ -d "$bin" ] || bin="$venv/Scripts" # Windows

version="${PM_LINT_VERSION:-}"
if [ -z "$version" ]; then
  requirement="${PM_LINT_ACTION_PATH:?}"
elif [[ "$version" =~ ^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$ ]]; then
  requirement="pm-lint==$version"
else
  echo "pm-lint: the input 'version' is no version number; write one like 0.1.0" >&2
  exit 2
fi
"$bin/python" -m pip install --quiet --disable-pip-version-check "$requirement"
