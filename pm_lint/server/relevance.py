"""Whether an open document is a postmortem, for clients that want other Markdown left alone."""

from __future__ import annotations

import re

from pm_lint.files import is_template, looks_like_postmortem
from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.model import Role
from pm_lint.server.documents import Document
from pm_lint.settings.resolve import Resolver

_TELLING = frozenset(
    {Role.ROOT_CAUSE, Role.CONTRIBUTING_FACTORS, Role.TIMELINE, Role.ACTION_ITEMS, Role.DETECTION, Role.TRIGGER}
)
"""Parts that other documents seldom have."""
_WORDS = r"\b(?:post[- _]?mortem|incident|outage|rca|root[- _]cause|retrospective|correction of error)"


def is_postmortem(document: Document, postmortem: Postmortem, resolver: Resolver) -> bool:
    """By the settings, else by its folder, its name, its title or its sections; an untitled buffer by the last two."""
    path = document.path
    if path is not None:
        if is_template(path.name) or resolver.excludes(path):
            return False
        asked = resolver.includes(path)
        if asked is not None:
            return asked
        if looks_like_postmortem(path):
            return True
    title = postmortem.sections[0].title if postmortem.sections else ""
    named = re.search(_WORDS, f"{path.stem if path else ''} {title}", re.IGNORECASE)
    return named is not None or any(_TELLING.intersection(section.roles) for section in postmortem.sections)
