"""Which natural language a document is written in: enough to choose a language pack, no more."""

from __future__ import annotations

import re
from typing import TypeAlias

from pm_lint.markdown.tree import Tree

Language: TypeAlias = str

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_STOPWORDS = {
    "en": frozenset(
        [
            "the",
            "and",
            "was",
            "were",
            "of",
            "to",
            "in",
            "that",
            "for",
            "with",
            "on",
            "is",
            "at",
            "by",
            "this",
            "it",
            "from",
            "we",
            "our",
            "not",
            "as",
            "an",
            "be",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "wurde",
            "wurden",
            "nicht",
            "mit",
            "von",
            "auf",
            "für",
            "ist",
            "ein",
            "eine",
            "den",
            "dem",
            "im",
            "zu",
            "wir",
            "als",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "et",
            "des",
            "une",
            "dans",
            "est",
            "été",
            "pour",
            "que",
            "nous",
            "sur",
            "avec",
            "du",
            "pas",
            "par",
            "au",
            "qui",
            "ce",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "que",
            "y",
            "de",
            "en",
            "una",
            "por",
            "para",
            "con",
            "del",
            "se",
            "fue",
            "no",
            "al",
            "es",
            "lo",
            "como",
        ]
    ),
    "pt": frozenset(
        [
            "o",
            "a",
            "os",
            "as",
            "que",
            "e",
            "de",
            "em",
            "uma",
            "por",
            "para",
            "com",
            "do",
            "da",
            "se",
            "foi",
            "não",
            "ao",
            "é",
            "no",
            "na",
        ]
    ),
    "pl": frozenset(
        ["nie", "się", "na", "że", "jest", "do", "przez", "dla", "był", "została", "oraz", "po", "od", "tego"]
    ),
    "it": frozenset(
        [
            "il",
            "la",
            "gli",
            "che",
            "e",
            "di",
            "in",
            "una",
            "per",
            "con",
            "del",
            "è",
            "stato",
            "non",
            "al",
            "sono",
            "le",
        ]
    ),
    "nl": frozenset(
        [
            "de",
            "het",
            "een",
            "en",
            "van",
            "is",
            "niet",
            "op",
            "te",
            "dat",
            "met",
            "voor",
            "door",
            "zijn",
            "was",
            "naar",
        ]
    ),
}
_WORD = re.compile(r"[^\W\d_]+")


def guess(tree: Tree, setting: str = "auto") -> Language:
    """The ISO 639-1 code of the document's language; ``en`` where too little is said to tell."""
    if setting != "auto":
        return setting
    sample = " ".join(text.content for text in tree.texts[:80])[:6000]
    letters = sum(character.isalpha() for character in sample) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * 0.1:
            return language
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {name: sum(map(stop.__contains__, words)) for name, stop in _STOPWORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > counts["en"] * 1.2 else "en"
