"""Templates as data: one YAML file each, compiled to JSON by ``scripts/compile_templates.py``."""

from __future__ import annotations

from pm_lint.templates.loading import load, names
from pm_lint.templates.model import Template, TemplateField, TemplateSection
from pm_lint.templates.prompts import is_known_prompt, is_prompt
from pm_lint.templates.recognition import asked_for, choose, recognise

__all__ = [
    "Template",
    "TemplateField",
    "TemplateSection",
    "asked_for",
    "choose",
    "is_known_prompt",
    "is_prompt",
    "load",
    "names",
    "recognise",
]
