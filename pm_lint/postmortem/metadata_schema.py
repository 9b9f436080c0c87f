"""Metadata held against a JSON Schema of the team's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pm_lint.postmortem.model import Field
from pm_lint.postmortem.values import people, read_dates
from pm_lint.record import NamedTuple

_LISTS = frozenset({"authors", "owner", "services", "tags"})
"""Keys whose value is a list of strings in the instance; all others are strings, as written."""
_DATES = frozenset({"date", "published"})
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Violation(NamedTuple):
    """A key that breaks the schema."""

    field: Field | None
    """Where it stands; None for a key that is missing."""
    message: str
    wants_date: bool
    """Whether the schema asks for an ISO date there."""


def instance_of(fields: Sequence[Field]) -> dict[str, Any]:
    """The metadata as a JSON object: canonical keys, the first value of each, dates in ISO form where they are read."""
    found: dict[str, Any] = {}
    for field in fields:
        if field.key not in found and field.value:
            found[field.key] = _value(field)
    return found


def _value(field: Field) -> Any:
    if field.key in _LISTS:
        return [person.text for person in people(field.value)] or [field.value]
    return field.value


def violations(fields: Sequence[Field], schema: Mapping[str, Any]) -> Iterator[Violation]:
    """What breaks ``schema``, in document order; a reference to another file or address is never followed."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import SchemaError
    from jsonschema.validators import extend as extended
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    extend: Any = extended  # has no types
    validator = extend(Draft202012Validator, {"pattern": _pattern})(
        {"$schema": _DIALECT, **schema},
        registry=Registry(),
        format_checker=FormatChecker(formats=("date", "email")),
    )
    by_key = {field.key: field for field in reversed(fields)}
    try:
        errors = list(validator.iter_errors(instance_of(fields)))
    except (Unresolvable, SchemaError, RecursionError):
        return
    for error in errors:
        key = str(error.path[0]) if error.path else None
        field = by_key.get(key) if key else None
        wants_date = error.validator == "format" and error.validator_value == "date"
        yield Violation(field, _said(error, key), wants_date)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[Any]:
    """``pattern`` on an engine whose time is linear in the text: schemas come from pull requests, too."""
    from jsonschema.exceptions import ValidationError

    from pm_lint.user_regex import compile_pattern

    if isinstance(instance, str) and compile_pattern(f"/{pattern}/").search(instance) is None:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _said(error: Any, key: str | None) -> str:
    match error.validator:
        case "required":
            missing = next((name for name in error.validator_value if name not in error.instance), "a key")
            return f"metadata lacks {missing!r}, which the schema requires"
        case "enum":
            return f"{key} is {error.instance!r}, which is none of {', '.join(map(str, error.validator_value))}"
        case "format":
            return f"{key} is {error.instance!r}, which is no {error.validator_value}"
        case "pattern":
            return f"{key} is {error.instance!r}, which does not match the pattern of the schema"
        case "additionalProperties":
            return "metadata has a key that the schema does not know"
    return f"{key or 'metadata'}: {error.message[:120]}"


def iso_date(field: Field) -> str | None:
    """The one day that a field states, in ISO form; None where it is another kind of value or already in that form."""
    dates = read_dates(field.value)
    if dates is None or dates.first != dates.last or dates.has_clock:
        return None
    iso = dates.first.date().isoformat()
    return None if iso == field.value.strip() else iso
