"""Records: ``typing.NamedTuple``, made several times faster.

``typing.NamedTuple`` compiles and checks every annotation when its class is made, a quarter of a millisecond for
each class, and a run over one file makes a hundred of them. Annotations are the type checker's concern: it sees
``typing.NamedTuple`` itself. What runs makes the same class without looking at them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    _NOT_COPIED = frozenset({"__module__", "__classcell__", "__annotations__"})

    class _RecordMaker(type):
        """Makes a named tuple of the annotated names of a class body; keeps its defaults, methods and docstring."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            annotations = body.get("__annotations__", {})
            defaults = [body[field] for field in annotations if field in body]
            made = namedtuple(name, annotations, defaults=defaults, module=body["__module__"])
            made.__annotations__ = annotations
            for attribute, value in body.items():
                if attribute not in made._field_defaults and attribute not in _NOT_COPIED:
                    setattr(made, attribute, value)
            return made

    class NamedTuple(metaclass=_RecordMaker):
        """The base that makes a class a record."""
