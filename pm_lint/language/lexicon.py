"""The word lists of one language, loaded once, and the base form of a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pm_lint.lazy import lazy

_PLAIN = str.maketrans("áàâäãåéèêëíìîïóòôöõøúùûüýñçšžčřěłńśźżćąęőűğşı", "aaaaaaeeeeiiiioooooouuuuyncszcrelnszzcaeougsi")
PACKS = Path(__file__).parent / "packs"
_REMEMBERED = 50_000
"""How many words are remembered before all are forgotten: ten thousand documents have a million."""

K = TypeVar("K")
T = TypeVar("T")


class Memo(dict[K, T], Generic[K, T]):
    """What is known of each word, found out when a word is first asked for."""

    def __init__(self, find: Callable[[K], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: K) -> T:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


class Lexicon:
    """The word classes of a language pack.

    ``of`` gives the base forms of a class, none where the pack has no such class. ``lemma`` gives the base form of a
    lower-case word where the pack knows it, so ``wiped`` becomes ``wipe`` and ``seed`` stays ``seed``. A class becomes
    a set when it is first asked for: a short document asks for few.
    """

    def __init__(self, words: Mapping[str, str], verbs: str, names: str, inflects: bool) -> None:
        given = dict(words)
        self.irregular: dict[str, str] = dict(pair.split(":") for pair in given.pop("irregular", "").split())
        self.inflects = inflects
        self._classes = given
        self._verbs, self._names = verbs, names
        self._known = set(" ".join([verbs, *given.values()]).split())
        self._lemmas = Memo(self._lemma)
        self.lemma: Callable[[str], str] = self._lemmas.__getitem__
        self.of: Callable[[str], frozenset[str]] = Memo(self._class).__getitem__

    @lazy
    def verbs(self) -> frozenset[str]:
        """The base forms of all verbs."""
        listed = (words for name, words in self._classes.items() if name.endswith("_verbs"))
        return frozenset(" ".join([self._verbs, *listed]).split())

    @lazy
    def names(self) -> frozenset[str]:
        """Given names in lower case."""
        return frozenset(self._names.split())

    def _class(self, name: str) -> frozenset[str]:
        if name == "all_verbs":
            return self.verbs
        if name == "other_verbs":
            return self.verbs.difference(*map(self.of, ("neutral_verbs", "report_verbs", "auxiliary_verbs")))
        return frozenset(self._classes.get(name, "").split())

    def is_name(self, word: str) -> bool:
        """Whether a lower-case word is a given name, with or without its accents; "ana-maria" is one, too."""
        first = word.partition("-")[0]
        return (
            word in self.names or first in self.names or (not first.isascii() and first.translate(_PLAIN) in self.names)
        )

    def learn(self, lemmas: Iterable[str]) -> None:
        """Adds base forms that patterns name and no class holds."""
        self._known.update(lemmas)
        self._lemmas.clear()

    def _lemma(self, word: str) -> str:
        if word in self.irregular:
            return self.irregular[word]
        if word[-1:] in _ENDINGS and self.inflects:
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
    endings = _ENDINGS[word[-1]]
    if len(word) < 4 or word.endswith("ss"):
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
        verbs.read_bytes().decode() if verbs.exists() else "",
        names.read_bytes().decode() if names.exists() else "",
        inflects=language == "en",
    )


def has_pack(language: str) -> bool:
    """Whether there is a pack for an ISO 639-1 code."""
    return language.isalpha() and (PACKS / language / "index.txt").exists()


def read_json(language: str, name: str) -> Any:
    """A data file of a language pack."""
    import json

    return json.loads((PACKS / language / name).read_bytes())
