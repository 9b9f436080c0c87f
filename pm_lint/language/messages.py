"""What a finding says: the words that were matched, whom they make responsible, and how to say it otherwise."""

from __future__ import annotations

from typing import Any

from pm_lint.language.analysis import Analysis
from pm_lint.language.lexicon import read_json
from pm_lint.language.matching import Match
from pm_lint.language.people import Who
from pm_lint.record import NamedTuple

_SHOWN = 60
_MODIFIERS = 4


class Said(NamedTuple):
    message: str
    help: str


class Wording:
    """The sentences of one language pack, by rule: ``message``, ``why``, ``instead`` and ``ask``.

    ``{cue}`` is what was matched, ``{who}`` whom it makes responsible, ``{what}`` what the sentence speaks of.
    """

    def __init__(self, entries: dict[str, dict[str, str]]) -> None:
        self._entries = entries

    def say(self, match: Match, analysis: Analysis, text: str) -> Said:
        """The message and the help for a match; a pattern's own message goes first."""
        entry = self._entries[match.group.rule] if match.group.rule in self._entries else self._entries["*"]
        default = self._entries["*"]
        tokens = analysis.tokens
        nouns = {
            "cue": _shorten(text[tokens.starts[match.start] : tokens.ends[match.end - 1]]),
            "who": _phrase(analysis, match.person, text) if match.person >= 0 else default["somebody"],
            "what": _what(analysis, match, text) or default["something"],
        }
        message = match.group.message or entry["message"]
        parts = (entry.get("why", ""), entry.get("instead", ""), entry.get("ask", ""))
        return Said(_fill(message, nouns), "; ".join(_fill(part, nouns) for part in parts if part))


def wording(language: str) -> Wording:
    """The wording of a language pack."""
    entries: Any = read_json(language, "messages.json")
    return Wording(entries)


def _fill(template: str, nouns: dict[str, str]) -> str:
    for name, noun in nouns.items():
        template = template.replace("{" + name + "}", noun)
    return template


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _phrase(analysis: Analysis, index: int, text: str) -> str:
    """The noun phrase with this head, its modifiers included, as written."""
    tokens, cast = analysis.tokens, analysis.cast
    closed = cast.lexicon.of("prepositions") | cast.lexicon.of("conjunctions") | cast.lexicon.of("subordinators")
    closed = closed | cast.lexicon.of("auxiliaries") | cast.lexicon.of("adverbs")
    start = index
    while start > 0 and index - start < _MODIFIERS:
        word = tokens.words[start - 1]
        if not word[0].isalnum() or not any(map(str.isalpha, word)) or word in closed or start - 1 in analysis.verbs:
            break
        start -= 1
        if word in cast.lexicon.of("closed_det") or word in ("his", "her", "their", "our", "my"):
            break
    return _lower_first(text[tokens.starts[start] : tokens.ends[index]], tokens.words[start], analysis, start)


def _lower_first(phrase: str, word: str, analysis: Analysis, index: int) -> str:
    """Takes the capital from a word that has it only because it opens the sentence."""
    cast = analysis.cast
    named = analysis.who[index] is Who.NAMED or word in cast.lexicon.names or word in cast.people
    if index or named or phrase[:2] == phrase[:2].upper():
        return phrase
    return phrase[:1].lower() + phrase[1:]


def _what(analysis: Analysis, match: Match, text: str) -> str:
    """The first thing that the sentence names after the match, else before it."""
    things = (Who.SYSTEM, Who.UNKNOWN)
    words = analysis.tokens.words
    after = range(match.start, min(len(words), match.end + 8))
    for index in (*after, *range(match.start)):
        if analysis.who[index] in things and len(words[index]) > 2 and words[index] not in _VAGUE:
            return _phrase(analysis, index, text)
    return ""


_VAGUE = frozenset(
    {"it", "this", "that", "these", "those", "everything", "nothing", "something", "anything", "which", "there"}
)
