"""A settings file that says of each setting why it is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from pm_lint.adoption.survey import Seen, Survey
from pm_lint.files import looks_like_postmortem

NAME = ".pm-lint.yaml"


def settings_text(survey: Survey) -> str:
    """The YAML of the settings that fit what was found, with what was found as comments."""
    return "\n".join(
        [
            *_head(survey),
            *_template(survey),
            *_include(survey),
            *_aliases(survey),
            *_tickets(survey),
            *_zone(survey),
            *_remarks(survey),
            "",
        ]
    )


def _head(survey: Survey) -> Iterator[str]:
    if not survey.documents:
        yield "# Settings of pm-lint, written by `pm-lint init`. `pm-lint config` shows what is in force."
        return
    yield f"# Settings of pm-lint, written by `pm-lint init` from {plural(survey.documents, 'postmortem')}."
    yield "# Each comment says what was seen; change what does not hold. `pm-lint config` shows what is in force."


def summary(survey: Survey) -> str:
    """What was found, for people: one fact a line."""
    facts = {
        "postmortems": f"{survey.documents}" + (f", {survey.unreadable} unreadable" if survey.unreadable else ""),
        "folders": ", ".join(survey.folders[:4]) + (" …" if len(survey.folders) > 4 else ""),
        "named like": survey.naming.example() if survey.documents else "",
        "template": listed(survey.templates),
        "own section names": "; ".join(f"{role}: {listed(found)}" for role, found in survey.aliases.items()),
        "unclear sections": listed(survey.unclear),
        "metadata": listed(survey.metadata),
        "severities": listed(survey.severities),
        "tickets": listed((*survey.trackers, *survey.own_tickets)),
        "owners": listed(survey.owners),
        "time zones": listed(survey.zones),
    }
    return "\n".join(f"{name + ':':<19}{fact}" for name, fact in facts.items() if fact)


def listed(found: Sequence[Seen], limit: int = 8) -> str:
    """``date (12), severity (9)``."""
    shown = ", ".join(f"{seen.name} ({seen.number})" for seen in found[:limit])
    return shown + (" …" if len(found) > limit else "")


def plural(number: int, noun: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quoted(text: str) -> str:
    """Any text as a YAML scalar on one line; JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _template(survey: Survey) -> Iterator[str]:
    yield ""
    if not survey.templates:
        yield "# The template is recognised document by document; `minimal` asks for what every postmortem needs."
        yield "template: auto"
        return
    best = survey.templates[0]
    yield f"# Recognised in {best.number} of {survey.documents}: {listed(survey.templates)}."
    yield f"template: {quoted(best.name) if best.number * 2 > survey.documents else 'auto'}"


def _include(survey: Survey) -> Iterator[str]:
    """Asked for only where the folders are not among those that are looked at anyway."""
    from pathlib import Path

    other = [folder for folder in survey.folders if not looks_like_postmortem(Path(folder, "x.md"))]
    if not other:
        return
    yield ""
    yield "# What is checked when no path is named."
    yield "include:"
    tops = [folder for folder in other if not any(folder.startswith(top + "/") for top in other if top != folder)]
    for folder in [folder for folder in survey.folders if folder not in other] + tops:
        yield f"  - {quoted('**/*.md' if folder == '.' else folder + '/**/*.md')}"


def _aliases(survey: Survey) -> Iterator[str]:
    if survey.aliases:
        yield ""
        yield "# Section names of your own, understood by what stands under them."
        yield "aliases:"
        for role, found in sorted(survey.aliases.items()):
            yield f"  {role}:"
            for seen in found:
                yield f"    - {quoted(seen.name)}  # {plural(seen.number, 'document')}"
    if survey.unclear:
        yield ""
        yield "# These section names recur, and nothing shows what they are for. Where one plays a role (summary,"
        yield "# impact, root-cause, …), name it under `aliases`:"
        for seen in survey.unclear:
            yield f"#   {quoted(seen.name)} in {plural(seen.number, 'document')}"


def _tickets(survey: Survey) -> Iterator[str]:
    if survey.own_tickets:
        yield ""
        yield "# How your tickets are written."
        yield "trackers:"
        for seen in survey.own_tickets:
            yield f"  - {quoted(seen.name)}  # {plural(seen.number, 'action item')}"
    if survey.ticket_url:
        yield ""
        yield "# Where a bare ticket key leads."
        yield f"ticket-url: {quoted(survey.ticket_url)}"


def _zone(survey: Survey) -> Iterator[str]:
    if survey.zones:
        yield ""
        yield f"# Zones named in timelines: {safe(listed(survey.zones))}. To read times that name none as UTC:"
        yield "# timezone: UTC"


def _remarks(survey: Survey) -> Iterator[str]:
    remarks = (
        ("Metadata", survey.metadata),
        ("Severities", survey.severities),
        ("Tickets in action items", survey.trackers),
        ("Owners of action items", survey.owners),
    )
    if any(found for _, found in remarks):
        yield ""
    for name, found in remarks:
        if found:
            yield f"# {name}: {safe(listed(found))}"


def safe(text: str) -> str:
    """Text of documents inside a comment: it cannot end the line."""
    return text if text.isprintable() else quoted(text)
