"""What a template consists of: plain frozen data."""

from __future__ import annotations

from pm_lint.postmortem.model import Role
from pm_lint.record import NamedTuple


class TemplateSection(NamedTuple):
    """One section that a postmortem of this kind has."""

    role: Role
    title: str
    """What it is called in this template."""
    level: int
    required: bool
    required_for: tuple[str, ...]
    """Severities (``critical``, ``major``, ``minor``, ``low``) for which an optional section is required."""
    alternatives: tuple[Role, ...]
    """Roles that serve as well."""
    aliases: tuple[str, ...]
    guidance: str
    """What to write in it, in one sentence."""
    prompts: tuple[str, ...]
    """Texts that an author replaces or deletes."""


class TemplateField(NamedTuple):
    """One fact that stands at the top of a postmortem of this kind."""

    key: str
    """The canonical key, or one of the template's own."""
    title: str
    need: str
    """``required`` or ``optional``."""
    prompt: str


class Template(NamedTuple):
    """What a postmortem of one kind has."""

    name: str
    """The identifier of a built-in template, or the path of an own one."""
    title: str = ""
    """The name that people read."""
    description: str = ""
    ordered: bool = True
    """Whether sections should stand in the order of the template."""
    sections: tuple[TemplateSection, ...] = ()
    metadata: tuple[TemplateField, ...] = ()
    fingerprint: tuple[str, ...] = ()
    recognised: bool = False
    """Whether it was guessed from the document's section titles."""
    chosen: bool = False
    """Whether the settings or the document ask for it; neither for the default."""

    def requires(self, severity: str | None = None) -> tuple[TemplateSection, ...]:
        """The sections that a postmortem of a severity (``critical`` … ``low``, or unknown) needs, in order."""
        return tuple(
            section for section in self.sections if section.required or (severity and severity in section.required_for)
        )

    def section(self, role: Role) -> TemplateSection | None:
        """The first section of a role."""
        return next((section for section in self.sections if section.role is role), None)

    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Role to the titles that mean it in this template."""
        found: dict[str, tuple[str, ...]] = {}
        for section in self.sections:
            found[section.role] = (*found.get(section.role, ()), section.title, *section.aliases)
        return found
