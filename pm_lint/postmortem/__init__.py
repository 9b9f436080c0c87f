"""A Markdown tree understood as a postmortem: sections, metadata, timeline, causes, action items.

``postmortem`` holds the whole and computes each part when it is first asked for; ``model`` holds the parts as frozen
data. The modules below each part read it, from the entry point downwards:

=================  ==================================================================================================
sections           ``sections``; ``section_marks`` (headings, labels), ``roles``, ``titles``, ``title_words``;
                   ``section_text`` (the prose of one)
metadata           ``metadata``; ``front_matter``, ``metadata_lines``, ``metadata_tables``, ``metadata_keys``;
                   ``values`` (what they mean), ``stage`` (draft or final, how severe), ``metadata_schema``
sentences          ``sentences``; ``natural_language``
timeline           ``timeline``; ``timeline_tables``, ``timeline_zones``, ``instants`` (when it was), ``milestones``
action items       ``action_items``; ``action_tables``, ``action_details`` with ``action_edges``, ``action_labels``,
                   ``action_states``, ``owners``, ``trackers`` and ``due_dates``; ``follow_ups`` (what is none),
                   ``action_nature`` (kind, strength), ``action_places`` (for findings and fixes), ``action_words``
causes             ``causes``; ``whys``, ``topics`` (which action takes up which factor)
durations          ``durations``
links              ``references``; ``anchors`` and ``destinations`` (where they lead)
comments           ``directives``
=================  ==================================================================================================

What people write, read from text alone: times of day and dates (``times``, ``time_pieces``, ``zones``), lengths of time
(``time_lengths``), numbers and vague words for them (``quantities``, ``counts``, ``vagueness``), abbreviations
(``acronyms``), what identifies people and machines (``addresses``, ``secrets``), and what a template left behind
(``placeholders`` in the text, ``template_remains`` around it). Word lists and tables lie in ``data/``.
"""

from __future__ import annotations

from pm_lint.postmortem.postmortem import Postmortem, understand

__all__ = ["Postmortem", "understand"]
