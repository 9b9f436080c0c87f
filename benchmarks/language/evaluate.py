"""How well the language rules tell blame from what only looks like it.

    python benchmarks/language/evaluate.py develop.jsonl [--misses]
    python benchmarks/language/evaluate.py final.jsonl

Each line holds ``{"id", "text", "label": "blame"|"ok"|"borderline", "category", "cue": "obvious"|"subtle"|null,
"section"}``. A sentence is put into a small document of its own, under its section, and counts as flagged when a rule
of the group ``language`` reports an error or a warning in it; hints do not count, borderline sentences are only
counted. ``final*.jsonl`` are for a last look: develop on the others, and never with ``--misses`` on these.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pm_lint.diagnostic import Diagnostic, Severity
from pm_lint.engine import lint
from pm_lint.settings.model import Settings
from pm_lint.source import Source

HERE = Path(__file__).parent
TITLES = {
    "summary": "Summary",
    "timeline": "Timeline",
    "root-cause": "Root cause",
    "impact": "Impact",
    "lessons": "Lessons learned",
    "action-items": "Action items",
    "went-wrong": "What went wrong",
    "lucky": "Where we got lucky",
}
LEADS = {"timeline": "- 10:05 UTC ", "action-items": "- "}
ONLY_LANGUAGE = Settings(select=("language",))


class Outcome(NamedTuple):
    """A labelled sentence and the rule that flagged it, if one did."""

    row: dict[str, Any]
    rule: str | None

    @property
    def is_blame(self) -> bool:
        return bool(self.row["label"] == "blame")

    @property
    def is_ok(self) -> bool:
        return bool(self.row["label"] == "ok")


def document(row: dict[str, Any]) -> str:
    """A small postmortem with one sentence under its section."""
    section = row["section"]
    return f"# Postmortem: checkout outage\n\n## {TITLES[section]}\n\n{LEADS.get(section, '')}{row['text']}\n"


def findings(row: dict[str, Any]) -> Iterator[Diagnostic]:
    """The errors and warnings that a sentence gets."""
    report = lint(Source(f"{row['id']}.md", document(row)), ONLY_LANGUAGE)
    return (each for each in report.diagnostics if each.severity is not Severity.HINT)


def evaluate(path: Path) -> list[Outcome]:
    """The outcome of every sentence of a file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Outcome(row, next((each.rule for each in findings(row)), None)) for row in rows]


def summary(outcomes: list[Outcome]) -> str:
    """Precision, recall by cue and false alarms, over all rules."""
    blame = [each for each in outcomes if each.is_blame]
    ok = [each for each in outcomes if each.is_ok]
    hits, alarms = sum(bool(each.rule) for each in blame), sum(bool(each.rule) for each in ok)
    figures = f"precision {_share(hits, hits + alarms)}  recall {_share(hits, len(blame))}"
    lines = [f"{figures}  false alarms {alarms} of {len(ok)} harmless sentences"]
    for cue in ("obvious", "subtle"):
        some = [each for each in blame if each.row["cue"] == cue]
        lines.append(f"  {cue:<8} recall {_share(sum(bool(each.rule) for each in some), len(some))} of {len(some)}")
    borderline = [each for each in outcomes if each.row["label"] == "borderline"]
    lines.append(f"  borderline: {sum(bool(each.rule) for each in borderline)} of {len(borderline)} flagged")
    return "\n".join(lines)


def by_rule(outcomes: list[Outcome]) -> str:
    """For each rule: precision (of its findings, how many are blame) and recall (of its category, how much is flagged
    by any rule, and by this one)."""
    categories = Counter(each.row["category"] for each in outcomes if each.is_blame)
    lines = [f"{'rule':<28} {'precision':>9} {'flagged':>8} {'by this':>8} {'of':>4}"]
    for rule in sorted(categories | Counter(each.rule for each in outcomes if each.rule)):
        said = [each for each in outcomes if each.rule == rule and each.row["label"] != "borderline"]
        mine = [each for each in outcomes if each.is_blame and each.row["category"] == rule]
        lines.append(
            f"{rule:<28} {_share(sum(each.is_blame for each in said), len(said)):>9} "
            f"{_share(sum(bool(each.rule) for each in mine), len(mine)):>8} "
            f"{_share(sum(each.rule == rule for each in mine), len(mine)):>8} {len(mine):>4}"
        )
    return "\n".join(lines)


def confusions(outcomes: list[Outcome]) -> str:
    """Which rule spoke where another was expected, the most frequent first."""
    pairs = Counter(
        (each.row["category"], each.rule)
        for each in outcomes
        if each.is_blame and each.rule and each.rule != each.row["category"]
    )
    return "\n".join(f"{count:>3}  {expected} told as {rule}" for (expected, rule), count in pairs.most_common(15))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", nargs="?", default="develop.jsonl", help="a file beside this one, or a path")
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was a false alarm")
    args = parser.parse_args()
    beside = HERE / args.sentences
    outcomes = evaluate(beside if beside.exists() else Path(args.sentences))
    print(summary(outcomes), by_rule(outcomes), confusions(outcomes), sep="\n\n")
    if args.misses:
        for each in outcomes:
            if each.is_blame and not each.rule:
                print(f"missed       {each.row['id']} [{each.row['category']}] {each.row['text']}")
            if each.is_ok and each.rule:
                print(f"false alarm  {each.row['id']} [{each.rule}] {each.row['text']}")


if __name__ == "__main__":
    main()
