"""Texts of a template that an author should have replaced: prompts and instructions."""

from __future__ import annotations

import re
from functools import cache

from pm_lint.templates.loading import compiled

_STRIPPED = " \t\n*_()[]{}<>\"'“”‘’.:…!-"
_LONGEST = 600
_ASKING = re.compile(
    r"(?:please |briefly |shortly |concisely )*"
    r"(?:(?:describe|summari[sz]e|explain|outline|detail)\b(?=.*\b(?:what|how|why|who|when|where|which|whether|any|briefly|"
    r"the (?:incident|outage|issue|problem|event|impact|root cause|cause|timeline|events|steps|actions|sequence|chain|response|"
    r"resolution|fix|trigger|failure))\b)"
    r"|(?:list|include|provide|give|write|add|note|state|mention|insert|enter|record|put|document|fill in|fill out)\b"
    r"(?=.{0,25}\b(?:here|below|(?:brief|short|quick|concise|detailed|high.level|one.sentence) \w+|(?:what|how|why|who|when) \w+|"
    r"description of|summary of|(?:sentence|sentences|paragraph|bullet) (?:or|about|of|summari|describ)|"
    r"(?:the|any|all) (?:people|participants|responders|events|steps taken|actions taken|things|relevant|important|supporting)))"
    r"|(?:a |an |the )?(?:brief|short|quick|concise|high.level|one.sentence|\w+.paragraph|detailed) "
    r"(?:(?:summary|description|overview|account|statement|list|explanation|title)\b) of (?:what|how|why|the (?:incident|impact|event|"
    r"outage|issue|problem)|user)"
    r"|(?:your|the author'?s?) (?:name|team|text|title)s? (?:goes |go )?here"
    r"|(?:this|replace this|delete this|remove this|fill this|fill in this|update this) (?:is a (?:template|sample|placeholder)|"
    r"section (?:should|is for|is where|describes|contains|must)|(?:line|text|section|comment|paragraph|sentence|note|template|part)\b)"
    r"|(?:copy|duplicate|rename) this (?:file|template|document|page)|use this (?:template|section|space) (?:to|for)"
    r"|(?:text|description|summary|title|name|link|details|date|time) goes here|what happened here\b|lorem ipsum"
    r"|these are (?:only |just )?(?:sample|example)s?\b)",
    re.IGNORECASE,
)  # fmt: skip
_FIRST = frozenset(
    "please briefly shortly concisely describe summarize summarise explain outline detail list include provide give "
    "write add note state mention insert enter record put document fill a an the brief short quick concise high-level "
    "one-sentence detailed your this replace delete remove update copy duplicate rename use text description summary "
    "title name link details date time what lorem these".split()
)


def is_prompt(text: str) -> bool:
    """Whether a rendered text (a paragraph, a list item) is a template's instruction rather than its author's words."""
    if len(text) > _LONGEST:
        return False
    bare = text.strip(_STRIPPED)
    first = bare[:15].split(" ", 1)[0].lower()
    if first in _FIRST and _ASKING.match(bare):
        return True
    return is_known_prompt(text)


def is_known_prompt(text: str) -> bool:
    """Whether a text is word for word one that a built-in template puts into a new postmortem."""
    return text.strip(_STRIPPED).lower() in _known()


@cache
def _known() -> frozenset[str]:
    data = compiled()
    texts = [*data["guidance"].values(), *data["metadata"].values()]
    for template in data["templates"].values():
        for section in template.get("sections", ()):
            texts += [section.get("guidance", ""), *section.get("prompts", ())]
        texts += [field.get("prompt", "") for field in template.get("metadata", ())]
    return frozenset(text.strip(_STRIPPED).lower() for text in texts if text)
