"""Time and memory over many files, on one core and on two.

    python benchmarks/scale.py [--files N,N…]

Writes postmortems from a template of its own to a temporary folder and runs the whole program over them: cold
without a cache, cold with one, and warm. Memory is the peak of the largest process.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import PM_LINT

SYSTEMS = ("checkout", "search", "billing", "login", "mail relay", "image store", "job queue", "report builder")
FAULTS = (
    "ran out of connections",
    "answered with errors",
    "lost its leader",
    "fell behind its queue",
    "filled its disk",
    "served stale prices",
)
REMEDIES = ("restarted the primary", "rolled the release back", "raised the limit", "moved traffic to the other zone")
ACTIONS = ("Alert on queue depth", "Test the failover every month", "Bound the retry budget", "Delete the old index")


def document(seed: int, size: int = 6_000) -> str:
    """A postmortem of about ``size`` characters; the same seed gives the same one."""
    choose = random.Random(seed)
    system, fault, remedy = choose.choice(SYSTEMS), choose.choice(FAULTS), choose.choice(REMEDIES)
    hour, minute = choose.randrange(22), choose.randrange(10, 50)
    head = (
        f"# Postmortem {seed}: the {system} {fault}\n\n"
        f"| Field | Value |\n|---|---|\n| Severity | SEV{choose.randrange(1, 4)} |\n"
        f"| Date | 2026-03-{seed % 28 + 1:02} |\n"
        f"| Authors | Amara Diallo, Bo Lind |\n\n"
        f"## Summary\n\nThe {system} {fault} for {choose.randrange(20, 90)} minutes. We {remedy}.\n\n"
        f"## Impact\n\n{choose.randrange(1, 40)} % of requests failed, and {choose.randrange(100, 9000)} orders"
        " were delayed.\n\n## Timeline (UTC)\n\n"
    )
    parts = [head]
    length = len(head)
    while length < size * 0.6:
        minute += choose.randrange(1, 7)
        hour, minute = (hour + minute // 60) % 24, minute % 60
        event = f"The {choose.choice(SYSTEMS)} {choose.choice(FAULTS)}; we {choose.choice(REMEDIES)}."
        entry = f"- {hour:02}:{minute:02} {event}\n"
        parts.append(entry)
        length += len(entry)
    parts.append("\n## Root causes\n\n")
    while length < size * 0.85:
        text = (
            f"The {choose.choice(SYSTEMS)} {choose.choice(FAULTS)} because the release of `{choose.choice(SYSTEMS)}`"
            f" changed a [default](https://wiki.example.com/{choose.randrange(99)}) that **no test** covered.\n\n"
        )
        parts.append(text)
        length += len(text)
    parts.append("## Action items\n\n| Action | Owner | Ticket | Due |\n|---|---|---|---|\n")
    parts += [
        f"| {action} | @amara | OPS-{choose.randrange(10, 999)} | 2026-05-{choose.randrange(1, 28):02} |\n"
        for action in ACTIONS
    ]
    return "".join(parts)


def write(folder: Path, count: int) -> None:
    """Writes ``count`` documents."""
    for number in range(count):
        place = folder / f"{number // 500:03}"
        place.mkdir(exist_ok=True)
        (place / f"{number:05}-outage.md").write_text(document(number), encoding="utf-8")


def measured(*words: str, cache: Path) -> tuple[float, int]:
    """Seconds and peak kilobytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        (*PM_LINT, "check", "--isolated", "--output-format", "json", *words),
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PM_LINT_CACHE_DIR": str(cache)},
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit("the run failed")
    peak = usage.ru_maxrss // 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return time.perf_counter() - start, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", default="1000,10000")
    arguments = parser.parse_args()
    print(f"{'files':>6}  {'run':<22} {'seconds':>8} {'peak MB':>8}")
    for count in map(int, arguments.files.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder, cache = Path(name, "incidents"), Path(name, "cache")
            folder.mkdir()
            write(folder, count)
            for label, words in (
                ("1 process, no cache", ("--jobs=1", "--no-cache")),
                ("2 processes, no cache", ("--jobs=2", "--no-cache")),
                ("2 processes, cold cache", ("--jobs=2",)),
                ("warm cache", ("--jobs=2",)),
            ):
                seconds, peak = measured(*words, str(folder), cache=cache)
                print(f"{count:>6}  {label:<22} {seconds:>8.2f} {peak / 1024:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
