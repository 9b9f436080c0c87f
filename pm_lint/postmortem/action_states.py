"""Words and signs that say how far an action is, and how urgent."""

from __future__ import annotations

from pm_lint.postmortem.action_words import words

MARKS = ("✅", "✔️", "✔", "☑️", "☑", "❌", "⏳", "🔄", "🚧", "⬜", "🟢", "🔴", "🟡", "🔵", "🎉")
"""Signs for a state, before or after an action."""
_NOT_PAST = frozenset(
    {"need", "embed", "feed", "speed", "seed", "shed", "proceed", "exceed", "unused", "automated"}
) | {*("improved", "increased", "reduced", "dedicated", "needed", "enhanced", "centralized", "shared", "distributed")}
"""Words in "-ed" that open an action which is still to be done."""
_PAST = frozenset({"made", "wrote", "built", "rewrote", "ran"})
_SUBJECTS = frozenset(
    {"it", "this", "that", "both", "all", "is", "was", "were", "has", "have", "been", "already", "now"}
)
_SINCE = frozenset({"since", "on", "in", "by", "as", "at", "with", "last", "today", "yesterday"})
"""What follows the word for a state that is all a sentence says; not "Done right, this takes a day"."""
_SHORT = 6
"""Words of a sentence that only says how far the work is."""
_HAPPENED = frozenset(
    {"affected", "blocked", "caused", "delayed", "degraded", "failed", "impacted", "missed", "needed"}
)
"""What was done to something by an incident, not by an action."""
_WAS = frozenset({"was", "were"})


def state_of(value: str) -> bool | None:
    """What the value of a status says: True for done, False for open, None where it says neither."""
    low = value.strip().strip("*_`[](){}.").strip().lower()
    if low in words("done"):
        return True
    if low in words("open"):
        return False
    parts = low.replace("-", " ").split()
    if parts and parts[0] in words("done"):  # "done 2024-03-01", "✅ shipped"
        return True
    if parts and (parts[0] in words("open") or " ".join(parts[:2]) in words("open")):
        return False
    return None


def closes_done(sentence: str) -> bool:
    """Whether a last sentence says that the work is over: "Done since 2 May", "This shipped on Friday"."""
    said = sentence.lower().strip(" .*_").split()
    while said and said[0] in _SUBJECTS:
        del said[0]
    if not 0 < len(said) <= _SHORT or said[0] not in words("done"):
        return False
    return len(said) == 1 or said[1] in _SINCE or said[1][0].isdigit()


def is_priority(value: str) -> bool:
    """Whether a value is a priority: ``P1``, "high", "medium priority", "priority: 2"."""
    low = value.strip().strip("*_`[]()").strip().lower().replace(":", " ")
    rest = [word for word in low.replace("-", " ").split() if word not in ("priority", "prio")]
    if len(rest) == 2 and rest[0] == "sev":
        rest = ["sev" + rest[1]]
    if len(rest) != 1:
        return False
    word = rest[0]
    letters, digit = word.rstrip("0123456789"), word[-1]
    is_scale = letters in ("p", "sev", "prio") and len(word) - len(letters) == 1 and digit in "012345"
    return is_scale or word in words("priorities") or (len(low.split()) == 2 and word.isdecimal())


def sounds_done(action: str) -> bool:
    """Whether a sentence tells of work that has been done: "we have added", "Moved …", "has already been …"."""
    said = action.lower().split()
    if said[:1] == ["already"]:
        return True
    if not said:
        return False
    first, second, third = (*said, "", "")[:3]
    if first in ("we've", "we’ve"):
        return second != "to"
    if first == "we" and second == "have":
        return third != "to"
    if first == "we" and (second in _PAST or (second.endswith("ed") and second not in _NOT_PAST)):
        return second != "needed"
    if first in _PAST or (
        first.endswith("ed") and len(first) > 4 and first not in _NOT_PAST and second not in ("to", "for")
    ):
        return True
    if _has_been(said):
        return True
    return not _WAS.isdisjoint(said) and any(_is_deed(word) and _follows_was(said, at) for at, word in enumerate(said))


def _has_been(said: list[str]) -> bool:
    if "been" not in said[1:-1]:
        return False
    at = said.index("been", 1)
    before = said[at - 2 : at] if at > 1 else said[:at]
    after = next((word for word in said[at + 1 : at + 3] if word != "already"), "").rstrip(".,;)")
    return bool({"has", "have"} & set(before)) and after.endswith(("ed", "en", "ut", "xt", "lt", "ade"))


def _is_deed(word: str) -> bool:
    word = word.rstrip(".,;)")
    return word == "done" or (word.endswith("ed") and len(word) > 4 and word not in _HAPPENED)


def _follows_was(said: list[str], at: int) -> bool:
    before = said[at - 1] if at and said[at - 1] != "already" else said[at - 2] if at > 1 else ""
    return before in _WAS
