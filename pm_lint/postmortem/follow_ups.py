"""Whether prose of an action section is a follow-up, an introduction, a group label or an aside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pm_lint.lazy_regex import lazy_regex
from pm_lint.markdown.tree import Text
from pm_lint.postmortem import owners as who
from pm_lint.postmortem.action_labels import opens_with_label
from pm_lint.postmortem.action_words import kind_of, verbs, words

_WORD = lazy_regex(r"[\w'’-]+")
_WE = ("we ", "we'", "we’", "the team ", "i ", "i'", "i’")
_MODALS = frozenset({"will", "are", "have", "need", "should", "must", "plan", "want", "intend", "can", "would"}) | {
    *("ll", "re", "ve", "going", "needs", "now")
}
_FIRST = ("lastly", "finally", "also", "additionally", "in addition", "furthermore", "next")
_COUNTED = ("first, ", "firstly, ", "second, ", "secondly, ", "third, ", "thirdly, ", "fourth, ", "fifth, ")
_ITEMS = ("action item", "actionable item", "follow-up item")
_PROMISES = (
    *("would like to ", "will be ", "will not ", "should be ", "should not ", "should have ", "must be ", "must not "),
    *("need to ", "needs to ", "has been ", "have been ", "was added", "were added", "going forward", "in the future"),
    *("in future", " is now ", " are now ", " has now ", " now requires ", " now uses ", "to do", "todo", "is being "),
    *(" is planning ", " are planning ", " plans to ", " intends to ", " intend to ", " will ", " should "),
)
_AIMS = frozenset({"prevent", "preventing", "avoid", "avoiding", "ensure", "ensuring", "reduce", "sure", "recurring"})
_ASIDES = (
    *("thank", "sorry", "apologi", "we trust", "do trust", "we hope", "we appreciate", "feel free", "stay tuned"),
    *("not aware", "unaware of", "did not know", "didn't know", "didn’t know"),
)
"""What speaks to the reader, or of what people knew, and of no work."""
_LEGEND = lazy_regex(r"(?:p\d|prevent\w*|detect\w*|mitigat\w*|process|other)\s*[-–—:]", re.IGNORECASE)
_ANNOUNCEMENTS = ("next steps", "follow-up actions", "follow-up items", "followup items", "action items", "follow-ups")
_COLLECTIONS = ("following", "these", "action", "step", "change", "improvement", "measure")
_TICKETS = frozenset({"ticket", "tickets", "issue", "issues"})
_OPENED = frozenset({"created", "opened", "filed", "raised"})
_PAST = (
    *("due to", "caused by", "because", "errors were", "error was", "symptom", "affected", "happened", "we did "),
    *("we took", "options were", "option was", "learned"),
)


def first_word(prose: str) -> str:
    """The first word in lower case."""
    match = _WORD.search(prose)
    return match.group().lower() if match else ""


def says_something(main: Text) -> bool:
    """Whether an item is more than a placeholder or a "none"."""
    bare = main.prose.text.strip().strip("*_ ").strip()
    if bare.startswith(("...", "…")):  # "... another item"
        return False
    if not (bare[:1].isalnum() or any(map(str.isalnum, bare))):
        return False
    if bare[0] in "[<{" and bare[-1] in "]>}" and "](" not in main.content and not any(map(str.isdigit, bare)):
        return bool(main.inlines)
    low = bare.rstrip(".").lower()
    return low not in words("nothing") and not low.startswith(
        ("n/a", "none ", "none:", "none,", "no action", "no follow", "no further")
    )


def is_action(text: Text, *, alone: bool, language: str) -> bool:
    """Whether a paragraph is a follow-up: one of several in prose, or a clear promise beside a list."""
    prose = text.prose.text.strip()
    if not says_something(text) or prose.endswith((":", "：")) or (prose[0] == "(" and prose[-1] == ")"):
        return False
    if _speaks_of_action_items(prose) or any(aside in prose.lower() for aside in _ASIDES):
        return False
    if not alone:
        return promises(prose)
    if language != "en" or first_word(prose) in verbs() or _speaks_of_change(prose.lower()):
        return True
    return prose.lower().startswith(_COUNTED) or _opens_with_name(text)


def _speaks_of_action_items(prose: str) -> bool:
    """Whether a text is about action items as such: "Every action item should have an owner"."""
    low = prose.lower()
    return any(f"{word} {what}" in low for word in ("every", "each", "all") for what in _ITEMS)


def _opens_with_name(text: Text) -> bool:
    """Whether a paragraph opens with the name of what is done: "**Smaller batches.** They are capped."."""
    if "**" not in text.content and "__" not in text.content:
        return False
    first = next(iter(text.inlines), None)
    return first is not None and first.kind == "strong" and text.prose.text.lstrip().startswith(first.text)


def promises(prose: str) -> bool:
    """Whether a text opens with a promise: "We will …", "Lastly, we'll …"."""
    low = prose[:60].lower()
    for word in _FIRST:
        if low.startswith(word):
            low = low[len(word) :].lstrip(", ")
    return low.startswith(_WE) and _modal(low)


def is_group(main: Text) -> bool:
    """Whether an item with a nested list is only a label: "Short term", "Prevention:", "In such cases:"."""
    prose = main.prose.text.strip()
    bare = prose.rstrip(":： ").lower()
    if bare in words("groups") or kind_of(bare) or who.is_team(bare) or (prose.startswith("@") and " " not in prose):
        return True
    is_label = prose.endswith((":", "：")) and main.task_state is None
    return is_label and first_word(prose) not in verbs() and not promises(prose)


def names_group(main: Text, tasks: Sequence[str]) -> bool:
    """Whether an item is a name of one or two words over several tasks: "Dashboards", "Payments API"."""
    name = main.prose.text.strip()
    if main.task_state is not None or not 0 < len(name.split()) <= 2 or first_word(name) in verbs():
        return False
    told = [first_word(task) for task in tasks if not opens_with_label(task)]
    deeds = sum(word in verbs() or word.endswith(("ed", "ing")) for word in told)
    return len(tasks) > 1 and deeds * 2 > len(tasks)


def announces_actions(introduction: str) -> bool:
    """Whether the sentence before a list says that what follows will be done: "We will do the following:"."""
    low = introduction.lower()
    if any(words_ in low for words_ in _ANNOUNCEMENTS):
        return True
    said = set(_WORD.findall(low))
    if not said.isdisjoint(_OPENED) and not said.isdisjoint(_TICKETS):
        return True
    if not any(word in low for word in _COLLECTIONS):
        return False
    if not said.isdisjoint(_AIMS) and _speaks_of_change(low):  # "To prevent this we've made a few changes:"
        return True
    return any(
        words_ in low for words_ in ("we will ", "we'll ", "we’ll ", "we plan ", "we are going to ", "team will ")
    )


def is_legend(items: Sequence[str]) -> bool:
    """Whether a list says what the kinds or priorities of action items mean: "P0 - before anything else"."""
    return len(items) > 1 and all(map(_LEGEND.match, items))


def tells_of_the_past(introduction: str) -> bool:
    """Whether the sentence before a list announces causes or symptoms, not actions."""
    low = introduction.lower()
    return any(words_ in low for words_ in _PAST) and not _speaks_of_change(low)


def _speaks_of_change(low: str) -> bool:
    if any(promise in low for promise in _PROMISES):
        return True
    padded = f" {low}"
    return any(_modal(padded[at + 1 :]) for we in _WE if (at := padded.find(f" {we}")) >= 0)


def _modal(low: str) -> bool:
    """Whether one of the two words after the subject says that something will be or has been done."""
    return bool(_MODALS & set(low.replace("'", " ").replace("’", " ").split()[1:4]))
