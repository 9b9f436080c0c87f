"""Records: ``typing.NamedTuple``, made several times faster.

``typing.NamedTuple`` looks at every annotation when its class is made, and writes and compiles a constructor for it: a
sixth of a millisecond for each class, and a run over one file makes a hundred of them. Annotations are the type
checker's concern: it sees ``typing.NamedTuple`` itself. What runs makes the same class, at a tenth of the cost, from
the parts of one named tuple that is longer than any record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple
    from functools import cache
    from types import FunctionType

    _Longest = namedtuple("_Longest", [f"field{index}" for index in range(32)])
    _FIELDS = tuple(vars(_Longest)[name] for name in _Longest._fields)
    """What reads the first field of a tuple, the second, and so on."""

    class _Record(tuple):
        """What all records have in common: the methods of a named tuple."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            """A record of the values, which are as many as its fields."""
            return cls(*values)

        def _replace(self, /, **changes):
            """The same record with other values for some fields."""
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        __replace__ = _replace

        def _asdict(self):
            """The values by the names of their fields."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)

    _new = tuple.__new__
    _CONSTRUCTORS = (
        lambda t, a: _new(t, (a,)),
        lambda t, a, b: _new(t, (a, b)),
        lambda t, a, b, c: _new(t, (a, b, c)),
        lambda t, a, b, c, d: _new(t, (a, b, c, d)),
        lambda t, a, b, c, d, e: _new(t, (a, b, c, d, e)),
        lambda t, a, b, c, d, e, f: _new(t, (a, b, c, d, e, f)),
        lambda t, a, b, c, d, e, f, g: _new(t, (a, b, c, d, e, f, g)),
        lambda t, a, b, c, d, e, f, g, h: _new(t, (a, b, c, d, e, f, g, h)),
        lambda t, a, b, c, d, e, f, g, h, i: _new(t, (a, b, c, d, e, f, g, h, i)),
        lambda t, a, b, c, d, e, f, g, h, i, j: _new(t, (a, b, c, d, e, f, g, h, i, j)),
        lambda t, a, b, c, d, e, f, g, h, i, j, k: _new(t, (a, b, c, d, e, f, g, h, i, j, k)),
        lambda t, a, b, c, d, e, f, g, h, i, j, k, m: _new(t, (a, b, c, d, e, f, g, h, i, j, k, m)),
        lambda t, a, b, c, d, e, f, g, h, i, j, k, m, n: _new(t, (a, b, c, d, e, f, g, h, i, j, k, m, n)),
        lambda t, a, b, c, d, e, f, g, h, i, j, k, m, n, o: _new(t, (a, b, c, d, e, f, g, h, i, j, k, m, n, o)),
        lambda t, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p: _new(t, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p)),
    )
    """What makes a tuple of one value, of two, and so on: written out, since compiling one of them anew takes a quarter
    of a millisecond."""

    @cache
    def _constructor(length):
        """What makes a tuple of so many values, each of which has a name of its own."""
        if length <= len(_CONSTRUCTORS):
            return _CONSTRUCTORS[length - 1]
        names = ", ".join(_Longest._fields[:length])
        return eval(f"lambda t, {names}: _new(t, ({names}))", {"_new": _new})

    class _RecordMaker(type):
        """Makes a named tuple of the annotated names of a class body; keeps its defaults, methods and docstring."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body["__annotations__"])
            defaults = {field: body.pop(field) for field in fields if field in body}
            general = _constructor(len(fields))
            code = general.__code__.replace(co_varnames=("_cls", *fields), co_name="__new__")
            new = FunctionType(code, general.__globals__, "__new__", tuple(defaults.values()))
            return type(
                name,
                (_Record,),
                {
                    "__slots__": (),
                    "__match_args__": fields,
                    "_fields": fields,
                    "_field_defaults": defaults,
                    **body,
                    **dict(zip(fields, _FIELDS, strict=False)),
                    "__new__": new,
                },
            )

    class NamedTuple(metaclass=_RecordMaker):
        """The base that makes a class a record."""
