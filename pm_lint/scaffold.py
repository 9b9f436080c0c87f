"""A new postmortem: the sections of a template, with what belongs into each as a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.model import Role
from pm_lint.postmortem.stage import class_of
from pm_lint.postmortem.values import severity_rank
from pm_lint.templates import Template, TemplateSection

_LABELS = {"date": "Date", "severity": "Severity", "status": "Status"}
_FIRST = ("date", "severity", "status")
_DIGIT = lazy_regex(r"\d")


def document(
    template: Template, title: str, facts: Mapping[str, str], *, zone: str = "UTC", newline: str = "\n"
) -> str:
    """The Markdown of a new postmortem; ``facts`` are the values of metadata that are known, by key."""
    lines = [f"# Postmortem: {' '.join(title.split())}", ""]
    lines += _metadata(template, facts)
    lines.append("")
    needed = template.requires(class_of(facts.get("severity", "")))
    for sections in _by_title(template):
        lines += _section(sections, any(section in needed for section in sections), zone, facts.get("date"))
    return newline.join(lines).rstrip() + newline


def spelled(severity: str, known: Sequence[str]) -> str:
    """A severity as the repository spells it: the known value of the same rank, or of the same scale."""
    rank = severity_rank(severity)
    for value in known:
        if rank is not None and severity_rank(value) == rank:
            return value
    digit = _DIGIT.search(severity)
    for value in known:
        if digit and re.fullmatch(r"[A-Za-z]+[\s_-]?\d", value):
            return _DIGIT.sub(digit.group(), value)
    return severity.upper() if re.fullmatch(r"(?:sev|s|p)[\s_-]?\d", severity, re.IGNORECASE) else severity


def _metadata(template: Template, facts: Mapping[str, str]) -> Iterator[str]:
    fields = {field.key: field for field in template.metadata}
    for key in (
        *(key for key in _FIRST if key in facts),
        *(key for key in fields if key not in _FIRST or key not in facts),
    ):
        field = fields.get(key)
        if key == "title":  # the heading says it
            continue
        label = field.title if field else _LABELS[key]
        value = facts.get(key) or (_comment(field.prompt) if field and field.prompt else "")
        yield f"- **{label}**: {value}".rstrip()


def _by_title(template: Template) -> list[list[TemplateSection]]:
    """The sections, those together that share a heading ("Root cause and resolution")."""
    found: dict[str, list[TemplateSection]] = {}
    for section in template.sections:
        found.setdefault(section.title, []).append(section)
    return list(found.values())


def _section(sections: Sequence[TemplateSection], needed: bool, zone: str, date: str | None) -> Iterator[str]:
    first = sections[0]
    yield f"{'#' * first.level} {first.title}"
    yield ""
    optional = "" if needed else "Optional: delete the heading where there is nothing to say."
    texts = [text for section in sections for text in (section.guidance, *section.prompts)]
    yield _comment(*dict.fromkeys(texts), optional)
    yield ""
    roles = {section.role for section in sections}
    if Role.TIMELINE in roles:
        yield f"All times are {zone}{f', {date}' if date else ''}."
        yield ""
    elif Role.ACTION_ITEMS in roles:
        yield "| Action item | Owner | Ticket | Due |"
        yield "| --- | --- | --- | --- |"
        yield ""


def _comment(*texts: str) -> str:
    """Texts as one comment; nothing in them can end it."""
    body = "\n".join(text.replace("--", "–") for text in texts if text)
    return f"<!-- {body} -->"
