#!/usr/bin/env bash
# Runs pm-lint for action.yml; every input arrives in the environment and is read there, never by this shell.
set -euo pipefail

bin="${RUNNER_TEMP:?}/pm-lint/bin"
[ -d "$bin" ] || bin="$RUNNER_TEMP/pm-lint/Scripts" # Windows
exec "$bin/python" -m pm_lint.github_action
