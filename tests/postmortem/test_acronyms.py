"""Which abbreviations a stranger would stumble over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pm_lint.postmortem import Postmortem
from pm_lint.postmortem.acronyms import find_unexplained

USE = "\n\nThe QFRB was full. The QFRB was emptied at once, and then it was quiet on the line.\n"


def unexplained(postmortem: Postmortem, uses: int = 2) -> list[str]:
    return [acronym.text for acronym in find_unexplained(postmortem, uses)]


def test_an_abbreviation_of_the_house(postmortem: Callable[..., Postmortem]) -> None:
    assert unexplained(postmortem("# Postmortem" + USE)) == ["QFRB"]


@pytest.mark.parametrize(
    "text",
    [
        "# The queue front router (QFRB)",
        "# QFRB (the router before the queue)",
        "# Postmortem\n\nQFRB stands for the router before the queue.",
        "# Postmortem\n\n- **QFRB**: the router before the queue",
        "# Postmortem\n\nQueue Front Router Bank is the oldest part.",
        "# Postmortem\n\n## Glossary\n\n- QFRB\n",
    ],
)
def test_an_explained_one(text: str, postmortem: Callable[..., Postmortem]) -> None:
    assert unexplained(postmortem(text + USE)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The DNS and the API of the CDN failed. The DNS and the API of the CDN came back.",
        "It was NOT the disk, and it was NOT the network.",
        "See OPS-31 and OPS-44, and `QFRB` and `QFRB`.",
        "The KINDLE was warm. The KINDLE glowed: a kindle of no use.",
        "Set MAX_QFRB and QFRB_SIZE and QFRB_RATE.",
    ],
)
def test_known_words_and_names_in_code(text: str, postmortem: Callable[..., Postmortem]) -> None:
    assert unexplained(postmortem(f"# Postmortem\n\n{text}\n")) == []


def test_one_use_is_no_jargon(postmortem: Callable[..., Postmortem]) -> None:
    assert unexplained(postmortem("# Postmortem\n\nThe QFRB was full.\n")) == []
    assert unexplained(postmortem("# Postmortem\n\nThe QFRB was full.\n"), 1) == ["QFRB"]
