"""The word lists of one language, loaded once, and the base form of a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

_PLAIN = str.maketrans("áàâäãåéèêëíìîïóòôöõøúùûüýñçšžčřěłńśźżćąęőűğşı", "aaaaaaeeeeiiiioooooouuuuyncszcrelnszzcaeougsi")
PACKS = Path(__file__).parent / "packs"
_REMEMBERED = 50_000
"""How many words are remembered before all are forgotten: ten thousand documents have a million."""

T = TypeVar("T")


class Memo(dict[str, T], Generic[T]):
    """What is known of each word, found out when a word is first asked for."""

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


class Lexicon:
    """The word classes of a language pack.

    ``classes`` maps a class name to its base forms. ``lemma`` gives the base form of a lower-case word where the pack
    knows it, so ``wiped`` becomes ``wipe`` and ``seed`` stays ``seed``.
    """

    def __init__(self, words: Mapping[str, str], verbs: frozenset[str], names: frozenset[str], inflects: bool) -> None:
        given = dict(words)
        self.irregular: dict[str, str] = dict(pair.split(":") for pair in given.pop("irregular", "").split())
        self.classes = {name: frozenset(listed.split()) for name, listed in given.items()}
        self.verbs = verbs.union(*(self.classes[name] for name in self.classes if name.endswith("_verbs")))
        neutral = ("neutral_verbs", "report_verbs", "auxiliary_verbs")
        self.classes["all_verbs"] = self.verbs
        self.classes["other_verbs"] = self.verbs.difference(*(self.of(name) for name in neutral))
        self.names = names
        self.inflects = inflects
        self._known = self.verbs.union(*self.classes.values())
        self._lemmas = Memo(self._lemma)
        self.lemma: Callable[[str], str] = self._lemmas.__getitem__

    def of(self, name: str) -> frozenset[str]:
        """The base forms of a class; empty where the pack has no such class."""
        return self.classes.get(name, frozenset())

    def is_name(self, word: str) -> bool:
        """Whether a lower-case word is a given name, with or without its accents; "ana-maria" is one, too."""
        first = word.partition("-")[0]
        return (
            word in self.names or first in self.names or (not first.isascii() and first.translate(_PLAIN) in self.names)
        )

    def learn(self, lemmas: frozenset[str]) -> None:
        """Adds base forms that patterns name and no class holds."""
        self._known |= lemmas
        self._lemmas.clear()

    def _lemma(self, word: str) -> str:
        if not self.inflects:
            return word
        if word in self.irregular:
            return self.irregular[word]
        for stem in _stems(word):
            if stem in self._known:
                return stem
        return word


_ENDINGS = {
    "s": (("ies", "y"), ("s", ""), ("es", "")),
    "d": (("ied", "y"), ("ed", "e"), ("ed", ""), ("cked", "c")),
    "g": (("ying", "ie"), ("ing", ""), ("ing", "e")),
    "n": (("men", "man"),),
}
"""By the last letter: what an English inflection puts in the place of what, the likeliest first."""


def _stems(word: str) -> list[str]:
    """What ``word`` may be an inflection of."""
    endings = _ENDINGS.get(word[-1:])
    if endings is None or len(word) < 4 or word.endswith("ss"):
        return []
    stems = [word.removesuffix(ending) + base for ending, base in endings if word.endswith(ending)]
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            bare = word.removesuffix(ending)
            if len(bare) > 2 and bare[-1] == bare[-2]:
                stems.append(bare[:-1])  # "skipped"
    return stems


@cache
def load(language: str) -> Lexicon:
    """The lexicon of a language pack."""
    folder = PACKS / language
    words = read_json(language, "words.json")
    verbs = folder / "verbs.txt"
    names = folder / "names.txt"
    return Lexicon(
        words,
        frozenset(verbs.read_text("utf-8").split()) if verbs.exists() else frozenset(),
        frozenset(names.read_text("utf-8").split()) if names.exists() else frozenset(),
        inflects=language == "en",
    )


def has_pack(language: str) -> bool:
    """Whether there is a pack for an ISO 639-1 code."""
    return language.isalpha() and (PACKS / language / "index.json").exists()


def read_json(language: str, name: str) -> Any:
    """A data file of a language pack."""
    import json

    return json.loads((PACKS / language / name).read_text("utf-8"))
