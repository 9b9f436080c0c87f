"""The index of a pattern list: for each pattern its rarest word, and what a sentence must hold to be worth a try.

Made when a language pack is built (``build.py``), or when settings bring patterns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pm_lint.errors import ConfigError
from pm_lint.language.elements import GAPS, MAX_ELEMENTS, SETS, Element, Group, build_group, compile_line, listed
from pm_lint.language.lexicon import Lexicon
from pm_lint.language.patterns import Index
from pm_lint.language.people import OTHERS, THINGS, kinds_of, mask

_LEMMA = re.compile(r"([\w-]+)~")
_NO_ANCHOR = 1e9
_OWNER = 4
"""The most words of a possessor, its "'s" included."""
_PHRASE = 6
"""The most words of a noun phrase that stands for its head."""
_AUXILIARIES = 6
"""How far before its verb an auxiliary may stand, with the subject of a question between them."""
_BEFORE_START = 6
"""How many words of a time and marks may stand before the start of a sentence."""
_AFTER_END = 4
"""How many marks may stand after the end of a sentence."""
_ANYWHERE = 1_000_000
_FLAGS = ("should", "must", "neg", "perf")
"""The flags of a verb that ask for a word of a set."""
_PARTS = frozenset(["n't", "'s", "'re", "'ve", "'d", "'ll", "'m", "'"])


def build_index(groups: Iterable[Mapping[str, Any]], lexicon: Lexicon) -> Index:
    """What :class:`~pm_lint.language.patterns.Patterns` works on.

    A row holds of a pattern, between tabs: its group, the fewest and most words before its anchor, its scale, the most
    words from the start and from the end of a sentence to its anchor, and the kinds it needs; the sets of words it
    requires besides the rarest; those near its anchor; the pattern as written.

    Raises ConfigError for a pattern that cannot be read.
    """
    clues: list[str] = []
    rows: list[str] = []
    heads: list[Mapping[str, Any]] = []
    anchored: dict[str, tuple[list[str], ...]] = {}
    lemmas: set[str] = set()
    for given in groups:
        group = build_group(given)
        for line in listed(given, "match"):
            anchor = _anchor(line, lexicon)
            needs = _needs(line, group, lexicon)
            about_others = not all(need & ~OTHERS for need in needs)
            for choice in _choices(line.split()[anchor]):
                lists = anchored.setdefault(choice.rstrip("~"), ([], [], [], []))
                lists[2 * group.question + about_others].append(str(len(rows)))
            rarest, *requires = _requires(line, anchor, lexicon) or [""]
            clues.append(rarest)
            rows.append(_row(line, len(heads), anchor, needs, requires, lexicon))
            lemmas.update(_LEMMA.findall(line))
        heads.append({key: value for key, value in given.items() if key != "match"})
    return Index(heads, clues, rows, _words(anchored, lexicon), " ".join(sorted(lemmas)))


def _words(anchored: Mapping[str, Sequence[list[str]]], lexicon: Lexicon) -> dict[str, str]:
    """What is told of each word and each class, of which some may be the anchors of patterns."""
    kinds = kinds_of(lexicon)
    classes: dict[str, list[str]] = {}
    for name in sorted(word for word in anchored if word[0] == "%" and len(word) > 1):
        for word in lexicon.of(name[1:]):
            classes.setdefault(word, []).append(name)
    return {
        word: "\t".join(
            (
                str(kinds.get(word, "")),
                *map(" ".join, anchored.get(word, ([], [], [], []))),
                " ".join(classes.get(word, ())),
            )
        )
        for word in sorted({*kinds, *anchored, *classes})
    }


def _needs(line: str, group: Group, lexicon: Lexicon) -> list[int]:
    """The sets of kinds, as bits, of each of which a sentence must mention one."""
    kinds = (group.needs, *map(_required, compile_line(line, lexicon)))
    return sorted({mask(letters) for letters in kinds if letters})


def _anchor(line: str, lexicon: Lexicon) -> int:
    """The place of the rarest element of a pattern."""
    parts = line.split()
    if not 0 < len(parts) <= MAX_ELEMENTS:
        raise ConfigError(f"pattern {line!r}: must have 1 to {MAX_ELEMENTS} elements")
    costs = [_cost(part, lexicon) for part in parts]
    if min(costs) >= _NO_ANCHOR:
        raise ConfigError(f"pattern {line!r}: must hold one word or word class that is not optional")
    return costs.index(min(costs))


def _choices(part: str) -> list[str]:
    return part.partition("<")[0].split("|")


def _cost(part: str, lexicon: Lexicon) -> float:
    """How common an element is, where it may be an anchor."""
    if part in GAPS or part in "^$" or part[0] == "!" or (part[-1] == "?" and len(part) > 1) or "@" in part:
        return _NO_ANCHOR
    return _frequency(_choices(part), lexicon)


def _frequency(choices: Iterable[str], lexicon: Lexicon) -> int:
    """How common words are together, beside a word that is in no list."""
    count = 0
    for choice in choices:
        if choice[0] == "%":
            count += 10 * len(lexicon.of(choice[1:]))
        elif choice in SETS:
            count += _frequency(SETS[choice], lexicon)
        elif choice in lexicon.of("very_common") or not choice[0].isalpha():
            count += 5_000
        else:
            count += 150 if choice in lexicon.of("common") else 1
    return count


def _requires(line: str, anchor: int, lexicon: Lexicon) -> list[str]:
    """Sets of words, the rarest first; a sentence must hold one of each, besides the anchor."""
    found = [
        words
        for place, (part, element) in enumerate(zip(line.split(), compile_line(line, lexicon), strict=True))
        for words in _required_words(part, element, anchor=place == anchor)
    ]
    return sorted(found, key=lambda written: _frequency(written.split("|"), lexicon))


def _row(line: str, group: int, anchor: int, needs: Iterable[int], requires: Iterable[str], lexicon: Lexicon) -> str:
    elements = compile_line(line, lexicon)
    before, parts = elements[:anchor], line.split()
    low, high = sum(map(_shortest, before)), sum(map(_widest, before[1:])) + sum(map(_longest, before[:1]))
    scale = sum(2 if element.words or element.lemmas else bool(element.kinds) for element in elements)
    edges = _from_start(elements, anchor), _from_end(elements, anchor)
    numbers = " ".join(map(str, (group, low, high, scale, *edges, *needs)))
    return "\t".join((numbers, " ".join(requires), " ".join(_neighbours(parts, elements, anchor)), line))


def _required(element: Element) -> str:
    """The kinds of which a sentence must mention one for this element to hold; empty where it asks for none."""
    if element.optional or element.negative or element.gap or element.edge:
        return ""
    if element.subject:
        return "" if "O" in element.subject else element.subject
    if element.words or element.lemmas:
        return ""
    return element.kinds + element.own


def _required_words(part: str, element: Element, *, anchor: bool) -> Iterator[str]:
    """Sets of words, as written; a sentence must hold one of each for this element to hold.

    The words of the ``anchor`` itself are left out: the pattern was found by one of them.
    """
    yield from (f"={flag}" for flag in _FLAGS if flag in element.flags)
    if anchor or element.optional or element.negative or element.kinds:
        return
    every = element.words | element.lemmas | (SETS["=own"] if element.own else set())
    if every and all(word[0].isalpha() or word in _PARTS for word in every):
        yield _written(part, element)


def _written(part: str, element: Element) -> str:
    """The words of an element, as a set of them is written in a row."""
    words = [choice.rstrip("~") for choice in _choices(part) if choice[0] != "@"]
    return "|".join([*words, "=own"] if element.own else words)


def _shortest(element: Element) -> int:
    """The fewest words that an element takes."""
    return 0 if element.gap or element.edge or element.optional or element.negative else 1


def _longest(element: Element) -> int:
    """The most words that an element takes."""
    if element.gap:
        return element.gap
    return 0 if element.edge or element.negative else 1


def _neighbours(parts: list[str], elements: Sequence[Element], anchor: int) -> Iterator[str]:
    """What a pattern asks of the words around its anchor: first and last place, kinds as bits, words."""
    yield from _auxiliaries(elements[anchor], 0, 0)
    for step in (1, -1):
        low = high = 1
        place = anchor + step
        while 0 <= place < len(parts):
            element = elements[place]
            furthest = high + _widest(element) - 1
            first, last = sorted((step * low, step * furthest))
            yield from _auxiliaries(element, first, last)
            if _is_fixed(element):
                yield f"{first},{last},{mask(element.kinds)},{_written(parts[place], element)}"
            low, high = low + _shortest(element), furthest + 1
            place += step


def _auxiliaries(element: Element, first: int, last: int) -> Iterator[str]:
    """What must stand around a verb with flags, which itself stands between two places."""
    if "neg" in element.flags and not element.optional:
        yield f"{first - _AUXILIARIES},{last + 1},0,=neg"
    if "perf" in element.flags and not element.optional:
        yield f"{first - _AUXILIARIES},{last - 1},0,=perf"


def _from_start(elements: tuple[Element, ...], anchor: int) -> int:
    """The most words before the anchor of a pattern that starts with the sentence, a time and marks included."""
    starts = elements[0].edge == "^"
    return sum(map(_widest, elements[:anchor])) + _BEFORE_START if starts else _ANYWHERE


def _from_end(elements: tuple[Element, ...], anchor: int) -> int:
    """The most words from the anchor to the end, for a pattern that ends with the sentence."""
    ends = elements[-1].edge == "$"
    return sum(map(_widest, elements[anchor:])) + _AFTER_END if ends else _ANYWHERE


def _is_fixed(element: Element) -> bool:
    """Whether one of certain words, or one of certain people, must stand at this very place."""
    if element.optional or element.negative or element.any_verb or mask(element.kinds) & THINGS:
        return False
    return bool(element.words or element.lemmas or element.own or element.kinds)


def _widest(element: Element) -> int:
    """The most words from the one that an element starts with to the one after it."""
    if element.own:
        return _OWNER
    return _PHRASE if element.kinds else _longest(element)
