"""Which template a document follows: the one that it or the settings name, else the one its titles show."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pm_lint.errors import ConfigError
from pm_lint.postmortem.title_words import bare
from pm_lint.templates.loading import DEFAULT, compiled, load
from pm_lint.templates.model import Template

if TYPE_CHECKING:
    from pm_lint.postmortem import Postmortem

AUTO = "auto"
_ENOUGH = 0.6
"""How much of a template's required titles a document has, at the least."""
_TELLING = 1.0
"""How much its titles must tell: one that three templates share tells a third."""


def choose(postmortem: Postmortem) -> Template:
    """The template that a document is held to.

    Raises ConfigError where the document or the settings name one that there is not.
    """
    named = asked_for(postmortem)
    if named is not None:
        return named
    found = recognise([section.title for section in postmortem.sections])
    return load(found)._replace(recognised=True) if found else load(DEFAULT)


def asked_for(postmortem: Postmortem) -> Template | None:
    """The template that the document's front matter or the settings ask for by name or path."""
    settings, own = postmortem.settings, postmortem.front_matter.template
    name = own or settings.template
    if name == AUTO:
        return None
    if own is not None and own not in compiled()["templates"] and own != settings.template:
        raise ConfigError(f"{postmortem.source.path}: {_unknown(own)}")
    return load(name, settings.template_folder)._replace(chosen=True)


def _unknown(name: str) -> str:
    """Why a document may not name this template: it names built-in ones only, for it may be anybody's."""
    try:
        load(name.removesuffix(".yaml").removesuffix(".yml").removesuffix(".toml"))
    except ConfigError as error:
        return str(error)
    return f"unknown template {name!r}"


@cache
def _fingerprints() -> list[tuple[str, frozenset[str], list[list[str]]]]:
    """Each template with all titles that it knows, and those of each section that it requires."""
    known = compiled()["fingerprints"].items()
    return [(name, frozenset(data["titles"]), data["required"]) for name, data in known]


def recognise(titles: list[str]) -> str | None:
    """The built-in template whose titles a document has, or None where no template's are telling enough."""
    weights: dict[str, float] = compiled()["weights"]
    have = {bare(title) for title in titles}
    telling = [(title, weights[title]) for title in sorted(have) if title in weights]
    if not telling:
        return None
    best, best_score = None, 0.0
    for name, known, required in _fingerprints():
        score = sum([weight for title, weight in telling if title in known])
        if score < _TELLING or score <= best_score:
            continue
        met = sum(not have.isdisjoint(titles) for titles in required)
        if met >= _ENOUGH * len(required):
            best, best_score = name, score
    return best
