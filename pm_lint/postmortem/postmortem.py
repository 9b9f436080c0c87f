"""The whole of what was understood; each part is computed when first asked for and shared by all rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pm_lint.lazy import lazy
from pm_lint.markdown.tree import Tree
from pm_lint.settings.model import DEFAULT, Settings

if TYPE_CHECKING:
    from pm_lint.postmortem.model import (
        ActionItem,
        Cause,
        Claim,
        Directive,
        Durations,
        Field,
        FrontMatterData,
        Incident,
        Role,
        Section,
        Sentence,
        TimelineEntry,
        Whys,
    )
    from pm_lint.postmortem.natural_language import Language
    from pm_lint.postmortem.references import Reference
    from pm_lint.templates import Template


class Postmortem:
    """One document with everything that pm-lint knows about it.

    The parts import one another downwards only: sections, metadata, sentences, timeline, durations, action items,
    causes.
    """

    def __init__(self, tree: Tree, settings: Settings = DEFAULT) -> None:
        self.tree = tree
        self.source = tree.source
        self.settings = settings

    @lazy
    def language(self) -> Language:
        """The natural language of the document (``en``), guessed from its words, or the setting."""
        from pm_lint.postmortem.natural_language import guess

        return guess(self.tree, self.settings.language)

    @lazy
    def sections(self) -> tuple[Section, ...]:
        """Every section in document order; ``parent`` makes a tree of them."""
        from pm_lint.postmortem.sections import find_sections

        return find_sections(self.tree, self._aliases())

    def _aliases(self) -> Mapping[str, tuple[str, ...]]:
        """Role to further section titles: those of the settings, and those of a template that is asked for by name."""
        aliases = self.settings.aliases
        if self.settings.template == "auto" and self.front_matter.template is None:
            return aliases
        from pm_lint.templates import asked_for

        template = asked_for(self)
        return {**template.aliases(), **aliases} if template is not None else aliases

    @lazy
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents of a running log that reports several; empty for an ordinary document."""
        from pm_lint.postmortem.sections import find_incidents

        return find_incidents(self.sections)

    @lazy
    def roles(self) -> dict[Role, list[Section]]:
        """Each role that is played, with the sections that play it in document order."""
        found: dict[Role, list[Section]] = {}
        for section in self.sections:
            for role in section.roles:
                found.setdefault(role, []).append(section)
        return found

    def having(self, role: Role) -> tuple[Section, ...]:
        """The sections that play ``role``, in document order."""
        return tuple(self.roles.get(role, ()))

    def section_at(self, line: int) -> int | None:
        """The index of the innermost section around a 1-based line; None above the first one."""
        known = self._section_of_line
        if line not in known:
            index: int | None = bisect_right(self._section_lines, line) - 1
            while index is not None and index >= 0 and self.sections[index].end_line < line:
                index = self.sections[index].parent
            known[line] = index if index is not None and index >= 0 else None
        return known[line]

    @lazy
    def _section_of_line(self) -> dict[int, int | None]:
        """What :meth:`section_at` found: several readers ask it of each block."""
        return {}

    def role_at(self, line: int) -> Role | None:
        """What a 1-based line is for: the role of the section around it, or of one around that."""
        index = self.section_at(line)
        return self.sections[index].inherited if index is not None else None

    @lazy
    def _section_lines(self) -> list[int]:
        return [section.line for section in self.sections]

    @lazy
    def front_matter(self) -> FrontMatterData:
        """The front matter as fields, or what is wrong with it."""
        if self.tree.front_matter is None:
            from pm_lint.postmortem.model import FrontMatterData

            return FrontMatterData()
        from pm_lint.postmortem.front_matter import read_front_matter

        return read_front_matter(self.tree)

    @lazy
    def metadata(self) -> tuple[Field, ...]:
        """Every metadata field, in document order; the same key may occur in several places."""
        from pm_lint.postmortem.metadata import find_fields

        return find_fields(self)

    @lazy
    def fields(self) -> dict[str, Field]:
        """The first field of each key."""
        return {field.key: field for field in reversed(self.metadata)}

    def field(self, key: str) -> Field | None:
        """The first field with a canonical key."""
        return self.fields.get(key)

    @lazy
    def template(self) -> Template:
        """The template that the document is held to; ``recognised`` says whether it was guessed."""
        from pm_lint.templates import choose

        return choose(self)

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """All prose, sentence by sentence."""
        from pm_lint.postmortem.sentences import split_sentences

        return split_sentences(self)

    @lazy
    def timeline(self) -> tuple[TimelineEntry, ...]:
        """Timeline entries in document order."""
        from pm_lint.postmortem.timeline import find_entries

        return find_entries(self)

    @lazy
    def durations(self) -> Durations:
        """Seconds to detect, mitigate and resolve, as far as the timeline gives them."""
        from pm_lint.postmortem.durations import derive

        return derive(self.timeline, self.metadata)

    @lazy
    def claims(self) -> tuple[Claim, ...]:
        """Durations stated anywhere in the document."""
        from pm_lint.postmortem.durations import find_claims

        return find_claims(self)

    @lazy
    def action_items(self) -> tuple[ActionItem, ...]:
        """Follow-ups in document order."""
        from pm_lint.postmortem.action_items import find_items

        return find_items(self)

    @lazy
    def causes(self) -> tuple[Cause, ...]:
        """Contributing factors, causes, "went wrong" and "lucky" items."""
        from pm_lint.postmortem.causes import find_causes

        return find_causes(self)

    @lazy
    def whys(self) -> tuple[Whys, ...]:
        """Five-whys chains."""
        from pm_lint.postmortem.causes import find_whys

        return find_whys(self)

    @lazy
    def references(self) -> tuple[Reference, ...]:
        """Links, images, bare addresses and definitions."""
        from pm_lint.postmortem.references import find_references

        return find_references(self.tree)

    @lazy
    def directives(self) -> tuple[Directive, ...]:
        """Suppression comments."""
        from pm_lint.postmortem.directives import find_directives

        return find_directives(self.tree)


def understand(tree: Tree, settings: Settings = DEFAULT) -> Postmortem:
    """The postmortem in a tree; the parts are computed as rules ask for them."""
    return Postmortem(tree, settings)
