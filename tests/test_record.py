"""A record is what typing.NamedTuple would have made of the same class body."""

from __future__ import annotations

import pickle
from typing import Any
from typing import NamedTuple as TypingNamedTuple

import pytest

from pm_lint.record import NamedTuple


class Entry(NamedTuple):
    """What happened when."""

    start: int
    what: str = ""
    """One line."""
    tags: tuple[str, ...] = ()

    NOON = 12

    @property
    def is_morning(self) -> bool:
        """Whether it is before noon."""
        return self.start < self.NOON

    def later(self, by: int) -> Entry:
        return self._replace(start=self.start + by)

    @classmethod
    def at_noon(cls) -> Entry:
        return cls(cls.NOON)


class Twin(TypingNamedTuple):
    """What happened when."""

    start: int
    what: str = ""
    tags: tuple[str, ...] = ()


def test_a_record_is_a_tuple_with_names_and_defaults() -> None:
    entry = Entry(9, "deploy")
    assert entry == (9, "deploy", ())
    assert entry.what == "deploy"
    assert repr(entry) == "Entry(start=9, what='deploy', tags=())"
    assert not hasattr(entry, "__dict__")


def test_methods_properties_and_class_attributes_stay() -> None:
    assert Entry(9).is_morning
    assert not Entry(9).later(4).is_morning
    assert Entry.at_noon() == Entry(12)


@pytest.mark.parametrize("name", ["_fields", "_field_defaults", "__doc__", "__module__", "__slots__", "__match_args__"])
def test_a_record_is_described_as_a_named_tuple_is(name: str) -> None:
    assert getattr(Entry, name) == getattr(Twin, name)


def test_annotations_are_kept_as_written() -> None:
    assert list(Entry.__annotations__) == list(Entry._fields)
    assert Entry.__annotations__["start"] == "int"


def test_a_record_travels_between_processes() -> None:
    entry = Entry(9, "deploy", ("a",))
    assert pickle.loads(pickle.dumps(entry)) == entry
    assert type(pickle.loads(pickle.dumps(entry))) is Entry


def test_a_field_without_a_value_is_asked_for() -> None:
    with pytest.raises(TypeError, match="start"):
        Entry()  # type: ignore[call-arg]


@pytest.mark.parametrize("length", [1, 2, 11, 15, 16, 30])
def test_a_record_of_any_length(length: int) -> None:
    names = [f"part{index}" for index in range(length)]
    maker: Any = type(NamedTuple)
    made = maker("Long", (NamedTuple,), {"__annotations__": dict.fromkeys(names, "int"), names[-1]: -1})
    assert made(*range(length)) == tuple(range(length))
    assert made(**{name: index for index, name in enumerate(names)}) == tuple(range(length))
    assert getattr(made(*range(length - 1)), names[-1]) == -1
    with pytest.raises(TypeError):
        made(*range(length + 1))
