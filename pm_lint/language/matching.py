"""Whether a pattern holds at a place of an analysed sentence, and of whom it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pm_lint.language.analysis import Analysis, Verb
from pm_lint.language.elements import KINDS, Element, Group, compile_line
from pm_lint.language.patterns import Candidate
from pm_lint.language.people import BITS, Who
from pm_lint.record import NamedTuple

_STOP = frozenset(";:.!?")
_SHORT_GAP = 3


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


def matches(candidates: Iterable[Candidate], analysis: Analysis) -> Iterator[Match]:
    """Every candidate that holds in an analysed sentence, at its first place."""
    present = 0
    for who in set(analysis.who):
        if who:
            present |= BITS[who]
    for index, pattern in candidates:
        if not all(need & present for need in pattern.needs):
            continue
        elements = compile_line(pattern.line, analysis.cast.lexicon)
        for start in range(max(0, index - pattern.high), index - pattern.low + 1):
            found = match(elements, analysis, start)
            if found is not None and found[0] > index:
                end, person = found
                if person < 0:
                    person = responsible(analysis, start, end)
                yield Match(pattern.group, start, end, person, kind_of(analysis, person), pattern.scale, pattern.line)
                break


def match(elements: tuple[Element, ...], analysis: Analysis, start: int) -> tuple[int, int] | None:
    """Where a match that starts at a word ends, and the index of the person in it (-1 for none)."""
    return _match(elements, 0, analysis, start, -1)


def search(line: str, analysis: Analysis) -> bool:
    """Whether a pattern holds anywhere in a sentence."""
    elements = compile_line(line, analysis.cast.lexicon)
    return any(match(elements, analysis, start) is not None for start in range(len(analysis.tokens.words)))


def _match(
    elements: tuple[Element, ...], at: int, analysis: Analysis, index: int, person: int
) -> tuple[int, int] | None:
    """Matches the elements from ``at`` on; recurses at gaps and optional words only, so at most MAX_ELEMENTS deep."""
    words = analysis.tokens.words
    while at < len(elements):
        element = elements[at]
        at += 1
        if element.gap:
            return _match_gap(elements, at, analysis, index, person)
        if element.edge:
            if not _at_edge(element.edge, words, index):
                return None
            continue
        held = _holds(element, analysis, index) if index < len(words) else None
        if element.negative:
            if held is not None:
                return None
            continue
        if element.optional:
            taken = (
                _match(elements, at, analysis, index + 1, held if held >= 0 else person) if held is not None else None
            )
            return taken or _match(elements, at, analysis, index, person)
        if held is None and element.own:
            index = _possessive_after(words, index)  # "in the lead's inbox": the owner's phrase comes first
            held = _holds(element, analysis, index)
        elif held is None and element.kinds and index in analysis.heads:
            index = analysis.heads[index]  # "the on-call engineer": the phrase stands for its head
            held = _holds(element, analysis, index)
        if held is None:
            return None
        if held >= 0 and (person < 0 or element.subject):
            person = held
        index += 1
    return index, person


def _possessive_after(words: list[str], index: int) -> int:
    """The place of the "'s" that ends the phrase which starts here; the place itself where there is none."""
    for place in range(index + 1, min(index + 4, len(words))):
        if words[place] == "'s":
            return place
        if not words[place][0].isalnum():
            break
    return min(index, len(words) - 1)


def _match_gap(
    elements: tuple[Element, ...], at: int, analysis: Analysis, index: int, person: int
) -> tuple[int, int] | None:
    """Matches what follows a gap, at the nearest place; a short gap ends at a comma, all end with the clause."""
    words = analysis.tokens.words
    gap = elements[at - 1].gap
    for place in range(index, min(index + gap, len(words)) + 1):
        found = _match(elements, at, analysis, place, person)
        if found is not None:
            return found
        if place >= len(words) or words[place] in _STOP or (gap <= _SHORT_GAP and words[place] == ","):
            return None
    return None


def _at_edge(edge: str, words: list[str], index: int) -> bool:
    """Whether a place is the start (but for a time) or the end of the sentence."""
    if edge == "^":
        return not any(word[0].isalpha() for word in words[:index]) or _after_time(words, index)
    return not any(word[0].isalnum() for word in words[index:])


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
    if element.any_verb:
        if index not in analysis.verbs:
            return None
    elif word not in element.words and lemma not in element.lemmas and word not in element.lemmas:
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
    """The index of the verb's subject, or of the agent of a passive, where it is of the kinds asked for."""
    flags = element.flags
    if not _is_form(verb, flags):
        return None
    who, index = verb.who, verb.subject
    if verb.passive and "pass" not in flags:
        if verb.agent < 0:
            return None
        who, index = analysis.who[verb.agent], verb.agent
    if not who or who not in element.subject or (who is Who.NOBODY and not verb.finite):
        return None
    return verb.start if who is Who.OMITTED else index


def _is_form(verb: Verb, flags: frozenset[str]) -> bool:
    """Whether the verb has the polarity, tense, voice and mood that the flags ask for."""
    if "any" not in flags and verb.negated != ("neg" in flags):
        return False
    if verb.negated and not verb.finite and "inf" not in flags:
        return False
    if ("perf" in flags and not verb.perfect) or ("act" in flags and verb.passive):
        return False
    if "should" in flags:
        return verb.modal in _OBLIGATION and not (verb.modal == "could" and verb.negated)
    if "must" in flags:
        return verb.modal in _INFERENCE
    if "modal" in flags:
        return bool(verb.modal)
    return verb.modal not in _POSSIBLE


_OBLIGATION = frozenset({"should", "ought", "could", "would"})
_INFERENCE = frozenset({"must", "might", "may"})
_POSSIBLE = frozenset({"will", "can", "may", "shall", "'ll", "could", "would", "should", "might", "must", "ought"})


def kind_of(analysis: Analysis, person: int) -> Who:
    """The kind of the person that a match speaks of."""
    if person < 0:
        return Who.NONE
    return analysis.who[person] or Who.OMITTED


def responsible(analysis: Analysis, start: int, end: int) -> int:
    """Whom a match speaks of that names nobody: the subject of its verb, else the first person of the sentence."""
    for index in range(start, end):
        verb = analysis.verbs.get(index)
        if verb is not None and verb.subject >= 0 and verb.who and verb.who in KINDS["who"]:
            return verb.subject
    for index, who in enumerate(analysis.who):
        if who and who in KINDS["other"]:
            return index
    return -1
