"""Values of an object that are computed when first asked for, and kept.

``functools.cached_property`` takes a lock each time under Python 3.11, which costs more than many of the values. Here
two threads that ask at once may both compute the same value, which does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801  (used as a decorator, like property)
    """A property that is computed once."""

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object, owner: type) -> lazy[T] | T:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._compute(instance)
        return value


class Later(Generic[T]):
    """A value of a record that is found when it is first asked for, and kept: records themselves cannot change."""

    def __init__(self, find: Callable[[], T]) -> None:
        self._find = find

    @lazy
    def value(self) -> T:
        """The value."""
        return self._find()
