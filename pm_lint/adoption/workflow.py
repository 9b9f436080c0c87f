"""The GitHub workflow that checks pull requests."""

from __future__ import annotations

from pm_lint import __version__

NAME = ".github/workflows/pm-lint.yml"

_TEXT = """\
# Checks the postmortems that a pull request changes; written by `pm-lint init --github`.
name: pm-lint

on:
  pull_request:

permissions:
  contents: read

jobs:
  pm-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          fetch-depth: 0 # the merge base is needed to tell what changed
          persist-credentials: false
      - uses: pm-lint/pm-lint@v{version}
        with:
          changed-files-only: "true"
"""


def workflow_text() -> str:
    """The workflow, for this version of pm-lint."""
    return _TEXT.format(version=__version__)
