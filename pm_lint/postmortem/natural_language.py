"""Which natural language a document is written in: enough to choose a language pack, no more."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TypeAlias

from pm_lint.markdown.tree import Tree

Language: TypeAlias = str

SAMPLE = 2500
"""How many characters are looked at."""
_TELLING = 8
"""So many stop words tell a language for sure."""
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("ru", "\u0400", "\u04ff"),
)
"""Languages with the first and the last character of their script."""
_FEW = 3
"""Fewer words of another language than this may be names or quotations."""
_ASCII = bytes(range(128))

# A word that English has too ("a", "no", "die") tells nothing and is left out of the other languages.
_STOPWORDS = {
    "en": "the and was were of to in that for with on is at by this it from we our not as an be",
    "de": "der das und wurde wurden nicht mit von auf für ist ein eine dem im zu wir als",
    "fr": "le la les et des une dans est été pour que nous sur avec du pas par au qui ce",
    "es": "el la los las que y de en una por para con del se fue es lo como",
    "pt": "o os que e de em uma por para com da se foi não na ao",
    "pl": "nie się na że jest przez dla był została oraz po od tego w z",
    "it": "il la di che e è un una per con non del della sono le dei nel si stato",
    "no": "og ikke det som på er av til var vi ble ved har jeg fra etter også skal kunne",
    "da": "og ikke det som på er af til var vi blev ved har jeg fra efter også skal kunne",
    "sv": "och inte det som på är av till var vi blev vid har jag från efter också ska kunde",
    "nl": "de een en dat op te voor met niet zijn door er aan werd om",
}


@cache
def _languages() -> dict[str, list[str]]:
    """Stop word to the languages that have it."""
    languages: dict[str, list[str]] = {}
    for language, words in _STOPWORDS.items():
        for word in words.split():
            languages.setdefault(word, []).append(language)
    return languages


def guess(tree: Tree, setting: str = "auto") -> Language:
    """The ISO 639-1 code of the document's language; ``en`` where too little is said to tell."""
    return setting if setting != "auto" else _guess(tree.source.text[:SAMPLE])[0]


def may_be_foreign(tree: Tree) -> bool:
    """Whether the document is not surely English: it is of another language, or too short to tell."""
    language, told = _guess(tree.source.text[:SAMPLE])
    return language != "en" or told < _TELLING


def _not_ascii(text: str) -> str:
    """The characters of a text that are not ASCII: few, but for other scripts."""
    if text.isascii():
        return ""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=2)
def _guess(sample: str) -> tuple[Language, int]:
    """The language, and how many of its words speak for it."""
    if others := _not_ascii(sample):
        for language, first, last in _SCRIPTS:
            written = sum([first <= character <= last for character in others])
            if written and written > (letters := sum(map(str.isalpha, sample))) * 0.1:
                return language, letters
    known = _languages()
    counts: Counter[str] = Counter()
    for word, count in Counter(filter(known.__contains__, sample.lower().split())).items():
        for language in known[word]:
            counts[language] += count
    best = max(counts, key=counts.__getitem__, default="en")
    language = best if counts[best] >= _FEW and counts[best] > counts["en"] * 1.2 else "en"
    return language, counts[language]
