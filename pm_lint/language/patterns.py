"""The pattern language: what blame looks like, as data.

A pattern is a line of elements, one for each word:

- ``forgot`` the word as written; ``forget~`` any form of it; ``%damage_verbs`` a word class; ``@other`` a noun phrase
  by kind (see ``KINDS``); ``@own`` a possessive ("Liu's", "their"); ``a|b~|%c`` alternatives
- ``fail~<other>`` a verb by its subject; ``read~<other:neg>`` negated; further flags ``any`` (negated or not),
  ``perf``, ``modal``, ``pass``, ``act``, ``inf``
- ``word?`` may be absent; ``*``, ``**``, ``***`` up to 3, 8 and 25 words; ``!word`` the next word is another
- ``^`` and ``$`` start and end of the sentence

Every gap is bounded and no pattern has more than MAX_ELEMENTS elements, so matching is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pm_lint.errors import ConfigError
from pm_lint.language.clauses import Analysis, Verb
from pm_lint.language.lexicon import Lexicon
from pm_lint.language.people import BITS, Who, mask

MAX_ELEMENTS = 16
KINDS = {
    "who": "PNGZTWO",
    "other": "PNGZT",
    "third": "PNGT",
    "one": "PNT",
    "person": "PNTW",
    "role": "P",
    "named": "N",
    "group": "G",
    "nobody": "Z",
    "self": "W",
    "you": "Y",
    "omitted": "O",
    "system": "S",
    "outsider": "U",
    "thing": "SXU",
    "unknown": "X",
    "any": "PNGZTWYUSX",
}
_GAPS = {"*": 3, "**": 8, "***": 25}
_VERY_COMMON = frozenset(["the", "a", "an", "of", "to", "in", "on", "at", "for", "and", "or", "it", "is", "was", ","])
_LEMMA = re.compile(r"([\w-]+)~")
_STOP = frozenset(";:.!?")
_COMMON = frozenset(
    ("the a an of to in on at for and or but it its is was were be been are had has have did do does not n't that "
     "this with by from as so if when who what how why all no one any more up out over would could should can will "
     "only just there they them he she his her their we us our into than then even still very too again , 's").split(" ")
)


class Element(NamedTuple):
    """One place of a pattern."""

    words: frozenset[str]
    """Surface forms."""
    lemmas: frozenset[str]
    """Base forms, those of word classes included."""
    kinds: str
    """Letters of Who; empty where the element is no noun phrase."""
    subject: str
    """Letters of Who that the verb's subject must have; empty where the element is no verb."""
    flags: frozenset[str]
    own: str
    """Letters of Who of a possessor."""
    gap: int
    optional: bool
    negative: bool
    edge: str
    """``^`` or ``$``."""


class Group(NamedTuple):
    """Patterns that share a rule and its conditions: one entry of a pack's or of the user's pattern list."""

    rule: str
    sure: int
    """3 certain, 2 likely, 1 a hint."""
    roles: frozenset[str]
    """Section roles where it holds; empty for all."""
    not_roles: frozenset[str]
    question: bool
    """Whether it holds in questions, and only there."""
    needs: str
    """Kinds of which the sentence must mention one; empty for none."""
    harsh: bool
    """Whether it counts against the writers themselves, too."""
    message: str
    unless: tuple[str, ...]
    """Patterns that take a match back wherever they hold in the sentence."""


class Pattern(NamedTuple):
    line: str
    elements: tuple[Element, ...]
    group: Group
    reach: tuple[int, int]
    """The fewest and the most words from the start of the match to its anchor."""
    scale: int
    """How many words the pattern fixes: what decides between two matches."""
    needs: tuple[int, ...]
    """Sets of kinds as bits; a sentence must mention one of each set to be worth a try."""
    requires: tuple[frozenset[str], ...]
    """Sets of words; a sentence must hold one of each."""


class Match(NamedTuple):
    group: Group
    start: int
    """Index of the first word of the match."""
    end: int
    person: int
    """Index of the noun phrase that is made responsible; -1 where none is named."""
    who: Who
    scale: int
    line: str
    """The pattern, as written."""


class Patterns:
    """The patterns of a language, found by their rarest word and compiled when that word first occurs."""

    def __init__(self, lexicon: Lexicon, index: Mapping[str, Any]) -> None:
        self._lexicon = lexicon
        self._groups = [_group(given) for given in index["groups"]]
        self._lines: list[tuple[str, int, int]] = index["lines"]
        self._by_key: Mapping[str, list[int]] = index["words"]
        self._by_class: Mapping[str, list[int]] = index["classes"]
        self._compiled: list[Pattern | None] = [None] * len(self._lines)
        self._triggers: dict[str, tuple[int, ...]] = {}
        self._narrowed: dict[tuple[str, int, bool], tuple[Pattern, ...]] = {}
        lexicon.learn(frozenset(index["lemmas"]))
        self._classes: dict[str, list[str]] = {}
        for name in self._by_class:
            for word in lexicon.of(name):
                self._classes.setdefault(word, []).append(name)

    def triggers(self, word: str) -> tuple[int, ...]:
        """The patterns for which a lower-case word may be the anchor."""
        found = self._triggers.get(word)
        if found is None:
            collected: list[int] = []
            for key in {word, self._lexicon.lemma(word)}:
                collected += self._by_key.get(key, ())
                for name in self._classes.get(key, ()):
                    collected += self._by_class[name]
            found = self._triggers[word] = tuple(sorted(set(collected)))
        return found

    def may_match(self, words: Iterable[str], present: int, question: bool) -> bool:
        """Whether any pattern is worth a try in a sentence of these words that may mention these kinds of people."""
        known = forms(words, self._lexicon)
        return any(
            all(not known.isdisjoint(required) for required in pattern.requires)
            for word in words
            for pattern in self._usable(word, present, question)
        )

    def _pattern(self, number: int) -> Pattern:
        found = self._compiled[number]
        if found is None:
            line, group, anchor = self._lines[number]
            elements = _compile(line, self._lexicon)
            low = sum(_shortest(element) for element in elements[:anchor])
            high = sum(_longest(element) for element in elements[:anchor])
            scale = sum(2 if element.words or element.lemmas else bool(element.kinds) for element in elements)
            needs = {mask(kinds) for element in elements if (kinds := _required(element))}
            if self._groups[group].needs:
                needs.add(mask(self._groups[group].needs))
            requires = tuple(required for place, element in enumerate(elements) if (place != anchor or element.flags)
                             and (required := _required_words(element)))
            found = Pattern(line, elements, self._groups[group], (low, high), scale, tuple(needs), requires)
            self._compiled[number] = found
        return found

    def _usable(self, word: str, present: int, question: bool) -> tuple[Pattern, ...]:
        """The patterns that a word may anchor in a sentence that mentions the given kinds of people."""
        key = (word, present, question)
        found = self._narrowed.get(key)
        if found is None:
            patterns = [self._pattern(number) for number in self.triggers(word)]
            found = self._narrowed[key] = tuple(
                pattern
                for pattern in patterns
                if pattern.group.question == question and all(need & present for need in pattern.needs)
            )
        return found

    def matches(self, analysis: Analysis, question: bool, role: str | None) -> Iterator[Match]:
        """Every pattern that holds in a sentence, at its first place for each anchor."""
        present = 0
        for who in analysis.who:
            if who:
                present |= BITS[who]
        known = {*analysis.tokens.words, *analysis.lemmas}
        for index, word in enumerate(analysis.tokens.words):
            for pattern in self._usable(word, present, question):
                if any(known.isdisjoint(required) for required in pattern.requires):
                    continue
                group = pattern.group
                if role in group.not_roles or (group.roles and role not in group.roles):
                    continue
                low, high = pattern.reach
                for start in range(max(0, index - high), index - low + 1):
                    found = match(pattern.elements, analysis, start)
                    if found is not None and found[0] > index:
                        end, person = found
                        yield Match(group, start, end, person, _who(analysis, person), pattern.scale, pattern.line)
                        break


def forms(words: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Every form under which the words of a sentence may be asked for: base forms, and the parts of contractions."""
    known: set[str] = set()
    for word in words:
        known.add(word)
        known.add(lexicon.lemma(word))
        base, apostrophe, rest = word.partition("'")
        if apostrophe:
            known.update((base, base.removesuffix("n"), "n't", "'" + rest, lexicon.lemma(base)))
            known.update(_SHORT.get(word, ()))
        elif word in _SHORT:
            known.update(_SHORT[word])
    return known


_SHORT = {
    "cannot": ("can", "n't"),
    "can't": ("can",),
    "won't": ("will",),
    "shan't": ("shall",),
    "one": ("nobody",),
    "shoulda": ("should", "have"),
    "coulda": ("could", "have"),
    "woulda": ("would", "have"),
    "shouldve": ("should", "have"),
    "couldve": ("could", "have"),
    "wouldve": ("would", "have"),
}


def build_index(groups: Iterable[Mapping[str, Any]], lexicon: Lexicon) -> dict[str, Any]:
    """Pattern groups with the rarest element of each pattern found: what :class:`Patterns` works on.

    Raises ConfigError for a pattern that cannot be read.
    """
    index: dict[str, Any] = {"groups": [], "lines": [], "words": {}, "classes": {}, "lemmas": []}
    lemmas: set[str] = set()
    for given in groups:
        _group(given)
        index["groups"].append({key: value for key, value in given.items() if key != "match"})
        for line in _listed(given, "match"):
            number = len(index["lines"])
            anchor = _anchor(line, lexicon)
            _compile(line, lexicon)
            index["lines"].append((line, len(index["groups"]) - 1, anchor))
            for choice in line.split()[anchor].partition("<")[0].split("|"):
                kind, key = ("classes", choice[1:]) if choice[:1] == "%" else ("words", choice.rstrip("~"))
                index[kind].setdefault(key, []).append(number)
            lemmas.update(_LEMMA.findall(line))
    index["lemmas"] = sorted(lemmas)
    return index


def _anchor(line: str, lexicon: Lexicon) -> int:
    parts = line.split()
    if not 0 < len(parts) <= MAX_ELEMENTS:
        raise ConfigError(f"pattern {line!r}: must have 1 to {MAX_ELEMENTS} elements")
    costs = [_cost(part, lexicon) for part in parts]
    if min(costs) >= _NO_ANCHOR:
        raise ConfigError(f"pattern {line!r}: must hold one word or word class that is not optional")
    return costs.index(min(costs))


def match(elements: tuple[Element, ...], analysis: Analysis, start: int) -> tuple[int, int] | None:
    """Where a match that starts at a word ends, and the index of the person in it (-1 for none)."""
    return _match(elements, 0, analysis, start, -1)


def search(line: str, analysis: Analysis) -> bool:
    """Whether a pattern holds anywhere in a sentence."""
    elements = _compile(line, analysis.cast.lexicon)
    return any(match(elements, analysis, start) is not None for start in range(len(analysis.tokens.words)))


def _match(
    elements: tuple[Element, ...], at: int, analysis: Analysis, index: int, person: int
) -> tuple[int, int] | None:
    words = analysis.tokens.words
    while at < len(elements):
        element = elements[at]
        if element.gap:
            for step in range(element.gap + 1):
                found = _match(elements, at + 1, analysis, index + step, person)
                if found is not None:
                    return found
                if index + step >= len(words) or words[index + step] in _STOP:
                    return None
                if element.gap <= 3 and words[index + step] == ",":
                    return None
            return None
        if element.edge:
            if (
                element.edge == "^"
                and any(word[0].isalpha() for word in words[:index])
                and not _after_time(words, index)
            ):
                return None
            if element.edge == "$" and any(word[0].isalnum() for word in words[index:]):
                return None
            at += 1
            continue
        held = _holds(element, analysis, index) if index < len(words) else None
        if element.negative:
            if held is not None:
                return None
            at += 1
            continue
        if element.optional:
            if held is not None:
                found = _match(elements, at + 1, analysis, index + 1, person if held < 0 else held)
                if found is not None:
                    return found
            at += 1
            continue
        if held is None and element.kinds and index in analysis.heads:
            index = analysis.heads[index]  # "the on-call engineer": the phrase stands for its head
            held = _holds(element, analysis, index)
        if held is None:
            return None
        if held >= 0 and (person < 0 or element.subject):
            person = held
        index += 1
        at += 1
    return index, person


def _after_time(words: list[str], index: int) -> bool:
    """Whether only a time stands before the word."""
    return index <= 6 and all(
        not word.isalpha() or word in ("utc", "gmt", "cet", "am", "pm", "on", "at") for word in words[:index]
    )


def _holds(element: Element, analysis: Analysis, index: int) -> int | None:
    """None where the element does not hold; else the index of the person it speaks of, or -1."""
    word, lemma = analysis.tokens.words[index], analysis.lemmas[index]
    if element.own and (owner := _owner(element.own, analysis, index)) >= 0:
        return owner
    who = analysis.who[index]
    if element.kinds and who and who in element.kinds and _stands_alone(analysis, index, who):
        return index
    if word not in element.words and lemma not in element.lemmas and word not in element.lemmas:
        return None
    if not element.subject:
        return -1
    verb = analysis.verbs.get(index)
    return _subject_of(element, verb, analysis) if verb is not None else None


def _stands_alone(analysis: Analysis, index: int, who: Who) -> bool:
    """Whether the phrase speaks of somebody, not of what belongs to them; a name stands for its deeds, too."""
    words = analysis.tokens.words
    if index + 1 >= len(words) or words[index + 1] != "'s" or index + 1 in analysis.verbs:
        return True
    if who is not Who.NAMED or index + 2 >= len(words):
        return False
    lexicon, deed = analysis.cast.lexicon, analysis.lemmas[index + 2]
    return deed in lexicon.of("error_nouns") or deed in lexicon.of("work_nouns")


def _owner(kinds: str, analysis: Analysis, index: int) -> int:
    """The index of the possessor at "'s", "his", "their" …; -1 where there is none of these kinds."""
    word = analysis.tokens.words[index]
    if word == "'s" and index and analysis.who[index - 1] and analysis.who[index - 1] in kinds:
        return index - 1
    if word == "'" and index and analysis.who[index - 1] and analysis.who[index - 1] in kinds:
        return index - 1
    who = analysis.who[index]
    if who and who in kinds and word in ("his", "her", "their", "our", "my", "your"):
        return index
    return -1


def _subject_of(element: Element, verb: Verb, analysis: Analysis) -> int | None:
    flags = element.flags
    if "any" not in flags and verb.negated != ("neg" in flags):
        return None
    if verb.negated and not verb.finite and "inf" not in flags:
        return None
    if "perf" in flags and not verb.perfect:
        return None
    if "modal" in flags and not verb.modal:
        return None
    if "should" in flags and verb.modal not in ("should", "ought", "could", "would"):
        return None
    if "must" in flags and verb.modal not in ("must", "might", "may"):
        return None
    if flags.isdisjoint(("modal", "should", "must")) and verb.modal in _POSSIBLE:
        return None
    if "act" in flags and verb.passive:
        return None
    who, index = verb.who, verb.subject
    if verb.passive and "pass" not in flags:
        if verb.agent < 0:
            return None
        who, index = analysis.who[verb.agent], verb.agent
    if who is Who.NOBODY and not verb.finite:
        return None
    if who and who in element.subject:
        return max(index, verb.start if who is Who.OMITTED else index)
    return None


_POSSIBLE = frozenset({"will", "can", "may", "shall", "'ll", "could", "would", "should", "might", "must", "ought"})


def _who(analysis: Analysis, person: int) -> Who:
    if person < 0:
        return Who.NONE
    return analysis.who[person] or Who.OMITTED


# -- compiling ------------------------------------------------------------------------------------------------------


def _group(given: Mapping[str, Any]) -> Group:
    return Group(
        given["rule"],
        int(given.get("sure", 2)),
        frozenset(given.get("roles", ())),
        frozenset(given.get("not-roles", ())),
        bool(given.get("question", False)),
        _letters(given["needs"]) if "needs" in given else "",
        bool(given.get("harsh", False)),
        given.get("message", ""),
        _listed(given, "unless"),
    )


def _listed(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    lines = given.get(key, ())
    return (lines,) if isinstance(lines, str) else tuple(lines)


def _letters(name: str) -> str:
    try:
        return KINDS[name]
    except KeyError:
        raise ConfigError(f"pattern: unknown kind {name!r}; known are {', '.join(KINDS)}") from None


def _compile(line: str, lexicon: Lexicon) -> tuple[Element, ...]:
    return tuple(_element(part, lexicon) for part in line.split())


_NOTHING: frozenset[str] = frozenset()
_BLANK = Element(_NOTHING, _NOTHING, "", "", _NOTHING, "", 0, False, False, "")


def _element(part: str, lexicon: Lexicon) -> Element:
    if part in _GAPS:
        return _BLANK._replace(gap=_GAPS[part])
    if part in ("^", "$"):
        return _BLANK._replace(edge=part)
    negative = part[0] == "!" and len(part) > 1
    optional = part[-1] == "?" and len(part) > 1
    body = part[negative : len(part) - optional]
    subject, flags = "", _NOTHING
    if body.endswith(">"):
        body, _, inner = body[:-1].partition("<")
        kind, *given = inner.split(":")
        subject, flags = _letters(kind), frozenset(given)
    words: set[str] = set()
    lemmas: set[str] = set()
    kinds = own = ""
    for choice in body.split("|"):
        if choice[0] == "%":
            lemmas |= lexicon.of(choice[1:])
        elif choice.startswith("@own"):
            own += _letters(choice[5:] or "third")
        elif choice[0] == "@":
            kinds += _letters(choice[1:])
        elif choice[-1] == "~":
            lemmas.add(choice[:-1])
        else:
            words.add(choice)
    return Element(frozenset(words), frozenset(lemmas), kinds, subject, flags, own, 0, optional, negative, "")


_NO_ANCHOR = 1e9


def _cost(part: str, lexicon: Lexicon) -> float:
    """How common an element is; the rarest of a pattern is its anchor."""
    if part in _GAPS or part in "^$" or part[0] == "!" or (part[-1] == "?" and len(part) > 1) or "@" in part:
        return _NO_ANCHOR
    cost = 0
    for choice in part.partition("<")[0].split("|"):
        if choice[0] == "%":
            cost += len(lexicon.of(choice[1:]))
        else:
            cost += 5_000 if choice in _VERY_COMMON else 150 if choice in _COMMON else 1
    return cost


def _required(element: Element) -> str:
    """The kinds of which a sentence must mention one for this element to hold; empty where it asks for none."""
    if element.optional or element.negative or element.gap or element.edge:
        return ""
    if element.subject:
        return "" if "O" in element.subject else element.subject
    if element.words or element.lemmas:
        return ""
    return element.kinds + element.own


_SHOULD = frozenset(["should", "ought", "could", "would", "'d"])
_MUST = frozenset(["must", "might", "may"])
_NEGATED = frozenset(["n't", "not", "never", "hardly", "barely"])


def _required_words(element: Element) -> frozenset[str]:
    """The words of which a sentence must hold one for this element to hold; empty where it asks for none."""
    if "should" in element.flags:
        return _SHOULD
    if "must" in element.flags:
        return _MUST
    if "neg" in element.flags:
        return _NEGATED
    if element.optional or element.negative or element.kinds or element.own:
        return _NOTHING
    every = element.words | element.lemmas
    return every if all(word[0].isalpha() for word in every) else _NOTHING


def _shortest(element: Element) -> int:
    return 0 if element.gap or element.edge or element.optional or element.negative else 1


def _longest(element: Element) -> int:
    if element.gap:
        return element.gap
    return 0 if element.edge or element.negative else 1
