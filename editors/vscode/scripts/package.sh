#!/usr/bin/env bash
# Builds pm-lint.vsix from what is installed in node_modules; asks no network. An argument names another file to write.
set -euo pipefail

out="$(realpath -m "${1:-pm-lint.vsix}")"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

npm run -s build
# --no-dependencies: everything is in the bundle. --skip-license would hide a missing one.
npx --no-install vsce package --no-dependencies --no-update-package-json --out "$out"
