"""An enumeration is what the standard library would have made of the same class body."""

from __future__ import annotations

import copy
import enum
import json
import pickle

import pytest

from pm_lint.enumeration import Enum, StrEnum


class Colour(Enum):
    """What a lamp shows."""

    RED = "red"
    """Stop."""
    GREEN = "green"

    @property
    def goes(self) -> bool:
        return self is Colour.GREEN


class Part(StrEnum):
    HEAD = "head"
    LEFT_HAND = "left-hand"


class Twin(enum.StrEnum):
    HEAD = "head"
    LEFT_HAND = "left-hand"


def test_members_have_names_values_and_methods() -> None:
    assert (Colour.RED.name, Colour.RED.value) == ("RED", "red")
    assert Colour.GREEN.goes and not Colour.RED.goes
    assert repr(Colour.RED) == "<Colour.RED: 'red'>"
    assert Colour.RED != "red"
    assert isinstance(Colour.RED, Colour)


@pytest.mark.parametrize("kind", [Colour, Part])
def test_members_are_found_and_listed(kind: type[Colour] | type[Part]) -> None:
    first, second = kind
    assert len(kind) == 2
    for member in (first, second):
        assert kind(member.value) is member
        assert kind(member) is member
        assert kind[member.name] is member
        assert pickle.loads(pickle.dumps(member)) is member
        assert copy.deepcopy(member) is member
    with pytest.raises(ValueError, match="'none' is not a valid"):
        kind("none")


def test_a_member_that_is_a_string_is_one_everywhere() -> None:
    for part, twin in zip(Part, Twin, strict=True):
        assert part == twin.value
        assert {part: 1}[twin.value] == 1
        assert (str(part), f"{part}", json.dumps(part), repr(part)) == (
            str(twin), f"{twin}", json.dumps(twin), repr(twin).replace("Twin", "Part"),
        )  # fmt: skip
        assert type(str(part)) is str
